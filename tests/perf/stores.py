"""Profiles for the measurements. Full stores are kept in ``bench/`` for the next run, as long as they are of today."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from desktop_app import assets, paths
from desktop_app.catalog import fingerprint, toml_files
from desktop_app.model.article import ArticleId
from desktop_app.store import catalog
from desktop_app.store.connection import open_reader
from desktop_app.store.schema import open_store
from tests.perf import figures
from tests.perf.words import LANGUAGES

KEPT = figures.ROOT / "bench"
KEPT_S = 12 * 3600  # "the last 24 hours" are to be full
FILES = (
    "tests/perf/fill.py",
    "tests/perf/words.py",
    "desktop_app/store/migrations",
    "desktop_app/store/articles.py",
    "desktop_app/store/search.py",
)
# a country for each language of the press
COUNTRIES = {
    "en": "GB",
    "id": "ID",
    "sw": "KE",
    "it": "IT",
    "nl": "NL",
    "es": "ES",
    "fr": "FR",
    "de": "DE",
    "pt": "PT",
    "pl": "PL",
    "cs": "CZ",
    "tr": "TR",
    "vi": "VN",
    "ru": "RU",
    "uk": "UA",
    "el": "GR",
    "ar": "EG",
    "fa": "IR",
    "he": "IL",
    "hi": "IN",
    "bn": "BD",
    "ta": "LK",
    "zh": "CN",
    "ja": "JP",
    "th": "TH",
}


def full_profile(count: int, folder: Path, screen: str = "country") -> Path:
    """A profile with so many articles, with a country and an article open (or the globe)."""
    kept = _kept_store(count)
    profile = folder / f"{count}-{screen}"
    profile.mkdir(parents=True)
    shutil.copy(kept, paths.in_profile(profile).database)
    country, article = _shown(kept)
    write_window_state(profile, screen, country, article)
    return profile


def write_window_state(profile: Path, screen: str, country: str, article: int) -> None:
    state = {
        "geometry": "", "screen": screen, "country": country, "article": article, "globe": [10.0, 30.0, 1.0],
        "list_width": 0,
    }  # fmt: skip
    paths.in_profile(profile).window_state.write_text(json.dumps(state))


def _kept_store(count: int) -> Path:
    file = KEPT / f"{count}-{_version()}.db"
    if file.exists() and time.time() - file.stat().st_mtime < KEPT_S:
        return file
    KEPT.mkdir(exist_ok=True)
    for old in KEPT.glob(f"{count}-*"):
        old.unlink()
    half = file.with_suffix(".half")
    figures.run(["-m", "tests.perf.fill", str(half), str(count), "1", str(int(time.time()))])
    with closing(open_store(half)) as db:
        shipped = toml_files.load(assets.path("catalog"))
        db.execute("BEGIN")
        catalog.put_catalog(db, shipped.countries, shipped.outlets, shipped.fingerprint)
        db.execute("COMMIT")
    half.rename(file)
    return file


def _version() -> str:
    """Of the code that makes a store and of the catalogue in it."""
    digest = hashlib.sha256(fingerprint.of_folder(assets.path("catalog")).encode())
    for name in FILES:
        place = figures.ROOT / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _shown(database: Path) -> tuple[str, ArticleId]:
    """The busiest country whose press writes in Latin letters only, and one of its newest articles, of middling length:
    so that two stores differ in their size, and not in what they happen to show.
    """
    with closing(open_reader(database)) as db:
        (country,) = db.execute(
            """SELECT country FROM article GROUP BY country HAVING count(DISTINCT language) = 1 AND min(language) = 'es'
               ORDER BY count(*) DESC, country LIMIT 1"""
        ).fetchone()
        newest = db.execute(
            """SELECT a.id FROM article a JOIN body b ON b.article = a.id WHERE a.country = ?
               ORDER BY a.published DESC, a.id DESC LIMIT 21""",
            (country,),
        ).fetchall()
        length = "SELECT length(document) FROM body WHERE article = ?"
        by_length = sorted(newest, key=lambda row: db.execute(length, row).fetchone())
        return country, ArticleId(by_length[len(by_length) // 2][0])


def write_catalog(file: Path, feeds: Sequence[dict[str, str]]) -> None:
    """A catalogue of the sites of ``press.py``, six to a country."""
    with file.open("w", encoding="utf-8", newline="") as output:
        writer = csv.writer(output)
        writer.writerow(["iso2", "source_name", "kind", "homepage", "feed_url", "language"])
        for number, feed in enumerate(feeds):
            language = feed["language"]
            writer.writerow([COUNTRIES[language], f"Source {number}", "other", feed["url"], feed["url"], language])


if set(COUNTRIES) != set(LANGUAGES):
    raise AssertionError("a language without a country")
