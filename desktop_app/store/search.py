"""
The full-text index: what goes into it, and what is found.

It is a contentless FTS5 table. Its rows are numbered by time: an article has the row of the eight seconds in which it
was published, or, where another article has that one, the next that is free. The table ``search_row`` tells which
article a row is. So walking the index backwards gives the newest hits first, but for those that were moved on; the walk
ends where none of them can be missing: 50 of 100,000 in about a millisecond, however common the word. An index keeps
for each word the distances between its rows, so what they cost is a matter of how close together the rows of all
articles are.

unicode61 splits words at spaces, which not every script writes. So the text is segmented before it is indexed
(``notation/segments.py``), and pairs of characters are searched as phrases. Measured: every word of two characters is
found; a trigram index finds none.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any

from desktop_app.model import document as documents
from desktop_app.model.article import ArticleId, NewArticle, Seconds
from desktop_app.model.listing import SearchQuery, Term
from desktop_app.notation.segments import UNSPACED, folded, in_pairs, segment
from desktop_app.store.packing import unpack

ROW_S: Seconds = 8  # at 100,000 articles in 90 days one row of ten is taken
_EVER: Seconds = 2**63 - 1  # the last that SQLite knows
_SHORTEST_OPEN = 3
_UNFIT = re.compile('["\\x00\ud800-\udfff]')  # ends a question for FTS5, or cannot be handed to SQLite
_INSERT = "INSERT INTO search (rowid, text) VALUES (?, ?)"
_DELETE = "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)"
_MOST_MOVED = "search rows moved on at most"  # in the table meta
AT_ONCE = 48  # articles, some 10 ms
LOOKED_AHEAD = 100  # rows that articles have
INDEXED_CHARACTERS = 60_000  # of one article; what is longer is not news


# Rows


def _first_row(published: Seconds) -> int:
    """The earliest row that an article of then may have."""
    return max(published, 0) // ROW_S


class _FreeRows:
    """Gives out rows that no article has, rising ones. Nobody else may give rows meanwhile."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.most_moved = 0  # rows that an article was moved on
        self._db = db
        self._last = -1  # that was given out
        self._taken: set[int] = set()  # all that are, from there up to the row below
        self._known_to = -1

    def take(self, published: Seconds) -> int:
        """The row of an article that was published then, no earlier than the one before it."""
        first = _first_row(published)
        row = max(first, self._last + 1)
        while True:
            if row > self._known_to:
                self._look_ahead(row)
            if row not in self._taken:
                break
            row += 1
        self._last = row
        self.most_moved = max(self.most_moved, row - first)
        return row

    def _look_ahead(self, row: int) -> None:
        # many at once, since the lock of Python is given up for each question, to the thread that syncs
        found = self._db.execute(
            "SELECT row FROM search_row WHERE row >= ? ORDER BY row LIMIT ?", (row, LOOKED_AHEAD)
        ).fetchall()
        self._taken = {taken for (taken,) in found}
        self._known_to = found[-1][0] if len(found) == LOOKED_AHEAD else _EVER


def _most_moved(db: sqlite3.Connection) -> int:
    """By how many rows at most an article was ever moved on."""
    found = db.execute("SELECT value FROM meta WHERE key = ?", (_MOST_MOVED,)).fetchone()
    return int(found[0]) if found else 0


# What goes in


def _text_of(db: sqlite3.Connection, wanted: ArticleId) -> str | None:
    found = db.execute(
        """SELECT a.title, a.lead, a.byline, b.document, p.byline, p.document,
                  t.title, t.lead, t.document
           FROM article a LEFT JOIN body b ON b.article = a.id LEFT JOIN page p ON p.article = a.id
             LEFT JOIN translation t ON t.article = a.id
           WHERE a.id = ?""",
        (wanted,),
    ).fetchone()
    if found is None:
        return None
    return _words(documents.text(unpack(part)) if isinstance(part, bytes) else part for part in found if part)


def _text_as_given(article: NewArticle) -> str:
    return _words(filter(None, (article.title, article.lead, article.byline, documents.text(article.document))))


def _words(texts: Iterable[str]) -> str:
    """The texts of an article as they are indexed: titles and leads before bodies, what is in another once."""
    unique: list[str] = []
    for text in sorted(texts, key=len, reverse=True):
        if not any(text in longer for longer in unique):  # a lead is nearly always the beginning of the body
            unique.append(text)
    unique.reverse()  # titles first, so that the cut leaves them in
    return segment("\n".join(unique)[:INDEXED_CHARACTERS])


