"""What the stand is about: the words after the verb, cut where a phrase ends, so that no label stops in mid-air."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.stories.takes.stances import CONSEQUENCE, NAMING, NEEDED, Complement, Stance
from desktop_app.stories.takes.tokens import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    Token,
    ends_phrase,
)
from desktop_app.stories.words import words

# Objects that say nothing by themselves
VAGUE = words("vague")
# Nouns that end like participles
_NOUNS = words("nouns")
_PARTICIPLES = words("participles")
_NEGATIONS = frozenset(("not", "never", "no", "only"))  # without them the contrary would be said
# Nouns that say nothing without what follows them, by the word with which it begins
_WANTING = {"to": words("wants_to"), "with": words("wants_with")}
_WHOLE_VERBS = words("whole_verbs")  # that need no object: "refuses to comment"
_OTHERS_DEEDS = frozenset(("call", "urge", "expect", "want", "demand"))  # stands on what somebody else shall do
_SKIPPED = (DETERMINERS | ADVERBS | {"mr", "mrs", "ms", "this"}) - _NEGATIONS
# What no phrase ends with
NO_END = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | TIMES | _NEGATIONS | _SKIPPED
_SOMEBODYS = frozenset(["he", "she", "they", "we", "i", "you", "his", "her"])
_ADJECTIVES = ("al", "ic", "ive", "ous", "ed", "ial", "ary", "ful", "ly", "able", "ible", "ern")
_LINKS = words("links")
_WHOSE = words("whose")
_EMPTY = words("empty")
_DIRECTIONS = frozenset(("into", "onto", "toward", "towards"))
_RANKS = frozenset(
    ("first", "second", "third", "last", "biggest", "largest", "highest", "lowest", "worst", "best", "most", "only")
)
_RANGES = frozenset(("in", "since", "for", "of", "ever", "on"))  # among which it is that
_CLAUSE_VERBS = AUXILIARIES - {"be", "been", "being", "do"}


def completions(rest: Sequence[Token], verb: str, stance: Stance, most_words: int) -> list[tuple[Token, ...]]:
    """
    The ways to end the clause after its verb in at most ``most_words`` words, the fullest first, each ending where a
    phrase does. Articles are dropped, and where a noun phrase is too long, its first adjectives.
    """
    if stance.complement is Complement.NOTHING:
        return [()]
    words = _clause(rest)
    if not words or words[0].lower in PRONOUNS or not _fits(words[0], stance):
        return []
    needed = _needed(verb, stance)
    if stance.kind == "call" and words[0].lower in ("on", "upon"):
        needed = "to"  # "calls on somebody to"
    found: list[tuple[Token, ...]] = []
    for end in range(len(words), 0, -1):
        following = words[end] if end < len(words) else None
        if not ends_phrase(following) or (following is not None and following.lower == "of"):
            continue
        kept = _compact(words[:end], most_words)
        is_named = words[0].lower in PREPOSITIONS and words[0].lower != "that"
        if stance.complement is Complement.CLAUSE and not is_named and not AUXILIARIES & {t.lower for t in kept}:
            continue  # a clause without its verb
        if needed is not None and needed not in {token.lower for token in kept[1:-1]}:
            continue
        if kept and kept not in found and _is_whole(kept, words[:end], following, stance):
            found.append(kept)
    return found


def _needed(verb: str, stance: Stance) -> str | None:
    """The word without which the clause says nothing; "is accused of" begins with it."""
    if stance.complement in (Complement.PREPOSITION, Complement.INFINITIVE):
        return None
    return next((word for start, word in NEEDED.items() if verb.lower().startswith(start)), None)


def _clause(rest: Sequence[Token]) -> list[Token]:
    """The words up to the first mark; quotes inside are no marks."""
    words: list[Token] = []
    for token in rest:
        if not token.is_word:
            if token.text in "\"“”‘’'":
                continue
            break
        words.append(token)
    return words


def _fits(first: Token, stance: Stance) -> bool:
    word = first.lower
    match stance.complement:
        case Complement.OBJECT:
            return word not in PREPOSITIONS and word not in CONJUNCTIONS and word not in AUXILIARIES
        case Complement.INFINITIVE:
            return word == "to"
        case Complement.PREPOSITION | Complement.PHRASE:
            return word in PREPOSITIONS and word not in ("in", "by", "after", "as", "before", "during", "off")
        case Complement.CLAUSE:
            may_be_named = stance.kind == "warn" and word in ("of", "against", "over", "about")
            return may_be_named or word == "that" or word not in PREPOSITIONS
        case Complement.ANY:
            return word in ("of", "to", "for", "against", "over", "on", "that") or word not in PREPOSITIONS
        case Complement.NOTHING | Complement.BARE:
            return True


def _compact(words: Sequence[Token], most_words: int) -> tuple[Token, ...]:
    kept = [
        token
        for at, token in enumerate(words)
        if token.lower not in _SKIPPED | {"that"}
        or (token.text == "New" and at + 1 < len(words) and words[at + 1].text[0].isupper())
    ]  # "New York"; a new one is dropped
    # Adjectives go first: the head of a noun phrase is its last word
    while len(kept) > most_words:
        at = next((at for at, token in enumerate(kept[:-1]) if _may_go(kept, at, token)), None)
        if at is None:
            return ()
        del kept[at]
    return tuple(kept)


def _may_go(kept: Sequence[Token], at: int, token: Token) -> bool:
    """Whether it is an adjective before a noun of the same phrase, and may be left out."""
    before = kept[at - 1].lower if at else ""
    return (
        token.text[0].islower()
        and token.lower not in PREPOSITIONS | CONJUNCTIONS
        and not ends_phrase(kept[at + 1])
        and before not in PREPOSITIONS | _NEGATIONS
        and token.lower.endswith(_ADJECTIVES)
    )


def _is_whole(kept: Sequence[Token], words: Sequence[Token], following: Token | None, stance: Stance) -> bool:
    """Whether what is kept of ``words`` can stand, and says something."""
    last = kept[-1].lower
    if len(last) == 1 or last.endswith("ly") or last in NO_END:
        return False
    if any(token.lower in PRONOUNS for token in kept) or any(token.lower in _SOMEBODYS for token in words):
        return False
    if kept[0].lower in _WHOSE and (len(kept) == 1 or kept[1].lower in PREPOSITIONS):
        return False  # "accuses government of": whose?
    if _is_cut_before(kept, following, stance) or _is_half(kept, following, stance):
        return False
    content = [token for token in kept if token.lower not in _LINKS]
    if kept[0].lower != "to" and all(
        token.lower in _EMPTY for token in content if not token.lower.endswith(("'s", "\u02bc"))
    ):
        return False  # "Trump's move": which?
    return stance.kind in CONSEQUENCE or not all(token.lower in VAGUE for token in content)


def _is_cut_before(kept: Sequence[Token], following: Token | None, stance: Stance) -> bool:
    """Whether the word that follows belongs to it."""
    if following is None:
        return False
    is_one_noun = len(kept) == 1 or kept[-2].lower in PREPOSITIONS
    return (
        (following.lower == "to" and stance.kind in _OTHERS_DEEDS)  # "calls for Putin | to meet him"
        or kept[-1].lower in _WANTING.get(following.lower, ())  # "soldiers' refusal | to react"
        or (following.lower in ("and", "or") and is_one_noun)  # "race | and gender gap"
        or following.lower in _CLAUSE_VERBS  # "warns famine | will spread"
        or following.lower in _DIRECTIONS  # "letting oil | into North Korea"
        or (following.lower in _LINKS and _is_deed(kept))  # "denies providing backing | to the rebels"
        or (
            following.lower in _RANGES and any(token.lower in _RANKS for token in kept)
        )  # "first triumph | in 108 years"
        or stance.kind == NAMING  # "calls the deal | for the stake bad"
    )


def _is_deed(kept: Sequence[Token]) -> bool:
    """Whether it is what somebody does or did: "seeing him", "of hoarding coins"."""
    first = kept[1] if kept[0].lower == "of" and len(kept) > 1 else kept[0]
    return first.lower.endswith("ing") and first.lower not in _NOUNS


def _is_half(kept: Sequence[Token], following: Token | None, stance: Stance) -> bool:
    """Whether its last word wants another one."""
    last = kept[-1].lower
    before = kept[-2].lower if len(kept) > 1 else ""
    if stance.kind == NAMING:  # what, and what it is called: "overrated"
        return not before
    is_participle = (last.endswith(("ed", "ing")) and last not in _NOUNS) or last in _PARTICIPLES
    return (
        (is_participle and (following is None or following.is_word))  # "rule spearheaded | by"
        or ((before in AUXILIARIES or before == "to") and last not in _WHOLE_VERBS)  # a verb, or a place
        or (before in _LINKS and last.endswith(("ible", "able", "ous", "ive", "ful")))  # an adjective
    )
