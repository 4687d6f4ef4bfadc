from __future__ import annotations

import pytest

from desktop_app.catalog.toml_files import load
from desktop_app.model.country import REGIONS, in_a_sentence
from tests.unit.catalog.shipped import FOLDER


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Chile", "Chile"),
        ("United States", "the United States"),
        ("United Arab Emirates", "the United Arab Emirates"),
        ("Central African Republic", "the Central African Republic"),
        ("Republic of the Congo", "the Republic of the Congo"),
        ("DR Congo", "the DR Congo"),
        ("Åland Islands", "the Åland Islands"),
        ("Isle of Man", "the Isle of Man"),
        ("Ireland", "Ireland"),
        ("Vatican City", "Vatican City"),
        ("Americas", "the Americas"),
        ("Africa", "Africa"),
        ("", ""),
    ],
)
def test_a_name_in_a_sentence(name: str, said: str) -> None:
    assert in_a_sentence(name) == said


def test_of_all_names_those_have_the_article_that_english_gives_one() -> None:
    names = [country.name for country in load(FOLDER).countries]
    with_the = {name for name in (*names, *REGIONS) if in_a_sentence(name) != name}
    plural = {name for name in names if name.endswith(("Islands", "States", "Emirates", "Republic"))}
    others = {"Americas", "Bahamas", "Comoros", "DR Congo", "Gambia", "Isle of Man", "Maldives", "Netherlands"}
    others |= {"Philippines", "Republic of the Congo", "Seychelles", "United Kingdom"}
    assert with_the == plural | others
