"""
Articles for use elsewhere: as JSON lines that an import takes back, as Markdown, and as an HTML page that needs nothing
but itself.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html import escape
from itertools import chain
from pathlib import Path
from typing import IO

from desktop_app.library import render
from desktop_app.library.take_documents import below_article, moment, of_story
from desktop_app.model import document as documents
from desktop_app.model.article import Article, ArticleId
from desktop_app.model.document import Document, Picture
from desktop_app.model.errors import UsageError
from desktop_app.model.frozen import frozen
from desktop_app.model.story_page import ArticleTakes, StoryPage
from desktop_app.store import transfer

LARGEST_PICTURE = 8 * 1024 * 1024  # bytes; a larger one stays a link

json_line = transfer.line
iso = transfer.iso

_IN_PART = " (title and lead; the text is in its own language)"

PicturePath = Callable[[str], Path]  # where the cache has, or would have, the picture of an address

TakesOf = Callable[[ArticleId], ArticleTakes | None]


def nobodys(_article: ArticleId) -> None:
    """What others make of no article."""


_PICTURE_KINDS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)


@frozen
class Shown:
    """The words of an article in the version that is wanted."""

    title: str
    lead: str
    document: Document
    language: str
    translator: str  # "" for the original
    text_language: str  # the document's, which may still wait for its English

    @property
    def is_in_part(self) -> bool:
        """Whether only title and lead are in English."""
        return bool(self.translator) and self.text_language != self.language


def shown(article: Article, *, is_original: bool = False) -> Shown:
    """The article in English where there is a translation and the original is not asked for."""
    made = article.translation
    if made is None or is_original:
        row = article.row
        return Shown(row.original_title, article.original_lead, article.document, row.language, "", row.language)
    # the text comes when somebody opens the article; until then it is there in its own language
    text_language = "en" if made.document or not article.document else article.row.language
    return Shown(made.title, made.lead, made.document or article.document, "en", made.engine, text_language)


def in_part(articles: Iterable[Article], told: list[Article]) -> Iterator[Article]:
    """These articles; those that go into ``told`` are in English but for their text."""
    for article in articles:
        if shown(article).is_in_part:
            told.append(article)
        yield article


@frozen
class Exporter:
    """Makes the pages. ``country_names`` are by code; a country without a name goes by its code. What
    ``takes_of`` an article tells stands below it.
    """

    country_names: dict[str, str]
    picture_path: PicturePath
    takes_of: TakesOf = nobodys

    def text(self, article: Article, *, is_original: bool = False) -> str:
        it = shown(article, is_original=is_original)
        body = render.text(it.document) or it.lead
        end = "\n".join(f"{name}: {value}" for name, value in self._facts(article, it))
        return "\n\n".join(filter(None, (it.title, self._meta(article), body, end))) + "\n"

    def markdown(self, article: Article, *, is_original: bool = False) -> str:
        it = shown(article, is_original=is_original)
        head = f"# {render.markdown_text(it.title.replace(chr(10), ' '))}"
        meta = f"*{render.markdown_text(self._meta(article))}*"
        body = render.markdown(_with_lead_picture(article, it)) or render.markdown_text(it.lead)
        told = render.markdown(self._told(article))
        end = "\n".join(f"- {name}: {_fact_markdown(value)}" for name, value in self._facts(article, it))
        return "\n\n".join(filter(None, (head, meta, body, told, end))) + "\n"

    def markdown_story(self, story: StoryPage) -> str:
        """What the world makes of it, without the articles' texts."""
        head = f"# {render.markdown_text(story.summary.title.replace(chr(10), ' '))}"
        return f"{head}\n\n{render.markdown(of_story(story, self.country_names))}\n"

    def html_story(self, story: StoryPage) -> str:
        """The same as a part of a page."""
        told = render.html(of_story(story, self.country_names))
        return (
            f'<article class="told" lang="en">\n<h1 dir="auto">{escape(story.summary.title)}</h1>\n{told}\n</article>\n'
        )

    def html(self, article: Article, *, is_original: bool = False) -> str:
        """One article as a whole page."""
        it = shown(article, is_original=is_original)
        return "".join(
            (page_head(it.title, it.language), self.html_article(article, is_original=is_original), PAGE_FOOT)
        )

    def html_article(self, article: Article, *, is_original: bool = False) -> str:
        """An article as a part of a page."""
        it = shown(article, is_original=is_original)
        body = render.html(_with_lead_picture(article, it), self._source_of) or (
            f'<p dir="auto">{escape(it.lead)}</p>' if it.lead else ""
        )
        if it.is_in_part:
            body = f'<div lang="{escape(it.text_language)}">{body}</div>'
        told = render.html(self._told(article))
        if told:
            body += f'\n<aside class="told" lang="en">\n{told}\n</aside>'
        language = f' lang="{escape(it.language)}"' if it.language else ""
        facts = "".join(
            f'<dt>{escape(name)}</dt><dd dir="auto">{_fact_html(value)}</dd>'
            for name, value in self._facts(article, it)
        )
        return (
            f'<article{language}>\n<h1 dir="auto">{escape(it.title)}</h1>\n'
            f'<p class="meta">{escape(self._meta(article))}</p>\n{body}\n'
            f'<dl lang="en">{facts}</dl>\n</article>\n'
        )

    def _meta(self, article: Article) -> str:
        row = article.row
        country = self.country_names.get(row.country, row.country)
        return " · ".join(filter(None, (row.outlet, country, moment(row.published), article.byline)))

    def _told(self, article: Article) -> Document:
        told = self.takes_of(article.row.id)
        return below_article(told, article.row, self.country_names) if told is not None else ()

    @staticmethod
    def _facts(article: Article, it: Shown) -> Iterator[tuple[str, str]]:
        if article.row.url:
            yield "Source", article.row.url
        if it.translator:
            yield "Original title", article.row.original_title
            yield "Translated by", f"{it.translator}{_IN_PART if it.is_in_part else ''}"
        if article.tags:
            yield "Tags", ", ".join(article.tags)
        if article.note:
            yield "Note", article.note

    def _source_of(self, url: str) -> str:
        """The picture itself where the cache has it, else its address."""
        try:
            path = self.picture_path(url)
            if path.stat().st_size > LARGEST_PICTURE:
                return url
            picture = path.read_bytes()
        except OSError:
            return url
        kind = _kind(picture)
        return f"data:{kind};base64,{base64.b64encode(picture).decode()}" if kind else url


