"""Made-up text in twenty-five languages: words of the right letters and lengths, as often as words of a text are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

WORDS = 4_000  # a language; a year of one newspaper has some ten times as many, which changes nothing here

_LATIN = "aeiourntslcdmpbgvfhkzyjwxq"
_ALPHABETS = {
    **dict.fromkeys(("en", "id", "sw", "it", "nl"), _LATIN),
    "es": _LATIN + "áéíóúñ",
    "fr": _LATIN + "éèàçê",
    "de": _LATIN + "äöüß",
    "pt": _LATIN + "ãõáéç",
    "pl": _LATIN + "ąęłóśż",
    "cs": _LATIN + "áčďéěíňř",
    "tr": _LATIN + "çğışöü",
    "vi": _LATIN + "ăâđêôơưạảấầ",
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё",
    "uk": "оаинтевірслкмдпузяьбгчйхжшюцщєїф",
    "el": "αοιετσνηυρπκμλςωγδβχθφξζψάέή",
    "ar": "اليمونرتبةعدسفهكقأحجشطصخضذثئءغظ",
    "fa": "اینردهمتوبسشکزگلفخقجعپحصطغچضذ",
    "he": "יוהלאתרבשמנחםקעדטסצפגכזך",
    "hi": "करतसनमलपहदवयगबजटशचडखभधथषफणठछझ",
    "bn": "রনকতসবলমযপদহজটগশচভখধণথষছফড",
    "ta": "கதமனரபவலயசடஇஅநளணழறஉஎஆ",
    "zh": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可"
    "主发年动同工也能下过子说产种面而方后多定行学法所民得经",
    "ja": "のにはをたがでてとしれさあるいもなすらこりよんまかくうけきだせつ日本人大"
    "年会国中出事者社地新政府",
    "th": "กขคงจชดตถทนบปผพภมยรลวสหอะาิีุเแโใ",
}  # fmt: skip
UNSPACED = frozenset({"zh", "ja", "th"})
LANGUAGES = tuple(_ALPHABETS)


@dataclass(slots=True)
class Writer:
    """Writes in one language. The same seed writes the same."""

    language: str
    seed: int
    _random: random.Random = field(init=False)
    _words: list[str] = field(init=False)
    _weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(f"{self.language} {self.seed}")
        vocabulary = random.Random(self.language)  # everybody who writes in a language has the same words
        letters = _ALPHABETS[self.language]
        weights = [1 / (n + 3) for n in range(len(letters))]
        longest = 3 if self.language in UNSPACED else 11
        self._words = [
            "".join(vocabulary.choices(letters, weights, k=vocabulary.randint(1 + (n > 50), min(longest, 3 + n // 20))))
            for n in range(WORDS)
        ]
        self._weights = list(accumulate(1 / (n + 2.7) for n in range(WORDS)))  # Zipf and Mandelbrot

    def words(self, number: int) -> Sequence[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=number)

    def sentence(self, words: int) -> str:
        chosen = self.words(words)
        if self.language in UNSPACED:
            return "".join(chosen) + ("。" if self.language != "th" else " ")
        return " ".join(chosen).capitalize() + "."

    def text(self, characters: int) -> str:
        """Sentences, about so many characters of them."""
        sentences: list[str] = []
        length = 0
        while length < characters:
            sentences.append(self.sentence(self._random.randint(8, 24)))
            length += len(sentences[-1]) + 1
        return " ".join(sentences)
