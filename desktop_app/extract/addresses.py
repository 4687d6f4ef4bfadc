"""
Addresses inside articles: which may be a link at all, and what in them only serves to follow readers about.

No list of tracking parameters is both complete and safe, so there are two: ``clean_url`` makes the key by which an
article is recognised again and may take away much; links that the reader opens lose the parameters only that are
known to carry nothing else.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]+")
_UNFIT = re.compile(r'["\'<>\\^`{|}]')
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"[^\s\x00-\x20\"'<>\\^`{|}/?#@%]+")
# Nearly all addresses: taking one apart and putting it together again would change nothing but its query
_SIGN = r"[^\x00-\x20\"'<>\\^`{|}?#\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
_PLAIN = re.compile(
    r"https?://(?:[a-z0-9_-]+\.)+[a-z0-9-]+(?::(?!80/|443/)(?:[1-9]\d{0,3}|[1-5]\d{4}))?"
    rf"/{_SIGN}*(?:\?({_SIGN}+))?(#{_SIGN}+)?"
)
_LONGEST = 4000  # characters
_SAFE_SCHEMES = ("http", "https", "mailto")
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that only say where a reader comes from.
_TRACKERS = re.compile(
    r"utm_\w+|utm|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok"
    r"|_hsenc|_hsmi|__hssc|__hstc|__hsfp|hsctatracking|vero_id|vero_conv|wickedid|oly_anon_id|oly_enc_id|rb_clickid|s_cid"
    r"|ml_subscriber|ml_subscriber_hash|_openstat|at_(?:medium|campaign|custom\d|link_\w+|format|creation|bbc_team|ptr_name)"
    r"|ns_(?:source|mchannel|linkname|campaign|fee)|ito|xtor|wt_mc|wtmc|wt\.mc_id|mtm_\w+|pk_(?:campaign|kwd|source|medium)"
    r"|piwik_\w+|matomo_\w+|guccounter|guce_referrer\w*|cmpid|smid|ocid|ncid|sr_share|taid|_ga|_gl|epik|srsltid",
    re.IGNORECASE,
)
# For the identity also those that a site may use, but hardly to tell two articles apart.
_ALSO_FOR_IDENTITY = re.compile(
    r"ref|ref_src|ref_url|referer|referrer|source|src|from|via|share|shared|rss|partner|feed|feedtype|feedname|origin|cid|cmp"
    r"|campaign|campaign_id|campaignid|output|outputtype|amp|ftag|ftcamp|traffic_source|rss_feed|ns_mchannel|spm|mod|itid|smtyp"
    r"|trk|tracking|sh|partnerid|emc|partner_id|linkid|mbid|ss|socialflow|xing_share",
    re.IGNORECASE,
)


def link_url(href: str, base_url: str) -> str:
    """The address a link leads to: absolute, http, https or mailto, without known trackers. "" for any other."""
    href = href.strip()
    if not href or len(href) > _LONGEST:
        return ""
    if (plain := _PLAIN.fullmatch(href)) and _kept_query(plain[1] or "", _TRACKERS) == (plain[1] or ""):
        return href
    named = _SCHEME.match(_BLANK.sub("", href))
    if named and named[1].lower() not in _SAFE_SCHEMES:
        return ""
    try:
        return _checked(href if named else urljoin(base_url, re.sub(r"[\t\r\n]", "", href)))
    except ValueError:
        return ""


def _checked(href: str) -> str:
    """The absolute address in a form that needs no quoting. Raises ValueError where it cannot be taken apart."""
    href = _BLANK.sub(lambda m: "" if _is_invisible(m[0]) else "%20" * len(m[0].strip("\t\r\n") or "x"), href.strip())
    parts = urlsplit(_UNFIT.sub(lambda m: f"%{ord(m[0]):02X}", href))
    scheme = parts.scheme.lower()
    if scheme == "mailto":
        return f"mailto:{parts.path}" if "@" in parts.path else ""
    if scheme not in _SAFE_SCHEMES or not parts.hostname or not _HOST.fullmatch(parts.netloc.rpartition("@")[2]):
        return ""
    _ = parts.port  # raises where it is no number
    host = parts.netloc.rpartition("@")[2]  # name and password are for nobody to see
    return urlunsplit((scheme, host, parts.path, _kept_query(parts.query, _TRACKERS), parts.fragment))


def _is_invisible(blank: str) -> bool:
    return not any(c in " \xa0\u3000" for c in blank)


def is_safe_href(url: str) -> bool:
    """An absolute address that may be opened: http or https with a host, or mailto, nothing hidden in it."""
    if _BLANK.search(url) or _UNFIT.search(url):
        return False
    try:
        return _checked(url) != ""
    except ValueError:
        return False


def clean_url(url: str) -> str:
    """The address as a key: what differs between two links to one article is taken away. Cleaning twice adds nothing.

    A fragment stays only where it is the page (``#!``). What is no http(s) address comes back as it is.
    """
    if (plain := _PLAIN.fullmatch(url)) and not plain[1] and not plain[2]:
        return url
    url = _BLANK.sub("", url)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        return url
    host = parts.hostname.rstrip(".").lower()
    host = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host += f":{port}"
    query = _kept_query(_kept_query(parts.query, _TRACKERS), _ALSO_FOR_IDENTITY)
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((scheme, host, parts.path or "/", query, fragment))


def _kept_query(query: str, dropped: re.Pattern[str]) -> str:
    """The parameters without those of a list, the others untouched and in their order."""
    if not query:
        return ""
    kept = [
        pair for pair in query.split("&") if pair and not dropped.fullmatch(pair.partition("=")[0].removeprefix("amp;"))
    ]
    if len(kept) == query.count("&") + 1:
        return query
    return "&".join(kept)
