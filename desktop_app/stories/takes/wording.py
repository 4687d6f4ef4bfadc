"""
Labels that somebody else proposes: a language model, which may word what is said and may say nothing itself.

A proposal becomes a label only where it keeps every rule of the labels that are cut out of clauses (``labels.py``,
``naming.py``, ``objects.py``), and each of its words, small ones too, stands in the title or the beginning of an
article that tells the take. It is written as it is written there. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from desktop_app.model.country_search import fold
from desktop_app.model.story import StoryArticle
from desktop_app.model.take import Take
from desktop_app.stories.headlines import without_outlet
from desktop_app.stories.sentences import is_english
from desktop_app.stories.takes.labels import is_label, title_case
from desktop_app.stories.takes.objects import NO_END, VAGUE
from desktop_app.stories.takes.reading import shared_terms, spokesmen
from desktop_app.stories.takes.tokens import PRONOUNS
from desktop_app.stories.terms import beginnings, terms
from desktop_app.stories.voices import voices
from desktop_app.stories.words import words

LEAD = 300  # characters of a text: what a lead has
MOST_SHOWN = 8  # articles that the one who words is shown
MOST_SAID = 120  # characters of a proposal; more is talk
_QUOTES = " \t\"'“”‘’«»*_`.…"  # what models put round an answer
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_ROLES = words("titles") | words("offices")  # before a name they make no statement of it
_EMPTY = VAGUE | words("not_actors") | words("intensifiers")  # alone they say nothing


def material(take: Take, articles: Sequence[StoryArticle]) -> str:
    """What somebody who is to word the label is shown: it, the sentence that says it best, titles and leads."""
    told = _telling(take, articles)[:MOST_SHOWN]
    lines = [f"{_headline(article)}. {_lead(article)}".strip() for article in told]
    return "\n".join((f"NAME: {take.label}", f"SENTENCE: {take.quote.sentence}", *(f"- {line}" for line in lines)))


def worded(said: str, take: Take, articles: Sequence[StoryArticle], others: Iterable[str]) -> str | None:
    """The label that was proposed for a take, in title case; None where it breaks a rule.

    ``articles`` are the story's, ``others`` the labels of its other takes.
    """
    proposed = " ".join(said.split()).strip(_QUOTES)
    if len(proposed) > MOST_SAID:
        return None
    parts = proposed.split()
    telling = _telling(take, articles)
    forms = _forms(f"{_headline(article)}\n{_lead(article)}" for article in telling)
    if not all(_WORD.fullmatch(part) and fold(part) in forms for part in parts):
        return None
    written = [_usual(forms[fold(part)]) for part in parts]
    label = title_case(" ".join(written))
    own = take.wording.own if take.wording is not None else take.label
    is_ours = is_label(label) and _is_phrase(written) and _says_something(written, forms)
    if not is_ours or not _is_of_sentence(label, own, take.quote.sentence) or not _is_of_story(label, own, articles):
        return None
    return None if any(label.casefold() == other.casefold() for other in others) else label


def _telling(take: Take, articles: Sequence[StoryArticle]) -> list[StoryArticle]:
    """The take's articles in English, that of its sentence first."""
    members = frozenset(take.members)
    found = [article for article in articles if article.id in members and is_english(article)]
    return sorted(found, key=lambda article: (article.id != take.quote.article, article.published, article.id))


def _headline(article: StoryArticle) -> str:
    return without_outlet(article.title, article.outlet_name)


def _lead(article: StoryArticle) -> str:
    """The beginning of its text, without a word that is cut off."""
    return article.text if len(article.text) <= LEAD else article.text[:LEAD].rpartition(" ")[0]


def _forms(texts: Iterable[str]) -> dict[str, Counter[str]]:
    """How each word is written, by what it is compared by."""
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for found in _WORD.finditer(text):
            forms.setdefault(fold(found[0]), Counter())[found[0]] += 1
    return forms


def _usual(forms: Counter[str]) -> str:
    """In small letters where it is written so once: else a headline's capitals would make names of all words."""
    return max(forms, key=lambda form: (form.islower(), forms[form], form))


def _is_phrase(written: Sequence[str]) -> bool:
    """Whether it neither begins nor ends in mid-air, and means nobody by "he"."""
    lower = [word.lower() for word in written]
    return lower[0] not in NO_END and lower[-1] not in NO_END and PRONOUNS.isdisjoint(lower)


def _says_something(written: Sequence[str], forms: dict[str, Counter[str]]) -> bool:
    """Whether it is more than a name with its title, and more than "measures", "latest report"."""
    told = [word.lower() for word in written if terms(word)]
    said = [word for word in told if any(form.islower() for form in forms[fold(word)]) and word not in _ROLES]
    return bool(said) and not all(word in _EMPTY for word in told)


def _is_of_sentence(label: str, own: str, sentence: str) -> bool:
    """Whether half of what it says is said by the sentence below it, or by the label that it replaces."""
    said = beginnings(terms(label))
    return 2 * len(said & beginnings((*terms(sentence), *terms(own)))) >= len(said)


def _is_of_story(label: str, own: str, articles: Sequence[StoryArticle]) -> bool:
    """Whether it speaks of what the headlines speak of, does not say what they all say, and has something of what sets
    the own label apart from them: who says it, or what.
    """
    ordered = sorted(articles, key=lambda article: (article.published, article.id))
    speaking = spokesmen(ordered, voices(ordered))
    common, known = shared_terms([terms(_headline(article)) for article in speaking.values()])
    about, apart = set(terms(label)), set(terms(own)) - common
    is_new = len(about - common) >= max(1, min(len(about & common), len(apart)))
    is_on_topic = bool(beginnings(about) & beginnings(known))
    return is_new and is_on_topic and (not apart or bool(beginnings(about) & beginnings(apart)))
