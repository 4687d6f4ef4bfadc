"""
The hand-written texts of the demonstration world, and the grammar that makes articles of them.

A file of texts has stories, and articles in them::

    @ comet n comet                 a story, the sort of its closing sentences, its picture
    F                               a fact of the story: a line a language, told by everyone
    en Comet Tamarind was found ...
    --- cl nopic                    an article: its outlet, then options (nopic, nodate, portrait)
    T / L / P / Q / U               title, lead, paragraph, quote, item of a list; each followed by
    E                               its English, unless it is written in English

Under ``@ local`` the articles belong to no story and name their own sort and picture: ``--- us k city``. To what is
written, the grammar adds the facts and, by a choice that is always the same, closing sentences from ``common*.txt``,
a quote, captions and a link to another article. Numbers and weekdays in them are filled in alike in both languages.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from pathlib import Path

DAY = 24 * 60  # minutes

# The closing sentences and the quotes that suit a sort of article.
_CLOSINGS = {
    "p": ("p1", "p2", "p3", "p4"),
    "s": ("s1", "s2", "s3"),
    "n": ("n1", "n3"),
    "a": ("l1", "n1", "l5", "l6", "l2"),
    "k": ("k1", "k2", "k3"),
    "l": ("l1", "l2", "l3", "l4", "l5", "l6"),
    "t": ("l6", "l4", "l5", "l2"),
}
_QUOTES = {
    "p": ("pq1", "pq2"),
    "s": ("sq1", "sq2"),
    "n": ("nq1", "nq2"),
    "a": ("nq1", "lq1", "nq2"),
    "k": ("kq1", "kq2"),
    "l": ("lq1", "kq2", "lq2", "kq1"),
    "t": ("sq2", "lq1", "sq1"),
}
_NIGHT = ("comet", "night")  # pictures of what is watched before dawn
_AHEAD = ("p1", "p4", "s2", "s3", "n2", "n3", "k1", "k2")  # closing sentences that say what happens next
_NUMBERS = {"n1": 40, "l1": 60, "l6": 20, "p2": 30}  # from here to four times as many
_DAYS = ("mon", "wed", "thu", "fri")
_LANDSCAPE, _PORTRAIT, _INSIDE = (960, 640), (720, 960), (800, 450)


@dataclass(frozen=True, slots=True)
class Text:
    source: str
    english: str


@dataclass(frozen=True, slots=True)
class Outlet:
    id: str
    country: str
    name: str
    kind: str
    domain: str
    language: str
    format: str  # rss, rdf, atom, json
    encoding: str
    body: str  # "full": the feed has the whole article; "lead": only its beginning
    paths: str  # "slug" or "number": how the addresses of articles are made
    zone: str  # "+0300": how the feed writes its dates

    @property
    def homepage(self) -> str:
        return f"https://{self.domain}/"

    @property
    def feed_url(self) -> str:
        return f"https://{self.domain}/feed.{'json' if self.format == 'json' else 'xml'}"

    @property
    def content_type(self) -> str:
        kind = {"json": "application/feed+json", "atom": "application/atom+xml", "rdf": "application/rdf+xml"}
        return kind.get(self.format, "application/rss+xml")


@dataclass(frozen=True, slots=True)
class Block:
    kind: str  # p, h2, quote, list, link, picture
    texts: tuple[Text, ...]
    address: str = ""


@dataclass
class Article:
    outlet: Outlet
    number: int  # in the world
    story: str
    sort: str
    scene: str
    options: frozenset[str]
    minutes: int = 0  # before the clock
    title: Text = Text("", "")
    lead: Text = Text("", "")
    written: list[tuple[str, Text]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def slug(self) -> str:
        words = re.findall(r"[a-z0-9]+", self.title.english.lower().replace("’", ""))
        return "-".join(words[:9])

    @property
    def url(self) -> str:
        if self.outlet.paths == "number":
            return f"{self.outlet.homepage}articles/{40000 + self.number * 37}.html"
        return f"{self.outlet.homepage}news/{self.slug}"

    @property
    def image(self) -> str:
        if "nopic" in self.options:
            return ""
        return self.picture(_PORTRAIT if "portrait" in self.options else _LANDSCAPE, 0)

    @property
    def has_date(self) -> bool:
        return "nodate" not in self.options

    @property
    def author(self) -> str:
        """Initials, which are nobody's name; some articles are unsigned."""
        letters = "ABDEFHJKLMNORST"
        if self.number % 4 == 0:
            return ""
        return f"{letters[self.number * 7 % 15]}. {letters[self.number * 11 % 15]}."

    def picture(self, size: tuple[int, int], nth: int) -> str:
        seed = self.number * 10 + nth
        return f"{self.outlet.homepage}pictures/{self.scene}-{seed}-{size[0]}x{size[1]}.png"

    def texts(self) -> Iterator[Text]:
        yield self.title
        yield self.lead
        for block in self.blocks:
            yield from block.texts

    def html(self, *, is_page: bool = False) -> str:
        """The body as the outlet publishes it, in its language."""
        return "\n".join(_html(block) for block in self.blocks if is_page or block.kind != "link")


