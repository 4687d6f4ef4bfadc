"""
The plain copy of what the user did, beside the database: ``user.jsonl``, a line an article, the last line of an id
counts. It is readable without this program and restores bookmarks, notes, tags and reads by ``overview import``.

A change and its place in ``user_copy_todo`` are one transaction; the line is written, and on the disk, before the
place is given up. So a kill between any two instructions costs at most a line that is written twice.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from desktop_app.model.article import ArticleId
from desktop_app.store import articles, transfer

_SAID = {transfer.SAME_STORY, transfer.OTHER_STORY}
COMPACT_ABOVE_LINES = 2_000

_MARKED = """SELECT article FROM mark WHERE read_at IS NOT NULL OR starred_at IS NOT NULL OR note <> ''
             UNION SELECT article FROM tag
             UNION SELECT one FROM story_correction UNION SELECT other FROM story_correction"""


def write_waiting(db: sqlite3.Connection, file: Path, limit: int = 500) -> int:
    """Append what waits, up to ``limit`` articles; returns how many waited. Inside a writer's job."""
    waiting = [ArticleId(i) for (i,) in db.execute("SELECT article FROM user_copy_todo LIMIT ?", (limit,))]
    if not waiting:
        return 0
    lines = [line for line in (transfer.user_line(db, i) for i in waiting) if line is not None]
    with file.open("a", encoding="utf-8") as out:
        if out.tell() and not _ends_with_newline(file):
            out.write("\n")  # a kill in the middle of a line spoils that line only
        out.writelines(line + "\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())
    db.executemany("DELETE FROM user_copy_todo WHERE article = ?", [(i,) for i in waiting])
    return len(waiting)


def _ends_with_newline(file: Path) -> bool:
    with file.open("rb") as f:
        f.seek(-1, os.SEEK_END)
        return f.read(1) == b"\n"


def compact(db: sqlite3.Connection, file: Path) -> None:
    """Write the file anew, a line an article, where most of it has been overtaken.

    What it says of articles that this store does not have, and that the user keeps, stays: the store may have begun
    anew since, and the file be the only place where they still are.
    """
    try:
        with file.open("rb") as f:
            number = sum(1 for _ in f)
            if number < COMPACT_ABOVE_LINES or number < 2 * _marked_count(db):
                return  # nearly always, and without reading what the lines say
            f.seek(0)
            elsewhere = _kept_elsewhere(db, f)
    except FileNotFoundError:
        return
    marked = [ArticleId(i) for (i,) in db.execute(_MARKED)]
    if number < 2 * (len(marked) + len(elsewhere)):
        return
    fresh = file.with_suffix(".new")
    with fresh.open("wb") as out:
        out.writelines(elsewhere)
        for article in marked:
            if (line := transfer.user_line(db, article)) is not None:
                out.write(line.encode() + b"\n")
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def _marked_count(db: sqlite3.Connection) -> int:
    (number,) = db.execute(f"SELECT count(*) FROM ({_MARKED})").fetchone()
    return int(number)


def _kept_elsewhere(db: sqlite3.Connection, lines: Iterable[bytes]) -> list[bytes]:
    """The last lines of articles that the user keeps and this store does not have."""
    last: dict[tuple[object, object], bytes] = {}
    for line in lines:
        try:
            values = json.loads(line)
            named = (values["id"], values["url"])
            is_kept = bool(values["starred"] or values["tags"] or values["note"] or values.keys() & _SAID)
        except (ValueError, KeyError, TypeError):  # a line that a kill broke
            continue
        last[named] = line.rstrip(b"\n") + b"\n" if is_kept else b""  # of thousands that were read, only that they were
    return [line for (number, url), line in last.items() if line and not _is_here(db, number, url)]


def _is_here(db: sqlite3.Connection, public_id: object, url: object) -> bool:
    article = articles.by_public_id(db, public_id) if isinstance(public_id, str | int) else None
    return article is not None and articles.rows(db, (article,))[0].url == url
