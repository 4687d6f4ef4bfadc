"""What may be typed after ``overview``. Light: the window's start reads its arguments here too."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NoReturn

from desktop_app import __version__
from desktop_app.model.country import REGIONS

NOW_VARIABLE = "OVERVIEW_NOW"

WITHOUT_STORE = frozenset({"extract", "parse-feed"})
WITH_MODELS = frozenset({"languages", "translate"})  # which need the translation models, and no store


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options. Ends the program with exit code 2 and one line where they are wrong."""
    try:
        return _window_parser().parse_args(argv)  # a start of the window has no time for two dozen commands
    except _AskTheOther:
        return _parser().parse_args(argv)


class _AskTheOther(Exception):  # noqa: N818 - an answer, not an error
    """There is something that the window's options do not explain."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the whole usage above it."""

    def error(self, message: str) -> None:  # type: ignore[override]  # it never returns there either
        self.exit(2, f"{self.prog}: {message}. Try '{self.prog} --help'.\n")


def _instant(text: str) -> float:
    if text.replace(".", "", 1).isdecimal():
        return float(text)
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant.timestamp()


def _size(text: str) -> tuple[int, int]:
    width, height = text.lower().split("x")
    return int(width), int(height)


def _country(text: str) -> str:
    if len(text) != 2 or not text.isalpha():
        raise ValueError(text)
    return text.upper()


def _press(text: str) -> str:
    return text.title() if text.title() in REGIONS else _country(text)


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


# argparse names these functions when it says that a value is wrong
_instant.__name__ = "date and time with a zone, as in 2026-03-14T12:00Z, or Unix time"
_size.__name__ = "size, as in 1440x900"
_number.__name__ = "whole number above 0"
_press.__name__ = "country code of two letters, or region"
_country.__name__ = "country code of two letters"


class _WindowParser(argparse.ArgumentParser):
    """Explains nothing: the other one does."""

    def error(self, message: str) -> NoReturn:
        raise _AskTheOther(message)


def _window_parser() -> argparse.ArgumentParser:
    parser = _WindowParser(prog="overview", add_help=False)
    _add_window(parser)
    parser.set_defaults(command=None)
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="overview",
        description="Read the world's press, country by country. Without a command: open the window.",
    )
    _add_window(parser)
    _add_commands(parser.add_subparsers(dest="command", metavar="COMMAND", title="commands"))
    return parser


def _add_window(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action="version", version=f"Overview {__version__}")
    _add_places(parser, is_shown=True)
    window = parser.add_argument_group("the window")
    window.add_argument("--country", type=_country, metavar="XX", help="open this country")
    window.add_argument("--article", metavar="ID", help="open this article")
    window.add_argument(
        "--screen",
        choices=("world", "edition", "stories", "blind-spots", "saved", "search", "sources"),
        help="open this screen",
    )
    window.add_argument("--theme", choices=("system", "paper", "ink", "sepia", "contrast"), help="for this time only")
    window.add_argument("--size", type=_size, metavar="WxH", help="size of the window")
    window.add_argument("--key", action="append", default=[], metavar="KEY", help="press a key once ready (for tests)")
    window.add_argument("--grab", metavar="FILE.png", help="save a picture of the window once ready (for tests)")
    window.add_argument(
        "--quit-after", metavar="painted|ready|SECONDS", help="quit once painted or ready, or after so long (for tests)"
    )


def _add_places(parser: argparse.ArgumentParser, *, is_shown: bool) -> None:
    """What holds for every command: it may stand before the command, and, where its help is not shown, after it."""

    def add(name: str, help_text: str, **details: Any) -> None:
        if is_shown:
            parser.add_argument(name, help=help_text, **details)
        else:
            # without a default, which would take the place of what stood before the command
            details["default"] = argparse.SUPPRESS
            parser.add_argument(name, help=argparse.SUPPRESS, **details)

    add("--profile", "all data, settings and logs under DIR", metavar="DIR")
    add("--catalog", "another catalogue of sources (CSV) than the one shipped", metavar="FILE")
    add("--demo", "a fictional world, from files, without a network", action="store_true")
    add(
        "--clock", f"what time it is when the program begins, or {NOW_VARIABLE} (for tests; with --demo it stays so)",
        type=_instant, metavar="TIME", default=os.environ.get(NOW_VARIABLE) or None,
    )  # fmt: skip
    add("--offline", "do not sync by itself", action="store_true")
    add("--debug", "log to the terminal, and show where an error came from", action="store_true")


