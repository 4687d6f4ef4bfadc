"""The scenes that the demo's pictures show, by name."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.demo.canvas import Colour, mix
from desktop_app.demo.scenery import Scenery

_DAY = ("noon", "green", "mist", "gold", "rose", "dawn")
_EVENING = ("dusk", "ember", "rose", "dawn")
_ANY = ("dawn", "gold", "noon", "dusk", "green", "rose", "mist", "ember")
_DARK = ("night", "violet")
_TAIL_STEPS = 32


@dataclass(frozen=True, slots=True)
class Scene:
    lights: tuple[str, ...]  # names in ``LIGHTS``
    draw: Callable[[Scenery], None]


def _comet(s: Scenery) -> None:
    s.draw_sky(0.85, sun=False)
    w, h, canvas = s.width, s.height, s.canvas
    x, y = s.between(0.25, 0.42) * w, s.between(0.42, 0.55) * h
    angle = -s.between(0.35, 0.7)
    length = min(0.8 * h, (w - x) * 1.3)
    s.glow(x, y, 0.2 * h, 0.3)
    sky = canvas.gradient([(0, s.light.zenith), (0.85 * h * 0.55, s.light.sky), (0.85 * h, s.light.horizon)])
    for turn, width, share, reach in ((0.22, 0.06, 0.55, 1.1), (0.0, 0.17, 0.85, 1.0)):
        colour: Colour = (190, 215, 255) if turn else s.light.sun
        dx, dy = math.cos(angle - turn) * length * reach, math.sin(angle - turn) * length * reach
        for step in range(_TAIL_STEPS):
            part = 1 - step / _TAIL_STEPS  # long and faint first, short and bright last
            wide = width * length * (0.25 + 0.75 * part) * (1 - 0.8 * step / _TAIL_STEPS)
            px, py = -dy / length * wide * part, dx / length * wide * part
            tip = (x + dx * part, y + dy * part)
            strength = share * ((step + 0.5) / _TAIL_STEPS) ** 1.7
            shape = [
                (x, y),
                (tip[0] + px, tip[1] + py),
                (tip[0] + dx * 0.03, tip[1] + dy * 0.03),
                (tip[0] - px, tip[1] - py),
            ]
            canvas.polygon(shape, canvas.blended(sky, colour, strength))
    canvas.disc(x, y, 0.016 * h, canvas.plain((255, 252, 242)))
    lines = s.hills(3, 0.78, 0.9)
    s.conifers(lines[-1], 14, 1.0, 0.12)


def _night(s: Scenery) -> None:
    s.draw_sky(0.8)
    s.hills(3, 0.66, 0.84)
    line = s.ground(0.88)
    for place in range(5):
        x = (0.08 + place * 0.19 + s.between(-0.03, 0.03)) * s.width
        s.house(x, line(x) + 4, 0.1 * s.height, 0.9)


def _hills(s: Scenery) -> None:
    s.draw_sky(0.62)
    s.clouds(3)
    lines = s.hills(5, 0.5, 0.9, roughness=1.0 if s.among(3) else 1.4)
    s.conifers(lines[-2], 16, 0.85, 0.07)
    s.conifers(lines[-1], 16, 1.0, 0.14)


def _dunes(s: Scenery) -> None:
    s.draw_sky(0.55)
    s.hills(5, 0.5, 0.92, roughness=0.5, skew=0.8)


def _canyon(s: Scenery) -> None:
    s.draw_sky(0.6)
    s.hills(2, 0.58, 0.64)
    for layer, near in ((0.44, 0.35), (0.5, 0.62), (0.58, 0.9)):
        x = -s.between(0, 0.2) * s.width
        while x < s.width:
            wide, top = s.between(0.07, 0.24) * s.width, (layer + s.between(-0.1, 0.12)) * s.height
            colour = mix(s.depth(near), (176, 84, 52), 0.35)
            column = s.canvas.gradient([(top, mix(colour, s.light.sun, 0.12)), (top + 0.4 * s.height, colour)])
            s.canvas.polygon(
                [(x, s.height), (x + wide * 0.1, top), (x + wide * 0.9, top), (x + wide, s.height)], column
            )
            x += wide * s.between(1.1, 2.6)
    s.ground(0.88, nearness=0.95)


def _sea(s: Scenery) -> None:
    s.draw_sky(0.58)
    s.clouds(4, 0.5)
    s.water(0.58)
    for _ in range(2 + s.among(3)):
        near = s.between(0.1, 0.9)
        _sailing_boat(
            s, s.between(0.08, 0.92) * s.width, (0.6 + 0.25 * near) * s.height, (0.06 + 0.13 * near) * s.height
        )
    if s.among(2):
        _lighthouse(s)


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
    canvas.polygon([(x - size * 0.42, y - size * 0.08), (x + size * 0.48, y - size * 0.08), (x + size * 0.3, y + size * 0.07), (x - size * 0.28, y + size * 0.07)], hull)  # fmt: skip


def _lighthouse(s: Scenery) -> None:
    x, foot, tall, canvas = s.between(0.08, 0.9) * s.width, 0.6 * s.height, 0.26 * s.height, s.canvas
    rock = s.ridge(0.6, 0.015, 1.0)
    reach = 0.16 * s.height
    canvas.below(
        lambda at: rock(at) + ((at - x) / reach) ** 2 * 0.05 * s.height, s.solid(0.9), int(x - reach), int(x + reach)
    )
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


def _islands(s: Scenery) -> None:
    s.draw_sky(0.55)
    s.water(0.55)
    for near in (0.15, 0.4, 0.75):
        x, reach = s.between(0.1, 0.9) * s.width, s.between(0.14, 0.3) * s.height * (0.7 + near)
        level, rise = (0.56 + near * 0.22) * s.height, reach * s.between(0.35, 0.6)
        rough = s.ridge(0.0, 0.02 * near + 0.006)

        def top(at: float, x: float = x, reach: float = reach, level: float = level, rise: float = rise) -> float:
            return level - rise * math.sqrt(max(0.0, 1 - ((at - x) / reach) ** 2)) ** 1.6

        for at in range(int(x - reach), int(x + reach)):
            s.canvas.fill(at, min(top(at) + rough(at), level), level, s.solid(near))
    _sailing_boat(s, s.between(0.2, 0.8) * s.width, 0.88 * s.height, 0.2 * s.height)


def _harbour(s: Scenery) -> None:
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


_CONTAINERS: tuple[Colour, ...] = ((196, 86, 62), (222, 164, 72), (70, 124, 142), (120, 148, 92), (206, 200, 186))


def _container_ship(s: Scenery, x: float, level: float, length: float) -> None:
    canvas, height = s.canvas, length * 0.11
    hull = canvas.gradient(
        [(level - height, mix(s.light.near, (150, 60, 50), 0.35)), (level + height * 0.4, s.light.near)]
    )
    box, tall = length * 0.062, length * 0.034
    for stack in range(10):
        for layer in range(2 + s.among(4)):
            colour = mix(_CONTAINERS[s.among(5)], s.light.near, 0.22)
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


def _river(s: Scenery) -> None:
    s.draw_sky(0.5)
    s.hills(3, 0.46, 0.58)
    s.water(0.6)
    _arches(s, 0.5, 0.64, 5, 0.7)
    line = s.ridge(0.86, 0.05, 0.6)
    bank = s.canvas.gradient([(0.75 * s.height, s.depth(0.9)), (s.height, mix(s.light.near, (0, 0, 0), 0.3))])
    middle = s.between(0.4, 0.6) * s.width
    s.canvas.below(lambda x: line(x) + 0.16 * s.height * (1 - min(1.0, abs(x - middle) / (0.4 * s.width))), bank)
    s.round_trees(lambda x: line(x) + 0.16 * s.height * (1 - min(1.0, abs(x - middle) / (0.4 * s.width))), 7, 1.0)


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


def _train(s: Scenery) -> None:
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
    canvas.polygon([(nose, level - tall), (nose + length * 0.5, level - tall), (nose + length * 0.72, level - tall * 0.3), (nose + length * 0.7, level - tall * 0.1), (nose, level - tall * 0.1)], body)  # fmt: skip
    canvas.box(nose + length * 0.46, level - tall * 0.82, length * 0.09, tall * 0.3, pane)


def _fields(s: Scenery) -> None:
    s.draw_sky(0.5)
    s.clouds(4, 0.45)
    lines = s.hills(3, 0.5, 0.62, roughness=0.6)
    s.round_trees(lines[1], 10, 0.6, 0.025)
    line = s.ridge(0.68, 0.025, 0.5)
    gold = mix((214, 168, 72), s.light.near, 0.12)
    s.canvas.below(
        line,
        s.canvas.gradient(
            [(0.66 * s.height, mix(gold, s.light.horizon, 0.4)), (s.height, mix(gold, s.light.near, 0.45))]
        ),
    )
    middle = s.between(0.3, 0.7) * s.width
    furrow = s.canvas.gradient(
        [(0.66 * s.height, mix(gold, s.light.near, 0.12)), (s.height, mix(gold, s.light.near, 0.75))]
    )
    for row in range(-16, 17):
        far, near = middle + row * 0.05 * s.width, middle + row * 0.2 * s.width
        s.canvas.polygon(
            [
                (far, 0.69 * s.height),
                (far + 2, 0.69 * s.height),
                (near + 0.05 * s.width, 1.02 * s.height),
                (near, 1.02 * s.height),
            ],
            furrow,
        )
    x = s.between(0.1, 0.8) * s.width
    s.canvas.box(x, 0.5 * s.height, 0.055 * s.height, 0.2 * s.height, s.solid(0.75))
    s.canvas.disc(x + 0.027 * s.height, 0.5 * s.height, 0.028 * s.height, s.solid(0.75))
    s.house(x + 0.07 * s.height, 0.69 * s.height, 0.12 * s.height, 0.75)


def _city(s: Scenery) -> None:
    s.draw_sky(0.75)
    s.skyline(0.74, 0.34, 0.25, lamps=False)
    s.skyline(0.84, 0.4, 0.6, lamps=False)
    s.skyline(1.0, 0.42, 1.0, lamps=True)


def _factory(s: Scenery) -> None:
    s.draw_sky(0.7)
    s.skyline(0.74, 0.2, 0.3, lamps=False)
    canvas = s.canvas
    for place in range(3):
        x, top = (0.2 + place * 0.26 + s.between(-0.04, 0.04)) * s.width, s.between(0.3, 0.42) * s.height
        wide = 0.045 * s.height
        canvas.polygon(
            [(x - wide * 0.7, s.height), (x - wide * 0.4, top), (x + wide * 0.4, top), (x + wide * 0.7, s.height)],
            s.solid(0.75),
        )
        for puff in range(6):
            smoke = canvas.plain(mix(s.light.horizon, (255, 255, 255), 0.15 + puff * 0.05))
            canvas.disc(
                x + puff * 0.045 * s.height,
                top - (0.03 + puff * 0.028) * s.height,
                (0.02 + puff * 0.008) * s.height,
                smoke,
                squash=0.7,
            )
    teeth = s.width / 7
    for tooth in range(8):
        left = tooth * teeth
        canvas.polygon(
            [(left, 0.78 * s.height), (left, 0.68 * s.height), (left + teeth, 0.78 * s.height)], s.solid(0.95)
        )
    canvas.box(0, 0.775 * s.height, s.width, s.height, s.solid(0.95))
    for pane in range(14):
        canvas.box(
            (0.02 + pane / 14) * s.width, 0.84 * s.height, 0.05 * s.height, 0.05 * s.height, canvas.plain(s.light.lamp)
        )


def _village(s: Scenery) -> None:
    s.draw_sky(0.6)
    s.clouds(3)
    lines = s.hills(3, 0.52, 0.68)
    s.conifers(lines[1], 10, 0.6, 0.05)
    for row, (base, near, size) in enumerate(((0.74, 0.6, 0.09), (0.83, 0.8, 0.12), (0.95, 1.0, 0.16))):
        line = s.ground(base, nearness=near * 0.9)
        x = (-0.05 + 0.03 * row) * s.width
        while x < s.width:
            if s.chance.random() < 0.72:
                s.house(x, line(x) + 3, size * s.height * s.between(0.8, 1.15), near)
            x += size * s.height * s.between(1.25, 1.9)


def _school(s: Scenery) -> None:
    s.draw_sky(0.6)
    s.clouds(4)
    s.hills(3, 0.55, 0.7)
    line = s.ground(0.8, nearness=0.85)
    canvas, h = s.canvas, s.height
    x, wide, top = 0.5 * s.width - 0.42 * h, 0.84 * h, 0.54 * h
    wall = mix(s.depth(0.5), s.light.horizon, 0.55)
    canvas.box(x, top, wide, 0.3 * h, canvas.plain(wall))
    canvas.polygon([(x - 0.03 * h, top), (x + 0.05 * h, top - 0.1 * h), (x + wide - 0.05 * h, top - 0.1 * h), (x + wide + 0.03 * h, top)], canvas.plain(mix((176, 84, 60), s.light.near, 0.3)))  # fmt: skip
    for pane in range(8):
        if pane in (3, 4):
            continue
        canvas.box(x + (0.04 + pane * 0.1) * h, top + 0.07 * h, 0.06 * h, 0.09 * h, canvas.plain(s.light.lamp))
    canvas.box(x + 0.36 * h, top + 0.08 * h, 0.12 * h, 0.22 * h, s.solid(0.95))
    canvas.box(x + 0.415 * h, top - 0.32 * h, 0.008 * h, 0.24 * h, s.solid(0.95))
    canvas.polygon([(x + 0.42 * h, top - 0.32 * h), (x + 0.54 * h, top - 0.29 * h), (x + 0.42 * h, top - 0.25 * h)], canvas.plain(mix((214, 92, 70), s.light.horizon, 0.15)))  # fmt: skip
    s.round_trees(line, 5, 1.0, 0.07)


def _market(s: Scenery) -> None:
    s.draw_sky(0.6)
    s.skyline(0.8, 0.36, 0.45, lamps=False)
    canvas, h = s.canvas, s.height
    canvas.box(0, 0.86 * h, s.width, 0.2 * h, s.solid(0.9))
    stall, x = 0.3 * h, -0.1 * h
    while x < s.width:
        cloth = _CONTAINERS[s.among(4)]
        for post in (0.06, 0.9):
            canvas.box(x + stall * post, 0.6 * h, 0.01 * h, 0.3 * h, s.solid(1.0))
        canvas.box(
            x + stall * 0.04, 0.78 * h, stall * 0.9, 0.13 * h, canvas.plain(mix((140, 96, 60), s.light.near, 0.4))
        )
        for heap in range(6):
            fruit = canvas.plain(mix(_CONTAINERS[s.among(4)], s.light.sun, 0.1))
            canvas.disc(x + stall * (0.14 + heap * 0.14), 0.785 * h, 0.022 * h, fruit)
        for stripe in range(8):
            colour = mix(cloth if stripe % 2 else (246, 240, 226), s.light.near, 0.14)
            left, wide = x + stall * stripe / 8, stall / 8
            column = canvas.plain(colour)
            canvas.polygon([(left + wide * 0.2 + stall * 0.04, 0.54 * h), (left + wide * 1.2 + stall * 0.02, 0.54 * h), (left + wide + 1, 0.645 * h), (left, 0.645 * h)], column)  # fmt: skip
            canvas.disc(left + wide / 2, 0.645 * h, wide / 2, column)
        x += stall * s.between(1.06, 1.2)


def _stadium(s: Scenery) -> None:
    s.draw_sky(0.6, sun=False)
    canvas, w, h = s.canvas, s.width, s.height
    s.skyline(0.6, 0.12, 0.3, lamps=False)
    for side in (0.1, 0.36, 0.64, 0.9):
        x = side * w
        s.glow(x, 0.2 * h, 0.2 * h, 0.6)
        canvas.box(x - 0.006 * h, 0.2 * h, 0.012 * h, 0.4 * h, s.solid(0.8))
        canvas.box(x - 0.06 * h, 0.17 * h, 0.12 * h, 0.055 * h, s.solid(0.9))
        for lamp in range(8):
            canvas.disc(
                x + (lamp % 4 - 1.5) * 0.028 * h,
                (0.185 + lamp // 4 * 0.026) * h,
                0.009 * h,
                canvas.plain((255, 250, 232)),
            )
    canvas.disc(w / 2, 0.72 * h, 0.62 * w, s.solid(0.7), squash=0.24 * h / (0.62 * w))
    for row in range(9):
        for seat in range(60):
            x = (seat + s.chance.random()) / 60 * w
            y = (0.53 + row * 0.016) * h + ((x - w / 2) / w) ** 2 * 0.12 * h
            canvas.disc(x, y, 0.0055 * h, canvas.plain(mix(_CONTAINERS[s.among(5)], s.depth(0.7), 0.35)))
    for stripe in range(12):
        green = (88, 150, 84) if stripe % 2 else (102, 166, 92)
        far, near = w / 2 + (stripe - 6) * 0.075 * w, w / 2 + (stripe - 6) * 0.13 * w
        canvas.polygon(
            [(far, 0.72 * h), (far + 0.075 * w + 1, 0.72 * h), (near + 0.13 * w + 1, h), (near, h)],
            canvas.plain(mix(green, s.light.near, 0.18)),
        )
    chalk = canvas.plain((236, 240, 228))
    canvas.box(0.02 * w, 0.72 * h, 0.96 * w, 0.006 * h, chalk)
    canvas.disc(w / 2, 0.9 * h, 0.17 * h, chalk, squash=0.36)
    canvas.disc(w / 2, 0.9 * h, 0.16 * h, canvas.plain(mix((96, 158, 88), s.light.near, 0.18)), squash=0.34)
    canvas.disc(w / 2, 0.885 * h, 0.03 * h, canvas.plain((250, 248, 240)))


def _museum(s: Scenery) -> None:
    s.draw_sky(0.7)
    s.clouds(3)
    canvas, w, h = s.canvas, s.width, s.height
    s.skyline(0.8, 0.22, 0.3, lamps=False)
    half = min(0.62 * h, 0.46 * w)
    stone, shade = mix(s.light.horizon, s.light.near, 0.22), mix(s.light.near, s.light.far, 0.3)
    canvas.box(w / 2 - half * 0.92, 0.42 * h, half * 1.84, 0.4 * h, canvas.plain(shade))
    for column in range(7):
        x = w / 2 - half * 0.84 + column * half * 0.28 - half * 0.05
        light = canvas.gradient([(0.42 * h, mix(stone, (255, 255, 255), 0.2)), (0.8 * h, stone)])
        canvas.box(x, 0.42 * h, half * 0.1, 0.38 * h, light)
        canvas.box(x + half * 0.075, 0.42 * h, half * 0.025, 0.38 * h, canvas.plain(mix(stone, s.light.near, 0.25)))
        canvas.box(x - half * 0.02, 0.42 * h, half * 0.14, 0.018 * h, canvas.plain(stone))
    canvas.box(w / 2 - half, 0.37 * h, half * 2, 0.055 * h, canvas.plain(stone))
    canvas.polygon(
        [(w / 2 - half, 0.37 * h), (w / 2, 0.22 * h), (w / 2 + half, 0.37 * h)],
        canvas.plain(mix(stone, s.light.near, 0.1)),
    )
    canvas.disc(w / 2, 0.318 * h, 0.026 * h, canvas.plain(shade))
    for step in range(4):
        colour = mix(stone, s.light.near, 0.06 + step * 0.1)
        canvas.box(
            w / 2 - half * (1.02 + step * 0.07),
            (0.79 + step * 0.03) * h,
            half * (2.04 + step * 0.14),
            0.032 * h,
            canvas.plain(colour),
        )
    line = s.ground(0.91, 0.005)
    s.round_trees(lambda x: line(x) if abs(x - w / 2) > half * 1.25 else h * 2, 9, 1.0, 0.08)


def _lab(s: Scenery) -> None:
    """Something seen through a microscope."""
    s.draw_sky(1.0, sun=False)
    canvas, w, h = s.canvas, s.width, s.height
    s.glow(w * s.between(0.35, 0.65), h * s.between(0.35, 0.65), 0.8 * h, 0.35)
    for cell in range(26):
        x, y, radius = s.between(0, w), s.between(0, h), s.between(0.03, 0.13) * h * (0.6 + cell / 40)
        colour = mix(_CONTAINERS[s.among(5)], s.light.horizon, 0.35)
        canvas.disc(x, y, radius, canvas.plain(mix(colour, s.light.near, 0.28)), squash=0.9)
        canvas.disc(x, y, radius * 0.92, canvas.plain(mix(colour, s.light.horizon, 0.35)), squash=0.9)
        turn = s.between(0, math.tau)
        for grain in range(7):
            far = radius * (0.3 + 0.4 * s.chance.random())
            angle = turn + grain * math.tau / 7
            canvas.disc(
                x + far * math.cos(angle),
                y + far * 0.9 * math.sin(angle),
                radius * 0.08,
                canvas.plain(mix(colour, s.light.near, 0.4)),
            )
        canvas.disc(
            x + radius * 0.16 * math.cos(turn),
            y + radius * 0.16 * math.sin(turn),
            radius * 0.24,
            canvas.plain(mix(colour, s.light.near, 0.2)),
        )


def _savanna(s: Scenery) -> None:
    s.draw_sky(0.68)
    s.hills(3, 0.62, 0.74, roughness=0.6)
    line, canvas, h = s.ground(0.84), s.canvas, s.height
    for _ in range(3):
        x, tall = s.between(0.06, 0.94) * s.width, s.between(0.26, 0.44) * h
        foot, trunk = line(x) + 4, tall * 0.035
        canvas.polygon(
            [
                (x - trunk, foot),
                (x - trunk * 0.5, foot - tall * 0.8),
                (x + trunk * 0.5, foot - tall * 0.8),
                (x + trunk, foot),
            ],
            s.solid(1.0),
        )
        for branch in (-1, 1):
            tip = x + branch * tall * 0.34
            canvas.polygon(
                [
                    (x, foot - tall * 0.45),
                    (x, foot - tall * 0.52),
                    (tip, foot - tall * 0.84),
                    (tip, foot - tall * 0.82),
                ],
                s.solid(1.0),
            )
        for leaf, wide, up in ((-0.3, 0.36, 0.84), (0.3, 0.34, 0.86), (0.0, 0.46, 0.93)):
            canvas.disc(x + leaf * tall, foot - up * tall, wide * tall, s.solid(1.0), squash=0.2)


def _reef(s: Scenery) -> None:
    s.draw_sky(0.9, sun=False)
    canvas, w, h = s.canvas, s.width, s.height
    s.glow(w * s.between(0.3, 0.7), 0, 0.75 * h, 0.55)
    s.hills(3, 0.68, 0.84)
    line = s.ground(0.9)
    for _ in range(15):
        x, size = s.between(0, w), s.between(0.05, 0.14) * h
        colour = mix(
            ((232, 108, 104), (240, 168, 92), (196, 112, 168), (250, 210, 130))[s.among(4)], s.light.near, 0.15
        )
        for finger in range(5):
            lean = (finger - 2) * 0.5
            for bead in range(9):
                canvas.disc(
                    x + lean * size * bead / 9,
                    line(x) - size * bead / 8 * (1.3 - abs(lean) * 0.4),
                    size * (0.14 - bead * 0.008),
                    canvas.plain(colour),
                )
    for _ in range(14):
        x, y, size = s.between(0, w), s.between(0.2, 0.72) * h, s.between(0.014, 0.034) * h
        fish = canvas.plain(mix((255, 200, 96) if s.among(2) else (244, 244, 236), s.light.sky, 0.2))
        canvas.disc(x, y, size, fish, squash=0.45)
        canvas.polygon([(x - size * 0.8, y), (x - size * 1.6, y - size * 0.5), (x - size * 1.6, y + size * 0.5)], fish)


SCENES: dict[str, Scene] = {
    "comet": Scene(_DARK, _comet),
    "night": Scene(_DARK, _night),
    "hills": Scene(_ANY, _hills),
    "dunes": Scene(("gold", "ember", "rose", "dusk"), _dunes),
    "canyon": Scene(("gold", "ember", "dawn"), _canyon),
    "sea": Scene(_ANY, _sea),
    "lake": Scene(_EVENING, _sea),
    "cable": Scene(("mist", "dusk", "noon", "dawn"), _sea),
    "islands": Scene(("ember", "noon", "rose", "dusk"), _islands),
    "harbour": Scene(_ANY, _harbour),
    "river": Scene(_ANY, _river),
    "train": Scene(("dusk", "dawn", "rose", "green"), _train),
    "fields": Scene(("gold", "noon", "rose", "green"), _fields),
    "city": Scene(("dusk", "ember", "night", "violet", "rose"), _city),
    "factory": Scene(("mist", "ember", "rose", "dawn"), _factory),
    "village": Scene(_ANY, _village),
    "school": Scene(_DAY, _school),
    "market": Scene(_DAY, _market),
    "stadium": Scene(("night", "dusk", "violet"), _stadium),
    "museum": Scene(_DAY, _museum),
    "lab": Scene(("mist", "rose", "teal", "green"), _lab),
    "savanna": Scene(("ember", "gold", "dusk"), _savanna),
    "reef": Scene(("teal",), _reef),
}
