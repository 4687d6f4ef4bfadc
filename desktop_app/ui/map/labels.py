"""Where names stand on the map: the important first, none over another. Pure; pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.model.country import CountryCode
from desktop_app.model.frozen import frozen

GAP = 3.0  # between two names, one above the other
GAP_BESIDE = 9.0  # side by side: nearer, they read as one
FADE = (0.28, 0.62)  # depth where a name is gone, and where it is fully there


@frozen
class Area:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    def within(self, other: Area) -> bool:
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


@frozen
class Candidate:
    """A name that would like a place: areas in order of preference. Smaller rank goes first."""

    code: CountryCode
    rank: tuple[float, ...]
    areas: tuple[Area, ...]


def placed(candidates: Iterable[Candidate], taken: Sequence[Area], bounds: Area) -> dict[CountryCode, Area]:
    """A place for each name that finds one, greedily by rank (Christensen, Marks and Shieber 1995, section 3.1).

    No two meet, none meets what is taken, all are within bounds.
    """
    used = [_grown(area) for area in taken]
    result: dict[CountryCode, Area] = {}
    for candidate in sorted(candidates, key=lambda one: (one.rank, one.code)):
        for area in candidate.areas:
            if not area.within(bounds):
                continue
            left, top, right, bottom = area.x, area.y, area.x + area.width, area.y + area.height
            for used_left, used_top, used_right, used_bottom in used:  # a thousand times a frame: no calls in here
                if left < used_right and used_left < right and top < used_bottom and used_top < bottom:
                    break
            else:
                used.append(_grown(area))
                result[candidate.code] = area
                break
    return result


def _grown(area: Area) -> tuple[float, float, float, float]:
    """Its left, top, right and bottom, with the gap round it."""
    return area.x - GAP_BESIDE, area.y - GAP, area.x + area.width + GAP_BESIDE, area.y + area.height + GAP


def fade(depth: float) -> float:
    """How opaque the name of a country is that lies so deep: names near the limb are squeezed, and go."""
    low, high = FADE
    return max(0.0, min(1.0, (depth - low) / (high - low)))


def centred(x: float, y: float, width: float, height: float) -> tuple[Area, ...]:
    """On its label point, or a little above or below it. Whole pixels, so that letters stay sharp."""
    left, top = round(x - width / 2), round(y - height / 2)
    return tuple(Area(left, top + shift, width, height) for shift in (0, -round(height * 0.6), round(height * 0.6)))


def beside(x: float, y: float, width: float, height: float, radius: float) -> tuple[Area, ...]:
    """Round a ring: right, left, above, below."""
    off = radius + 3
    return (
        Area(round(x + off), round(y - height / 2), width, height),
        Area(round(x - off - width), round(y - height / 2), width, height),
        Area(round(x - width / 2), round(y - off - height), width, height),
        Area(round(x - width / 2), round(y + off), width, height),
    )
