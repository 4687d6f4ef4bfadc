"""The commands about articles: list, search, show, star, unstar, note, tag."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime

from desktop_app import messages
from desktop_app.cli.names import article_of, know_countries, outlet_of
from desktop_app.cli.output import print_json, print_table, printable, say
from desktop_app.cli.pictures import starring
from desktop_app.cli.values import article_json, rows_json
from desktop_app.library.core import Core
from desktop_app.library.exporting import Exporter
from desktop_app.library.view import View
from desktop_app.model.article import ArticleRow
from desktop_app.model.listing import FromCountry, FromOutlet, Latest, Listing, Saved, ToldAbout

PAGE = 200


def list_articles(options: Namespace, core: Core) -> int:
    if options.about:
        core.library.group_stories()  # what articles are about is found with their stories
    with closing(core.library.view()) as view:
        listing, wanted = _listing(options, view)
        rows: list[ArticleRow] = []
        for row in _all_rows(view, listing):
            if wanted(row):
                rows.append(row)
                if len(rows) == options.limit:
                    break
        _print_rows(view, rows, options)
    return 0


def _listing(options: Namespace, view: View) -> tuple[Listing, Callable[[ArticleRow], bool]]:
    """The narrowest list that the store walks in order, and what its rows must be besides."""
    country, is_starred, is_unread = options.country, options.starred, options.unread

    def wanted(row: ArticleRow) -> bool:
        return (
            (country is None or row.country == country)
            and (row.is_starred or not is_starred)
            and not (row.is_read and is_unread)
        )

    if options.about:
        about = ToldAbout(options.about)
        if not options.source:
            return about, wanted
        told = frozenset(view.ids(about))
        return FromOutlet(outlet_of(view, options.source, country)), lambda row: row.id in told and wanted(row)
    if options.source:
        return FromOutlet(outlet_of(view, options.source, country)), wanted
    if is_starred:
        return Saved(), wanted
    return (FromCountry(country) if country else Latest()), wanted


def _all_rows(view: View, listing: Listing) -> Iterator[ArticleRow]:
    page = view.page(listing, None, PAGE)
    while page:
        yield from page
        page = view.page(listing, view.page_end(listing, page[-1]), PAGE)


def search(options: Namespace, core: Core) -> int:
    know_countries(core)
    with closing(core.library.view()) as view:
        rows = view.rows(view.search(" ".join(options.query), options.limit))
        _print_rows(view, rows, options)
    return 0


def _print_rows(view: View, rows: Sequence[ArticleRow], options: Namespace) -> None:
    if options.json:
        print_json(rows_json(view, rows))
        return
    if not rows:
        if options.command == "search":
            say("Nothing was found.")
        else:
            say("There is no article to list. 'overview sync' asks the sites.")
        return
    ids = view.public_ids([row.id for row in rows])
    now = view.now()
    lines = [
        (
            str(ids.get(row.id, row.id)),
            _age(now, row.published),
            row.country,
            row.outlet,
            f"{'★ ' if row.is_starred else ''}{row.title}",
        )
        for row in rows
    ]
    print_table(lines, (36, 10, 2, 22))


def _age(now: int, published: int) -> str:
    return messages.age(now - published) or f"{datetime.fromtimestamp(published, UTC):%Y-%m-%d}"


def show(options: Namespace, core: Core) -> int:
    with closing(core.library.view()) as view:
        article = article_of(view, options.id)
        if not options.original:
            core.library.translate_article(article.row.id)
            article = view.article(article.row.id) or article
        if options.format == "json":
            print_json(article_json(article, view.versions(article.row.id), is_original=options.original))
            return 0
        exporter = Exporter({c.code: c.name for c in view.countries()}, core.library.picture_path, view.takes_of)
        made = {"text": exporter.text, "md": exporter.markdown, "html": exporter.html}[options.format]
        page = made(article, is_original=options.original)
    print(printable(page) if options.format == "text" else page, end="")
    return 0


# What the user does with them


def star(options: Namespace, core: Core) -> int:
    is_starred = options.command == "star"
    with closing(core.library.view()) as view:
        wanted = [article_of(view, name) for name in options.id]
    with starring(core, wanted if is_starred else ()):
        core.library.star([article.row.id for article in wanted], is_starred=is_starred).result()
    say(f"{messages.count(len(wanted), 'article')} {'starred' if is_starred else 'no longer starred'}.")
    return 0


def note(options: Namespace, core: Core) -> int:
    with closing(core.library.view()) as view:
        article = article_of(view, options.id)
    core.library.set_note(article.row.id, options.text.strip()).result()
    say("Noted." if options.text.strip() else "The note is gone.")
    return 0


def tag(options: Namespace, core: Core) -> int:
    with closing(core.library.view()) as view:
        article = article_of(view, options.id)
    core.library.set_tag(article.row.id, options.tag, is_set=not options.remove).result()
    say("The tag is gone." if options.remove else "Tagged.")
    return 0


COMMANDS: dict[str, Callable[[Namespace, Core], int]] = {
    "list": list_articles,
    "search": search,
    "show": show,
    "star": star,
    "unstar": star,
    "note": note,
    "tag": tag,
}
