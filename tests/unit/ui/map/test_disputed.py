from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.ui.map.chart import Chart
from desktop_app.ui.map.disputed import read_disputed
from desktop_app.ui.map.geometry import UNSETTLED, read_atlas

MAP = Path(__file__).parents[4] / "resources" / "map"

AFAR, CLOSE = 1.0, 8.0


@pytest.fixture(scope="module")
def chart() -> Chart:
    chart = Chart(MAP)
    chart.take_close_up(read_atlas(MAP / "world-10m.npz"))
    return chart


@pytest.mark.parametrize("zoom", [AFAR, CLOSE])
@pytest.mark.parametrize(
    ("name", "place", "owner"),
    [
        ("Crimea", (34.1, 45.2), None),  # not Russia's, though Russia holds it
        ("Golan Heights", (35.77, 33.02), None),
        ("Somaliland", (45.0, 9.6), None),
        ("Northern Cyprus", (33.5, 35.25), None),
        ("Western Sahara", (-14.0, 24.5), "EH"),  # what Morocco holds
        ("Western Sahara", (-9.5, 26.8), "EH"),
        ("Jammu, Kashmir and Ladakh", (74.8, 34.1), "IN"),
        ("Jammu, Kashmir and Ladakh", (77.6, 34.2), "IN"),
        ("Azad Kashmir and Gilgit-Baltistan", (74.3, 35.9), "PK"),
        ("Azad Kashmir and Gilgit-Baltistan", (73.8, 33.7), "PK"),
        ("Aksai Chin", (79.3, 35.1), "CN"),
        ("Arunachal Pradesh", (94.5, 28.0), "IN"),
        ("Abkhazia", (41.0, 43.1), "GE"),
        ("South Ossetia", (44.0, 42.35), "GE"),
        ("Transnistria", (29.55, 46.9), "MD"),
        ("Hala'ib Triangle", (35.9, 22.4), "EG"),
        ("Abyei", (28.4, 9.9), "SD"),
        ("Southern Kuril Islands", (147.9, 45.0), "RU"),
        ("", (121.0, 23.8), "TW"),
        ("", (20.9, 42.6), "XK"),
        ("", (35.2, 32.1), "PS"),
    ],
)
def test_disputed_ground_is_named_and_counts_as_the_policy_says(
    chart: Chart, zoom: float, name: str, place: tuple[float, float], owner: str | None
) -> None:
    area = chart.disputed_at(*place, zoom)
    assert area is not None
    assert area.name == name
    assert len(area.note) > 15
    territory = chart.territory_at(*place, zoom)
    assert territory is not None
    assert territory.code == owner


@pytest.mark.parametrize("place", [(37.6, 55.7), (77.2, 28.6), (2.3, 48.8), (-30, 30), (-7.6, 33.6), (35.0, 32.5)])
def test_other_ground_is_not(chart: Chart, place: tuple[float, float]) -> None:
    assert chart.disputed_at(*place, AFAR) is None


@pytest.mark.parametrize("name", ["world-50m.npz", "world-10m.npz"])
def test_whatever_the_atlas_lists_as_disputed_has_words(name: str) -> None:
    disputed = read_disputed(MAP / "disputed.json")
    listed = [one for one in read_atlas(MAP / name).territories if one.disputed or one.code in UNSETTLED - {"EH"}]
    assert listed
    assert all(disputed.of_territory(one) is not None for one in listed)


def test_no_note_takes_a_side_by_its_words() -> None:
    data = json.loads((MAP / "disputed.json").read_text(encoding="utf-8"))
    notes = [one["note"] for one in data["areas"]] + [note for _, note in data["features"].values()]
    for word in ("illegal", "occupied", "annexed", "rebel", "terrorist", "so-called", "liberated", "rightful"):
        assert not any(word in note.lower() for note in notes)


def test_a_file_that_is_no_list_of_areas_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "disputed.json"
    for text in ("{", "[]", '{"areas": [{}], "features": {}}', '{"areas": []}'):
        bad.write_text(text, encoding="utf-8")
        with pytest.raises(OSError, match="is no list of areas"):
            read_disputed(bad)
