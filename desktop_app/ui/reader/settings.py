"""Between the user's settings, which are plain values, and what the reader takes."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.settings import Settings
from desktop_app.ui.reader.style import Face, Pictures, ReaderStyle, Spacing


def style_of(settings: Settings) -> ReaderStyle:
    """How the settings say that texts are set; what this version does not know is as usual."""
    faces = {face.value: face for face in Face}
    spacings = {spacing.value: spacing for spacing in Spacing}
    return ReaderStyle(
        size_px=settings.text_size_px,
        face=faces.get(settings.text_face, Face.SERIF),
        measure_px=settings.measure_px,
        spacing=spacings.get(settings.text_spacing, Spacing.NORMAL),
        pictures=Pictures(settings.pictures),
        is_justified=settings.text_justified,
    )


def with_style(settings: Settings, style: ReaderStyle) -> Settings:
    """The settings that say so."""
    return replace(
        settings,
        text_size_px=style.size_px,
        text_face=style.face.value,
        measure_px=style.measure_px,
        text_spacing=style.spacing.value,
        text_justified=style.is_justified,
    )
