from __future__ import annotations

import pytest

from desktop_app.model.country import CountryCode
from desktop_app.stories.about.countries import countries_of
from desktop_app.stories.about.gazetteer import Gazetteer


def _about(gazetteer: Gazetteer, title: str, text: str = "", language: str = "en", press: str | None = None) -> str:
    found = countries_of(gazetteer, title, text, language, CountryCode(press) if press else None)
    return " ".join(sorted(about.country for about in found))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Georgia's president meets voters in Tbilisi", "GE"),
        ("Georgia sheriff recalls deputy in Atlanta", "US"),
        ("Savannah, Georgia, prepares for Democratic governor's visit", "US"),
        ("Lebanon, Pennsylvania, elects mayor", "US"),
        ("Fire in Peru, Indiana", "US"),
        ("In Israel, Texas governor praises troops", "IL US"),
        ("Russia, Georgia, Armenia discuss border", "AM GE RU"),
        ("Jordan reopens border with Syria", "JO SY"),
        ("Michael Jordan's shirt sold", ""),
        ("The drummer Chad Nobody quits the band", ""),
        ("Chad and Sudan reopen border", "SD TD"),
        ("Turkey farmers fear bird flu before Thanksgiving", ""),
        ("Turkey condemns strike on Gaza", "PS TR"),
        ("Niger Delta communities sue oil firm", "NG"),
        ("Niger's junta frees minister", "NE"),
        ("Equatorial Guinea and Guinea-Bissau sign pact", "GQ GW"),
        ("Guinea pigs in the classroom", ""),
        ("Papua New Guinea backs treaty", "PG"),
        ("Congo rebels advance on Goma", "CD"),
        ("Congo's Brazzaville airport closed", "CG"),
        ("Korean film wins prize", "KR"),
        ("North Korea tests missile, South Korea says", "KP KR"),
        ("New England braces for snow", ""),
        ("England beat Wales", "GB"),
        ("Northern Ireland assembly returns", "GB"),
        ("Ireland's housing crisis deepens", "IE"),
        ("New Mexico governor calls up guard", "US"),
        ("Brussels fines tech giant under EU rules", ""),
        ("Belgian police close Brussels tunnel", "BE"),
        ("Congress party wins Kerala seat", "IN"),
        ("New jersey for the club's anniversary", ""),
        ("What we learned from US-China talks", "CN US"),
        ("LET US PRAY, SAYS BISHOP", "US"),  # nothing tells them apart in capitals
        ("Tell us what you think", ""),
        ("Don't turn your back: polish your shoes", ""),
    ],
)
def test_words_that_are_not_only_a_country(gazetteer: Gazetteer, title: str, expected: str) -> None:
    assert _about(gazetteer, title) == expected


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("fr", "L'Ukraine et l'Égypte d'accord", "EG UA"),
        ("tr", "Çin'in ve Rusya'nın itirazı", "CN RU"),
        ("ar", "وفي روسيا وبالسعودية", "RU SA"),
        ("he", "הנשיא חזר מרוסיה", "RU"),
        ("ja", "マリオの新作ゲーム", ""),  # not Mali
        ("ja", "マリで軍が会見", "ML"),
        ("ja", "タイトル獲得", ""),
        ("zh", "大马士革发生爆炸", "SY"),  # not Malaysia, which begins alike
        ("zh", "印度尼西亚总统访问北京", "CN ID"),
        ("ru", "Кубок мира по биатлону", ""),
        ("ru", "В Чаде прошли выборы", "TD"),
        ("", "Россия и Китай", "CN RU"),  # the script tells the list
        ("", "مصر", "EG"),
        ("", "日本と韓国", "JP KR"),
        ("sv", "Sverige och Japan", "JP SE"),  # no list: native names and English ones
        ("es", "La rúcula rústica y las habas", ""),
    ],
)
def test_other_languages(gazetteer: Gazetteer, language: str, title: str, expected: str) -> None:
    assert _about(gazetteer, title, language=language) == expected


def test_the_outlets_country_decides_where_nothing_else_does(gazetteer: Gazetteer) -> None:
    assert _about(gazetteer, "Storm hits Georgia", press="US") == "US"
    assert _about(gazetteer, "Storm hits Georgia", press="GE") == "GE"
    assert _about(gazetteer, "Storm hits Georgia") == "GE"


def test_the_text_counts_less_than_the_title(gazetteer: Gazetteer) -> None:
    found = countries_of(gazetteer, "Peru picks new cabinet", "In Lima, Chile and Chile again were named.", "en")

    assert [(about.country, about.weight) for about in found] == [("PE", 4), ("CL", 2)]
    assert found[0].words == ("Peru", "Lima")
    assert found[0].share == pytest.approx(4 / 6)


def test_one_mention_in_passing_is_not_what_the_article_is_about(gazetteer: Gazetteer) -> None:
    assert _about(gazetteer, "Ten walks for the weekend", "Shoes made in Italy are a start.") == ""


def test_an_article_without_words_is_about_nothing(gazetteer: Gazetteer) -> None:
    assert countries_of(gazetteer, "", "", "") == ()
    assert countries_of(gazetteer, "…", "—", "ja") == ()


def test_the_outlets_own_name_is_not_what_the_article_is_about(gazetteer: Gazetteer) -> None:
    assert _about(gazetteer, "Kenya raises fuel levy again - West Hawaii Today") == "KE"
