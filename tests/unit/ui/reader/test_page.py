from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from desktop_app.model import document as documents
from desktop_app.model.article import Article, Translation
from desktop_app.model.document import (
    Block,
    Code,
    Document,
    Embed,
    Heading,
    ListBlock,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
)
from desktop_app.model.errors import FetchProblem
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.ui.reader.blocks import MAX_COLUMNS, MAX_ROWS, PARTS, TWIN, column_shares, picture_size
from desktop_app.ui.reader.markup import clean, safe_address
from desktop_app.ui.reader.page import (
    FETCH_AGAIN,
    OPEN_ORIGINAL,
    TAKES_END_KEY,
    TAKES_KEY,
    Surroundings,
    article_page,
    language_badge,
    language_name,
)
from desktop_app.ui.reader.style import Mode
from desktop_app.ui.reader.texts import deck_of, is_summary_only, lead_picture, modes_of, texts_of
from tests.unit.ui.reader.articles import AROUND, LOOK, article, paragraph, paragraphs

EVIL = "<script>alert(1)</script>\"'&<img src=file:///etc/passwd onerror=x>"


def html_of(shown: Article, mode: Mode = Mode.TRANSLATED, around: Surroundings = AROUND) -> str:
    return article_page(shown, mode, LOOK, around).html


def body_html(*blocks: Block) -> str:
    return html_of(article(blocks, lead="", language="en"))


EVIL_ARTICLES = [
    ("title", article(paragraphs("x"), original_title=EVIL, title=EVIL)),
    ("outlet", article(paragraphs("x"), outlet=EVIL)),
    ("language", article(paragraphs("x"), language=EVIL)),
    ("lead", article((), lead=EVIL)),
    ("image", article(paragraphs("x"), image=f"https://example.org/{EVIL}")),
    ("url", article(paragraphs("x"), url=f"javascript:{EVIL}")),
    ("byline", replace(article(paragraphs("x")), byline=EVIL)),
    ("note", replace(article(paragraphs("x")), note=EVIL, tags=(EVIL,))),
    (
        "feed",
        replace(article(paragraphs("x")), provenance=replace(article().provenance, feed_url=EVIL, changed=1)),
    ),
    ("engine", replace(article(), translation=Translation("t", "l", paragraphs("y"), EVIL))),
    ("paragraph", article(paragraphs(EVIL))),
    ("heading", article((Heading(2, (Run(EVIL),)),))),
    ("list", article((ListBlock(True, ((Run(EVIL),),)),))),
    ("quote", article((Quote(((Run(EVIL),),)),))),
    ("picture", article((Picture("https://example.org/a.png", EVIL, EVIL), paragraph("x")))),
    ("picture address", article((paragraph("x"), Picture(f"https://example.org/{EVIL}", "c", "a", 10, 10)))),
    ("table", article((Table((((Run(EVIL),),),)),))),
    ("code", article((Code(EVIL),))),
    ("embed", article((Embed(f"https://example.org/{EVIL}", EVIL),))),
    ("link", article((Paragraph((Run("x", Mark.NONE, f"https://example.org/{EVIL}"),)),))),
]


@pytest.mark.parametrize(("name", "shown"), EVIL_ARTICLES, ids=[name for name, _ in EVIL_ARTICLES])
@pytest.mark.parametrize("mode", list(Mode))
def test_every_field_is_escaped(name: str, shown: Article, mode: Mode) -> None:
    html = html_of(shown, mode, replace(AROUND, country=EVIL, place=EVIL, notice=EVIL))
    assert "<script" not in html, name
    assert "file:" not in re.sub(r"&lt;.*?&gt;", "", html), name
    tags = {tag.lower() for tag in re.findall(r"<\s*([a-zA-Z0-9]+)", html)}
    assert tags <= {
        "html",
        "body",
        "p",
        "span",
        "a",
        "i",
        "sub",
        "sup",
        "br",
        "img",
        "table",
        "tr",
        "td",
        "ul",
        "ol",
        "li",
    }
    for attribute in re.findall(r"<img src=\"([^\"]*)\"", html):
        assert re.fullmatch(r"overview-(picture|space):\d+", attribute)


BAD_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "overview:original",
    "overview:article/5",
    "//example.org",
    "/relative",
    "http://",
    "http:///path",
    "https://[oops",
    "http://a b",
    "http://a\nb",
    "",
]


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_bad_addresses_are_no_links(address: str) -> None:
    html = body_html(
        Paragraph((Run("said", Mark.NONE, address),)),
        Embed(address, "Clip"),
        Picture(address, "Caption here"),
        paragraph("z"),
    )
    links = re.findall(r'href="([^"]*)"', html)
    assert set(links) <= {"overview:original"}
    assert len(links) == 1  # the footer's own
    assert "said" in html and "Clip" in html and "Caption here" in html and "<img" not in html


