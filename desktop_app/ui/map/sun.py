"""Where the sun stands overhead. Pure."""

from __future__ import annotations

import math

from desktop_app.ui.map.projection import wrapped

J2000 = 946_728_000  # 2000-01-01 12:00 UTC, seconds of the Unix clock
DAY = 86_400


def subsolar_point(timestamp: float) -> tuple[float, float]:
    """Longitude and latitude under the sun, at seconds of the Unix clock.

    The low-precision formulas of the Astronomical Almanac (page C5, "Low precision formulas for the Sun"): good to a
    hundredth of a degree between 1950 and 2050.
    """
    days = (timestamp - J2000) / DAY
    mean_longitude = 280.460 + 0.9856474 * days
    anomaly = math.radians(357.528 + 0.9856003 * days)
    ecliptic = math.radians(mean_longitude + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly))
    tilt = math.radians(23.439 - 0.0000004 * days)
    right_ascension = math.degrees(math.atan2(math.cos(tilt) * math.sin(ecliptic), math.cos(ecliptic)))
    declination = math.degrees(math.asin(math.sin(tilt) * math.sin(ecliptic)))
    minutes_ahead = 4 * wrapped(mean_longitude - right_ascension)  # the equation of time
    noon = (timestamp % DAY) / 240 + minutes_ahead / 4  # degrees since midnight at Greenwich
    return wrapped(180 - noon), declination