Subparsers = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_listing(listing: argparse.ArgumentParser) -> None:
    listing.add_argument("--country", type=_country, metavar="XX")
    listing.add_argument("--about", type=_country, metavar="XX", help="what an article tells of, whoever tells it")
    listing.add_argument("--source", metavar="S")
    listing.add_argument("--starred", action="store_true")
    listing.add_argument("--unread", action="store_true")
    listing.add_argument("--limit", type=_number, default=50, metavar="N")


def _add_commands(commands: argparse._SubParsersAction[Any]) -> None:
    def add(name: str, help_text: str, *, prints_data: bool = True) -> argparse.ArgumentParser:
        command: argparse.ArgumentParser = commands.add_parser(name, help=help_text, description=help_text)
        _add_places(command, is_shown=False)
        if prints_data:
            command.add_argument("--json", action="store_true", help="one JSON value")
        return command

    sync = add("sync", "ask every site once")
    sync.add_argument("--country", type=_country, action="append", metavar="XX")

    _add_listing(add("list", "the newest articles"))

    show = add("show", "one article", prints_data=False)
    show.add_argument("id")
    show.add_argument("--format", choices=("text", "md", "html", "json"), default="text")
    show.add_argument("--json", action="store_const", const="json", dest="format")
    show.add_argument("--original", action="store_true", help="not the translation")

    search = add("search", "articles that contain these words (country: about: lang: source: before: after: is: tag:)")
    search.add_argument("query", nargs="+")
    search.add_argument("--limit", type=_number, default=50, metavar="N")

    _add_stories(add)

    for name, text in (("star", "keep an article for ever"), ("unstar", "keep it no more")):
        add(name, text, prints_data=False).add_argument("id", nargs="+")
    note = add("note", "write a note to an article ('' takes it away)", prints_data=False)
    note.add_argument("id")
    note.add_argument("text")
    tag = add("tag", "put a tag on an article", prints_data=False)
    tag.add_argument("id")
    tag.add_argument("tag")
    tag.add_argument("--remove", action="store_true")

    _add_sources(add("sources", "whose feeds are read", prints_data=False))

    importing = add("import", "take in articles, a JSON object a line")
    importing.add_argument("file", metavar="FILE.jsonl")
    exporting = add("export", "write articles to a file", prints_data=False)
    which = exporting.add_mutually_exclusive_group()
    which.add_argument("--starred", action="store_true")
    which.add_argument("--id", action="append", metavar="ID")
    which.add_argument("--story", type=_number, metavar="ID", help="a story's takes and all its articles")
    exporting.add_argument("--format", choices=("jsonl", "html", "md"), default="jsonl")
    exporting.add_argument("-o", "--output", required=True, metavar="PATH")

    for name, text, what in (
        ("parse-feed", "what the feed parser makes of a file", "feed"),
        ("extract", "what reader mode makes of a page in a file", "page"),
    ):
        file = add(name, text)
        file.add_argument("file", nargs="?", metavar="FILE")
        file.add_argument("--url", default="", help=f"where the {what} came from")
        file.add_argument("--manifest", metavar="FILE.jsonl", help="many files: a row each with file and url")

    _add_languages(add("languages", "which languages can be translated", prints_data=False))

    _add_translate(add("translate", "a text into English"))

    add("doctor", "check the store, the catalogue and what the window needs")
    backup = add("backup", "copy the store into one file", prints_data=False)
    backup.add_argument("path", nargs="?", metavar="PATH")
    restore = add("restore", "put such a copy in the place of the store", prints_data=False)
    restore.add_argument("path", metavar="PATH")


