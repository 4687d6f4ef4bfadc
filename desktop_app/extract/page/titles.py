"""
Which of the things that a page calls its title is the article's headline.

JSON-LD, OpenGraph, the document's title (whole, and without the site's name) and the headings are candidates. Each is
described by who says it and how it relates to the others; the weights were fitted on pages whose headline is known
(``packaging/fit_extraction.py``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from desktop_app.extract.page.structured import Claims, text_of

_DIVIDER = re.compile(r"\s+[|\-–—−:»«·•~/›>｜_]{1,2}\s+|_(?=[^_]{2,20}(?:_|$))|\s*[|｜»]\s*|：(?=[^：]{1,15}$)")
_LONGEST = 400  # characters
_MOST_HEADINGS = 12
_CLASSES = re.compile(r"head-?line|title|\bentry\b|article|story|post", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page: its level, its text, and the names its element bears."""

    level: int
    text: str
    names: str = ""


def folded(text: str) -> str:
    """Letters and digits only, small: the form in which titles are compared."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def title_of(claims: Claims, headings: Sequence[Heading], url: str, weights: Mapping[str, float]) -> str:
    """The most probable headline; "" when the page has none."""
    found = candidates(claims, headings, url)
    if not found:
        return ""
    return max(found, key=lambda pair: sum(weights.get(name, 0.0) * value for name, value in pair[1].items()))[0]


def candidates(claims: Claims, headings: Sequence[Heading], url: str) -> list[tuple[str, dict[str, float]]]:
    """Each candidate once, with its features."""
    said: dict[str, list[str]] = {}  # sources of each folded text
    shown: dict[str, str] = {}

    def add(text: str, source: str) -> None:
        text = " ".join(text.split())
        key = folded(text)
        if key and len(text) <= _LONGEST:
            said.setdefault(key, []).append(source)
            shown.setdefault(key, text)

    for value in claims.told("headline"):
        add(text_of(value), "ld")
    for value in claims.told("name", "alternativeHeadline"):
        add(text_of(value), "ld_name")
    for name, value in (("og:title", "og"), ("twitter:title", "twitter"), ("title", "meta"), ("headline", "meta"), ("dc.title", "meta"), ("sailthru.title", "meta"), ("parsely-title", "meta")):
        for text in claims.said(name):
            add(text, value)
    firsts = [h for h in headings if h.level == 1 and h.text]
    for index, heading in enumerate(firsts[:_MOST_HEADINGS]):
        add(heading.text, "h1" if index == 0 else "h1_later")
        if _CLASSES.search(heading.names):
            add(heading.text, "h1_named")
    for heading in [h for h in headings if h.level == 2][:_MOST_HEADINGS]:
        add(heading.text, "h2")
        if _CLASSES.search(heading.names):
            add(heading.text, "h2_named")
    add(claims.title, "document")
    for whole, source in ((claims.title, "part"), (claims.meta.get("og:title", ""), "og_part"), (claims.meta.get("twitter:title", ""), "og_part")):
        for text, kind in _parts(whole):
            add(text, f"{source}_{kind}")
    return [(shown[key], _described(key, shown[key], sources, said, shown, url)) for key, sources in said.items()]


def _parts(whole: str) -> list[tuple[str, str]]:
    """The pieces of a title, and what is left when the last or the first is taken away."""
    cuts = list(_DIVIDER.finditer(whole))[:6]
    if not cuts:
        return []
    found = [(whole[: cuts[-1].start()], "first"), (whole[cuts[0].end() :], "last")]
    if len(cuts) > 1:
        found.append((whole[: cuts[0].start()], "start"))
        found.append((whole[: cuts[-2].start()], "start"))
    return found


def _tokens(text: str) -> set[str]:
    """Words, or pairs of characters where words are not divided."""
    words = re.findall(r"\w+", text.casefold())
    return {word for word in words if len(word) > 2 and word.isascii()} | {
        word[i : i + 2] for word in words if not word.isascii() for i in range(max(1, len(word) - 1))
    }


def _described(key: str, text: str, sources: Sequence[str], said: Mapping[str, Sequence[str]], shown: Mapping[str, str], url: str) -> dict[str, float]:
    unique = set(sources)
    has = {source for several in said.values() for source in several}
    host = folded((urlsplit(url).hostname or "").removeprefix("www.").split(".")[0]) if url else ""
    described: dict[str, float] = {f"is_{source}": 1.0 for source in unique}
    described |= {f"lacks_{source}": 1.0 for source in ("ld", "og", "h1") if source in has and source not in unique}
    kinds = {"ld": "ld", "og": "og", "twitter": "og", "h1": "h1", "h1_later": "h1", "h2": "h2", "document": "doc", "part_first": "doc", "part_start": "doc", "meta": "meta"}
    agreeing = {kinds[s] for s in unique if s in kinds}
    described[f"agree_{min(3, len(agreeing))}"] = 1.0
    if "h1" in unique and unique & {"og", "ld", "part_first", "part_start", "document"}:
        described["h1_and_other"] = 1.0
    length = len(text)
    described["short"] = float(length < 15)
    described["tiny"] = float(len(key) < 6)
    described["long"] = float(length > 130)
    described["is_site"] = float(bool(host) and (key in host or host in key) and len(key) < len(host) + 8)
    described["in_longer"] = float(any(key != other and key in other and {"og", "document", "h1"} & set(s) for other, s in said.items()))
    described["has_shorter"] = float(any(key != other and len(other) > 12 and other in key and {"og", "ld", "h1", "part_first"} & set(s) for other, s in said.items()))
    tokens = _tokens(text)
    mains = {"og": "og", "ld": "ld", "document": "document", "h1": "h1"}
    for source, name in mains.items():
        others = [_tokens(shown[k]) for k, several in said.items() if source in several and k != key]
        if others and tokens:
            shared = max(len(tokens & other) / max(1, min(len(tokens), len(other))) for other in others)
            described[f"far_from_{name}"] = float(shared < 0.25)
            described[f"near_{name}"] = float(shared >= 0.5)
            if "h1" in unique:
                described[f"h1_far_from_{name}"] = float(shared < 0.25)
                described[f"h1_near_{name}"] = float(shared >= 0.5)
    if "h1" in unique and len([h for h in said.values() if "h1" in h or "h1_later" in h]) == 1:
        described["only_h1"] = 1.0
        if {"og", "ld"} & unique:
            described["only_h1_agreed"] = 1.0
    described["divided"] = float(bool(_DIVIDER.search(text)))
    return described
