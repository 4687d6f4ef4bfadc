"""
PySide6 6.12.0 loses a reference to None at every call that returns nothing. Before Python 3.12, where None is mortal,
that ends the program after a few seconds of painting; from 3.12 on it does no harm and can't be counted.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from PySide6 import __version__
from PySide6.QtGui import QImage

CALLS = 1000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal: its references are not counted")
def test_calls_that_return_nothing_keep_none() -> None:
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        image.fill(0)
    assert sys.getrefcount(None) > before - CALLS // 10  # others may let go of a few in the meantime


@pytest.mark.skipif(sys.version_info < (3, 12), reason="told by the count above")
def test_the_version_belongs_to_this_python() -> None:
    assert tuple(map(int, __version__.split(".")[:2])) >= (6, 8)


def test_the_requirement_keeps_the_bad_version_from_old_pythons(project: Path) -> None:
    wanted = tomllib.loads((project / "pyproject.toml").read_text())["project"]["dependencies"]
    for_old = [line for line in wanted if line.startswith("PySide6") and "python_version < '3.12'" in line]
    assert for_old
    assert all("<6.12" in line for line in for_old)
    lock = (project / "packaging" / "lock" / "run.txt").read_text()
    assert "pyside6-essentials==6.12.0 ; python_full_version >= '3.12'" in lock or "==6.12.0" not in lock
