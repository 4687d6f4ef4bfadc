"""
A store as full as a year of reading makes it, for what is measured: articles in many scripts, as long as feeds have
them, through the store's own functions.

    python -m tests.perf.fill FILE COUNT [SEED [NEWEST]]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from desktop_app.model.article import ArticleId, NewArticle, Seconds
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.document import Document, Paragraph, Picture, Run
from desktop_app.model.outlet import FeedSource, Outlet, OutletKey, OutletKind
from desktop_app.store import articles, catalog, feeds, marks, search
from desktop_app.store.connection import Connection
from desktop_app.store.schema import open_store
from desktop_app.sync.identity import hash64

NEWEST: Seconds = 1_760_000_000
SPAN_S = 90 * 86_400
A_JOB = 50  # articles a transaction, about what a feed brings


@dataclass(frozen=True, slots=True)
class Script:
    """How a language's made-up words look."""

    language: str
    countries: tuple[str, ...]
    letters: str
    word: tuple[int, int]  # letters, from and to
    gap: str  # between words
    stop: str


_HAN = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就"
    "分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
)
_JAPANESE = (
    "のにはをたがでてとしれさいるなあまも日本国人年大東京会社政府経済新聞アイウエオカキクケコサシスセソタチツテトナニ"
)
_HANGUL = "이의에다는을가고하지한로사정은인기도나서대일시부수자전제장상국경주보동해"

SCRIPTS = (
    Script("en", ("US", "GB", "NG", "IN", "AU"), "etaoinshrdlucmfwypvbgkjqxz", (2, 9), " ", ". "),
    Script("es", ("ES", "MX", "AR", "CL"), "eaosnrildtucmpbgvyqhfzjñáéíó", (2, 10), " ", ". "),
    Script("fr", ("FR", "SN", "CI"), "esaitnrulodcmpévqfbghjàxèêçz", (2, 10), " ", ". "),
    Script("ru", ("RU", "BY", "KZ"), "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф", (2, 11), " ", ". "),
    Script("ar", ("EG", "SA", "MA"), "اليمونرتبةعدسفهكقأحجشطصخضذثئءغ", (3, 8), " ", ". "),
    Script("fa", ("IR",), "ایردنهموتبسشکگلخزفقعحجپصطغچضظذثژ", (3, 8), " ", ". "),
    Script("hi", ("IN",), "करनसतमपहयलदवजबगशथधभचटणघठछउइआई\u093e\u0940\u0947\u094b", (2, 7), " ", "। "),
    Script("zh", ("CN", "TW"), _HAN, (1, 3), "", "。"),
    Script("ja", ("JP",), _JAPANESE, (1, 4), "", "。"),
    Script("ko", ("KR",), _HANGUL, (2, 5), " ", ". "),
    Script("th", ("TH",), "กขคงจชดตทนบปพมยรลวสหอาำเแโไ\u0e31\u0e34\u0e35\u0e48\u0e49", (2, 6), "", " "),
)  # fmt: skip