def _kind(picture: bytes) -> str:
    for start, kind in _PICTURE_KINDS:
        if picture.startswith(start):
            return kind
    if picture[:4] == b"RIFF" and picture[8:12] == b"WEBP":
        return "image/webp"
    return "image/avif" if picture[4:12] in {b"ftypavif", b"ftypavis"} else ""


def _with_lead_picture(article: Article, it: Shown) -> Document:
    """The document, and before it the lead picture, if it does not stand in it already."""
    image = article.row.image
    if not image or any(isinstance(block, Picture) and block.url == image for block in it.document):
        return it.document
    if not it.document and it.lead:
        return (Picture(image), documents.Paragraph((documents.Run(it.lead),)))
    return (Picture(image), *it.document)


def _fact_markdown(value: str) -> str:
    if value.startswith(("http://", "https://")):
        return f"<{render.markdown_url(value)}>"
    return render.markdown_text(value).replace("\n", "\n  ")


def _fact_html(value: str) -> str:
    if value.startswith(("http://", "https://")):
        return f'<a href="{escape(value)}" rel="noopener noreferrer">{escape(value)}</a>'
    return escape(value).replace("\n", "<br>")


def page_head(title: str, language: str) -> str:
    """The beginning of a page that runs nothing and fetches nothing but pictures that are not in it."""
    return f"""<!DOCTYPE html>
<html lang="{escape(language or "en")}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(title)}</title>
<style>
{_STYLE}</style>
</head>
<body>
"""


