"""The globe by itself, measured in a process of its own: prints one JSON value. ``one_globe.py [FOLDER]``.

With a folder it also takes pictures of six views, in a light and a dark theme. Milliseconds are CPU of the thread that
draws, so that a busy machine changes little.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app import assets
from desktop_app.catalog.toml_files import load
from desktop_app.model.country import Country, CountryCode
from desktop_app.ui.map.flat import Look
from desktop_app.ui.map.globe import GlobeWidget
from desktop_app.ui.map.projection import View
from desktop_app.ui.map.reading import read_map
from desktop_app.ui.map.style import STYLES
from desktop_app.ui.theme import fonts
from tests.perf.figures import ROOT

NOON = 1_773_489_600.0  # 2026-03-14T12:00Z
SMALL, LARGE = 900, 1600  # pixels
FRAMES, WARM_UP = 240, 24
REST_MS = 10_000
POINTS = 100_000
VIEWS = {
    "atlantic": (-30, 25, 1), "pacific": (-165, 5, 1), "north-pole": (0, 85, 1), "south-pole": (0, -85, 1),
    "europe": (14, 50, 5), "caribbean": (-68, 17, 9),
}  # fmt: skip


def main(arguments: list[str]) -> int:
    app = QApplication(["globe"])
    fonts.load_fonts()
    app.setFont(fonts.ui_font(13))
    countries = load(ROOT / "resources" / "catalog").countries
    found: dict[str, Any] = {}
    process = psutil.Process()
    before = process.memory_info().rss
    globe = made(countries, SMALL)
    globe.show()
    QTest.qWait(100)
    began = time.perf_counter()
    with ThreadPoolExecutor(1) as pool:  # as the window does
        chart = pool.submit(read_map, globe.folder).result()
    found["load_ms"] = (time.perf_counter() - began) * 1000
    started = time.thread_time()
    globe.show_map(chart)
    globe.repaint()
    found["busy_ms"] = (time.thread_time() - started) * 1000
    found["ready_ms"] = (time.perf_counter() - began) * 1000
    found["paints_at_rest"] = paints_at_rest(globe)
    found["memory_mb"] = (process.memory_info().rss - before) / 1e6
    found["bare_ms"], found["picture_ms"] = first_paints(globe, countries)
    for name, side, flat in (("small", SMALL, False), ("large", LARGE, False), ("flat", SMALL, True)):
        globe.resize(side, side)
        globe.set_flat(flat, at_once=True)
        found[name] = frames(globe, turning)
    globe.set_flat(False, at_once=True)
    globe.resize(SMALL, SMALL)
    found["unfolding"] = frames(globe, unfolding)
    globe.set_flat(False, at_once=True)
    QTest.qWait(300)
    found["hit_ms"] = hit_ms(globe)
    found["round_trip_px"] = max(round_trip(globe, flat=flat) for flat in (False, True))
    found["wrong"] = wrong()
    found["resource_mb"] = sum(one.stat().st_size for one in assets.path("map").iterdir()) / 1e6
    print(json.dumps(found))
    if arguments:
        take_pictures(countries, Path(arguments[0]))
    return 0


def made(countries: tuple[Country, ...], side: int, style: str = "ink") -> GlobeWidget:
    globe = GlobeWidget(assets.path("map"), STYLES[style], clock=lambda: NOON)
    globe.resize(side, side)
    globe.set_countries(countries)
    dice = random.Random(4)  # as many articles as a day brings: few from most, many from some
    places = [country.code for country in countries if country.region != "World"]
    globe.set_activity({code: int(2.0 ** dice.uniform(0, 8)) for code in places if dice.random() < 0.75})
    globe.select(CountryCode("EG"), fly=False)
    globe.restore(20, 15, 1)
    return globe


def first_paints(globe: GlobeWidget, countries: tuple[Country, ...]) -> tuple[float, float]:
    """What the first paint of the next start takes, wall: bare, and with the picture of last time."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "picture"
        globe.keep_pictures(file)
        globe.keep_picture()
        while not file.exists():
            QTest.qWait(10)
        taken: dict[bool, list[float]] = {False: [], True: []}
        for is_kept in (False, True) * 5:
            again = made(countries, SMALL)
            if is_kept:
                again.keep_pictures(file)
            began = time.perf_counter()
            picture = again.grab()
            taken[is_kept].append((time.perf_counter() - began) * 1000)
            if is_kept and picture.toImage() != globe.grab().toImage():
                raise AssertionError("not the picture of last time")
            again.deleteLater()
    return median(taken[False]), median(taken[True])