@pytest.mark.parametrize("address", ["https://example.org/a?b=c&d", "HTTP://example.org", "mailto:a@example.org"])
def test_good_addresses_are_links(address: str) -> None:
    assert safe_address(address) == address
    assert f'href="{address.replace("&", "&amp;")}"' in body_html(Paragraph((Run("x", Mark.NONE, address),)))


def test_line_height_stands_on_blocks_of_text_only() -> None:
    blocks = (paragraph("One"), Picture("https://example.org/a.png", "Caption", "", 100, 100), Heading(2, (Run("H"),)))
    html = html_of(article(blocks, image="https://example.org/lead.png"), around=replace(AROUND, takes_height=99))
    found = re.findall(r"<(p|li)\b([^>]*)>(.*?)</\1>", html, re.DOTALL)
    assert len(found) > 6
    for _tag, attributes, inner in found:
        is_picture = "<img" in inner
        assert ("line-height:" in attributes) is not is_picture, inner
        assert ("-qt-line-height-type:fixed" in attributes) is not is_picture
    assert html.count("<img") == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Latin text", "font-size:19px;font-weight:400;color:#1D1B18;line-height:30px"),
        ("اتفاق هش بين", "font-size:21px;font-weight:400;color:#1D1B18;line-height:36px"),
        ("四国谈判代表在喀土穆", "font-size:19px;font-weight:400;color:#1D1B18;line-height:33px"),
        ("चार देशों के", "font-size:19px;font-weight:400;color:#1D1B18;line-height:32px"),
    ],
)
def test_scripts_have_their_own_size_and_leading(text: str, expected: str) -> None:
    assert expected in body_html(paragraph(text))


@pytest.mark.parametrize(
    ("text", "is_justified"),
    [
        ("Two words", True),
        ("اتفاق هش بين", True),
        ("四国谈判代表在喀土穆", True),
        ("चार देशों के", True),
        ("နေ့တိုင်း မီးအိမ်", False),  # words stand together: what is spread is a few gaps, or the letters of a word
        ("រៀងរាល់យប់ ចង្កៀង", False),
        ("ประภาคารที่ถูกย้าย", False),
        ("ປະພາຄານ ທີ່ຖືກຍ້າຍ", False),
    ],
)
def test_what_is_written_without_spaces_between_words_is_not_justified(text: str, is_justified: bool) -> None:
    look = replace(LOOK, style=replace(LOOK.style, is_justified=True))
    html = article_page(article(paragraphs(text), lead=""), Mode.ORIGINAL, look, AROUND).html
    assert ('align="justify"' in html) is is_justified


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (paragraph("اتفاق BBC"), '<p dir="rtl"'),
        (paragraph("BBC اتفاق"), '<p dir="ltr"'),
        (ListBlock(False, ((Run("اتفاق"),),)), '<ul dir="rtl"'),
        (ListBlock(True, ((Run("one"),),)), '<ol dir="ltr"'),
        (Quote(((Run("اتفاق"),),)), "border-right:3px solid #1F5FBF"),
        (Quote(((Run("one"),),)), "border-left:3px solid #1F5FBF"),
        (Table((((Run("اتفاق"),),),)), '<table dir="rtl"'),
    ],
)
def test_direction_goes_by_the_first_strong_letter(block: Block, expected: str) -> None:
    assert expected in body_html(block)


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (Run("x", Mark.BOLD), '<span style="font-weight:600">x</span>'),
        (Run("x", Mark.ITALIC | Mark.SUB), "<sub><i>x</i></sub>"),
        (Run("x", Mark.SUP), "<sup>x</sup>"),
        (Run("x", Mark.CODE), "'Mono';font-size:16px"),
        (Run("x\ny\r\nz"), "x<br>y<br>z"),
        (Run("a\x00b\ufdd0c\ufffcd\ud800e"), "abcde"),
    ],
)
def test_runs(run: Run, expected: str) -> None:
    assert expected in body_html(Paragraph((run,)))


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (0, 0, (640, 427)),
        (1200, 600, (640, 320)),
        (400, 200, (640, 320)),
        (200, 100, (200, 100)),
        (1000, 3000, (213, 640)),
        (5000, 1, (640, 1)),
    ],
)
def test_room_for_pictures(width: int, height: int, expected: tuple[int, int]) -> None:
    assert picture_size(Picture("https://example.org/a", "", "", width, height), 640) == expected


