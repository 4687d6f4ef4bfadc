"""Decoding begins on several threads at once, in a program that never decoded before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

PROGRAM = """
import sys, threading
from pathlib import Path
from desktop_app.ui.decoding import decode_cover, warm_up
sys.setswitchinterval(1e-6)  # without warm_up() nine of ten starts end in a segmentation fault
warm_up()
together = threading.Barrier(8)
def work():
    together.wait()
    decode_cover(Path(sys.argv[1]), 72, 72)
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


@pytest.mark.parametrize("_start", range(3))
def test_eight_threads_decode_for_the_first_time(tmp_path: Path, project: Path, _start: int) -> None:
    picture = tmp_path / "picture.png"
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(picture))
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(picture)], cwd=project, check=False)
    assert done.returncode == 0
