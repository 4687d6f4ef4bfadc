"""
The gazetteer: what is read of ``resources/gazetteer`` (its README describes the files) and of the catalogue.

English names, other names, native names and capitals are the catalogue's and stand nowhere twice. A language's names
are read when the first text of that language comes, which takes 5 to 20 ms.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app import assets
from desktop_app.model.country import Country, CountryCode
from desktop_app.model.country_search import fold
from desktop_app.model.frozen import frozen
from desktop_app.stories.about.names import Name, Names, name_of

NOTHING = "-"  # in the place of a code: what only looks like a country
_LISTS = ("ar", "de", "en", "es", "fr", "he", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "zh")
_PEOPLE = "people"  # names of persons, the same in all languages that write Latin letters
_VOICES = "voices"  # by what names a country speaks
_OTHER_SCRIPTS = ("ar", "he", "ja", "ko", "ru", "uk", "zh")
_SCRIPTS = (
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u0400", "\u04ff", "ru"),
    ("\u3040", "\u30ff", "ja"),
    ("\uac00", "\ud7a3", "ko"),
)
_HAN = ("\u4e00", "\u9fff")


@frozen
class Context:
    """A word that may be the name of a country and something else, and what tells which."""

    country: CountryCode
    other: CountryCode | None  # the country that it is otherwise; None: none
    for_country: frozenset[str]  # words and codes of countries beside which it is the country
    for_other: frozenset[str]
    is_country_alone: bool  # where nothing tells
    yields: bool  # beside any other country it is nothing


class Gazetteer:
    """All names by language. To be used by one thread at a time: languages are read when first needed."""

    def __init__(self, countries: Sequence[Country]) -> None:
        self._countries = tuple(countries)
        self._names: dict[str, Names] = {}
        folder = assets.path("gazetteer")
        rules = tomllib.loads((folder / "contexts.toml").read_text("utf-8"))
        self._never = frozenset(fold(word) for word in rules["never"])
        self.contexts = dict(_contexts(rules["word"]))
        self.given_names = _folded(rules["given_names"])
        self.seldom_given_names = _folded(rules["seldom_given_names"])
        self.surnames = _folded(rules["surnames"])
        self.first_names = _folded(rules["first_names"])
        self.titles = frozenset(rules["titles"].split())
        self.things = _folded(rules["things"])
        self.american_states = frozenset(rules["american_states"].split())
        self._speaking = _speaking(folder / f"{_VOICES}.txt", self._countries)
        self._adjectives = _adjectives(folder / f"{_VOICES}.txt")
        self.before_things = frozenset(fold(word) for word in self._adjectives.values() if not word.isupper())

    def speaks_for(self, name: str) -> CountryCode | None:
        """The country that speaks where this name stands alone or before an office: "Israeli", "Kremlin", "UK"."""
        return self._speaking.get(name)

    def adjective(self, country: CountryCode) -> str | None:
        """The word that goes before a noun: "Israeli", "US"; None for countries that seldom speak."""
        return self._adjectives.get(country)

    def names(self, language: str, text: str) -> Names:
        """The names to look for in such a text; of the script's main language where the language is not known."""
        listed = _list_of(language, text)
        if listed not in self._names:
            self._names[listed] = Names(self._read(listed))
        return self._names[listed]

    def _read(self, listed: str) -> list[Name]:
        folder = assets.path("gazetteer")
        countries_of: dict[str, set[str]] = {}
        lists = [listed] if listed in _OTHER_SCRIPTS else [listed, _PEOPLE]
        for name in lists:
            for code, text in _lines(folder / f"{name}.txt"):
                countries_of.setdefault(text, set()).add(code)
        for country in self._countries if listed == "en" else ():
            for text in (country.name, *country.aliases, *country.native_names, country.capital):
                if text and fold(text) not in self._never and text not in countries_of:
                    countries_of[text] = {country.code}
        return [
            name_of(text, (CountryCode(code) for code in codes if code != NOTHING))
            for text, codes in countries_of.items()
        ]


def _speaking(file: Path, countries: Sequence[Country]) -> dict[str, CountryCode]:
    names = {text: CountryCode(code) for code, text in _lines(file)}
    own = {name: country.code for country in countries for name in (country.name, *country.aliases)}
    return own | names


def _adjectives(file: Path) -> dict[CountryCode, str]:
    first: dict[CountryCode, str] = {}
    for code, text in _lines(file):
        first.setdefault(CountryCode(code), text)
    return first


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    """(code, name) of each name in a list."""
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, names = line.split(" ", 1)
            for name in names.split(","):
                yield code, name.strip()


def _contexts(rules: Sequence[dict[str, object]]) -> Iterator[tuple[str, Context]]:
    for rule in rules:
        context = Context(
            country=CountryCode(str(rule["country"])),
            other=CountryCode(str(rule["other"])) if "other" in rule else None,
            for_country=frozenset(str(rule.get("for_country", "")).split()),
            for_other=frozenset(str(rule.get("for_other", "")).split()),
            is_country_alone=bool(rule.get("alone", True)),
            yields=bool(rule.get("yields", False)),
        )
        for word in str(rule["words"]).split():
            yield word, context


def _list_of(language: str, text: str) -> str:
    main = language.lower().split("-")[0].split("_")[0]
    if main in _LISTS and main != "en":
        return main
    letters = next((char for char in text if char.isalpha()), "a")
    if _HAN[0] <= letters <= _HAN[1]:
        return "ja" if any("\u3040" <= char <= "\u30ff" for char in text) else "zh"
    return next((listed for first, last, listed in _SCRIPTS if first <= letters <= last), "en")
