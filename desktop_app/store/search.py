"""
The full-text index: what goes into it, and what is found.

It is a contentless FTS5 table. Its rowid is ``span << 27 | article id``, the span being the 8,192 seconds in which the
article was published, so that walking it backwards gives the newest hits first, but for the order within a span, which
the hits of the last span looked at are sorted by: 50 of 100,000 in about a millisecond, however common the word. An
index keeps for each word the distances between the rowids of its articles, and seconds would cost 380 bytes more an
article than spans do.

unicode61 splits words at spaces, which not every script writes. So the text is segmented before it is indexed
(``notation/segments.py``), and pairs of characters are searched as phrases. Measured: every word of two characters is
found; a trigram index finds none.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from typing import Any

from desktop_app.model import document as documents
from desktop_app.model.article import ArticleId, NewArticle, Seconds
from desktop_app.model.listing import SearchQuery, Term
from desktop_app.notation.segments import UNSPACED, folded, in_pairs, segment

_ID_BITS = 27
_SPAN_BITS = 13  # of seconds: 2.3 hours; at 100,000 articles in 90 days a span has 100 of them
SPAN_S: Seconds = 1 << _SPAN_BITS
MAX_ARTICLE_ID = 1 << _ID_BITS
_MAX_SECONDS = (1 << 62 - _ID_BITS) - 1  # in the year 3058
_MIN_SECONDS = -_MAX_SECONDS
_SHORTEST_OPEN = 3
_UNFIT = re.compile('["\\x00\ud800-\udfff]')  # ends a question for FTS5, or cannot be handed to SQLite
_INSERT = "INSERT INTO search (rowid, text) VALUES (?, ?)"
_DELETE = "INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)"
AT_ONCE = 48  # articles, some 10 ms
INDEXED_CHARACTERS = 60_000  # of one article; what is longer is not news


def rowid(article_id: ArticleId, published: Seconds) -> int:
    return _first_row(published) | article_id


def _first_row(published: Seconds) -> int:
    """Before all rows of the span."""
    return min(max(published, 0), _MAX_SECONDS) >> _SPAN_BITS << _ID_BITS


def article_id(row: int) -> ArticleId:
    return ArticleId(row & MAX_ARTICLE_ID - 1)


def _text_of(db: sqlite3.Connection, wanted: ArticleId) -> tuple[int, str] | None:
    found = db.execute(
        """SELECT a.published, a.title, a.lead, a.byline, b.document, p.byline, p.document,
                  t.title, t.lead, t.document
           FROM article a LEFT JOIN body b ON b.article = a.id LEFT JOIN page p ON p.article = a.id
             LEFT JOIN translation t ON t.article = a.id
           WHERE a.id = ?""",
        (wanted,),
    ).fetchone()
    if found is None:
        return None
    published, *parts = found
    texts = (documents.text(documents.loads(zlib.decompress(p))) if isinstance(p, bytes) else p for p in parts if p)
    return rowid(wanted, published), _words(texts)


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
    waiting.sort(key=lambda found: rowid(found[0], found[1] or 0))
    for start in range(0, len(waiting), AT_ONCE):
        some = waiting[start : start + AT_ONCE]
        texts: list[tuple[int, str]] = []
        for wanted, published, text_hash, is_as_its_feed_says in some:
            article = fresh.pop(wanted, None) if fresh else None
            is_fresh = article is not None and (article.published, article.text_hash) == (published, text_hash)
            if article is not None and is_fresh and is_as_its_feed_says:
                own = (article.title, article.lead, article.byline, documents.text(article.document))
                texts.append((rowid(wanted, published), _words(filter(None, own))))
            elif (text := _text_of(db, wanted)) is not None:
                texts.append(text)
        db.executemany(_INSERT, texts)
        db.executemany("DELETE FROM search_todo WHERE article = ?", [(wanted,) for wanted, *_ in some])
        if not goes_on():
            break
    left: int = db.execute("SELECT count(*) FROM (SELECT 1 FROM search_todo LIMIT ?)", (limit + 1,)).fetchone()[0]
    return left


def forget(db: sqlite3.Connection, wanted: ArticleId) -> None:
    """Take an article out of the index. To be called before it is deleted."""
    old = _indexed_text(db, wanted)
    if old is not None:
        db.execute(_DELETE, old)
    db.execute("DELETE FROM search_todo WHERE article = ?", (wanted,))


@contextmanager
def rewriting(db: sqlite3.Connection, wanted: ArticleId) -> Iterator[None]:
    """Around every change of an article's text, in one transaction: whoever searches finds the old text or the new.

    What waits for the index goes on waiting.
    """
    old = _indexed_text(db, wanted)
    yield
    if old is None:
        return
    new = _text_of(db, wanted)
    if new != old:
        db.execute(_DELETE, old)
        if new is not None:
            db.execute(_INSERT, new)


def _indexed_text(db: sqlite3.Connection, wanted: ArticleId) -> tuple[int, str] | None:
    """What went into the index for an article; None if nothing did.

    A contentless index deletes by the text that went in, so that text is made again. Any other way leaves wrong hits
    behind and in the end a malformed file.
    """
    is_waiting = db.execute("SELECT 1 FROM search_todo WHERE article = ?", (wanted,)).fetchone()
    return None if is_waiting else _text_of(db, wanted)


def rebuild(db: sqlite3.Connection) -> None:
    """Empty the index and let every article wait for it: the repair of a damaged one."""
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
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
    SELECT s.rowid FROM search s {joins}
    WHERE search MATCH :match AND s.rowid < :before AND s.rowid >= :after {conditions}
    ORDER BY s.rowid DESC LIMIT :limit"""
