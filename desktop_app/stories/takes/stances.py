"""
The verbs by which headlines tell that somebody takes a stand, and the noun of each stand.

The classes follow what editors write, as collected from headlines of a week of August 2025; a class is what counts as
the same stand when takes are grouped.
"""

from __future__ import annotations

from enum import Enum

from desktop_app import assets
from desktop_app.model.frozen import frozen
from desktop_app.stories.words import words


class Complement(Enum):
    """What has to follow the verb."""

    OBJECT = "object"  # "rejects US sanctions"
    CLAUSE = "clause"  # "of" something, or a clause: "warns of famine", "warns that famine may spread"
    ANY = "any"  # an object, "of" something, "to" do something, or a clause: "warns of famine"
    PREPOSITION = "for"  # "calls for", "appeals to", "protests against"
    INFINITIVE = "to"  # "refuses to comment", "vows to fight"
    PHRASE = "phrase"  # after a noun: "condemnation of", "fears over"
    NOTHING = "nothing"  # "shares jump"
    BARE = "bare"  # a verb without ending, and its object: "could cost billions"


@frozen
class Stance:
    """A stand that can be taken."""

    kind: str  # the class by which takes are grouped
    noun: str  # "Denial", "" where there is none to use
    preposition: str  # between noun and object
    complement: Complement


# Nouns that a verb of saying carries: "voices outrage over"
_CARRIERS = frozenset(["voice", "voices", "voiced", "express", "expresses", "expressed"])
_CARRIED = {
    "outrage": "condemn", "dismay": "condemn", "anger": "condemn", "regret": "regret", "concern": "fear",
    "concerns": "fear", "alarm": "fear", "fears": "fear", "doubt": "doubt", "doubts": "doubt", "support": "support",
    "solidarity": "support", "hope": "hope", "optimism": "hope", "frustration": "criticise",
}  # fmt: skip
# Only these make a consequence of "sparks" and its like
REACTIONS = words("reactions")
CONSEQUENCE = frozenset(("spark", "face"))
MARKET = frozenset(("rise", "fall"))  # "shares jump"
FEELING = "mount"  # "pressure mounts on Israel"
OUTLOOK = "may"  # "recall could cost billions"
NAMING = "name"
TRADED = words("traded")
# Deeds rather than stands: where they are what the headlines tell, they are the event
DEEDS = words("deeds")
# Stands that are one when one actor takes them: who condemns a plan rejects it
OPPOSED = frozenset(("deny", "reject", "condemn", "criticise", "oppose", "regret"))
IN_FAVOUR = frozenset(("support", "praise", "welcome", "defend"))


# What somebody thinks of the event, which may well be named by the words of all its headlines
JUDGEMENTS = OPPOSED | IN_FAVOUR | frozenset(("accuse", "doubt", "fear", "protest"))
# Stands that say what somebody thinks of it
ATTITUDES = JUDGEMENTS | frozenset(["warn", "threaten", "defy", "refuse"])
# Their stands are rulings: deeds
COURTS = words("courts")
# Behind the verb these make another verb of it: "backs out"
PARTICLES = words("particles")
# Verbs that say nothing without this word later on
NEEDED = {"urge": "to", "accus": "of", "want": "to", "describe": "as", "blam": "for"}
# "International condemnation of the plan": a stand without a verb
NOUNS = {
    "fears": "fear", "concern": "fear", "concerns": "fear", "alarm": "fear", "anger": "condemn",
    "outrage": "condemn", "outcry": "condemn", "fury": "condemn", "condemnation": "condemn",
    "criticism": "criticise", "backlash": "criticise", "opposition": "oppose", "rejection": "reject",
    "denial": "deny", "support": "support", "praise": "praise", "warning": "warn", "warnings": "warn",
    "calls": "call", "demands": "demand", "doubts": "doubt", "skepticism": "doubt", "scepticism": "doubt",
    "protests": "protest", "pressure": "pressure", "accusations": "accuse", "threats": "threaten",
    "threat": "threaten", "hopes": "hope", "objections": "oppose",
}  # fmt: skip
NOUN_PREPOSITIONS = words("noun_prepositions")


def _read() -> dict[str, Stance]:
    stances: dict[str, Stance] = {}
    for line in assets.path("stories", "stances.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, noun_and_preposition, complement, *verbs = line.split()
            noun, _, preposition = noun_and_preposition.strip("-").partition("_")
            stances |= dict.fromkeys(verbs, Stance(kind, noun, preposition, Complement(complement)))
    return stances


VERBS = _read()


# What a sentence needs one of, to tell of a stand
SIGNS = frozenset(VERBS) | _CARRIERS | frozenset(NOUNS)


# "calls it a lie": the verb of a wish, without its preposition
CALLS_IT = next(stance for stance in VERBS.values() if stance.kind == NAMING)


def carried(verb: str, noun: str) -> Stance | None:
    """The stand of "voices outrage"; None where verb and noun make none."""
    if verb not in _CARRIERS or noun not in _CARRIED:
        return None
    preposition = {"support": "for", "solidarity": "with", "hope": "for"}.get(noun, "over")
    return Stance(_CARRIED[noun], noun.capitalize(), preposition, Complement.NOTHING)
