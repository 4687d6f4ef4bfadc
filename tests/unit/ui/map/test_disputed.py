from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from shapely import Polygon, unary_union

from desktop_app.ui.map.chart import Chart
from desktop_app.ui.map.disputed import read_disputed
from desktop_app.ui.map.geometry import UNSETTLED, read_atlas

MAP = Path(__file__).parents[4] / "resources" / "map"

AFAR, CLOSE = 1.0, 8.0

Place = tuple[float, float]


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


# Of each area of the file: a place in it, a place across each of its lines, and whose ground it counts as close by
AREAS: dict[str, tuple[Place, tuple[Place, ...], str | None]] = {
    "Demchok": ((79.35, 32.80), ((79.7, 32.8),), "IN"),
    "Jammu, Kashmir and Ladakh": ((74.8, 34.1), ((76.0, 32.3),), "IN"),
    "Azad Kashmir and Gilgit-Baltistan": ((74.3, 35.9), ((72.5, 34.5), (75.0, 37.3)), "PK"),
    "Aksai Chin": ((79.3, 35.1), ((81.0, 35.1),), "CN"),
    "Arunachal Pradesh": ((94.5, 28.0), ((94.5, 29.6), (94.5, 27.2)), "IN"),
    "Southern Kuril Islands": ((147.9, 45.0), ((150.0, 46.1), (144.5, 43.5)), "RU"),
    "Shaksgam Valley": ((76.4, 36.0), ((76.8, 36.3),), "CN"),
    "Samdu Valleys": ((78.60, 32.05), ((78.8, 32.1), (78.4, 32.0)), "IN"),
    "Tirpani Valleys": ((79.05, 31.25), ((79.3, 31.5), (78.8, 31.1)), "IN"),
    "Bara Hoti": ((80.12, 30.71), ((80.3, 30.9), (79.9, 30.7)), "IN"),
    "Kalapani, Lipulekh and Limpiyadhura": ((80.80, 30.30), ((80.9, 30.5), (80.6, 30.2), (81.1, 30.0)), "IN"),
    "Doklam": ((89.00, 27.30), ((88.8, 27.3), (89.2, 27.3)), "BT"),
    "Northern and western border of Bhutan": ((90.2, 28.22), ((90.2, 28.5), (90.2, 28.0), (89.3, 27.6)), "BT"),
    "Junagadh and Manavadar": ((70.4, 21.45), ((70.4, 21.9), (69.8, 21.2), (71.6, 21.4)), "IN"),
    "Korean Demilitarised Zone": ((127.3, 38.34), ((127.3, 38.5), (127.3, 38.1)), "KP"),
    "Senkaku or Diaoyu Islands": ((123.528, 25.765), ((123.6, 25.765), (124.2, 24.4)), "JP"),
    "Paracel Islands": ((112.332, 16.832), ((112.4, 16.832), (109.7, 19.2)), "CN"),
    "Eastern Sabah": ((117.8, 5.6), ((116.2, 5.5), (117.0, 3.5)), "MY"),
    "Golan Heights": ((35.77, 33.02), ((35.5, 33.0),), None),
    "Buffer zone east of the Golan Heights": ((35.857, 33.09), ((36.0, 33.1),), "SY"),
    "Abu Musa": ((55.03, 25.873), ((55.1, 25.873), (55.4, 25.4)), "IR"),
    "Abkhazia": ((41.0, 43.1), ((41.9, 42.3), (41.0, 43.9)), "GE"),
    "South Ossetia": ((44.0, 42.35), ((44.0, 41.9), (44.0, 43.0)), "GE"),
    "Transnistria": ((29.55, 46.9), ((29.0, 46.9), (30.4, 46.9)), "MD"),
    "Olivenza": ((-7.10, 38.68), ((-7.4, 38.68), (-6.8, 38.68)), "ES"),
    "Ceuta and Melilla": ((-5.34, 35.886), ((-5.45, 35.80), (-3.1, 35.2)), "ES"),
    "Danube islands near Vukovar and Šarengrad": ((19.239, 45.259), ((19.3, 45.4), (19.1, 45.2)), "RS"),
    "Western Sahara": ((-14.0, 24.5), ((-12.0, 28.2), (-10.0, 24.0)), "EH"),
    "Hala'ib Triangle": ((35.9, 22.4), ((34.5, 23.0), (35.9, 21.5)), "EG"),
    "Abyei": ((28.4, 9.9), ((28.4, 10.4), (28.4, 9.1)), "SD"),
    "Bir Tawil": ((33.7, 21.88), ((33.7, 22.2), (33.7, 21.5), (34.3, 21.9)), None),
    "Ilemi Triangle": ((35.2, 4.8), ((35.2, 4.4), (35.0, 5.3)), "KE"),
    "Mayotte": ((45.15, -12.82), ((45.4, -12.82), (44.4, -12.2)), "FR"),
    "Glorioso Islands, Juan de Nova and Europa": ((40.344, -22.341), ((40.5, -22.341), (47.0, -16.0)), "TF"),
    "Tromelin": ((54.518, -15.890), ((54.6, -15.89),), "TF"),
    "Matthew and Hunter Islands": ((171.342, -22.347), ((171.4, -22.347), (166.0, -21.9)), "NC"),
    "Essequibo": ((-59.5, 6.0), ((-62.5, 6.0), (-58.3, 6.0), (-58.2, 3.5)), "GY"),
    "Tigri or New River Triangle": ((-57.4, 2.4), ((-58.1, 2.4), (-56.5, 2.5), (-57.6, 3.6)), "GY"),
    "Lawa headwaters": ((-54.15, 2.6), ((-54.6, 2.8), (-53.8, 2.6), (-54.0, 3.6)), "FR"),
    "Southern Belize": ((-88.6, 16.6), ((-88.8, 17.3), (-89.5, 16.6)), "BZ"),
    "Navassa Island": ((-75.013, 18.403), ((-74.9, 18.403), (-74.2, 18.4)), "UM"),
    "Rincón de Artigas": ((-55.95, -31.0), ((-56.2, -31.0), (-55.7, -30.9)), "BR"),
    "Brazilian Island": ((-57.622, -30.188), ((-57.9, -30.19), (-57.4, -30.15), (-57.4, -30.6)), "BR"),
    "Southern Patagonian Ice Field": ((-73.3, -49.5), ((-73.3, -50.1), (-72.8, -49.5), (-73.9, -49.4)), None),
}


