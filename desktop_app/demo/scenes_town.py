"""Scenes of towns: streets, a factory, a village, a school, a market, a stadium, a museum."""

from __future__ import annotations

from desktop_app.demo.canvas import mix
from desktop_app.demo.light import PAINTS
from desktop_app.demo.scenery import Scenery


def city(s: Scenery) -> None:
    s.draw_sky(0.75)
    s.skyline(0.74, 0.34, 0.25, lamps=False)
    s.skyline(0.84, 0.4, 0.6, lamps=False)
    s.skyline(1.0, 0.42, 1.0, lamps=True)


def factory(s: Scenery) -> None:
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


def village(s: Scenery) -> None:
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


def school(s: Scenery) -> None:
    s.draw_sky(0.6)
    s.clouds(4)
    s.hills(3, 0.55, 0.7)
    line = s.ground(0.8, nearness=0.85)
    canvas, h = s.canvas, s.height
    x, wide, top = 0.5 * s.width - 0.42 * h, 0.84 * h, 0.54 * h
    wall = mix(s.depth(0.5), s.light.horizon, 0.55)
    canvas.box(x, top, wide, 0.3 * h, canvas.plain(wall))
    canvas.polygon(
        [
            (x - 0.03 * h, top),
            (x + 0.05 * h, top - 0.1 * h),
            (x + wide - 0.05 * h, top - 0.1 * h),
            (x + wide + 0.03 * h, top),
        ],
        canvas.plain(mix((176, 84, 60), s.light.near, 0.3)),
    )
    for pane in range(8):
        if pane in (3, 4):
            continue
        canvas.box(x + (0.04 + pane * 0.1) * h, top + 0.07 * h, 0.06 * h, 0.09 * h, canvas.plain(s.light.lamp))
    canvas.box(x + 0.36 * h, top + 0.08 * h, 0.12 * h, 0.22 * h, s.solid(0.95))
    canvas.box(x + 0.415 * h, top - 0.32 * h, 0.008 * h, 0.24 * h, s.solid(0.95))
    canvas.polygon(
        [(x + 0.42 * h, top - 0.32 * h), (x + 0.54 * h, top - 0.29 * h), (x + 0.42 * h, top - 0.25 * h)],
        canvas.plain(mix((214, 92, 70), s.light.horizon, 0.15)),
    )
    s.round_trees(line, 5, 1.0, 0.07)


def market(s: Scenery) -> None:
    s.draw_sky(0.6)
    s.skyline(0.8, 0.36, 0.45, lamps=False)
    canvas, h = s.canvas, s.height
    canvas.box(0, 0.86 * h, s.width, 0.2 * h, s.solid(0.9))
    stall, x = 0.3 * h, -0.1 * h
    while x < s.width:
        cloth = PAINTS[s.among(4)]
        for post in (0.06, 0.9):
            canvas.box(x + stall * post, 0.6 * h, 0.01 * h, 0.3 * h, s.solid(1.0))
        canvas.box(
            x + stall * 0.04, 0.78 * h, stall * 0.9, 0.13 * h, canvas.plain(mix((140, 96, 60), s.light.near, 0.4))
        )
        for heap in range(6):
            fruit = canvas.plain(mix(PAINTS[s.among(4)], s.light.sun, 0.1))
            canvas.disc(x + stall * (0.14 + heap * 0.14), 0.785 * h, 0.022 * h, fruit)
        for stripe in range(8):
            colour = mix(cloth if stripe % 2 else (246, 240, 226), s.light.near, 0.14)
            left, wide = x + stall * stripe / 8, stall / 8
            column = canvas.plain(colour)
            canvas.polygon(
                [
                    (left + wide * 0.2 + stall * 0.04, 0.54 * h),
                    (left + wide * 1.2 + stall * 0.02, 0.54 * h),
                    (left + wide + 1, 0.645 * h),
                    (left, 0.645 * h),
                ],
                column,
            )
            canvas.disc(left + wide / 2, 0.645 * h, wide / 2, column)
        x += stall * s.between(1.06, 1.2)


def stadium(s: Scenery) -> None:
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
            canvas.disc(x, y, 0.0055 * h, canvas.plain(mix(PAINTS[s.among(5)], s.depth(0.7), 0.35)))
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
    canvas.disc(w / 2, 0.897 * h, 0.014 * h, canvas.plain((250, 248, 240)))


def museum(s: Scenery) -> None:
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
