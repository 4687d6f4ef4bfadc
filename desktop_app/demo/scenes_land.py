"""Scenes of sky and land: the comet, hills, deserts, fields, a reef, what a microscope shows."""

from __future__ import annotations

import math

from desktop_app.demo.canvas import Colour, mix
from desktop_app.demo.light import PAINTS
from desktop_app.demo.scenery import Scenery

_TAIL_STEPS = 32


def comet(s: Scenery) -> None:
    s.draw_sky(0.85, sun=False)
    w, h, canvas = s.width, s.height, s.canvas
    x, y = s.between(0.25, 0.42) * w, s.between(0.42, 0.55) * h
    angle = -s.between(0.35, 0.7)
    length = min(0.8 * h, (w - x) * 1.3)
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
    s.halo(x, y, 0.06 * h, 0.8)
    canvas.disc(x, y, 0.009 * h, canvas.plain((255, 252, 242)))
    lines = s.hills(3, 0.78, 0.9)
    s.conifers(lines[-1], 14, 1.0, 0.12)


def night(s: Scenery) -> None:
    s.draw_sky(0.8)
    s.hills(3, 0.66, 0.84)
    line = s.ground(0.88)
    for place in range(5):
        x = (0.08 + place * 0.19 + s.between(-0.03, 0.03)) * s.width
        s.house(x, line(x) + 4, 0.1 * s.height, 0.9)


def hills(s: Scenery) -> None:
    s.draw_sky(0.62)
    s.clouds(3)
    lines = s.hills(5, 0.5, 0.9, roughness=1.0 if s.among(3) else 1.4)
    s.conifers(lines[-2], 16, 0.85, 0.07)
    s.conifers(lines[-1], 16, 1.0, 0.14)


def dunes(s: Scenery) -> None:
    s.draw_sky(0.55)
    s.hills(5, 0.5, 0.92, roughness=0.5, skew=0.8)


def canyon(s: Scenery) -> None:
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


def fields(s: Scenery) -> None:
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


def savanna(s: Scenery) -> None:
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


def reef(s: Scenery) -> None:
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


def lab(s: Scenery) -> None:
    """Something seen through a microscope."""
    s.draw_sky(1.0, sun=False)
    canvas, w, h = s.canvas, s.width, s.height
    s.glow(w * s.between(0.35, 0.65), h * s.between(0.35, 0.65), 0.8 * h, 0.35)
    for cell in range(26):
        x, y, radius = s.between(0, w), s.between(0, h), s.between(0.03, 0.13) * h * (0.6 + cell / 40)
        colour = mix(PAINTS[s.among(5)], s.light.horizon, 0.35)
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
