"""The commands about stories: stories, story, blindspots, edition."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import Any

from desktop_app import messages
from desktop_app.cli.output import print_json, print_table, printable, say
from desktop_app.library.core import Core
from desktop_app.library.exporting import iso
from desktop_app.library.view import View
from desktop_app.model.article import ArticleId
from desktop_app.model.coverage import BlindSpot, Gap, GapStory, Late, OnlyOurs, ToldByOne
from desktop_app.model.errors import UsageError
from desktop_app.model.story import StoryId, StorySummary
from desktop_app.model.story_page import StoryPage
from desktop_app.model.take import Quote, Take, Told

SHOWN = 50
EVERYTHING = 10_000_000

PublicIds = Mapping[ArticleId, str | int]


def stories(options: Namespace, core: Core) -> int:
    core.library.group_stories()
    limit = options.limit or (EVERYTHING if options.json else SHOWN)
    with closing(core.library.view()) as view:
        found = view.stories(limit)
        if options.json:
            print_json([_with_members(view, story) for story in found] + _alone(view, limit - len(found)))
        else:
            _print_stories(found, "There is no story yet that several articles tell. 'overview sync' asks the sites.")
    return 0


def _with_members(view: View, story: StorySummary) -> dict[str, Any]:
    members = view.members(story.id)
    ids = view.public_ids(members)
    return _summary(story) | {"members": [ids[member] for member in members if member in ids]}


def _summary(story: StorySummary) -> dict[str, Any]:
    return {
        "id": story.id,
        "title": story.title,
        "articles": story.articles,
        "outlets": story.outlets,
        "countries": list(story.countries),
        "first_seen": iso(story.first_seen),
        "updated": iso(story.updated),
    }


def _alone(view: View, limit: int) -> list[dict[str, Any]]:
    """The articles that nobody else tells of, as stories of one."""
    rows = view.alone(limit) if limit > 0 else ()
    ids = view.public_ids([row.id for row in rows])
    return [
        {
            "id": row.story,
            "title": row.title,
            "articles": 1,
            "outlets": 1,
            "countries": [row.country],
            "first_seen": iso(row.published),
            "updated": iso(row.published),
            "members": [ids[row.id]],
        }
        for row in rows
    ]


def _print_stories(found: Sequence[StorySummary], nothing: str) -> None:
    if not found:
        say(nothing)
        return
    print_table(
        [
            (
                str(story.id),
                messages.count(story.articles, "article"),
                messages.count(len(story.countries), "country", "countries"),
                f"{story.title} ({story.remark})" if story.remark else story.title,
            )
            for story in found
        ],
        (10, 14, 13),
    )


# One story


def story(options: Namespace, core: Core) -> int:
    core.library.group_stories()
    core.library.read_takes(StoryId(options.id))
    with closing(core.library.view()) as view:
        page = view.story(StoryId(options.id), options.press or core.library.own_press)
        if page is None:
            raise UsageError(f"No story has the number {options.id}. 'overview stories' shows numbers first.")
        if options.json:
            print_json(_page(page, view.public_ids([row.id for row in page.rows])))
        else:
            print(printable(_text(page)))
    return 0


def _page(page: StoryPage, ids: PublicIds) -> dict[str, Any]:
    return _summary(page.summary) | {
        "members": [ids[row.id] for row in page.rows],
        "current_take": _told(page.current_take, ids),
        "take_changed": None if page.take_changed is None else iso(page.take_changed),
        "earlier_takes": [
            {"since": None if state.since is None else iso(state.since), "current_take": _told(state.told, ids)}
            for state in page.earlier
        ],
        "takes": [_take(take, ids) for take in page.takes],
        "coverage": {one.country: one.carrying for one in page.coverage},
        "blindspot": page.blind_spot or None,
        "why": [
            {
                "article": ids[related.row.id],
                "source": related.row.outlet,
                "similarity": related.similarity,
                "meaning": None if related.meaning is None else round(related.meaning, 3),
                "shared": list(related.shared),
            }
            for related in page.articles
        ],
    }


def _told(told: Sequence[Told], ids: PublicIds) -> list[dict[str, Any]]:
    return [_quote(one.quote, ids) | {"also": list(one.also)} for one in told]


def _quote(quote: Quote, ids: PublicIds) -> dict[str, Any]:
    return {
        "sentence": quote.sentence,
        "article": ids.get(quote.article, quote.article),
        "source": quote.outlet_name,
        "country": quote.country,
        "published": iso(quote.published),
        "url": quote.url or None,
    }


def _take(take: Take, ids: PublicIds) -> dict[str, Any]:
    return {"label": take.label, "worded_by": take.worded_by or None} | _quote(take.quote, ids) | {
        "countries": list(take.countries),
        "members": [ids.get(member, member) for member in take.members],
    }  # fmt: skip


def _text(page: StoryPage) -> str:
    summary = page.summary
    articles, countries = messages.count(summary.articles, "article"), len(summary.countries)
    lines = [summary.title, f"{articles}, {messages.count(countries, 'country', 'countries')}"]
    if page.current_take:
        since = "" if page.take_changed is None else f" (since {iso(page.take_changed)})"
        lines += ["", f"The World's Current Take{since}"]
        lines += [_line(told.quote) for told in page.current_take]
    for state in page.earlier:
        lines += ["", f"What it was since {'' if state.since is None else iso(state.since)}"]
        lines += [_line(told.quote) for told in state.told]
    for take in page.takes:
        why = f" ({messages.worded_by(take.worded_by)})" if take.worded_by else ""
        lines += ["", f"{take.label}{why}", _line(take.quote)]
    lines += ["", "Coverage: " + ", ".join(f"{one.country} {one.carrying}" for one in page.coverage)]
    if page.blind_spot:
        lines.append(f"Blind spot: {page.blind_spot}")
    lines += ["", "Articles, and what they share with the first"]
    lines += [f"{r.row.country}  {r.row.outlet}: {r.row.title}  ({', '.join(r.shared)})" for r in page.articles]
    return "\n".join(lines)


def _line(quote: Quote) -> str:
    return f"  “{quote.sentence}” {quote.outlet_name} ({quote.country})"


# Who does not tell it, and what to read today


def blindspots(options: Namespace, core: Core) -> int:
    core.library.group_stories()
    press, gap = options.press or core.library.own_press, _gap(options)
    with closing(core.library.view()) as view:
        found = view.gaps(gap, press)
    if options.json:
        print_json([{"story": one.summary.id, "title": one.summary.title} | _figures(one, press) for one in found])
    else:
        _print_stories([one.summary for one in found], f"No story is such a one ({gap.value}) of the press of {press}.")
    return 0


def _gap(options: Namespace) -> Gap:
    if options.late:
        return Gap.LATE
    if options.only_ours:
        return Gap.ONLY_OURS
    return Gap.TOLD_BY_ONE if options.told_by_one else Gap.BLIND_SPOT


def _figures(story: GapStory, press: str) -> dict[str, Any]:
    match story.figures:
        case BlindSpot() as spot:
            return {
                "countries": spot.countries,
                "outlets": spot.outlets,
                "press": press,
                "press_sources": spot.press_sources,
                "press_down": spot.press_down,
                "carrying": spot.carrying,
                "p": spot.p,
            }
        case Late() as late:
            return {
                "press": press,
                "first_country": late.country,
                "first": iso(late.first_abroad),
                "first_at_home": iso(late.first_at_home),
            }
        case OnlyOurs() as ours:
            return {
                "press": press,
                "carrying": ours.carrying,
                "outlets": ours.outlets,
                "others": ours.others,
                "p": ours.p,
            }
        case ToldByOne() as one:
            return {"country": one.country, "carrying": one.outlets, "other_countries": one.other_countries}


def edition(options: Namespace, core: Core) -> int:
    core.library.group_stories()
    with closing(core.library.view()) as view:
        found = view.edition()
        if options.json:
            print_json([_with_members(view, story) for story in found])
        else:
            _print_stories(found, "There is no edition yet. 'overview sync' asks the sites.")
    return 0


COMMANDS: dict[str, Callable[[Namespace, Core], int]] = {
    "stories": stories,
    "story": story,
    "blindspots": blindspots,
    "edition": edition,
}
