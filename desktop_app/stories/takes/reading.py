"""What takes are read from: headlines and first sentences of a story's articles, copies of one text once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from desktop_app.model.frozen import frozen
from desktop_app.model.story import StoryArticle
from desktop_app.notation.sentences import sentences
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.headlines import without_outlet
from desktop_app.stories.sentences import GLUED, is_english
from desktop_app.stories.takes.clauses import Frame, frames
from desktop_app.stories.takes.headline_frames import headline_frames
from desktop_app.stories.takes.labels import words_of
from desktop_app.stories.terms import terms
from desktop_app.stories.voices import voices

_BEGINNING = 5000  # characters of a text in which stands are looked for: reactions come late, background last
_MOST_SENTENCES = 30
_COMMON_SHARE = 0.2
_FEWEST_COMMON = 3  # headlines, of stories of few
_ENDS = ".!?\"”’'"  # what ends a sentence; else it is a caption, or was cut off
_BACKGROUND = re.compile(
    r"(?:(?:Last|Earlier (?:this|last)) (?:week|month|year)|In (?:early |late )?(?:\d{4}|[A-Z][a-z]+ \d{4})"
    r"|\w+ (?:months?|years?) (?:ago|earlier))\b"
)
_AMONG_SMALL = r"[a-z,] (?:[A-Z][\w'’-]* ){{0,2}}{}\b"  # behind a word in small letters only names have capitals
_MOST_WORDS = 45  # a longer sentence is a list or was not parted well


@frozen
class Reading:
    """A frame, where it was read."""

    frame: Frame
    article: StoryArticle
    voice: int
    sentence: str  # the headline, or the sentence
    is_headline: bool


@frozen
class Story:
    """A story as takes are read from it."""

    articles: tuple[StoryArticle, ...]  # the oldest first
    voice: tuple[int, ...]  # of each article
    headlines: dict[int, tuple[str, ...]]  # terms of the headline of each voice
    readings: tuple[Reading, ...]
    coverage: frozenset[str]  # all words of titles and texts, as labels are checked
    common: frozenset[str]  # terms of a fifth of the headlines, three at least: how the event itself is told
    headline_terms: frozenset[str]  # that stand in at least two of them: what the story is about

    @property
    def voices(self) -> int:
        return len(self.headlines)


def read(articles: Sequence[StoryArticle], gazetteer: Gazetteer) -> Story:
    """The story of these articles, whatever order they come in."""
    ordered = sorted(articles, key=lambda article: (article.published, article.id))
    voice = voices(ordered)
    readings: list[Reading] = []
    headlines: dict[int, tuple[str, ...]] = {}
    for number, article in spokesmen(ordered, voice).items():
        headline = without_outlet(article.title, article.outlet_name)
        headlines[number] = terms(headline)
        readings.extend(_read(headline, article, number, gazetteer, is_headline=True))
        for sentence in _first_sentences(article):
            readings.extend(_read(sentence, article, number, gazetteer, is_headline=False))
    common, known = shared_terms(headlines.values())
    coverage = frozenset(word for article in ordered for word in words_of(f"{article.title}\n{article.text}"))
    return Story(tuple(ordered), voice, headlines, tuple(_somebodies(readings, ordered)), coverage, common, known)


def _somebodies(readings: Sequence[Reading], articles: Sequence[StoryArticle]) -> Iterator[Reading]:
    """Those whose actor is somebody; a word that begins a headline looks like a name: "Managers voice concerns"."""
    whole = "\n".join(f"{article.title}\n{article.text}" for article in articles)
    has_texts = any(article.text for article in articles)  # headlines alone hardly ever write a noun small

    @cache
    def is_name(word: str) -> bool:
        if re.search(_AMONG_SMALL.format(re.escape(word)), whole):
            return True
        return has_texts and not re.search(rf"\b{re.escape(word.lower())}\b", whole)

    for reading in readings:
        actor = reading.frame.actor
        is_doubtful = actor.key.startswith("n:") and " " not in actor.name and not actor.name.isupper()
        if not is_doubtful or is_name(actor.name):
            yield reading


def shared_terms(headlines: Collection[Sequence[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Of the terms of each voice's headline: those of ``Story.common``, and those of ``Story.headline_terms``."""
    count = Counter(term for headline in headlines for term in set(headline))
    known = frozenset(term for term, number in count.items() if number > 1)
    enough = max(_FEWEST_COMMON, _COMMON_SHARE * len(headlines))
    return frozenset(term for term in known if count[term] >= enough), known


def spokesmen(ordered: Sequence[StoryArticle], voice: Sequence[int]) -> dict[int, StoryArticle]:
    """By voice the article that is read for it: one that no state controls if there is one, then the longest text."""
    chosen: dict[int, StoryArticle] = {}
    for number, article in zip(voice, ordered, strict=True):
        if is_english(article) and (number not in chosen or _fullness(article) > _fullness(chosen[number])):
            chosen[number] = article
    return chosen


def _fullness(article: StoryArticle) -> tuple[bool, int]:
    return not article.is_state_controlled, len(article.text)


def _first_sentences(article: StoryArticle) -> Iterator[str]:
    beginning = article.text[:_BEGINNING]
    for start, end in sentences(beginning, "en")[:_MOST_SENTENCES]:
        is_whole = beginning[end - 1] in _ENDS and not GLUED.search(beginning, start, end)
        if is_whole and not _BACKGROUND.match(beginning, start):
            yield beginning[start:end]


def _read(
    sentence: str, article: StoryArticle, voice: int, gazetteer: Gazetteer, *, is_headline: bool
) -> list[Reading]:
    if len(sentence.split()) > _MOST_WORDS:
        return []
    found = list(frames(sentence, gazetteer))
    if is_headline:
        found += headline_frames(sentence)
    return [Reading(frame, article, voice, sentence, is_headline) for frame in found]
