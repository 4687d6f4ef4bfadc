"""
When an article's own page is to be asked for its full text, and what is made of the answer. Pure rules.

What a site publishes in its feed in full is not fetched again, and a page that gave nothing is left alone for a day.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from desktop_app.model import document as documents
from desktop_app.model.article import Article, Seconds
from desktop_app.model.document import Document
from desktop_app.model.errors import FetchProblem
from desktop_app.model.page import PageOutcome, PageText, SitePage

WHOLE_WORDS = 250  # a feed that gives as much gives the article, if it does not say that there is more
RETRY_S = 86_400
_LEAST_SHARE = 0.9  # of the feed's text: a page that gives less was not understood
_TAIL = 80  # characters at the end in which a text says that it goes on

# Compiled when first needed: that takes a millisecond, and most feeds' texts are too short to need it.
# Han, kana, Thai, Lao, Khmer, Burmese: words without spaces, of some two characters each
_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
_CUT = (
    r"(?:…|\.\.\.|\[\s*\+?\d+ chars\s*\]"
    r"|(?:read|see) (?:more|on|the (?:full|rest|whole) .{1,24})|continue reading.{0,24}|full story|keep reading"
    r"|lire (?:la suite|plus|l['’]article).{0,24}|(?:leer|ver|leia|saiba|ler) (?:más|mais).{0,12}|seguir leyendo"
    r"|continue (?:lendo|a ler).{0,12}|(?:mehr|weiter) ?lesen|continua a leggere|leggi (?:tutto|anche|di più)"
    r"|lees (?:verder|meer)|läs (?:mer|vidare)|les (?:mer|mere|videre)|læs mere|lue lisää|czytaj (?:dalej|więcej)"
    r"|devamı(?:nı oku)?|baca (?:selengkapnya|juga.{0,40})|читать (?:далее|полностью|дальше)|читати далі"
    r"|続きを読む|全文を読む|阅读(?:全文|更多)|閱讀(?:全文|更多)|더 ?보기|전문 ?보기"
    r"|اقرأ (?:المزيد|أيضا)|المزيد|आगे पढ़ें|और पढ़ें"
    r"|আরও পড়ুন|อ่านต่อ|xem thêm)[\W_]*\Z"
)


def number_of_words(text: str) -> int:
    """Also of scripts that put no space between words, by the number of their characters."""
    if text.isascii():
        return len(text.split())
    spaced, unspaced = re.subn(_UNSPACED, " ", text)
    return len(spaced.split()) + unspaced // 2


def is_whole(document: Document, lead: str) -> bool:
    """Whether what the feed says looks like the whole article.

    It is long, it does not end in the middle ("…", "Read more"), and it is more than the lead.
    """
    text = documents.text(document).strip()
    if number_of_words(text) < WHOLE_WORDS or text.split() == lead.split():
        return False
    return re.search(_CUT, text[-_TAIL:], re.IGNORECASE) is None


def may_be_asked(page: SitePage | None, changed: Seconds | None, now: Seconds) -> bool:
    """Whether an article's page may be asked now: the first time, or again.

    ``changed``: when the feed last changed what it says, which the page then does too.
    """
    if page is None or page.problem == FetchProblem.OFFLINE:
        return True
    if page.outcome is PageOutcome.FULL_TEXT:
        return changed is not None and changed > page.fetched
    return not 0 <= now - page.fetched < RETRY_S  # one of the future: the clock was wrong


def is_missing(article: Article) -> bool:
    """Whether there is a page to be had for an article whose feed does not say all of it."""
    is_web = article.row.url.lower().startswith(("http://", "https://"))
    return is_web and not is_whole(article.feed_document, article.original_lead)


def is_wanted(article: Article, now: Seconds) -> bool:
    """Whether the article's page is to be fetched when the reader opens it."""
    return may_be_asked(article.page, article.provenance.changed, now) and is_missing(article)


def judged(read: PageText, article: Article, came_from: str) -> PageOutcome:
    """What a page gave, beside what the feed says. ``came_from``: its address, behind all redirects."""
    if read.wall is not None:
        return read.wall
    if _is_home(came_from) and not _is_home(article.row.url):
        return PageOutcome.NO_TEXT  # so sites say that they have the article no more
    letters = len(documents.text(read.document).strip())
    told = max(len(documents.text(article.feed_document)), len(article.original_lead))
    return PageOutcome.FULL_TEXT if letters and letters >= _LEAST_SHARE * told else PageOutcome.NO_TEXT


def _is_home(url: str) -> bool:
    try:
        return urlsplit(url).path in {"", "/"}
    except ValueError:
        return False
