"""What a list that is shown lacks of the list as it is now. Pure, and quick enough for a background thread."""

from __future__ import annotations

from array import array

from desktop_app.model.frozen import frozen


@frozen
class Run:
    """Ids that follow one another in the list as it is now, and are missing from the one that is shown."""

    before: int | None  # the shown id that they stand before; None at the end
    ids: array[int]


def compare(known: array[int], fresh: array[int]) -> tuple[Run, ...]:
    """The runs of ``fresh`` that ``known`` lacks, in order. Ids that only ``known`` has do not matter."""
    have = set(known)
    runs: list[Run] = []
    missing: array[int] = array("q")
    left = len(have)  # known ids that are still to come; after the last one all the rest is missing
    for position, article in enumerate(fresh):
        if article in have:
            left -= 1
            if missing:
                runs.append(Run(article, missing))
                missing = array("q")
        elif left:
            missing.append(article)
        else:
            missing = fresh[position:]
            break
    if missing:
        runs.append(Run(None, missing))
    return tuple(runs)