def turning(globe: GlobeWidget) -> Iterator[Look]:
    """Once round the Earth, up and down."""
    for frame in range(FRAMES + WARM_UP):
        globe._pilot.camera.set_place(20 + 1.5 * frame, 30 - abs(frame % 120 - 60))
        yield globe._pilot.camera.view


def unfolding(globe: GlobeWidget) -> Iterator[Look]:
    camera = globe._pilot.camera
    for frame in range(FRAMES + WARM_UP):
        if not camera.unfolding:
            camera.unfold(flat=not camera.is_flat, at_once=False)
        camera.advance(16)
        del frame
        yield camera.view


def frames(globe: GlobeWidget, views: Callable[[GlobeWidget], Iterator[Look]]) -> dict[str, float]:
    """Moving frames, with the care that the last ones allow; in turns with plain ones where the globe is round."""
    from desktop_app.ui.map.geometry import read_atlas
    from tests.perf.plain_globe import PlainGlobe

    image = QImage(globe.width(), globe.height(), QImage.Format.Format_ARGB32_Premultiplied)
    rect = QRectF(globe.rect())
    plain = PlainGlobe(read_atlas(assets.path("map") / "world-50m.npz"), globe.width())
    taken: list[float] = []
    ratios: list[float] = []
    for view in views(globe):
        ours = frame_ms(image, partial(globe._canvas.paint, view=view, rect=rect, moving=True))
        taken.append(ours)
        if isinstance(view, View):
            ratios.append(ours / frame_ms(image, partial(plain.draw, view=view)))
    taken = taken[WARM_UP:]
    found = {"median_ms": median(taken), "p95_ms": quantiles(taken, n=20)[-1]}
    return found | ({"to_plain": median(ratios[WARM_UP:])} if ratios else {})


def frame_ms(image: QImage, draw: Callable[[QPainter], None]) -> float:
    started = time.thread_time()
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return (time.thread_time() - started) * 1000


class Paints(QObject):
    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.number = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.number += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


def paints_at_rest(globe: GlobeWidget) -> int:
    QTest.qWait(4_000)
    paints = Paints(globe)
    QTest.qWait(REST_MS)
    return paints.number


def hit_ms(globe: GlobeWidget) -> float:
    dice = random.Random(1)
    points = [QPointF(dice.uniform(60, SMALL - 60), dice.uniform(60, SMALL - 60)) for _ in range(2_000)]
    globe.country_at(points[0])
    started = time.thread_time()
    for point in points:
        globe.country_at(point)
    return (time.thread_time() - started) * 1000 / len(points)


def round_trip(globe: GlobeWidget, *, flat: bool) -> float:
    """How far a pixel is from where its place is drawn, at most."""
    globe.set_flat(flat, at_once=True)
    view, dice, worst = globe._pilot.camera.view, random.Random(2), 0.0
    for _ in range(20_000):
        at = dice.uniform(0, SMALL), dice.uniform(0, SMALL)
        place = view.to_place(*at)
        again = None if place is None else view.to_screen(*place)
        if again is not None:
            worst = max(worst, abs(at[0] - again[0]), abs(at[1] - again[1]))
    return worst


def wrong() -> int:
    """How many of random points of the Earth shapely puts into another country."""
    import numpy as np  # its memory is not the globe's to begin with

    from desktop_app.ui.map.geometry import read_atlas
    from desktop_app.ui.map.hit import Outlines
    from tests.unit.ui.map.test_hit import owners_by_shapely

    level = read_atlas(assets.path("map") / "world-50m.npz").levels[-1]
    outlines, rng = Outlines(level), np.random.default_rng(5)
    places = np.stack([rng.uniform(-180, 180, POINTS), np.degrees(np.arcsin(rng.uniform(-1, 1, POINTS)))], 1)
    expected = owners_by_shapely(level, places)
    found = (outlines.territory_at(*place) for place in places.tolist())
    return sum(
        (one not in expected[number]) if number in expected else one is not None for number, one in enumerate(found)
    )


def finish(globe: GlobeWidget) -> None:
    """Wait until the finest picture is drawn."""
    while not globe.is_finished:
        QTest.qWait(20)


def take_pictures(countries: tuple[Country, ...], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for style in ("paper", "ink"):
        globe = made(countries, SMALL, style)
        globe.load()
        globe.show()
        for name, (longitude, latitude, zoom) in VIEWS.items():
            globe.restore(longitude, latitude, zoom)
            finish(globe)
            globe.grab().save(str(folder / f"{name}-{style}.png"))
        globe.set_flat(True, at_once=True)
        globe.restore(15, 10, 1)
        finish(globe)
        globe.grab().save(str(folder / f"flat-{style}.png"))
        globe.close()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
