"""The light that a picture is drawn in: colours of the sky, of what is far and of what is near."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.demo.canvas import Colour


@dataclass(frozen=True, slots=True)
class Light:
    zenith: Colour
    sky: Colour
    horizon: Colour
    sun: Colour
    far: Colour
    near: Colour
    lamp: Colour = (255, 214, 140)  # a lit window
    has_stars: bool = False
    is_moon: bool = False


def _rgb(text: str) -> Colour:
    return (int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16))


def _light(colours: str, *, has_stars: bool = False, is_moon: bool = False) -> Light:
    zenith, sky, horizon, sun, far, near = map(_rgb, colours.split())
    return Light(zenith, sky, horizon, sun, far, near, has_stars=has_stars, is_moon=is_moon)


#                   zenith sky    horizon sun    far    near
LIGHTS = {
    "dawn": _light("3e5c8a 9fa8c4 f7c9a8 fff0cf c9a3a4 2f3550"),
    "dusk": _light("2b2a52 8a4a78 f59a6a ffe0a3 b0647a 241d3a"),
    "noon": _light("2f7fc0 7fb9df dcecf0 fffbe8 9fc0c4 23505a"),
    "green": _light("5aa0b0 a9d0c8 f0ecd0 fffbe0 a8c8a0 1f4a3a"),
    "gold": _light("6f97b5 e3cf9f f9e2a8 fff7d8 dcb56a 5a3d1c"),
    "rose": _light("5c6f9c d8a5b5 fbd9c4 fff2dc d39aa2 43304e"),
    "mist": _light("8aa0ae bccbd0 e6e6dc fdfaf0 a9b8ba 33474f"),
    "ember": _light("40304a a8484a f7a24f ffe9a8 c4644a 2a1a22"),
    "night": _light("070b1e 14224a 3b4d7c f4f0dc 2c3c66 080c1c", has_stars=True, is_moon=True),
    "violet": _light("0e0b26 2d2358 7a4f86 fbeedd 47356c 0f0b22", has_stars=True, is_moon=True),
    "teal": _light("06303e 0d6072 3fb0a6 d8fff0 1a8088 052430"),
}

# Containers, awnings, fruit: what people paint.
PAINTS: tuple[Colour, ...] = ((196, 86, 62), (222, 164, 72), (70, 124, 142), (120, 148, 92), (206, 200, 186))
