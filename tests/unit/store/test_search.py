from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from desktop_app.model import document as documents
from desktop_app.model.article import ArticleId, Translation
from desktop_app.model.country import CountryCode
from desktop_app.model.listing import SearchQuery, Term
from desktop_app.model.outlet import OutletKey
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.store import articles, marks, packing, pages, search, translations
from tests.support.stores import CL, DAY, EG, NOW, add, check_index, new, store, text


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with store() as db:
        yield db


def index(db: sqlite3.Connection) -> None:
    while search.index_waiting(db, 48):
        pass


def find(db: sqlite3.Connection, *words: str, without: tuple[str, ...] = (), limit: int = 100) -> list[ArticleId]:
    terms = (*(Term(w) for w in words), *(Term(w, is_excluded=True) for w in without))
    return search.find(db, SearchQuery(terms=terms), limit)


def is_found(body: str, *words: str, without: tuple[str, ...] = ()) -> bool:
    with store() as db:
        add(db, new(1, "-", lead="", document=text(body)))
        index(db)
        return bool(find(db, *words, without=without))


# What is found


@pytest.mark.parametrize(
    ("script", "body", "words", "expected"),
    [
        # Latin
        ("whole words", "The election was close", ["election"], True),
        ("any case", "The Election was close", ["ELECTION"], True),
        ("the beginning of a word", "The election was close", ["elect"], True),
        ("not the middle", "The election was close", ["lection"], False),
        ("two letters are no beginning", "The election was close", ["el"], False),
        ("only the last word may go on", "The elections were close", ["election", "close"], False),
        ("every word", "The election was close", ["close", "election"], True),
        ("every word must be there", "The election was close", ["close", "war"], False),
        ("accents given", "São Tomé", ["são"], True),
        ("accents left out", "São Tomé", ["sao"], True),
        ("accents too many", "Sao Tome", ["são"], True),
        ("accents in two characters", "Sa\u0303o", ["são"], True),
        ("Turkish", "İstanbul'da", ["istanbul"], True),
        ("Vietnamese", "Thủ tướng", ["thu tuong"], True),
        ("a phrase", "the White House said", ["White House"], True),
        ("a phrase in another order", "the White House said", ["House White"], False),
        ("numbers", "G20 in 2025", ["2025"], True),
        ("full width", "ＡＢＣ news", ["abc"], True),
        # Cyrillic and Greek
        ("Cyrillic", "Выборы в Москве", ["выборы"], True),
        ("Cyrillic capitals", "ВЫБОРЫ", ["Выборы"], True),
        ("Cyrillic io", "всё ещё", ["все"], True),
        ("Greek", "ΟΙ ΕΚΛΟΓΕΣ", ["εκλογες"], True),
        ("Greek accents", "Οι εκλογές", ["εκλογεσ"], True),
        # Chinese
        ("two characters", "中华人民共和国经济增长", ["经济"], True),
        ("at the beginning", "经济增长", ["经济"], True),
        ("at the end", "中国经济", ["经济"], True),
        ("three", "中华人民共和国", ["人民共"], True),
        ("whole", "中华人民共和国", ["中华人民共和国"], True),
        ("not what is not there", "中华人民共和国", ["中国"], False),
        ("not across a stop", "在中。国人", ["中国"], False),
        ("one character within", "中国人", ["国"], True),
        ("one character at the end", "中国", ["国"], True),
        ("two words", "中国经济增长", ["经济", "中国"], True),
        ("a stop in the question", "中国经济。", ["经济。"], True),
        ("rare characters", "𠮷野家の牛丼", ["𠮷野"], True),
        ("mixed, as written", "关于COVID疫情的报道", ["COVID疫情"], True),
        ("mixed, before", "关于疫情COVID的报道", ["疫情COVID"], True),
        ("mixed, one before", "新冠COVID疫情", ["冠COVID"], True),
        ("mixed, both sides", "新冠COVID疫情的", ["新冠COVID疫情"], True),
        ("mixed, with figures", "2025年经济", ["2025年"], True),
        ("mixed, other letters", "关于COVID疫情的报道", ["SARS疫情"], False),
        ("mixed phrase with spaces", "中国 经济 报道", ["中国 经济"], True),
        # Japanese
        ("kanji", "東京都知事選挙", ["知事"], True),
        ("katakana", "ウクライナのゼレンスキー大統領", ["ウクライナ"], True),
        ("half-width katakana", "ｳｸﾗｲﾅ", ["ウクライナ"], True),
        ("katakana stretch", "スーパー", ["スーパー"], True),
        ("hiragana", "これはペンです", ["ペン"], True),
        # Korean
        ("Korean", "대통령 선거", ["선거"], True),
        ("with a particle", "대통령이 말했다", ["대통령"], True),
        ("with another particle", "선거에서", ["선거"], True),
        ("Korean in letters", "\u1112\u1161\u11ab\u1100\u116e\u11a8", ["한국"], True),
        # Thai, Lao, Khmer, Burmese
        ("Thai", "รัฐบาลไทยประกาศ", ["รัฐบาล"], True),
        ("Thai within", "รัฐบาลไทยประกาศ", ["ไทย"], True),
        ("Thai with marks", "เลือกตั้งครั้งใหม่", ["เลือกตั้ง"], True),
        ("Thai not there", "รัฐบาลไทยประกาศ", ["พม่า"], False),
        ("Lao", "ລັດຖະບານລາວ", ["ລາວ"], True),
        ("Khmer", "រដ្ឋាភិបាលកម្ពុជា", ["កម្ពុជា"], True),
        ("Burmese", "မြန်မာနိုင်ငံ", ["နိုင်ငံ"], True),
        # Arabic
        ("article in the text", "الانتخابات الرئاسية", ["انتخابات"], True),
        ("article in the question", "انتخابات رئاسية", ["الانتخابات"], True),
        ("and the", "والحكومة", ["الحكومة"], True),
        ("by the", "بالقانون", ["القانون"], True),
        ("like the", "كالمعتاد", ["المعتاد"], True),
        ("so the", "فالحكومة", ["الحكومة"], True),
        ("to the", "للشعب", ["الشعب"], True),
        ("after a comma", "قال،الحكومة", ["الحكومة"], True),
        ("vowel signs", "كِتَابٌ", ["كتاب"], True),
        ("stretched", "كتـــاب", ["كتاب"], True),
        ("hamza", "أحمد", ["احمد"], True),
        ("ta marbuta", "حكومه", ["حكومة"], True),
        ("short words keep their beginning", "الله", ["الله"], True),
        # Persian and Urdu
        ("Persian letters from an Arabic keyboard", "دولت ایران", ["ايران"], True),
        ("Persian kaf", "کتاب", ["كتاب"], True),
        ("zero-width non-joiner", "می\u200cخواهم", ["می\u200cخواهم"], True),
        ("Urdu", "پاکستان کی حکومت", ["حکومت"], True),
        # Hindi and others
        ("Hindi", "प्रधानमंत्री ने कहा", ["प्रधानमंत्री"], True),
        ("Hindi beginning", "प्रधानमंत्री ने कहा", ["प्रधान"], True),
        ("Hindi nukta", "सड़क", ["सड\u093cक"], True),
        ("Tamil", "தமிழ்நாடு அரசு", ["அரசு"], True),
        ("Bengali", "বাংলাদেশ সরকার", ["সরকার"], True),
        ("Hebrew", "ממשלת ישראל", ["ישראל"], True),
        ("Armenian", "Հայաստան", ["հայաստան"], True),
        ("Georgian", "საქართველო", ["საქართველო"], True),
        ("Amharic", "ኢትዮጵያ", ["ኢትዮጵያ"], True),
    ],
)  # fmt: skip
def test_scripts(script: str, body: str, words: list[str], *, expected: bool) -> None:
    assert is_found(body, *words) == expected, script