NEWEST = "SELECT id FROM article WHERE id IN ({hits}) ORDER BY published DESC, id DESC LIMIT {limit}"
_TO_ARTICLE = f"JOIN article a ON a.id = (s.rowid & {MAX_ARTICLE_ID - 1})"
FILTERED = """
    SELECT a.id FROM article a {joins}
    WHERE a.published <= :until AND a.published >= :since {conditions}
    ORDER BY a.published DESC, a.id DESC LIMIT :limit"""


def find(db: sqlite3.Connection, query: SearchQuery, limit: int) -> list[ArticleId]:
    """The newest articles that the query finds, newest first."""
    since = _MIN_SECONDS if query.after is None else min(max(query.after, _MIN_SECONDS), _MAX_SECONDS)
    until = _MAX_SECONDS if query.before is None else min(max(query.before, _MIN_SECONDS), _MAX_SECONDS)
    joins, conditions, parameters = _filters(query)
    if not query.terms:
        sql = FILTERED.format(joins=joins, conditions=conditions)
        found = db.execute(sql, parameters | {"since": since, "until": until, "limit": limit})
        return [ArticleId(i) for (i,) in found]
    for name, bound in (("<= :until", query.before), (">= :since", query.after)):
        if bound is not None:
            conditions += f" AND a.published {name}"
    parameters |= {"since": since, "until": until}
    hits: set[int] = set()
    for is_last_open in (False, True):
        match = match_expression(query.terms, is_last_open=is_last_open)
        # opening the last word reads every word that begins so: only where whole words gave too little
        if not match or len(hits) >= limit or (is_last_open and len(query.terms[-1].text) < _SHORTEST_OPEN):
            break
        sql = HITS.format(joins=_TO_ARTICLE + joins if conditions else "", conditions=conditions)
        bounds = {"match": match, "before": _first_row(until) + MAX_ARTICLE_ID, "after": _first_row(since)}
        rows: list[int] = [row for (row,) in db.execute(sql, parameters | bounds | {"limit": limit})]
        hits.update(rows)
        if len(rows) == limit:  # the others of the last one's span may be newer
            bounds |= {"before": rows[-1], "after": rows[-1] >> _ID_BITS << _ID_BITS}
            hits.update(row for (row,) in db.execute(sql, parameters | bounds | {"limit": MAX_ARTICLE_ID}))
    ids = ",".join(str(article_id(row)) for row in hits)
    return [ArticleId(i) for (i,) in db.execute(NEWEST.format(hits=ids, limit=limit))]


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
