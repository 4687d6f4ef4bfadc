"""Articles from files: what is believed, what is known already, what is restored."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_app.library import importing
from desktop_app.library.core import Core
from desktop_app.library.exporting import json_line
from desktop_app.library.importing import Imported, import_file
from desktop_app.library.incoming import LineError, checked_document, incoming
from desktop_app.library.view import View
from desktop_app.model import document as documents
from desktop_app.model.article import Article
from desktop_app.model.country import CountryCode
from desktop_app.model.document import Heading, Paragraph, Picture, Run
from desktop_app.model.listing import FromCountry, Latest, Saved
from desktop_app.model.outlet import Ownership
from desktop_app.store import story_lists
from desktop_app.store.connection import open_reader
from tests.support.world import NOON, FakeWorld, a_core, outlet, rss

FEED = "https://news.example/feed"
NAMES = {"chile": CountryCode("CL"), "日本": CountryCode("JP")}


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    with a_core(tmp_path / "profile") as core:
        core.take_catalog()
        yield core


def line(**values: Any) -> dict[str, Any]:
    return {
        "url": "https://a.example/1",
        "title": "Rain",
        "body": "It rains.",
        "country": "CL",
        "source": "Paper",
    } | values


def take(core: Core, *lines: dict[str, Any] | bytes) -> tuple[Imported, dict[int, str]]:
    problems: dict[int, str] = {}
    packed = b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines)
    file = io.BytesIO(packed)
    result = import_file(core.library, file, core.paths.user_copy, problems.__setitem__)
    return result, problems


def view(core: Core) -> closing[View]:
    return closing(core.library.view())


def only(core: Core) -> Article:
    with view(core) as v:
        (row,) = v.page(Latest())
        article = v.article(row.id)
    assert article is not None
    return article


def titles(core: Core) -> list[str]:
    with view(core) as v:
        return [row.title for row in v.page(Latest())]


# A line


def test_without_a_country_the_catalogue_tells_whose_press_the_site_is(tmp_path: Path) -> None:
    press = [
        replace(outlet("CL", "Paper"), homepage="https://www.paper.example/news"),
        replace(outlet("CL", "Both"), homepage="https://both.example/cl"),
        replace(outlet("PE", "Both"), homepage="https://both.example/pe"),
    ]
    sites = ("paper.example", "both.example", "other.example")
    with a_core(tmp_path / "p", FakeWorld(press)) as core:
        core.take_catalog()
        lines = [line(country=None, source=site, title=site, url=f"https://{site}/1") for site in sites]
        take(core, *lines)
        with view(core) as v:
            found = {row.title: (row.country, row.outlet) for row in v.page(Latest())}
        again, _ = take(core, *lines)

    assert found == {
        "paper.example": ("CL", "paper.example"),
        "both.example": ("XX", "both.example"),
        "other.example": ("XX", "other.example"),
    }
    assert (again.new, again.skipped) == (0, 3)


def test_an_imported_outlet_is_as_state_controlled_as_the_catalogues_of_its_site(tmp_path: Path) -> None:
    owner = Ownership("SC", "state-controlled", "Monitor, 2023")
    press = [replace(outlet("CN", "Daily"), homepage="https://www.daily.example/", ownership=owner)]
    with a_core(tmp_path / "p", FakeWorld(press)) as core:
        core.take_catalog()
        take(core, line(country="CN", source="africa.daily.example", url="https://africa.daily.example/1"))
        take(core, line(country="CN", source="Other", url="https://other.example/1", title="Snow"))
        with view(core) as v:
            ids = [row.id for row in v.page(Latest())]
        with closing(open_reader(core.paths.database)) as db:
            told = story_lists.told(db, ids)

    assert {one.outlet_name: one.is_state_controlled for one in told} == {"africa.daily.example": True, "Other": False}


def test_the_text_may_be_called_text(core: Core) -> None:
    said = line(text="It rains on.")
    del said["body"]
    take(core, said)
    assert documents.text(only(core).document) == "It rains on."


def test_everything_a_line_says_is_kept(core: Core) -> None:
    said = line(
        id="x-1", lang="es", published="2026-03-01T10:00:00+02:00", image="https://a.example/p.jpg", byline="Ana",
        lead="Rain all week.", starred=True, read=True, tags=["water", " two  words "], note="look\nagain",
    )  # fmt: skip
    assert take(core, said) == (Imported(1, 0, 0, 0), {})
    article = only(core)
    assert article.public_id == "x-1"
    assert (article.row.country, article.row.outlet, article.row.language) == ("CL", "Paper", "es")
    assert article.row.published == NOON - 13 * 86_400 - 4 * 3600
    assert (article.row.image, article.byline, article.original_lead) == (
        "https://a.example/p.jpg",
        "Ana",
        "Rain all week.",
    )
    assert article.row.is_starred and article.row.is_read
    assert (article.tags, article.note) == (("two words", "water"), "look\nagain")
    assert article.document == (Paragraph((Run("It rains."),)),)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"country": "chile"}, "CL"),
        ({"country": "日本"}, "JP"),
        ({"country": "qq"}, "QQ"),
        ({"country": None}, "XX"),
    ],
)
def test_country(values: dict[str, Any], expected: str) -> None:
    assert incoming(json.dumps(line(**values)).encode(), 0, NAMES).country == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2026-03-14T12:00:00Z", NOON),
        ("2026-03-14T12:00", NOON),
        ("2026-03-14T14:00:00.75+02:00", NOON),
        ("2026-03-14", NOON - 12 * 3600),
        (NOON, NOON),
        ("1960-01-01T00:00:00Z", -315_619_200),
        (None, 99),
        ("", 99),
    ],
)
def test_date(published: Any, expected: int) -> None:
    assert incoming(json.dumps(line(published=published)).encode(), 99, NAMES).article.published == expected


def test_html_becomes_a_document_and_is_cleaned() -> None:
    html = '<h2>Now</h2><p onclick="x()">a <a href="/b">b</a> <a href="javascript:x">c</a></p><script>bad()</script>'
    made = incoming(json.dumps(line(html=html)).encode(), 0, NAMES).article.document
    assert made[0] == Heading(2, (Run("Now"),))
    assert "https://a.example/b" in documents.dumps(made)
    assert "javascript" not in documents.dumps(made) and "bad" not in documents.dumps(made)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example/1?x=1&y=2", "https://a.example/1?x=1&y=2"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_kept(given: str, kept: str) -> None:
    article = incoming(json.dumps(line(url=given, image=given)).encode(), 0, NAMES).article
    assert (article.url, article.image) == (kept, kept)


BAD_LINES: list[tuple[bytes, str]] = [
    (b"not json", "not JSON"),
    (b"[1, 2]", "not a JSON object"),
    (b'"text"', "not a JSON object"),
    (b'{"title": "\xff"}', "not UTF-8"),
    (b"[" * 200_000, "not JSON"),
    (b"{}", "neither a title"),
    (b'{"title": 5}', "title is not a text"),
    (b'{"title": "a", "id": 1.5}', "id is neither"),
    (b'{"title": "a", "id": true}', "id is neither"),
    (b'{"title": "a", "published": "yesterday"}', "not ISO 8601"),
    (b'{"title": "a", "published": [1]}', "not ISO 8601"),
    (b'{"title": "a", "published": 1e300}', "out of range"),
    (b'{"title": "a", "published": NaN}', "not ISO 8601"),
    (b'{"title": "a", "country": "Atlantis"}', "country 'Atlantis' is not known"),
    (b'{"title": "a", "tags": {"b": 1}}', "tags are not"),
    (b'{"title": "a", "tags": [1]}', "tags are not"),
    (b'{"title": "a", "english": "no"}', "english is not"),
    (b'{"title": "a", "blocks": [["p", 5]]}', "blocks are not"),
    (b'{"title": "a", "blocks": 5}', "blocks are not"),
]


@pytest.mark.parametrize(("bad", "problem"), BAD_LINES, ids=[problem for _, problem in BAD_LINES])
def test_a_bad_line_is_told_and_the_others_are_taken(core: Core, bad: bytes, problem: str) -> None:
    result, problems = take(core, line(), bad, line(url="https://a.example/2", title="Snow"))
    assert result == Imported(2, 0, 0, 1)
    assert list(problems) == [2] and problem in problems[2]
    assert sorted(titles(core)) == ["Rain", "Snow"]


def test_a_line_without_end_is_passed_over(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LONGEST_LINE", 500)
    result, problems = take(core, line(), line(title="x" * 3000), line(url="https://a.example/2"))
    assert result == Imported(2, 0, 0, 1)
    assert list(problems) == [2] and "longer than" in problems[2]


def test_a_byte_order_mark_and_blank_lines_do_no_harm(core: Core) -> None:
    packed = json.dumps(line()).encode()
    assert take(core, b"\xef\xbb\xbf" + packed, b"", b"  ", b"oops") == (
        Imported(1, 0, 0, 1),
        {4: "it is not JSON (Expecting value: line 1 column 1 (char 0))"},
    )


def test_halves_of_characters_are_replaced(core: Core) -> None:
    take(core, b'{"title": "a\\ud800", "source": "b\\udfff", "tags": ["c\\ud800"], "note": "d\\ud800"}')
    article = only(core)
    assert (article.row.title, article.row.outlet, article.tags, article.note) == ("a?", "b?", ("c?",), "d?")


BLOCKS: list[tuple[str, Any, bool]] = [
    ("paragraph", [["p", "a", ["b", 1, "https://a.example/"]]], True),
    ("unknown tag", [["new", 1, 2]], True),
    ("marks of a later version", [["p", ["a", 4096, ""]]], True),
    ("picture", [["i", "https://a.example/p", "c", "a", 1, 2]], True),
    ("nothing", [[]], False),
    ("number as text", [["p", 1]], False),
    ("number as address", [["p", ["a", 0, 1]]], False),
    ("half a character", [["p", "\ud800"]], False),
    ("level as text", [["h", "2", "a"]], False),
    ("width as text", [["i", "https://a.example/p", "", "", "wide", 0]], False),
    ("picture without an address", [["i"]], False),
    ("code as number", [["c", 5]], False),
    ("not a list", 7, False),
]


@pytest.mark.parametrize(("blocks", "is_one"), [b[1:] for b in BLOCKS], ids=[b[0] for b in BLOCKS])
def test_blocks_are_checked(blocks: Any, is_one: bool) -> None:
    if is_one:
        documents.dumps(checked_document(blocks)).encode()
    else:
        with pytest.raises(LineError):
            checked_document(blocks)


def test_blocks_lose_what_is_not_safe() -> None:
    assert checked_document([
        ["p", ["a", 0, "javascript:x"]],
        ["i", "data:text/html,x", "", "", 0, 0],
        ["e", "file:///x", ""],
        ["i", "https://a.example/p", "", "", 0, 0],
    ]) == (Paragraph((Run("a"),)), Picture("https://a.example/p"))  # fmt: skip


# Known or new


def test_the_same_file_twice_adds_nothing(core: Core) -> None:
    lines = [
        line(id="a", starred=True, note="n", tags=["t"]),
        line(id=7, url="https://a.example/7"),
        line(url="https://a.example/8", published=None),
        {"title": "No address", "body": "at all"},
        {"title": "No address", "body": "but another text"},
    ]
    assert take(core, *lines)[0] == Imported(5, 0, 0, 0)
    assert take(core, *lines)[0] == Imported(0, 0, 5, 0)
    assert len(titles(core)) == 5


def test_given_ids_are_kept(core: Core) -> None:
    ids = ["a", 7, "7", 2**70, -3, "ü"]
    take(core, *(line(id=i, url=f"https://a.example/{n}") for n, i in enumerate(ids)))
    with view(core) as v:
        rows = v.page(Latest())
        assert set(v.public_ids([row.id for row in rows]).values()) == set(ids)


def test_an_id_outweighs_an_address(core: Core) -> None:
    assert take(core, line(id="a"), line(id="b"))[0] == Imported(2, 0, 0, 0)
    moved = line(id="a", url="https://a.example/moved")
    assert take(core, moved)[0].new == 0
    assert take(core, line(title="Rain"))[0] == Imported(0, 0, 1, 0)


def test_a_changed_text_is_taken_over(core: Core) -> None:
    take(core, line(id="a", note="mine"))
    assert take(core, line(id="a", title="Rain stops", body="It was raining all of the week."))[0] == Imported(
        0, 1, 0, 0
    )
    article = only(core)
    assert (article.row.title, article.note) == ("Rain stops", "mine")


def test_addresses_are_compared_without_what_follows_readers(core: Core) -> None:
    take(core, line(url="https://a.example/1?utm_source=x"))
    assert take(core, line(url="https://a.example/1"))[0].new == 0


def test_the_sync_knows_what_was_imported(tmp_path: Path) -> None:
    world = FakeWorld([outlet("CL", "Paper", FEED)], {FEED: rss("Rain", "Snow", site="https://a.example")})
    with a_core(tmp_path / "p", world) as core:
        core.take_catalog()
        take(core, line(url="https://a.example/0", starred=True))
        synced(core)
        assert sorted(titles(core)) == ["Rain", "Snow"]
        with view(core) as v:
            assert [row.title for row in v.page(Saved())] == ["Rain"]


def synced(core: Core) -> None:
    import threading

    from desktop_app.model.events import SyncFinished

    done = threading.Event()
    core.hub.subscribe(lambda event: done.set() if isinstance(event, SyncFinished) else None)
    core.start(sync_at_once=False)
    core.library.sync_all(None)
    assert done.wait(10)


def test_another_stores_number_is_not_ours(tmp_path: Path) -> None:
    """The plain copy of one store, taken into another: its article 1 is not this store's article 1."""
    world = FakeWorld([outlet("CL", "Paper", FEED)], {FEED: rss("Ours", site="https://ours.example")})
    with a_core(tmp_path / "p", world) as core:
        core.take_catalog()
        synced(core)
        theirs = line(id=1, url="https://theirs.example/1", title="Theirs", starred=True)
        assert take(core, theirs)[0] == Imported(1, 0, 0, 0)
        assert take(core, theirs)[0] == Imported(0, 0, 1, 0)
        with view(core) as v:
            ids = v.public_ids([row.id for row in v.page(Latest())])
            assert {row.title: row.is_starred for row in v.page(Latest())} == {"Ours": False, "Theirs": True}
        assert min(map(str, ids.values())) == "1" and len(set(ids.values())) == 2


