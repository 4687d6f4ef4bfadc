"""
The World's Current Take: the few sentences that tell best what most countries' press reports, word for word.

After LexRank (Erkan and Radev, 2004): a sentence is central that is like many others. So that the press of one country
does not outvote the rest, a sentence counts 1/sqrt(n) where its country's press has n of them; copies of one text speak
once. Chosen by maximal marginal relevance (Carbonell and Goldstein, 1998): central, and not like what is chosen
already. Words that only the sentence's own country uses speak against it: they are its view, not the world's.

Similarity is measured against the weighted sum of all sentences, not in pairs: linear, and in the same order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import Enum, auto
from math import log, sqrt

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.model.story import StoryArticle
from desktop_app.model.take import Told
from desktop_app.stories.sentences import is_english, is_loaded, quote_of, telling_sentences
from desktop_app.stories.terms import beginnings, terms
from desktop_app.stories.voices import voices

FEWEST, MOST = 3, 5
MOST_WORDS = 85
_SHORTEST = 12  # words to leave for a sentence still to come
_LEAD_BONUS, _RECENT_BONUS, _NUMBER_BONUS = 0.25, 0.1, 0.05
_LOADED_MALUS, _OWN_WORDS_MALUS = 0.3, 0.8
_LITTLE, _MUCH = 0.3, 0.5  # cosine: above it two sentences tell the same; the second where there is little to tell
_OF_ALL = 0.8  # what the cosine of all words counts beside that of rare ones
_REDUNDANCY_MALUS = 1.5
_LONG, _LONG_MALUS = 33, 0.3  # words
_ASIDE_MALUS = 2.0
_LEAST_CENTRAL = 0.35  # of the most central: below it a sentence speaks of something else
_LEAST_OF_NEW = -1.0  # what a sentence of a country that is not there yet needs: it may be no aside
_LEAST_SCORE = 0.6  # of the best: what a sentence needs that may as well be left out
_ALONE = 1e-6
_SAME = 0.3  # cosine from which another country's press counts as telling it too
_SAME_TERMS = 0.8  # Jaccard from which a sentence is another's copy

Vector = dict[str, float]


class _Who(Enum):
    """Who may speak next."""

    NEW_COUNTRY = auto()
    NEW_OUTLET = auto()
    ANYONE = auto()


@frozen
class _Round:
    """Which sentences are looked at, and until how many are chosen."""

    enough: int
    redundant: float
    least: float  # score
    who: _Who


# Different countries before different words, and a country's second sentence only where no other one has any
_ROUNDS = (
    _Round(MOST, _LITTLE, 0, _Who.NEW_COUNTRY),
    _Round(FEWEST, _MUCH, _LEAST_OF_NEW, _Who.NEW_COUNTRY),
    _Round(FEWEST, _LITTLE, 0, _Who.NEW_OUTLET),
    _Round(FEWEST, _LITTLE, 0, _Who.ANYONE),
    _Round(FEWEST, _MUCH, float("-inf"), _Who.ANYONE),
)


@frozen
class _Sentence:
    text: str
    article: StoryArticle
    voice: int
    place: int  # in its article, 0 the first
    terms: frozenset[str]
    countries: frozenset[CountryCode]  # whose press has it word for word


def current_take(articles: Sequence[StoryArticle], takes: Sequence[str] = ()) -> tuple[Told, ...]:
    """
    Three to five sentences of at most 85 words together, the most central first, from as many countries as there are;
    fewer where the story has no more that can stand by themselves. Never one of a state-controlled outlet, and none of
    those by which its ``takes`` are told where there are others: what some say is not the world's.

    The order of the articles does not matter. About a millisecond an article; only English texts are read.
    """
    sentences = _sentences(articles)
    told_as_takes = [frozenset(terms(sentence)) for sentence in takes]
    the_worlds = [one for one in sentences if not any(_is_copy(one.terms, said) for said in told_as_takes)]
    if len(the_worlds) >= FEWEST:
        sentences = the_worlds
    if not sentences:
        return ()
    vectors = _vectors(sentences)
    scores = _scores(sentences, vectors)
    chosen: list[int] = []
    for wanted in _ROUNDS:
        while len(chosen) < wanted.enough:
            best = _next(sentences, vectors, scores, chosen, wanted)
            if best is None:
                break
            chosen.append(best)
    told: list[Told] = []
    for at in chosen:
        quoted = _teller(sentences[at], articles, {one.quote.country for one in told})
        told.append(_told(at, quoted, sentences, vectors))
    return tuple(told)


def changed(old: Sequence[Told], new: Sequence[Told]) -> bool:
    """Whether the new take tells something that the old one did not: other words for the same are no change."""
    before = [frozenset(terms(told.quote.sentence)) for told in old]
    now = [frozenset(terms(told.quote.sentence)) for told in new]
    return any(not any(_is_copy(said, other) for other in before) for said in now) or bool(old) != bool(new)


def _sentences(articles: Iterable[StoryArticle]) -> list[_Sentence]:
    """The sentences that may be chosen: of each voice the first article that no state controls, each sentence once."""
    ordered = sorted(articles, key=lambda article: (article.published, article.id))
    found: dict[frozenset[str], _Sentence] = {}
    heard = set[int]()
    for article, voice in zip(ordered, voices(ordered), strict=True):
        if voice in heard or article.is_state_controlled or not is_english(article):
            continue
        heard.add(voice)
        for place, sentence in telling_sentences(article):
            said = frozenset(terms(sentence))
            if said in found:
                found[said] = replace(found[said], countries=found[said].countries | {article.country})
            elif said:
                found[said] = _Sentence(sentence, article, voice, place, said, frozenset((article.country,)))
    return list(found.values())


def _vectors(sentences: Sequence[_Sentence]) -> list[Vector]:
    """Unit vectors, each term weighted by how rare it is among the voices."""
    told_by: dict[str, set[int]] = defaultdict(set)
    for sentence in sentences:
        for term in sentence.terms:
            told_by[term].add(sentence.voice)
    number = len({sentence.voice for sentence in sentences})
    rarity = {term: log(1 + (1 + number) / (1 + len(told))) for term, told in told_by.items()}
    vectors: list[Vector] = []
    for sentence in sentences:
        length = sqrt(sum(rarity[term] ** 2 for term in sentence.terms))
        vectors.append({term: rarity[term] / length for term in sorted(sentence.terms)})
    return vectors


def _scores(sentences: Sequence[_Sentence], vectors: Sequence[Vector]) -> list[float]:
    press = Counter(country for sentence in sentences for country in sentence.countries)
    shares = [[1 / sqrt(press[country]) for country in sorted(sentence.countries)] for sentence in sentences]
    weights = [sum(share) for share in shares]
    total: Vector = defaultdict(float)
    for vector, weight in zip(vectors, weights, strict=True):
        for term, value in vector.items():
            total[term] += weight * value
    # Without one teller's part, which is his weight: the vectors are of length one
    central = [_dot(vector, total) - max(share) for vector, share in zip(vectors, shares, strict=True)]
    most = max(central)
    if most < _ALONE:  # nothing to be like
        central, most = [1.0] * len(central), 1.0
    users: dict[str, set[CountryCode]] = defaultdict(set)
    for sentence in sentences:
        for term in sentence.terms:
            users[term] |= sentence.countries
    first = min(sentence.article.published for sentence in sentences)
    span = max(sentence.article.published for sentence in sentences) - first or 1
    scores: list[float] = []
    for sentence, centrality in zip(sentences, central, strict=True):
        own = sum(len(users[term]) == 1 for term in sentence.terms) / len(sentence.terms)
        score = centrality / most + _LEAD_BONUS / (1 + sentence.place) - _OWN_WORDS_MALUS * own * (len(press) > 1)
        score += _RECENT_BONUS * (sentence.article.published - first) / span
        score += _NUMBER_BONUS * any(char.isdigit() for char in sentence.text)
        score -= _LOADED_MALUS * is_loaded(sentence.text)
        score -= _LONG_MALUS * (len(sentence.text.split()) > _LONG) + _ASIDE_MALUS * (
            centrality < _LEAST_CENTRAL * most
        )
        scores.append(score)
    return scores


def _next(
    sentences: Sequence[_Sentence],
    vectors: Sequence[Vector],
    scores: Sequence[float],
    chosen: Sequence[int],
    wanted: _Round,
) -> int | None:
    """The sentence to add; None where there is none like that."""
    words = sum(len(sentences[at].text.split()) for at in chosen)
    room = MOST_WORDS - words - _SHORTEST * max(0, FEWEST - len(chosen) - 1)
    least = wanted.least if len(chosen) < FEWEST else max(wanted.least, _LEAST_SCORE * max(scores))
    best: tuple[tuple[float, int], int] | None = None
    for at, sentence in enumerate(sentences):
        is_fit = at not in chosen and scores[at] >= least and len(sentence.text.split()) <= room
        if not is_fit or any(_is_heard(sentence, sentences[other], wanted.who) for other in chosen):
            continue
        redundancy = max((_alike(at, other, sentences, vectors) for other in chosen), default=0.0)
        if redundancy > wanted.redundant:
            continue
        value = (scores[at] - _REDUNDANCY_MALUS * redundancy, -at)
        if best is None or value > best[0]:
            best = value, at
    return best[1] if best is not None else None


def _is_heard(sentence: _Sentence, before: _Sentence, who: _Who) -> bool:
    """Whether the sentence before leaves no turn to this one."""
    if who is _Who.NEW_COUNTRY:
        return sentence.article.country == before.article.country
    return who is _Who.NEW_OUTLET and sentence.article.outlet == before.article.outlet


def _alike(first: int, second: int, sentences: Sequence[_Sentence], vectors: Sequence[Vector]) -> float:
    """
    How much two sentences tell the same: by their rare words, or by all of them. What a story is about is in most of
    its sentences, thus not rare; "cleared of insulting the king" and "acquitted of defaming him" share no other.
    """
    one, other = beginnings(sentences[first].terms), beginnings(sentences[second].terms)
    of_all = len(one & other) / sqrt(len(one) * len(other))
    return max(_dot(vectors[first], vectors[second]), _OF_ALL * of_all)


def _teller(sentence: _Sentence, articles: Sequence[StoryArticle], heard: AbstractSet[CountryCode]) -> StoryArticle:
    """Whose the sentence is said to be: where its country is heard already, another one's that has it word for word."""
    if sentence.article.country not in heard:
        return sentence.article
    others = (
        article
        for article in sorted(articles, key=lambda article: (article.published, article.id))
        if article.country not in heard and not article.is_state_controlled and is_english(article)
    )
    return next((article for article in others if sentence.text in article.text), sentence.article)


def _told(at: int, article: StoryArticle, sentences: Sequence[_Sentence], vectors: Sequence[Vector]) -> Told:
    sentence = sentences[at]
    also = {
        other.article.country
        for other, vector in zip(sentences, vectors, strict=True)
        if other.article.country != article.country and _dot(vectors[at], vector) >= _SAME
    }
    return Told(quote_of(article, sentence.text), tuple(sorted(also)))


def _dot(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    return sum(value * second[term] for term, value in first.items() if term in second)


def _is_copy(first: frozenset[str], second: frozenset[str]) -> bool:
    return len(first & second) >= _SAME_TERMS * len(first | second)
