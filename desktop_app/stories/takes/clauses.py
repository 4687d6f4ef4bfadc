"""Frames out of sentences: (actor, stance, what follows), read by rules from one clause at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.model.frozen import frozen
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.takes.actors import Actor, actor_of
from desktop_app.stories.takes.objects import VAGUE
from desktop_app.stories.takes.stances import (
    CALLS_IT,
    CONSEQUENCE,
    FEELING,
    MARKET,
    NOUN_PREPOSITIONS,
    NOUNS,
    PARTICLES,
    REACTIONS,
    SIGNS,
    TRADED,
    VERBS,
    Complement,
    Stance,
    carried,
)
from desktop_app.stories.takes.tokens import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    Token,
    tokens,
)
from desktop_app.stories.words import words

_PARTING = re.compile(r"\s*[;|•]\s*|\s+[-–—]+\s+|—|,\s+|:\s+|\s+(?:as|while|but|after|amid|and then)\s+", re.IGNORECASE)
_LEADING = re.compile(r"^(?:and|as|but|while|even as|yet|so|then)\s+", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_OF_THINGS = CONSEQUENCE | MARKET | {FEELING}  # stances that are nobody's
_LATEST_VERB = 9  # words into the clause
# Before a verb form these say that it is none: "to support", "the support", "was condemned"
_NOT_BEFORE_VERB = words("not_before_verb") | DETERMINERS
# After a form in -ed: a passive ("condemned by"), or a participle
_AFTER_PASSIVE = words("after_passive")
_ADJECTIVES = words("adjectives")
_ANY_FIRM = frozenset(("company", "firm", "group", "chipmaker", "maker", "bank"))
_TAKE_PREPOSITION = frozenset(["call", "appeal", "protest", "rally", "apologise", "hope", "warn"])


@frozen
class Frame:
    """Somebody takes a stand in a clause."""

    actor: Actor
    stance: Stance
    verb: Token
    rest: tuple[Token, ...]  # of the clause, behind the verb
    clause: str


def frames(sentence: str, gazetteer: Gazetteer) -> Iterator[Frame]:
    """The frames of a sentence or a headline."""
    if SIGNS.isdisjoint(_LETTERS.findall(sentence.lower())):
        return
    for clause in clauses(sentence):
        yield from _of_clause(clause, gazetteer)


def clauses(sentence: str) -> Iterator[str]:
    """The clauses of a sentence, word for word, without those that tell what went before the event."""
    start, is_past = 0, False
    for parting in [*_PARTING.finditer(sentence), None]:
        end = parting.start() if parting else len(sentence)
        clause = _LEADING.sub("", sentence[start:end].strip())
        if clause and not is_past and not clause.isupper():
            yield clause
        start = parting.end() if parting else end
        is_past = parting is not None and parting[0].strip().lower() == "after"


def _of_clause(clause: str, gazetteer: Gazetteer) -> Iterator[Frame]:
    words = tokens(clause)
    first = _verbal_frame(words, clause, gazetteer)
    if first is not None:
        yield first
        yield from _further(words, first)
    elif (noun := _noun_frame(words, clause, gazetteer)) is not None:
        yield noun


def _further(words: Sequence[Token], first: Frame) -> Iterator[Frame]:
    """What the same actor does besides: "calls him a monster and blasts judges"."""
    if first.stance.complement is Complement.CLAUSE:
        return  # "critics argue that cuts hurt and threaten": who threatens are not the critics
    for at in range(words.index(first.verb) + 2, len(words) - 1):
        stance = VERBS.get(words[at].lower)
        is_same_form = words[at].lower[-1] == first.verb.lower[-1]  # "calls and blasts", "called and blasted"
        if stance is None or words[at - 1].lower != "and" or not is_same_form or stance.kind in _OF_THINGS:
            continue
        if _is_verb(stance, words[at].lower, "", words[at + 1].lower):
            yield Frame(first.actor, stance, words[at], tuple(words[at + 1 :]), first.clause)


def _noun_frame(words: Sequence[Token], clause: str, gazetteer: Gazetteer) -> Frame | None:
    """ "International condemnation of the plan"."""
    for at in range(1, len(words)):
        kind = NOUNS.get(words[at].lower)
        if kind is None:
            continue
        for length in (2, 1):
            said = " ".join(token.text for token in words[max(0, at - length) : at])
            country = gazetteer.speaks_for(said)
            if country is not None and gazetteer.adjective(country) == said:
                actor = Actor(f"c:{country}", said, country)
            elif length == 1 and said.lower() in _ADJECTIVES:
                actor = Actor(f"a:{said.lower()}", said, None)
            else:
                continue
            following = words[at + 1].lower if at + 1 < len(words) else ""
            if following in NOUN_PREPOSITIONS:
                stance = Stance(kind, "", "", Complement.PHRASE)
                return Frame(actor, stance, words[at], tuple(words[at + 1 :]), clause)
    return None


def _verbal_frame(words: Sequence[Token], clause: str, gazetteer: Gazetteer) -> Frame | None:
    for at in range(1, min(len(words), _LATEST_VERB + 1)):
        stance = _stance(words, at) if words[at].lower in SIGNS else None
        if stance is None:
            continue
        subject = words[:at]
        actor = actor_of(subject, gazetteer)
        if (actor is None and stance.kind in CONSEQUENCE) or stance.kind in MARKET | {FEELING}:
            actor = _event(subject, stance)
        if actor is None or (_is_plain(words[at].lower, stance) and not actor.name.endswith("s")):
            return None  # one person "calls"; "see Trump call" is no stand of his
        return Frame(actor, stance, words[at], tuple(words[at + 1 :]), clause)
    return None


def _stance(words: Sequence[Token], at: int) -> Stance | None:
    verb = words[at].lower
    following = words[at + 1].lower if at + 1 < len(words) else ""
    previous = words[at - 1].lower
    if verb in AUXILIARIES or previous in _NOT_BEFORE_VERB or not words[at - 1].is_word:
        return None  # behind a quote's mark it is a word of the quote
    if any(_unsays(token.lower) for token in words[max(0, at - 3) : at]):
        return None
    stance = carried(verb, following) or VERBS.get(verb)
    if verb in ("calls", "called") and following not in PREPOSITIONS | PARTICLES:
        stance = CALLS_IT
    return stance if stance is not None and _is_verb(stance, verb, previous, following) else None


def _is_verb(stance: Stance, verb: str, previous: str, following: str) -> bool:
    """Whether the form is a verb there that says what the stance says, and no noun, participle or passive."""
    if stance.kind in MARKET:
        return previous in TRADED
    if stance.kind == FEELING:
        return previous in REACTIONS
    if not following or following in PARTICLES:
        return False
    if verb.endswith("ed") and following in _AFTER_PASSIVE and stance.kind not in _TAKE_PREPOSITION:
        return False
    if verb.endswith("ing") and previous not in AUXILIARIES:
        return False  # "the warning", "backing for"
    if stance.kind in CONSEQUENCE:
        return following in REACTIONS
    return not (_is_plain(verb, stance) and following in PREPOSITIONS and stance.complement is Complement.OBJECT)


def _is_plain(verb: str, stance: Stance) -> bool:
    """Whether the verb stands without an ending: "call", not "calls" or "called"."""
    return any(form in VERBS and VERBS[form] is stance for form in (verb + "s", verb + "es", verb[:-1] + "ies"))


def _unsays(word: str) -> bool:
    """Whether the word makes no stand of the verb that follows: it denies it, or tells what might be, or was before."""
    return word.endswith("n't") or word in (
        "not",
        "never",
        "cannot",
        "could",
        "may",
        "might",
        "would",
        "should",
        "had",
        "can",
    )


def _event(subject: Sequence[Token], stance: Stance) -> Actor | None:
    """What sparks anger need not be somebody: "Settlement move sparks anger"."""
    words = [token for token in subject if token.is_word and token.lower not in DETERMINERS | ADVERBS]
    if len(words) == 1 and words[0].lower.removesuffix("s") in VAGUE:
        return None  # "the moves": which?
    if stance.kind in MARKET | {FEELING} and (len(words) < 2 or words[0].lower.partition("'")[0] in _ANY_FIRM):
        return None  # "the stock": whose?
    if (
        not 1 <= len(words) <= 3
        or words[0].lower in CONJUNCTIONS | PRONOUNS
        or any(token.lower in PREPOSITIONS | AUXILIARIES for token in words)
    ):
        return None
    which = words[0] if stance.kind in MARKET else words[-1]  # whose shares, which move
    key = "e:" + which.lower.partition("'")[0]
    return Actor(key, " ".join(token.text for token in words), None)