# Where they come from


def test_an_imported_source_is_never_fetched(tmp_path: Path) -> None:
    world = FakeWorld([outlet("CL", "Other", FEED)], {FEED: rss("Snow")})
    with a_core(tmp_path / "p", world) as core:
        core.take_catalog()
        take(core, line(source="Nowhere Times"))
        with view(core) as v:
            core.library.switch(v.find_outlet("Nowhere Times"), is_on=True).result()
            assert [h.outlet_name for h in v.health()] == ["Other"]
            assert [row.outlet for row in v.page(FromCountry(CountryCode("CL")))] == ["Nowhere Times"]
        synced(core)
    assert world.asked == [FEED]


def test_a_known_source_is_the_same(tmp_path: Path) -> None:
    with a_core(tmp_path / "p", FakeWorld([outlet("CL", "Paper", FEED)])) as core:
        core.take_catalog()
        take(core, line(source="Paper"), line(source=None, url="https://www.b.example/2"))
        with view(core) as v:
            assert v.find_outlet("Paper") == "CL/paper"
            assert v.find_outlet("b.example") == "CL/b-example"


def test_undated_articles_stand_in_the_files_order(core: Core) -> None:
    take(core, *(line(url=f"https://a.example/{n}", title=f"{n}") for n in range(5)))
    assert titles(core) == ["0", "1", "2", "3", "4"]


