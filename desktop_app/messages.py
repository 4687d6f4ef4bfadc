"""
Errors and counts in words that a person reads: what happened, and what to do. For the window and the command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from desktop_app.model.country import CountryCode, in_a_sentence
from desktop_app.model.errors import (
    EngineError,
    EngineProblem,
    FetchError,
    FetchProblem,
    ModelError,
    ModelProblem,
    OverviewError,
    ParseError,
    ParseProblem,
    SecretsError,
    SecretsProblem,
    StoreError,
    StoreProblem,
    WorkerError,
    WorkerProblem,
)
from desktop_app.model.outlet import FeedHealth, FeedState

if TYPE_CHECKING:  # no start needs it
    from desktop_app.model.coverage import BlindSpot, Late, OnlyOurs, ToldByOne
    from desktop_app.model.engines import EngineReport, WordingState
from desktop_app.model.page import PageOutcome, SitePage

_FETCH: dict[str, str] = {
    FetchProblem.OFFLINE: "There is no network connection.",
    FetchProblem.DNS: "The site's name is not known: it may have moved, or the network's name service is down.",
    FetchProblem.CONNECT: "The site does not answer.",
    FetchProblem.TIMEOUT: "The site answers too slowly.",
    FetchProblem.TLS: "The site's certificate is not valid, so it was not read.",
    FetchProblem.BROKEN: "The site's answer broke off or is garbled.",
    FetchProblem.TOO_LARGE: "The answer is too large for a feed.",
    FetchProblem.REDIRECTS: "The site sends us round in circles.",
    FetchProblem.FORBIDDEN: "The address leads into a private network or is none of the web, so it was not opened.",
    FetchProblem.NOT_FOUND: "There is no feed at this address any more.",
    FetchProblem.GONE: "The site says that this feed has ended. It is not asked again.",
    FetchProblem.BLOCKED: "The site refuses programs like this one.",
    FetchProblem.BUSY: "The site asks us to come back later.",
    FetchProblem.STATUS: "The site answers with an error.",
    FetchProblem.EMPTY: "The site's answer is empty.",
    FetchProblem.CANCELLED: "Stopped before it was read.",
}

_PARSE: dict[str, str] = {
    ParseProblem.NOT_A_FEED: "What the site sends is not a feed (perhaps a web page).",
    ParseProblem.NOT_READABLE: "The feed is broken and cannot be read.",
    ParseProblem.EMPTY: "The feed is empty.",
    ParseProblem.TOO_DEEP: "The feed is nested or expands beyond reason, so it was refused.",
}

_STORE: dict[str, str] = {
    StoreProblem.FULL: "The disk is full: free some space, then try again.",
    StoreProblem.BUSY: "Another program is using Overview's files: close it, then try again.",
    StoreProblem.READ_ONLY: "Overview may not write to its folder: check the folder's permissions.",
    StoreProblem.DAMAGED: "The store is damaged: restore a copy ('overview restore'), or import user.jsonl anew.",
    StoreProblem.NOT_OURS: "The file is not a store of Overview.",
    StoreProblem.TOO_NEW: "The store was written by a newer Overview: update this one.",
    StoreProblem.UNREADABLE: "The store cannot be opened: check that its folder exists and can be read.",
}

_WORKER: dict[str, str] = {
    WorkerProblem.TIMEOUT: "This took too long, so it was stopped.",
    WorkerProblem.CRASHED: "The process that worked on this broke down; trying again may help.",
    WorkerProblem.MEMORY: "This needs more memory than it may have.",
    WorkerProblem.START: "No process could be started to work on this: close other programs, then try again.",
    WorkerProblem.FAILED: "The work on this went wrong; the log has the details.",
    WorkerProblem.CLOSED: "Stopped, because the program is closing.",
}

# {} is the language, or its tag
_MODEL: dict[str, str] = {
    ModelProblem.UNKNOWN_LANGUAGE: "There is no translation model for '{}': see 'overview languages list'.",
    ModelProblem.NOT_INSTALLED: "{} is not installed: overview languages install LL",
    ModelProblem.UNKNOWN_KIND: "The translation model is of a kind that this version cannot use: install it again.",
    ModelProblem.DAMAGED: "The files of {} are not the right ones and were not used: try again, or another source.",
    ModelProblem.FAILED_TEST: "{} arrived whole but does not translate as it should, so it was not installed.",
    ModelProblem.NOT_DOWNLOADABLE: "{} cannot be downloaded; it can be installed from its files, with --from.",
    ModelProblem.NOT_DOWNLOADED: "{} could not be downloaded.",
    ModelProblem.NO_ROOM: "There is not enough room on the disk for {}: free some space, then try again.",
    ModelProblem.NOT_WRITABLE: "The folder of the translation models cannot be written to: check its permissions.",
    ModelProblem.INCOMPLETE: "Not all files of {} are there, or they are of another version.",
}

# Where a feed is spoken of that is none
_DOWNLOAD: dict[str, str] = {
    FetchProblem.NOT_FOUND: "The site does not have it.",
    FetchProblem.GONE: "The site does not have it any more.",
    FetchProblem.TOO_LARGE: "The file is too large to be it.",
    FetchProblem.BROKEN: "The connection broke off; what has come is kept, so try again.",
    FetchProblem.TIMEOUT: "The site answers too slowly; what has come is kept, so try again.",
}


def _model_sentence(error: ModelError) -> str:
    sentence = _MODEL[error.problem].format(error.language)
    if error.fetch is None:
        return sentence
    return f"{sentence} {_DOWNLOAD.get(error.fetch) or _FETCH[error.fetch]}"


# {} is the engine's name
_ENGINE: dict[str, str] = {
    EngineProblem.NO_ADDRESS: "Give {} an address of the web, as in https://translate.example.org.",
    EngineProblem.NOT_ENCRYPTED: "The address of {} is not encrypted (http), so a key is not sent there.",
    EngineProblem.NOT_NEAR: "{} is neither on this computer nor in your own network, so nothing is sent there.",
    EngineProblem.NO_KEY: "{} wants a key, and there is none.",
    EngineProblem.KEY: "{} does not accept the key.",
    EngineProblem.QUOTA: "The quota of {} is used up.",
    EngineProblem.BUSY: "{} is busy; try again in a while.",
    EngineProblem.LANGUAGE: "{} does not put this language into English.",
    EngineProblem.MODEL: "{} has no such model.",
    EngineProblem.TOO_LONG: "{} does not take texts as long as this.",
    EngineProblem.ANSWER: "What answers in the place of {} is not understood: look at the address.",
    EngineProblem.AWAY: "{} could not be asked.",
}

_ASKED: dict[str, str] = {
    FetchProblem.DNS: "Its name is not known.",
    FetchProblem.CONNECT: "Nothing answers at its address.",
    FetchProblem.TIMEOUT: "It answers too slowly.",
    FetchProblem.TLS: "Its certificate is not valid, so nothing was sent.",
    FetchProblem.BROKEN: "Its answer broke off.",
    FetchProblem.TOO_LARGE: "Its answer is too large.",
    FetchProblem.FORBIDDEN: "Its address leads into a private network, which it does not say itself.",
}

NO_KEYRING = "This system has no keyring that keeps keys, so it is kept until Overview ends."
_SECRETS: dict[str, str] = {
    SecretsProblem.NO_KEYRING: NO_KEYRING,
    SecretsProblem.REFUSED: "The system's keyring does not open: unlock it, then try again.",
}


def _engine_sentence(error: EngineError) -> str:
    sentence = _ENGINE[error.problem].format(error.engine)
    if error.choices:
        sentence += f" It has {', '.join(error.choices)}."
    if error.fetch is None:
        return sentence
    return f"{sentence} {_ASKED.get(error.fetch) or _FETCH[error.fetch]}"


def engine_report(report: EngineReport) -> str:
    """What an engine said when it was tried, in a sentence or two."""
    said = f"{report.name} answers"
    if report.languages:
        said += f" and knows {count(report.languages, 'language')}"
    if report.used is not None and report.limit:
        said += f". {report.used:,} of this month's {report.limit:,} characters are used"
    return f"{said}."


def wording_report(state: WordingState) -> str:
    """How the language model does that words takes, in a sentence or two; "" where it was not asked yet."""
    if state.error is not None:
        minutes = max(1, round(state.rests_s / 60))
        return f"{error_sentence(state.error)} It is asked again in {count(minutes, 'minute')}; names stay as they are."
    if not state.by:
        return ""
    said = f"{state.by} has worded {count(state.worded, 'name')}."
    if state.refused:
        proposals = count(state.refused, "further proposal")
        said += f" {proposals} broke a rule, as by a word that is not the coverage's: those names stay as they were."
    return said


_MEANINGS = ((0.8, "nearly the same"), (0.6, "much the same"), (0.4, "partly the same"))


def meaning(alike: float) -> str:
    """How alike two articles are in meaning, -1 to 1, in words that can follow "meaning"."""
    return next((words for least, words in _MEANINGS if alike >= least), "another side")


def worded_by(by: str) -> str:
    """Why the name of a take is not cut out of a sentence."""
    return f"name worded by {by}, of words of its articles" if by else ""


# An article's own page, where it gave no full text
_PAGE: dict[str, str] = {
    PageOutcome.PAYWALL: "The site shows the whole article to subscribers only.",
    PageOutcome.BOT_WALL: "The site shows its page to browsers only.",
    PageOutcome.NO_TEXT: "No more text was found on the site's page.",
    FetchProblem.NOT_FOUND: "The site has no such page any more.",
    FetchProblem.GONE: "The site has taken the page away.",
    FetchProblem.TOO_LARGE: "The site's page is too large to be read.",
}


def page_sentence(page: SitePage | None) -> str:
    """Why there is only what the feed says, in two sentences; "" where there is the full text, or nobody asked."""
    if page is None or page.outcome is PageOutcome.FULL_TEXT:
        return ""
    reason = _PAGE.get(page.problem or page.outcome) or problem_sentence(page.problem, page.status)
    return f"{reason} This is what its feed says."


def problem_sentence(problem: str, status: int | None = None) -> str:
    """A feed's problem (a FetchProblem or ParseProblem) as a sentence; "" for none."""
    if not problem:
        return ""
    sentence = _FETCH.get(problem) or _PARSE.get(problem) or "Something unexpected went wrong; the log has the details."
    return f"{sentence[:-1]} (HTTP {status})." if status and status >= 400 else sentence


