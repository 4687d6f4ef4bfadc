"""
Which character set the bytes of a feed or a page are in, where nothing reliable says so.

A page of legacy text is recognised by its most frequent letters: each set is asked how many of the bytes above 127
would be such letters of the languages that were written in it. Sets of several bytes a character are asked first
whether the bytes are possible in them at all.
"""

from __future__ import annotations

import re
from functools import cache

_SAMPLE = 200_000  # bytes that are looked at; more does not change the answer

# The sets that a declared language was usually written in, by the first letters of its tag.
_BY_LANGUAGE = {
    "ru": "cp1251", "uk": "cp1251", "be": "cp1251", "bg": "cp1251", "sr": "cp1251", "mk": "cp1251", "kk": "cp1251",
    "ar": "cp1256", "fa": "cp1256", "ur": "cp1256", "he": "cp1255", "iw": "cp1255", "el": "cp1253", "tr": "cp1254",
    "az": "cp1254", "th": "cp874", "vi": "cp1258", "pl": "cp1250", "cs": "cp1250", "sk": "cp1250", "hu": "cp1250",
    "ro": "cp1250", "hr": "cp1250", "sl": "cp1250", "lt": "cp1257", "lv": "cp1257", "et": "cp1257",
}  # fmt: skip
_LANGUAGE = re.compile(
    rb"<(?:dc:)?language>\s*(?:<!\[CDATA\[)?\s*([A-Za-z]{2})|(?:xml:|<html[^>]{0,200}?\s)lang\s*=\s*[\"']([A-Za-z]{2})"
)

# Frequent letters above 127, small and capital where capitals matter, of the languages of each set.
_FREQUENT = {
    "cp1252": "éèàêçùâîôëïûœüöäßñóíáúãõåæøÉÀÜÖÄ’“”–—«»…¿¡·",
    "cp1250": "ąćęłńóśźżŁŚŻáčďéěíňřšťúůýžőűöüăâîșțđČŠŽ„”–’",
    "cp1254": "çğıöşüİŞÇÖÜâîû’“”",
    "cp1257": "ąčęėįšųūžāēģīķļņõäöüŠŽ„“–",
    "cp1251": "оеаинтсрвлкмдпуяіїєъыьг",
    "koi8_r": "оеаинтсрвлкмдпуяыьг",
    "iso8859_5": "оеаинтсрвлкмдпуяыьг",
    "cp1253": "αοιετσνηυρπκςμλάίόέή",
    "cp1255": "יוהלאתרבמשנםעדחקפ",
    "cp1256": "الينمورتعبةدسفحقهکی",
    "cp874": "านรอกเงมยลวดทส่้ี",
}  # fmt: skip
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257")
_RUN = re.compile(rb"[\x80-\xff]{3,}")
_HIGH = re.compile(rb"[\x80-\xff]+")


@cache
def _frequent_bytes() -> dict[str, bytes]:
    return {codec: "".join(dict.fromkeys(letters)).encode(codec, "ignore") for codec, letters in _FREQUENT.items()}


def detected(body: bytes) -> str:
    """The Python codec that the bytes are most probably in; they are known not to be UTF-8."""
    sample = body[:_SAMPLE]
    if (wide := _of_several_bytes(body, sample)) is not None:
        return wide
    high = b"".join(_HIGH.findall(sample))
    in_runs = sum(map(len, _RUN.findall(sample)))
    # in Latin text a letter with an accent stands alone, in other scripts every letter is above 127
    is_latin = in_runs * 2 < len(high)
    if (named := _named_by_language(sample)) and (named in _LATIN) == is_latin:
        return named if named != "cp1251" or _share(high, "cp1251") >= _share(high, "koi8_r") else "koi8_r"
    candidates = [codec for codec in _FREQUENT if (codec in _LATIN) == is_latin]
    return max(candidates, key=lambda codec: _share(high, codec))


def _share(high: bytes, codec: str) -> float:
    return 1 - len(high.translate(None, _frequent_bytes()[codec])) / max(1, len(high))


def _named_by_language(sample: bytes) -> str | None:
    match = _LANGUAGE.search(sample)
    return _BY_LANGUAGE.get((match[1] or match[2]).decode().lower()) if match else None


def _of_several_bytes(body: bytes, sample: bytes) -> str | None:
    """Japanese, Korean or Chinese, when the bytes are such text without a flaw and look like its ordinary prose."""
    scores: dict[str, float] = {}
    for codec in ("cp932", "euc_jp", "cp949", "big5hkscs", "gb18030"):
        try:
            text = body.decode(codec)
        except UnicodeDecodeError:
            continue
        wide = [c for c in text[:_SAMPLE] if c > "\x7f"]
        if wide:
            scores[codec] = _ordinary(codec, sample, wide)
    if not scores:
        return None
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] >= 0.5 else None


def _ordinary(codec: str, sample: bytes, wide: list[str]) -> float:
    """How much the text looks like ordinary prose of the set's language, 0 to about 1."""
    if codec in ("cp932", "euc_jp"):
        kana = sum("\u3040" <= c <= "\u30ff" for c in wide) / len(wide)
        halfwidth = sum("\uff61" <= c <= "\uff9f" for c in wide) / len(wide)
        return 1.05 if kana > 0.2 and halfwidth < 0.1 else kana - halfwidth
    if codec == "cp949":
        # precomposed syllables of daily use have lead bytes B0 to C8 and no trail byte below A1
        syllables = sum("\uac00" <= c <= "\ud7a3" for c in wide) / len(wide)
        rare = len(re.findall(rb"[\x81-\xa0][\x41-\xfe]", sample)) / len(wide)
        return syllables - rare
    han = sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uffef" for c in wide)
    leads = [pair[0] for pair in re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]", sample)]
    # characters of daily use come first in both sets: leads up to C6 in Big5, up to D7 in GB 2312
    daily = sum(0xA1 <= lead <= (0xC6 if codec == "big5hkscs" else 0xD7) for lead in leads) / max(1, len(leads))
    low_trails = len(re.findall(rb"[\xa1-\xf9][\x40-\x7e]", sample)) / len(wide)
    fits = low_trails > 0.15 if codec == "big5hkscs" else low_trails < 0.1
    return han / len(wide) * daily if fits else 0.0
