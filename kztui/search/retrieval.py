"""Which entries are worth weighing for a query, found by meeting sets before any entry is looked at."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest

from kztui.search.term_matches import Spread

Allowed = Callable[[set[int]], set[int]]
"""Leaves of a set of entries those that the query's filters let through."""

_TOO_MANY = 20_000
"""Entries of one word above which it is asked only about entries that other words have found."""


def _meeting(sets: Iterable[set[int]]) -> set[int]:
    smallest, *others = sorted(sets, key=len)
    return smallest.intersection(*others) if others else smallest


def _level_by_level(spreads: Sequence[Spread]) -> Iterator[set[int]]:
    """Entries that every word meets, surest first; no entry comes twice."""
    parts: list[set[int]] = []
    if len(spreads) == 1:
        for entries in spreads[0].levels:
            if entries:
                parts.append(entries.difference(*parts) if parts else entries)
                yield parts[-1]
        return
    reached: list[set[int]] = [set() for _ in spreads]
    for level in range(max((len(spread.levels) for spread in spreads), default=0)):
        for place, spread in enumerate(spreads):
            if level < len(spread.levels):
                reached[place] |= spread.levels[level]
        parts.append(_meeting(reached).difference(*parts))
        yield parts[-1]


def with_all(
    spreads: Sequence[Spread], allowed: Allowed, wanted: Allowed, most: int
) -> tuple[list[int], list[set[int]]]:
    """Entries that every word meets: those `wanted`, surest first and at most `most`; and all `allowed`, in parts."""
    chosen: list[int] = []
    parts: list[set[int]] = []
    for met in map(allowed, _level_by_level(spreads)):
        if met:
            parts.append(met)
            if len(chosen) < most:
                chosen += nsmallest(most - len(chosen), wanted(met))
    return chosen, parts


def with_most(spreads: Sequence[Spread], weights: Sequence[float], allowed: Allowed, most: int) -> list[int]:
    """Entries that meet some of the words, those first whose words weigh most; at most `most`."""
    found = [(weight, spread.everywhere) for weight, spread in zip(weights, spreads, strict=True) if spread.everywhere]
    sets = [met for _weight, met in found]
    weighed: dict[int, float] = {}
    # An entry with all words but one is wanted, however many entries each of its words meets.
    for left_out in range(-1, len(sets)):
        rest = [met for place, met in enumerate(sets) if place != left_out]
        if len(weighed) < most and len(rest) > 1:
            weighed.update(dict.fromkeys(nsmallest(most, allowed(_meeting(rest))), 0.0))
    for met in sorted(sets, key=len):
        if len(met) < _TOO_MANY or not weighed:
            weighed.update(dict.fromkeys(nsmallest(most, allowed(met.difference(weighed))), 0.0))
    for weight, met in found:
        for entry in met.intersection(weighed):
            weighed[entry] += weight
    return nsmallest(most, weighed, key=lambda entry: (-weighed[entry], entry))


def without(excluded: Iterable[Sequence[Spread]]) -> set[int]:
    """Entries that meet all the words of any of the exclusions."""
    found: set[int] = set()
    for spreads in excluded:
        met = _meeting(spread.everywhere for spread in spreads)
        found = found | met if found else met
    return found
