"""
Takes articles in from a file with a JSON object a line: other programs' articles, our own exports, the plain copy of
what the user did (``user.jsonl``, where the last line of an id counts).

Importing adds and never takes away: an article that is known gets the file's text where that differs, and stars, tags,
reads and notes besides its own. So importing the same file twice changes nothing the second time.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from desktop_app.catalog.catalog import outlet_key
from desktop_app.extract.addresses import clean_url
from desktop_app.library.incoming import Incoming, LineError, Marks, incoming, site_of
from desktop_app.library.library import Library
from desktop_app.model.article import ArticleId, ArticleRow, NewArticle, Seconds
from desktop_app.model.country import NOWHERE, CountryCode
from desktop_app.model.events import ArticlesChanged, Event, MarksChanged
from desktop_app.model.frozen import frozen
from desktop_app.store import articles, imports, marks, search, stories, user_copy
from desktop_app.store.connection import Connection
from desktop_app.sync.identity import hash64

log = logging.getLogger(__name__)

AT_ONCE = 200  # lines a transaction
INDEX_AT_ONCE = 500  # articles a transaction
LONGEST_LINE = 16 * 1024 * 1024  # bytes; a longer line is no article


@frozen
class Imported:
    """What came of a file."""

    new: int
    updated: int
    skipped: int  # known, and the same
    failed: int  # lines that nothing could be made of

    @property
    def taken(self) -> int:
        return self.new + self.updated + self.skipped


OnProblem = Callable[[int, str], None]  # number of the line from 1, what is wrong with it


def import_file(
    library: Library,
    file: BinaryIO,
    user_copy_file: Path,
    on_problem: OnProblem,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Take a file in; it is read twice. What came is searchable and on the disk when this returns.

    ``on_progress`` is told how many articles are stored. Raises StoreError. Articles without a date are dated in the
    order of the file, the first line latest.
    """
    start = file.tell()
    last_of_id = _last_lines(file)
    file.seek(start)
    view = library.view()
    try:
        names = {n.lower(): c.code for c in view.countries() for n in (*c.native_names, *c.aliases, c.name)}
    finally:
        view.close()
    now, counts = library.now(), Counter[str]()
    written: _Batch | None = None
    for lines in _batches(file, now, names, last_of_id, _Report(counts, on_problem)):
        batch = _Batch(lines, now)
        batch.done = library.run_job(batch.job)  # the next lines are read while these are written
        if written is not None:
            counts.update(written.result())
            on_progress(counts["new"] + counts["updated"] + counts["skipped"])
        written = batch
    if written is not None:
        counts.update(written.result())
    settle(library, user_copy_file)
    log.info("imported new=%d updated=%d failed=%d", counts["new"], counts["updated"], counts["failed"])
    return Imported(counts["new"], counts["updated"], counts["skipped"], counts["failed"])


def settle(library: Library, user_copy_file: Path) -> None:
    """Wait until all is in the search index and in its story, and what the user did in the plain copy."""
    left = [1]

    def index(db: Connection) -> tuple[Event, ...]:
        left[0] = search.index_waiting(db, INDEX_AT_ONCE)
        return ()

    def copy(db: Connection) -> tuple[Event, ...]:
        left[0] = user_copy.write_waiting(db, user_copy_file)
        return ()

    for job in (index, copy):
        left[0] = 1
        while left[0]:
            library.run_job(job).result()
    library.group_stories()


# Reading


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, with their numbers; None for one that is too long."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line


def _last_lines(file: BinaryIO) -> dict[str, int]:
    """For each id that stands in several lines the number of the last of them: its stars, tags and note count."""
    first: dict[int, int] = {}
    last: dict[str, int] = {}
    for number, line in _lines(file):
        given = _id_of(line)
        if given is None:
            continue
        if hash(given) in first:
            last[given] = number
        else:
            first[hash(given)] = number  # the hash alone: a file may have millions of ids
    return last


def _id_of(line: bytes | None) -> str | None:
    if line is None or b'"id"' not in line:
        return None
    try:
        return json.dumps(json.loads(line)["id"])
    except (ValueError, RecursionError, LookupError, TypeError):
        return None  # said when the line is taken


@frozen
class _Report:
    """What is found on the way."""

    counts: Counter[str]
    on_problem: OnProblem


@frozen
class _Line:
    number: int
    is_last: bool  # of its id
    content: Incoming


def _batches(
    file: BinaryIO,
    now: Seconds,
    names: Mapping[str, CountryCode],
    last_of_id: Mapping[str, int],
    report: _Report,
) -> Iterator[list[_Line]]:
    batch: list[_Line] = []
    for position, (number, line) in enumerate(_lines(file)):
        try:
            if line is None:
                raise LineError(f"it is longer than {LONGEST_LINE // 2**20} MB")  # noqa: TRY301 as for any other line
            content = incoming(line, now - position, names)
        except LineError as e:
            report.counts["failed"] += 1
            report.on_problem(number, str(e))
            continue
        is_last = number >= last_of_id.get(json.dumps(content.article.public_id), 0)
        batch.append(_Line(number, is_last, content))
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


# Writing


