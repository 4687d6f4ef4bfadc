"""Formats and fields: each feed of tests/data/feeds, field by field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.feeds.as_json import feed_json
from desktop_app.feeds.parser import parse
from desktop_app.model.errors import ParseError, ParseProblem
from desktop_app.model.feed import Entry

DATA = Path(__file__).parents[2] / "data" / "feeds"
URL = "https://feeds.example/all"


def read(name: str) -> dict[str, Any]:
    return feed_json(parse((DATA / name).read_bytes(), URL))


FEEDS = [
    ("rss2.xml", "title", "Harbour Gazette"),
    ("rss2.xml", "language", "en-KE"),
    ("rss2.xml", "homepage", "https://gazette.example/"),
    ("rss2.xml", "refresh_s", 45 * 60),
    ("rss1.rdf", "title", "Bergbote"),
    ("rss1.rdf", "language", "de"),
    ("rss1.rdf", "refresh_s", 6 * 3600),
    ("atom1.xml", "title", "Le Phare"),
    ("atom1.xml", "language", "fr-FR"),
    ("atom1.xml", "homepage", "https://phare.example/"),
    ("atom1.xml", "refresh_s", None),
    ("atom03.xml", "title", "Old Oak"),
    ("rss091.xml", "language", "en-US"),
    ("feed11.json", "title", "Json Journal"),
    ("feed11.json", "language", "pt-BR"),
]


@pytest.mark.parametrize(("name", "field", "expected"), FEEDS)
def test_fields_of_feeds(name: str, field: str, expected: object) -> None:
    assert read(name)[field] == expected


ENTRIES = [
    ("rss2.xml", 0, "id", "gazette-1"),
    ("rss2.xml", 0, "title", "Ferries & trains return"),
    ("rss2.xml", 0, "url", "https://gazette.example/news/ferries?utm_source=rss"),
    ("rss2.xml", 0, "published", "2024-03-15T07:11:12+00:00"),
    ("rss2.xml", 0, "author", "Ada Njeri"),
    ("rss2.xml", 0, "summary", "Short."),
    ("rss2.xml", 0, "content", '<p>The whole story of the ferries.</p><img src="/pics/inside.jpg">'),
    (
        "rss2.xml",
        0,
        "images",
        [
            "https://cdn.gazette.example/wide.jpg",
            "https://gazette.example/pics/inside.jpg",
            "https://cdn.gazette.example/small.jpg",
        ],
    ),
    ("rss2.xml", 0, "image", "https://cdn.gazette.example/wide.jpg"),
    (
        "rss2.xml",
        0,
        "enclosures",
        [
            {"url": "https://gazette.example/sound.mp3", "type": "audio/mpeg"},
            {"url": "https://cdn.gazette.example/wide.jpg", "type": ""},
        ],
    ),
    ("rss1.rdf", 0, "id", "https://berg.example/1"),
    ("rss1.rdf", 0, "url", "https://berg.example/1"),
    ("rss1.rdf", 0, "published", "2024-05-02T06:00:00+00:00"),
    ("rss1.rdf", 0, "author", "Uta Alm"),
    ("rss1.rdf", 0, "summary", "Es schneit."),
    ("atom1.xml", 0, "id", "tag:phare.example,2024:1"),
    ("atom1.xml", 0, "title", "L’été arrive"),
    ("atom1.xml", 0, "url", "https://phare.example/articles/ete"),
    ("atom1.xml", 0, "published", "2024-06-20T07:30:00+00:00"),
    ("atom1.xml", 0, "updated", "2024-06-21T07:30:00+00:00"),
    ("atom1.xml", 0, "summary", "Un résumé."),
    ("atom1.xml", 0, "content", "<p>Le <b>texte</b> entier, plus long.</p><br>"),
    ("atom1.xml", 0, "language", "br"),
    ("atom1.xml", 0, "author", "Rédaction"),
    ("atom1.xml", 0, "images", ["https://phare.example/photos/mer.jpg"]),
    ("atom1.xml", 1, "title", "1 < 2"),
    ("atom1.xml", 1, "published", "2024-06-22T07:30:00+00:00"),
    ("atom1.xml", 1, "author", "Yann"),
    ("atom03.xml", 0, "title", "Roots & leaves"),
    ("atom03.xml", 0, "published", "2003-12-13T12:29:29+00:00"),
    ("atom03.xml", 0, "content", "<p>The oak.</p>"),
    ("rss091.xml", 0, "published", None),
    ("rss091.xml", 0, "id", None),
    ("rss091.xml", 0, "summary", "One & only."),
    ("rss091.xml", 1, "url", "http://plain.example/2"),
    ("rss091.xml", 1, "author", "desk@plain.example (Sam Poe)"),
    ("rss091.xml", 1, "byline", "Sam Poe"),
    ("feed11.json", 0, "id", "7"),
    ("feed11.json", 0, "url", "https://json.example/sete"),
    ("feed11.json", 0, "published", "2024-02-01T13:00:00+00:00"),
    ("feed11.json", 0, "author", "Rui, Ana"),
    (
        "feed11.json",
        0,
        "images",
        ["https://json.example/capa.jpg", "https://json.example/faixa.jpg", "https://json.example/foto.png"],
    ),
    ("feed11.json", 0, "enclosures", [{"url": "https://json.example/a.mp3", "type": "audio/mpeg"}]),
    ("feed11.json", 1, "url", "https://json.example/oito"),
    ("feed11.json", 1, "content", "<p>a &lt; b</p><p>segundo</p>"),
]


@pytest.mark.parametrize(("name", "position", "field", "expected"), ENTRIES)
def test_fields_of_entries(name: str, position: int, field: str, expected: object) -> None:
    assert read(name)["entries"][position][field] == expected


NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def item(inside: str) -> Entry:
    """The one entry of an RSS feed whose item holds this."""
    feed = f"<rss {NAMESPACES}><channel><link>https://site.example/</link><item>{inside}</item></channel></rss>"
    return parse(feed.encode(), URL).entries[0]


PROXIED = "<link>http://proxy.example/1</link><feedburner:origLink>https://site.example/1</feedburner:origLink>"


@pytest.mark.parametrize(
    ("name", "inside", "field", "expected"),
    [
        ("link of Atom", "<title>t</title><atom:link href='/x'/>", "url", "https://site.example/x"),
        ("guid as link", "<guid>https://site.example/g</guid>", "url", "https://site.example/g"),
        ("guid that is no link", "<guid isPermaLink='false'>https://site.example/g</guid>", "url", ""),
        ("original link", PROXIED,
         "url", "https://site.example/1"),
        ("the proxy's link is kept", PROXIED,
         "given_link", "http://proxy.example/1"),
        ("base of the item", "<title>t</title>", "base_url", "https://site.example/"),
        ("fuller description", "<description>Long and full</description><content:encoded>Short</content:encoded>",
         "content", "Long and full"),
        ("text of a video", "<media:group><media:description>Words</media:description></media:group>",
         "summary", "Words"),
        ("text of a film", "<media:group><media:description type='plain'>Words</media:description></media:group>",
         "summary", "Words"),
        ("title in base64", "<title mode='base64'>RXhhbXBsZSA8Yj5BdG9tPC9iPg==</title>", "title", "Example Atom"),
        ("title in base64, as Atom has it", "<title type='application/octet-stream'>RXhhbXBsZQ==</title>",
         "title", "Example"),
        ("broken base64", "<title mode='base64'>Not really</title>", "title", "Not really"),
        ("title of XHTML", "<title type='xhtml'><div>safe<script>x()</script><style>b {}</style> words</div></title>",
         "title", "safe words"),
        ("HTML without escapes", "<description>a <b>bold</b> word</description>", "summary", "a <b>bold</b> word"),
        ("date in words of another field", "<title>t</title><pubDate>soon</pubDate><dc:date>2024-01-02</dc:date>",
         "published", 1704153600),
        ("language of the item", "<title>t</title><dc:language>sw</dc:language>", "language", "sw"),
        ("authors", "<title>t</title><dc:creator>Ada</dc:creator><dc:creator>Bo</dc:creator>", "author", "Ada, Bo"),
        ("author of iTunes", "<title>t</title><itunes:author>Cleo</itunes:author>", "author", "Cleo"),
        ("picture of iTunes", "<title>t</title><itunes:image href='/i.jpg'/>",
         "images", ("https://site.example/i.jpg",)),
        ("picture element", "<title>t</title><image><url>/i.jpg</url></image>",
         "images", ("https://site.example/i.jpg",)),
        ("picture enclosure", "<title>t</title><enclosure url='/i' type='image/png'/>",
         "images", ("https://site.example/i",)),
        ("group of media", "<title>t</title><media:group><media:content url='/g.jpg' type='image/jpeg'/></media:group>",
         "images", ("https://site.example/g.jpg",)),
        ("film is no picture", "<title>t</title><media:content url='/f.mp4' type='video/mp4'/>", "images", ()),
    ],
)  # fmt: skip
def test_habits_of_feeds(name: str, inside: str, field: str, expected: object) -> None:
    assert getattr(item(inside), field) == expected, name


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("0.90", '<rdf:RDF xmlns:rdf="RDF" xmlns="http://my.netscape.com/rdf/simple/0.9/">{}</rdf:RDF>'),
        ("0.92", '<rss version="0.92"><channel>{}</channel></rss>'),
        ("0.93", '<rss version="0.93" xmlns="http://backend.userland.com/rss2"><channel>{}</channel></rss>'),
        ("0.94", '<rss version="0.94" xmlns="http://backend.userland.com/rss"><channel>{}</channel></rss>'),
        ("1.0 without a channel", '<rdf:RDF xmlns:rdf="RDF" xmlns="http://purl.org/rss/1.0/">{}</rdf:RDF>'),
        ("2.0 in capitals", "<RSS><CHANNEL>{}</CHANNEL></RSS>"),
        ("a bare channel", "<channel>{}</channel>"),
        ("a namespace of its own", '<rss xmlns="http://site.example/rss"><channel>{}</channel></rss>'),
    ],
)  # fmt: skip
def test_versions_of_rss(name: str, root: str) -> None:
    root = root.replace('RDF"', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#"')
    body = root.format("<item><title>One</title><link>https://a.example/1</link></item>")
    (entry,) = parse(body.encode(), URL).entries
    assert (entry.title, entry.url) == ("One", "https://a.example/1"), name


@pytest.mark.parametrize("namespace", ["http://example.com/necho", "http://purl.org/echo/", "http://purl.org/pie/"])
def test_atom_under_names_it_had_before_it_was_named(namespace: str) -> None:
    body = f"<feed xmlns='{namespace}'><title>All</title><entry><title>One</title><link href='/1'/></entry></feed>"
    feed = parse(body.encode(), URL)
    assert (feed.title, feed.entries[0].title, feed.entries[0].url) == ("All", "One", "https://feeds.example/1")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", ParseProblem.EMPTY),
        (b" \n\x00", ParseProblem.EMPTY),
        (b"\xef\xbb\xbf", ParseProblem.EMPTY),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", ParseProblem.NOT_A_FEED),
        (b"<html><body><pre>&lt;rss&gt;&lt;item&gt;</pre></body></html>", ParseProblem.NOT_A_FEED),
        (b"<opml><body/></opml>", ParseProblem.NOT_A_FEED),
        (b"just words", ParseProblem.NOT_A_FEED),
        (b"\x89PNG\r\n\x1a\n", ParseProblem.NOT_A_FEED),
        (b'{"error": "no"}', ParseProblem.NOT_A_FEED),
        (b"[1, 2]", ParseProblem.NOT_A_FEED),
        (b'{"items": [', ParseProblem.NOT_READABLE),
        (b'{"items":' + b"[" * 200_000, ParseProblem.TOO_DEEP),
    ],
)
def test_what_is_no_feed(body: bytes, problem: ParseProblem) -> None:
    with pytest.raises(ParseError) as raised:
        parse(body, URL)
    assert raised.value.problem == problem


def test_a_feed_without_entries_is_a_feed() -> None:
    feed = parse(b"<rss><channel><title>Quiet</title></channel></rss>", URL)
    assert (feed.title, feed.entries) == ("Quiet", ())
