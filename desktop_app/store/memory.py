"""
The memory of translated sentences: none is translated twice by the same model. The SQL, and what a row holds.

A sentence is known by a hash of its language, its model, the engine's version and its words. What is kept of it is its
English and which word stands for which; the oldest days go when there are too many. Sentences whose English the user
does not want are kept apart, for ever, by their language and words alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from desktop_app.model.rendering import Rendering, Span

MOST = 200_000  # sentences, about 40 MB
_LEFT_FREE = MOST // 10  # so that not each job has some to throw away
_AT_ONCE = 500  # SQLite's limit of parameters was once 999
DAY_S = 86_400

Remembered = tuple[int, bytes]  # key and packed English


def key(*parts: str) -> int:
    """A signed 64-bit hash: of a million sentences two are mistaken with a probability of one in thirty million."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def refusal(language: str, sentence: str) -> int:
    """By what a sentence is known whose English the user does not want, whichever model it is by."""
    return key(language, " ".join(sentence.split()))


def find(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, Rendering]:
    """What is remembered of these sentences."""
    return {k: unpack(english) for k, english in _found(db, "SELECT key, english FROM sentence", keys)}


def bad(db: sqlite3.Connection, keys: Sequence[int]) -> set[int]:
    """Which of these sentences are to stay in their own language."""
    return {k for k, *_ in _found(db, "SELECT key FROM bad_sentence", keys)}


def _found(db: sqlite3.Connection, select: str, keys: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        yield from db.execute(f"{select} WHERE key IN ({','.join('?' * len(some))})", some)


def put(db: sqlite3.Connection, sentences: Iterable[Remembered], now: int) -> None:
    """Remember sentences; ``now`` in seconds since the epoch."""
    db.executemany(
        "INSERT OR IGNORE INTO sentence (key, day, english) VALUES (?, ?, ?)",
        [(k, now // DAY_S, english) for k, english in sentences],
    )


def put_bad(db: sqlite3.Connection, wanted: int) -> None:
    """Let a sentence stay in its own language from now on."""
    db.execute("INSERT OR IGNORE INTO bad_sentence (key) VALUES (?)", (wanted,))


def forget_oldest(db: sqlite3.Connection, most: int = MOST) -> None:
    """Throw away the oldest sentences where there are too many. Counts them: not after each job."""
    there: int = db.execute("SELECT count(*) FROM sentence").fetchone()[0]
    if there > most:
        db.execute(
            "DELETE FROM sentence WHERE key IN (SELECT key FROM sentence ORDER BY day LIMIT ?)",
            (there - most + min(_LEFT_FREE, most // 10),),
        )


# What a row holds: the length of the text and the text, then for each word its places as differences


def pack(rendering: Rendering) -> bytes:
    """The English and its pairs; about 180 bytes for a sentence of 20 words."""
    text = rendering.text.encode("utf-8", "surrogatepass")
    out = bytearray()
    _write(out, len(text))
    out += text
    end = first_before = 0
    for (start, stop), (first, last) in rendering.pairs:
        for number in (start - end, stop - start, first - first_before, last - first):
            _write(out, number * 2 if number >= 0 else -number * 2 - 1)
        end, first_before = stop, first
    return bytes(out)


def unpack(packed: bytes) -> Rendering:
    numbers = iter(packed)
    length = _read(numbers)
    text = bytes(next(numbers) for _ in range(length)).decode("utf-8", "surrogatepass")
    pairs: list[tuple[Span, Span]] = []
    end = first = 0
    while True:
        try:
            moved = _signed(_read(numbers))
        except StopIteration:
            return Rendering(text, tuple(pairs))
        start = end + moved
        end = start + _signed(_read(numbers))
        first += _signed(_read(numbers))
        pairs.append(((start, end), (first, first + _signed(_read(numbers)))))


def _signed(number: int) -> int:
    return -(number + 1) // 2 if number % 2 else number // 2


def _write(out: bytearray, number: int) -> None:
    """Seven bits a byte, the lowest first; all but the last have the eighth."""
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


def _read(numbers: Iterator[int]) -> int:
    value = shift = 0
    while True:
        byte = next(numbers)
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value
        shift += 7