def index_waiting(
    db: sqlite3.Connection,
    limit: int,
    fresh: MutableMapping[ArticleId, NewArticle] | None = None,
    goes_on: Callable[[], bool] = lambda: True,
) -> int:
    """Index up to ``limit`` articles that wait for it, and return how many still wait (at most ``limit`` + 1).

    In one transaction of the caller's, in the order of the index's rows: FTS5 keeps what it was given in memory as long
    as the rows rise, and each time it writes costs merging later. ``goes_on`` is asked after each few articles, and
    ends it early. ``fresh`` may have articles as they were stored, which saves reading them; those indexed are taken
    out of it.
    """
    waiting = db.execute(
        """SELECT t.article, a.published, a.text_hash,
                  p.article IS NULL AND NOT EXISTS (SELECT 1 FROM translation WHERE article = t.article)
           FROM (SELECT article FROM search_todo ORDER BY article LIMIT ?) t
           LEFT JOIN article a ON a.id = t.article LEFT JOIN page p ON p.article = t.article""",
        (limit,),
    ).fetchall()
    waiting.sort(key=lambda found: (found[1] or 0, found[0]))
    free = _FreeRows(db)
    rows: list[tuple[int, ArticleId, Seconds]] = []
    done = 0
    for start in range(0, len(waiting), AT_ONCE):
        texts: list[tuple[int, str]] = []
        for wanted, published, text_hash, is_as_its_feed_says in waiting[start : start + AT_ONCE]:
            article = fresh.pop(wanted, None) if fresh else None
            is_fresh = article is not None and (article.published, article.text_hash) == (published, text_hash)
            if article is None or not is_fresh or not is_as_its_feed_says:
                text = _text_of(db, wanted)
            else:
                text = _text_as_given(article)
            if text is not None:
                row = free.take(published)
                texts.append((row, text))
                rows.append((row, wanted, published))
        db.executemany(_INSERT, texts)
        done = start + AT_ONCE
        if not goes_on():
            break
    # at the end, since FTS5 writes what it holds before a statement that may have to be taken back by itself
    db.executemany("INSERT INTO search_row (row, article, published) VALUES (?, ?, ?)", rows)
    db.executemany("DELETE FROM search_todo WHERE article = ?", [(wanted,) for wanted, *_ in waiting[:done]])
    if free.most_moved > _most_moved(db):
        db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_MOST_MOVED, str(free.most_moved)))
    left: int = db.execute("SELECT count(*) FROM (SELECT 1 FROM search_todo LIMIT ?)", (limit + 1,)).fetchone()[0]
    return left


def forget(db: sqlite3.Connection, wanted: ArticleId) -> None:
    """Take an article out of the index. To be called before it is deleted."""
    old = _indexed(db, wanted)
    if old is not None:
        db.execute(_DELETE, old)
        db.execute("DELETE FROM search_row WHERE article = ?", (wanted,))
    db.execute("DELETE FROM search_todo WHERE article = ?", (wanted,))


@contextmanager
def rewriting(db: sqlite3.Connection, wanted: ArticleId) -> Iterator[None]:
    """Around every change of an article's text, in one transaction: whoever searches finds the old text or the new.

    What waits for the index goes on waiting.
    """
    old = _indexed(db, wanted)
    yield
    if old is None:
        return
    row, text = old
    new = _text_of(db, wanted)
    if new != text:
        db.execute(_DELETE, old)
        db.execute(_INSERT, (row, new))


def _indexed(db: sqlite3.Connection, wanted: ArticleId) -> tuple[int, str] | None:
    """An article's row in the index and what went into it; None if nothing did.

    A contentless index deletes by the text that went in, so that text is made again. Any other way leaves wrong hits
    behind and in the end a malformed file.
    """
    found = db.execute("SELECT row FROM search_row WHERE article = ?", (wanted,)).fetchone()
    return (found[0], _text_of(db, wanted) or "") if found else None


def rebuild(db: sqlite3.Connection) -> None:
    """Empty the index and let every article wait for it: the repair of a damaged one."""
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    db.execute("DELETE FROM search_row")
    db.execute("DELETE FROM meta WHERE key = ?", (_MOST_MOVED,))
    db.execute("INSERT OR IGNORE INTO search_todo (article) SELECT id FROM article")


# Questions