@pytest.mark.parametrize(
    ("name", "wanted", "unwanted", "expected"),
    [
        ("without", ["water"], ["war"], False),
        ("without what is not there", ["water"], ["peace"], True),
        ("without a phrase", ["water"], ["over water"], False),
        ("without a phrase in another order", ["water"], ["water over"], True),
        ("only without finds nothing", [], ["peace"], False),
        ("a word that is no word", ["water", "!!!"], [], True),
        ("nothing but signs", ["—", "!!!"], [], False),
        ("a picture", ["water", "🙂"], [], True),
    ],
)
def test_exclusion(name: str, wanted: list[str], unwanted: list[str], *, expected: bool) -> None:
    assert is_found("A war over water", *wanted, without=tuple(unwanted)) == expected, name


def test_titles_leads_bylines_and_translations_are_searched(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1, "Título", lead="Entrada", byline="Rojas", document=text("Cuerpo")))
    articles.put_translation(db, one, Translation("Headline", "Opening", text("Corpus"), "e"))
    index(db)
    for word in ("título", "entrada", "rojas", "cuerpo", "headline", "opening", "corpus"):
        assert find(db, word) == [one], word


@pytest.mark.parametrize("change", ["the feed", "the translation", "its page", "no translation any more"])
def test_whoever_searches_finds_the_old_text_or_the_new(db: sqlite3.Connection, change: str) -> None:
    (one,) = add(db, new(1, "Título", document=text("cuerpo")))
    articles.put_translation(db, one, Translation("Headline", "", (), "e"))
    index(db)
    match change:
        case "the feed":
            articles.update(db, one, new(1, "Noticia", document=text("cuerpo")), NOW)
            gone, come = "título", "noticia"
        case "the translation":
            articles.put_translation(db, one, Translation("Caption", "", (), "e"))
            gone, come = "headline", "caption"
        case "its page":
            pages.put(db, one, SitePage(PageOutcome.FULL_TEXT, NOW, document=text("página")))
            gone, come = "nothing", "página"
        case _:
            translations.set_rule(db, OutletKey("CL/alba"), "never")
            assert translations.drop_of_outlet(db, OutletKey("CL/alba"), 5) == [one]
            gone, come = "headline", "título"
    assert find(db, come) == [one]  # nobody indexed in between
    assert find(db, gone) == []
    assert find(db, "cuerpo") == [one]
    check_index(db)


