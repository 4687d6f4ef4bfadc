"""What holds for any story, however its articles are written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.model.story import StoryArticle
from desktop_app.stories.about.countries import countries_of
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.current_take import MOST_WORDS, current_take
from desktop_app.stories.takes.choice import MOST_TAKES, takes
from desktop_app.stories.takes.labels import is_of_coverage, words_of
from tests.unit.stories.written import article

_ACTORS = st.sampled_from(
    [
        "Kenya",
        "Somalia",
        "The Somali president",
        "Critics",
        "Wangari Otieno",
        "ICC",
        "Farmers",
        "He",
        "Kenyan officials",
        "Tana Basin Union",
        "UN",
    ]
)
_VERBS = st.sampled_from(
    [
        "condemns",
        "rejected",
        "welcomes",
        "accuses",
        "warns of",
        "denies",
        "did not deny",
        "urged",
        "fear",
        "opens",
        "calls for",
    ]
)
_OBJECTS = st.sampled_from(
    [
        "the dam",
        "Kenya's giant Tana dam",
        "neighbours of taking water",
        "drought below the dam",
        "it",
        "the opening and the cost",
    ]
)
_ENDS = st.sampled_from([".", " on Monday.", ", officials said.", " while talks go on", "!", " – report", ""])
_SENTENCES = st.builds(lambda actor, verb, what, end: f"{actor} {verb} {what}{end}", _ACTORS, _VERBS, _OBJECTS, _ENDS)
_TEXTS = st.lists(st.one_of(_SENTENCES, st.text(max_size=60)), max_size=5).map(" ".join)
_ARTICLES = st.builds(
    lambda country, title, text, state: (country, title, text, state),
    st.sampled_from(["KE", "SO", "ET", "FR", "US"]),
    st.one_of(_SENTENCES, st.text(max_size=80)),
    _TEXTS,
    st.booleans(),
)
_STORIES = st.lists(_ARTICLES, max_size=9).map(
    lambda written: [
        replace(article(number, country, title, text), is_state_controlled=state)
        for number, (country, title, text, state) in enumerate(written)
    ]
)
_quickly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_quickly
@given(story=_STORIES, data=st.data())
def test_takes(gazetteer: Gazetteer, story: list[StoryArticle], data: st.DataObject) -> None:
    found = takes(story, gazetteer)

    by_id = {a.id: a for a in story}
    coverage = {word for a in story for word in words_of(f"{a.title} {a.text}")}
    labels = [take.label for take in found]
    assert len(set(labels)) == len(labels) <= MOST_TAKES
    for take in found:
        source = by_id[take.quote.article]
        assert 2 <= len(take.label.split()) <= 6
        assert is_of_coverage(take.label, coverage)
        assert take.quote.sentence in source.title or take.quote.sentence in source.text
        assert source.id in take.members
        assert set(take.countries) == {by_id[number].country for number in take.members}
    assert takes(data.draw(st.permutations(story)), gazetteer) == found


@_quickly
@given(story=_STORIES, data=st.data())
def test_the_worlds_current_take(story: list[StoryArticle], data: st.DataObject) -> None:
    found = current_take(story)

    by_id = {a.id: a for a in story}
    assert all(told.quote.sentence in by_id[told.quote.article].text for told in found)
    assert not any(by_id[told.quote.article].is_state_controlled for told in found)
    assert sum(len(told.quote.sentence.split()) for told in found) <= MOST_WORDS
    assert len({told.quote.sentence for told in found}) == len(found)
    assert current_take(data.draw(st.permutations(story))) == found


@_quickly
@given(title=st.text(max_size=120), text=st.text(max_size=400), language=st.sampled_from(["", "en", "ar", "ja", "ru"]))
def test_countries(gazetteer: Gazetteer, title: str, text: str, language: str) -> None:
    found = countries_of(gazetteer, title, text, language)

    assert all(about.weight > 0 and 0 < about.share <= 1 and about.words for about in found)
    assert sum(about.share for about in found) == pytest.approx(1) or sum(about.share for about in found) < 1
    assert [about.weight for about in found] == sorted((about.weight for about in found), reverse=True)
