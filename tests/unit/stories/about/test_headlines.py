"""
Country tagging against 453 headlines of our own (``tests/data/about``) in sixteen languages. Half of them were looked
at while the gazetteer was made; the other half was set aside and is scored apart. So are 198 that are made to mislead.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.stories.about.countries import countries_of
from desktop_app.stories.about.gazetteer import Gazetteer

_FOLDER = Path(__file__).parents[3] / "data" / "about"

Row = tuple[str, set[str], str]


def _rows(name: str = "headlines") -> list[Row]:
    lines = [line for line in (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("|", 2) for line in lines)
    return [(language, set(codes.split()) - {"-"}, headline) for language, codes, headline in rows]


def test_there_are_enough_headlines_in_enough_languages() -> None:
    rows = _rows()

    assert len(rows) >= 400
    assert len({language for language, _, _ in rows}) >= 12


@pytest.mark.parametrize("first", [0, 1], ids=["tuned", "held out"])
def test_precision_and_recall(gazetteer: Gazetteer, first: int) -> None:
    _check(gazetteer, _rows()[first::2])


def test_what_only_looks_like_a_country_is_none(gazetteer: Gazetteer) -> None:
    _check(gazetteer, _rows("lookalikes"))


def _check(gazetteer: Gazetteer, rows: list[Row]) -> None:
    right = wrong = missed = 0
    for language, expected, headline in rows:
        found = {about.country for about in countries_of(gazetteer, headline, "", language)}
        right += len(found & expected)
        wrong += len(found - expected)
        missed += len(expected - found)

    assert right / (right + wrong) >= 0.97
    assert right / (right + missed) >= 0.9