def match_expression(terms: Sequence[Term], *, is_last_open: bool = False) -> str:
    """FTS5's words for what the user asks. With ``is_last_open`` the last term may go on ("elect" finds "election")."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for number, term in enumerate(terms):
        is_open = is_last_open and number == len(terms) - 1
        expression = _phrase(term.text, is_open=is_open)
        if expression:
            (unwanted if term.is_excluded else wanted).append(expression)
    if not wanted:
        return ""
    return " AND ".join(wanted) + "".join(f" NOT {e}" for e in unwanted)


def _phrase(text: str, *, is_open: bool) -> str:
    text, _ = folded(_UNFIT.sub(" ", text))
    while text and not _is_of_a_word(text[-1]):
        text = text[:-1]
    ends_with_one = False

    def pairs(match: re.Match[str]) -> str:
        nonlocal ends_with_one
        if match.end() < len(text):
            return in_pairs(match)  # here the run ends in the article too
        run = match.group()
        ends_with_one = len(run) == 1
        return " " + (run if len(run) == 1 else " ".join(run[i : i + 2] for i in range(len(run) - 1)))

    tokens = " ".join(UNSPACED.sub(pairs, text).split())
    if not any(c.isalnum() for c in tokens):
        return ""
    return f'"{tokens}"' + ("*" if is_open or ends_with_one else "")


def _is_of_a_word(character: str) -> bool:
    """As the tokenizer of the index sees it."""
    return character.isalnum() or unicodedata.category(character) in {"Co", "Mn", "Mc"}


HITS = """
    SELECT r.row, r.published, r.article FROM search s CROSS JOIN search_row r ON r.row = s.rowid {joins}
    WHERE search MATCH :match AND s.rowid >= :first AND s.rowid < :end
      AND r.published >= :since AND r.published <= :until {conditions}
    ORDER BY s.rowid DESC LIMIT :limit"""
TO_ARTICLE = "CROSS JOIN article a ON a.id = r.article"
FILTERED = """
    SELECT a.id FROM article a {joins}
    WHERE a.published <= :until AND a.published >= :since {conditions}
    ORDER BY a.published DESC, a.id DESC LIMIT :limit"""


def find(db: sqlite3.Connection, query: SearchQuery, limit: int) -> list[ArticleId]:
    """The newest articles that the query finds, newest first."""
    since = -_EVER if query.after is None else min(max(query.after, -_EVER), _EVER)
    until = _EVER if query.before is None else min(max(query.before, -_EVER), _EVER)
    joins, conditions, parameters = _filters(query)
    parameters |= {"since": since, "until": until, "limit": limit}
    if not query.terms:
        sql = FILTERED.format(joins=joins, conditions=conditions)
        return [ArticleId(i) for (i,) in db.execute(sql, parameters)]
    sql = HITS.format(joins=TO_ARTICLE + joins if conditions else "", conditions=conditions)
    parameters |= {"first": _first_row(since), "end": _first_row(until) + _most_moved(db) + 1}
    hits: set[tuple[Seconds, ArticleId]] = set()
    for is_last_open in (False, True):
        match = match_expression(query.terms, is_last_open=is_last_open)
        # opening the last word reads every word that begins so: only where whole words gave too little
        if not match or len(hits) >= limit or (is_last_open and len(query.terms[-1].text) < _SHORTEST_OPEN):
            break
        parameters["match"] = match
        found = db.execute(sql, parameters).fetchall()
        hits.update((published, wanted) for _, published, wanted in found)
        if len(found) == limit:  # the oldest may be one that was moved on, and stand before newer ones
            oldest = min(published for _, published, _ in found)
            others = {"since": oldest, "first": _first_row(oldest), "end": found[-1][0], "limit": -1}
            hits.update((published, wanted) for _, published, wanted in db.execute(sql, parameters | others))
    return [wanted for _, wanted in sorted(hits, reverse=True)[:limit]]


def _filters(query: SearchQuery) -> tuple[str, str, dict[str, Any]]:
    conditions: list[str] = []
    parameters: dict[str, Any] = {}
    if query.countries:
        conditions.append(f"a.country IN ({_named('country', query.countries, parameters)})")
    if query.about:
        named = _named("about", query.about, parameters)
        conditions.append(f"EXISTS (SELECT 1 FROM about b WHERE b.article = a.id AND b.country IN ({named}))")
    if query.languages:
        conditions.append(f"a.language IN ({_named('language', query.languages, parameters)})")
    if query.source:
        conditions.append("o.name LIKE :source ESCAPE '!'")
        parameters["source"] = "%" + re.sub("([%_!])", r"!\1", query.source) + "%"
    if query.tag:
        conditions.append("EXISTS (SELECT 1 FROM tag WHERE tag.article = a.id AND tag.tag = :tag)")
        parameters["tag"] = query.tag
    if query.is_starred is not None:
        conditions.append(f"m.starred_at IS {'NOT ' if query.is_starred else ''}NULL")
    if query.is_read is not None:
        conditions.append(f"m.read_at IS {'NOT ' if query.is_read else ''}NULL")
    joins = ""
    if query.source:
        joins += " JOIN outlet o ON o.id = a.outlet"
    if query.is_starred is not None or query.is_read is not None:
        joins += " LEFT JOIN mark m ON m.article = a.id"
    return joins, "".join(f" AND {c}" for c in conditions), parameters


def _named(name: str, values: Sequence[str], parameters: dict[str, Any]) -> str:
    names = [f"{name}{i}" for i in range(len(values))]
    parameters.update(zip(names, values, strict=True))
    return ",".join(f":{n}" for n in names)
