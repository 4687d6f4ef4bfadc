"""
The telling words of a text: what texts about one event have in common. Pure.

Words are compared without case and accents and, in Latin letters, without the plural's ending. Words that any two
articles share are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop_app.notation.segments import segment

# Letters and digits with their vowel signs (Indic scripts, Thai, Lao, Burmese, Khmer), or the end of a clause
_TOKEN = re.compile(
    r"(?:[^\W_]|[\u0300-\u036f\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])+|[.!?:;,()–—|\"“”«»]"
)
_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_NO_PLURAL = ("ss", "us", "is")
_STEMMED = 5  # letters: shorter words keep their s

_COMMON_ENGLISH = """
about above across after again against ago ahead all almost along already also although always am amid among an
analysis and another any april are around as ask asked asks at august away back be became because become becomes been
before began begin begins behind being below best better between big both breaking bring but by call called calls came
can cannot case come comes coming could country day days deal december did do does doing done down during each early
east either else end ended ends enough even ever every exclusive face faces far february few find finds first five
follow following for former found four friday from full gallery gave get gets getting give gives go goes going good
got great group had half has have having he head held help her here high him his hold how however hundred if in inside
interview into is issue it its itself january july june just keep keeps know known last late later latest least leave
leaves led left less let life like likely little live long look lot made make makes making man many march may me mean
means meet member men met might million minister monday month months more morning most move mr mrs ms much must my
near nearly need needs never new news next night no nor north not nothing november now number october of off offer
official officials often old on once one only onto open opinion or other our out over own part past pay people per
photo photos place plan plans podcast point president press prime put puts question quite rather read ready real
really recent report reported reports result return right round run said same saturday saw say saying says second see
seek seeks seen sent september set sets seven several shall share she should show shows side since six small so some
soon south start started state still stop stopped story such sunday take taken takes taking talk talks tell tells ten
than that the their them then there these they thing things think third this those though thousand three through
thursday time times to today together told toll tomorrow too took top toward towards town try trying tuesday turn two
under united until up update upon us use used using very via video videos view want wanted wants was watch way we
wednesday week weekend weeks well went were west what when where whether which while who whole whose why will win wins
with within without woman women won word work working works world would year years yes yesterday yet you young your
"""
_COMMON_ELSEWHERE = """
als auch auf aus bei bis das dass dem den der des die ein eine einem einen einer für hat ich im ist mehr mit nach
nicht noch nur oder sich sie sind über und vom von vor war wie wird zu zum zur al algo ante aux avec ce cette ces com
como con contra dans del desde deux dos du el elle em en entre es est esta este et foi han hasta il ils la las le les
lo los mais mas más na nas não nos nous os ou para par pas plus por pour qu que qui ses se ser sin sobre son sont sous
su sur também tras um uma un una une uno vous é à alla che da dal dalla degli dei della delle di gli ha i nel nella
più sono aan de dat een het ook op te van voor zijn att av det för har inte med och på som till är ao e o ve bir bu
için ile в во и из к как на не но о от по при с со что это за для до его из-за она они у
"""


def _folded(word: str) -> str:
    """A word without case and accents."""
    word = word.casefold()
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_COMMON = frozenset(_folded(word) for word in (_COMMON_ENGLISH + _COMMON_ELSEWHERE).split())


@dataclass(frozen=True, slots=True)
class Word:
    """A telling word where it stands."""

    key: str  # by which it is compared
    text: str  # as it is written
    follows: bool  # directly on the telling word before it


def keys(text: str) -> Iterator[str]:
    """What the telling words of a text are compared by, in their order."""
    return (word.key for word in words(text))


def words(text: str) -> Iterator[Word]:
    """The telling words of a text in their order."""
    follows = False
    for token in _TOKEN.findall(segment(text)):
        key = key_of(token) if token[0].isalnum() else ""
        if key:
            yield Word(key, token, follows)
        follows = bool(key)


@lru_cache(maxsize=20_000)
def key_of(token: str) -> str:
    """What a word is compared by; "" for one that tells nothing."""
    folded = _folded(token)
    if folded in _COMMON or len(folded) < 2 or (folded.isdigit() and len(folded) < 3):
        return ""
    return _singular(folded)


def _singular(word: str) -> str:
    if len(word) < _STEMMED or not word.isascii():
        return word
    for ending, instead in _PLURALS:
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word[:-1] if word.endswith("s") and not word.endswith(_NO_PLURAL) else word