@pytest.mark.parametrize("name", AREAS)
def test_an_area_is_named_up_to_its_lines_and_no_farther(chart: Chart, name: str) -> None:
    inside, outside, owner = AREAS[name]
    area = chart.disputed_at(*inside, CLOSE)
    assert area is not None
    assert area.name == name
    territory = chart.territory_at(*inside, CLOSE)
    assert territory is not None
    assert territory.code == owner
    for place in outside:
        beyond = chart.disputed_at(*place, CLOSE)
        assert beyond is None or beyond.name != name


def test_every_area_of_the_file_is_looked_at() -> None:
    assert {area.name for area in read_disputed(MAP / "disputed.json").areas} == set(AREAS)


def test_no_two_areas_have_the_same_ground() -> None:
    data = json.loads((MAP / "disputed.json").read_text(encoding="utf-8"))
    shapes = {
        one["name"]: unary_union([Polygon(ring).buffer(0) for ring in one["fine"]["rings"]]) for one in data["areas"]
    }
    for first, second in itertools.combinations(shapes, 2):
        shared = shapes[first].intersection(shapes[second]).area
        # neighbours' outlines are simplified by themselves: slivers along their line
        assert shared < 0.05 * min(shapes[first].area, shapes[second].area), (first, second)


@pytest.mark.parametrize(("place", "code", "name"), [
    ((-60.0, -51.8), "FK", "Falkland Islands (Malvinas)"), ((-58.8, -51.8), "FK", "Falkland Islands (Malvinas)"),
    ((-36.8, -54.4), "GS", "South Georgia and the South Sandwich Islands"),
    ((72.455, -7.41), "IO", "Chagos Archipelago"),
    ((-5.35, 36.135), "GI", ""), ((121.0, 23.8), "TW", ""), ((20.9, 42.6), "XK", ""), ((35.2, 32.1), "PS", ""),
])  # fmt: skip
def test_what_is_claimed_as_a_whole_keeps_its_own_ground(chart: Chart, place: Place, code: str, name: str) -> None:
    area, territory = chart.disputed_at(*place, CLOSE), chart.territory_at(*place, CLOSE)
    assert area is not None
    assert area.name == name
    assert territory is not None
    assert territory.code == code


def test_whatever_is_hatched_as_a_whole_has_words() -> None:
    said = read_disputed(MAP / "disputed.json").of_countries()
    assert set(said) == UNSETTLED
    assert all(len(area.note) > 15 for area in said.values())


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