def test_a_long_text_is_searched_to_its_limit(db: sqlite3.Connection) -> None:
    filler = "word " * (search.INDEXED_CHARACTERS // 5)
    (one,) = add(db, new(1, "Title", document=text("begin " + filler + " end")))
    index(db)
    assert find(db, "begin") == [one] and find(db, "title") == [one]
    assert find(db, "end") == []


# What people type breaks nothing

SPICY = st.lists(
    st.one_of(
        st.sampled_from(list("\"*()-+:^{}[]!~\\'%;,. \n\t\x00")),
        st.sampled_from(["AND ", " OR ", " NOT ", "NEAR(", "text:", "国", "疫情", "ال", "한", "ไท", "é", "\ud800"]),
        st.characters(),
    ),
    max_size=20,
).map("".join)


@pytest.fixture(scope="module")
def small() -> Iterator[sqlite3.Connection]:
    with store() as db:
        add(db, new(1, document=text("Bread AND water, 中国经济 الحكومة")))
        index(db)
        yield db


@given(words=st.lists(st.tuples(SPICY, st.booleans()), max_size=4))
@example(words=[('a" OR "b', False)])
@example(words=[("\x00", False), ("wa\x00ter", False)])
@example(words=[("AND", False), ("NOT", True)])
@example(words=[("\ud800", False)])
def test_no_question_raises(small: sqlite3.Connection, words: list[tuple[str, bool]]) -> None:
    query = SearchQuery(terms=tuple(Term(w, is_excluded=e) for w, e in words))
    search.find(small, query, 10)


def test_operators_are_words_like_others(small: sqlite3.Connection) -> None:
    assert find(small, "AND") and find(small, "bread", "AND", "water")
    assert find(small, 'bread" OR "nothing') == []
    assert find(small, "wat*") and find(small, "(water)")
    assert find(small, "text:water") == []


UNSPACED = st.text(alphabet="中国经济増長東京日本のカタナ대통령이선거รัฐบาลไทย", min_size=2, max_size=12)
WORDS = st.one_of(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßéèñçàABCDEFABC0123456789", min_size=2, max_size=10),
    st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяёЁЙ", min_size=2, max_size=10),
    st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآءئؤ\u064e\u0651\u0640،", min_size=2, max_size=10),
    st.text(alphabet="कखगघचछजटडतथदनपबभमयरलवशसह\u093e\u093f\u0940\u0941\u094d", min_size=2, max_size=10),
    UNSPACED,
    st.builds("".join, st.lists(st.one_of(UNSPACED, st.text("abc019", min_size=1, max_size=3)), max_size=4)),
)


@given(words=st.lists(WORDS, min_size=1, max_size=8), data=st.data())
def test_every_word_of_a_text_is_found(words: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words))
    with store() as db:
        add(db, new(1, "-", lead="", document=text(" ".join(words))))
        index(db)
        expected = any(c.isalnum() for c in word)
        assert bool(find(db, word)) == expected


