from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.net.power import is_battery_low, on_linux

Supply = dict[str, str]

MAINS: Supply = {"type": "Mains", "online": "1"}
UNPLUGGED: Supply = {"type": "Mains", "online": "0"}
LOW: Supply = {"type": "Battery", "status": "Discharging", "capacity": "19"}
FULL: Supply = {"type": "Battery", "status": "Discharging", "capacity": "80"}
MOUSE: Supply = {"type": "Battery", "scope": "Device", "status": "Discharging", "capacity": "3"}


@pytest.mark.parametrize(
    ("name", "supplies", "is_low"),
    [
        ("a desktop", [], False),
        ("plugged in", [MAINS, LOW], False),
        ("unplugged", [UNPLUGGED, LOW], True),
        ("no word of a plug", [LOW], True),
        ("a fifth is enough", [UNPLUGGED, LOW | {"capacity": "20"}], False),
        ("well charged", [UNPLUGGED, FULL], False),
        ("the other battery is full", [UNPLUGGED, LOW, FULL], False),
        ("charging", [LOW | {"status": "Charging"}], False),
        ("only the mouse is low", [MOUSE], False),
        ("the mouse says nothing of the computer", [UNPLUGGED, MOUSE, LOW], True),
        ("a battery that says nothing", [UNPLUGGED, {"type": "Battery", "status": "Discharging"}], False),
        ("nonsense", [{"type": "Battery", "status": "Discharging", "capacity": "-1"}, {}], False),
    ],
)
def test_linux(tmp_path: Path, name: str, supplies: list[Supply], *, is_low: bool) -> None:
    for number, supply in enumerate(supplies):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        for file, line in supply.items():
            (folder / file).write_text(f"{line}\n")
    assert on_linux(tmp_path) == is_low, name


def test_a_system_without_such_files(tmp_path: Path) -> None:
    assert not on_linux(tmp_path / "nothing")


def test_it_can_be_asked_everywhere() -> None:
    assert is_battery_low() in {True, False}
