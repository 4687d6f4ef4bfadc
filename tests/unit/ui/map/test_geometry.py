from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desktop_app.ui.map.geometry import FINE, Atlas, Line, graticule, offsets, ranges, read_atlas

MAP = Path(__file__).parents[4] / "resources" / "map"


@pytest.fixture(scope="module", params=["world-50m.npz", "world-10m.npz"])
def atlas(request: pytest.FixtureRequest) -> Atlas:
    return read_atlas(MAP / request.param)


def test_all_files_together_are_small() -> None:
    assert sum(path.stat().st_size for path in MAP.iterdir()) < 2_500_000


def test_details_are_nested(atlas: Atlas) -> None:
    sizes = [len(level.places) for level in atlas.levels]
    assert sizes == sorted(sizes)
    coarse, fine = ({tuple(place) for place in level.places.tolist()} for level in (atlas.levels[0], atlas.levels[-1]))
    missing = coarse - fine
    assert len(missing) < 0.2 * len(coarse)  # points that divide long edges may stand elsewhere


def test_rings_are_closed_chains(atlas: Atlas) -> None:
    level = atlas.levels[-1]
    following = np.arange(1, len(level.ring) + 1)
    following[level.ring_first[1:] - 1] = level.ring_first[:-1]
    steps = level.points[level.ring] - level.points[level.ring[following]]
    assert float(np.linalg.norm(steps, axis=1).max()) < np.radians(3)


def test_every_country_keeps_an_area_at_every_detail(atlas: Atlas) -> None:
    for level in atlas.levels:
        corners = np.diff(level.ring_first)[level.polygon_ring[:-1]]
        most: dict[str, int] = {}
        for territory, count in zip(level.polygon_territory.tolist(), corners.tolist(), strict=True):
            code = atlas.territories[territory].code
            if code is not None:
                most[code] = max(most.get(code, 0), count)
        # on the grid of 1:10m the Vatican is a line: its ring stands for it
        assert {code for code, count in most.items() if count < 3} <= {"VA"}


def test_no_edge_is_too_long_to_look_round(atlas: Atlas) -> None:
    for number, level in enumerate(atlas.levels):
        steps = np.diff(level.places, axis=0)
        inside = np.ones(len(steps), bool)
        inside[level.arc_first[1:-1] - 1] = False
        way = np.hypot(steps[:, 0] * np.cos(np.radians(level.places[:-1, 1])), steps[:, 1])
        is_fine = number >= len(atlas.levels) - FINE
        assert float(way[inside & (np.abs(steps[:, 0]) < 180)].max()) < (1.6 if is_fine else 3.1)


def test_caps_hold_what_they_are_round(atlas: Atlas) -> None:
    level = atlas.levels[0]
    for polygon in range(0, len(level.polygon_territory), 50):
        points = level.points[level.ring[level.polygon_first[polygon] : level.polygon_first[polygon + 1]]]
        cosines = points @ level.polygon_caps.centres[polygon]
        assert float(cosines.min()) >= np.cos(level.polygon_caps.reaches[polygon]) - 1e-5


def test_every_country_of_the_world_is_there(atlas: Atlas) -> None:
    codes = {one.code for one in atlas.territories}
    wanted = "US CN IN BR RU KE CL FJ MT SG BH MV VA MC XK TW PS EH GL AQ HK MO"
    assert not set(wanted.split()) - codes
    assert len(codes) > 230


def test_what_has_no_code_is_named(atlas: Atlas) -> None:
    without = {one.name: one.disputed for one in atlas.territories if one.code is None}
    assert without["Somaliland"]
    assert without["N. Cyprus"]
    assert not without["Indian Ocean Ter."]


def test_coasts_and_borders_are_told_apart(atlas: Atlas) -> None:
    level = atlas.levels[0]
    kinds = set(level.arc_kind.tolist())
    assert kinds == {Line.COAST, Line.BORDER, Line.DISPUTED}
    # the 49th parallel is a border
    places = level.places
    on_it = np.flatnonzero((np.abs(places[:, 1] - 49) < 0.02) & (places[:, 0] > -120) & (places[:, 0] < -97))
    arcs = np.searchsorted(level.arc_first, on_it, side="right") - 1
    assert Line.BORDER in level.arc_kind[arcs]
    # and between Kosovo and Serbia it is one that not all recognise
    near = np.flatnonzero((np.abs(places - (21.5, 42.7)) < (0.5, 0.6)).all(axis=1))
    arcs = np.searchsorted(level.arc_first, near, side="right") - 1
    assert Line.DISPUTED in level.arc_kind[arcs]


def test_a_file_that_is_no_map_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.npz"
    path.write_bytes(b"PK not really")
    with pytest.raises(OSError, match=r"bad\.npz is not a map"):
        read_atlas(path)
    np.savez(path, deltas=np.zeros(3))
    with pytest.raises(OSError, match=r"bad\.npz is not a map"):
        read_atlas(path)


def test_ranges() -> None:
    assert ranges(np.array([5, 0, 9], np.int32), np.array([2, 0, 3], np.int32)).tolist() == [5, 6, 9, 10, 11]
    assert ranges(np.zeros(0, np.int32), np.zeros(0, np.int32)).tolist() == []
    assert offsets(np.array([2, 3], np.int32)).tolist() == [0, 2, 5]


def test_graticule_is_on_the_sphere() -> None:
    points, starts = graticule()
    assert np.allclose(np.linalg.norm(points, axis=1), 1, atol=1e-5)
    assert int(starts.sum()) == 12 + 5
