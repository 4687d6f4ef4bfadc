"""``overview sources``: whose feeds are read, how they are doing, and the user's own among them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop_app import messages
from desktop_app.cli.names import outlet_of
from desktop_app.cli.output import print_json, print_table, say
from desktop_app.library import opml
from desktop_app.library.core import Core
from desktop_app.library.exporting import iso, whole_file
from desktop_app.library.opml import ListedFeed, Placed
from desktop_app.library.view import View
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.errors import UsageError
from desktop_app.model.outlet import FeedHealth, FeedState, Outlet, OutletKey
from desktop_app.model.translating import ALWAYS, NEVER
from desktop_app.notation.languages import language_tag


def sources(options: Namespace, core: Core) -> int:
    core.take_catalog()
    return _ACTIONS[options.action](options, core)


def _list(options: Namespace, core: Core) -> int:
    with closing(core.library.view()) as view:
        health = _health(view, options)
        of_outlet = {key: list(some) for key, some in groupby(health, lambda h: h.outlet)}
        outlets = [o for code in dict.fromkeys(h.country for h in health) for o in view.outlets(code)]
    rows = [(outlet, of_outlet[outlet.key]) for outlet in outlets if outlet.key in of_outlet]
    if options.json:
        print_json([_outlet_json(outlet, feeds) for outlet, feeds in rows])
    else:
        print_table([(o.key, _state_of(feeds), o.kind, o.name) for o, feeds in rows], (40, 8, 19))
        say(f"{messages.count(len(rows), 'source')}.")
    return 0


def _health(view: View, options: Namespace) -> tuple[FeedHealth, ...]:
    everything = view.health(options.country)
    return everything if options.all else tuple(h for h in everything if h.state is not FeedState.OFF)


def _state_of(feeds: Sequence[FeedHealth]) -> str:
    """The state of an outlet is that of its first feed that is worse than well."""
    return next((f.state for f in feeds if f.state is not FeedState.HEALTHY), FeedState.HEALTHY).value


def _outlet_json(outlet: Outlet, feeds: Sequence[FeedHealth]) -> dict[str, Any]:
    return {
        "source": outlet.name,
        "key": outlet.key,
        "country": outlet.country,
        "kind": outlet.kind.value,
        "homepage": outlet.homepage or None,
        "feeds": [{"url": feed.url, "language": feed.language or None} for feed in outlet.feeds],
        "on": any(f.state is not FeedState.OFF for f in feeds),
        "paused": any(f.state is FeedState.PAUSED for f in feeds),
        "articles": sum(f.articles for f in feeds),
        "origin": outlet.origin,
        "ownership": f"{outlet.ownership.meaning} ({outlet.ownership.edition})" if outlet.ownership else None,
    }


def _check(options: Namespace, core: Core) -> int:
    with closing(core.library.view()) as view:
        health = _health(view, options)
    if options.json:
        print_json([_health_json(h) for h in health])
        return 0
    print_table([(h.country, h.outlet_name, h.state.value, messages.feed_sentence(h)) for h in health], (2, 32, 8))
    ill = sum(h.state in {FeedState.FAILING, FeedState.GONE} for h in health)
    say(f"{ill} of {messages.count(len(health), 'feed')} need attention.")
    return 0


def _health_json(health: FeedHealth) -> dict[str, Any]:
    return {
        "source": health.outlet_name,
        "country": health.country,
        "feed": health.url,
        "state": health.state.value,
        "outcome": messages.feed_sentence(health),
        "last_success": _iso(health.last_success),
        "last_attempt": _iso(health.last_attempt),
        "next": _iso(health.next_attempt),
        "error": messages.problem_sentence(health.problem, health.status) or None,
        "status": health.status,
        "failing_since": _iso(health.failing_since),
        "articles": health.articles,
        "articles_per_week": None if health.articles_per_week is None else round(health.articles_per_week, 1),
        "average_delay_s": health.average_delay_s,
        "is_unencrypted": health.is_unencrypted,
        "moved_from": health.moved_from or None,
    }


def _iso(instant: int | None) -> str | None:
    return None if instant is None else iso(instant)


# Changing


def _add(options: Namespace, core: Core) -> int:
    feed = ListedFeed(options.url, " ".join((options.name or "").split()), "", options.language, ())
    with closing(core.library.view()) as view:
        country = _known_country(view.countries(), options.country)
        known = _by_feed(view).get(feed.url)
        if known is not None:
            hint = f"; 'overview sources on {known.outlet}' reads it" if known.state is FeedState.OFF else ""
            raise UsageError(f"This feed is one of {known.outlet_name} already ({known.outlet}){hint}.")
        taken = {outlet.key: outlet for outlet in view.outlets(country.code)}
    outlet = opml.outlet(feed, country.code, taken)
    core.library.add_source(outlet).result()
    _told(options, outlet.key, "added")
    return 0


def _known_country(countries: Sequence[Country], code: CountryCode) -> Country:
    found = next((c for c in countries if c.code == code), None)
    if found is None:
        raise UsageError(f"No country has the code {code}. Use its ISO code of two letters, as in FR or KE.")
    return found


def _by_feed(view: View) -> dict[str, FeedHealth]:
    """By every address that it is known by."""
    return {url: h for h in view.health() for url in (h.moved_from, h.url) if url}


def _remove(options: Namespace, core: Core) -> int:
    key = _named(options, core)
    core.library.remove_source(key).result()
    _told(options, key, "removed")
    return 0


def _pause(options: Namespace, core: Core) -> int:
    key = _named(options, core)
    core.library.pause(key, is_paused=options.action == "pause").result()
    _told(options, key, "paused" if options.action == "pause" else "resumed")
    return 0


def _language(options: Namespace, core: Core) -> int:
    key, rule = _named(options, core), options.rule.lower()
    if rule not in {"auto", NEVER, ALWAYS} and language_tag(rule) != rule:
        raise UsageError(f"{options.rule!r} is neither never, always, auto nor a language's code such as pt.")
    core.library.set_language_rule(key, "" if rule == "auto" else rule).result()
    _told(options, key, f"into English: {rule}")
    return 0


def _switch(options: Namespace, core: Core) -> int:
    key = _named(options, core)
    core.library.switch(key, is_on=options.action == "on").result()
    _told(options, key, options.action)
    return 0


def _named(options: Namespace, core: Core) -> OutletKey:
    with closing(core.library.view()) as view:
        return outlet_of(view, options.source)


def _told(options: Namespace, key: OutletKey, what: str) -> None:
    if options.json:
        print_json({"key": key, "action": what})
    else:
        say(f"{key}: {what}.")


# OPML


def _import(options: Namespace, core: Core) -> int:
    try:
        content = Path(options.file).read_bytes()
    except OSError as e:
        raise UsageError(f"{options.file} cannot be read: {e.strerror or e}.") from e
    feeds = opml.read(content)
    with closing(core.library.view()) as view:
        countries = view.countries()
        otherwise = _known_country(countries, options.country).code if options.country else None
        known = _by_feed(view)
        taken = {o.key: o for c in countries for o in view.outlets(c.code)}
    rows: list[dict[str, Any]] = []
    for placed in opml.place(feeds, countries, otherwise):
        row, change = _taken_over(placed, known.get(placed.feed.url), taken)
        if change is not None and not options.dry_run:
            change(core)
        rows.append(row)
    left_out = [row for row in rows if row["action"] == "left out"]
    if options.json:
        print_json(rows)
    else:
        print_table([(r["action"], r["country"] or "", r["source"], r["feed"]) for r in rows], (10, 2, 32))
        for row in left_out:
            say(f"{row['feed']}: {row['reason']}")
    counts = {action: sum(r["action"] == action for r in rows) for action in ("added", "on", "known")}
    would = "would be " if options.dry_run else ""
    say(
        f"{counts['added']} {would}added, {counts['on']} {would}switched on, {counts['known']} known, "
        f"{len(left_out)} left out."
    )
    return 1 if left_out else 0


def _taken_over(
    placed: Placed, known: FeedHealth | None, taken: dict[OutletKey, Outlet]
) -> tuple[dict[str, Any], Callable[[Core], None] | None]:
    """What becomes of a feed of the list, and how that is done."""
    feed = placed.feed
    row = {"source": feed.name, "country": placed.country, "feed": feed.url, "action": "left out", "reason": None}
    if known is not None:
        row |= {"source": known.outlet_name, "country": known.country}
        if known.state is not FeedState.OFF:
            return row | {"action": "known"}, None
        return row | {"action": "on"}, lambda core: core.library.switch(known.outlet, is_on=True).result()
    if placed.country is None:
        return row | {"reason": "Nothing tells its country: name one with --country XX, or use folders."}, None
    try:
        outlet = opml.outlet(feed, placed.country, taken)
    except UsageError as e:
        return row | {"reason": str(e)}, None
    taken[outlet.key] = outlet
    return row | {"source": outlet.name, "action": "added"}, lambda core: core.library.add_source(outlet).result()


def _export(options: Namespace, core: Core) -> int:
    with closing(core.library.view()) as view:
        on = {h.outlet for h in view.health() if h.state is not FeedState.OFF}
        groups = [(c.name, [o for o in view.outlets(c.code) if o.key in on]) for c in view.countries()]
    groups = sorted((name, outlets) for name, outlets in groups if outlets)
    with whole_file(Path(options.file)) as out:
        out.write(opml.write("Overview", groups).decode())
    number = sum(len(outlets) for _, outlets in groups)
    if options.json:
        print_json({"sources": number, "file": options.file})
    else:
        say(f"{messages.count(number, 'source')} written to {options.file}.")
    return 0


_ACTIONS: dict[str, Callable[[Namespace, Core], int]] = {
    "list": _list,
    "check": _check,
    "add": _add,
    "remove": _remove,
    "pause": _pause,
    "resume": _pause,
    "language": _language,
    "on": _switch,
    "off": _switch,
    "import": _import,
    "export": _export,
}
