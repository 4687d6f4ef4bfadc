"""
How well and how fast pages are extracted, beside trafilatura and readability-lxml on the same pages.

The pages are no part of the project. A folder holds ``manifest.jsonl``, a row a page: ``file`` (relative, .gz allowed),
``url``, and what is known of it: ``text``, ``title``, ``date`` (ISO 8601), ``image``, ``script``. F1, precision and
recall are of the words of the text, as often as each occurs; titles are compared without signs, pictures by their file.
"""

from __future__ import annotations

import gzip
import importlib
import json
import logging
import re
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from desktop_app.cli.page_files import json_of
from tests.perf.figures import Figure, MeasureError

WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
MEASURES = ("F1", "precision", "recall", "title", "date", "picture")
GOALS = {"F1": 0.955, "title": 0.88, "date": 0.94, "picture": 0.92}
BAD = 0.5  # F1 below which a reader sees a broken page

Found = dict[str, Any]  # text, title, published, image
Engine = Callable[[bytes, str], Found]


@dataclass
class Tally:
    """What one engine made of all pages."""

    by_script: dict[str, dict[str, list[float]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list[float]))
    )
    cpu_s: list[float] = field(default_factory=list[float])

    def add(self, script: str, scores: dict[str, float]) -> None:
        for name, score in scores.items():
            self.by_script[script][name].append(score)

    def scores(self, name: str, script: str = "") -> list[float]:
        return [s for key, measures in self.by_script.items() if script in ("", key) for s in measures.get(name, [])]

    def mean(self, name: str, script: str = "") -> float | None:
        scores = self.scores(name, script)
        return sum(scores) / len(scores) if scores else None


def measure(pages: Path | None) -> list[Figure]:
    """Raises MeasureError with what is missing."""
    if pages is None or not (pages / "manifest.jsonl").is_file():
        raise MeasureError("name a folder with manifest.jsonl (rows with file, url, text, title, ...): --pages DIR")
    engines = _engines()
    tallies = {name: Tally() for name in engines}
    logging.disable(logging.CRITICAL)
    try:
        for line in (pages / "manifest.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            file = pages / row["file"]
            content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            for name, engine in engines.items():
                found, cpu_s = _timed(engine, content, row.get("url") or "")
                tallies[name].cpu_s.append(cpu_s)
                tallies[name].add(row.get("script") or "?", _scores(row, found))
    finally:
        logging.disable(logging.NOTSET)
    return _figures(tallies)


def _engines() -> dict[str, Engine]:
    try:
        trafilatura: Any = importlib.import_module("trafilatura")
        readability: Any = importlib.import_module("readability")
        lxml_html: Any = importlib.import_module("lxml.html")
    except ImportError as e:
        raise MeasureError(f"{e.name} is not installed, beside which this measures: ./run setup --oracle") from e

    def by_trafilatura(content: bytes, url: str) -> Found:
        made = trafilatura.bare_extraction(
            content, url=url, favor_precision=True, include_comments=False, with_metadata=True
        )
        values = made.as_dict() if made is not None else {}
        return {**values, "published": values.get("date")}

    def by_readability(content: bytes, url: str) -> Found:
        made = readability.Document(content, url=url)
        summary = made.summary(html_partial=True)
        text = "\n".join(lxml_html.fromstring(summary).itertext()) if summary.strip() else ""
        return {"text": text, "title": made.short_title()}

    return {"ours": json_of, "trafilatura": by_trafilatura, "readability-lxml": by_readability}


def _timed(engine: Engine, content: bytes, url: str) -> tuple[Found, float]:
    started = time.process_time()
    try:
        found = engine(content, url)
    except Exception:  # noqa: BLE001 a page at which an engine fails is a page of which it makes nothing
        found = {}
    return found, time.process_time() - started


def _scores(row: Found, found: Found) -> dict[str, float]:
    scores: dict[str, float] = {}
    if row.get("text"):
        scores |= _of_text(row["text"], found.get("text") or "", _folded(row.get("title") or found.get("title") or ""))
    if row.get("title"):
        scores["title"] = float(_folded(found.get("title") or "") == _folded(row["title"]))
    if row.get("date"):
        scores["date"] = float((found.get("published") or "")[:10] == row["date"][:10])
    if row.get("image"):
        scores["picture"] = float(_file(found.get("image") or "") == _file(row["image"]))
    return scores


def _of_text(known: str, found: str, title: str) -> dict[str, float]:
    """Without the title where it leads the text: some count it in, some do not."""
    wanted, made = (Counter(WORD.findall(_without_lead(text, title).casefold())) for text in (known, found))
    common = sum((wanted & made).values())
    precision, recall = common / max(1, made.total()), common / max(1, wanted.total())
    f1 = 2 * common / max(1, made.total() + wanted.total())
    return {"F1": f1, "precision": precision, "recall": recall, "bad": float(f1 < BAD)}


def _without_lead(text: str, title: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if title and _folded(first) == title else text


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _file(url: str) -> str:
    return urlsplit(url).path.rpartition("/")[2]


def _figures(tallies: dict[str, Tally]) -> list[Figure]:
    ours, peer = tallies["ours"], tallies["trafilatura"]
    figures = [
        Figure("extract", name, mean, "", None, GOALS.get(name), _beside(tallies, name))
        for name in MEASURES
        if (mean := ours.mean(name)) is not None
    ]
    if (bad := ours.mean("bad")) is not None:
        figures.append(Figure("extract", f"pages with F1 below {BAD}", bad, "", 0.007, None, _beside(tallies, "bad")))
    ratio = median(ours.cpu_s) / max(1e-9, median(peer.cpu_s))
    times = ", ".join(f"{name} {median(tally.cpu_s) * 1000:.0f} ms" for name, tally in tallies.items())
    figures.append(Figure("extract", "median CPU a page : trafilatura", ratio, "x", 1.5, None, times))
    for script in sorted(ours.by_script, key=lambda s: -len(ours.scores("F1", s))):
        for name in MEASURES:
            if (mean := ours.mean(name, script)) is not None:
                best = max(
                    filter(None, (tally.mean(name, script) for n, tally in tallies.items() if n != "ours")),
                    default=None,
                )
                goal = best if name == "F1" else None
                figures.append(
                    Figure("extract", f"{script}: {name}", mean, "", None, goal, _beside(tallies, name, script))
                )
    return figures


def _beside(tallies: dict[str, Tally], name: str, script: str = "") -> str:
    count = len(tallies["ours"].scores(name, script))
    others = [f"{n} {mean:.3f}" for n, tally in tallies.items() if n != "ours" and (mean := tally.mean(name, script))]
    return ", ".join([f"{count} pages", *others])
