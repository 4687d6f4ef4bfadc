"""The short texts of a feed (titles, names) as plain text that is safe to put on one line."""

from __future__ import annotations

import html
import re

TITLE_LIMIT = 500  # characters; longer ones are cut at a word
_RAW_LIMIT = 20_000  # characters of markup that are looked at for a title

_ANY_TAG = re.compile(r"<(?:!--.*?--|[/!?A-Za-z][^<>]*)>", re.DOTALL)
# In a title of unknown kind only these are markup: "Using <template> in Vue" keeps its word.
_TEXT_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|br|center|cite|code|del|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|nobr|ol|p|pre"
    r"|q|s|small|span|strike|strong|sub|sup|time|tt|u|ul|var|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(r"</?(?:br|p|div|li|h[1-6]|ul|ol|pre|center|td|tr)\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,31});")
# Controls, invisible operators, and the marks that turn the direction of text. The zero-width joiner and non-joiner
# stay: Persian, the scripts of India and emoji are written with them.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_C1 = re.compile("[\x80-\x9f]")
# Which of the two patterns may match: C for a C1 control, B for what begins a character in UTF-8, M for what follows,
# "?" among it, which any character beyond Latin-1 is turned into.
_KINDS = bytes(
    ord("C") if 0x80 <= byte < 0xA0
    else ord("M") if 0xA0 <= byte < 0xC0 or byte == ord("?")
    else ord("B") if 0xC2 <= byte < 0xF5
    else ord(" ")
    for byte in range(256)
)  # fmt: skip
_TWICE_ENCODED = re.compile("[\xc2-\xf4][\x80-\xbf\u0152-\u2122]")
_BYTES_OF_CP1252 = {
    ord(character): byte for byte in range(0x80, 0xA0) if (character := bytes([byte]).decode("cp1252", "ignore"))
}


def mended(text: str) -> str:
    """The text with two old mistakes put right.

    UTF-8 that was taken for windows-1252 and encoded again is decoded once more (feedparser's repair); characters of
    windows-1252 that were written by their numbers there (``&#150;``) become what they were meant to be.
    """
    if text.isascii():
        return text
    kinds = text.encode("latin-1", "replace").translate(_KINDS)  # ten times quicker than the patterns
    if b"C" not in kinds and b"BM" not in kinds:
        return text
    if _TWICE_ENCODED.search(text):
        try:
            decoded = text.translate(_BYTES_OF_CP1252).encode("latin-1").decode()
        except (UnicodeEncodeError, UnicodeDecodeError):
            decoded = ""  # it was meant as it stands
        wide = [character for character in decoded if character > "\x7f"]
        # a lone "é —" with a fixed space between would make one Chinese character
        if len(wide) > 1 or (wide and wide[0] < "\u3000"):
            return decoded
    if _C1.search(text):
        return _C1.sub(lambda m: m[0].encode("latin-1").decode("cp1252", "ignore"), text)
    return text


def one_line(text: str) -> str:
    """Without control and direction marks, white space collapsed, no joiner at the ends."""
    if text.isprintable():  # a space is the only blank, control or mark that is
        return " ".join(text.split())
    return " ".join(_INVISIBLE.sub("", text).split()).strip("\u200c\u200d ")


def plain(raw: str, *, is_html: bool = False) -> str:
    """A short text that may hold markup, as one line of plain text.

    ``is_html`` when the feed says so: then every tag is markup. Else only the tags that titles are decorated with are.
    References are resolved twice, because many feeds escape twice.
    """
    text = mended(raw[:_RAW_LIMIT])
    if "<" not in text and "&" not in text:
        return one_line(text)
    for _ in range(2):
        if "<" in text:
            text = _UNSEEN.sub("", text) if is_html else text
            text = _BREAKING_TAG.sub(" ", text)
            text = (_ANY_TAG if is_html else _TEXT_TAG).sub("", text)
        if not _REFERENCE.search(text):
            break
        text = html.unescape(text)
        is_html = False  # what shows up only now was meant to be read, unless it is decoration
    return one_line(mended(text))


def cut(text: str, limit: int = TITLE_LIMIT) -> str:
    """At most ``limit`` characters, ended at a word with an ellipsis where something is left out."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    at_word = kept.rfind(" ")
    if at_word > limit // 2:
        kept = kept[:at_word]
    return kept.rstrip(" ,;:-–—\u200c\u200d") + "…"


def title(raw: str, *, is_html: bool = False) -> str:
    return cut(plain(raw, is_html=is_html))


_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")


def person(raw: str) -> str:
    """The name of an author: "desk@example.org (Ada Njeri)" and "Ada Njeri <desk@example.org>" are Ada Njeri.

    An address alone stays, it is all there is.
    """
    text = raw.strip()
    if match := re.fullmatch(rf"(?:mailto:)?{_ADDRESS.pattern}\s*\((.*)\)", text):
        text = match[1] or text
    elif match := re.fullmatch(rf"(.*\S)\s*[<(](?:mailto:)?{_ADDRESS.pattern}[>)]", text):
        text = match[1].strip('"')
    return cut(plain(text), 200)
