"""What is seen of a title that a page names: who says it, what it looks like, and how it relates to the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop_app.extract.page.site_names import SiteNames
from desktop_app.extract.page.title_text import DIVIDER, folded, words_of

Features = dict[str, float]

_MAIN = ("og", "twitter", "ld", "document", "h1")  # the sources that most pages have
# What says a title, by what those that agree are told apart by. Others count for nothing.
_KINDS = {
    "ld": "ld", "og": "og", "og_head": "og", "og_tail": "og", "twitter": "twitter", "meta": "meta",
    "document": "document", "document_head": "document", "document_tail": "document", "document_middle": "document",
    "h1": "heading", "h1_later": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "named": "heading",
    "piece": "heading", "piece_without_first": "heading", "piece_without_last": "heading",
}  # fmt: skip
# The sources that are features; what the others say counts by who agrees with them.
_NAMED = frozenset((
    *_MAIN, "h1_later", "h2", "piece", "piece_without_first", "piece_without_last",
    *(f"{source}_{end}" for source in ("document", "og") for end in ("head", "tail", "middle", "last")),
))  # fmt: skip
_HEADINGS = ("h1", "h1_later", "h2", "h3")
_SHORT, _LONG = 15, 130  # characters
_LEAST_SHORTER = 13  # letters of another title that stands in a longer one
_LONGEST_AROUND = 200  # letters of a heading that is a title with something added
_FAR, _NEAR = 0.25, 0.5  # share of the words of the shorter of two titles that both have


class Said:
    """Who says what: the sources of each text, by its folded form. Describes them when all is said."""

    def __init__(self, names: SiteNames, *, is_news: bool) -> None:
        self.sources: dict[str, set[str]] = {}
        self.shown: dict[str, str] = {}
        self._names = names
        self._is_news = is_news
        self._seen: dict[str, Features] = {}
        self._words: dict[str, set[str]] = {}
        self._bare: dict[str, str] = {}  # folded, without the site's name

    def add(self, source: str, text: str, seen: Mapping[str, float]) -> None:
        """``seen``: of the place where it is said. Where it is said twice the larger number counts."""
        shown = " ".join(text.split())
        key = folded(shown)
        if not key:
            return
        if key not in self.sources:
            self.sources[key] = set()
            self.shown[key] = shown
            self._seen[key] = {}
            self._words[key] = words_of(shown)
            self._bare[key] = folded(self._names.taken_from(shown))
        self.sources[key].add(source)
        known = self._seen[key]
        for name, value in seen.items():
            known[name] = max(known.get(name, 0.0), value)

    def is_cut_off(self, key: str) -> bool:
        """It breaks off where another goes on, and not with the site's name only."""
        return self.shown[key].endswith(("…", "...")) and any(
            bare != key and bare.startswith(key) for bare in self._bare.values()
        )

    def described(self, key: str) -> Features:
        sources, text = self.sources[key], self.shown[key]
        found = dict(self._seen[key])
        if not sources.isdisjoint((*_MAIN, "meta", "h2", "h1_later")):
            found.pop("took_more", None)  # it is said whole
        found |= {f"is_{source}": 1.0 for source in sources & _NAMED}
        found |= {
            "short": float(len(text) < _SHORT),
            "long": float(len(text) > _LONG),
            "divided": float(bool(DIVIDER.search(text))),
            "has_site": float(self._bare[key] != key),
            "in_longer": float(any(key in other for other in self._others(key, "og", "document", "h1"))),
            "in_heading": float(
                any(key in other and len(other) < _LONGEST_AROUND for other in self._others(key, *_HEADINGS))
            ),
            "has_shorter": float(
                any(
                    other in key and len(other) >= _LEAST_SHORTER
                    for other in self._others(key, "og", "ld", "h1", "document_head")
                )
            ),
        }
        found |= self._agreement(sources)
        found |= self._parties(key)
        found |= self._nearness(key)
        return found

    def _others(self, key: str, *sources: str) -> Iterator[str]:
        return (other for other, by in self.sources.items() if other != key and not by.isdisjoint(sources))

    def _agreement(self, sources: set[str]) -> Features:
        kinds = {_KINDS[source] for source in sources if source in _KINDS}
        found: Features = {}
        if "heading" in kinds and len(kinds) > 1:
            found["heading_and_other"] = 1.0
            found["heading_and_document"] = float("document" in kinds)
            found["h1_and_other"] = float("h1" in sources)
        return found

    def _parties(self, key: str) -> Features:
        """Who says it when the site's name is left away, and who says something else."""
        parties: dict[str, set[str]] = {}
        for text, sources in self.sources.items():
            parties.setdefault(self._bare[text], set()).update(sources.intersection(_MAIN))
        own = parties.get(key, set())
        everybody = set[str]().union(*parties.values())
        kind = "news" if self._is_news else "other"
        found = {f"{kind}_{source}": 1.0 for source in own | self.sources[key].intersection(_MAIN)}
        if len(everybody) < 2:
            return found
        if own and own <= {"og", "twitter"} and "og" in own:
            found["only_og"] = 1.0
            found["only_og_in_news"] = float(self._is_news)
        elif len(own) == 1:
            source = next(iter(own))
            found[f"only_{source}"] = 1.0
            if source == "h1":
                found["only_h1_in_news"] = float(self._is_news)
        for together, other in (("og", "document"), "h1"), (("h1", "document"), "og"), (("h1", "ld"), "og"):
            if own.issuperset(together) and other in everybody - own:
                found[f"{'_and_'.join(together)}_not_{other}"] = 1.0
        return found

    def _nearness(self, key: str) -> Features:
        """How many words it shares with what the main sources say."""
        found: Features = {}
        words = self._words[key]
        for source in _MAIN:
            others = [self._words[other] for other in self._others(key, source)]
            if not others or not words:
                continue
            shared = max(len(words & other) / max(1, min(len(words), len(other))) for other in others)
            found[f"far_from_{source}"] = float(shared < _FAR)
            found[f"near_{source}"] = float(shared >= _NEAR)
        return found