def _add_stories(add: Callable[..., argparse.ArgumentParser]) -> None:
    stories = add("stories", "the stories that the press of several countries tells")
    stories.add_argument("--limit", type=_number, metavar="N", help="else 50, and with --json all, single articles too")
    story = add("story", "one story: what the world's press makes of it")
    story.add_argument("id", type=_number)
    blindspots = add("blindspots", "what many countries' press tells and that of one does not")
    for command in (story, blindspots):
        command.add_argument(
            "--press", type=_press, metavar="XX", help="whose press, or Europe, ... (else yours, or US)"
        )
    others = blindspots.add_mutually_exclusive_group()
    others.add_argument("--late", action="store_true", help="what that press told long after others")
    others.add_argument("--only-ours", action="store_true", help="the mirror: what only that press tells")
    others.add_argument("--told-by-one", action="store_true", help="what the press of one country alone tells, any one")
    add("edition", "the stories of the day")


def _add_translate(translate: argparse.ArgumentParser) -> None:
    translate.add_argument("--from", dest="source_language", required=True, metavar="LL", help="the text's language")
    translate.add_argument("file", nargs="?", default="-", metavar="FILE", help="else the standard input")


def _add_languages(languages: argparse.ArgumentParser) -> None:
    actions = languages.add_subparsers(dest="action", metavar="ACTION", required=True)

    def add(name: str, help_text: str) -> argparse.ArgumentParser:
        action: argparse.ArgumentParser = actions.add_parser(name, help=help_text, description=help_text)
        _add_places(action, is_shown=False)
        return action

    listing = add("list", "every language, its model's size and version, and whether it is installed")
    listing.add_argument("--installed", action="store_true", help="only those that are")
    listing.add_argument("--json", action="store_true", help="one JSON value")
    installing = add("install", "download a language's model, or its newer version")
    installing.add_argument("language", nargs="+", metavar="LL")
    installing.add_argument("--from", dest="source", metavar="PATH", help="from a folder or archive with its files")
    installing.add_argument("--json", action="store_true", help="one JSON value")
    add("remove", "remove a language's model").add_argument("language", nargs="+", metavar="LL")


def _add_sources(sources: argparse.ArgumentParser) -> None:
    actions = sources.add_subparsers(dest="action", metavar="ACTION", required=True)

    def add(name: str, help_text: str) -> argparse.ArgumentParser:
        action: argparse.ArgumentParser = actions.add_parser(name, help=help_text, description=help_text)
        _add_places(action, is_shown=False)
        action.add_argument("--json", action="store_true", help="one JSON value")
        return action

    for name, text in (("list", "every source"), ("check", "how the feeds are doing")):
        action = add(name, text)
        action.add_argument("--country", type=_country, metavar="XX")
        action.add_argument("--all", action="store_true", help="those that are off too")
    adding = add("add", "read a feed of your own")
    adding.add_argument("url")
    adding.add_argument("--country", type=_country, metavar="XX", required=True)
    adding.add_argument("--name")
    adding.add_argument("--language", default="")
    for name, text in (
        ("remove", "read a source no more"),
        ("pause", "leave a source out for a while"),
        ("resume", "take a paused source up again"),
        ("on", "read a source of the catalogue"),
        ("off", "do not read it"),
    ):
        add(name, text).add_argument("source")
    language = add("language", "what to do with the language of a source's articles")
    language.add_argument("source")
    language.add_argument("rule", metavar="never|always|auto|LL", help="LL: all of it is in this language")
    importing = add("import", "take over the feeds of an OPML file")
    importing.add_argument("file", metavar="FILE.opml")
    importing.add_argument("--country", type=_country, metavar="XX", help="for feeds whose country nothing tells")
    importing.add_argument("--dry-run", action="store_true", help="only tell what would be taken over")
    add("export", "write the sources that are on as OPML").add_argument("file", metavar="FILE.opml")