@given(before=UNSPACED, word=UNSPACED, after=st.one_of(UNSPACED, st.text("abc019", max_size=3)))
def test_a_word_is_found_within_a_script_without_spaces(before: str, word: str, after: str) -> None:
    assume(any(c.isalnum() for c in word))  # marks alone are no word
    assert is_found(before + word + after, word)


# Order and limits


def test_newest_first_in_whatever_order_they_came(db: sqlite3.Connection) -> None:
    chance = random.Random(3)
    dates = [NOW - chance.randrange(50) for _ in range(60)]
    ids = [add(db, new(i, "water", published=date))[0] for i, date in enumerate(dates)]
    index(db)
    expected = [i for _, i in sorted(zip(dates, ids, strict=True), reverse=True)]
    assert find(db, "water") == expected
    assert find(db, "water", limit=7) == expected[:7]
    assert search.find(db, SearchQuery(), 9) == expected[:9]


PUBLISHED = st.integers(-99, 9 * search.ROW_S) | st.sampled_from([-(2**62), 2**45, 2**63 - 1])
CLOSE = st.lists(st.lists(PUBLISHED, min_size=1, max_size=20), min_size=1, max_size=4)  # of each time, what it brings


@given(
    times=CLOSE,
    forgotten=st.sets(st.integers(0, 30)),
    limit=st.integers(1, 12),
    bounds=st.tuples(st.none() | PUBLISHED, st.none() | PUBLISHED),
)
@example(times=[[0] * 9, [search.ROW_S]], forgotten=set(), limit=1, bounds=(None, None))  # the newest, moved on by nine
@example(times=[[0] * 9, [1]], forgotten={1}, limit=1, bounds=(None, 1))  # in a gap before those that were moved on
@example(times=[[0] * 9], forgotten={1, 2, 3}, limit=9, bounds=(None, 0))
def test_the_newest_to_the_second_though_articles_are_moved_on(
    times: list[list[int]], forgotten: set[int], limit: int, bounds: tuple[int | None, int | None]
) -> None:
    after, before = bounds
    wanted: list[tuple[int, ArticleId]] = []
    with store() as db:
        for number, published in enumerate(times):
            some = add(db, *(new(100 * number + i, "water", published=p) for i, p in enumerate(published)))
            index(db)
            wanted += zip(published, some, strict=True)
            if number == 0:
                for gone in [pair for i, pair in enumerate(wanted) if i in forgotten]:
                    search.forget(db, gone[1])
                    db.execute("DELETE FROM article WHERE id = ?", (gone[1],))
                    wanted.remove(gone)
        check_index(db)
        found = search.find(db, SearchQuery((Term("water"),), after=after, before=before), limit)
    wanted.sort(reverse=True)
    inside = [i for p, i in wanted if (after is None or p >= after) and (before is None or p <= before)]
    assert found == inside[:limit]