class _Press:
    """Writes articles. Words are as frequent as in languages: the n-th with 1/n (Zipf)."""

    def __init__(self, seed: int, newest: Seconds) -> None:
        self._newest = newest
        self._chance = random.Random(seed)
        self._words = {s.language: [self._word(s) for _ in range(6_000)] for s in SCRIPTS}
        weights = [1 / (rank + 2) for rank in range(6_000)]
        self._steps = _sums(weights)

    def _word(self, script: Script) -> str:
        return "".join(self._chance.choices(script.letters, k=self._chance.randint(*script.word)))

    def words(self, script: Script, number: int) -> list[str]:
        return self._chance.choices(self._words[script.language], cum_weights=self._steps, k=number)

    def sentence(self, script: Script, number: int) -> str:
        return script.gap.join(self.words(script, number)) + script.stop

    def paragraphs(self, script: Script) -> Document:
        """Most feeds give a few sentences, one in three the whole text."""
        number = self._chance.randint(6, 14) if self._chance.random() < 0.3 else self._chance.randint(1, 2)
        return tuple(
            Paragraph((Run("".join(self.sentence(script, self._chance.randint(8, 22)) for _ in range(3)).strip()),))
            for _ in range(number)
        )

    def article(self, number: int, script: Script, outlet: str) -> NewArticle:
        body = self.paragraphs(script)
        url = f"https://{outlet.lower().replace('/', '-')}.example/news/{number}"
        image = f"{url}.jpg" if self._chance.random() < 0.6 else ""
        title = self.sentence(script, self._chance.randint(5, 12)).strip(" .。।")
        return NewArticle(
            keys=(hash64("text", url), hash64("guid", url), hash64("url", url)),
            url=url,
            title=title,
            lead=body[0].runs[0].text[:240] if isinstance(body[0], Paragraph) else "",
            byline=self.sentence(script, 2).strip(" .。।") if self._chance.random() < 0.5 else "",
            language=script.language,
            image=image,
            published=self._newest - int(self._chance.random() ** 2 * SPAN_S),
            document=(Picture(image), *body) if image else body,
            text_hash=number,
        )


def _sums(weights: list[float]) -> list[float]:
    total, sums = 0.0, list[float]()
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def _outlets() -> Iterator[tuple[Script, Outlet]]:
    for script in SCRIPTS:
        for code in script.countries:
            for number in range(5):
                key = OutletKey(f"{code}/{script.language}-{number}")
                feed = FeedSource(f"https://{script.language}-{number}.{code.lower()}.example/feed", script.language)
                name = f"{code} {script.language} {number}"
                kind = OutletKind.NATIONAL_DAILY
                yield script, Outlet(key, CountryCode(code), name, kind, "", (feed,), is_default=True)


def _country(code: str) -> Country:
    return Country(CountryCode(code), code, (), (), "", "World", "", 0.0, 0.0, "UTC", ())


def fill(database: Path, count: int, seed: int = 1, newest: Seconds = NEWEST) -> None:
    """
    Put ``count`` articles into a store that may not exist yet, indexed for search, every 200th starred. They are of
    the 90 days before ``newest``.
    """
    press, chance = _Press(seed, newest), random.Random(seed)
    with closing(open_store(database)) as db:
        made = list(_outlets())
        codes = sorted({outlet.country for _, outlet in made})
        catalog.put_catalog(db, [_country(code) for code in codes], [outlet for _, outlet in made], f"filled {seed}")
        scripts = {outlet.key: script for script, outlet in made}
        stored = feeds.to_read(db)
        first = articles.total(db)
        for start in range(0, count, A_JOB):
            feed = chance.choice(stored)
            number = min(A_JOB, count - start)
            news = [press.article(first + start + i, scripts[feed.outlet], feed.outlet) for i in range(number)]
            _transact(db, feed.id, news)
        while _index(db):
            pass
        # as after weeks of use: grouped and looked at for translation long ago; else that is done while it is measured
        db.execute("DELETE FROM story_todo")
        db.execute("DELETE FROM translate_todo")
        db.execute("PRAGMA optimize")


def _transact(db: Connection, feed: int, news: list[NewArticle]) -> None:
    db.execute("BEGIN IMMEDIATE")
    added = articles.add(db, feed, news, NEWEST)
    marks.set_starred(db, [ArticleId(i) for i in added if i % 200 == 0], NEWEST)
    marks.set_read(db, [ArticleId(i) for i in added if i % 3 == 0], NEWEST)
    db.execute("COMMIT")


def _index(db: Connection) -> int:
    db.execute("BEGIN IMMEDIATE")
    left = search.index_waiting(db, 1_000)
    db.execute("COMMIT")
    return left


if __name__ == "__main__":
    began = time.perf_counter()
    fill(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    print(f"{sys.argv[2]} articles in {time.perf_counter() - began:.1f} s")
