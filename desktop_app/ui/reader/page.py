"""
An article as the HTML of one page, from the typed document only. Pure: given the same values, the same page.

Nothing of a feed or a web page reaches the screen but through here: text is escaped, addresses are http, https or
mailto, pictures are named by their number on the page and not by their address.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import tzinfo

from PySide6.QtCore import QLocale

from desktop_app.messages import page_sentence
from desktop_app.model.article import Article
from desktop_app.model.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
)
from desktop_app.model.engines import is_here, name_and_host
from desktop_app.model.frozen import frozen
from desktop_app.model.page import PageOutcome
from desktop_app.ui.reader.blocks import PARTS, TWIN, PictureLinks, PlacedPicture, block_html, joined, picture
from desktop_app.ui.reader.dates import both_zones, moment_here, updated
from desktop_app.ui.reader.markup import (
    Look,
    Setting,
    block,
    body,
    clean,
    escape,
    link,
    safe_address,
    small,
    state,
)
from desktop_app.ui.reader.scripts import is_right_to_left
from desktop_app.ui.reader.sentences import has_kept
from desktop_app.ui.reader.style import Mode
from desktop_app.ui.reader.texts import (
    Texts,
    are_pairs,
    body_of,
    deck_of,
    is_summary_only,
    lead_picture,
    minutes_to_read,
    modes_of,
    original_texts,
    texts_of,
)
from desktop_app.ui.theme import tokens

PICTURE_SCHEME = "overview-picture"  # followed by the number of the picture on the page
SPACE_SCHEME = "overview-space"  # followed by the name of a place that is kept free
OPEN_ORIGINAL = "overview:original"
SHOW_CHANGES = "overview:changes"
SHOW_ARTICLE = "overview:article"
FETCH_AGAIN = "overview:page"
SHOW_PICTURE = "overview:picture:"  # followed by its number on the page
_OWN_LINKS = frozenset((OPEN_ORIGINAL, SHOW_CHANGES, SHOW_ARTICLE, FETCH_AGAIN))

# Keys of the blocks above and below the document; those of the document start at PARTS.
_META, _TITLE, _ORIGINAL_TITLE, _DECK, _DATE, _PAGE_LINE, _LEAD_PICTURE, _NOTICE, _FOOTER = range(1, 10)
_LETTERS_LINE = 15
BELOW_TEXT = frozenset((_NOTICE, _FOOTER))
TAKES_KEY, TAKES_END_KEY = 20, 21

_TAKES_AFTER = 2  # paragraphs
_TAKES_TWICE = 8  # paragraphs from which the takes stand at the end too


@frozen
class Surroundings:
    """What the page says that is not in the article."""

    country: str = ""  # name as shown
    place: str = ""  # whose clock the date is given by, the capital
    zone: tzinfo | None = None  # of the place
    local_zone: tzinfo | None = None  # None: the computer's own
    notice: str = ""  # one sentence below the text
    is_page_coming: bool = False  # the article's own page is being fetched
    missing_script: str = ""  # name of the script of the text, where no typeface here has it
    takes_height: int = 0  # px to keep free for the box of the takes, 0 for no box
    trifles: Collection[str] = ()  # addresses that were found to be no pictures to look at


@frozen
class Page:
    """A page that is ready to be shown."""

    html: str
    pictures: tuple[PlacedPicture, ...]  # shown under their number here
    # Level of the blocks that are headings, by key. In the HTML they are paragraphs: <h2> would have Qt take the size
    # of its letters from the document's font, whatever the page says.
    headings: Mapping[int, int]
    mode: Mode  # the one shown, which is the original's where there is no translation


def is_own_link(address: str) -> bool:
    """Whether a link of the page leads to something of ours. No article can hold one: its addresses are of the web."""
    return address in _OWN_LINKS or address.startswith(SHOW_PICTURE)


def language_name(code: str) -> str:
    """The language in English, "" when unknown: "es" is "Spanish"."""
    primary = code.partition("-")[0].lower()
    language = QLocale.codeToLanguage(primary) if primary else QLocale.Language.AnyLanguage
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C):
        return primary
    return QLocale.languageToString(language).removesuffix(" Bokmål")


def language_badge(article: Article, mode: Mode) -> str:
    """What the page says about its language; "" where there is nothing to say."""
    name = language_name(article.row.language)
    if not name or name == "English":
        return ""
    translation = article.translation
    match mode:
        case Mode.ORIGINAL:
            return f"original in {name}" if len(modes_of(article)) > 1 else f"in {name}, not translated"
        case _ if translation is None or not (translation.document or not article.document):
            return f"headline translated from {name}"
        case Mode.BILINGUAL:
            return f"in English by {name_and_host(translation.engine)[0]}, with the {name}"
        case Mode.TRANSLATED:
            return f"translated from {name} by {name_and_host(translation.engine)[0]}"


class _PageMaker:
    """Puts one page together; collects its pictures on the way."""

    def __init__(self, article: Article, mode: Mode, look: Look, around: Surroundings) -> None:
        self._article = article
        self._mode = mode if mode in modes_of(article) else Mode.ORIGINAL
        self._look = look
        self._around = around
        self._pictures: list[PlacedPicture] = []
        self._texts = texts_of(article, self._mode)

    def page(self) -> Page:
        texts = self._texts
        lead, document = lead_picture(self._article.row.image, body_of(texts))
        html = [self._meta(), self._title(), self._deck(), self._date(document), self._page_line()]
        html.append(self._letters_line())
        if lead is not None:
            html.append(picture(lead, self._place, self._look, key=_LEAD_PICTURE, language=texts.language))
        html += [self._body(document), self._notice(), self._footer()]
        headings = {PARTS * (i + 1): shown.level for i, shown in enumerate(document) if isinstance(shown, Heading)}
        headings[_TITLE] = 1
        ground = f"color:{self._look.theme.text}"
        whole = f'<html><body style="{ground}">{"".join(html)}</body></html>'
        return Page(whole, tuple(self._pictures), headings, self._mode)

    def _place(self, placed: PlacedPicture) -> PictureLinks | None:
        if placed.url in self._around.trifles:
            return None
        self._pictures.append(placed)
        number = len(self._pictures) - 1
        return PictureLinks(f"{PICTURE_SCHEME}:{number}", f"{SHOW_PICTURE}{number}")

    def _aside(self, inner: str, setting: Setting, key: int) -> str:
        """A line of our own, on the side where the title begins."""
        html = block(inner, "", setting, self._look, key=key)
        return html.replace("<p ", '<p align="right" ', 1) if is_right_to_left(self._texts.title) else html

    def _meta(self) -> str:
        theme, row = self._look.theme, self._article.row
        outlet = f'<span style="font-weight:600;color:{theme.text}">{escape(row.outlet)}</span>'
        parts = [outlet, escape(self._around.country), escape(language_badge(self._article, self._mode))]
        if parts[2]:
            parts[2] = f'<span style="color:{theme.accent}">{parts[2]}</span>'
        setting = small(self._look, colour=theme.secondary, below=tokens.SPACE_3)
        return self._aside(" &nbsp;·&nbsp; ".join(part for part in parts if part), setting, _META)

    def _title(self) -> str:
        look = self._look
        size = tokens.TYPE_ARTICLE_TITLE * min(1.0, max(0.8, look.column_px / 560))
        size = round(size * (look.style.size_px / tokens.TYPE_BODY) ** 0.5)
        setting = Setting(
            size=size,
            line=round(size * 40 / 34),
            colour=look.theme.text,
            families=look.faces.display,
            weight=600,
            below=tokens.SPACE_3,
        )
        html = self._line(self._texts.title, setting, _TITLE, self._texts.language)
        original = self._article.row.original_title
        if self._mode is Mode.BILINGUAL and original and original != self._texts.title:
            beneath = replace(setting, size=20, line=28, colour=look.theme.secondary, weight=400)
            html += self._line(original, beneath, _ORIGINAL_TITLE, self._article.row.language)
        return html

    def _line(self, text: str, setting: Setting, key: int, language: str) -> str:
        text = " ".join(clean(text).split())
        if not text:
            return ""
        return block(escape(text), text, setting, self._look, key=key, language=language)

    def _deck(self) -> str:
        look = self._look
        size = round(look.style.size_px * 1.05)
        setting = replace(
            body(look, below=tokens.SPACE_3, colour=look.theme.secondary),
            size=size,
            line=round(size * 1.45),
            is_justified=False,
        )
        return self._line(deck_of(self._texts), setting, _DECK, self._texts.language)

    def _date(self, document: Document) -> str:
        around, article = self._around, self._article
        parts = [clean(article.byline).strip()]
        if article.row.published > 0:
            parts.append(both_zones(article.row.published, around.place, around.zone, around.local_zone))
        if not is_summary_only(article):
            parts.append(f"{minutes_to_read(document)}\u00a0min\u00a0read")
        pieces = [escape(part) for part in parts if part]
        if (changed := article.provenance.changed) is not None:
            said = updated(changed, article.row.published, around.zone if around.place else None, around.local_zone)
            pieces.append(f"{escape(said)} {link(SHOW_CHANGES, 'What&nbsp;changed', self._look)}")
        shown = " &nbsp;·&nbsp; ".join(pieces)
        return self._aside(shown, small(self._look, below=tokens.SPACE_6), _DATE) if shown else ""

    def _page_line(self) -> str:
        """Why there is only what the feed says, or only that in English."""
        article, look = self._article, self._look
        page, translation = article.page, article.translation
        if page is None or self._around.is_page_coming:
            return ""
        said = escape(page_sentence(page))
        is_tried_again = page.outcome in (PageOutcome.FAILED, PageOutcome.NO_TEXT)
        if said and safe_address(article.row.url):
            said += " " + link(OPEN_ORIGINAL, "Open it in the browser", look)
            said += " or&nbsp;" + link(FETCH_AGAIN, "try&nbsp;again", look) if is_tried_again else ""
        elif is_tried_again:
            said += " " + link(FETCH_AGAIN, "Try&nbsp;again", look)
        is_of_feed = translation is not None and translation.document and not translation.is_whole
        if page.document and self._mode is Mode.TRANSLATED and is_of_feed and not _has_form(article):
            language = language_name(article.row.language) or "the original"
            said = f"This is what the feed says, translated. The full text is there in {escape(language)} (t)."
        setting = small(look, colour=look.theme.secondary, below=tokens.SPACE_6)
        return self._aside(said, setting, _PAGE_LINE) if said else ""

    def _letters_line(self) -> str:
        """That boxes stand where letters should, and what helps."""
        script = self._around.missing_script
        if not script:
            return ""
        said = (
            f"No typeface on this computer has the letters of this text ({escape(script)}). "
            f"Noto Sans {escape(script)} has, and is free: your system's own store of typefaces or packages offers it."
        )
        look = self._look
        setting = small(look, colour=look.theme.secondary, below=tokens.SPACE_6)
        return block(said, said, setting, look, key=_LETTERS_LINE)

    def _takes_space(self, key: int) -> str:
        height = self._around.takes_height
        if not height:
            return ""
        image = f'<img src="{SPACE_SCHEME}:{key}" width="{self._look.column_px}" height="{height}">'
        gap = self._look.style.gap_px
        return f'<p style="margin:{tokens.SPACE_2}px 0 {gap + tokens.SPACE_2}px 0;{state(key)}">{image}</p>\n'

    def _body(self, document: Document) -> str:
        pieces = self._pieces(document)
        paragraphs = [i for i, shown in enumerate(document) if isinstance(shown, Paragraph)]
        if len(paragraphs) >= _TAKES_AFTER + 1 and self._around.takes_height:
            # A heading stays with what it heads: the box goes right after the paragraph.
            pieces.insert(paragraphs[_TAKES_AFTER - 1] + 1, self._takes_space(TAKES_KEY))
            if len(paragraphs) >= _TAKES_TWICE:
                pieces.append(self._takes_space(TAKES_END_KEY))
        else:
            pieces.append(self._takes_space(TAKES_KEY))
        return joined(pieces, self._look)

    def _pieces(self, document: Document) -> list[str]:
        """The blocks of the body, one piece each."""
        if self._mode is not Mode.BILINGUAL:
            return [self._block(shown, index, self._texts.language) for index, shown in enumerate(document)]
        original = lead_picture(self._article.row.image, body_of(original_texts(self._article)))[1]
        if original == document:
            return [self._block(shown, index, self._texts.language) for index, shown in enumerate(document)]
        if are_pairs(document, original):
            return [
                self._pair(one, other, index) for index, (one, other) in enumerate(zip(document, original, strict=True))
            ]
        # The page was fetched anew since it was translated: what belongs to what is not known.
        language = self._article.row.language
        whole = [self._block(shown, index, self._texts.language) for index, shown in enumerate(document)]
        heading = small(self._look, size=15, weight=600, above=tokens.SPACE_4, below=tokens.SPACE_3)
        said = f"In {language_name(language) or 'the original'}"
        whole.append(block(escape(said), said, heading, self._look))
        muted = body(self._look, colour=self._look.theme.secondary)
        whole += [self._block(shown, index, language, twin=muted) for index, shown in enumerate(original)]
        return whole

    def _block(self, shown: Block, index: int, language: str, twin: Setting | None = None) -> str:
        key = PARTS * (index + 1) + (TWIN if twin else 0)
        return block_html(shown, self._look, self._place, key=key, language=language, setting=twin)

    def _pair(self, shown: Block, original: Block, index: int) -> str:
        """A block and beneath it, smaller and paler, its original."""
        look = self._look
        match shown:
            case Paragraph() | Heading():
                near = body(look, below=round(look.style.gap_px / 3))
                if isinstance(shown, Heading):
                    near = replace(near, weight=600, size=tokens.TYPE_H2, line=30, families=look.faces.display)
            case ListBlock() | Quote():
                near = body(look)
            case _:
                return self._block(shown, index, self._texts.language)
        size = round(look.style.size_px * 0.84)
        paler = replace(
            body(look, below=round(look.style.gap_px * 1.3), colour=look.theme.secondary),
            size=size,
            line=round(size * 1.5),
        )
        key = PARTS * (index + 1)
        first = block_html(shown, look, self._place, key=key, language=self._texts.language, setting=near)
        twin = self._block(original, index, self._article.row.language, twin=paler)
        return joined([first, twin], look)

    def _notice(self) -> str:
        look, article = self._look, self._article
        said = escape(self._around.notice)
        if self._around.is_page_coming:
            said = "The whole article is being read on the site's page\u2026"
        elif not said and is_summary_only(article) and not page_sentence(article.page):
            said = "The feed carries only the summary."
        if not said:
            return ""
        if safe_address(article.row.url):
            said += " " + link(OPEN_ORIGINAL, "Open the original", look) + " (b)"
        setting = small(look, size=14, colour=look.theme.secondary, above=tokens.SPACE_2, below=tokens.SPACE_4)
        return self._aside(said, setting, _NOTICE)

    def _footer(self) -> str:
        """Why am I seeing this? And what the user wrote."""
        look, article, around = self._look, self._article, self._around
        came = article.provenance
        where = f"the feed {escape(came.feed_url)}" if safe_address(came.feed_url) else "an import"
        lines = [f"It came with {where}, first read {moment_here(came.fetched, around.local_zone)}."]
        if came.changed is not None:
            lines[0] += f" The feed changed it {moment_here(came.changed, around.local_zone)}."
        if article.page is not None and article.page.document:
            read = moment_here(article.page.fetched, around.local_zone)
            lines.append(f"Its full text was read on the site's own page, {read}.")
        if article.translation is not None and self._mode is not Mode.ORIGINAL:
            name = language_name(article.row.language) or "the original"
            engine, host = name_and_host(article.translation.engine)
            by = f"by {escape(engine)} at {escape(host)}" if host else f"on this computer by {escape(engine)}"
            sent = ", to which its text was sent" if host and not is_here(host) else ""
            lines.append(
                f"Translated from {escape(name)} {by}{sent}: a machine's work, the original is one key (t) away."
            )
            if has_kept(article.translation.document):
                lines.append(
                    f"Sentences on a tinted ground are still in {escape(name)}: their translation was not trusted."
                )
        if safe_address(article.row.url):
            lines.append(link(OPEN_ORIGINAL, f"Read it at {escape(article.row.outlet)}", look) + " (b)")
        own = [f"Tags: {escape(', '.join(article.tags))}"] if article.tags else []
        own += [f"Your note: {escape(article.note).replace(chr(10), '<br>')}"] if article.note.strip() else []
        head = small(look, colour=look.theme.secondary, weight=600, below=2)
        line = small(look, size=12)
        html = block("Why am I seeing this?", "", head, look, key=_FOOTER)
        html += "".join(block(text, "", line, look) for text in lines)
        html += "".join(block(text, "", replace(line, above=tokens.SPACE_2, size=13, line=20), look) for text in own)
        cell = f"border-top:1px solid {look.theme.border};padding-top:{tokens.SPACE_4}px"
        return (
            f'<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:{tokens.SPACE_6}px">'
            f'<tr><td style="{cell}">{html}</td></tr></table>'
        )


def _has_form(article: Article) -> bool:
    """Whether the translation is of the text as it is, though perhaps not all of it yet."""
    return article.translation is not None and are_pairs(article.translation.document, article.document)


def article_page(article: Article, mode: Mode, look: Look, around: Surroundings) -> Page:
    """The article as a page. A mode that the article does not have gives the original."""
    return _PageMaker(article, mode, look, around).page()


def texts_shown(article: Article, mode: Mode) -> Texts:
    """The texts that a page in this mode shows first, for copying and for the window's title."""
    return original_texts(article) if mode not in modes_of(article) else texts_of(article, mode)
