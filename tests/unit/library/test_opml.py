"""OPML in and out."""

from __future__ import annotations

import pytest

from desktop_app.library import opml
from desktop_app.library.opml import ListedFeed
from desktop_app.model.country import CountryCode
from desktop_app.model.errors import UsageError
from tests.support.world import COUNTRIES, outlet

NESTED = b"""<?xml version="1.0"?>
<!-- exported -->
<opml version="1.0"><head><title>Mine</title></head><body>
  <outline text="Europe">
    <outline text="France">
      <outline type="rss" text="Le Jour" xmlUrl="https://jour.example/feed" htmlUrl="https://jour.example/"
               language="fr-FR"/>
    </outline>
    <outline title="Deutschland">
      <outline title="Die Woche" text="woche" XMLURL=" https://woche.example/rss "/>
    </outline>
  </outline>
  <outline text="jp"><outline text="Asahi" xmlUrl="https://asahi.example/rss"/></outline>
  <outline text="Technology"><outline text="Bits" xmlUrl="https://bits.example/rss"/></outline>
  <outline text="Bits again" xmlUrl="https://bits.example/rss"/>
  <outline text="an empty folder"/>
</body></opml>"""


def feed(url: str, *folders: str, name: str = "") -> ListedFeed:
    return ListedFeed(url, name, "", "", folders)


def test_reads_nested_folders() -> None:
    assert opml.read(NESTED) == (
        ListedFeed("https://jour.example/feed", "Le Jour", "https://jour.example/", "fr-FR", ("Europe", "France")),
        ListedFeed("https://woche.example/rss", "Die Woche", "", "", ("Europe", "Deutschland")),
        ListedFeed("https://asahi.example/rss", "Asahi", "", "", ("jp",)),
        ListedFeed("https://bits.example/rss", "Bits", "", "", ("Technology",)),
    )


def test_folders_tell_the_country() -> None:
    placed = opml.place(opml.read(NESTED), COUNTRIES, None)
    assert [p.country for p in placed] == ["FR", "DE", "JP", None]
    assert opml.place((feed("https://a.example/", "Tech"),), COUNTRIES, CountryCode("CL"))[0].country == "CL"
    innermost = opml.place((feed("https://a.example/", "France", "Chile", "Tech"),), COUNTRIES, None)
    assert innermost[0].country == "CL"


@pytest.mark.parametrize("content", [b"", b"hello", b"<html><body/></html>", b"\x00\x01"])
def test_what_is_no_opml_is_refused(content: bytes) -> None:
    with pytest.raises(UsageError, match="not OPML"):
        opml.read(content)


def test_entities_lead_nowhere() -> None:
    secret = b"""<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
    <opml><body><outline text="&b;"><outline text="A" xmlUrl="https://a.example/"/>&x;</outline></body></opml>"""
    (only,) = opml.read(secret)
    assert only.url == "https://a.example/"
    assert "root" not in repr(only)


def test_a_broken_file_gives_what_can_be_read() -> None:
    broken = b'<opml><body><outline text="A & B" xmlUrl="https://a.example/?x&y"/>'
    assert [f.url.startswith("https://a.example/") for f in opml.read(broken)] == [True]


def test_what_is_written_is_read_again() -> None:
    outlets = [
        outlet("FR", 'Le "Jour" & Nuit', "https://jour.example/feed?a=1&b=2", language="fr"),
        outlet("FR", "B\x0b", "https://b.example/"),
    ]
    made = opml.read(opml.write("Mine", [("France", outlets)]))
    assert [(f.name, f.url, f.language, f.folders) for f in made] == [
        ('Le "Jour" & Nuit', "https://jour.example/feed?a=1&b=2", "fr", ("France",)),
        ("B", "https://b.example/", "en", ("France",)),
    ]


def test_an_outlet_gets_a_name_that_is_free() -> None:
    code = CountryCode("FR")
    first = opml.outlet(feed("https://www.jour.example/rss"), code, {})
    assert (first.name, first.key, first.origin) == ("jour.example", "FR/jour-example", "user")
    second = opml.outlet(feed("https://www.jour.example/sport"), code, {first.key: first})
    assert second.name == "jour.example (jour.example/sport)"
    third = opml.outlet(feed("https://www.jour.example/sport?2"), code, {first.key: first, second.key: second})
    assert len({first.key, second.key, third.key}) == 3


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "javascript:alert(1)", "jour.example/feed", "ftp://a.example/"]
)
def test_an_address_that_is_none_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="not a web address"):
        opml.outlet(feed(url), CountryCode("FR"), {})
