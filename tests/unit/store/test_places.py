from __future__ import annotations

from desktop_app.model.article import ArticleId
from desktop_app.model.place import Place
from desktop_app.store import places
from tests.support.stores import add, new, store


def test_where_an_article_was_left() -> None:
    with store() as db:
        one, other = add(db, new(1), new(2))
        there, further = Place(3000, -12.5, "the water came"), Place(9000, 40.0, "水が来た")
        places.put(db, one, there)
        places.put(db, other, there)
        places.put(db, one, further)
        assert places.of_article(db, one) == further and places.of_article(db, other) == there
        places.put(db, one, None)
        assert places.of_article(db, one) is None
        db.execute("DELETE FROM article WHERE id = ?", (other,))
        assert db.execute("SELECT count(*) FROM place").fetchone() == (0,)


def test_an_article_that_is_gone_needs_no_place() -> None:
    with store() as db:
        places.put(db, ArticleId(77), Place(3000, 0.0))
        assert places.of_article(db, ArticleId(77)) is None
