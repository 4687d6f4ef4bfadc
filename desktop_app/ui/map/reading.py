"""Reads the map. From any thread: it makes no object of Qt's that has a thread."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.allocation import give_large_blocks_back, give_rest_back

if TYPE_CHECKING:  # numpy: never before the first paint
    from desktop_app.ui.map.chart import Chart
    from desktop_app.ui.map.geometry import Atlas

log = logging.getLogger(__name__)


def read_map(folder: Path) -> Chart | None:
    """The map of a folder, and all that drawing it imports; some 0.2 s the first time. None, logged, where there is
    none that can be read.
    """
    from desktop_app.ui.map import painter  # noqa: PLC0415  # numpy: see above
    from desktop_app.ui.map.chart import Chart  # noqa: PLC0415

    del painter
    give_large_blocks_back()
    try:
        return Chart(folder)
    except OSError:
        log.exception("The map cannot be read from %s", folder)
        return None
    finally:
        give_rest_back()


def read_close_up(folder: Path) -> Atlas | None:
    """The outlines for close views; some 0.1 s. None, logged, where there are none that can be read."""
    from desktop_app.ui.map.geometry import read_atlas  # noqa: PLC0415  # numpy: see above

    try:
        return read_atlas(folder / "world-10m.npz")
    except OSError:
        log.exception("The map for close views cannot be read from %s", folder)
        return None
    finally:
        give_rest_back()