def test_imported_articles_are_found_at_once(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "INDEX_AT_ONCE", 3)
    monkeypatch.setattr(importing, "AT_ONCE", 4)
    take(core, *(line(url=f"https://a.example/{n}", title=f"Nr {n}", body=f"word{n}") for n in range(11)))
    with view(core) as v:
        assert [len(v.search(f"word{n}", 50)) for n in (0, 7, 9)] == [1, 1, 1]


# The plain copy


def test_the_plain_copy_restores_what_the_user_did(tmp_path: Path) -> None:
    world = FakeWorld([outlet("CL", "Paper", FEED)], {FEED: rss("One", "Two", "Three", "Four")})
    with a_core(tmp_path / "old", world) as old:
        old.take_catalog()
        synced(old)
        with view(old) as v:
            one, two, three, _ = (row.id for row in v.page(Latest()))
        library = old.library
        for done in (
            library.star([one, two], is_starred=True),
            library.set_tag(one, "water", is_set=True),
            library.set_note(one, "first"),
            library.set_note(one, "second"),
            library.star([two], is_starred=False),
            library.mark_read([three], is_read=True),
        ):
            done.result()
    with a_core(tmp_path / "new") as new:
        new.take_catalog()
        with old.paths.user_copy.open("rb") as file:
            import_file(new.library, file, new.paths.user_copy, lambda *_: pytest.fail("a bad line"))
        with view(new) as v:
            articles = {row.title: v.article(row.id) for row in v.page(Latest())}
        assert articles.keys() == {"One", "Two", "Three"}
        first, second, third = articles["One"], articles["Two"], articles["Three"]
        assert first is not None and second is not None and third is not None
        assert (first.row.is_starred, first.tags, first.note) == (True, ("water",), "second")
        assert documents.text(first.document) == "What One is about."
        assert not second.row.is_starred
        assert third.row.is_read and not first.row.is_read
    assert len(new.paths.user_copy.read_text(encoding="utf-8").splitlines()) == 2  # of One and Three


