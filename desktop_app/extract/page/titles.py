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


_META = {
    "og": ("og:title",),
    "twitter": ("twitter:title",),
    "meta": ("title", "headline", "dc.title", "sailthru.title", "parsely-title"),
}
_KINDS = {
    "ld": "ld", "og": "og", "twitter": "og", "h1": "h1", "h1_later": "h1", "h2": "h2", "document": "doc",
    "part_first": "doc", "part_start": "doc", "part_last": "doc",
    "og_part_first": "og", "og_part_last": "og", "meta": "meta",
}  # fmt: skip
Candidate = tuple[str, dict[str, float]]  # its text, and what is seen of it


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page: its level, its text, and the names its element bears."""

    level: int
    text: str
    names: str = ""


def folded(text: str) -> str:
    """Letters and digits only, small: the form in which titles are compared."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def best(found: Sequence[Candidate], weights: Mapping[str, float]) -> str:
    """The most probable of the candidates; "" where there is none."""

    def odds(candidate: Candidate) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in candidate[1].items())

    return max(found, key=odds)[0] if found else ""


def candidates(claims: Claims, headings: Sequence[Heading], url: str) -> list[Candidate]:
    """Each candidate once, with its features."""
    said = _Said()
    said.add("ld", *map(text_of, claims.told("headline")))
    said.add("ld_name", *map(text_of, claims.told("name", "alternativeHeadline")))
    for source, names in _META.items():
        said.add(source, *claims.said(*names))
    firsts = [heading for heading in headings if heading.level == 1 and heading.text][:_MOST_HEADINGS]
    seconds = [heading for heading in headings if heading.level == 2][:_MOST_HEADINGS]
    said.add("h1", *(heading.text for heading in firsts[:1]))
    said.add("h1_later", *(heading.text for heading in firsts[1:]))
    said.add("h1_named", *(heading.text for heading in firsts if _CLASSES.search(heading.names)))
    said.add("h2", *(heading.text for heading in seconds))
    said.add("h2_named", *(heading.text for heading in seconds if _CLASSES.search(heading.names)))
    said.add("document", claims.title)
    said.add_parts("part", claims.title)
    for title in claims.said("og:title", "twitter:title"):
        said.add_parts("og_part", title)
    host = folded((urlsplit(url).hostname or "").removeprefix("www.").split(".")[0]) if url else ""
    return [(said.shown[key], said.described(key, host)) for key in said.sources]


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


class _Said:
    """Who says what: the sources of each text, by its folded form."""

    def __init__(self) -> None:
        self.sources: dict[str, list[str]] = {}
        self.shown: dict[str, str] = {}

    def add(self, source: str, *texts: str) -> None:
        for text in texts:
            shown = " ".join(text.split())
            key = folded(shown)
            if key and len(shown) <= _LONGEST:
                self.sources.setdefault(key, []).append(source)
                self.shown.setdefault(key, shown)

    def add_parts(self, source: str, whole: str) -> None:
        for text, kind in _parts(whole):
            self.add(f"{source}_{kind}", text)

    def described(self, key: str, host: str) -> dict[str, float]:
        unique = set(self.sources[key])
        text = self.shown[key]
        length = len(text)
        described = {
            "short": float(length < 15),
            "tiny": float(len(key) < 6),
            "long": float(length > 130),
            "is_site": float(bool(host) and (key in host or host in key) and len(key) < len(host) + 8),
            "in_longer": float(self._is_inside(key)),
            "has_shorter": float(self._has_inside(key)),
            "divided": float(bool(_DIVIDER.search(text))),
        }
        described |= {f"is_{source}": 1.0 for source in unique}
        described |= self._agreement(unique)
        described |= self._nearness(key, unique)
        return described

    def _agreement(self, unique: set[str]) -> dict[str, float]:
        everybody = {source for sources in self.sources.values() for source in sources}
        agreeing = {_KINDS[source] for source in unique if source in _KINDS}
        found = {f"lacks_{source}": 1.0 for source in ("ld", "og", "h1") if source in everybody - unique}
        found[f"agree_{min(3, len(agreeing))}"] = 1.0
        if "h1" not in unique:
            return found
        if unique & {"og", "ld", "part_first", "part_start", "part_last", "document"}:
            found["h1_and_other"] = 1.0
        if sum("h1" in sources or "h1_later" in sources for sources in self.sources.values()) == 1:
            found["only_h1"] = 1.0
            found["only_h1_agreed"] = float(bool({"og", "ld"} & unique))
        return found

    def _nearness(self, key: str, unique: set[str]) -> dict[str, float]:
        """How many words it shares with what the other main sources say."""
        found: dict[str, float] = {}
        tokens = _tokens(self.shown[key])
        for source in ("og", "ld", "document", "h1"):
            others = [_tokens(self.shown[k]) for k, sources in self.sources.items() if source in sources and k != key]
            if not others or not tokens:
                continue
            shared = max(len(tokens & other) / max(1, min(len(tokens), len(other))) for other in others)
            for prefix in ("", "h1_") if "h1" in unique else ("",):
                found[f"{prefix}far_from_{source}"] = float(shared < 0.25)
                found[f"{prefix}near_{source}"] = float(shared >= 0.5)
        return found

    def _is_inside(self, key: str) -> bool:
        return any(
            key != other and key in other and not {"og", "document", "h1"}.isdisjoint(sources)
            for other, sources in self.sources.items()
        )

    def _has_inside(self, key: str) -> bool:
        return any(
            key != other
            and len(other) > 12
            and other in key
            and not {"og", "ld", "h1", "part_first"}.isdisjoint(sources)
            for other, sources in self.sources.items()
        )