class _Batch:
    """Some lines and the job that writes them."""

    def __init__(self, lines: list[_Line], now: Seconds) -> None:
        self._lines = lines
        self._now = now
        self._outcomes: Counter[str] = Counter()
        self.done: Future[None] = Future()
        self._places: dict[tuple[CountryCode, str], tuple[int, int]] = {}
        self._sites: dict[str, imports.Site] | None = None  # once asked for

    def result(self) -> Counter[str]:
        """What became of the lines, once it is on the disk. Raises StoreError."""
        self.done.result()
        return self._outcomes

    def job(self, db: Connection) -> tuple[Event, ...]:
        countries: set[CountryCode] = set()
        updated: set[ArticleId] = set()
        marked: set[ArticleId] = set()
        outcomes: Counter[str] = Counter()
        for line in self._lines:
            article, outcome = self._take(db, line.content)
            changed = self._mark(db, article, line.content.marks) if line.is_last else frozenset[ArticleId]()
            marked |= changed
            if outcome == "skipped" and changed:
                outcome = "updated"
            elif outcome == "updated":
                updated.add(article)
            if outcome != "skipped":
                countries.add(self._country(db, line.content))
            outcomes[outcome] += 1
        self._outcomes = outcomes
        return (
            ArticlesChanged(frozenset(countries), outcomes["new"], frozenset(updated)),
            MarksChanged(frozenset(marked)),
        )

    def _take(self, db: Connection, item: Incoming) -> tuple[ArticleId, str]:
        outlet, feed = self._place(db, item)
        new = item.article
        if item.address:
            own = hash64("url", str(outlet), item.address)
        else:
            own = hash64("imported", str(outlet), new.title, str(new.text_hash))
        keys: tuple[int, ...] = (own,)
        if new.public_id is not None:
            keys = (_given_key(new.public_id), own)
        new = replace(new, keys=keys)
        known = self._find(db, item, keys)
        if known is None:
            if new.public_id is not None and imports.holder(db, new.public_id) is not None:
                new = replace(new, public_id=None)  # somebody else's
            known = articles.add(db, feed, (new,), self._now)[0]
            imports.take_keys(db, feed, known, keys)
            if item.translation:
                articles.put_translation(db, known, item.translation)
            return known, "new"
        articles.remember_keys(db, feed, known, keys)
        return known, self._update(db, known, item, replace(new, keys=keys))

    def _update(self, db: Connection, known: ArticleId, item: Incoming, new: NewArticle) -> str:
        stored = articles.article(db, known)
        if stored is None or not item.has_text:
            return "skipped"
        is_changed = imports.text_hash(db, known) != new.text_hash
        if is_changed:
            articles.update(db, known, new if new.url else replace(new, url=stored.row.url), self._now)
        is_translated = item.translation is not None and (is_changed or stored.translation is None)
        if item.translation is not None and is_translated:
            articles.put_translation(db, known, item.translation)
        return "updated" if is_changed or is_translated else "skipped"

    def _place(self, db: Connection, item: Incoming) -> tuple[int, int]:
        name = (self._country(db, item), item.source)
        if name not in self._places:
            site = self._site(db, item)
            self._places[name] = imports.place(db, *name, outlet_key(*name), site.facts if site else None)
        return self._places[name]

    def _country(self, db: Connection, item: Incoming) -> CountryCode:
        """Where the file does not say, that of the catalogue's outlet of the same site."""
        site = self._site(db, item) if item.country == NOWHERE else None
        if site is None or site.country is None or imports.has_outlet(db, NOWHERE, item.source):
            return item.country  # an outlet that has articles keeps its place
        return site.country

    def _site(self, db: Connection, item: Incoming) -> imports.Site | None:
        """What the catalogue knows of the article's site, or of the one that it is a part of."""
        if self._sites is None:
            self._sites = imports.sites(db)
        labels = site_of(item.address).split(".")
        hosts = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((self._sites[host] for host in hosts if host in self._sites), None)

    @staticmethod
    def _find(db: Connection, item: Incoming, keys: tuple[int, ...]) -> ArticleId | None:
        """The article that this is: the one of its id, else the one of its address.

        Ids that the store gave by itself are chance: another store's article 17 is not ours.
        """
        given, found = item.article.public_id, articles.known(db, keys)
        if given is None:
            return found[keys[0]].article if keys[0] in found else None
        if keys[0] in found and (of_id := found[keys[0]].article) is not None:
            return of_id
        holder = imports.holder(db, given)
        if holder is not None and _is_same(articles.rows(db, (holder,))[0], item):
            return holder
        of_address = found[keys[1]].article if keys[1] in found else None
        if of_address is None:
            return None
        own = _given_key(articles.public_ids(db, (of_address,))[of_address])
        return None if own in articles.known(db, (own,)) else of_address  # it has another id of a file's

    def _mark(self, db: Connection, article: ArticleId, wanted: Marks) -> frozenset[ArticleId]:
        changed: frozenset[ArticleId] = frozenset()
        if wanted.is_starred:
            changed |= marks.set_starred(db, (article,), self._now)
        if wanted.is_read:
            changed |= marks.set_read(db, (article,), self._now)
        for urls, is_same in ((wanted.same_story, True), (wanted.other_story, False)):
            if urls:
                changed |= stories.restore_corrections(db, article, urls, is_same=is_same)
        if wanted.tags or wanted.note:
            stored = articles.article(db, article)
            tags = {tag.lower() for tag in stored.tags} if stored else set[str]()
            for tag in wanted.tags:
                if tag.lower() not in tags:
                    changed |= marks.set_tag(db, article, tag, is_set=True)
            note = stored.note if stored else ""
            if wanted.note not in note:
                changed |= marks.set_note(db, article, f"{note}\n\n{wanted.note}" if note else wanted.note)
        return changed


def _given_key(given: str | int) -> int:
    """The identity that says: a file gave the article this id."""
    return hash64("given", json.dumps(given))


def _is_same(row: ArticleRow, item: Incoming) -> bool:
    """Whether an article that has the id by chance is the very same, exported from here."""
    if item.address:
        return clean_url(row.url) == item.address
    return not row.url and row.original_title == item.article.title
