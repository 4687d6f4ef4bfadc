"""
The demo's pictures by their names: ``comet-31-960x640.png`` is the comet scene, drawn by chance number 31.

A name always gives the same bytes. A picture takes some hundredths of a second, on whatever thread asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.demo.canvas import Canvas
from desktop_app.demo.light import LIGHTS
from desktop_app.demo.scenery import Scenery
from desktop_app.demo.scenes import SCENES

_NAME = re.compile(r"([a-z]+)-(\d{1,6})-(\d{2,4})x(\d{2,4})\.png")
_LARGEST = 2000  # pixels of a side


@dataclass(frozen=True, slots=True)
class PictureName:
    scene: str
    seed: int
    width: int
    height: int


def named(name: str) -> PictureName | None:
    """What a file's name asks for, None when that is no picture of ours."""
    match = _NAME.fullmatch(name)
    if match is None or match[1] not in SCENES:
        return None
    width, height = int(match[3]), int(match[4])
    return PictureName(match[1], int(match[2]), width, height) if max(width, height) <= _LARGEST else None


def png(asked: PictureName) -> bytes:
    """Draw it."""
    scene = SCENES[asked.scene]
    light = LIGHTS[scene.lights[asked.seed // 10 % len(scene.lights)]]
    canvas = Canvas(asked.width, asked.height)
    scene.draw(Scenery(canvas, light, f"{asked.scene} {asked.seed}"))
    return canvas.png()
