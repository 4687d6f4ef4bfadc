from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from desktop_app import messages
from desktop_app.model.country import CountryCode
from desktop_app.model.coverage import BlindSpot, Late, OnlyOurs, ToldByOne
from desktop_app.model.engines import EngineReport
from desktop_app.model.errors import (
    CatalogError,
    EngineError,
    EngineProblem,
    FetchError,
    FetchProblem,
    OverviewError,
    ParseError,
    ParseProblem,
    SecretsError,
    SecretsProblem,
    StoreError,
    StoreProblem,
    UsageError,
    WorkerError,
    WorkerProblem,
)
from desktop_app.model.outlet import FeedHealth, FeedId, FeedState, OutletKey
from desktop_app.model.page import PageOutcome, SitePage
from desktop_app.model.story import StoryId

ERRORS: list[OverviewError] = [
    *(FetchError("https://a.example", p) for p in FetchProblem),
    *(ParseError(p) for p in ParseProblem),
    *(StoreError(p) for p in StoreProblem),
    *(WorkerError(p) for p in WorkerProblem),
    CatalogError("file.csv, line 3: no."),
    UsageError("No such thing."),
]


@pytest.mark.parametrize("error", ERRORS, ids=str)
def test_every_expected_error_has_its_own_sentence(error: OverviewError) -> None:
    sentence = messages.error_sentence(error)
    assert sentence[0].isupper() or isinstance(error, CatalogError)
    assert sentence.endswith((".", ")."))
    assert "unexpected" not in sentence


@pytest.mark.parametrize("error", ERRORS, ids=str)
def test_every_expected_error_can_come_from_another_process(error: OverviewError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), again.__dict__) == (str(error), error.__dict__)


def test_no_two_problems_are_told_alike() -> None:
    # whether the answer or the feed in it is empty is one to the reader
    sentences = [messages.error_sentence(e) for e in ERRORS if str(e) != str(ParseError(ParseProblem.EMPTY))]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    ("problem", "status", "expected"),
    [
        ("", None, ""),
        ("", 404, ""),
        ("not found", 404, "There is no feed at this address any more (HTTP 404)."),
        ("not a feed", 200, "What the site sends is not a feed (perhaps a web page)."),
        ("unexpected", None, "Something unexpected went wrong; the log has the details."),
    ],
)
def test_problems(problem: str, status: int | None, expected: str) -> None:
    assert messages.problem_sentence(problem, status) == expected


@pytest.mark.parametrize("state", FeedState)
def test_every_state_of_a_feed_has_words(state: FeedState) -> None:
    health = FeedHealth(
        FeedId(1), OutletKey("CL/a"), "A", CountryCode("CL"), "https://a.example", state, None, None, None, None, "",
        None, 0,
    )  # fmt: skip
    assert messages.feed_sentence(health).endswith(".")
    told = messages.feed_sentence(replace(health, is_unencrypted=True))
    assert told.startswith(messages.feed_sentence(health)) and told.endswith("without encryption.")


@pytest.mark.parametrize(
    ("per_week", "delay_s", "expected"),
    [
        (None, None, ""),
        (0.0, None, ""),
        (0.2, None, "About 1 article a week."),
        (1_234.4, 59, "About 1,234 articles a week, read within a minute."),
        (7.0, 1_500, "About 7 articles a week, read 25 min after their date."),
        (7.0, 7 * 86_400, "About 7 articles a week, read 7 d after their date."),
    ],
)
def test_how_much_a_feed_publishes(per_week: float | None, delay_s: int | None, expected: str) -> None:
    health = FeedHealth(
        FeedId(1), OutletKey("CL/a"), "A", CountryCode("CL"), "https://a.example", FeedState.HEALTHY, None, None, None,
        None, "", None, 0, articles_per_week=per_week, average_delay_s=delay_s,
    )  # fmt: skip
    assert messages.pace_sentence(health) == expected


@pytest.mark.parametrize(
    ("number", "words", "expected"),
    [
        (0, ("article",), "0 articles"),
        (1, ("article",), "1 article"),
        (2, ("country", "countries"), "2 countries"),
        (1, ("country", "countries"), "1 country"),
        (12_345, ("article",), "12,345 articles"),
    ],
)
def test_counts(number: int, words: tuple[str, ...], expected: str) -> None:
    assert messages.count(number, *words) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-5, "now"), (0, "now"), (59, "now"), (60, "1 min"), (3_599, "59 min"), (3_600, "1 h"), (86_399, "23 h"),
        (86_400, "1 d"), (7 * 86_400 - 1, "6 d"), (7 * 86_400, ""),
    ],
)  # fmt: skip
def test_ages(seconds: int, expected: str) -> None:
    assert messages.age(seconds) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"), [(-5, "just now"), (60, "1 min ago"), (7_200, "2 h ago"), (8 * 86_400, "over a week ago")]
)
def test_ages_in_a_sentence(seconds: int, expected: str) -> None:
    assert messages.ago(seconds) == expected