def error_sentence(error: OverviewError) -> str:
    """Any expected error as a sentence."""
    match error:
        case FetchError():
            return problem_sentence(error.problem, error.status)
        case ParseError():
            return problem_sentence(error.problem)
        case StoreError():
            return _STORE[error.problem]
        case WorkerError():
            return _WORKER[error.problem]
        case ModelError():
            return _model_sentence(error)
        case EngineError():
            return _engine_sentence(error)
        case SecretsError():
            return _SECRETS[error.problem]
        case _:
            return str(error)


_STATES: dict[FeedState, str] = {
    FeedState.NEVER: "Not read yet.",
    FeedState.HEALTHY: "Works.",
    FeedState.QUIET: "Works, but has had nothing new for a week.",
    FeedState.FAILING: "Failing.",
    FeedState.GONE: "Ended by the site.",
    FeedState.PAUSED: "Paused by you.",
    FeedState.OFF: "Not read in the background.",
}


def feed_sentence(health: FeedHealth) -> str:
    """How a feed is doing, in a sentence or two."""
    sentence = problem_sentence(health.problem, health.status) or _STATES[health.state]
    return f"{sentence} The site sends it without encryption." if health.is_unencrypted else sentence


def pace_sentence(health: FeedHealth) -> str:
    """How much a feed publishes and how late it is read, in one sentence; "" while nothing is known."""
    if health.articles_per_week is None or health.articles_per_week <= 0:
        return ""
    much = f"About {count(max(1, round(health.articles_per_week)), 'article')} a week"
    if health.average_delay_s is None:
        return f"{much}."
    late = "within a minute" if health.average_delay_s < 60 else f"{_span(health.average_delay_s)} after their date"
    return f"{much}, read {late}."


