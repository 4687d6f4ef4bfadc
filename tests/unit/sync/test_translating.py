"""What is translated when, and that nothing of it is lost or done twice."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import closing

import pytest

from desktop_app.model.article import ArticleId, Translation
from desktop_app.model.document import Document, Paragraph, Run
from desktop_app.model.errors import ModelError, ModelProblem, WorkerError, WorkerProblem
from desktop_app.model.events import ArticlesChanged, LanguagesChanged, PageArrived, TranslationGrew
from desktop_app.model.outlet import OutletKey
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.model.translating import ALWAYS, NEVER
from desktop_app.store import articles, marks, memory, pages, translations
from desktop_app.store.connection import open_reader
from desktop_app.sync.translating import DROP_AT_ONCE, TranslatingOptions
from desktop_app.sync.translation_steps import ARTICLES_AT_ONCE
from tests.support.stores import NOW, text
from tests.support.translating import WAIT_S, Desk, MakeDesk, of

LONG = [f"El parrafo numero {n} " + "tiene muchas palabras " * 12 for n in range(1, 11)]


# Titles and leads


def test_titles_and_leads_of_what_is_not_read_are_translated(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), of(2, "en"), of(3, "fr"), of(4, "pt"), options=TranslatingOptions(frozenset({"en", "pt"})))
    desk.work_off()
    assert desk.titles() == ["TITULO 1", "titulo 2", "titulo 3", "titulo 4"]
    made = desk.article(0).translation
    assert made is not None
    assert (made.lead, made.document, made.engine, made.is_whole) == ("LEAD 1", (), "upper es", False)
    assert desk.upper.languages_asked == ["es"]


def test_the_newest_come_first_a_few_at_a_time(make_desk: MakeDesk) -> None:
    number = 2 * ARTICLES_AT_ONCE + 1
    desk = make_desk(*(of(n) for n in range(1, number + 1)))
    desk.work_off()
    first = [t for asked in desk.upper.asked for t in asked if t.startswith("titulo")]
    assert first == [f"titulo {n}" for n in range(1, number + 1)]
    assert [len(asked) for asked in desk.upper.asked] == [2 * ARTICLES_AT_ONCE, 2 * ARTICLES_AT_ONCE, 2]


def test_nothing_is_translated_twice_and_an_edit_is(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), of(2))
    desk.work_off()
    desk.work_off()
    assert len(desk.upper.asked) == 1
    desk.write(lambda db: articles.update(db, desk.ids[0], of(1, title="otro"), NOW))
    desk.work_off()
    assert desk.titles() == ["OTRO", "TITULO 2"]
    assert len(desk.upper.asked) == 2


def test_a_language_is_told_before_it_is_translated(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1, title="[en] English after all"), of(2, "en", title="[es] castellano"))
    desk.work_off()
    assert desk.titles() == ["[en] English after all", "[ES] CASTELLANO"]
    assert [desk.article(n).row.language for n in (0, 1)] == ["en", "es"]
    assert desk.upper.told[0] == ("[en] English after all\nLead 1", "es")
    desk.work_off()
    assert len(desk.upper.told) == 2


def test_languages_are_not_told_where_nothing_is_installed(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1))
    desk.upper.known = set()
    desk.work_off()
    assert desk.upper.told == []
    desk.upper.known = {"es"}
    desk.work_off()
    assert desk.titles() == ["TITULO 1"]


def test_what_waited_for_its_language_is_translated_once_that_is_installed(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1, "fr"), of(2))
    desk.translating.begin()
    desk.until(lambda: desk.titles() == ["titulo 1", "TITULO 2"])
    desk.upper.known.add("fr")
    desk.translating.on_event(LanguagesChanged())
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2"])


def test_what_is_on_the_screen_comes_first(make_desk: MakeDesk) -> None:
    desk = make_desk(*(of(n) for n in range(1, 20)))
    desk.translating.look_at(desk.ids[15:17])
    desk.translating.begin()
    desk.until(lambda: desk.titles()[0] == "TITULO 1")
    assert [t for t in desk.upper.asked[0] if t.startswith("titulo")] == ["titulo 16", "titulo 17"]


def test_on_a_battery_only_what_is_looked_at(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), of(2), of(3))
    desk.upper.is_on_battery = True
    desk.translating.look_at(desk.ids[1:2])
    desk.translating.begin()
    desk.until(lambda: desk.titles() == ["titulo 1", "TITULO 2", "titulo 3"])
    desk.upper.is_on_battery = False
    desk.translating.apply(TranslatingOptions())
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2", "TITULO 3"])


def test_who_wants_it_has_everything_translated_on_a_battery(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), options=TranslatingOptions(is_modest=False))
    desk.upper.is_on_battery = True
    desk.translating.begin()
    desk.until(lambda: desk.titles() == ["TITULO 1"])


def test_changes_are_told_after_they_are_stored(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1))
    desk.work_off()
    event = desk.events.get(timeout=WAIT_S)
    assert event == ArticlesChanged(frozenset({desk.article(0).row.country}), 0, frozenset(desk.ids))


# Rules


def test_a_source_may_be_left_alone(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1))
    desk.write(lambda db: translations.set_rule(db, OutletKey("CL/alba"), NEVER))
    desk.work_off()
    desk.translating.translate_article(desk.ids[0])
    assert desk.upper.asked == []
    desk.write(lambda db: translations.set_rule(db, OutletKey("CL/alba"), ""))
    desk.work_off()
    assert desk.titles() == ["TITULO 1"]


def test_a_source_may_always_be_translated(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), options=TranslatingOptions(frozenset({"en", "es"})))
    desk.work_off()
    assert desk.titles() == ["titulo 1"]
    desk.write(lambda db: translations.set_rule(db, OutletKey("CL/alba"), ALWAYS))
    desk.work_off()
    assert desk.titles() == ["TITULO 1"]
    desk.translating.translate_article(desk.ids[0])
    assert body(desk, 0) == text("EL TEXTO")


def test_the_user_knows_better_which_language_a_source_is_in(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1, title="[fr] portugues"))
    desk.write(lambda db: translations.set_rule(db, OutletKey("CL/alba"), "pt"))
    desk.work_off()
    assert desk.upper.languages_asked == ["pt"]
    assert translations_of(desk) == 1


def test_a_rule_takes_back_what_was_translated(make_desk: MakeDesk) -> None:
    desk = make_desk(*(of(n) for n in range(1, DROP_AT_ONCE + 5)))
    desk.work_off()
    key = OutletKey("CL/alba")
    desk.write(lambda db: translations.set_rule(db, key, NEVER))
    desk.translating.take_back(lambda db: translations.drop_of_outlet(db, key, DROP_AT_ONCE))
    desk.until(lambda: translations_of(desk) == 0)
    assert desk.titles()[0] == "titulo 1"


def test_a_language_that_is_read_now_is_shown_as_it_is(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), of(2, "pt"))
    desk.translating.begin()
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2"])
    desk.translating.apply(TranslatingOptions(frozenset({"en", "pt"})))
    desk.until(lambda: desk.titles() == ["TITULO 1", "titulo 2"])
    desk.translating.apply(TranslatingOptions())
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2"])


def test_a_language_that_was_read_since_the_last_start_too(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1))
    desk.work_off()
    desk.translating.apply(TranslatingOptions())
    desk.translating._options = TranslatingOptions(frozenset({"en", "es"}))
    desk.translating.begin()
    desk.until(lambda: desk.titles() == ["titulo 1"])


def translations_of(desk: Desk) -> int:
    with closing(open_reader(desk.path)) as db:
        number: int = db.execute("SELECT count(*) FROM translation").fetchone()[0]
    return number


# Bodies


def test_an_opened_article_comes_part_by_part(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1, "es", *LONG))
    desk.work_off()
    desk.upper.asked.clear()
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    first = desk.grown().translation
    assert first.title == "TITULO 1"
    assert desk.upper.asked[0] == [LONG[0]]
    assert not first.is_whole
    texts = [first]
    while not texts[-1].is_whole:
        texts.append(desk.grown().translation)
    english = [sum(_is_english(p) for p in made.document) for made in texts]
    assert english == sorted(english) and english[-1] == len(LONG)
    assert len(english) >= 3
    desk.until(lambda: (desk.article(0).translation or first).is_whole)
    stored = desk.article(0).translation
    assert stored is not None and stored.document == text(*(p.upper() for p in LONG))


def body(desk: Desk, number: int) -> Document:
    made = desk.article(number).translation
    assert made is not None
    return made.document


def _is_english(paragraph: object) -> bool:
    assert isinstance(paragraph, Paragraph)
    (run,) = paragraph.runs
    assert isinstance(run, Run)
    return run.text.isupper()


def test_what_is_read_goes_before_the_titles(make_desk: MakeDesk) -> None:
    desk = make_desk(*(of(n) for n in range(1, 40)))
    desk.upper.gate = threading.Semaphore(1)
    desk.translating.begin()
    desk.until(lambda: bool(desk.upper.asked))
    desk.translating.open(desk.ids[30])
    desk.upper.gate.release(1_000)
    desk.until(lambda: desk.is_whole(30))
    position = next(i for i, asked in enumerate(desk.upper.asked) if "el texto" in asked)
    assert position <= 2


def test_an_article_that_is_left_is_gone_on_with(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1, "es", *LONG), of(2))
    desk.work_off()
    desk.upper.gate = threading.Semaphore(2)
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    desk.grown()
    desk.translating.leave()
    desk.upper.gate.release(1_000)
    desk.translating.open(desk.ids[1])
    desk.until(lambda: desk.is_whole(1))
    assert not desk.is_whole(0)
    with closing(open_reader(desk.path)) as db:
        assert memory.find(db, [memory.key("titulo 1")])
    desk.translating.open(desk.ids[0])
    desk.until(lambda: desk.is_whole(0))


def test_the_sites_own_page_is_translated_when_it_comes(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1))
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    desk.until(lambda: desk.is_whole(0))
    page = SitePage(PageOutcome.FULL_TEXT, NOW, document=text("todo el texto", "y mas"))
    desk.write(lambda db: pages.put(db, desk.ids[0], page))
    between = desk.article(0).translation
    assert between is not None and (between.is_whole, between.document) == (False, text("EL TEXTO"))
    desk.translating.on_event(PageArrived(desk.ids[0]))
    desk.until(lambda: desk.is_whole(0))
    assert body(desk, 0) == text("TODO EL TEXTO", "Y MAS")


def test_a_page_that_comes_meanwhile_is_not_taken_for_translated(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1))
    page = SitePage(PageOutcome.FULL_TEXT, NOW, document=text("todo el texto"))

    def page_comes(_language: str, texts: Sequence[str]) -> None:
        if "el texto" in texts and "todo el texto" not in texts:
            desk.write(lambda db: pages.put(db, desk.ids[0], page))

    desk.upper.fails = page_comes
    desk.translating.translate_article(desk.ids[0])
    assert desk.article(0).translation is None
    desk.translating.translate_article(desk.ids[0])
    assert body(desk, 0) == text("TODO EL TEXTO")


def test_who_opens_an_article_has_its_first_sentence_first(make_desk: MakeDesk) -> None:
    long = "La primera frase. " + "Otra frase que viene después de ella. " * 9
    desk = make_desk(of(1, "es", long))
    desk.work_off()
    desk.translating.begin()
    desk.translating.open(desk.ids[0])
    assert desk.grown().translation.document == text("LA PRIMERA FRASE." + long.removeprefix("La primera frase."))
    assert desk.grown().translation.document == text(long.upper())
    desk.until(lambda: desk.is_whole(0))


def test_what_is_made_again_does_not_go_back_to_its_language(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1, "es", *LONG))
    desk.translating.translate_article(desk.ids[0])
    desk.write(lambda db: translations.make_again(db, desk.ids[0]))
    while not desk.events.empty():
        desk.events.get()
    desk.translating.translate_article(desk.ids[0])
    told: list[Translation] = []
    while not desk.events.empty():
        if isinstance(event := desk.events.get(), TranslationGrew):
            told.append(event.translation)
    assert [made.is_whole for made in told] == [True]
    assert desk.is_whole(0)


def test_what_is_starred_is_translated_ahead_where_that_is_wanted(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1), of(2))
    desk.write(lambda db: marks.set_starred(db, (desk.ids[1],), NOW))
    desk.translating.begin()
    desk.until(lambda: desk.titles() == ["TITULO 1", "TITULO 2"])
    assert [asked for asked in desk.upper.asked if "el texto" in asked] == []
    desk.translating.apply(TranslatingOptions(is_ahead=True))
    desk.until(lambda: desk.is_whole(1))
    assert not desk.is_whole(0)


# What goes wrong


def test_a_text_that_breaks_the_engine_is_left_and_its_neighbours_are_not(
    make_desk: MakeDesk, caplog: pytest.LogCaptureFixture
) -> None:
    desk = make_desk(of(1), of(2, title="titulo malo"), of(3))
    desk.upper.fails = lambda _, texts: WorkerError(WorkerProblem.CRASHED) if "titulo malo" in texts else None
    with caplog.at_level("CRITICAL"):
        desk.work_off()
        desk.work_off()
    assert desk.titles() == ["TITULO 1", "titulo malo", "TITULO 3"]
    assert sum("titulo malo" in asked for asked in desk.upper.asked) == 2


@pytest.mark.parametrize("error", [ModelError(ModelProblem.DAMAGED), WorkerError(WorkerProblem.START)])
def test_an_engine_that_fails_leaves_everything_as_it_came(
    make_desk: MakeDesk, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    desk = make_desk(of(1), of(2, "pt"))
    desk.upper.fails = lambda language, _: error if language == "es" else None
    with caplog.at_level("CRITICAL"):
        desk.work_off()
        assert desk.titles() == ["titulo 1", "TITULO 2"]
        desk.translating.translate_article(desk.ids[0])
    desk.upper.fails = lambda _language, _texts: None
    desk.work_off()
    assert desk.titles() == ["TITULO 1", "TITULO 2"]


def test_the_end_of_the_program_ends_it(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1))
    desk.upper.fails = lambda _language, _texts: WorkerError(WorkerProblem.CLOSED)
    desk.translating.begin()
    thread = desk.translating._thread
    assert thread is not None
    thread.join(WAIT_S)
    assert not thread.is_alive()
    assert desk.titles() == ["titulo 1"]


def test_who_cannot_tell_languages_believes_the_feeds(make_desk: MakeDesk, caplog: pytest.LogCaptureFixture) -> None:
    desk = make_desk(of(1))

    def cannot(_texts: list[tuple[str, str]]) -> list[str]:
        raise WorkerError(WorkerProblem.MEMORY)

    desk.upper.detect = cannot  # type: ignore[method-assign, assignment]
    with caplog.at_level("CRITICAL"):
        desk.work_off()
    assert desk.titles() == ["TITULO 1"]


def test_an_article_that_is_gone_is_no_trouble(make_desk: MakeDesk) -> None:
    desk = make_desk(of(1))
    desk.translating.translate_article(ArticleId(99))
    assert desk.upper.asked == []