_POLICY = "default-src 'none'; img-src data: https: http:; style-src 'unsafe-inline'"

PAGE_FOOT = "</body>\n</html>\n"

_STYLE = """body { margin: 48px auto; padding: 0 16px; max-width: 640px; background: #fbfaf7; color: #1d1b18;
  font: 19px/30px "Source Serif 4", Georgia, "Noto Serif", serif; }
article + article { margin-top: 96px; border-top: 1px solid #e3dfd6; padding-top: 48px; }
h1 { font-size: 34px; line-height: 40px; margin: 0 0 12px; }
.meta, figcaption, dl { font: 13px/20px Inter, "Noto Sans", system-ui, sans-serif; color: #57534c; }
img { max-width: 100%; height: auto; border-radius: 8px; }
figure { margin: 24px 0; }
blockquote { margin: 18px 0; padding-inline-start: 16px; border-inline-start: 3px solid #e3dfd6; }
pre { overflow: auto; font-size: 15px; line-height: 24px; }
table { border-collapse: collapse; } th, td { border: 1px solid #e3dfd6; padding: 4px 8px; text-align: start; }
a { color: #1f5fbf; }
aside { margin-top: 48px; border-top: 1px solid #e3dfd6; }
h2 { font-size: 24px; line-height: 32px; margin: 36px 0 12px; }
h3 { font-size: 19px; line-height: 26px; margin: 24px 0 0; }
.told blockquote p + p { font: 13px/20px Inter, "Noto Sans", system-ui, sans-serif; }
dl { margin-top: 48px; border-top: 1px solid #e3dfd6; padding-top: 12px; }
dd { margin: 0 0 8px; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { body { background: #14161a; color: #e6e3dc; } a { color: #7fb0ff; }
  .meta, figcaption, dl { color: #b3afa7; }
  article + article, aside, blockquote, th, td, dl { border-color: #2e333b; } }
"""


def pages(exporter: Exporter, articles: Iterable[Article], form: str, story: StoryPage | None = None) -> Iterator[str]:
    """The pieces of a file with all these articles; ``form`` is jsonl, md or html. Before them stands what the world
    makes of their ``story``, but in jsonl, which holds articles alone."""
    match form:
        case "jsonl":
            for article in articles:
                yield json_line(article) + "\n"
        case "md":
            parts = (exporter.markdown(article) for article in articles)
            for number, part in enumerate(parts if story is None else chain([exporter.markdown_story(story)], parts)):
                yield ("\n---\n\n" if number else "") + part
        case _ if story is not None:
            yield page_head(story.summary.title, "en") + exporter.html_story(story)
            yield from map(exporter.html_article, articles)
            yield PAGE_FOOT
        case _:
            yield from _html_pages(exporter, articles)


def _html_pages(exporter: Exporter, articles: Iterable[Article]) -> Iterator[str]:
    rest = iter(articles)
    first = next(rest, None)
    second = next(rest, None)
    alone = shown(first) if first is not None and second is None else None
    yield page_head(alone.title, alone.language) if alone else page_head("Articles from Overview", "en")
    for article in (first, second):
        if article is not None:
            yield exporter.html_article(article)
    for article in rest:
        yield exporter.html_article(article)
    yield PAGE_FOOT


@contextmanager
def whole_file(target: Path) -> Iterator[IO[str]]:
    """A text file that takes its place when all of it is written, and leaves nothing when it is not.

    Raises UsageError where the folder cannot be written to.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with fresh.open("x", encoding="utf-8", newline="\n") as out:
            yield out
        fresh.replace(target)
    except OSError as e:
        raise UsageError(f"{target} cannot be written: {e.strerror or e}. Name another place.") from e
    finally:
        fresh.unlink(missing_ok=True)
