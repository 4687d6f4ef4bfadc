"""
Makes the demonstration world, ``resources/sample``, of the hand-written texts in ``packaging/sample``.

    python packaging/prepare_sample.py [FOLDER]

What is made: ``catalog.csv`` (the outlets), ``feeds/`` (a template a feed: RSS 2.0, RDF, Atom or JSON Feed, with places
for the dates), ``feeds.json`` (which address is served from which template, and in which encoding), ``pages.jsonl``
(each article's own page), ``translations.jsonl`` (every text with its English) and ``stories.json`` (which articles
tell the same story: what the grouping of articles is measured against). The same texts give the same files.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sample_feeds import feed_template
from sample_text import Article, World, read_world

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sample"
TARGET = HERE.parent / "resources" / "sample"

_CATALOG_COLUMNS = ("iso2", "source_name", "kind", "homepage", "feed_url", "language")


def main(arguments: Sequence[str]) -> None:
    target = Path(arguments[0]) if arguments else TARGET
    world = read_world(SOURCES)
    target.mkdir(parents=True, exist_ok=True)
    (target / "feeds").mkdir(exist_ok=True)
    _write_catalog(target, world)
    _write_feeds(target, world)
    _write_lines(target / "pages.jsonl", [_page(article) for article in world.articles])
    _write_lines(target / "translations.jsonl", _translations(world))
    _write_json(target / "stories.json", _stories(world))
    print(f"{len(world.articles)} articles of {len(world.outlets)} outlets in {target}")


def _write_catalog(target: Path, world: World) -> None:
    with (target / "catalog.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_CATALOG_COLUMNS)
        for outlet in world.outlets:
            row = (outlet.country, outlet.name, outlet.kind, outlet.homepage, outlet.feed_url, outlet.language)
            writer.writerow(row)


def _write_feeds(target: Path, world: World) -> None:
    index = []
    for outlet in world.outlets:
        own = [article for article in world.articles if article.outlet is outlet]
        suffix = "json" if outlet.format == "json" else "xml"
        name = f"{outlet.id}.{suffix}"
        template = feed_template(outlet, own, world.fragments[outlet.language]["fiction"])
        (target / "feeds" / name).write_text(template, encoding="utf-8", newline="\n")
        index.append(
            {
                "url": outlet.feed_url,
                "homepage": outlet.homepage,
                "title": outlet.name,
                "language": outlet.language,
                "file": f"feeds/{name}",
                "encoding": outlet.encoding,
                "content_type": outlet.content_type,
            }
        )
    _write_json(target / "feeds.json", index)


def _page(article: Article) -> dict[str, object]:
    return {
        "url": article.url,
        "outlet": article.outlet.name,
        "language": article.outlet.language,
        "title": article.title.source,
        "lead": article.lead.source,
        "author": article.author,
        "image": article.image,
        "minutes": article.minutes if article.has_date else None,
        "html": article.html(is_page=True),
    }


def _translations(world: World) -> list[dict[str, object]]:
    """Each text once; what is written in English already has no line."""
    lines: dict[tuple[str, str], str] = {}
    for article in world.articles:
        language = article.outlet.language
        if language == "en":
            continue
        for text in article.texts():
            if lines.setdefault((language, text.source), text.english) != text.english:
                raise SystemExit(f"two translations of one text: {text.source}")
    return [{"language": lang, "source": source, "english": english} for (lang, source), english in lines.items()]


def _stories(world: World) -> dict[str, object]:
    stories: dict[str, list[Article]] = {}
    for article in world.articles:
        if article.story:
            stories.setdefault(article.story, []).append(article)
    return {
        name: {
            "countries": sorted({article.outlet.country for article in members}),
            "articles": [article.url for article in members],
        }
        for name, members in stories.items()
    }


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _write_lines(path: Path, rows: Sequence[dict[str, object]]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
