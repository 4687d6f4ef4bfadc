"""From an article to its page and its pictures, on the screen and on paper, with what this computer knows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QTextDocument

from desktop_app.model.article import Article, Version
from desktop_app.model.country import Country, CountryCode
from desktop_app.ui.reader.blocks import PlacedPicture
from desktop_app.ui.reader.faces import base_font, typefaces
from desktop_app.ui.reader.markup import Look
from desktop_app.ui.reader.missing_letters import missing_script
from desktop_app.ui.reader.page import Page, Surroundings, article_page, texts_shown
from desktop_app.ui.reader.pictures import PictureSource, framed, placeholder
from desktop_app.ui.reader.style import Mode, ReaderStyle
from desktop_app.ui.theme.tokens import THEMES, Theme

_PRINT_SIZE_PX = 16  # 12 pt


class Renderer:
    """Makes pages; keeps nothing of them. GUI thread only."""

    def __init__(
        self,
        pictures: PictureSource | None,
        country_of: Callable[[CountryCode], Country | None],
        local_zone: tzinfo | None,
    ) -> None:
        self._pictures = pictures
        self._country_of = country_of
        self._local_zone = local_zone

    def page(
        self,
        article: Article,
        mode: Mode,
        style: ReaderStyle,
        theme: Theme,
        column_px: int,
        *,
        notice: str = "",
        is_page_coming: bool = False,
        takes_height: int = 0,
    ) -> Page:
        around = Surroundings(
            local_zone=self._local_zone, notice=notice, is_page_coming=is_page_coming, takes_height=takes_height
        )
        country = self._country_of(article.row.country)
        if country is not None:
            zone = _zone(country.time_zone)
            around = replace(around, country=country.name, place=country.capital, zone=zone)
        texts = texts_shown(article, mode)
        around = replace(around, missing_script=missing_script(f"{texts.title} {texts.lead}"))
        if self._pictures is not None:
            around = replace(around, trifles=self._pictures.trifles)
        return article_page(article, mode, Look(style, theme, typefaces(style.face), column_px), around)

    def changes_page(
        self, article: Article, versions: Sequence[Version], style: ReaderStyle, theme: Theme, column_px: int
    ) -> Page:
        """What the site changed in the article."""
        from desktop_app.ui.reader.changes_page import changes_page  # noqa: PLC0415 not before somebody asks

        look = Look(style, theme, typefaces(style.face), column_px)
        return changes_page(article, versions, look, Surroundings(local_zone=self._local_zone))

    def image(self, placed: PlacedPicture, theme: Theme, dpr: float) -> QImage:
        """The picture in its room, as it can be shown now."""
        if self._pictures is None:
            return placeholder(placed, theme, dpr)
        picture = self._pictures.pixmap(placed.url, QSize(placed.width, placed.height), dpr)
        if picture is not None:
            return framed(picture, placed, dpr)
        if self._pictures.is_withheld(placed.url):
            return placeholder(placed, theme, dpr, offer="Show the picture")
        return placeholder(placed, theme, dpr, "Picture not available" if self._pictures.is_missing(placed.url) else "")

    def fetch(self, page: Page, dpr: float) -> None:
        """Have all pictures of the page got, also those far below: it may be read, or printed, without a network."""
        for placed in page.pictures:
            if self._pictures is not None:
                self._pictures.pixmap(placed.url, QSize(placed.width, placed.height), dpr)

    def print_document(self, article: Article, style: ReaderStyle, shown: Page, dpr: float) -> QTextDocument:
        """The article for paper: dark on light, in a printer's size, with the pictures of the page that is ``shown``,
        in the size that they have there: no other is decoded."""
        from desktop_app.ui.reader import printing  # noqa: PLC0415 not before somebody prints

        theme, style = THEMES["paper"], replace(style, size_px=_PRINT_SIZE_PX)
        page = self.page(article, shown.mode, style, theme, printing.PRINT_COLUMN_PX)
        there = {placed.url: placed for placed in shown.pictures}
        images = [self.image(there.get(placed.url, placed), theme, dpr) for placed in page.pictures]
        return printing.print_document(page.html, base_font(style.face, style.size_px), images)


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such zone, or a computer without zone data
        return None