def test_tables_are_capped_and_filled_up() -> None:
    rows = tuple(tuple((Run(f"{r}.{c}"),) for c in range(MAX_COLUMNS + 3 if r else 2)) for r in range(MAX_ROWS + 5))
    html = body_html(Table(rows, has_header=True))
    assert html.count("<tr>") == MAX_ROWS + 1  # one of the footer
    assert html.count("<td") == MAX_ROWS * MAX_COLUMNS + 1
    assert "The table goes on in the original." in html
    assert body_html(Table(())).count("<table") == 1
    long_cell = body_html(Table((((Run("y" * 9000),),),)))
    assert "y" * 400 + "…" in long_cell and "y" * 401 not in long_cell


BOTH = article(paragraphs("a"), paragraphs("b"))


@pytest.mark.parametrize(
    ("name", "shown", "mode", "expected"),
    [
        ("translated", BOTH, Mode.TRANSLATED, "translated from Spanish by Engine 1.0"),
        ("original", BOTH, Mode.ORIGINAL, "original in Spanish"),
        ("both", BOTH, Mode.BILINGUAL, "in English by Engine 1.0, with the Spanish"),
        ("none", article(paragraphs("a")), Mode.ORIGINAL, "in Spanish, not translated"),
        ("headline", article(paragraphs("a"), is_translated=True), Mode.TRANSLATED, "headline translated from Spanish"),
        ("headline, stored", article(paragraphs("a"), ()), Mode.TRANSLATED, "headline translated from Spanish"),
        ("english", article(paragraphs("a"), language="en"), Mode.ORIGINAL, ""),
        ("unknown", article(paragraphs("a"), language=""), Mode.ORIGINAL, ""),
    ],
)
def test_language_badge(name: str, shown: Article, mode: Mode, expected: str) -> None:
    assert language_badge(shown, mode) == expected, name


@pytest.mark.parametrize(
    ("code", "name"), [("es", "Spanish"), ("zh-TW", "Chinese"), ("nb", "Norwegian"), ("", ""), ("qqx", "qqx")]
)
def test_language_names(code: str, name: str) -> None:
    assert language_name(code) == name


def test_meta_and_date() -> None:
    around = Surroundings("Chile", "Santiago", timezone(timedelta(hours=-3)), UTC)
    html = html_of(replace(article(paragraphs("a" * 300)), byline="By Ana"), around=around)
    assert "La Tercera" in html and "Chile" in html and "By Ana" in html
    assert "Sat 14 March 2026, 09:30 in Santiago · 12:30 here" in html
    assert "1\u00a0min\u00a0read" in html
    assert "Why am I seeing this?" in html and "https://example.org/feed.xml" in html


def test_modes_show_their_texts() -> None:
    shown = article(paragraphs("uno", "dos"), paragraphs("one", "two"))
    english, both, original = (html_of(shown, mode) for mode in Mode)
    assert "one" in english and "uno" not in english and "English title" in english and "Título" not in english
    assert "uno" in original and "two" not in original and "Título" in original
    assert both.index("one") < both.index("uno") < both.index("two") < both.index("dos")
    assert f"-qt-user-state:{PARTS * 2 + TWIN}" in both


def test_texts_that_do_not_pair_stand_one_after_the_other() -> None:
    both = html_of(article(paragraphs("uno", "dos", "tres"), paragraphs("one", "two")), Mode.BILINGUAL)
    assert both.index("two") < both.index("In Spanish") < both.index("uno")


def test_without_translation_there_is_one_mode() -> None:
    shown = article(paragraphs("uno"))
    assert modes_of(shown) == (Mode.ORIGINAL,)
    assert article_page(shown, Mode.BILINGUAL, LOOK, AROUND).mode is Mode.ORIGINAL


@pytest.mark.parametrize(
    ("name", "shown", "expected"),
    [
        ("no text", article(()), True),
        ("the lead itself", article(paragraphs("Entrada")), True),
        ("more", article(paragraphs("Entrada", "Mucho más que la entrada, y sigue.")), False),
        ("with a picture", article((Picture("https://example.org/a"), paragraph("Entrada"))), False),
    ],
)
def test_summary_only(name: str, shown: Article, expected: bool) -> None:
    assert is_summary_only(shown) is expected, name
    assert ("The feed carries only the summary." in html_of(shown)) is expected
    assert ("min\u00a0read" in html_of(shown)) is not expected


def test_the_deck_says_nothing_twice() -> None:
    texts = texts_of(article(paragraphs("The text.")), Mode.ORIGINAL)
    assert deck_of(texts) == "Entrada"
    assert deck_of(replace(texts, document=paragraphs("Entrada, and so on"))) == ""
    assert deck_of(replace(texts, lead="título")) == ""
    assert deck_of(replace(texts, lead="x " * 400)) == ""
    assert deck_of(replace(texts, document=())) == ""