def test_an_import_takes_no_mark_away(core: Core) -> None:
    take(core, line(id="a", starred=True, read=True, tags=["mine"], note="my note"))
    take(core, line(id="a", starred=False, read=False, tags=["theirs"], note="their note"))
    article = only(core)
    assert article.row.is_starred and article.row.is_read
    assert (article.tags, article.note) == (("mine", "theirs"), "my note\n\ntheir note")


def test_what_went_out_comes_back_the_same(core: Core, tmp_path: Path) -> None:
    english = {"title": "Rain!", "lead": "It.", "blocks": [["p", "a"]], "engine": "e 1"}
    html = "<h2>T</h2><p>a <b>b</b></p><ul><li>c</li></ul>"
    marks = {"starred": True, "tags": ["x"], "note": "n"}
    take(
        core,
        line(id="a", lang="es", html=html, published="2026-01-02T03:04:05Z", byline="Ana", english=english, **marks),
        line(id=7, url="https://a.example/7", published="1999-01-01"),
        line(url="https://a.example/8", title="Own id", published="2001-01-01", read=True),
    )
    with view(core) as v:
        before = [v.article(row.id) for row in v.page(Latest())]
    out = b"\n".join(json_line(a).encode() for a in before if a is not None)
    assert take(core, out)[0] == Imported(0, 0, 3, 0)
    with a_core(tmp_path / "other") as other:
        other.take_catalog()
        assert take(other, out)[0] == Imported(3, 0, 0, 0)
        with view(other) as v:
            after = [v.article(row.id) for row in v.page(Latest())]
    assert [json_line(a) for a in after if a is not None] == out.decode().split("\n")
    assert before[0] is not None and before[0].translation is not None
