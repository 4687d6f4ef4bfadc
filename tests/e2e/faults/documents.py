"""What sites say wrongly: character sets, markup that is broken, entries that are odd, and what is no feed at all."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Sequence

from desktop_app.model.article import ArticleRow
from tests.e2e.faults.kinds import NOON, Kind, channel, item, rss, titles
from tests.support.web import Answer, Page

RUSSIAN = ("Выборы в Москве", "Наводнение на Волге", "Съезд учёных", "Цены на хлеб", "Новый мост")
FRENCH = ("L'été à Évian", "Cœur de Paris", "Août “chaud”", "Noël déjà", "Où est l’eau ?")
JAPANESE = ("東京で選挙", "台風が接近", "新しい駅が開業", "物価が上昇", "桜の開花")
NOT_A_FEED = ("not a feed", "not readable", "empty", "too deep")


def _kind(
    name: str, does: str, body: bytes | str, gives: tuple[str, ...], *, takes: str = "all", kind: str = ""
) -> Kind:
    """A feed that is sent well."""
    answer = Answer(body.encode() if isinstance(body, str) else body, content_type=kind or "application/rss+xml")
    return Kind(name, does, takes, {f"/{name}": answer}, gives)


def _nothing(name: str, does: str, body: bytes | str, *, kind: str = "text/html") -> Kind:
    answer = Answer(body.encode() if isinstance(body, str) else body, content_type=kind)
    return Kind(name, does, "", {f"/{name}": answer}, (), NOT_A_FEED)


def _prolog(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>'


def character_sets() -> Iterator[Kind]:
    bare = '<?xml version="1.0"?>'
    for name, does, said, prolog, codec, kind in (
        ("charset-header", "names the set in the header only", RUSSIAN, bare, "cp1251",
         "text/xml; charset=windows-1251"),
        ("charset-prolog", "names the set in the prolog only", RUSSIAN, _prolog("koi8-r"), "koi8-r", "text/xml"),
        ("charset-header-wrong", "says Latin-1 in the header, and is UTF-8", RUSSIAN, bare, "utf-8",
         "text/xml; charset=iso-8859-1"),
        ("charset-prolog-wrong", "says Latin-1 in the prolog, and is UTF-8", RUSSIAN, _prolog("iso-8859-1"), "utf-8",
         "text/xml"),
        ("charset-utf8-wrong", "says UTF-8, and is windows-1252", FRENCH, _prolog("utf-8"), "cp1252",
         "text/xml; charset=utf-8"),
        ("charset-none", "does not say that it is windows-1252", FRENCH, bare, "cp1252", "text/xml"),
        ("charset-unknown", "names a set that there is not, and is UTF-8", RUSSIAN, _prolog("klingon"), "utf-8",
         "text/xml; charset=none"),
        ("charset-japanese", "names Shift JIS", JAPANESE, _prolog("Shift_JIS"), "cp932", "text/xml"),
        ("utf16-mark", "is UTF-16 with a mark", RUSSIAN, _prolog("utf-16"), "utf-16", "text/xml"),
        ("utf16-no-mark", "is UTF-16 without a mark", RUSSIAN, _prolog("utf-16"), "utf-16-le", "text/xml"),
        ("utf16-big", "is UTF-16, the big end first, without a mark", RUSSIAN, bare, "utf-16-be", "text/xml"),
        ("utf16-mismatch", "says UTF-8 in the prolog, and is UTF-16", RUSSIAN, _prolog("utf-8"), "utf-16", "text/xml"),
        ("utf16-only-said", "says UTF-16 in the prolog, and is UTF-8", RUSSIAN, _prolog("utf-16"), "utf-8", "text/xml"),
    ):  # fmt: skip
        yield _kind(name, does, rss(name, said, prolog=prolog).encode(codec), said, kind=kind)
    name = "mark-twice"
    yield _kind(name, "begins with two marks of UTF-8", codecs.BOM_UTF8 * 2 + rss(name).encode(), titles(name))
    name = "invalid-utf8"
    body = rss(name, RUSSIAN).encode().replace(b"Of invalid", b"Of \xff\xfe\xc3 invalid")
    yield _kind(name, "has some bytes that are no UTF-8", body, RUSSIAN)
    name = "overlong-utf8"
    body = rss(name).encode().replace(b"Of overlong", b"Of \xc0\xbcscript\xc0\xbe \xed\xa0\x80 overlong")
    yield _kind(name, "has overlong forms and lone surrogates", body, titles(name))
    name = "twice-encoded"
    plainer = tuple(title.replace("”", "") for title in FRENCH)  # windows-1252 lacks one of its bytes
    body = rss(name, plainer).encode().decode("cp1252").encode()
    yield _kind(name, "has been encoded twice", body, plainer)


def broken_markup() -> Iterator[Kind]:
    name = "nulls"
    yield _kind(name, "has null bytes between", rss(name).replace("><", ">\0<"), titles(name))
    name = "controls"
    yield _kind(
        name, "has control characters in its texts", rss(name).replace("Of ", "\x08\x1b\x0cOf\x01 "), titles(name)
    )
    name = "ampersands"
    said = tuple(f"Q&A & more {i}" for i in range(5))
    yield _kind(name, "does not escape its ampersands", rss(name, said).replace("&amp;", "&"), said)
    name = "entities-undeclared"
    body = rss(name).replace("Of ", "Caf&eacute;&nbsp;&mdash; of ")
    yield _kind(name, "uses entities of HTML that it does not declare", body, titles(name))
    name = "entities-declared"
    prolog = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY who "The Desk">]>'
    body = rss(name, prolog=prolog).replace(f"<title>{name}", f"<title>&who; {name}")
    yield _kind(name, "declares its own entities", body, tuple(f"The Desk {t}" for t in titles(name)))
    name = "tag-unclosed"
    yield _kind(name, "does not close a tag", rss(name).replace(f"{name} 2</title>", f"{name} 2"), titles(name))
    name = "item-unclosed"
    yield _kind(name, "does not close its items", rss(name).replace("</item>", ""), titles(name))
    name = "tags-crossed"
    yield _kind(name, "closes tags in the wrong order",
                rss(name).replace("</description></item>", "</item></description>"), titles(name))  # fmt: skip
    name = "markup-bare"
    body = rss(name).replace("Of ", "<p>Of <b>bold<br> and <img src=pic.jpg width=1> ")
    yield _kind(name, "writes HTML as it is, unescaped and unclosed", body, titles(name))
    name = "cdata-unclosed"
    body = rss(name).replace(f"Of {name}-4.", "<![CDATA[Of the last.")
    yield _kind(name, "does not close its last CDATA", body, titles(name))
    name = "attributes-bare"
    yield _kind(name, "writes attributes without quotes", rss(name).replace("<guid>", "<guid isPermaLink=false>"),
                titles(name))  # fmt: skip
    name = "prefix-undeclared"
    body = rss(name).replace("<description>", "<dc:creator>A. Rojas</dc:creator><media:x/><description>")
    yield _kind(name, "uses prefixes that it does not declare", body, titles(name))
    name = "leading-junk"
    yield _kind(name, "says something before the feed",
                f"\n\n  Warning: mysql_connect() in line 3<br/>\n{rss(name)}", titles(name))  # fmt: skip
    name = "trailing-junk"
    yield _kind(name, "says something behind the feed",
                f"{rss(name)}\n<!-- 0.3 s --><script>track()</script></html>", titles(name))  # fmt: skip
    name = "feed-twice"
    yield _kind(name, "sends the feed twice in one body", rss(name) * 2, titles(name))
    name = "truncated"
    whole = rss(name, titles(name, 40), text="x" * 500)
    yield _kind(name, "ends in the middle of an item, with a right length", whole[: whole.index(f"{name} 20") + 9],
                titles(name, 20), takes="what is whole")  # fmt: skip
    name = "version-1.1"
    yield _kind(name, "calls itself XML 1.1", rss(name, prolog='<?xml version="1.1"?>'), titles(name))
    name = "upper-case"
    yield _kind(name, "writes its tags in capitals", _shouted(name), titles(name))
    name = "no-channel"
    yield _kind(name, "leaves out the channel", rss(name).replace("<channel>", "").replace("</channel>", ""),
                titles(name))  # fmt: skip
    name = "in-a-page"
    yield _kind(name, "puts the feed into a web page", f"<!DOCTYPE html><html><body>{rss(name)}</body></html>",
                titles(name), kind="text/html")  # fmt: skip


def _shouted(name: str) -> str:
    body = rss(name)
    for tag in ("rss", "channel", "item", "title", "guid", "link", "pubDate", "description"):
        body = body.replace(f"<{tag}", f"<{tag.upper()}").replace(f"</{tag}", f"</{tag.upper()}")
    return body


def _say_hello(rows: Sequence[ArticleRow]) -> bool:
    return {row.lead for row in rows} == {"hello"}


def _are_recent(rows: Sequence[ArticleRow]) -> bool:
    """Dated within the days of the passes."""
    return all(NOON - 86_400 < row.published <= NOON + 3 * 86_400 for row in rows)


def odd_entries() -> Iterator[Kind]:
    name = "guid-one-for-all"
    items = [item(t, f"k{i}").replace(f"<guid>k{i}", "<guid>42") for i, t in enumerate(titles(name))]
    yield _kind(name, "gives each item the same guid", channel("".join(items)), titles(name))
    name = "guid-new-each-time"
    pages: Page = [Answer(rss(name).replace("<guid>", f"<guid>{turn}").encode()) for turn in range(3)]
    yield Kind(name, "gives each item a new guid each time", "all, once", {f"/{name}": pages}, titles(name), passes=3)
    name = "link-one-for-all"
    body = rss(name).replace("https://sites.example/", "https://sites.example/?")
    for i in range(5):
        body = body.replace(f"/?{name}-{i}<", "/<").replace(f"<guid>{name}-{i}</guid>", "")
    yield _kind(name, "links each item to the home page, and gives no guid", body, titles(name))
    name = "items-twice"
    items = [item(title, f"{name}-{i}") for i, title in enumerate(titles(name))]
    body = channel("".join(items * 2))
    yield _kind(name, "lists each item twice", body, titles(name))
    name = "links-relative"
    yield Kind(name, "gives relative links", "all, made whole", {
        f"/{name}": Answer(rss(name).replace("https://sites.example/", "/news/").encode()),
    }, titles(name), looks_right=lambda rows: all("//links-relative.test" in r.url for r in rows))  # fmt: skip
    name = "links-unsafe"
    yield Kind(name, "links to scripts and files", "the texts, without the links", {
        f"/{name}": Answer(rss(name).replace("https://sites.example/", "javascript:alert(1)//").encode()),
    }, titles(name), looks_right=lambda rows: all(r.url.startswith("http") or not r.url for r in rows))  # fmt: skip
    for name, date, does in (
        ("dates-future", "Thu, 09 Oct 2042 08:00:00 GMT", "dates its items years ahead"),
        ("dates-missing", "", "gives no dates"),
        ("dates-garbage", "yesterday, in the 31st of Foo 99:99", "gives dates that are none"),
        ("dates-ancient", "Mon, 01 Jan 0001 00:00:00 GMT", "gives dates of the year 1"),
        ("dates-huge", "Thu, 09 Oct 99999999 08:00:00 GMT", "gives dates beyond all calendars"),
    ):
        body = rss(name).replace("Thu, 09 Oct 2025 08:00:00 GMT", date)
        page = Answer(body.encode())
        yield Kind(name, does, "all, dated by their coming", {f"/{name}": page}, titles(name), looks_right=_are_recent)
    name = "titles-missing"
    body = rss(name)
    for i in range(5):
        body = body.replace(f"<title>{name} {i}</title>", "")
    yield _kind(name, "gives no titles", body, tuple(f"Of {name}-{i}." for i in range(5)))
    name = "title-unended"
    body = f'<rss version="2.0"><channel>{item(f"{name} 0", name)}<item><title>' + "W" * 3_000_000
    yield Kind(name, "ends in a title of three million letters", "the title, cut", {
        f"/{name}": Answer(body.encode()),
    }, looks_right=lambda rows: len(rows) == 2 and all(len(r.title) <= 500 for r in rows))  # fmt: skip
    name = "title-endless"
    yield Kind(name, "has a title of a million letters", "all, the title cut", {
        f"/{name}": Answer(rss(name, ("word " * 200_000, *titles(name, 4))).encode()),
    }, looks_right=lambda rows: len(rows) == 5 and all(len(r.title) <= 500 for r in rows))  # fmt: skip
    name = "direction-marks"
    yield _kind(name, "turns the direction of its titles", rss(name, [f"\u202e\u2066\u200b{t}" for t in titles(name)]),
                titles(name))  # fmt: skip
    name = "scripts"
    body = rss(name, text="&lt;script&gt;alert(1)&lt;/script&gt;&lt;p onclick='x()'&gt;Of it.&lt;/p&gt;")
    yield Kind(name, "has scripts in its texts", "the texts", {f"/{name}": Answer(body.encode())}, titles(name),
               looks_right=lambda rows: {r.lead for r in rows} == {"Of it."})  # fmt: skip


def bombs() -> Iterator[Kind]:
    """Of markup; those of size have a test of their own."""
    name = "entity-bomb"
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "lol"}">' for i in range(12))
    prolog = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>'
    yield Kind(name, "declares entities that become a thousand million letters", "all but those", {
        f"/{name}": Answer(rss(name, prolog=prolog).replace("Of ", "&e11; of ").encode()),
    }, titles(name), looks_right=lambda rows: all(len(r.lead) < 1_000 for r in rows))  # fmt: skip
    name = "entity-quadratic"
    prolog = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e "{"x" * 50_000}">]>'
    yield Kind(name, "uses one long entity thousands of times", "all but that", {
        f"/{name}": Answer(rss(name, prolog=prolog, text="&e;" * 5_000).encode()),
    }, titles(name), looks_right=lambda rows: all(len(r.lead) < 1_000 for r in rows))  # fmt: skip
    name = "entity-external"
    prolog = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Kind(name, "includes a file of the reader's", "all but that", {
        f"/{name}": Answer(rss(name, prolog=prolog, text="&x; here").encode()),
    }, titles(name), looks_right=lambda rows: not any("root:" in r.lead for r in rows))  # fmt: skip
    name = "doctype-external"
    prolog = f'<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://{name}.test/rss.dtd">'
    yield _kind(name, "names a document type to fetch", rss(name, prolog=prolog), titles(name))
    for name, start, does in (
        ("deep-html", "<div>", "has a text of 60,000 boxes in each other"),
        ("deep-table", "<table><tr><td>", "has a text of 20,000 tables in each other"),
    ):
        page = Answer(rss(name, titles(name, 1), text=f"<![CDATA[{start * (300_000 // len(start))}hello]]>").encode())
        yield Kind(name, does, "the text", {f"/{name}": page}, titles(name, 1), looks_right=_say_hello)
    name = "deep-xml"
    body = rss(name).replace("</channel>", "<a>" * 50_000 + "</channel>")
    yield _kind(name, "nests its tags 50,000 deep behind the items", body, titles(name))
    name = "deep-json"
    yield _nothing(name, "nests its lists 100,000 deep", '{"items":' + "[" * 100_000, kind="application/json")


def other_forms() -> Iterator[Kind]:
    items = [{"id": f"j{i}", "title": t, "url": f"https://sites.example/j{i}", "content_text": "Of it."}
             for i, t in enumerate(titles("json"))]  # fmt: skip
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": items})
    for name, does, body in (
        ("json-mark", "is a JSON Feed that begins with a mark", "\ufeff" + feed),
        ("json-trailing", "is a JSON Feed with something behind it", feed + "\n<!-- 0.1 s -->"),
        ("json-as-xml", "calls a JSON Feed RSS", feed),
    ):
        said = tuple(t.replace("json", name) for t in titles("json"))
        yield _kind(name, does, body.replace('"json ', f'"{name} '), said)
    yield _nothing(
        "json-else", "is JSON, and no feed", '{"error": "no such tenant", "items": 7}', kind="application/json"
    )
    name = "atom-as-rss"
    body = "".join(f"<entry><title>{t}</title><id>a{i}</id><updated>2025-10-09T08:00:00Z</updated></entry>"
                   for i, t in enumerate(titles(name)))  # fmt: skip
    yield _kind(name, "is Atom without its namespace", f"<feed><title>A</title>{body}</feed>", titles(name))


def no_feeds() -> Iterator[Kind]:
    yield _nothing("empty", "sends nothing, with 200", b"")
    yield _nothing("blanks", "sends white space", b" \r\n\t" * 500)
    yield _nothing("zeros", "sends zeros", bytes(4_000))
    yield _nothing("page", "sends a web page", "<!doctype html><html><body><h1>Hello</h1></body></html>")
    consent = "<html><title>Before you go on</title><form></form></html>"
    yield _nothing("consent", "sends a page that asks for consent", consent, kind="application/rss+xml")
    yield _nothing("picture", "sends a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, kind="text/xml")
    yield _nothing("text", "sends a text", "nothing to see here", kind="text/plain")
    yield _nothing("sitemap", "sends another kind of XML", "<urlset><url><loc>https://a.example/</loc></url></urlset>",
                   kind="text/xml")  # fmt: skip


def documents() -> list[Kind]:
    return [*character_sets(), *broken_markup(), *odd_entries(), *bombs(), *other_forms(), *no_feeds()]
