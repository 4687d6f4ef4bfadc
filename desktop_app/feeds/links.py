"""The addresses of a feed: absolute, http or https, nothing else."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

_BLANK = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_UNFIT = re.compile(r'[ "<>\\^`{|}]')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_RELATIVE = re.compile(r"(?!//)[^\s:\\<>\"]+")
_HOST_ONLY = re.compile(r"www\d?\.[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)", re.IGNORECASE)
# Nearly all addresses: taking one apart and putting it together again would change nothing
_PLAIN = re.compile(
    r"https?://(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9-]+(?::(?:\d{1,4}|[1-5]\d{4}))?"
    r"(?:[/?#][^\x00-\x20\"<>\\^`{|}\x7f-\xa0\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3000\ufeff]*)?"
)
_LONGEST = 4000  # characters; browsers and servers stop about there


def absolute(link: str, base: str) -> str:
    """The link as an absolute http(s) address without name and password, or "" when it is none."""
    is_escaped = "&amp;" in link
    if not is_escaped and len(link) <= _LONGEST and _PLAIN.fullmatch(link):
        return link
    link = _BLANK.sub("", link).strip()
    if not link or len(link) > _LONGEST:
        return ""
    if is_escaped:
        link = link.replace("&amp;", "&")  # escaped twice
    if _HOST_ONLY.match(link):
        link = "http://" + link
    try:
        if not _SCHEME.match(link):
            link = urljoin(base, link)
        parts = urlsplit(link)
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
        if "@" in parts.netloc:
            parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
            link = parts.geturl()
        _ = parts.port  # raises when it is no number
    except ValueError:
        return ""
    if _UNFIT.search(link):
        link = _UNFIT.sub(lambda m: f"%{ord(m[0]):02X}", link)
    return link


def relative(link: str) -> str:
    """A link that is only the end of an address, or "" when it is anything else."""
    link = link.strip()
    return link if len(link) <= _LONGEST and _RELATIVE.fullmatch(link) else ""