@dataclass(frozen=True, slots=True)
class World:
    outlets: tuple[Outlet, ...]
    articles: tuple[Article, ...]
    fragments: dict[str, dict[str, str]]


def _html(block: Block) -> str:
    inner = [escape(text.source, quote=False) for text in block.texts]
    match block.kind:
        case "h2":
            return f"<h2>{inner[0]}</h2>"
        case "quote":
            return f"<blockquote><p>{inner[0]}</p></blockquote>"
        case "list":
            return "<ul>" + "".join(f"<li>{item}</li>" for item in inner) + "</ul>"
        case "link":
            return f'<p><a href="{block.address}">{inner[0]}</a></p>'
        case "picture":
            image = f'<img src="{block.address}" alt="{inner[0]}" width="{_INSIDE[0]}" height="{_INSIDE[1]}">'
            return f"<figure>{image}<figcaption>{inner[0]}</figcaption></figure>"
        case _:
            return f"<p>{inner[0]}</p>"


def read_world(folder: Path) -> World:
    """Raises SystemExit with the place of a mistake."""
    with (folder / "outlets.csv").open(encoding="utf-8", newline="") as file:
        outlets = {
            row["id"]: Outlet(**{("country" if k == "iso2" else k): v for k, v in row.items()})
            for row in csv.DictReader(file)
        }
    fragments = _read_fragments(sorted(folder.glob("common*.txt")))
    reader = _Reader(outlets)
    for path in (*sorted(folder.glob("stories-*.txt")), *sorted(folder.glob("local-*.txt"))):
        reader.read(path)
    articles = reader.articles
    _check_addresses(articles)
    for article in articles:
        article.minutes = _minutes(article)
    for article in articles:
        article.blocks = _Composer(article, articles, reader.facts.get(article.story, []), fragments).blocks()
    articles.sort(key=lambda a: a.minutes)
    return World(tuple(outlets.values()), tuple(articles), fragments)


def _read_fragments(paths: list[Path]) -> dict[str, dict[str, str]]:
    fragments: dict[str, dict[str, str]] = {}
    language = ""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                language = line.strip("[]")
            elif line:
                name, text = line.split(" = ", 1)
                fragments.setdefault(language, {})[name] = text
    return fragments


class _Reader:
    """Reads files of texts one after the other; numbers run through all of them."""

    def __init__(self, outlets: dict[str, Outlet]) -> None:
        self.articles: list[Article] = []
        self.facts: dict[str, list[dict[str, str]]] = {}
        self._outlets = outlets
        self._story = self._sort = self._scene = ""
        self._tag = self._pending = ""  # a text that waits for its English

    def read(self, path: Path) -> None:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and not self._take(line):
                raise SystemExit(f"{path.name}, line {number}: {line}")

    def _take(self, line: str) -> bool:
        """Whether the line makes sense where it stands."""
        word, _, rest = line.partition(" ")
        if word == "@":
            self._story, self._sort, self._scene = ("", "", "") if rest == "local" else rest.split()
        elif word == "F":
            self.facts.setdefault(self._story, []).append({})
        elif re.fullmatch("[a-z]{2}", word):
            self.facts[self._story][-1][word] = rest
        elif word == "---":
            self._begin(rest.split())
        elif word == "E" and self._pending:
            self._put(Text(self._pending, rest))
        elif word in ("T", "L", "P", "Q", "U", "H") and not self._pending and self.articles:
            self._tag, self._pending = word, rest
            if self.articles[-1].outlet.language == "en":
                self._put(Text(rest, rest))
        else:
            return False
        return True

    def _begin(self, words: list[str]) -> None:
        outlet = self._outlets[words.pop(0)]
        if not self._story:
            self._sort, self._scene = words.pop(0), words.pop(0)
        options = set(words)
        if not self._story and len(self.articles) % 9 == 8:
            options.add("nopic")
        number = len(self.articles) + 1
        self.articles.append(Article(outlet, number, self._story, self._sort, self._scene, frozenset(options)))

    def _put(self, text: Text) -> None:
        article, self._pending = self.articles[-1], ""
        if self._tag == "T":
            article.title = text
        elif self._tag == "L":
            article.lead = text
        else:
            article.written.append((self._tag, text))


