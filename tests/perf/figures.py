"""A measured figure with its goal, and how programs are measured: as whole processes, in turns, by their medians."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Figure:
    topic: str
    what: str
    value: float
    unit: str = ""
    at_most: float | None = None  # the goal; None: for information
    at_least: float | None = None
    detail: str = ""

    @property
    def is_met(self) -> bool | None:
        if self.at_most is None and self.at_least is None:
            return None
        return (self.at_most is None or self.value <= self.at_most) and (
            self.at_least is None or self.value >= self.at_least
        )


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run of a program took, and what it printed."""

    cpu_s: float  # user and system, all its threads and children
    wall_s: float
    output: str


class MeasureError(Exception):
    """A program that was to be measured failed."""


def run(arguments: Sequence[str], given: str = "") -> Spent:
    """``python`` with these arguments, as a process of its own."""
    return run_program([sys.executable, *arguments], given)


def run_program(command: Sequence[str], given: str = "") -> Spent:
    """Any program. Raises MeasureError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(
        command,
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=_surroundings(),
        check=False,
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise MeasureError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.strip()}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(cpu, wall, done.stdout)


def _surroundings() -> dict[str, str]:
    """No screen, and compiled modules as on a reader's computer: a start is not to compile two hundred of them."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    places = os.pathsep.join(filter(None, (str(ROOT), kept.get("PYTHONPATH"))))
    return {**kept, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": places}


def in_turns(rounds: int, programs: Mapping[str, Callable[[], Spent]]) -> dict[str, list[Spent]]:
    """Every program once a round, so that a busy moment of the machine hits all of them."""
    spent: dict[str, list[Spent]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            spent[name].append(program())
    return spent


def cpu(runs: Sequence[Spent]) -> float:
    return median(run.cpu_s for run in runs)


def wall(runs: Sequence[Spent]) -> float:
    return median(run.wall_s for run in runs)


def percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def table(figures: Sequence[Figure]) -> str:
    rows = [
        (f.topic, f.what, f"{f.value:,.{_places(f)}f} {f.unit}".strip(), _goal(f), _verdict(f), f.detail)
        for f in figures
    ]
    rows.insert(0, ("topic", "figure", "value", "goal", "", "detail"))
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(r, widths, strict=True)) for r in rows]
    return "\n".join(line.rstrip() for line in lines)


def _places(figure: Figure) -> int:
    return 0 if figure.value == int(figure.value) and figure.unit not in {"x", "s"} else 2


def _goal(figure: Figure) -> str:
    if figure.at_most is not None and figure.at_least is not None:
        return f"{figure.at_least:g} to {figure.at_most:g}"
    if figure.at_most is not None:
        return f"<= {figure.at_most:g}"
    return f">= {figure.at_least:g}" if figure.at_least is not None else ""


def _verdict(figure: Figure) -> str:
    return {None: "", True: "met", False: "MISSED"}[figure.is_met]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
