"""Who wrote an article, in one line: names as the page gives them, without "By" and without what is no name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lxml import html

from desktop_app.extract.page.blocks import Block
from desktop_app.extract.page.site_names import SiteNames
from desktop_app.extract.page.structured import Claims, fields, members, text_of

_META = (
    "article:author", "author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "article.author", "article:author_name",
    "authors", "dc.author", "citation_author", "cxenseparse:author", "rbauthors", "creator", "og:author",
    "twitter:creator:name",
)  # fmt: skip
_LEADING = re.compile(
    r"^\W*(?:(?:written|posted|reported|story|words|text|article|published|analysis|opinion|review|guest post"
    r"|posted on)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|przez|от|автор|tekst|text|autore?|auteur|author|author\(s\)|authors"
    r"|redaktion|от редакции|作者|文|撰文|記者|기자|تأليف|بقلم|كتب)\b\s*[:：]?\s*|^(?:作者|文|撰文|記者|记者"
    r"|بقلم)\s*[:：/／]?\s*",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s*(?:[|•·–—/]\s.*|\s-\s.*|,?\s*(?:published|updated|posted|staff writer|reporter|correspondent|contributor"
    r"|editor)\b.*|\b\d{1,2}[.:/]\d\d.*|(?:\bon\s)?(?:[^\W\d_]{3,12}\.?\s\d{1,2},?|\d{1,2}\.?\s[^\W\d_]{3,12}\.?)\s(?:19|20)\d\d.*"
    r"|\(?[\w.]+@[\w.]+\)?.*|@\w+.*|(?:19|20)\d\d.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:byline|author|autor|auteur|writer|contributor|by-?line)(?:s|en|name|names|-name|_name|[\s_-]|$)",
    re.IGNORECASE,
)
_NOT_NAMED = re.compile(
    r"comment|bio|about|avatar|image|photo|related|footer|follow|social|description|date|time|links?$", re.IGNORECASE
)
_NO_NAME = re.compile(
    r"https?://|www\.|facebook\.com|^\W*$|^\d+$|^(?:admin|administrator|null|undefined|none|staff|user|editor|guest"
    r"|root|\[?object.*|last|first|updated|published|(?:\s*(?:twitter|facebook|instagram|linkedin|whatsapp|email|x))+"
    r"|[^\W\d_]{3,10}\.?\s\d{1,2})$",
    re.IGNORECASE,
)
_PERSONS_PAGE = re.compile(
    r"/(?:(?:our-)?(?:authors?|writers?|contributors?|people|staff|experts?|reporters?|journalists?|editors?)"
    r"|auth?or(?:en|es|i)?|auteurs?|autore|autor[ae]s?|redakt(?:or|eur)en?)/[^/]{2,}",
    re.IGNORECASE,
)
_IN_META = re.compile(r"(?:^|[_:.-])(?:authors?|byline|writer)$")
_LONGEST = 90  # characters of a name
_LONGEST_LINE = 300
_BY_LINE = re.compile(r"^(?:(?:(?:Written|Posted|Reported|Story|Words)\s)?[Bb]y|Von|Par|Por|Di|Door|Av)\s+(?=[^\W\d_])")


def byline(claims: Claims, root: html.HtmlElement, blocks: Sequence[Block], title_at: int, url: str) -> str:
    """The names, divided by commas; "" when the page names nobody. The publisher's own name is the last resort."""
    site = SiteNames(claims, url)
    for names in _claimed(claims, root, blocks, title_at):
        kept = list(_cleaned(names))
        if kept and not (len(kept) == 1 and site.has(kept[0])):
            return ", ".join(kept)[:_LONGEST_LINE]
    for names in _claimed(claims, root, blocks, title_at):
        if kept := list(_cleaned(names)):
            return ", ".join(kept)[:_LONGEST_LINE]
    return ""


def _claimed(claims: Claims, root: html.HtmlElement, blocks: Sequence[Block], title_at: int) -> Iterator[list[str]]:
    for key in ("author", "creator"):
        for value in claims.told(key):
            yield _names_in(value)
    for name in _META:
        if value := claims.meta.get(name):
            yield [value]
    yield from ([value] for name, value in claims.meta.items() if name not in _META and _IN_META.search(name))
    marked = [
        element
        for element in root.iterfind(".//*[@itemprop]")
        if re.search(r"\bauthor\b", element.get("itemprop") or "") and not _is_in_figure(element)
    ]
    yield [_marked_name(element) for element in marked[:6]]
    yield [" ".join(element.text_content().split()) for element in list(root.iterfind(".//a[@rel='author']"))[:4]]
    near = blocks[max(0, title_at - 2) : title_at + 12] if title_at >= 0 else blocks[:30]
    yield _with_a_page(near) if title_at >= 0 else []
    yield from _in_named_elements(root)
    for block in near:
        if len(block.text) < _LONGEST and _BY_LINE.match(block.text):
            yield [block.text]


def _names_in(value: Any) -> list[str]:
    return [text_of(name) for one in members(value) for name in members(fields(one).get("name", one))]


def _is_in_figure(element: html.HtmlElement) -> bool:
    return any(one.tag == "figure" for one in element.iterancestors("figure"))


def _marked_name(element: html.HtmlElement) -> str:
    inner = next((one for one in element.iterfind(".//*[@itemprop]") if "name" in (one.get("itemprop") or "")), None)
    one = element if inner is None else inner
    return " ".join((one.get("content") or one.text_content()).split())


def _with_a_page(near: Sequence[Block]) -> list[str]:
    """Links near the title that lead to a person's page."""
    links = {
        element: None
        for block in near
        for inner, is_tail in block.nodes
        if not is_tail  # a tail stands outside of its element
        for element in (inner, inner.getparent())
        if element is not None and element.tag == "a" and _PERSONS_PAGE.search(element.get("href") or "")
    }
    return [" ".join(link.text_content().split()) for link in links]


def _in_named_elements(root: html.HtmlElement) -> Iterator[list[str]]:
    """Elements that are named as the place of the author's name; links inside them are the names."""
    count = 0
    for element in root.iter("a", "span", "div", "p", "address", "li", "cite", "strong", "em", "h3", "h4", "h5", "h6"):
        names = " ".join(
            filter(None, (element.get("class"), element.get("id"), element.get("rel"), element.get("data-testid")))
        )
        if not names or not _NAMED.search(names) or _NOT_NAMED.search(names):
            continue
        text = " ".join(" ".join(element.itertext()).split())
        if not 0 < len(text) < 2 * _LONGEST or _is_in_figure(element):
            continue
        links = [" ".join(link.text_content().split()) for link in element.iter("a")]
        people = [link for link in links if 3 < len(link) < 50 and " " in link]
        yield people or [text]
        count += 1
        if count > 3:
            return


def _cleaned(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        cleaned = " ".join(name.split())
        cleaned = _LEADING.sub("", cleaned)
        cleaned = _TRAILING.sub("", cleaned).strip(" ,;:|-–—•·")
        if not cleaned or len(cleaned) > _LONGEST or _NO_NAME.search(cleaned):
            continue
        key = cleaned.casefold()
        if key not in seen:
            seen.add(key)
            yield cleaned