def _check_addresses(articles: list[Article]) -> None:
    urls = [article.url for article in articles]
    twice = {url for url in urls if urls.count(url) > 1}
    if twice:
        raise SystemExit(f"two articles have one address: {twice}")


def _pick(seed: str, below: int) -> int:
    """A number from 0 up to ``below``, always the same for a seed."""
    return int.from_bytes(sha256(seed.encode()).digest()[:6], "big") % below


def _number(seed: str, least: int) -> int:
    """A number after which every language here has the same form of the noun: it ends in 15 to 19, 25 to 29, ..."""
    number = least + _pick(seed, 3 * least)
    number += 5 - number % 10 + _pick(seed + " last", 5)
    return number if number % 100 > 10 else number + 10


def _hundreds(seed: str) -> int:
    return 900 + 100 * _pick(seed, 27)


def _minutes(article: Article) -> int:
    """How long before the clock it was published: stories within some hours, most within a day, few older."""
    seed = article.title.english
    if article.story:
        return 20 + _pick(article.story, 8 * 60) + _pick(seed, 9 * 60)
    if _pick(seed + " age", 5) == 0:
        return DAY + _pick(seed, 2 * DAY)
    return 8 + _pick(seed, DAY - 60)


@dataclass(frozen=True, slots=True)
class _Composer:
    """The grammar: what an article is put together of."""

    article: Article
    articles: list[Article]
    facts: list[dict[str, str]]
    fragments: dict[str, dict[str, str]]

    def blocks(self) -> list[Block]:
        own = self.article.written
        paragraphs = [Block("p", (text,)) for tag, text in own if tag == "P"]
        quotes = [text for tag, text in own if tag == "Q"]
        items = tuple(text for tag, text in own if tag == "U")
        known = [self._fact(fact) for fact in self.facts]
        made = [Block("p", (self.article.lead,)), *paragraphs[:1], *known[:1]]
        if items:
            made += [Block("h2", (self._fragment("short"),)), Block("list", items)]
        made += self._inside_picture()
        made += [Block("h2", (text,)) for tag, text in own if tag == "H"] + paragraphs[1:] + known[1:]
        closing = self._closings()
        if len(made) > 3:
            made.append(Block("h2", (self._fragment("next" if closing[0] in _AHEAD else "voices"),)))
        quote = quotes[0] if quotes else self._quote()
        ends = [Block("p", (self._fragment(name),)) for name in closing]
        made += [ends[0], Block("quote", (quote,)), *ends[1:]]
        return made + self._link()

    def _fact(self, fact: dict[str, str]) -> Block:
        return Block("p", (Text(fact[self.article.outlet.language], fact["en"]),))

    def _fragment(self, name: str) -> Text:
        source, english = self.fragments[self.article.outlet.language][name], self.fragments["en"][name]
        seed = f"{self.article.title.english} {name}"
        number = str(_hundreds(seed) if name == "k2" else _number(seed, _NUMBERS.get(name, 12)))
        day = _DAYS[_pick(seed + " day", len(_DAYS))]

        def filled(text: str, language: str) -> str:
            return text.replace("{n}", number).replace("{day}", self.fragments[language][day])

        return Text(filled(source, self.article.outlet.language), filled(english, "en"))

    def _place(self) -> int:
        """The article's place among those of its outlet and sort, so that neighbours end differently."""
        alike = [a for a in self.articles if a.outlet is self.article.outlet and a.sort == self.article.sort]
        return alike.index(self.article) + _pick(self.article.outlet.id, 5)

    def _closings(self) -> list[str]:
        names = list(_CLOSINGS[self.article.sort])
        if self.article.scene in _NIGHT and self.article.sort == "n":
            names.insert(0, "n2")
        place = self._place() * 2
        chosen = [names[place % len(names)], names[(place + 1) % len(names)]]
        if self.article.story and self.article.number % 2:
            chosen = chosen[:1]  # facts are enough
        return chosen

    def _quote(self) -> Text:
        names = _QUOTES[self.article.sort]
        return self._fragment(names[self._place() % len(names)])

    def _inside_picture(self) -> list[Block]:
        if self.article.number % 3 or "nopic" in self.article.options:
            return []
        caption = self._fragment("cap1" if self.article.number % 2 else "cap2")
        return [Block("picture", (caption,), self.article.picture(_INSIDE, 1))]

    def _link(self) -> list[Block]:
        """On the page only: a link to another article of the outlet."""
        others = [a for a in self.articles if a.outlet is self.article.outlet and a is not self.article]
        other = others[_pick(self.article.title.english + " link", len(others))]
        return [Block("h2", (self._fragment("also"),)), Block("link", (other.title,), other.url)]
