"""What landscapes are made of: sky, sun, stars, ridges, water, trees, houses. Each knows the light and its chance."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from desktop_app.demo.canvas import Canvas, Colour, Column, mix
from desktop_app.demo.light import Light

Line = Callable[[float], float]  # x to y, pixels

_GLOW_RINGS = 40
_HALO_RINGS = 30


class Scenery:
    """Draws on a canvas. Lengths are shares of the picture's height, unless they say otherwise."""

    def __init__(self, canvas: Canvas, light: Light, seed: str) -> None:
        self.canvas = canvas
        self.light = light
        self.chance = Random(seed)  # noqa: S311 pictures, not secrets
        self.width, self.height = canvas.width, canvas.height
        self._sky = canvas.plain(light.sky)

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.chance.random()

    def among(self, count: int) -> int:
        return int(self.chance.random() * count)

    def depth(self, nearness: float) -> Colour:
        """The colour of a thing so near: 0 at the horizon, 1 before our feet."""
        return mix(self.light.far, self.light.near, nearness)

    def solid(self, nearness: float) -> Column:
        return self.canvas.plain(self.depth(nearness))

    # The sky

    def draw_sky(self, horizon: float = 0.7, *, sun: bool = True) -> None:
        light, height = self.light, self.height
        stops = [(0.0, light.zenith), (height * horizon * 0.55, light.sky), (height * horizon, light.horizon)]
        self._sky = self.canvas.gradient(stops)
        self.canvas.paint_all(self._sky)
        if light.has_stars:
            self._stars(horizon)
        if sun:
            self._sun(horizon)

    def _stars(self, horizon: float) -> None:
        for _ in range(self.width // 5):
            x, y = self.between(0, self.width), self.between(0, self.height * horizon)
            strength = self.between(0.15, 1.0) ** 2
            column = self.canvas.plain(mix(self.light.sky, (255, 252, 240), 0.3 + 0.7 * strength))
            self.canvas.disc(x, y, 0.5 + strength * self.height / 500, column)

    def _sun(self, horizon: float) -> None:
        light = self.light
        x = self.between(0.18, 0.82) * self.width
        y = (
            self.between(0.2, 0.5) * horizon * self.height
            if light.is_moon
            else self.between(0.5, 0.95) * horizon * self.height
        )
        radius = self.height * (0.045 if light.is_moon else self.between(0.05, 0.09))
        reach, most = (0.25, 0.28) if light.is_moon else (0.62, 0.75)
        self.glow(x, y, self.height * reach, most)
        self.canvas.disc(x, y, radius, self.canvas.plain(light.sun))
        if light.is_moon:
            shade = self.canvas.blended(self._sky, light.sun, 0.18)
            self.canvas.disc(x + radius * 0.42, y - radius * 0.18, radius * 0.9, shade)

    def glow(self, x: float, y: float, reach: float, most: float) -> None:
        """Light around a point, in rings that differ too little to be seen."""
        for ring in range(_GLOW_RINGS):
            share = most * ((ring + 1) / _GLOW_RINGS) ** 2.2
            radius = reach * (1 - ring / _GLOW_RINGS)
            self.canvas.faint_disc(x, y, radius, self.canvas.blended(self._sky, self.light.sun, share))

    def halo(self, x: float, y: float, reach: float, most: float) -> None:
        """A small glow that lies over what is there instead of hiding it."""
        for ring in range(_HALO_RINGS):
            share = most * ((ring + 1) / _HALO_RINGS) ** 2.2
            radius = reach * (1 - ring / _HALO_RINGS)
            self.canvas.lighten_disc(x, y, radius, self.canvas.blended(self._sky, self.light.sun, share))

    def clouds(self, count: int, horizon: float = 0.6) -> None:
        """Flat banks of cloud, lighter than the sky."""
        for _ in range(count):
            x, y = self.between(0, self.width), self.between(0.12, 0.75) * horizon * self.height
            size = self.between(0.05, 0.12) * self.height
            column = self.canvas.blended(
                self._sky, mix(self.light.horizon, (255, 255, 255), 0.4), self.between(0.25, 0.5)
            )
            for part in range(5):
                shift = (part - 2) * size * self.between(0.9, 1.3)
                self.canvas.disc(x + shift, y, size * (1.25 - abs(part - 2) * 0.3), column, squash=0.3)

    # The land

    def ridge(self, base: float, rise: float, roughness: float = 1.0, skew: float = 0.0) -> Line:
        """A line of hills around ``base``, ``rise`` high. More roughness, more mountain; skew leans dunes over."""
        waves = [
            (
                self.between(0.6, 1.5) * 2**octave / self.width * math.tau,
                self.between(0, math.tau),
                (0.5 / roughness if roughness < 1 else 0.55) ** octave,
            )
            for octave in range(2 if roughness < 0.6 else 5)
        ]
        total = sum(weight for _, _, weight in waves)

        def line(x: float) -> float:
            value = sum(weight * self._wave(pace * x + phase, roughness, skew) for pace, phase, weight in waves)
            return (base - rise * value / total) * self.height

        return line

    @staticmethod
    def _wave(angle: float, roughness: float, skew: float) -> float:
        smooth = math.sin(angle + skew * math.sin(angle))
        return smooth if roughness < 1 else 1 - 2 * abs(math.sin(angle / 2))

    def hills(self, count: int, top: float, bottom: float, roughness: float = 1.0, skew: float = 0.0) -> list[Line]:
        """Ridges one before the other, each fading into the mist at its foot. The lines, far to near."""
        lines: list[Line] = []
        for layer in range(count):
            near = (layer + 0.5) / count
            base = top + (bottom - top) * layer / max(1, count - 1)
            line = self.ridge(
                base, (bottom - top) / count * self.between(0.7, 1.2), roughness if layer < count - 1 else 0.8, skew
            )
            colour = self.depth(near)
            foot = mix(colour, self.light.horizon, 0.38 * (1 - near) + 0.06)
            step = (bottom - top) / count
            stops = [((base - step) * self.height, colour), ((base + 1.6 * step) * self.height + 1, foot)]
            self.canvas.below(line, self.canvas.gradient(stops))
            lines.append(line)
        return lines

    def ground(self, base: float, rise: float = 0.02, nearness: float = 1.0) -> Line:
        line = self.ridge(base, rise, 0.5)
        colour = self.depth(nearness)
        stops = [(base * self.height, colour), (self.height * 1.05, mix(colour, (0, 0, 0), 0.35))]
        self.canvas.below(line, self.canvas.gradient(stops))
        return line

    def water(self, level: float) -> None:
        """Water from a level down, with the sky in it and glints of light."""
        light, canvas = self.light, self.canvas
        surface = mix(light.horizon, light.sky, 0.45)
        stops = [(level * self.height, surface), (self.height, mix(light.zenith, light.near, 0.45))]
        canvas.below(lambda _: level * self.height, canvas.gradient(stops))
        for _ in range(110):
            depth = self.chance.random() ** 1.7
            y = (level + 0.008 + (1 - level) * depth) * self.height
            length = (0.02 + 0.1 * depth) * self.height * self.between(0.5, 1.5)
            glint = canvas.plain(mix(surface, light.sun, self.between(0.15, 0.6) * (1 - depth * 0.6)))
            thickness = (0.002 + 0.004 * depth) * self.height
            canvas.disc(self.between(0, self.width), y, length, glint, squash=thickness / length)

    # What stands on it

    def conifers(self, line: Line, count: int, nearness: float, size: float = 0.09) -> None:
        column = self.solid(nearness)
        for _ in range(count):
            x = self.between(0, self.width)
            tall = size * self.between(0.6, 1.3) * self.height
            foot = line(x) + 4
            for part in range(3):
                lower = foot - tall * part * 0.24
                half = tall * (0.2 - part * 0.045)
                self.canvas.polygon([(x - half, lower), (x, lower - tall * 0.52), (x + half, lower)], column)

    def round_trees(self, line: Line, count: int, nearness: float, size: float = 0.05) -> None:
        column = self.solid(nearness)
        for _ in range(count):
            x, radius = self.between(0, self.width), size * self.between(0.5, 1.0) * self.height
            self.canvas.box(x - radius * 0.09, line(x) - radius * 1.2, radius * 0.18 + 1, radius * 1.3, column)
            self.canvas.disc(x, line(x) - radius * 1.7, radius, column)
            self.canvas.disc(x - radius * 0.6, line(x) - radius * 1.3, radius * 0.7, column)
            self.canvas.disc(x + radius * 0.6, line(x) - radius * 1.35, radius * 0.65, column)

    def house(self, x: float, foot: float, size: float, nearness: float) -> None:
        """A house with a pitched roof; ``x``, ``foot`` and ``size`` in pixels."""
        wall = mix(self.depth(nearness), self.light.horizon, self.between(0.15, 0.4))
        roof = mix(self.depth(nearness), (190, 84, 58), self.between(0.25, 0.6))
        high = size * self.between(0.55, 0.95)
        canvas = self.canvas
        canvas.box(x, foot - high, size, high + size * 0.05, canvas.plain(wall))
        peak = foot - high - size * self.between(0.4, 0.62)
        eaves = foot - high + 1
        canvas.polygon([(x - size * 0.1, eaves), (x + size * 0.5, peak), (x + size * 1.1, eaves)], canvas.plain(roof))
        pane = size * 0.17
        for column in range(2):
            lit = self.light.lamp if self.chance.random() < 0.6 else mix(wall, self.light.near, 0.6)
            canvas.box(x + size * (0.2 + column * 0.42), foot - high * 0.72, pane, pane * 1.2, canvas.plain(lit))

    def skyline(self, base: float, tallest: float, nearness: float, *, lamps: bool) -> None:
        """Blocks of flats and towers from edge to edge."""
        canvas, x = self.canvas, -self.between(0, 0.05) * self.height
        colour = self.depth(nearness)
        column = canvas.gradient(
            [
                ((base - tallest) * self.height, colour),
                (base * self.height + 1, mix(colour, self.light.horizon, 0.3 * (1 - nearness))),
            ]
        )
        while x < self.width:
            wide = self.between(0.05, 0.13) * self.height * (0.6 + nearness * 0.6)
            tall = tallest * self.between(0.3, 1.0) * self.height
            top = base * self.height - tall
            canvas.box(x, top, wide, self.height, column)
            if self.chance.random() < 0.3:
                canvas.box(x + wide * 0.46, top - tall * 0.16, max(2.0, wide * 0.05), tall * 0.17, column)
            if lamps:
                self._windows(x, top, wide, tall)
            x += wide + (self.between(0, 0.02) * self.height if self.chance.random() < 0.4 else 0)

    def _windows(self, x: float, top: float, wide: float, tall: float) -> None:
        step = self.height * 0.021
        across, down = int(wide / step) - 1, int(tall / (step * 1.25)) - 1
        lamp, dim = self.canvas.plain(self.light.lamp), self.canvas.plain(mix(self.light.lamp, self.depth(0.8), 0.6))
        for column in range(across):
            for row in range(down):
                kind = self.chance.random()
                if kind < 0.42:
                    left = x + step * 0.8 + column * step
                    self.canvas.box(
                        left, top + step + row * step * 1.25, step * 0.42, step * 0.6, lamp if kind < 0.2 else dim
                    )