LEAD = Picture("https://example.org/a.jpg?w=900", "Caption")


@pytest.mark.parametrize(
    ("name", "image", "body", "expected", "left"),
    [
        ("none", "", paragraphs("x"), None, 1),
        ("the feed's", "https://example.org/b.jpg", paragraphs("x"), Picture("https://example.org/b.jpg"), 1),
        ("the text opens with one", "https://cdn.example.org/z.jpg", (LEAD, paragraph("x")), LEAD, 1),
        ("same in the text", "https://example.org/a.jpg", (paragraph("x"), LEAD), LEAD, 1),
    ],
)
def test_lead_picture(name: str, image: str, body: Document, expected: Picture | None, left: int) -> None:
    found, rest = lead_picture(image, body)
    assert (found, len(rest)) == (expected, left), name


@pytest.mark.parametrize(
    ("count", "after", "twice"),
    [(0, 0, False), (2, 2, False), (3, 2, False), (7, 2, False), (8, 2, True), (30, 2, True)],
)
def test_the_takes_stand_after_the_second_paragraph_and_at_the_end(count: int, after: int, twice: bool) -> None:
    html = html_of(article(paragraphs(*(f"p{i}" for i in range(count)))), around=replace(AROUND, takes_height=120))
    keys = [int(key) for key in re.findall(r"-qt-user-state:(\d+)", html)]
    assert sum(1 for key in keys[: keys.index(TAKES_KEY)] if key >= PARTS) == max(after, 0 if count else 1)
    assert (TAKES_END_KEY in keys) is twice
    assert 'height="120"' in html
    assert str(TAKES_KEY) not in re.findall(r"-qt-user-state:(\d+)", html_of(article(paragraphs("x"))))


# Any document

TEXT = st.text(max_size=60)
RUNS = st.lists(
    st.builds(Run, TEXT, st.sampled_from([Mark.NONE, Mark.BOLD, Mark.ITALIC | Mark.CODE, Mark.SUP]), TEXT), max_size=4
).map(tuple)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, RUNS),
    st.builds(Heading, st.integers(2, 4), RUNS),
    st.builds(ListBlock, st.booleans(), st.lists(RUNS, max_size=3).map(tuple)),
    st.builds(Quote, st.lists(RUNS, max_size=3).map(tuple)),
    st.builds(Picture, TEXT, TEXT, TEXT, st.integers(0, 3000), st.integers(0, 3000)),
    st.builds(Table, st.lists(st.lists(RUNS, max_size=3).map(tuple), max_size=3).map(tuple), st.booleans()),
    st.builds(Code, TEXT),
    st.builds(Embed, TEXT, TEXT),
)
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    return sorted(WORD.findall(clean(text)))


@pytest.mark.usefixtures("qapp")
@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=6).map(tuple), st.lists(BLOCKS, max_size=6).map(tuple), st.sampled_from(list(Mode)))
def test_any_document_is_shown_with_all_its_words(one: Document, other: Document, mode: Mode) -> None:
    page = article_page(article(one, other), mode, LOOK, replace(AROUND, takes_height=50))
    assert "script:" not in "".join(re.findall(r'href="([^"]*)"', page.html)).lower()
    shown = QTextDocument()
    shown.setHtml(page.html)
    left = words(shown.toPlainText())
    # Beside their translation only the original's texts are shown, not its captions and tables again.
    prose = tuple(block for block in one if isinstance(block, Paragraph | Heading | ListBlock | Quote))
    expected = {Mode.TRANSLATED: other or one, Mode.ORIGINAL: one, Mode.BILINGUAL: (*(other or one), *prose)}[page.mode]
    for word in words(documents.text(expected)):
        assert word in left or any(word in longer for longer in left), (word, page.html)


# The article's own page

SUMMARY = "The feed carries only the summary."


def with_page(outcome: PageOutcome, problem: str = "", document: Document = (), **row: object) -> Article:
    page = SitePage(outcome, 1_773_494_000, problem, document=document)
    shown = article((), None, lead="Entrada", **row)
    return replace(shown, document=document, from_feed=(), page=page) if document else replace(shown, page=page)


