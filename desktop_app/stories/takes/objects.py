"""What the stand is about: the words after the verb, cut where a phrase ends, so that no label stops in mid-air."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.stories.takes.stances import CONSEQUENCE, NEEDED, Complement, Stance
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
_OTHERS_DEEDS = frozenset(("call", "urge", "expect", "want", "demand"))  # stands on what somebody else shall do
_SKIPPED = (DETERMINERS | ADVERBS | {"mr", "mrs", "ms", "this"}) - _NEGATIONS
_ADJECTIVES = ("al", "ic", "ive", "ous", "ed", "ial", "ary", "ful", "ly", "able", "ible", "ern")
_LINKS = words("links")
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
    needed = next((word for start, word in NEEDED.items() if verb.lower().startswith(start)), None)
    if words[0].lower in ("on", "upon"):
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
            return word in ("of", "against", "over", "about", "that") or word not in PREPOSITIONS
        case Complement.ANY:
            return word in ("of", "to", "for", "against", "over", "on", "that") or word not in PREPOSITIONS
        case Complement.NOTHING:
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
    last = kept[-1].lower
    if following is not None and following.lower == "to" and stance.kind in _OTHERS_DEEDS:
        return False  # "calls for Putin | to meet him"
    if (
        last in TIMES
        or last in _NEGATIONS
        or last.endswith("ly")
        or len(last) == 1
        or any(token.lower in PRONOUNS for token in kept)
    ):
        return False
    is_one_noun = len(kept) == 1 or kept[-2].lower in PREPOSITIONS
    if is_one_noun and following is not None and following.lower in ("and", "or"):
        return False  # half of a pair: "race | and gender gap"
    is_participle = (last.endswith(("ed", "ing")) and last not in _NOUNS) or last in _PARTICIPLES
    if is_participle and (following is None or following.is_word):
        return False  # a participle whose end is cut off: "rule spearheaded | by"
    if len(kept) > 1 and (kept[-2].lower in AUXILIARIES or kept[-2].lower == "to"):
        return False  # a verb whose object is cut off, or a place that says little
    if last in PREPOSITIONS or last in CONJUNCTIONS or last in AUXILIARIES or last in PRONOUNS or last in _SKIPPED:
        return False
    if len(kept) > 1 and kept[-2].lower in _LINKS and last.endswith(("ible", "able", "ous", "ive", "ful")):
        return False  # an adjective whose noun is cut off
    if following is not None and following.lower in _CLAUSE_VERBS:
        return False  # its verb is cut off: "warns famine | will spread"
    content = [token for token in kept if token.lower not in _LINKS]
    if stance.kind not in CONSEQUENCE and all(token.lower in VAGUE or token.lower in PRONOUNS for token in content):
        return False
    return not any(token.lower in ("he", "she", "they", "we", "i", "you", "his", "her") for token in words)
