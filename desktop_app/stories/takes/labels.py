"""
Labels: a few words of the coverage that name a take.

"Hamas Accuses Israel of Sabotaging Talks" is cut out of one clause; where the country has a word that goes before a
noun, and both it and the stand's noun stand somewhere in the story, "Russian Rejection of Summit Proposal" is made of
them. So each word of a label but "of", "for" and their like is a word of the coverage, which ``is_of_coverage`` checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.takes.clauses import Frame
from desktop_app.stories.takes.objects import completions
from desktop_app.stories.takes.stances import Complement, Stance
from desktop_app.stories.takes.tokens import AUXILIARIES, CONJUNCTIONS, PREPOSITIONS, Token
from desktop_app.stories.terms import terms
from desktop_app.stories.words import words

MOST_WORDS = 6
FEWEST_WORDS = 2
_ABOUT_THE_EVENT = frozenset(("condemn", "criticise", "support"))  # outrage is at the event, a concern may be any
_LONGEST_INITIALS = 3
_SMALL = words("small")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")


def words_of(text: str) -> Iterator[str]:
    """The words of a text in small letters, as labels are checked by them."""
    return (found[0].lower().replace("’", "'") for found in _WORD.finditer(text))


def is_of_coverage(label: str, coverage: AbstractSet[str]) -> bool:
    """Whether each word of the label, small words apart, is one of ``coverage`` (``words_of`` its texts)."""
    return all(word in coverage or word in _SMALL for word in words_of(label))


def proposals(frame: Frame, coverage: AbstractSet[str], gazetteer: Gazetteer) -> list[tuple[str, tuple[Token, ...]]]:
    """Labels for a frame with the object of each, the best first; none where the clause gives none."""
    found: list[tuple[str, tuple[Token, ...]]] = []
    seen = set[str]()
    for label, rest in [*_nominal(frame, coverage, gazetteer), *_verbal(frame)]:
        if label not in seen and is_label(label) and is_of_coverage(label, coverage):
            seen.add(label)
            found.append((label, rest))
    return found


def _nominal(frame: Frame, coverage: AbstractSet[str], gazetteer: Gazetteer) -> Iterator[tuple[str, tuple[Token, ...]]]:
    stance, country = frame.stance, frame.actor.country
    if country is None or not stance.noun:
        return
    adjective = gazetteer.adjective(country)
    if adjective is None or stance.noun.lower() not in coverage:
        return
    if stance.complement is Complement.NOTHING:  # "France voices outrage (over)"
        if stance.kind not in _ABOUT_THE_EVENT:
            return
        yield title_case(f"{adjective} {stance.noun}"), ()
        return
    room = MOST_WORDS - len(adjective.split()) - 1 - len(stance.preposition.split())
    for rest in completions(frame.rest, frame.verb.text, frame.stance, room + 1):
        kept = rest
        if kept[0].lower in PREPOSITIONS:
            if kept[0].lower not in (stance.preposition, "for", "over", "against"):
                continue
            kept = kept[1:]
        is_phrase = not any(
            token.lower in CONJUNCTIONS or token.lower in AUXILIARIES or token.lower == "to" for token in kept
        )
        if kept and len(kept) <= room and is_phrase:
            yield title_case(f"{adjective} {stance.noun} {stance.preposition} {_text(kept)}"), kept


def _verbal(frame: Frame) -> Iterator[tuple[str, tuple[Token, ...]]]:
    name = _in_small_letters(frame.actor.name)
    if frame.stance.complement is Complement.NOTHING:
        yield from _carried(frame, name)
        return
    room = MOST_WORDS - len(name.split()) - 1
    for rest in completions(frame.rest, frame.verb.text, frame.stance, room):
        yield title_case(f"{name} {frame.verb.text} {_text(rest)}"), rest


def _carried(frame: Frame, name: str) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """ "France Voices Outrage", "Managers Voice Concerns over China Bond", "Shares Jump"."""
    said = f"{name} {frame.verb.text}"
    if not frame.stance.noun:
        yield title_case(said), ()
        return
    said += f" {frame.rest[0].text}"
    about = Stance(frame.stance.kind, "", "", Complement.PREPOSITION)
    for rest in completions(frame.rest[1:], frame.verb.text, about, MOST_WORDS - len(said.split())):
        yield title_case(f"{said} {_text(rest)}"), rest
    if frame.stance.kind in _ABOUT_THE_EVENT:
        yield title_case(said), ()


def _in_small_letters(name: str) -> str:
    """LENA DUNHAM as Lena Dunham; one word of capitals may be an acronym."""
    parts = name.split()
    is_shouted = len(parts) > 1 and all(part.isupper() and len(part) > _LONGEST_INITIALS for part in parts)
    return name.title() if is_shouted else name


def _text(rest: tuple[Token, ...]) -> str:
    return " ".join(token.text for token in rest)


def title_case(text: str) -> str:
    words = text.replace("\u02bc", "’").split()
    return " ".join(_cased(word, is_first=not at) for at, word in enumerate(words))


def _cased(word: str, *, is_first: bool) -> str:
    """Small words small, also where a headline wrote them large; others with a capital, but no "iPhone" changed."""
    if word.lower() in _SMALL and (word.islower() or word.istitle()) and not is_first:
        return word.lower()
    return word[0].upper() + word[1:] if word.islower() else word


def is_label(label: str) -> bool:
    """Whether it has the length of one, and two words that tell something."""
    words = label.split()
    return FEWEST_WORDS <= len(words) <= MOST_WORDS and len(terms(label)) >= FEWEST_WORDS
