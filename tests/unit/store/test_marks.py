from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator

import pytest

from desktop_app.model.article import ArticleId
from desktop_app.model.document import Picture
from desktop_app.store import articles, marks
from tests.support.stores import CL, EG, NOW, add, new, store, text

SetMark = Callable[[sqlite3.Connection, Iterable[ArticleId], int | None], frozenset[ArticleId]]
GONE = ArticleId(999)


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def waiting(db: sqlite3.Connection) -> set[int]:
    """What is to go into the plain copy; forgotten by asking."""
    found = {i for (i,) in db.execute("SELECT article FROM user_copy_todo")}
    db.execute("DELETE FROM user_copy_todo")
    return found


@pytest.mark.parametrize(("set_mark", "column"), [(marks.set_read, "read_at"), (marks.set_starred, "starred_at")])
def test_a_mark_is_news_once(db: sqlite3.Connection, set_mark: SetMark, column: str) -> None:
    one, two, three = add(db, new(1), new(2), new(3))
    steps: list[tuple[list[ArticleId], int | None, set[ArticleId]]] = [
        ([one, two], None, set()),  # what was never marked cannot be unmarked
        ([one, two], NOW, {one, two}),
        ([two, three], NOW + 1, {three}),
        ([one, GONE], NOW + 2, set()),
        ([one, GONE], None, {one}),
        ([one], None, set()),
        ([one], NOW + 3, {one}),
        ([], NOW, set()),
    ]
    for ids, at, changed in steps:
        assert set_mark(db, ids, at) == changed
        assert waiting(db) == changed
    found = dict(db.execute(f"SELECT article, {column} FROM mark").fetchall())
    assert found == {one: NOW + 3, two: NOW, three: NOW + 1}  # the first time counts


def test_marks_do_not_disturb_each_other(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    marks.set_note(db, one, "mine")
    marks.set_read(db, [one], NOW)
    marks.set_starred(db, [one], NOW)
    marks.set_starred(db, [one], None)
    article = articles.article(db, one)
    assert article is not None
    assert (article.row.is_read, article.row.is_starred, article.note) == (True, False, "mine")


def test_notes(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1))
    for note in ("first", "second\nline", ""):
        assert marks.set_note(db, one, note) == {one}
        assert waiting(db) == {one}
        article = articles.article(db, one)
        assert article is not None and article.note == note
    marks.set_note(db, GONE, "lost")
    assert db.execute("SELECT count(*) FROM mark").fetchone()[0] == 1


def test_tags_are_the_same_in_any_case(db: sqlite3.Connection) -> None:
    one, two = add(db, new(1), new(2))
    marks.set_tag(db, one, "Water", is_set=True)
    marks.set_tag(db, one, "water", is_set=True)
    marks.set_tag(db, two, "WATER", is_set=True)
    marks.set_tag(db, two, "energy", is_set=True)
    assert [(tag.lower(), n) for tag, n in marks.tags(db)] == [("energy", 1), ("water", 2)]
    marks.set_tag(db, one, "wATER", is_set=False)
    marks.set_tag(db, one, "never", is_set=False)
    article = articles.article(db, two)
    assert article is not None and article.tags == ("energy", "WATER")
    assert [n for _, n in marks.tags(db)] == [1, 1]


def test_a_tag_for_an_article_that_is_gone_is_no_error(db: sqlite3.Connection) -> None:
    marks.set_tag(db, GONE, "water", is_set=True)
    assert marks.tags(db) == ()


def test_unread(db: sqlite3.Connection) -> None:
    old, fresh = add(db, new(1, published=NOW - 50), new(2, published=NOW))
    (theirs,) = add(db, new(3, published=NOW - 50), key="EG/nil")
    assert set(marks.unread(db, None, NOW)) == {old, fresh, theirs}
    assert set(marks.unread(db, CL, NOW)) == {old, fresh}
    assert set(marks.unread(db, CL, NOW - 1)) == {old}
    marks.set_read(db, [old, theirs], NOW)
    assert set(marks.unread(db, None, NOW)) == {fresh}
    assert marks.unread(db, EG, NOW) == ()


def test_what_is_kept(db: sqlite3.Connection) -> None:
    inside = (*text("Uno"), Picture("https://a.example/inside.jpg"))
    given = [new(i, image=f"https://a.example/{i}.jpg", document=inside if i == 1 else ()) for i in range(5)]
    star, tag, note, both, plain, blank = add(db, *given, new(9))
    marks.set_starred(db, [star, both, blank], NOW)
    marks.set_tag(db, tag, "t", is_set=True)
    marks.set_tag(db, both, "t", is_set=True)
    marks.set_note(db, note, "n")
    marks.set_read(db, [plain], NOW)
    assert marks.kept_images(db) == {f"https://a.example/{i}.jpg" for i in (0, 1, 2, 3, "inside")}
    assert marks.starred_count(db) == 3


def test_what_was_read_by_country(db: sqlite3.Connection) -> None:
    one, two, three, four = add(db, new(1), new(2), new(3), new(4))
    (other,) = add(db, new(5), key="EG/nil")
    marks.set_read(db, [one], NOW - 100)
    marks.set_read(db, [two], NOW)
    marks.set_read(db, [three, four], NOW + 1)  # at one stroke
    marks.set_read(db, [other], NOW)
    marks.set_starred(db, [other], NOW)
    assert marks.read(db, NOW - 200) == {CL: 3, EG: 1}
    assert marks.read(db, NOW + 1) == {CL: 1}
    assert marks.read(db, NOW + 2) == {}
