"""
The takes of stories whose articles are known, on a page to read and judge: ``./run bench takes --stories FILE.jsonl``.

The stories are no part of the project. A row is an article: ``story``, ``id``, ``title``, ``text``, ``url``, and if
known ``domain``, ``country`` (whose press), ``date`` (ISO 8601). Without ``country`` it is that of the catalogue's
outlet of the host, else of the host's ending; .com and its like count as American there, which is right for most.
State control is the catalogue's word. The page shows each label and its sentence, for a person to judge.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from desktop_app.assets import path
from desktop_app.catalog.toml_files import load
from desktop_app.model.article import ArticleId, Seconds
from desktop_app.model.country import CountryCode
from desktop_app.model.story import StoryArticle
from desktop_app.model.take import Quote, Take, Told
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.current_take import current_take
from desktop_app.stories.takes.choice import takes
from tests.perf.figures import Figure, MeasureError

GENERIC = frozenset(("com", "org", "net", "us", "info", "news", "io", "co"))
PAGE = Path("bench", "takes.html")
LARGE, LARGE_COUNTRIES = 15, 5
GOAL_LARGE_WITH_TAKE = 0.8

Found = tuple[list[StoryArticle], tuple[Take, ...], tuple[Told, ...], float]


class Press:
    """Which country's press a host is, and whether a state controls it."""

    def __init__(self) -> None:
        catalog = load(path("catalog"))
        self.gazetteer = Gazetteer(catalog.countries)
        self._outlets = {_host(outlet.homepage): outlet for outlet in reversed(catalog.outlets)}
        self._codes = {str(country.code) for country in catalog.countries}

    def country(self, host: str) -> CountryCode | None:
        """None where neither the catalogue nor the ending tells."""
        parts = host.split(".")
        for start in range(len(parts) - 1):
            outlet = self._outlets.get(".".join(parts[start:]))
            if outlet is not None:
                return outlet.country
        ending = {"uk": "GB", "scot": "GB"}.get(parts[-1], parts[-1].upper())
        if ending in self._codes:
            return CountryCode(ending)
        return CountryCode("US") if parts[-1] in GENERIC else None

    def is_state_controlled(self, host: str) -> bool:
        outlet = self._outlets.get(host)
        return outlet is not None and outlet.ownership is not None and outlet.ownership.code == "SC"


def measure(file: Path | None) -> list[Figure]:
    """Raises MeasureError with what is missing."""
    if file is None or not file.is_file():
        raise MeasureError("takes are read from stories: --stories FILE.jsonl")
    press = Press()
    told = {story: _told(articles, press.gazetteer) for story, articles in _stories(file, press).items()}
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(_page(told), "utf-8")
    large = [found for found in told.values() if _is_large(found[0])]
    with_take = sum(bool(found[1]) for found in large)
    cpu_ms = [1000 * found[3] / len(found[0]) for found in told.values()]
    labels = sum(len(found[1]) for found in told.values())
    sentences = sum(len(found[2]) for found in told.values())
    share = with_take / len(large) if large else 0.0
    judged = f"{len(told)} stories, on {PAGE}"
    of_large = f"{with_take} of {len(large)}"
    return [
        Figure("takes", "labels to judge", labels, "", None, None, judged),
        Figure("takes", "sentences of current takes to judge", sentences, "", None, None, judged),
        Figure("takes", "large stories with a take", share, "", None, GOAL_LARGE_WITH_TAKE, of_large),
        Figure("takes", "CPU an article, both, the worst story", max(cpu_ms, default=0.0), "ms"),
    ]


def _is_large(articles: Iterable[StoryArticle]) -> bool:
    listed = list(articles)
    return len(listed) >= LARGE and len({article.country for article in listed}) >= LARGE_COUNTRIES


def _stories(file: Path, press: Press) -> dict[str, list[StoryArticle]]:
    stories: dict[str, list[StoryArticle]] = defaultdict(list)
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            row: dict[str, Any] = json.loads(line)
            article = _article(row, number, press)
            if article is not None:
                stories[str(row["story"])].append(article)
    return stories


def _article(row: Mapping[str, Any], number: int, press: Press) -> StoryArticle | None:
    host = (row.get("domain") or _host(str(row.get("url") or ""))).removeprefix("www.")
    country = row.get("country") or press.country(host)
    if not country or not row.get("title"):
        return None
    date = row.get("date")
    return StoryArticle(
        id=ArticleId(number),
        title=str(row["title"]),
        text=str(row.get("text") or ""),
        language="en",
        outlet=int.from_bytes(blake2b(host.encode(), digest_size=6).digest()),
        outlet_name=host,
        country=CountryCode(country),
        is_state_controlled=press.is_state_controlled(host),
        published=Seconds(int(datetime.fromisoformat(date).timestamp()) if date else number),
        url=str(row.get("url") or ""),
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _told(articles: list[StoryArticle], gazetteer: Gazetteer) -> Found:
    started = time.process_time()
    found = takes(articles, gazetteer), current_take(articles)
    return articles, *found, time.process_time() - started


def _page(found: Mapping[str, Found]) -> str:
    style = "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto}small{color:#555}dt{font-weight:600}"
    parts = [f"<!doctype html><meta charset='utf-8'><title>Takes</title><style>{style}</style>"]
    for story, (articles, named, current, _) in found.items():
        countries = {article.country for article in articles}
        titles = "".join(f"<li>{escape(f'{a.title} ({a.country})')}</li>" for a in articles[:5])
        parts.append(f"<h2>{escape(story)}</h2><small>{len(articles)} articles, {len(countries)} countries</small>")
        parts.append(f"<ul>{titles}</ul><h3>The World's Current Take</h3><ol>")
        parts += [f"<li>{_quoted(told.quote)}</li>" for told in current]
        parts.append("</ol><h3>Takes</h3><dl>")
        for take in named:
            members = f"{take.voices} voices, {len(take.members)} articles: {' '.join(take.countries)}"
            parts.append(f"<dt>{escape(take.label)}</dt><dd>{_quoted(take.quote)}")
            parts.append(f"<br><small>{members}</small></dd>")
        parts.append("</dl>")
    return "\n".join(parts)


def _quoted(quote: Quote) -> str:
    return f"{escape(quote.sentence)} <small>{escape(quote.outlet_name)} ({quote.country})</small>"
