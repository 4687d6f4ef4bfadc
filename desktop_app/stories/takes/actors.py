"""Who takes the stand: the subject of a clause as an actor, whatever it is called in this headline and in that one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen
from desktop_app.stories.about.gazetteer import Gazetteer
from desktop_app.stories.takes.tokens import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    Token,
)
from desktop_app.stories.words import words

_PLACED = frozenset(["in", "of", "on", "at", "for", "to", "from", "over"])
_SLUG = re.compile(r"[A-Z]{5,}-")  # of agencies: "COMMODITIES-China"
MOST_WORDS = 3  # of an actor in a label
_MOST_WORDS_OF_COUNTRY = 3
_MOST_SUBJECT = 9  # words; a longer subject is one that was misread
# Who speaks for a country when its name stands before: "Israeli officials", "France's foreign minister"
_OFFICES = words("offices")
# People that speak as a group, without a name
_GROUPS = words("groups")
_TITLES = words("titles")
_NOT_ACTORS = words("not_actors")


@frozen
class Actor:
    """Who speaks."""

    key: str  # the same however the actor is called: "c:IL", "n:macron", "g:critics"
    name: str  # as it stands in the clause, without titles
    country: CountryCode | None  # where the actor is a country, or its officials

    @property
    def is_group(self) -> bool:
        """Whether it is people without a name: critics, families."""
        return self.key.startswith("g:")


def actor_of(subject: Sequence[Token], gazetteer: Gazetteer) -> Actor | None:
    """The actor that a subject names; None where it names none, or is too long to be understood."""
    words = _trimmed(subject)
    if not words or len(words) > _MOST_SUBJECT or any(not token.is_word for token in words):
        return None
    lowers = [token.lower for token in words]
    if lowers[0] in PRONOUNS or lowers[0] in _NOT_ACTORS or any(word in AUXILIARIES for word in lowers):
        return None
    return _country(words, lowers, gazetteer) or _named(words) or _group(words, lowers)


def _trimmed(subject: Sequence[Token]) -> list[Token]:
    words = [token for token in subject if token.text not in "\"“”‘’'"]
    while words and words[-1].lower in AUXILIARIES | ADVERBS | TIMES:
        words.pop()
    for at, token in enumerate(words):  # "Hamas on Thursday accused"
        if at and token.lower in ("on", "in", "this", "last") and at >= len(words) - 3:
            words = words[:at]
            break
    while words and (words[0].lower in DETERMINERS or words[0].lower in ADVERBS):
        words = words[1:]
    return words


def _bare(text: str) -> str:
    return re.sub(r"(?:['’]s?|\u02bc)$", "", text)


def _name(words: Sequence[Token]) -> str:
    """The words as a name: a genitive at its end, "Kenya's" dam, is not the name's."""
    return " ".join([*(token.text for token in words[:-1]), _bare(words[-1].text)])


def _country(words: Sequence[Token], lowers: Sequence[str], gazetteer: Gazetteer) -> Actor | None:
    """ "Israel", "Israeli officials", "France's foreign minister": one actor. A leader by name is a person."""
    for length in range(min(len(words), _MOST_WORDS_OF_COUNTRY), 0, -1):
        said = " ".join(_bare(token.text) for token in words[:length])
        country = gazetteer.speaks_for(said)
        if country is None:
            continue
        rest = lowers[length:]
        if all(word in _OFFICES or word in _TITLES for word in rest):
            return Actor(f"c:{country}", _name(words) if len(words) <= MOST_WORDS else said, country)
        break
    return None


def _named(words: Sequence[Token]) -> Actor | None:
    """A person, a party, an organisation: the last run of capitals, without titles."""
    if words[0].lower in PREPOSITIONS or words[0].lower in CONJUNCTIONS:
        return None
    run: list[Token] = []
    for token in reversed(words):
        if not (
            token.text[0].isupper() or (run and token.lower in ("of", "for", "and", "al", "ben", "de", "von", "van"))
        ):
            break
        run.insert(0, token)
    while run and (run[0].lower.strip(".") in _TITLES or not run[0].text[0].isupper()):
        run = run[1:]
    if not run or len(words) - len(run) > 5:
        return None
    name = _name(run).split()
    if any(_SLUG.match(word) for word in name):
        return None
    if len(name) > MOST_WORDS or len(name[-1]) < 2 or name[-1].lower() in _NOT_ACTORS:
        return None
    before = [token.lower for token in words[: len(words) - len(run)] if token.lower not in DETERMINERS]
    if before and before[-1] in _PLACED:
        return None  # "the situation in Gaza", "a region of the Moon"
    if all(word.lower() in _GROUPS or word.lower() in _OFFICES for word in name):
        return None
    return Actor(f"n:{name[-1].lower()}", " ".join(name), None)


def _group(words: Sequence[Token], lowers: Sequence[str]) -> Actor | None:
    head = next((at for at, word in enumerate(lowers) if word in ("of", "in", "from", "for")), len(words)) - 1
    if head < 0 or lowers[head] not in _GROUPS or head >= MOST_WORDS:
        return None
    return Actor(f"g:{lowers[head]}", _name(words[: head + 1]), None)
