"""Reads the demo's feeds with nothing but a JSON and an XML parser, so that the feeds are tested by their formats."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree, html

from desktop_app.demo.world import DemoFetcher, DemoWorld
from desktop_app.model.fetch import NO_VALIDATORS, Fetched

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(frozen=True)
class Row:
    country: str
    language: str
    url: str
    homepage: str


@dataclass(frozen=True)
class Item:
    row: Row
    url: str
    title: str
    lead: str
    body: str  # HTML, "" where the feed has none
    date: datetime | None
    image: str

    def texts(self) -> list[str]:
        """What a translator is given: each text of the body, whole."""
        if not self.body:
            return [self.title, self.lead]
        tree = html.fromstring(f"<div>{self.body}</div>")
        parts = ["".join(map(str, e.itertext())) for e in tree.iter("p", "h2", "li", "figcaption")]
        return [self.title, self.lead, *parts]


def rows(world: DemoWorld) -> list[Row]:
    with world.catalog_csv.open(encoding="utf-8", newline="") as file:
        return [Row(r["iso2"], r["language"], r["feed_url"], r["homepage"]) for r in csv.DictReader(file)]


def fetched(world: DemoWorld, url: str) -> Fetched:
    answer = DemoFetcher(world).fetch(url, NO_VALIDATORS)
    assert isinstance(answer, Fetched)
    return answer


def items(world: DemoWorld) -> list[Item]:
    return [item for row in rows(world) for item in items_of(row, fetched(world, row.url).body)]


def items_of(row: Row, body: bytes) -> list[Item]:
    if row.url.endswith(".json"):
        return [_json_item(row, item) for item in json.loads(body)["items"]]
    root = etree.fromstring(body)
    found = [e for e in root.iter() if isinstance(e.tag, str) and etree.QName(e).localname in ("item", "entry")]
    return [_xml_item(row, e) for e in found]


def _json_item(row: Row, item: dict[str, str]) -> Item:
    date = datetime.fromisoformat(item["date_published"]) if "date_published" in item else None
    return Item(row, item["url"], item["title"], item["summary"], item["content_html"], date, item.get("image", ""))


def _xml_item(row: Row, element: etree._Element) -> Item:
    parts = {etree.QName(child).localname: child for child in element if child.tag != CONTENT}
    date = parts.get("pubDate", parts.get("date", parts.get("published")))
    when = None
    if date is not None and date.text:
        when = parsedate_to_datetime(date.text) if "," in date.text else datetime.fromisoformat(date.text)
    body = element.find(CONTENT)
    lead = parts.get("description", parts.get("summary"))
    attached = element.find("{http://search.yahoo.com/mrss/}content")
    image = attached if attached is not None else parts.get("enclosure")
    atom_body = parts.get("content")
    html_text = body.text if body is not None else atom_body.text if atom_body is not None else ""
    link = parts["link"].get("href") or parts["link"].text
    assert link and lead is not None and lead.text and parts["title"].text
    return Item(
        row,
        link,
        parts["title"].text,
        lead.text,
        html_text or "",
        when,
        (image.get("url") or "") if image is not None else "",
    )