def test_however_many_come_of_one_second(db: sqlite3.Connection) -> None:
    number = 2 * search.LOOKED_AHEAD + 50
    early, late = NOW, NOW + search.ROW_S
    newest: list[ArticleId] = []
    for start in (0, 1_000, 2_000):
        add(db, *(new(start + i, "water", published=early) for i in range(number)))
        newest = add(db, new(start + number, "water", published=late)) + newest
        index(db)
    check_index(db)
    assert find(db, "water", limit=3) == newest
    add(db, *(new(9_000 + i, "ice", published=NOW + DAY) for i in range(2)))  # moved on by less
    index(db)
    found = search.find(db, SearchQuery((Term("water"),), before=early), 9_999)
    assert len(found) == 3 * number and found == sorted(found, reverse=True)


def test_whole_words_and_beginnings_are_one_list(db: sqlite3.Connection) -> None:
    for number, title in enumerate(["elections", "election", "elect", "electron", "other"]):
        add(db, new(number, title))
    index(db)
    found = [r.title for r in articles.rows(db, find(db, "elect"))]
    assert found == ["elections", "election", "elect", "electron"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (SearchQuery(countries=(CL,)), "acd"),
        (SearchQuery(countries=(EG,)), "b"),
        (SearchQuery(countries=(EG, CL)), "abcd"),
        (SearchQuery(countries=(CountryCode("'; --"),)), ""),
        (SearchQuery(languages=("ar",)), "b"),
        (SearchQuery(languages=("ar", "es")), "abcd"),
        (SearchQuery(source="alb"), "acd"),
        (SearchQuery(source="ALBA"), "acd"),
        (SearchQuery(source="%"), ""),
        (SearchQuery(source="_"), ""),
        (SearchQuery(source="!"), ""),
        (SearchQuery(tag="Water"), "ad"),
        (SearchQuery(is_starred=True), "ab"),
        (SearchQuery(is_starred=False), "cd"),
        (SearchQuery(is_read=True), "b"),
        (SearchQuery(is_read=False), "acd"),
        (SearchQuery(after=NOW - DAY), "ab"),
        (SearchQuery(after=NOW - DAY + 1), "a"),
        (SearchQuery(before=NOW - DAY), "bcd"),
        (SearchQuery(before=NOW - DAY - 1), "cd"),
        (SearchQuery(before=-1), ""),
        (SearchQuery(after=2**45), ""),
        (SearchQuery(after=2**70), ""),
        (SearchQuery(after=-(2**70), before=2**70), "abcd"),
        (SearchQuery(after=-(2**45), before=2**45), "abcd"),
        (SearchQuery(countries=(CL,), is_starred=True, tag="water", source="al", languages=("es",)), "a"),
    ],
)
@pytest.mark.parametrize("words", [(), ("common",)])
def test_filters(db: sqlite3.Connection, query: SearchQuery, words: tuple[str, ...], expected: str) -> None:
    a, b, c, d = (
        *add(db, new(1, "common a", published=NOW)),
        *add(db, new(2, "common b", published=NOW - DAY, language="ar"), key="EG/nil"),
        *add(db, new(3, "common c", published=NOW - 2 * DAY), new(4, "common d", published=NOW - 3 * DAY)),
    )
    marks.set_starred(db, [a, b], NOW)
    marks.set_read(db, [b], NOW)
    marks.set_tag(db, a, "water", is_set=True)
    marks.set_tag(db, d, "water", is_set=True)
    index(db)
    names = {a: "a", b: "b", c: "c", d: "d"}
    found = search.find(db, replace(query, terms=tuple(map(Term, words))), 10)
    assert "".join(names[i] for i in found) == expected


