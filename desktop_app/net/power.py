"""
Whether the computer asks us to be sparing, as far as the standard library can tell.

Told on Linux (/sys/class/power_supply), Windows (GetSystemPowerStatus) and macOS (IOPSGetBatteryWarningLevel, which
warns some twenty minutes before the end). What is not known is no reason to be sparing. ``metered.py`` has the other
reason.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

LOW_PERCENT = 20
SUPPLIES = Path("/sys/class/power_supply")
_UNKNOWN = 255
_EARLY_WARNING = 2
_UNLIMITED = -1.5  # between "unlimited" (-2) and "unknown" (-1)
_IOKIT = "/System/Library/Frameworks/IOKit.framework/IOKit"


def is_battery_low() -> bool:
    """Whether the computer runs on a battery with less than a fifth left. Quick; never raises."""
    try:
        if sys.platform == "win32":
            return _on_windows()
        if sys.platform == "darwin":
            return _on_macos()
        return on_linux(SUPPLIES)
    except (OSError, AttributeError, ValueError):
        return False


def is_on_battery() -> bool:
    """Whether the computer runs on a battery, as far as that is told. Quick; never raises."""
    try:
        if sys.platform == "win32":
            power = _windows_power()
            return power is not None and power.ac_line == 0
        if sys.platform == "darwin":
            return _is_discharging_mac()
        return on_linux(SUPPLIES, below=101)
    except (OSError, AttributeError, ValueError):
        return False


def on_linux(supplies: Path, below: int = LOW_PERCENT) -> bool:
    """By the files of the kernel (Documentation/ABI/testing/sysfs-class-power): on a battery with less than that."""
    levels: list[int] = []
    for supply in supplies.iterdir() if supplies.is_dir() else ():
        kind = _line(supply / "type")
        if kind in {"Mains", "USB"} and _line(supply / "online") == "1":
            return False
        if kind == "Battery" and _line(supply / "scope") != "Device":  # a mouse has a battery too
            if _line(supply / "status") != "Discharging":
                return False
            if (level := _line(supply / "capacity")).isdecimal():
                levels.append(int(level))
    return bool(levels) and max(levels) < below


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""


class _WindowsPower(ctypes.Structure):
    """SYSTEM_POWER_STATUS."""

    _fields_ = (
        ("ac_line", ctypes.c_ubyte),
        ("battery_flag", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("is_saving", ctypes.c_ubyte),
        ("seconds_left", ctypes.c_ulong),
        ("seconds_full", ctypes.c_ulong),
    )


def _windows_power() -> _WindowsPower | None:
    power = _WindowsPower()
    library = ctypes.CDLL("kernel32")
    return power if library.GetSystemPowerStatus(ctypes.byref(power)) else None


def _on_windows() -> bool:
    power = _windows_power()
    if power is None:
        return False
    is_low = power.percent != _UNKNOWN and power.percent < LOW_PERCENT
    return bool(power.ac_line == 0 and (is_low or power.is_saving == 1))


def _is_discharging_mac() -> bool:
    """IOPSGetTimeRemainingEstimate: -2 on mains, else seconds, -1 while they are not known."""
    remaining = ctypes.CDLL(_IOKIT).IOPSGetTimeRemainingEstimate
    remaining.restype = ctypes.c_double
    return float(remaining()) > _UNLIMITED


def _on_macos() -> bool:
    library = ctypes.CDLL(_IOKIT)
    level: int = library.IOPSGetBatteryWarningLevel()
    return level >= _EARLY_WARNING
