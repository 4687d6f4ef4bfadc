from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.notation.encoding import decoded

PROSE = {
    "cp1251": "Президент России подписал закон о бюджете на следующий год",
    "koi8_r": "Президент России подписал закон о бюджете на следующий год",
    "cp1253": "Ο πρόεδρος της χώρας υπέγραψε τον νέο νόμο για τον προϋπολογισμό",
    "cp1255": "ראש הממשלה אמר היום כי הממשלה תאשר את התקציב",
    "cp1256": "قال الرئيس اليوم إن الحكومة ستوافق على الميزانية",
    "cp874": "นายกรัฐมนตรีกล่าววันนี้ว่ารัฐบาลจะอนุมัติงบประมาณ",
    "cp1252": "Le président a signé la loi après une journée d’été à Genève",
    "cp1250": "Prezydent podpisał ustawę o budżecie na następny rok, żeby wesprzeć gospodarkę źle",
    "cp1254": "Cumhurbaşkanı bugün bütçe yasasını imzaladı, ülkenin geleceği için önemli",
    "cp932": "首相は今日、来年度の予算案に署名したと発表しました。",
    "euc_jp": "首相は今日、来年度の予算案に署名したと発表しました。",
    "cp949": "대통령은 오늘 내년도 예산안에 서명했다고 발표했다",
    "big5": "總統今天簽署了明年的預算法案,並表示經濟將會好轉",
    "gb18030": "总统今天签署了明年的预算法案，并表示经济将会好转",
}


@pytest.mark.parametrize("codec", PROSE)
def test_unlabelled_text_is_recognised(codec: str) -> None:
    text = f"<rss><title>abc</title><item>{PROSE[codec]}</item></rss>"
    assert decoded(text.encode(codec)) == text


LABELLED = [
    ("iso-8859-1", "cp1252", "“quoted” – dash €"),
    ("US-ASCII", "cp1252", "café"),
    ("windows-1251", "cp1251", "Єва"),
    ("ISO-8859-2", "iso8859_2", "Łódź"),
    ("iso-8859-9", "cp1254", "İstanbul"),
    ("KOI8-U", "koi8_u", "Київ"),
    ("gb2312", "gb18030", "镕基"),
    ("GBK", "gb18030", "镕"),
    ("Big5", "big5hkscs", "總統"),
    ("Shift_JIS", "cp932", "①髙"),
    ("x-sjis", "cp932", "日本"),
    ("EUC-KR", "cp949", "똠방각하"),
    ("ks_c_5601-1987", "cp949", "한국"),
    ("euc-jp", "euc_jp", "日本"),
    ("iso-2022-jp", "iso2022_jp", "日本"),
    ("windows-1256", "cp1256", "خبر"),
    ("866", "cp866", "Привет"),
    ("IBM866", "cp866", "Привет"),
    ("csIBM866", "cp866", "Привет"),
    ("x-mac-cyrillic", "mac_cyrillic", "Привет"),
    ("maccyrillic", "mac_cyrillic", "Привет"),
    ("csMacintosh", "mac_roman", "café"),
    ("mac-greek", "mac_greek", "Ελλάδα"),
    ("cspc8codepage437", "cp437", "Çà"),
    ("cp-is", "cp861", "Þórður"),
    ("kz_1048", "kz1048", "Қазақстан"),
    ("ptcp154", "ptcp154", "Қазақстан"),
    ("hp-roman8", "hp_roman8", "café"),
]


@pytest.mark.parametrize(("label", "codec", "text"), LABELLED, ids=[label for label, _, _ in LABELLED])
def test_labels_mean_what_browsers_take_them_to_mean(label: str, codec: str, text: str) -> None:
    in_prolog = f'<?xml version="1.0" encoding="{label}"?><rss>{text}</rss>'
    assert decoded(in_prolog.encode(codec)) == in_prolog
    bare = f"<rss>{text}</rss>"
    assert decoded(bare.encode(codec), f"text/xml; charset={label}") == bare


UTF8 = '<?xml version="1.0" encoding="utf-8"?><rss>Ärger, Łódź, 東京</rss>'


@pytest.mark.parametrize(
    ("name", "body", "content_type", "expected"),
    [
        ("a wrong header does not win over UTF-8", UTF8.encode(), "text/xml; charset=iso-8859-1", UTF8),
        ("nor does a wrong prolog", UTF8.replace("utf-8", "gb2312").encode(), "", UTF8.replace("utf-8", "gb2312")),
        ("mark of UTF-8", b"\xef\xbb\xbf" + UTF8.encode(), "", UTF8),
        ("UTF-16 with its mark and a prolog that says UTF-8", UTF8.encode("utf-16"), "text/xml; charset=utf-8", UTF8),
        ("UTF-16 without a mark, little end first", UTF8.encode("utf-16-le"), "", UTF8),
        ("UTF-16 without a mark, big end first", UTF8.encode("utf-16-be"), "", UTF8),
        ("UTF-32", UTF8.encode("utf-32"), "", UTF8),
        ("cut in the middle of a character", "<rss>東京".encode()[:-1], "", "<rss>東"),
        ("a stray byte in UTF-8", "<rss>東京 と 大阪".encode() + b" \x96 x", "", "<rss>東京 と 大阪 – x"),
        ("a codec that is no character set", "<rss>é</rss>".encode("cp1252"), "text/xml; charset=zip", "<rss>é</rss>"),
        (
            "a server's default gives way to the document's own label",
            '<?xml version="1.0" encoding="windows-1251"?><rss>Мир</rss>'.encode("cp1251"),
            "text/xml; charset=ISO-8859-1",
            '<?xml version="1.0" encoding="windows-1251"?><rss>Мир</rss>',
        ),
    ],
)
def test_what_the_bytes_are_wins(name: str, body: bytes, content_type: str, expected: str) -> None:
    assert decoded(body, content_type) == expected, name


@given(st.binary(max_size=300), st.text(max_size=30))
def test_never_fails(body: bytes, label: str) -> None:
    assert isinstance(decoded(body, f"text/xml; charset={label}"), str)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=100))
def test_utf8_always_comes_back(text: str) -> None:
    assert decoded(f"<rss>{text}</rss>".encode(), "text/xml; charset=windows-1252") == f"<rss>{text}</rss>"