def test_an_article_from_before_1970_is_found(db: sqlite3.Connection) -> None:
    (old,) = add(db, new(1, "moon", published=-14_182_940))
    index(db)
    assert find(db, "moon") == [old]
    assert search.find(db, SearchQuery(countries=(CL,)), 10) == [old]


# The index keeps in step


def test_indexing_goes_on_in_pieces(db: sqlite3.Connection) -> None:
    add(db, *(new(i, "water") for i in range(25)))
    assert [search.index_waiting(db, 10) for _ in range(4)] == [11, 5, 0, 0]
    assert len(find(db, "water")) == 25


def test_a_text_that_changed_is_found_by_its_new_words_only(db: sqlite3.Connection) -> None:
    (one,) = add(db, new(1, "before"))
    articles.update(db, one, new(1, "between"), NOW)  # while it still waits
    index(db)
    articles.update(db, one, new(1, "after"), NOW)
    assert find(db, "between") == []  # the old words are gone at once
    index(db)
    assert (find(db, "before"), find(db, "between"), find(db, "after")) == ([], [], [one])


def test_a_damaged_index_is_rebuilt(db: sqlite3.Connection) -> None:
    ids = add(db, *(new(i, "water", published=NOW + i) for i in range(60)))
    index(db)
    db.execute("INSERT INTO search (rowid, text) VALUES (77, 'ghost water')")
    search.rebuild(db)
    assert find(db, "water") == []
    index(db)
    assert find(db, "water") == ids[::-1]
    assert find(db, "ghost") == []


VOCABULARY = ("water", "war", "election", "été", "中国经济", "疫情", "대통령", "الحكومة", "выборы", "ไทย")


class Model:
    """What ought to be found: the plain texts of all articles, looked through one by one."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def find(self, word: str) -> set[int]:
        found = self._db.execute(
            """SELECT a.id, a.title || ' ' || a.lead, b.document, t.title || ' ' || t.lead, t.document FROM article a
               LEFT JOIN body b ON b.article = a.id LEFT JOIN translation t ON t.article = a.id"""
        )
        return {row[0] for row in found if word in self._text(*row[1:]).split()}

    @staticmethod
    def _text(head: str, body: bytes | None, translated: str | None, translation: bytes | None) -> str:
        packed = [p for p in (body, translation) if p is not None]
        return " ".join([head, translated or "", *(documents.text(packing.unpack(p)) for p in packed)])


@pytest.mark.parametrize("seed", [1, 2])
def test_the_index_is_in_step_after_any_changes(  # noqa: C901 its steps are a table
    db: sqlite3.Connection, seed: int
) -> None:
    chance = random.Random(seed)
    model = Model(db)
    alive: list[ArticleId] = []

    def words() -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randrange(4)))

    for step in range(300):
        match chance.choices(["add", "update", "translate", "prune", "index", "rebuild"], [5, 4, 4, 1, 4, 0.1])[0]:
            case "add":
                given = new(step, words(), lead=words(), document=text(words()), published=NOW - chance.randrange(99))
                alive += add(db, given, at=NOW + step)
            case "update" if alive:
                given = new(step, words(), lead=words(), document=text(words()))
                articles.update(db, chance.choice(alive), given, NOW)
            case "translate" if alive:
                made = Translation(words(), words(), text(words()), "e")
                articles.put_translation(db, chance.choice(alive), made)
            case "prune":
                articles.prune(db, NOW + step - 60, 5)
                alive = [ArticleId(i) for (i,) in db.execute("SELECT id FROM article")]
            case "index":
                search.index_waiting(db, chance.choice([1, 5, 48]))
            case "rebuild":
                search.rebuild(db)
            case _:
                pass
        if step % 25 == 0 or step == 299:
            index(db)
            for word in VOCABULARY:
                assert set(find(db, word)) == model.find(word), (step, word)
            check_index(db)
