"""
The takes of stories whose articles are known, on a page to read and judge: ``./run bench takes --stories FILE.jsonl``,
or a folder of such files.

The stories are no part of the project. A row is an article: ``story``, ``id``, ``title``, ``text``, ``url``, and if
known ``domain``, ``country`` (whose press), ``date`` (ISO 8601). Without ``country`` it is that of the catalogue's
outlet of the host, else of the host's ending; .com and its like count as American there, which is right for most.
State control is the catalogue's word. The page shows each label and its sentence, for a person to judge.

Half of the stories, by a fixed hash of their names, are set aside: rules are made by the other half, and judged by
these. What was said of each take is kept in ``tests/data/takes/judged.tsv`` under a digest of label and sentence,
so the figures are of what was judged and of nothing else: a take that reads otherwise is not judged.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
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
from desktop_app.model.take import FEWEST_ARTICLES, FEWEST_COUNTRIES, Quote, Take, Told
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.current_take import current_take
from desktop_app.stories.takes.choice import takes
from tests.perf.figures import Figure, MeasureError

MADE_UP = ("AU", "CA", "GB", "IE", "IN", "NZ", "US", "ZA")
GENERIC = frozenset(("com", "org", "net", "us", "info", "news", "io", "co"))
PAGE = Path("bench", "takes.html")
LARGE, LARGE_COUNTRIES = 15, 5
GOAL_LARGE_WITH_TAKE = 0.8

JUDGED = Path(__file__).resolve().parents[1] / "data" / "takes" / "judged.tsv"
GOAL_GOOD = 0.88

Found = tuple[list[StoryArticle], tuple[Take, ...], tuple[Told, ...], float]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a take: whether the label is good, whether its sentence says it best, and why not."""

    label: bool
    sentence: bool
    why: str

    def __str__(self) -> str:
        said = [
            f"{what} {'good' if is_good else 'bad'}"
            for what, is_good in (("label", self.label), ("sentence", self.sentence))
        ]
        return ", ".join([*said, *([self.why] if self.why else [])])


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


def measure(given: Path | None) -> list[Figure]:
    """Raises MeasureError with what is missing."""
    files = _files(given)
    press = Press()
    told = {
        story: _told(articles, press.gazetteer)
        for file in files
        for story, articles in _stories(file, press).items()
        if _may_have_takes(articles)
    }
    judged = _judged()
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(_page(told, judged), "utf-8")
    cpu_ms = [1000 * found[3] / len(found[0]) for found in told.values()]
    sentences = sum(len(found[2]) for found in told.values())
    on_page = f"{len(told)} stories, on {PAGE}"
    figures = [Figure("takes", "sentences of current takes to judge", sentences, "", None, None, on_page)]
    for half, is_aside in (("set aside", True), ("rules made by", False)):
        figures += _of_half(half, {s: found for s, found in told.items() if is_set_aside(s) is is_aside}, judged)
    figures.append(Figure("takes", "CPU an article, both, the worst story", max(cpu_ms, default=0.0), "ms"))
    return figures


def is_set_aside(story: str) -> bool:
    return blake2b(story.encode(), digest_size=1).digest()[0] % 2 == 1


def digest(take: Take) -> str:
    """What a judgement is kept by."""
    return blake2b(f"{take.label}\n{take.quote.sentence}".encode(), digest_size=6).hexdigest()


def _of_half(half: str, told: Mapping[str, Found], judged: Mapping[tuple[str, str], Judgement]) -> list[Figure]:
    named = [(story, take) for story, found in told.items() for take in found[1]]
    known = [judged[key] for story, take in named if (key := (story, digest(take))) in judged]
    good, whole = sum(j.label for j in known), sum(j.label and j.sentence for j in known)
    large = [found for found in told.values() if _is_large(found[0])]
    with_text = [found for found in large if any(article.text for article in found[0])]
    detail = f"{len(told)} stories, {len(named)} labels, {len(named) - len(known)} not judged"
    return [
        Figure("takes", f"{half}: labels good", _share(good, known), "", None, GOAL_GOOD, f"{good}; {detail}"),
        Figure("takes", f"{half}: label and sentence good", _share(whole, known), "", None, None, f"{whole}"),
        _with_take(f"{half}: large stories with a take", with_text, GOAL_LARGE_WITH_TAKE),
        _with_take(f"{half}: the same, of titles alone", [found for found in large if found not in with_text], None),
    ]


