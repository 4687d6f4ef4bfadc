from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop_app.library.view import View
from desktop_app.model.article import ArticleId
from desktop_app.store import articles, search
from tests.support import stores


def test_related_articles_come_with_their_rows(tmp_path: Path) -> None:
    database = tmp_path / "overview.db"
    told = "Customs officers in Valdoria refuse the harbour treaty"
    with stores.store(database) as db:
        (ours,) = stores.add(db, stores.new(1, told), key="CL/alba")
        for number, key in ((2, "JP/asahi"), (3, "EG/nil")):
            stores.add(db, stores.new(number, told if number == 2 else "Turtles return to the beach"), key=key)
        search.index_waiting(db, 10)
        expected = [r for r in articles.rows(db, [ArticleId(number) for number in (1, 2, 3)]) if r.country == "JP"]
    with closing(View(database, lambda: stores.NOW)) as view:
        found = view.related(ours)
    assert [r.row for r in found] == expected
    assert found[0].shared and 0.28 <= found[0].similarity <= 1
