from __future__ import annotations

import json

import pytest

from desktop_app.feeds.markup import CONTENT_LIMIT
from desktop_app.feeds.parser import parse
from desktop_app.feeds.parts import PART, WHOLE, parts
from desktop_app.feeds.text import TITLE_LIMIT
from desktop_app.feeds.xml_feed import ENTRY_LIMIT
from desktop_app.model.errors import ParseError, ParseProblem

URL = "https://a.example/feed"
HEAD = (
    '<rss version="2.0" xmlns:x="urn:x"><channel><title>T</title><link>https://a.example/</link><language>es</language>'
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/"><title>T</title>'


def item(number: int, size: int = 10_000, tag: str = "item") -> str:
    return (
        f"<{tag}><title>t{number}</title><link href='/{number}'>/{number}</link><summary>{'x' * size}</summary></{tag}>"
    )


def large(size: int = 10_000, number: int = 400) -> str:
    return HEAD + "".join(item(i, size) for i in range(number)) + "</channel></rss>"


def test_an_ordinary_feed_is_one_part() -> None:
    xml = HEAD + item(1) + "</channel></rss>"
    assert list(parts(xml)) == [xml]


def test_a_large_feed_is_read_whole_in_parts_of_bounded_size() -> None:
    found = list(parts(large()))
    assert len(found) > 5
    assert max(map(len, found)) < 2 * PART + 1_000
    feed = parse(large().encode(), URL)
    assert [e.title for e in feed.entries] == [f"t{i}" for i in range(400)]
    assert (feed.title, feed.language, feed.is_cut) == ("T", "es", False)
    assert feed.entries[399].url == "https://a.example/399"


def test_what_the_beginning_says_holds_for_all_parts() -> None:
    xml = ATOM + "".join(item(i, tag="entry") for i in range(400)) + "</feed>"
    assert [e.url for e in parse(xml.encode(), URL).entries] == [f"https://b.example/{i}" for i in range(400)]


def test_a_huge_entry_is_cut_and_its_neighbours_are_not() -> None:
    xml = HEAD + item(0) + item(1, 3 * WHOLE) + item(2) + "</channel></rss>"
    feed = parse(xml.encode(), URL)
    assert [e.title for e in feed.entries] == ["t0", "t1", "t2"]
    assert len(feed.entries[1].content or feed.entries[1].summary) <= CONTENT_LIMIT


def test_the_cap_of_entries_holds_over_parts() -> None:
    feed = parse(large(700, ENTRY_LIMIT + 500).encode(), URL)
    assert (len(feed.entries), feed.is_cut) == (ENTRY_LIMIT, True)


@pytest.mark.parametrize("junk", ["<a/>" * 600_000, "<a " + "b='' " * 600_000, "& " * 900_000, "<a>" * 600_000])
def test_junk_of_any_kind_costs_a_part_at_most(junk: str) -> None:
    feed = parse((HEAD + item(0) + item(1) + junk).encode(), URL)
    assert [e.title for e in feed.entries] == ["t0", "t1"]


def test_a_title_that_does_not_end_is_cut_and_not_lost() -> None:
    feed = parse((HEAD + item(0) + "<item><title>" + "word " * 700_000).encode(), URL)
    assert [e.title[:4] for e in feed.entries] == ["t0", "word"]
    assert len(feed.entries[1].title) <= TITLE_LIMIT


def test_a_text_behind_100_000_boxes_is_read() -> None:
    boxes = "&lt;div&gt;" * 100_000
    xml = f"{HEAD}<item><title>t0</title><description>{boxes}hello</description></item></channel></rss>"
    (entry,) = parse(xml.encode(), URL).entries
    assert (entry.content or entry.summary).endswith("hello")


def test_large_without_an_entry() -> None:
    assert parse((HEAD + "<a/>" * 600_000).encode(), URL).entries == ()


def test_json_of_too_many_values() -> None:
    with pytest.raises(ParseError) as caught:
        parse(b'{"items":[' + b"{}," * 600_000 + b"{}]}", URL)
    assert caught.value.problem is ParseProblem.NOT_READABLE


def test_json_of_many_long_texts() -> None:
    items = [{"id": str(i), "title": f"t{i}", "content_text": "one, two, " * 1_000} for i in range(100)]
    assert len(parse(json.dumps({"items": items}).encode(), URL).entries) == 100
