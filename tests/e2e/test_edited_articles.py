"""An article stays one article, whatever its site does to it, and what it said before is kept."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop_app.model import document as documents
from desktop_app.model.listing import Latest
from tests.support.cores import Source, running, web
from tests.support.stores import outlet
from tests.support.web import Answer, serve


def page(title: str, link: str, guid: str, text: str) -> Answer:
    return Answer(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title><item><title>{title}</title>'
        f"<link>https://alba.example/{link}</link><guid>{guid}</guid><description><![CDATA[{text}]]></description>"
        "</item></channel></rss>".encode()
    )


EDITS = [
    ("the first", page("Storm", "1", "g1", "<p>Five are missing.</p>"), 0),
    ("another title", page("Storm: ten missing", "1", "g1", "<p>Five are missing.</p>"), 1),
    ("tracking", page("Storm: ten missing", "1?utm_source=rss&amp;fbclid=9", "g1", "<p>Five are missing.</p>"), 1),
    ("another guid", page("Storm: ten missing", "1", "g2", "<p>Five are missing.</p>"), 1),
    ("mark-up", page("Storm: ten missing", "1", "g2", "<p class='x'>Five are <b>missing</b>.</p>"), 1),
    ("another text", page("Storm: ten missing", "1", "g2", "<p>Ten are missing.</p><p>The search goes on.</p>"), 2),
    ("another guid and tracking", page("Storm over", "1?utm_medium=x", "g3", "<p>All were found alive.</p>"), 3),
]


def test_edits(tmp_path: Path) -> None:
    with serve() as site:
        where = Source([outlet("CL/alba", site.url("/feed"))])
        for name, answer, versions in EDITS:
            site["/feed"] = answer
            with running(tmp_path, web(where)) as at, closing(at.library.view()) as view:
                at.sync()
                (row,) = view.page(Latest())
                assert len(view.versions(row.id)) == versions, name
    with running(tmp_path, web(Source([]))) as at, closing(at.library.view()) as view:
        (row,) = view.page(Latest())
        told = [(v.title, documents.text(v.document)) for v in view.versions(row.id)]
        article = view.article(row.id)
    assert told == [
        ("Storm: ten missing", "Ten are missing.\nThe search goes on."),
        ("Storm: ten missing", "Five are missing."),
        ("Storm", "Five are missing."),
    ]
    assert article is not None
    assert (article.row.title, article.provenance.changed is None) == ("Storm over", False)
