"""What the world makes of a story, as a document for the exports: every sentence somebody's, with whose it is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from desktop_app import messages
from desktop_app.model.article import ArticleRow, Seconds
from desktop_app.model.coverage import CountryCoverage
from desktop_app.model.document import Block, Document, Heading, ListBlock, Mark, Paragraph, Run, Runs
from desktop_app.model.document import Quote as QuoteBlock
from desktop_app.model.story_page import ArticleTakes, StoryPage
from desktop_app.model.take import Quote, Take, TakeState, Told

MOST_OTHERS = 5  # articles by which others tell it, below an article

Names = Mapping[str, str]  # of countries, by code


def moment(at: Seconds) -> str:
    instant = datetime.fromtimestamp(at, UTC)
    return f"{instant.day} {instant:%B %Y, %H:%M} UTC"


def below_article(told: ArticleTakes, article: ArticleRow, names: Names) -> Document:
    """How others tell what the article tells: the current take, the named takes, one article of each other country."""
    blocks = [*_current(told.current, names), *_named(told.takes, names)]
    quoted = {take.quote.article for take in told.takes}
    others = told.told_elsewhere(article.country, quoted)[:MOST_OTHERS]
    if others:
        blocks += [_heading(2, "How others tell it"), ListBlock(False, tuple(_article(row, names) for row in others))]
    return tuple(blocks)


def of_story(page: StoryPage, names: Names) -> Document:
    """All but the articles' own texts."""
    summary = page.summary
    countries = messages.count(len(summary.countries), "country", "countries")
    told_by = f"Told by {countries}, {messages.count(summary.articles, 'article')}"
    blocks: list[Block] = [_paragraph(f"{told_by}, {moment(summary.first_seen)} to {moment(summary.updated)}")]
    if page.blind_spot:
        blocks.append(_paragraph(page.blind_spot))
    blocks += [*_current(page.current_take, names, page.take_changed), *_named(page.takes, names)]
    blocks += [*_earlier(page.earlier, names), *_coverage(page.coverage, names)]
    blocks += [_heading(2, "Who tells it"), ListBlock(False, tuple(_article(row, names) for row in page.rows))]
    return tuple(blocks)


def _current(told: Sequence[Told], names: Names, since: Seconds | None = None) -> Iterator[Block]:
    if not told:
        return
    yield _heading(2, "The World’s Current Take")
    if since is not None:
        yield _paragraph(f"Last changed {moment(since)}")
    for one in told:
        also = ", ".join(names.get(code, code) for code in one.also)
        yield _quoted(one.quote, names, f"also in the press of {also}" if also else "")


def _named(takes: Sequence[Take], names: Names) -> Iterator[Block]:
    if takes:
        yield _heading(2, "Alternative Takes")
    for take in takes:
        told_in = ", ".join(names.get(code, code) for code in take.countries if code != take.quote.country)
        yield _heading(3, take.label)
        yield _quoted(take.quote, names, f"also in {told_in}" if told_in else "", messages.worded_by(take.worded_by))


def _earlier(states: Sequence[TakeState], names: Names) -> Iterator[Block]:
    if states:
        yield _heading(2, "How the take changed")
    for state in states:
        if state.since is not None:
            yield _heading(3, f"Since {moment(state.since)}")
        for one in state.told:
            yield _quoted(one.quote, names)


def _coverage(coverage: Sequence[CountryCoverage], names: Names) -> Iterator[Block]:
    carrying = [one for one in coverage if one.carrying]
    if carrying:
        yield _heading(2, "Coverage by country")
        items = (f"{names.get(one.country, one.country)}: {messages.count(one.carrying, 'source')}" for one in carrying)
        yield ListBlock(False, tuple((Run(item),) for item in items))


def _quoted(quote: Quote, names: Names, *remarks: str) -> QuoteBlock:
    country = names.get(quote.country, quote.country)
    state = "state-controlled" if quote.is_state_controlled else ""
    rest = [part for part in (country, state, moment(quote.published), *remarks) if part]
    return QuoteBlock(((Run(quote.sentence),), (Run(quote.outlet_name, href=quote.url), Run(f" · {' · '.join(rest)}"))))


def _article(row: ArticleRow, names: Names) -> Runs:
    whose = f" · {row.outlet} · {names.get(row.country, row.country)} · {moment(row.published)}"
    return (Run(row.title, href=row.url), Run(whose))


def _heading(level: int, text: str) -> Heading:
    return Heading(level, (Run(text),))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text, Mark.ITALIC),))