US, NG = CountryCode("US"), CountryCode("NG")
SPOT = BlindSpot(
    StoryId(1), (US,), countries=14, regions=3, outlets=20, press_sources=12, press_down=0, carrying=0, p=0.2
)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (SPOT, "14 countries, 0 of your 12 sources in Utopia, all 12 healthy in the last 24 h"),
        (
            replace(SPOT, press_sources=2),
            "14 countries, 0 of your 2 sources in Utopia, both healthy in the last 24 h",
        ),
        (
            replace(SPOT, press_down=3),
            "14 countries, 0 of your 12 sources in Utopia; 3 more could not be read in the last 24 h",
        ),
        (Late(StoryId(1), (US,), 0, NG, 15 * 3600), "First in Nigeria, 15 h before your press in Utopia"),
        (
            OnlyOurs(StoryId(1), (US,), 9, 1, 1_072, 0.0),
            "9 sources in Utopia, 1 of the 1,072 elsewhere that were read in the last 24 h",
        ),
        (
            ToldByOne(StoryId(1), NG, 2, 61),
            "2 sources in Nigeria, none in the 61 other countries whose press was read in the last 24 h",
        ),
    ],
    ids=str,
)
def test_the_arithmetic_of_what_is_missing(figures: BlindSpot | Late | OnlyOurs | ToldByOne, expected: str) -> None:
    assert messages.gap(figures, "Utopia", {NG: "Nigeria"}) == expected


PAGES = [
    *(SitePage(outcome, 0) for outcome in PageOutcome if outcome not in (PageOutcome.FULL_TEXT, PageOutcome.FAILED)),
    *(SitePage(PageOutcome.FAILED, 0, problem) for problem in FetchProblem),
]


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_why_there_is_no_full_text(page: SitePage) -> None:
    sentence = messages.page_sentence(page)
    assert sentence.endswith(". This is what its feed says.")
    assert "unexpected" not in sentence
    assert "feed" not in sentence.removesuffix("This is what its feed says.")


def test_nothing_is_said_of_a_full_text() -> None:
    assert messages.page_sentence(None) == messages.page_sentence(SitePage(PageOutcome.FULL_TEXT, 0)) == ""
    refused = SitePage(PageOutcome.FAILED, 0, FetchProblem.STATUS, 500)
    assert messages.page_sentence(refused).startswith("The site answers with an error (HTTP 500). ")


@pytest.mark.parametrize("problem", EngineProblem)
def test_each_problem_of_an_engine_has_its_sentence(problem: EngineProblem) -> None:
    sentence = messages.error_sentence(EngineError(problem, "detail", engine="DeepL"))
    assert "DeepL" in sentence and sentence.endswith(".") and "detail" not in sentence


@pytest.mark.parametrize("fetch", FetchProblem)
def test_an_engine_that_is_away_says_how(fetch: FetchProblem) -> None:
    sentence = messages.error_sentence(EngineError(EngineProblem.AWAY, engine="DeepL", fetch=fetch))
    assert sentence.startswith("DeepL could not be asked. ") and sentence.endswith(".")


def test_models_that_there_are_are_named() -> None:
    error = EngineError(EngineProblem.MODEL, engine="localhost", choices=("a:1b", "c"))
    assert messages.error_sentence(error) == "localhost has no such model. It has a:1b, c."


@pytest.mark.parametrize("problem", SecretsProblem)
def test_each_problem_of_a_keyring_has_its_sentence(problem: SecretsProblem) -> None:
    assert "keyring" in messages.error_sentence(SecretsError(problem))


def test_an_engine_tells_what_it_knows_and_what_is_left_of_it() -> None:
    assert messages.engine_report(EngineReport("Loud")) == "Loud answers."
    assert messages.engine_report(EngineReport("DeepL", 2, 1_000, 500_000)) == (
        "DeepL answers and knows 2 languages. 1,000 of this month's 500,000 characters are used."
    )