def _span(seconds: int) -> str:
    """A length of time, short and in one unit: "5 min", "2 h", "3 d"."""
    return age(seconds) or f"{seconds // 86_400} d"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: "1 article", "2 articles", "3 countries"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def gap(figures: BlindSpot | Late | OnlyOurs | ToldByOne, press: str, names: Mapping[CountryCode, str]) -> str:
    """The arithmetic of what is missing somewhere: "14 countries, 0 of your 12 sources in the United States, all 12
    healthy in the last 24 h". ``press`` names the own one.
    """
    from desktop_app.model.coverage import BlindSpot, Late, OnlyOurs, ToldByOne  # noqa: PLC0415 not at the start

    press = in_a_sentence(press)

    match figures:
        case BlindSpot():
            told = count(figures.countries, "country", "countries")
            own = f"{figures.carrying} of your {count(figures.press_sources, 'source')} in {press}"
            if figures.press_down:
                return f"{told}, {own}; {figures.press_down} more could not be read in the last 24 h"
            them = "both" if figures.press_sources == 2 else f"all {figures.press_sources}"
            return f"{told}, {own}, {them} healthy in the last 24 h"
        case Late():
            first = in_a_sentence(names.get(figures.country, figures.country))
            return (
                f"First in {first}, {_span(figures.first_at_home - figures.first_abroad)} before your press in {press}"
            )
        case OnlyOurs():
            own = f"{count(figures.carrying, 'source')} in {press}"
            return f"{own}, {figures.outlets} of the {figures.others:,} elsewhere that were read in the last 24 h"
        case ToldByOne():
            place = in_a_sentence(names.get(figures.country, figures.country))
            own = f"{count(figures.outlets, 'source')} in {place}"
            others = count(figures.other_countries, "other country", "other countries")
            return f"{own}, none in the {others} whose press was read in the last 24 h"


_AGES = ((60, 1, ""), (3600, 60, "min"), (86_400, 3600, "h"), (7 * 86_400, 86_400, "d"))


def age(seconds: int) -> str:
    """How long ago, short: "now", "5 min", "2 h", "3 d"; "" beyond a week, where a date says more."""
    if seconds < 60:
        return "now"
    for below, unit, name in _AGES[1:]:
        if seconds < below:
            return f"{seconds // unit} {name}"
    return ""


def ago(seconds: int) -> str:
    """The same in a sentence: "just now", "2 h ago", "over a week ago"."""
    if seconds < 60:
        return "just now"
    return f"{age(seconds) or 'over a week'} ago"
