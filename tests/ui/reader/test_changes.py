from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.model.article import Article, ArticleId, Version
from desktop_app.ui.reader.page import SHOW_ARTICLE, SHOW_CHANGES
from desktop_app.ui.reader.view import ReaderView
from desktop_app.ui.theme import tokens
from tests.unit.ui.reader.articles import article, paragraphs

BEFORE = Version(1_773_494_000, "Título", "", paragraphs("Five are missing.", *(f"Paragraph {i}" for i in range(60))))


def edited() -> Article:
    made = article(paragraphs("Ten are missing.", *(f"Paragraph {i}" for i in range(60))))
    return replace(made, provenance=replace(made.provenance, changed=1_773_497_600))


@pytest.fixture
def reader(qtbot: QtBot, dressed: QApplication) -> ReaderView:  # noqa: ARG001 - an application with fonts
    view = ReaderView(versions_of={ArticleId(1): (BEFORE,)}.__getitem__, theme=tokens.THEMES["paper"])
    view.set_reduced_motion(True)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.show()
    qtbot.waitExposed(view)
    view.show_article(edited())
    return view


def shown(reader: ReaderView) -> str:
    return reader.text.toPlainText()


def follow(reader: ReaderView, address: str) -> None:
    reader.text.anchorClicked.emit(QUrl(address))


def test_there_and_back_to_the_same_place(reader: ReaderView) -> None:
    scroll = reader.text.verticalScrollBar()
    scroll.setValue(400)
    follow(reader, SHOW_CHANGES)
    assert "What changed" in shown(reader)
    assert "60 paragraphs unchanged" in shown(reader)
    assert scroll.value() == 0
    follow(reader, SHOW_ARTICLE)
    assert "60 paragraphs unchanged" not in shown(reader)
    assert "Paragraph 59" in shown(reader)
    assert abs(scroll.value() - 400) < 5


def test_escape_leads_back_once(reader: ReaderView, qtbot: QtBot) -> None:
    reader.show_changes()
    qtbot.keyClick(reader, Qt.Key.Key_Escape)  # type: ignore[no-untyped-call]
    assert "Paragraph 59" in shown(reader)


def test_another_text_or_article_leads_back(reader: ReaderView) -> None:
    reader.show_changes()
    other = article(paragraphs("Something else"), id=ArticleId(2))
    reader.show_article(other)
    assert "Something else" in shown(reader)
    reader.show_article(edited())
    assert "Paragraph 59" in shown(reader)


def test_it_is_made_anew_in_another_size_and_theme(reader: ReaderView) -> None:
    reader.show_changes()
    reader.set_style(reader.style_of_reading.larger())
    reader.set_theme(tokens.THEMES["ink"])
    assert "60 paragraphs unchanged" in shown(reader)


def test_nobody_without_an_article(reader: ReaderView) -> None:
    reader.clear()
    reader.show_changes()
    reader.leave_changes()
    assert reader.article_id is None


def test_the_takes_stay_with_the_article(reader: ReaderView) -> None:
    reader.show_changes()
    assert not reader.takes.box.isVisible()
