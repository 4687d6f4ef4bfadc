"""
Which countries an article is about.

Each mention counts, those of the title three times: headlines name what an article is about, texts name much else.
A word that is also something else (Georgia, Jordan, Turkey; ``contexts.toml``) is decided by what stands round it.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.model.about import AboutCountry
from desktop_app.model.country import CountryCode
from desktop_app.stories.about.gazetteer import Context, Gazetteer
from desktop_app.stories.about.names import Found, words_of
from desktop_app.stories.headlines import without_outlet

TITLE_WEIGHT = 3
BEGINNING = 900  # characters of the text that are looked at: about 150 words, two or three paragraphs
_LEAST_SHARE = 0.15  # of a country that the title does not name
_LEAST_MENTIONS = 2  # of it
_MOST_WITHOUT_TITLE = 3
_SENTENCE_CASE = 0.6  # below this share of capitalised words a capital means a name


def countries_of(
    gazetteer: Gazetteer, title: str, text: str = "", language: str = "", press: CountryCode | None = None
) -> tuple[AboutCountry, ...]:
    """
    The countries that an article is about, the most mentioned first; none for an article about no country.

    ``language`` is that of title and text as they are given (BCP 47, "" when unknown), ``press`` the country of the
    outlet, which decides about a Georgia where nothing else does. Only the first 900 characters of the text are read.
    """
    beginning = text[:BEGINNING]
    in_title = _Mentions(gazetteer, without_outlet(title), language)
    in_text = _Mentions(gazetteer, beginning, language)
    sure = in_title.sure() | in_text.sure()
    around = in_title.folded() | in_text.folded()
    weights: dict[CountryCode, int] = {}
    words: dict[CountryCode, list[str]] = {}
    titled = set[CountryCode]()
    for mentions, weight in ((in_title, TITLE_WEIGHT), (in_text, 1)):
        for code, word in mentions.decided(sure, around, press):
            weights[code] = weights.get(code, 0) + weight
            said = words.setdefault(code, [])
            if word not in said:
                said.append(word)
            if weight == TITLE_WEIGHT:
                titled.add(code)
    total = sum(weights.values())
    ranked = sorted(weights, key=lambda code: (-weights[code], list(weights).index(code)))
    kept = [code for code in ranked if code in titled or _is_enough(weights[code], total)]
    if not titled:
        kept = kept[:_MOST_WITHOUT_TITLE]
    return tuple(AboutCountry(code, weights[code], weights[code] / total, tuple(words[code])) for code in kept)


def _is_enough(weight: int, total: int) -> bool:
    return weight >= _LEAST_MENTIONS and weight / total >= _LEAST_SHARE


class _Mentions:
    """What was found in a title or in a text, the ambiguous apart."""

    def __init__(self, gazetteer: Gazetteer, text: str, language: str) -> None:
        self._text = text
        self._words = words_of(text)
        self._gazetteer = gazetteer
        capitals = [word.is_capital for word in self._words if text[word.start].isalpha()]
        self._is_sentence_case = sum(capitals) < _SENTENCE_CASE * len(capitals)
        all_found = gazetteer.names(language, text).find(text, self._words) if text else []
        self._named = {at for found in all_found for at in range(found.word, found.word + found.words)}
        self._found = [found for found in all_found if not self._is_something_else(found)]

    def sure(self) -> set[CountryCode]:
        return {code for found in self._found if self._context(found) is None for code in found.name.countries}

    def folded(self) -> set[str]:
        return {word.folded for word in self._words}

    def decided(
        self, sure: set[CountryCode], around: set[str], press: CountryCode | None
    ) -> Iterator[tuple[CountryCode, str]]:
        """(country, name) of each mention, in the order of the text."""
        for found in self._found:
            context = self._context(found)
            if context is None:
                yield from ((code, found.name.text) for code in found.name.countries)
                continue
            code = self._decide(context, sure, around, press)
            if code is not None:
                yield code, found.name.text

    def _context(self, found: Found) -> Context | None:
        return self._gazetteer.contexts.get(found.name.parts[0].folded) if found.words == 1 else None

    def _decide(
        self, context: Context, sure: set[CountryCode], around: set[str], press: CountryCode | None
    ) -> CountryCode | None:
        beside = around | sure
        if context.yields and sure - {context.country}:
            return context.country if context.country in sure else None
        balance = 2 * (context.country in sure) + len(context.for_country & beside)
        balance -= 2 * (context.other in sure) + len(context.for_other & beside)
        if not balance and press is not None:
            balance = (press == context.country) - (press == context.other)
        if balance > 0 or (balance == 0 and context.is_country_alone):
            return context.country
        return context.other

    def _is_something_else(self, found: Found) -> bool:
        return self._is_person(found) or self._is_town(found) or self._is_thing(found)

    def _is_thing(self, found: Found) -> bool:
        """Whether it says of what kind a thing is: "Italian restaurant"."""
        after = found.word + found.words
        is_adjective = found.words == 1 and self._words[found.word].folded in self._gazetteer.before_things
        return is_adjective and after < len(self._words) and self._words[after].folded in self._gazetteer.things

    def _is_person(self, found: Found) -> bool:
        """
        Whether another name, which is no country's, stands directly beside it: any where it is a given name too, a
        well-known surname where it is one now and then, and a well-known given name before any country's.
        """
        if found.words > 1 or not self._is_sentence_case or not self._words[found.word].is_capital:
            return False
        before, itself, after = found.word - 1, found.name.parts[0].folded, found.word + 1
        names = self._gazetteer
        if self._is_beside(before, found.word) and self._words[before].folded in names.first_names:
            return True
        if itself in names.given_names:
            return self._is_name(after, found.word) or self._is_name(before, found.word)
        is_surname = self._is_name(after, found.word) and self._words[after].folded in names.surnames
        return itself in names.seldom_given_names and is_surname

    def _is_town(self, found: Found) -> bool:
        """Whether it is an American town: "Lebanon, Pennsylvania, elects"; "in Israel, Texas troops" is none."""
        at = found.word + found.words
        if at >= len(self._words) or self._words[at].folded not in self._gazetteer.american_states:
            return False
        state = self._words[at]
        following = self._text[state.end :].lstrip()[:1]
        return self._text[found.end : state.start] == ", " and state.is_capital and not following.isalnum()

    def _is_name(self, at: int, beside: int) -> bool:
        if not self._is_beside(at, beside):
            return False
        # A capital at the beginning of the sentence says nothing
        word = self._words[at]
        return at > 0 and not word.is_upper and word.folded not in self._gazetteer.titles

    def _is_beside(self, at: int, beside: int) -> bool:
        """Whether a word with a capital, no country's name, is parted from another one by nothing but a space."""
        if not 0 <= at < len(self._words) or at in self._named:
            return False
        first, second = sorted((at, beside))
        between = self._text[self._words[first].end : self._words[second].start]
        return between == " " and self._words[at].is_capital