def _with_take(what: str, found: Sequence[Found], goal: float | None) -> Figure:
    count = sum(bool(named) for _, named, _, _ in found)
    return Figure("takes", what, _share(count, found), "", None, goal, f"{count} of {len(found)}")


def _share(count: int, of: Sized) -> float:
    return count / len(of) if of else 0.0


def _files(given: Path | None) -> list[Path]:
    if given is not None and given.is_dir():
        return sorted(given.glob("*.jsonl"))
    if given is None or not given.is_file():
        raise MeasureError("takes are read from stories: --stories FILE.jsonl, or a folder of such files")
    return [given]


def _judged() -> dict[tuple[str, str], Judgement]:
    """By story and digest."""
    judged: dict[tuple[str, str], Judgement] = {}
    for line in JUDGED.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            story, which, label, sentence, why = f"{line}\t".split("\t")[:5]
            judged[story, which] = Judgement(label == "good", sentence == "good", why)
    return judged


def _may_have_takes(articles: Sequence[StoryArticle]) -> bool:
    return len(articles) >= FEWEST_ARTICLES and len({article.country for article in articles}) >= FEWEST_COUNTRIES


def _is_large(articles: Iterable[StoryArticle]) -> bool:
    listed = list(articles)
    return len(listed) >= LARGE and len({article.country for article in listed}) >= LARGE_COUNTRIES


def _stories(file: Path, press: Press) -> dict[str, list[StoryArticle]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            if row.get("title") and str(row.get("lang") or "en").startswith("en"):
                rows[str(row["story"])].append(row)
    return {story: _articles(of_story, press) for story, of_story in rows.items()}


def _articles(rows: Sequence[Mapping[str, Any]], press: Press) -> list[StoryArticle]:
    known = [row.get("country") or press.country(_outlet(row)) for row in rows]
    if len(set(known) - {None}) < FEWEST_COUNTRIES:
        known = [_made_up(_outlet(row)) for row in rows]
    numbered = enumerate(zip(rows, known, strict=True), 1)
    return [_article(row, number, CountryCode(country), press) for number, (row, country) in numbered if country]


def _made_up(host: str) -> str:
    return MADE_UP[blake2b(host.encode(), digest_size=1).digest()[0] % len(MADE_UP)]


def _outlet(row: Mapping[str, Any]) -> str:
    return (row.get("domain") or _host(str(row.get("url") or "")) or str(row["id"])).removeprefix("www.")


def _article(row: Mapping[str, Any], number: int, country: CountryCode, press: Press) -> StoryArticle:
    host = _outlet(row)
    date = row.get("date")
    return StoryArticle(
        id=ArticleId(number),
        title=str(row["title"]),
        text=str(row.get("text") or ""),
        language="en",
        outlet=int.from_bytes(blake2b(host.encode(), digest_size=6).digest()),
        outlet_name=host,
        country=country,
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


def _page(found: Mapping[str, Found], judged: Mapping[tuple[str, str], Judgement]) -> str:
    style = "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto}small{color:#555}dt{font-weight:600}"
    parts = [f"<!doctype html><meta charset='utf-8'><title>Takes</title><style>{style}</style>"]
    for story, (articles, named, current, _) in sorted(found.items(), key=lambda item: not is_set_aside(item[0])):
        countries = {article.country for article in articles}
        half = "set aside" if is_set_aside(story) else "rules made by"
        titles = "".join(f"<li>{escape(f'{a.title} ({a.country})')}</li>" for a in articles[:5])
        parts.append(f"<h2>{escape(story)}</h2>")
        parts.append(f"<small>{len(articles)} articles, {len(countries)} countries; {half}</small>")
        parts.append(f"<ul>{titles}</ul><h3>The World's Current Take</h3><ol>")
        parts += [f"<li>{_quoted(told.quote)}</li>" for told in current]
        parts.append("</ol><h3>Takes</h3><dl>")
        for take in named:
            members = f"{take.voices} voices, {len(take.members)} articles: {' '.join(take.countries)}"
            verdict = judged.get((story, digest(take)), "not judged")
            parts.append(f"<dt>{escape(take.label)}</dt><dd>{_quoted(take.quote)}")
            parts.append(f"<br><small>{members}; {digest(take)}: {escape(str(verdict))}</small></dd>")
        parts.append("</dl>")
    return "\n".join(parts)


def _quoted(quote: Quote) -> str:
    return f"{escape(quote.sentence)} <small>{escape(quote.outlet_name)} ({quote.country})</small>"
