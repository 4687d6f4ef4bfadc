"""Which takes a story has."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.model.frozen import frozen
from desktop_app.model.story import StoryArticle
from desktop_app.model.take import FEWEST_ARTICLES, FEWEST_COUNTRIES, Quote, Take
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.sentences import quote_of
from desktop_app.stories.takes.groups import Group, is_attitude, is_by_another, is_told, ranked
from desktop_app.stories.takes.naming import Name, best_name
from desktop_app.stories.takes.reading import Reading, Story, read
from desktop_app.stories.takes.stances import DEEDS, MARKET
from desktop_app.stories.terms import beginnings, terms

MOST_TAKES = 5
_ENOUGH = 4  # takes; only a story that has fewer is given what a single text tells in passing
_MOST_OF_AN_ACTOR = 2
_SENTENCE_BONUS = 0.3  # as much as a label's third word
_SENTENCE_WORDS = range(8, 41)


@frozen
class _Chosen:
    take: Take
    name: Name

    @property
    def actor(self) -> str:
        return self.name.reading.frame.actor.key

    @property
    def kind(self) -> str:
        return self.name.reading.frame.stance.kind


def takes(articles: Sequence[StoryArticle], gazetteer: Gazetteer) -> tuple[Take, ...]:
    """
    The named takes of a story, the most widely told first; none where its press all says the same.

    At least four articles from two countries make takes. Copies of one text are one voice. The order of the articles
    does not matter. About 3 ms an article; only English titles and texts are read.
    """
    if len(articles) < FEWEST_ARTICLES or len({article.country for article in articles}) < FEWEST_COUNTRIES:
        return ()
    story = read(articles, gazetteer)
    chosen: list[_Chosen] = []
    told, asides = ranked(story)
    for groups, most in ((told, MOST_TAKES), (asides, _ENOUGH)):
        for group in groups:
            if len(chosen) >= most:
                break
            found = _chosen(group, story, gazetteer, may_be_aside=groups is asides)
            if found is not None and not _is_there(found, chosen):
                chosen.append(found)
    return tuple(found.take for found in chosen)


def _chosen(group: Group, story: Story, gazetteer: Gazetteer, *, may_be_aside: bool) -> _Chosen | None:
    name = best_name(group, story, gazetteer)
    if name is None:
        return None
    telling = [r for r in group if r is name.reading or not name.about or name.about & set(terms(r.frame.clause))]
    if not may_be_aside and not is_told(telling):
        return None  # the others say something else of the same kind
    voices = {reading.voice for reading in telling}
    if not is_by_another(name.reading, story) and (len(voices) == 1 or not is_attitude(name.reading)):
        return None  # what the one all speak of does, and what one voice alone has him say, is the event
    members = [article for article, voice in zip(story.articles, story.voice, strict=True) if voice in voices]
    take = Take(
        name.label,
        _quote(telling, name),
        tuple(sorted(article.id for article in members)),
        tuple(sorted({article.country for article in members})),
        len(voices),
    )
    return _Chosen(take, name)


def _is_there(found: _Chosen, chosen: Sequence[_Chosen]) -> bool:
    """Whether it is chosen already in other words, or its actor has had his say."""
    said = sum(other.actor == found.actor for other in chosen)
    if said >= _MOST_OF_AN_ACTOR or (said and found.take.voices == 1):
        return True
    for other in chosen:
        about = found.name.about
        is_same_actor = other.actor == found.actor and len(about & other.name.about) * 2 > len(about)
        is_same_deed = other.kind == found.kind and found.kind in DEEDS | MARKET  # told once, whoever is named for it
        if is_same_actor or is_same_deed or other.take.label == found.take.label:
            return True
    return False


def _quote(telling: Sequence[Reading], name: Name) -> Quote:
    """The whole sentence that says most of the label; the headline it was taken from where no sentence does."""
    content = beginnings(terms(name.label))

    def value(reading: Reading) -> tuple[float, bool, int, int]:
        said = len(content & beginnings(terms(reading.sentence))) / len(content)
        is_sentence = not reading.is_headline and len(reading.sentence.split()) in _SENTENCE_WORDS
        article = reading.article
        return said + _SENTENCE_BONUS * is_sentence, reading is name.reading, -article.published, -article.id

    best = max(telling, key=value)
    return quote_of(best.article, best.sentence)
