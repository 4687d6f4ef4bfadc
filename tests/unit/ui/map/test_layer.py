from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from desktop_app.model.country import CountryCode
from desktop_app.ui.map.classes import CLASSES
from desktop_app.ui.map.layer import TOLD, Palette, Swatch, activity, by_take, shaded
from desktop_app.ui.map.legend import Legend
from desktop_app.ui.map.style import STYLES, MapStyle
from desktop_app.ui.theme.tokens import luminance

CL, EG, JP, KE = (CountryCode(code) for code in ("CL", "EG", "JP", "KE"))
RAMPS = (Palette.ACTIVITY, Palette.MISSED, Palette.READ)


def test_more_is_a_stronger_class_and_nothing_is_none() -> None:
    layer = shaded("Read", Palette.READ, {CL: 1, EG: 40, JP: 0, KE: 6})
    assert JP not in layer.classes
    assert 0 < layer.classes[CL] < layer.classes[KE] < layer.classes[EG] == CLASSES
    assert layer.swatches[0] == Swatch(0, "0")
    assert layer.swatches[-1].words.endswith("+")
    assert layer.swatches[-1].colour == CLASSES


def test_before_the_first_news_the_activity_shows_its_scale_and_other_layers_only_that_there_is_nothing() -> None:
    assert len(activity({}).swatches) > 1
    assert shaded("Read", Palette.READ, {}).swatches == (Swatch(0, "0"),)


def test_takes_have_classes_of_their_own_and_their_legend_elsewhere() -> None:
    layer = by_take({CL: 0, EG: 4, JP: None})
    assert layer.classes == {CL: 1, EG: 5, JP: TOLD}
    assert not layer.swatches


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("palette", Palette)
def test_every_layer_has_a_colour_for_each_class(style: MapStyle, palette: Palette) -> None:
    assert len(set(style.colours(palette))) == CLASSES + 1


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("palette", RAMPS)
def test_ramps_go_one_way(style: MapStyle, palette: Palette) -> None:
    lights = [luminance(colour) for colour in style.colours(palette)[1:]]
    assert all(b > a for a, b in pairwise(lights)) or all(b < a for a, b in pairwise(lights))


def test_the_legend_of_takes_is_a_list_of_their_names_and_stays_within_the_map(qapp: QApplication) -> None:
    assert qapp is not None
    long = "A take whose name goes on and on and on until nobody would want to read it to its end " * 3
    layer = replace(by_take({CL: 0, EG: 1}), title="Talks begin", swatches=(Swatch(1, "Denial"), Swatch(2, long)))
    plain, titled = Legend(replace(layer, title=""), QFont()), Legend(layer, QFont())
    for width in (300.0, 560.0, 1400.0):
        area = titled.area(width, 500)
        assert area.x > 0 and area.x + area.width < width
        assert area.y > 0 and area.y + area.height < 500
    assert titled.area(1400, 500).height > plain.area(1400, 500).height
    assert titled.area(300, 500).height == plain.area(300, 500).height  # where it is small there is no title
    assert (
        Legend(replace(layer, note="Lines lead to Chile"), QFont()).area(1400, 500).height
        > titled.area(1400, 500).height
    )
