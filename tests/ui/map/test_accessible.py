from __future__ import annotations

import gc
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.model.country import CountryCode
from desktop_app.ui.map import accessible
from desktop_app.ui.map.globe import GlobeWidget
from tests.ui.map.conftest import make_globe

Rest = Callable[[GlobeWidget], None]


def test_the_globe_is_a_list_of_countries(globe: GlobeWidget) -> None:
    interface = QAccessible.queryAccessibleInterface(globe)
    assert interface.role() == QAccessible.Role.List
    assert interface.text(QAccessible.Text.Name) == "World globe"
    assert "Arrow keys" in interface.text(QAccessible.Text.Description)
    assert interface.childCount() == len(globe.spoken_codes())
    names = [interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())]
    assert names == sorted(names)
    assert "Chile, 14 new articles, 5 sources" in names
    assert "Japan, 1 new article" in names
    assert "Peru, no news yet" in names


def test_the_selected_country_has_the_focus(globe: GlobeWidget, rest: Rest) -> None:
    interface = QAccessible.queryAccessibleInterface(globe)
    globe.select(CountryCode("CL"))
    rest(globe)
    assert interface.text(QAccessible.Text.Value) == "Chile, 14 new articles, 5 sources"
    item = interface.focusChild()
    assert item.role() == QAccessible.Role.ListItem
    assert item.text(QAccessible.Text.Name) == "Chile, 14 new articles, 5 sources"
    assert item.state().selected
    assert item.rect().contains(globe.mapToGlobal(globe.rect().center()))
    assert interface.indexOfChild(item) == list(globe.spoken_codes()).index(CountryCode("CL"))


def test_a_step_by_key_is_said(globe: GlobeWidget, monkeypatch: pytest.MonkeyPatch, rest: Rest) -> None:
    said: list[str] = []
    monkeypatch.setattr(accessible, "announce", lambda _widget, text, _child=-1: said.append(text))
    globe.set_reduced_motion(True)
    globe.select(CountryCode("CL"))
    assert said == []
    QTest.keyClick(globe, Qt.Key.Key_Right)
    QTest.keyClick(globe, Qt.Key.Key_8)
    assert said == ["Argentina, 3 new articles", "Oceania"]
    rest(globe)


def test_announcing_with_a_reader_listening(globe: GlobeWidget) -> None:
    QAccessible.setActive(True)
    try:
        globe.set_reduced_motion(True)
        globe.select(CountryCode("CL"))
        QTest.keyClick(globe, Qt.Key.Key_Right)
    finally:
        QAccessible.setActive(False)
    assert globe.selected == "AR"


@pytest.mark.usefixtures("qapp")
def test_interfaces_go_with_their_globes() -> None:
    for _ in range(20):
        globe = make_globe()
        interface = QAccessible.queryAccessibleInterface(globe)
        assert interface.child(3).text(QAccessible.Text.Name) == "Bolivia, no news yet"
        assert id(globe) in accessible._kept
        key = id(globe)
        del interface
        shiboken6.delete(globe)
        gc.collect()
        assert key not in accessible._kept


def test_other_widgets_keep_qts_own_interface(qtbot: QtBot, globe: GlobeWidget) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    assert QAccessible.queryAccessibleInterface(other).role() != QAccessible.Role.List
    assert globe.spoken_name(CountryCode("ZZ")) == ""
