"""Scenes at the water: the sea, islands, a harbour, a river, and the viaduct whose arches the bridge has."""

from __future__ import annotations

import math

from desktop_app.demo.canvas import mix
from desktop_app.demo.light import PAINTS
from desktop_app.demo.scenery import Scenery


def sea(s: Scenery) -> None:
    s.draw_sky(0.58)
    s.clouds(4, 0.5)
    s.water(0.58)
    if s.among(2):
        _lighthouse(s)
    for _ in range(2 + s.among(3)):
        near = s.between(0.1, 0.9)
        _sailing_boat(
            s, s.between(0.08, 0.92) * s.width, (0.6 + 0.25 * near) * s.height, (0.06 + 0.13 * near) * s.height
        )


def _sailing_boat(s: Scenery, x: float, y: float, size: float) -> None:
    hull, canvas = s.solid(1.0), s.canvas
    sail = canvas.plain(mix((255, 252, 244), s.light.horizon, 0.25))
    jib = canvas.plain(mix((214, 92, 70), s.light.horizon, 0.25))
    canvas.box(x - 1, y - size, max(2.0, size * 0.03), size, hull)
    canvas.polygon(
        [(x + size * 0.05, y - size * 0.98), (x + size * 0.42, y - size * 0.12), (x + size * 0.05, y - size * 0.12)],
        sail,
    )
    canvas.polygon(
        [(x - size * 0.05, y - size * 0.85), (x - size * 0.05, y - size * 0.12), (x - size * 0.34, y - size * 0.12)],
        jib,
    )
    canvas.polygon(
        [
            (x - size * 0.42, y - size * 0.08),
            (x + size * 0.48, y - size * 0.08),
            (x + size * 0.3, y + size * 0.07),
            (x - size * 0.28, y + size * 0.07),
        ],
        hull,
    )


def _lighthouse(s: Scenery) -> None:
    x, foot, tall, canvas = s.between(0.08, 0.9) * s.width, 0.62 * s.height, 0.26 * s.height, s.canvas
    rough, reach = s.ridge(0.0, 0.006), 0.17 * s.height
    for at in range(int(x - reach), int(x + reach) + 1):
        bulge = math.sqrt(max(0.0, 1 - ((at - x) / reach) ** 2))
        canvas.fill(at, foot - 0.035 * s.height * bulge + rough(at) * bulge, foot + 0.012 * s.height, s.solid(0.9))
    foot -= 0.026 * s.height
    for band in range(6):
        colour = (236, 232, 222) if band % 2 else (178, 62, 54)
        wide = tall * (0.2 - band * 0.012)
        column = canvas.plain(mix(colour, s.light.near, 0.18))
        canvas.box(x - wide / 2, foot - tall * (band + 1) / 7, wide, tall / 7 + 1, column)
    canvas.box(x - tall * 0.05, foot - tall * 0.94, tall * 0.1, tall * 0.09, canvas.plain(s.light.lamp))
    canvas.polygon(
        [(x - tall * 0.08, foot - tall * 0.93), (x, foot - tall * 1.03), (x + tall * 0.08, foot - tall * 0.93)],
        s.solid(1.0),
    )


def islands(s: Scenery) -> None:
    s.draw_sky(0.55)
    s.water(0.55)
    for near in (0.15, 0.4, 0.75):
        x, reach = s.between(0.1, 0.9) * s.width, s.between(0.14, 0.3) * s.height * (0.7 + near)
        level, rise = (0.56 + near * 0.22) * s.height, reach * s.between(0.35, 0.6)
        rough = s.ridge(0.0, 0.02 * near + 0.006)

        def top(at: float, x: float = x, reach: float = reach, level: float = level, rise: float = rise) -> float:
            return level - rise * math.pow(max(0.0, 1 - ((at - x) / reach) ** 2), 0.8)

        for at in range(int(x - reach), int(x + reach)):
            s.canvas.fill(at, min(top(at) + rough(at), level), level, s.solid(near))
    _sailing_boat(s, s.between(0.2, 0.8) * s.width, 0.88 * s.height, 0.2 * s.height)


def harbour(s: Scenery) -> None:
    s.draw_sky(0.6)
    s.clouds(3, 0.5)
    s.skyline(0.62, 0.14, 0.3, lamps=False)
    for place in range(4):
        _crane(
            s,
            (0.1 + place * 0.24 + s.between(-0.04, 0.04)) * s.width,
            0.63 * s.height,
            s.between(0.24, 0.36) * s.height,
        )
    s.water(0.63)
    _container_ship(s, s.between(0.08, 0.3) * s.width, 0.78 * s.height, 0.75 * s.height)


