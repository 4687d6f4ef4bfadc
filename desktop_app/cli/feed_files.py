"""``overview parse-feed``: what the feed parser makes of files, to look at and to measure it by."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from desktop_app.cli import manifests
from desktop_app.cli.output import print_json, print_table, say
from desktop_app.feeds.as_json import feed_json
from desktop_app.feeds.parser import parse
from desktop_app.model.feed import ParsedFeed


def parse_feed(options: Namespace) -> int:
    manifests.want_one(options)
    if options.manifest is not None:
        return manifests.go_through(Path(options.manifest), lambda row: lambda: feed_json(parse(row.content, row.url)))
    feed = parse(manifests.content(options.file), options.url)
    if options.json:
        print_json(feed_json(feed))
    else:
        _print_feed(feed)
    return 0


def _print_feed(feed: ParsedFeed) -> None:
    values = feed_json(feed)
    say(f"{feed.title or 'No title'} ({feed.language or 'language unknown'}), {len(feed.entries)} entries")
    print_table([(entry["published"] or "no date", entry["title"]) for entry in values["entries"]], (25,))
