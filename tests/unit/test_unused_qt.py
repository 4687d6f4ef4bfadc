"""What packaging leaves out is what the program does without."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def unused_qt(project: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("unused_qt", project / "packaging" / "unused_qt.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def imported(project: Path) -> set[str]:
    """The modules that the program imports, wherever in a file."""
    found: set[str] = set()
    for file in (project / "desktop_app").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found.update(re.findall(r"^\s*(?:from|import) ([\w.]+)", text, re.MULTILINE))
        found.update(f"PySide6.{name}" for name in re.findall(r"from PySide6 import (Qt\w+)", text))
    return found


def test_no_module_that_the_program_imports_is_left_out(unused_qt: ModuleType, project: Path) -> None:
    used = imported(project)
    assert "PySide6.QtWidgets" in used
    assert not used.intersection(unused_qt.EXCLUDED_MODULES)


def test_every_library_of_the_modules_it_imports_stays(unused_qt: ModuleType, project: Path) -> None:
    for module in imported(project):
        if module.startswith("PySide6.Qt"):
            name = module.split(".")[1]
            assert not unused_qt.is_unused(f"_internal/PySide6/{name}.abi3.so")
            assert not unused_qt.is_unused(f"_internal/PySide6/Qt/lib/libQt6{name[2:]}.so.6")
            assert not unused_qt.is_unused(f"_internal/PySide6/Qt6{name[2:]}.dll")


@pytest.mark.parametrize(
    "path",
    [
        "_internal/PySide6/Qt/plugins/platforms/libqxcb.so",
        "_internal/PySide6/Qt/plugins/platforms/libqwayland.so",
        "_internal/PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "_internal/PySide6/plugins/platforms/qwindows.dll",
        "_internal/PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "_internal/PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "_internal/PySide6/Qt/plugins/imageformats/libqwebp.so",
        "_internal/PySide6/Qt/plugins/imageformats/libqsvg.so",
        "_internal/PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "_internal/PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
        "_internal/PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "_internal/PySide6/Qt/lib/libQt6DBus.so.6",
        "_internal/PySide6/Qt/lib/libQt6Core.so.6",
        "_internal/numpy/_core/_multiarray_umath.so",
        "_internal/desktop_app/_resources/icons/globe.svg",
    ],
)
def test_what_the_program_needs_stays(unused_qt: ModuleType, path: str) -> None:
    assert not unused_qt.is_unused(path)


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6\\plugins\\platforms\\qdirect2d.dll",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/lib/libQt6QmlModels.so.6",
        "PySide6\\Qt6Network.dll",
        "PySide6/Qt/lib/QtNetwork.framework/Versions/A/QtNetwork",
        "libgtk-3.so.0",
        "libharfbuzz.so.0",
    ],
)
def test_what_it_does_not_need_goes(unused_qt: ModuleType, path: str) -> None:
    assert unused_qt.is_unused(path)
