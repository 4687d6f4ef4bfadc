"""The files of the program's icon that Windows and macOS get with a package."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QApplication


@pytest.fixture
def program_icon(project: Path, qapp: QApplication) -> ModuleType:
    del qapp
    spec = importlib.util.spec_from_file_location("program_icon", project / "packaging" / "program_icon.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pictures_in(file: Path) -> list[QImage]:
    reader = QImageReader(str(file))
    found = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        found.append(reader.read())
    return found


@pytest.mark.parametrize(("platform", "widths"), [("win32", "WINDOWS_SIZES"), ("darwin", "APPLE_TYPES")])
def test_every_size_is_in_the_file(program_icon: ModuleType, tmp_path: Path, platform: str, widths: str) -> None:
    file: Path = program_icon.write_for(platform, tmp_path)
    pictures = pictures_in(file)
    wanted = getattr(program_icon, widths)
    assert sorted(p.width() for p in pictures) == sorted(wanted.values() if isinstance(wanted, dict) else wanted)
    for picture in pictures:
        middle, corner = picture.width() // 2, picture.pixelColor(0, 0)
        assert picture.pixelColor(middle, middle).alpha() == 255
        assert corner.alpha() == 0


def test_elsewhere_a_program_has_none(program_icon: ModuleType, tmp_path: Path) -> None:
    assert program_icon.write_for("linux", tmp_path) is None
    assert not list(tmp_path.iterdir())
