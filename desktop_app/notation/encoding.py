"""
Bytes of a feed or a page -> text.

What the bytes are wins over what they are said to be: a byte order mark, then UTF-8 if they are that, then the label
of the HTTP header, then the label inside the document (XML's prolog or HTML's meta), then detection. Labels mean what
browsers take them to mean (WHATWG Encoding Standard): "ISO-8859-1" is windows-1252, "GB2312" is GB 18030, "EUC-KR" is
cp949.
"""

from __future__ import annotations

import codecs
import re
from encodings.aliases import aliases

from desktop_app.notation.charsets import detected

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED_WIDE = (
    (re.compile(rb"\s?[<{]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0[<{]"), "utf-32-be"),
    (re.compile(rb"(?:\s\0)*[<{]\0"), "utf-16-le"),
    (re.compile(rb"(?:\0\s)*\0[<{]"), "utf-16-be"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_IN_PROLOG = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)

_IN_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_META_WITHIN = 4096  # bytes: browsers look into the first 1,024, pages put it later

_SUPERSETS = {
    "usascii": "cp1252", "ascii": "cp1252", "latin1": "cp1252", "l1": "cp1252", "iso88591": "cp1252", "cp819": "cp1252",
    "ansi": "cp1252", "iso88599": "cp1254", "latin5": "cp1254", "iso885911": "cp874", "tis620": "cp874",
    "windows874": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "xgbk": "gb18030",
    "gb231280": "gb18030", "eucn": "gb18030", "euccn": "gb18030", "big5": "big5hkscs", "big5hkscs": "big5hkscs",
    "cnbig5": "big5hkscs", "xxbig5": "big5hkscs", "cp950": "big5hkscs", "shiftjis": "cp932", "sjis": "cp932",
    "xsjis": "cp932", "windows31j": "cp932", "mskanji": "cp932", "euckr": "cp949", "ksc5601": "cp949",
    "ksc56011987": "cp949", "ksc56011989": "cp949", "windows949": "cp949", "uhc": "cp949", "korean": "cp949",
    "eucjp": "euc_jp", "xeucjp": "euc_jp", "iso88598i": "iso8859_8", "xmaccyrillic": "mac_cyrillic",
    "macintosh": "mac_roman", "xmacroman": "mac_roman", "mac": "mac_roman", "koi8": "koi8_r", "koi8ru": "koi8_u",
    "ucs2": "utf-16-le", "unicode": "utf-16-le",
}  # fmt: skip
# Python's registry also knows what is no set of characters, and UTF-7, in which a text can hide markup.
_NO_CHARSETS = frozenset((
    "base64_codec", "bz2_codec", "hex_codec", "mbcs", "quopri_codec", "rot_13", "utf_7", "uu_codec", "zlib_codec",
))  # fmt: skip
_NOT_IN_ALIASES = ("cp1006", "cp720", "cp737", "cp856", "cp874", "koi8_t", "koi8_u", "mac_croatian", "mac_romanian")
_WIDE = ("gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "hz", "johab")
_SHIFTED = ("iso2022", "hz")  # sets that write everything in seven bits
_STRAY = re.compile("[\udc80-\udcff]+")


def decoded(body: bytes, content_type: str = "") -> str:
    """The bytes as text. Never fails: what cannot be read becomes U+FFFD."""
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    for pattern, codec in _UNMARKED_WIDE:
        if pattern.match(body):
            return body.decode(codec, "replace")
    labels = _labels(body, content_type)
    for codec in labels:
        if codec.startswith(_SHIFTED) and (b"\x1b" in body or b"~{" in body):
            return body.decode(codec, "replace")
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        if error.end >= len(body) - 1 and error.start >= len(body) - 3:
            return body[: error.start].decode()  # the end was cut off in the middle of a character
    mended = _mostly_utf8(body)
    if mended is not None:
        return mended
    return _legacy(body, labels)


def _labels(body: bytes, content_type: str) -> list[str]:
    """The codecs that the header and the prolog name, the better one first."""
    header = _IN_HEADER.search(content_type)
    prolog = _IN_PROLOG.search(body[:1024]) or _IN_META.search(body[:_META_WITHIN])
    named = [_codec(header[1])] if header else []
    named += [_codec(prolog[1].decode("ascii", "replace"))] if prolog else []
    found = [codec for codec in named if codec]
    if len(found) == 2 and found[0] == "cp1252":
        found.reverse()  # a server's default, while the document was given its label on purpose
    return found


def _squeezed(label: str) -> str:
    return re.sub(r"[^a-z0-9]", "", label.casefold())


# Looked up here and not in Python's registry, which would remember every label that a hostile feed makes up.
_CODECS = {
    _squeezed(name): codec
    for name, codec in (*aliases.items(), *((c, c) for c in (*aliases.values(), *_NOT_IN_ALIASES)))
    if codec not in _NO_CHARSETS
} | _SUPERSETS


def _codec(label: str) -> str | None:
    """Python's name of the set of characters that a label means; None for a label that nobody knows."""
    name = _squeezed(label)
    bare = re.sub(r"^(?:x|cs)(?=\w{3})", "", name)
    codec = _CODECS.get(name) or _CODECS.get(bare) or _CODECS.get(re.sub("^(?:windows|ibm)", "cp", bare))
    return codecs.lookup(codec).name if codec else None


def _mostly_utf8(body: bytes) -> str | None:
    """UTF-8 into which some bytes of windows-1252 have strayed, or None when it is not UTF-8 at heart."""
    text = body.decode("utf-8", "surrogateescape")
    strays = sum(map(len, _STRAY.findall(text)))
    others = len(text) - len(text.encode("ascii", "ignore")) - strays
    if strays * 4 > others:
        return None
    return _STRAY.sub(lambda m: m[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)


def _legacy(body: bytes, labels: list[str]) -> str:
    for codec in labels:
        if codec.startswith("utf"):
            continue  # known to be wrong
        if codec not in _WIDE:
            return body.decode(codec, "replace")
        text = body.decode(codec, "replace")
        if text.count("\ufffd") * 50 <= len(body) - len(body.decode("ascii", "ignore")):
            return text
    return body.decode(detected(body), "replace")
