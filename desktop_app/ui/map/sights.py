"""Where the label points of countries are seen. Importing this module imports numpy: do it after the first paint."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import QRectF

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.flat import FlatView, Look
from desktop_app.ui.map.flat_level import from_middle, places_of, project
from desktop_app.ui.map.projection import Vector

SHALLOW = 0.08  # depth of a label point that is seen too much from the side

Sight = tuple[CountryCode, float, float, float]  # where a country's label point is seen: x, y, and its depth


class Sights:
    """The label points of countries, all projected at once: one by one they would take a tenth of a moving frame."""

    def __init__(self, places: Mapping[CountryCode, Vector]) -> None:
        self.places = places
        self._codes = tuple(places)
        self._points = np.array([places[code] for code in self._codes], np.float32).reshape(-1, 3).T
        x, y, z = self._points
        self._flat = places_of(np.degrees(np.arctan2(y, x)), np.degrees(np.arcsin(np.clip(z, -1, 1))))

    def within(self, rect: QRectF, view: Look, is_shown: Callable[[CountryCode], bool]) -> list[Sight]:
        """Those that can be seen in the rect, and are to be shown."""
        if isinstance(view, FlatView):
            east = from_middle(self._flat.longitude, view)
            x, y = project(east, self._flat, view)
            depth = (np.abs(east) <= view.opening).astype(np.float32)
        else:
            across, up, depth = np.array(view.axes(), np.float32) @ self._points
            x, y = (
                across * np.float32(view.radius) + np.float32(view.x),
                np.float32(view.y) - up * np.float32(view.radius),
            )
        seen = np.flatnonzero((depth > SHALLOW) & (x > 0) & (x < rect.width()) & (y > 0) & (y < rect.height()))
        codes = (self._codes[number] for number in seen.tolist())
        rows = zip(codes, x[seen].tolist(), y[seen].tolist(), depth[seen].tolist(), strict=True)
        return [row for row in rows if is_shown(row[0])]
