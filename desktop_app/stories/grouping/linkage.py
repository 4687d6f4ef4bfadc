"""
Average linkage: the two groups whose members are most alike on the average become one, again and again. Pure.

What comes of it does not depend on the order in which anything arrived. Sokal and Michener 1958, "A statistical method
for evaluating systematic relationships"; here over the pairs that have anything in common only, all others count as 0.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

N = TypeVar("N", bound=int)  # the name of a group
M = TypeVar("M", bound=int)  # a member

Likeness = Callable[[M], Mapping[M, float]]
_Sums = dict[N, dict[N, float]]


def joined(
    groups: Mapping[N, set[M]],
    likeness: Likeness[M],
    at_least: float,
    may_join: Callable[[set[M], set[M]], bool],
) -> dict[N, set[M]]:
    """The groups that remain when those are joined whose members' mean likeness is ``at_least`` so much.

    A joined group has the name of its larger part, of the smaller name where both are as large.
    """
    members = {name: set(group) for name, group in groups.items()}
    sums = _sums(members, likeness)
    waiting = [_entry(members, sums, name, other) for name, others in sums.items() for other in others if name < other]
    heapq.heapify(waiting)
    while waiting:
        mean, one, other, *sizes = heapq.heappop(waiting)
        if -mean < at_least:
            break
        is_now = one in members and other in members and [len(members[one]), len(members[other])] == sizes
        if not is_now or not may_join(members[one], members[other]):
            continue
        if (len(members[one]), -one) < (len(members[other]), -other):
            one, other = other, one
        _join(members, sums, one, other)
        for third in sums[one]:
            heapq.heappush(waiting, _entry(members, sums, one, third))
    return members


def _sums(members: Mapping[N, set[M]], likeness: Likeness[M]) -> _Sums[N]:
    """Of each group and each other one that it has anything to do with: the sum over all pairs."""
    group_of = {member: name for name, group in members.items() for member in group}
    sums: _Sums[N] = {name: {} for name in members}
    for member, own in group_of.items():
        for other, likely in likeness(member).items():
            theirs = group_of.get(other)
            if theirs is not None and theirs != own:
                sums[own][theirs] = sums[own].get(theirs, 0.0) + likely
    return sums


def _entry(members: Mapping[N, set[M]], sums: _Sums[N], one: N, other: N) -> tuple[float, N, N, int, int]:
    ours, theirs = len(members[one]), len(members[other])
    return -sums[one][other] / (ours * theirs), one, other, ours, theirs


def _join(members: dict[N, set[M]], sums: _Sums[N], into: N, gone: N) -> None:
    members[into] |= members.pop(gone)
    del sums[into][gone]
    for third, summed in sums.pop(gone).items():
        if third == into:
            continue
        del sums[third][gone]
        sums[into][third] = sums[third][into] = sums[into].get(third, 0.0) + summed


def renamed(groups: Iterable[set[M]], known: Mapping[M, N], new_name: Callable[[], N]) -> dict[N, set[M]]:
    """Names for groups: each old name stays where most of its members are, the largest such part first."""
    parts: list[tuple[int, N, int]] = []
    found = list(groups)
    for number, group in enumerate(found):
        counts: dict[N, int] = {}
        for member in group:
            if (name := known.get(member)) is not None:
                counts[name] = counts.get(name, 0) + 1
        parts += [(-count, name, number) for name, count in counts.items()]
    names: dict[int, N] = {}
    taken: set[N] = set()
    for _, name, number in sorted(parts):
        if number not in names and name not in taken:
            names[number] = name
            taken.add(name)
    return {names[number] if number in names else new_name(): group for number, group in enumerate(found)}
