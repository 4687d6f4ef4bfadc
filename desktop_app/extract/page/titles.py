"""
Which of the things that a page calls its title is the article's headline.

JSON-LD, OpenGraph, the document's title (whole, and with pieces taken away at its ends) and the headings are
candidates. Each is described by who says it, what it looks like and how it relates to the others; the weights were
fitted on pages whose headline is known (``packaging/fit_extraction.py``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop_app.extract.page.headings import NAMED, Heading
from desktop_app.extract.page.site_names import SiteNames
from desktop_app.extract.page.structured import Claims, members, text_of
from desktop_app.extract.page.title_features import Features, Said
from desktop_app.extract.page.title_text import folded, last_piece, parts_of, words_of

_LONGEST = 400  # characters
_LEAST_PIECE = 5  # letters of a piece of a heading that may be the title by itself
_LEAST_SHARED = 0.34  # of the words of a heading that the page's title has too, where it is not the first
_META = ("title", "headline", "dc.title", "sailthru.title", "parsely-title", "cxenseparse:title", "weibo:article:title")
_NEWS = re.compile(r"NewsArticle|ReportageNews|LiveBlog|AnalysisNews|OpinionNews|BackgroundNews")

Candidate = tuple[str, Features]  # its text, and what is seen of it


def best(found: Sequence[Candidate], weights: Mapping[str, float]) -> str:
    """The most probable of the candidates; "" where there is none."""

    def odds(candidate: Candidate) -> float:
        return sum(weights.get(name, 0.0) * value for name, value in candidate[1].items())

    return max(found, key=odds)[0] if found else ""


def candidates(claims: Claims, headings: Sequence[Heading], url: str) -> list[Candidate]:
    """Each candidate once, with its features."""
    names = SiteNames(claims, url)
    said = Said(names, is_news=_is_news(claims))
    headlines = list(map(text_of, claims.told("headline")))
    cards = list(claims.said("og:title", "twitter:title"))
    _add(said, "ld", *headlines)
    _add(said, "ld_other", *map(text_of, claims.told("name", "alternativeHeadline")))
    _add(said, "og", *claims.said("og:title"))
    _add(said, "twitter", *claims.said("twitter:title"))
    _add(said, "meta", *claims.said(*_META))
    _add(said, "document", claims.title)
    _add_parts(said, names, "document", claims.title)
    for title in cards:
        _add_parts(said, names, "og", title)
    for title in headlines[:1]:
        _add_parts(said, names, "ld", title)
    _add_headings(said, headings, words_of(claims.title) | words_of(cards[0] if cards else ""))
    return [(said.shown[key], said.described(key)) for key in said.sources if not said.is_cut_off(key)]


def _is_news(claims: Claims) -> bool:
    return any(_NEWS.search(str(kind)) for node in claims.articles for kind in members(node.get("@type")))


def _add(said: Said, source: str, *texts: str, **seen: float) -> None:
    for text in texts:
        if len(text) <= _LONGEST:
            said.add(source, text, seen)


def _add_parts(said: Said, names: SiteNames, source: str, whole: str) -> None:
    for part in parts_of(whole):
        _add(
            said,
            f"{source}_{part.end}",
            part.text,
            took_site=float(names.has(part.taken)),
            took_site_last=float(names.has(last_piece(part.taken))),
            took_more=float(len(folded(part.taken)) > len(folded(part.text))),
        )


def _add_headings(said: Said, headings: Sequence[Heading], words: set[str]) -> None:
    """Of headings other than the first h1 those that share words with the page's title, if it has one."""
    has_first = False
    for heading in headings:
        source = heading.kind
        is_first = source == "h1" and not has_first
        if source == "h1":
            source = "h1" if is_first else "h1_later"
            has_first = True
        if source in ("h4", NAMED) and not heading.is_articles:
            continue
        if not (is_first or heading.is_headline or _is_likely(heading, words)):
            continue
        place = {"followed": heading.followed, "before": heading.before, "begins": float(heading.begins)}
        _add(
            said,
            source,
            heading.text,
            **place,
            **{f"in_{tag}": 1.0 for tag in heading.within},
            is_of_many=float(heading.is_of_many),
            is_articles=float(heading.is_articles),
            is_headline=float(heading.is_headline),
        )
        if heading.pieces and (heading.kind == "h1" or (heading.kind == "h2" and heading.is_headline)):
            _add(said, "piece", *(one for one in heading.pieces if len(folded(one)) >= _LEAST_PIECE), **place)
            _add(said, "piece_without_first", " ".join(heading.pieces[1:]))
            _add(said, "piece_without_last", " ".join(heading.pieces[:-1]))


def _is_likely(heading: Heading, words: set[str]) -> bool:
    own = words_of(heading.text)
    if not words:
        return heading.kind == "h1" or not heading.is_of_many
    return bool(own) and len(own & words) >= _LEAST_SHARED * len(own)
