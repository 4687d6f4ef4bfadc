"""
Frames that only headlines tell, in the short grammar of headlines: "GM Accused of Hiding Defect", "Recall Could Cost GM
Billions". In running text the same words are mostly background.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.stories.takes.actors import MOST_WORDS, Actor
from desktop_app.stories.takes.clauses import Frame, clauses
from desktop_app.stories.takes.stances import OUTLOOK, VERBS, Complement, Stance
from desktop_app.stories.takes.tokens import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    Token,
    tokens,
)
from desktop_app.stories.words import words

# A stand that somebody has to hear, and what makes a passive of its verb: "accused of", "slammed for", "urged to"
_HEARD = {
    "accuse": frozenset(["of"]),
    "criticise": frozenset(["for", "over"]),
    "condemn": frozenset(["for", "over"]),
    "praise": frozenset(["for"]),
    "urge": frozenset(["to"]),
}
_BLAMED = frozenset(["blamed"])  # "for", of the class of "accused of"
_MODALS = frozenset(["could", "may", "might"])
_OUTLOOK = Stance(OUTLOOK, "", "", Complement.BARE)
_NO_SUBJECT = words("not_actors") | CONJUNCTIONS | PRONOUNS | PREPOSITIONS | TIMES


def headline_frames(headline: str) -> Iterator[Frame]:
    """The frames of a headline that ``frames`` does not read."""
    for clause in clauses(headline):
        found = tokens(clause)
        frame = _heard(found, clause) or _outlook(found, clause)
        if frame is not None and not headline.rstrip().endswith("?"):
            yield frame


def _heard(found: Sequence[Token], clause: str) -> Frame | None:
    """Who is accused, criticised, praised or urged, and what for."""
    for at in range(1, len(found) - 1):
        verb, following = found[at].lower, found[at + 1].lower
        stance = VERBS.get(verb) if verb.endswith("ed") else None
        wanted = frozenset(["for"]) if verb in _BLAMED else _HEARD.get(stance.kind, frozenset()) if stance else None
        if stance is None or wanted is None or following not in wanted:
            continue
        actor = _subject(found[:at])
        if actor is None:
            return None
        heard = Stance(stance.kind, "", "", Complement.INFINITIVE if following == "to" else Complement.PREPOSITION)
        return Frame(actor, heard, found[at], tuple(found[at + 1 :]), clause)
    return None


def _outlook(found: Sequence[Token], clause: str) -> Frame | None:
    """What might come of it: "Recall Could Cost GM Billions"."""
    for at in range(1, len(found) - 2):
        if found[at].lower in _MODALS:
            actor = _subject(found[:at])
            is_deed = found[at + 1].lower not in AUXILIARIES | ADVERBS | PREPOSITIONS
            if actor is None or not is_deed:
                return None
            return Frame(actor, _OUTLOOK, found[at], tuple(found[at + 1 :]), clause)
    return None


def _subject(found: Sequence[Token]) -> Actor | None:
    """Whom or what the headline is about there: a short noun phrase."""
    kept = [token for token in found if token.is_word and token.lower not in DETERMINERS]
    if not 1 <= len(kept) <= MOST_WORDS or len(kept) < sum(token.is_word for token in found) - 1:
        return None
    if any(_is_none(token) for token in kept):
        return None
    return Actor(f"h:{kept[-1].lower}", " ".join(token.text for token in kept), None)


def _is_none(token: Token) -> bool:
    """Whether no noun phrase holds this word: a verb, a word that joins."""
    return token.lower in _NO_SUBJECT | AUXILIARIES or token.lower in VERBS or token.lower in ("says", "say", "said")