@pytest.mark.parametrize(
    ("outcome", "problem", "said", "can_try"),
    [
        (PageOutcome.PAYWALL, "", "to subscribers only. This is what its feed says.", False),
        (PageOutcome.BOT_WALL, "", "to browsers only. This is what its feed says.", False),
        (PageOutcome.NO_TEXT, "", "No more text was found", True),
        (PageOutcome.FAILED, FetchProblem.OFFLINE, "no network connection", True),
        (PageOutcome.FAILED, FetchProblem.NOT_FOUND, "no such page any more", True),
    ],
)
def test_one_line_under_the_title_says_why_there_is_no_more(
    outcome: PageOutcome, problem: str, said: str, can_try: bool
) -> None:
    html = html_of(with_page(outcome, problem))
    assert html.index("Título") < html.index(said) < html.index("Entrada")
    assert (f'href="{FETCH_AGAIN}"' in html) is can_try
    assert f'href="{OPEN_ORIGINAL}"' in html
    assert SUMMARY not in html  # said once


def test_a_line_without_an_address_leads_nowhere() -> None:
    assert "Open it in the browser" not in html_of(with_page(PageOutcome.PAYWALL, url="javascript:x"))


def test_what_is_coming_is_said_below_the_text_and_nothing_above() -> None:
    around = replace(AROUND, is_page_coming=True)
    html = html_of(with_page(PageOutcome.FAILED, FetchProblem.OFFLINE), around=around)
    assert "network" not in html
    assert html.index("Entrada") < html.index("is being read on the site")
    assert SUMMARY not in html


def test_a_full_text_needs_no_line() -> None:
    html = html_of(with_page(PageOutcome.FULL_TEXT, document=paragraphs("Todo lo que dice.")))
    assert "Todo lo que dice." in html
    assert FETCH_AGAIN not in html
    assert "This is what its feed says" not in html
    assert "Its full text was read on the site" in html


def test_a_translation_of_the_feed_says_that_there_is_more() -> None:
    full = paragraphs("Todo lo que dice.", "Y mas.")
    page = SitePage(PageOutcome.FULL_TEXT, 1, document=full)
    shown = replace(article(full, paragraphs("All that the feed says.")), from_feed=paragraphs("Eso."), page=page)
    assert shown.translation is not None
    of_feed = replace(shown.translation, is_whole=False)
    shown = replace(shown, translation=of_feed)
    said = "The full text is there in Spanish (t)."
    assert said in html_of(shown)
    assert said not in html_of(shown, Mode.ORIGINAL)
    assert "Todo lo que dice." in html_of(shown, Mode.BILINGUAL)
    growing = replace(of_feed, document=paragraphs("All that it says.", "Y mas."))
    assert said not in html_of(replace(shown, translation=growing))
    assert said not in html_of(shown, Mode.BILINGUAL)


@pytest.mark.parametrize(
    ("engine", "badge", "why"),
    [
        ("Firefox es 3.0", "by Firefox es 3.0", "on this computer by Firefox es 3.0:"),
        ("DeepL at api.deepl.com", "by DeepL", "by DeepL at api.deepl.com, to which its text was sent:"),
        ("gemma3 at localhost:11434", "by gemma3", "by gemma3 at localhost:11434:"),
    ],
)
def test_who_translated_is_said_and_where_the_text_went(engine: str, badge: str, why: str) -> None:
    translated = replace(article(), translation=Translation("t", "l", paragraphs("y"), engine))
    assert language_badge(translated, Mode.TRANSLATED) == f"translated from Spanish {badge}"
    assert f"Translated from Spanish {why}" in html_of(translated)


def cells(*texts: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(text),) if text else () for text in texts)


def test_columns_are_as_wide_as_their_words_want() -> None:
    empty, word, long = column_shares((cells("", "Implementation", "A cell with a good many words in it"),))
    assert empty < word < long
    assert empty + word + long == 100
    assert column_shares((cells("", ""), cells("2024", "2025"))) == [50, 50]
    many = column_shares((cells(*("Implementation",) * 10),))
    assert set(many) == {10}


def test_no_word_of_a_table_is_broken_where_there_is_room(qapp: object) -> None:
    assert qapp is not None
    names = ("General\u00a0UX", "UX draft", "UX review", "UI mockup", "UI review", "Final review", "Implementation")
    table = Table((cells(*names), cells("Sound settings", *("",) * 6)), has_header=True)
    document = QTextDocument()
    document.setHtml(body_html(table))
    document.setTextWidth(640)
    document.size()
    broken = []
    said = ("General UX", *names[1:], "Sound settings")
    block = document.begin()
    while block.isValid():
        layout, text = block.layout(), block.text()
        starts = [layout.lineAt(i).textStart() for i in range(1, layout.lineCount())]
        broken += [text for start in starts if not text[start - 1].isspace() and text.strip() in said]
        block = block.next()
    assert not broken
