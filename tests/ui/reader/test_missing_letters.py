"""A text in letters that no typeface here has says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontDatabase

from desktop_app.ui.reader.missing_letters import draws_letter, missing_script
from desktop_app.ui.reader.page import Surroundings, article_page
from desktop_app.ui.reader.style import Mode
from tests.unit.ui.reader.articles import LOOK, article, paragraphs

SYSTEM = QFontDatabase.WritingSystem


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Plain text", ""),
        ("Ο φάρος και Волга", ""),  # shipped
        ("המגדלור שהוזז", ""),
        ("ประภาคาร", "Thai"),
        ("He said ประภาคาร once", "Thai"),
        ("나일강", "Korean"),
        ("", ""),
    ],
)
def test_which_script_is_missing(text: str, missing: str) -> None:
    assert missing_script(text, {SYSTEM.Hebrew, SYSTEM.Arabic}) == missing


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", ["አንድ መቶ ሜትር", "He said ሜትር once"])
def test_scripts_that_qt_has_no_name_for_are_looked_for_letter_by_letter(text: str) -> None:
    asked: list[str] = []

    def draws(letter: str) -> bool:
        asked.append(letter)
        return False

    assert missing_script(text, {SYSTEM.Hebrew}, draws) == "Ethiopic"
    assert len(asked) == 1
    assert missing_script(text, {SYSTEM.Hebrew}, lambda _: True) == ""


@pytest.mark.usefixtures("qapp")
def test_a_letter_that_every_typeface_has_can_be_drawn_and_one_that_nobody_has_cannot() -> None:
    assert draws_letter("a")
    assert not draws_letter("\U0003fffd")  # no character


def test_the_page_says_so_and_what_helps() -> None:
    around = Surroundings(missing_script="Thai")
    html = article_page(article(paragraphs("x")), Mode.ORIGINAL, LOOK, around).html
    assert "No typeface on this computer has the letters of this text (Thai). Noto Sans Thai has" in html
    without = article_page(article(paragraphs("x")), Mode.ORIGINAL, LOOK, replace(around, missing_script=""))
    assert "No typeface" not in without.html