def _crane(s: Scenery, x: float, foot: float, tall: float) -> None:
    column, canvas, beam = s.solid(0.72), s.canvas, max(2.0, tall * 0.035)
    for leg in (-0.14, 0.14):
        canvas.box(x + leg * tall, foot - tall * 0.72, beam, tall * 0.75, column)
    canvas.box(x - tall * 0.3, foot - tall * 0.74, tall * 0.95, beam, column)
    canvas.polygon(
        [(x - tall * 0.05, foot - tall * 0.72), (x, foot - tall), (x + tall * 0.05, foot - tall * 0.72)], column
    )
    canvas.polygon(
        [
            (x, foot - tall),
            (x, foot - tall * 0.98),
            (x + tall * 0.62, foot - tall * 0.72),
            (x + tall * 0.62, foot - tall * 0.74),
        ],
        column,
    )
    canvas.box(x + tall * 0.48, foot - tall * 0.72, max(1.0, beam * 0.4), tall * 0.26, column)


def _container_ship(s: Scenery, x: float, level: float, length: float) -> None:
    canvas, height = s.canvas, length * 0.11
    hull = canvas.gradient(
        [(level - height, mix(s.light.near, (150, 60, 50), 0.35)), (level + height * 0.4, s.light.near)]
    )
    box, tall = length * 0.062, length * 0.034
    for stack in range(10):
        for layer in range(2 + s.among(4)):
            colour = mix(PAINTS[s.among(5)], s.light.near, 0.22)
            canvas.box(
                x + length * 0.05 + stack * box * 1.08,
                level - height - tall * (layer + 1),
                box,
                tall - 1,
                canvas.plain(colour),
            )
    bridge = canvas.plain(mix((240, 236, 226), s.light.sky, 0.2))
    canvas.box(x + length * 0.8, level - height * 2.7, length * 0.08, height * 1.8, bridge)
    canvas.box(x + length * 0.81, level - height * 2.5, length * 0.06, height * 0.18, s.solid(1.0))
    canvas.polygon(
        [
            (x - length * 0.03, level - height),
            (x + length * 0.97, level - height),
            (x + length * 0.92, level),
            (x + length * 0.04, level),
        ],
        hull,
    )


def river(s: Scenery) -> None:
    s.draw_sky(0.5)
    s.hills(3, 0.46, 0.58)
    s.water(0.6)
    _arches(s, 0.5, 0.64, 5, 0.7)
    line = s.ridge(0.86, 0.05, 0.6)
    bank = s.canvas.gradient([(0.75 * s.height, s.depth(0.9)), (s.height, mix(s.light.near, (0, 0, 0), 0.3))])
    middle = s.between(0.4, 0.6) * s.width
    s.canvas.below(lambda x: line(x) + 0.16 * s.height * (1 - min(1.0, abs(x - middle) / (0.4 * s.width))), bank)
    s.round_trees(lambda x: line(x) + 0.16 * s.height * (1 - min(1.0, abs(x - middle) / (0.4 * s.width))), 7, 1.0)


def train(s: Scenery) -> None:
    s.draw_sky(0.55)
    s.clouds(2)
    s.hills(4, 0.5, 0.74, roughness=1.2)
    _arches(s, 0.62, 1.0, 5, 0.8)
    canvas, level, tall = s.canvas, 0.62 * s.height, 0.075 * s.height
    length, x = 0.3 * s.height, s.between(-0.1, 0.1) * s.width
    body = canvas.plain(mix((38, 74, 120), s.light.near, 0.3))
    stripe = canvas.plain(mix((236, 214, 160), s.light.near, 0.15))
    pane = canvas.plain(s.light.lamp)
    for carriage in range(4):
        left = x + carriage * length * 1.03
        canvas.box(left, level - tall, length, tall * 0.9, body)
        canvas.box(left, level - tall * 0.36, length, tall * 0.09, stripe)
        for window in range(7):
            canvas.box(left + length * (0.06 + window * 0.131), level - tall * 0.8, length * 0.09, tall * 0.3, pane)
    nose = x + 4 * length * 1.03
    canvas.polygon(
        [
            (nose, level - tall),
            (nose + length * 0.5, level - tall),
            (nose + length * 0.72, level - tall * 0.3),
            (nose + length * 0.7, level - tall * 0.1),
            (nose, level - tall * 0.1),
        ],
        body,
    )
    canvas.box(nose + length * 0.46, level - tall * 0.82, length * 0.09, tall * 0.3, pane)


def _arches(s: Scenery, deck: float, foot: float, count: int, nearness: float) -> None:
    """A bridge of round arches from edge to edge."""
    colour = mix(s.depth(nearness), s.light.horizon, 0.18)
    column, wide = s.canvas.plain(colour), s.width / count
    thick, pillar = 0.03 * s.height, wide * 0.12
    for x in range(s.width):
        place = (x % wide) - wide / 2
        half = wide / 2 - pillar
        top = (deck * s.height) + thick
        if abs(place) >= half:
            s.canvas.fill(x, deck * s.height, foot * s.height, column)
        else:
            rise = math.sqrt(1 - (place / half) ** 2) * min(half, (foot - deck) * s.height * 0.8)
            s.canvas.fill(x, deck * s.height, top + min(half, (foot - deck) * s.height * 0.8) - rise, column)
