"""
The kept blocks -> a document, from the page's own tree, so that lists, tables, links and marks are as they were.

Pictures that stand among the kept text come with their captions; those of teasers and adverts, which lead elsewhere, do
not. Everything goes through ``html_document``, the one place that decides what may be in a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from desktop_app.extract.html_document import DocumentBuilder, finished
from desktop_app.extract.page.blocks import Block
from desktop_app.extract.page.captions import captions, is_marked, set_apart
from desktop_app.extract.page.features import worth
from desktop_app.extract.page.tables import arranges
from desktop_app.extract.pictures import picture_of
from desktop_app.model.document import Document

_PICTURES = frozenset(("img", "amp-img"))
_EMBEDS = frozenset(("iframe", "video", "audio", "amp-youtube", "amp-video", "amp-iframe", "embed", "object"))
_EMBED_HOSTS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|twitter\.com|x\.com|instagram\.com"
    r"|tiktok\.com"
    r"|facebook\.com|soundcloud\.com|spotify\.com|datawrapper\.de|dwcdn\.net|flourish\.studio|infogram\.com"
    r"|rumble\.com|bsky\.app"
    r"|ted\.com|bbc\.co\.uk|brightcove\.net|jwplayer\.com|rutube\.ru|vk\.com|bilibili\.com|google\.com"
    r"|openstreetmap\.org|scribd\.com|documentcloud\.org|podbean\.com|acast\.com|megaphone\.fm|t\.me|telegram\.org)$"
)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])", re.IGNORECASE)
_NO_CONTENT = re.compile(
    r"avatar|author|byline|logo\b|icon|share(?!able)|social|related|recommend|teaser|promo|advert|\bads?\b|newsletter|sponsor"
    r"|emoji|gravatar|badge|button|sprite|pixel|spacer|blank\.gif|comment|sidebar|most-?read|footer|read-?more|also",
    re.IGNORECASE,
)
_HEADING_NAME = re.compile(
    r"sub-?(?:head|title)|crosshead|inter-?(?:line|title|titre)|zwischen-?(?:titel|zeile|ueberschrift)|mellomtittel"
    r"|mellanrubrik|ladillo|h[2-4]\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 110  # characters
_RUNNING = 70  # characters of the text before and after
_NO_HEADING_END = (".", ",", ";", ":", "…", "。", "、", "：", "؛", "।", ")")
_MOST_CAPTION = 900  # characters
_EMPTY = re.compile(r"placeholder|(?:blank|spacer|transparent|1x1)(?:[-_][^/]{0,60})?\.(?:gif|png)", re.IGNORECASE)
_RATIOS = {(16, 9), (9, 16), (4, 3), (3, 4), (3, 2), (2, 3), (5, 4), (2, 1), (21, 9)}
_MOST_COPIES = 3  # of one picture: for scripts, for none, for a click
_SMALL = 100  # pixels, where the page says so: a sign, not a picture
_OF_TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_STRUCTURE = frozenset((
    "ul", "ol", "li", "table", "tr", "td", "th", "thead", "tbody", "tfoot", "blockquote", "pre", "p", "h1", "h2",
    "h3", "h4", "h5", "h6",
    "a", "b", "strong", "i", "em", "cite", "var", "dfn", "code", "tt", "kbd", "samp", "sub", "sup", "dl", "dt",
    "dd", "menu", "dir",
))  # fmt: skip


class Emitter:
    """Makes the document of one page. ``blocks`` are those that are kept."""

    def __init__(
        self, body: html.HtmlElement, blocks: Sequence[Block], base_url: str, title: html.HtmlElement | None = None
    ) -> None:
        self._body = body
        self._title = title
        self._base_url = base_url
        self._text = {node for block in blocks for node in block.nodes}
        self._needed: set[html.HtmlElement] = set()
        for block in blocks:
            self._need(block.element)
            for element, is_tail in block.nodes:
                around = element.getparent() if is_tail else element
                if around is not None:
                    self._need(around)
        self._last: tuple[html.HtmlElement | None, list[str]] = (None, [])  # round the picture before, and its words
        self._shown: set[str] = set()  # addresses of pictures
        self._arranging: dict[html.HtmlElement, bool] = {}
        self._headings = _unmarked_headings(blocks)
        self._islands: dict[
            html.HtmlElement, html.HtmlElement
        ] = {}  # element without kept text: the picture or embed in it
        self._find_islands()

    def document(self) -> Document:
        builder = DocumentBuilder(self._base_url)
        walker = etree.iterwalk(self._body, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if element in self._islands:
                    self._emit_island(builder, element, self._islands[element])
                    walker.skip_subtree()
                elif element in self._needed:
                    builder.start(self._tag(element), _attributes(element))
                    if element.text and (element, False) in self._text:
                        builder.data(element.text)
                elif element.tag == "br" and element.getparent() in self._needed:
                    builder.start("br", {})
                    builder.end()
                else:
                    walker.skip_subtree()
                continue
            if element in self._needed and element not in self._islands:
                builder.end()
            if element.tail and (element, True) in self._text:
                builder.data(element.tail)
        return finished(builder)

    def _tag(self, element: html.HtmlElement) -> str:
        if element in self._headings:
            return "h3"
        if element.tag not in _OF_TABLES:
            return _plain_tag(element)
        table = element if element.tag == "table" else next(element.iterancestors("table"), None)
        if table is None:
            return "div"
        if table not in self._arranging:
            self._arranging[table] = arranges(table)
        return "div" if self._arranging[table] else str(element.tag)

    def _need(self, element: html.HtmlElement) -> None:
        current: html.HtmlElement | None = element
        while current is not None and current not in self._needed:
            self._needed.add(current)
            if current is self._body:
                return
            current = current.getparent()

    def _find_islands(self) -> None:
        """Pictures and embeds between the first kept text and the last, and those just before the first."""
        if not self._text:
            return
        order = list(self._body.iter())
        place = {element: index for index, element in enumerate(order)}
        kept = sorted(place[element] for element, _ in self._text if element in place)
        if not kept:
            return
        first, last = kept[0], kept[-1]
        begin = place.get(self._title, first) if self._title is not None else first
        holder = self._holder()
        for element in list(self._body.iter(*_PICTURES, *_EMBEDS)):
            at = place[element]
            if element in self._needed or at > last + 12:
                continue
            if at < min(first, begin) and not (holder is not None and _is_inside(element, holder)):
                continue
            island = self._island(element)
            if island is not None and island not in self._islands and self._is_content(element, island):
                self._islands[island] = element
                self._need(island)

    def _holder(self) -> html.HtmlElement | None:
        """The smallest element round most of the text, one up: pictures above the text are its own only inside it."""
        weights: dict[html.HtmlElement, int] = {}
        total = 0
        for element, is_tail in self._text:
            size = len((element.tail if is_tail else element.text) or "")
            total += size
            current = element.getparent() if is_tail else element
            while current is not None:
                weights[current] = weights.get(current, 0) + size
                current = current.getparent()
        inner = [element for element, weight in weights.items() if weight >= 0.8 * total]
        if not inner:
            return None
        smallest = max(inner, key=_depth)
        up = smallest
        for _ in range(2):
            parent = up.getparent()
            if parent is None or parent.tag in ("body", "html"):
                break
            up = parent
        return up

    def _island(self, element: html.HtmlElement) -> html.HtmlElement | None:
        """The figure round it, else the largest element round it without kept text that holds little else."""
        figure = self._figure(element)
        if figure is not None:
            return figure
        island = element
        current = element.getparent()
        while current is not None and current not in self._needed and current is not self._body:
            if current.tag == "figure":
                return current
            if self._several(current) and current.tag not in ("picture", "a", "figure"):
                break
            island = current
            current = current.getparent()
        return island

    @staticmethod
    def _several(element: html.HtmlElement) -> bool:
        """Whether it holds more than one picture: copies of one stand together and are described alike."""
        return len({(one.get("alt") or one, one.getparent()) for one in element.iter(*_PICTURES)}) > 1

    def _figure(self, element: html.HtmlElement) -> html.HtmlElement | None:
        """The figure round it, if it is of this picture: without text of the article, and without a second picture."""
        figure = next(element.iterancestors("figure"), None)
        if figure is None or figure in self._needed:
            return None
        others = len(list(figure.iter("img"))) > _MOST_COPIES or len(list(figure.iter("figcaption"))) > 1
        return None if others else figure

    def _is_content(self, element: html.HtmlElement, island: html.HtmlElement) -> bool:
        chain = [element, *_up_to(element, island)]
        is_captioned = any(is_marked(one) for one in island.iter() if one is not island)
        around = island.getparent() if not (is_captioned and island.tag == "figure") else None
        names = " ".join(
            value
            for one in (*chain, *([around] if around is not None else []))
            for name in ("class", "id")
            if (value := one.get(name))
        )
        if _NO_CONTENT.search(names) or _NO_CONTENT.search(_file(element.get("src") or "")):
            return False
        if element.tag in _EMBEDS:
            address = element.get("src") or element.get("data-src") or element.get("data") or ""
            return bool(
                _EMBED_HOSTS.search(
                    (urlsplit(urljoin(self._base_url, address)).hostname or "") if len(address) < 2000 else ""
                )
            )
        if _is_small(_pixels(element.get("width")), _pixels(element.get("height"))):
            return False
        text = " ".join(island.text_content().split())
        link = next((one for one in chain if one.tag == "a"), None)
        leads_elsewhere = link is not None and not _PICTURE_FILE.search(link.get("href") or "")
        if leads_elsewhere and island.tag != "figure" and text and not is_captioned:
            return False
        return len(text) <= _MOST_CAPTION

    def _emit_island(self, builder: DocumentBuilder, island: html.HtmlElement, element: html.HtmlElement) -> None:
        if element.tag in _EMBEDS:
            builder.start(str(element.tag), dict(element.attrib))
            builder.end()
            return
        found = {one: address for one in island.iter(*_PICTURES) if (address := self._address(one))}
        pictures = [one for one, address in found.items() if address not in self._shown]
        self._shown.update(found.values())
        words = list(captions(island, self._needed.__contains__))
        around = island.getparent()
        if not pictures or (island.tag in _PICTURES and words and self._last == (around, words)):
            return  # nothing to see, or a copy of the one before
        self._last = (around, words)
        builder.start("figure", {})
        for picture in pictures[:1] if words else pictures[:20]:
            builder.start("picture", {})
            for source in _sources(picture):
                builder.start("source", dict(source.attrib))
                builder.end()
            builder.start("img", _said_of(picture))
            builder.end()
            builder.end()
        if words:
            builder.start("figcaption", {})
            builder.data(set_apart(words))
            builder.end()
        builder.end()

    def _address(self, picture: html.HtmlElement) -> str:
        """Where the picture lies; "" for an empty one: many pages have that first, for a script to fill."""
        if _EMPTY.search(picture.get("data-src") or picture.get("src") or ""):
            return ""
        sets = [source.get("srcset") or source.get("data-srcset") or "" for source in _sources(picture)]
        found = picture_of(_said_of(picture), self._base_url, sets)
        return found.url if found else ""


def _sources(picture: html.HtmlElement) -> list[html.HtmlElement]:
    around = picture.getparent()
    return list(around.iter("source")) if around is not None and around.tag == "picture" else []


def _said_of(picture: html.HtmlElement) -> dict[str, str]:
    """Its attributes; sides that only say how they relate are none."""
    said = {str(name): str(value) for name, value in picture.attrib.items()}
    if (_pixels(said.get("width")), _pixels(said.get("height"))) in _RATIOS:
        del said["width"], said["height"]
    return said


def _unmarked_headings(blocks: Sequence[Block]) -> set[html.HtmlElement]:
    """Paragraphs that are headings in all but their element: short, wholly bold or named so, before running text."""
    found: set[html.HtmlElement] = set()
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        element = block.element
        if element.tag not in ("p", "div") or not 2 < len(block.text) <= _LONGEST_HEADING or element in found:
            continue
        is_alone = block.link_length == 0 and len(" ".join("".join(element.itertext()).split())) <= len(block.text)
        is_set_off = block.bold_length > 0.9 * len(block.text) or _HEADING_NAME.search(element.get("class") or "")
        if (
            is_alone
            and is_set_off
            and not block.text.endswith(_NO_HEADING_END)
            and worth(after.text) > _RUNNING
            and worth(before.text) > _RUNNING
        ):
            found.add(element)
    return found


def _plain_tag(element: html.HtmlElement) -> str:
    tag = str(element.tag)
    return (
        tag
        if tag in _STRUCTURE
        else "span"
        if tag
        in (
            "span",
            "font",
            "small",
            "label",
            "time",
            "mark",
            "u",
            "s",
            "ins",
            "del",
            "abbr",
            "q",
            "big",
            "bdi",
            "bdo",
            "nobr",
            "ruby",
            "rb",
            "rt",
            "data",
            "strike",
            "acronym",
            "button",
        )
        else "div"
    )


def _attributes(element: html.HtmlElement) -> dict[str, str]:
    name = {"a": "href", "ol": "start"}.get(str(element.tag), "")
    value = element.get(name) if name else None
    return {name: value} if value else {}


def _pixels(size: str | None) -> int:
    """0 where nothing is said."""
    digits = (size or "").strip().removesuffix("px")
    return int(digits) if digits.isdigit() and len(digits) < 6 else 0


def _is_small(width: int, height: int) -> bool:
    """Whether the page says that it is a sign rather than a picture. Some say how its sides relate: 16 and 9."""
    if (width, height) in _RATIOS:
        return False
    known = [side for side in (width, height) if side]
    return bool(known) and (max(known) < _SMALL or min(known) < _SMALL / 2)


def _file(address: str) -> str:
    """The name of its file and the folder that it is in."""
    return "/".join(address.partition("?")[0].rsplit("/", 2)[-2:])[-200:]


def _depth(element: html.HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _up_to(element: html.HtmlElement, top: html.HtmlElement) -> Iterator[html.HtmlElement]:
    current = element
    while current is not top:
        parent = current.getparent()
        if parent is None:
            return
        current = parent
        yield current


def _is_inside(element: html.HtmlElement, outer: html.HtmlElement) -> bool:
    return element is outer or any(one is outer for one in element.iterancestors())
