"""Which entries are worth weighing for a query, found by meeting sets before any entry is looked at."""

from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest

from kztui.search.spread import Spread

Allowed = Callable[[set[int]], set[int]]
"""Leaves of a set of entries those that the query's filters let through."""


def with_all(spreads: Sequence[Spread], allowed: Allowed, wanted: Allowed, most: int) -> tuple[list[int], set[int]]:
    """Entries that every word meets: those `wanted`, surest first and at most `most`; and all that are `allowed`."""
    reached: list[set[int]] = [set() for _ in spreads]
    chosen: list[int] = []
    seen: set[int] = set()
    for level in range(max((len(spread.levels) for spread in spreads), default=0)):
        for place, spread in enumerate(spreads):
            if level < len(spread.levels) and spread.levels[level]:
                reached[place] = reached[place] | spread.levels[level] if reached[place] else spread.levels[level]
        if not all(reached):
            continue
        smallest, *others = sorted(reached, key=len)
        met = allowed(smallest.intersection(*others) if others else smallest)
        if len(chosen) < most:
            chosen += nsmallest(most - len(chosen), wanted(met - seen))
        seen = met
    return chosen, seen


def with_most(spreads: Sequence[Spread], weights: Sequence[float], allowed: Allowed, most: int) -> list[int]:
    """Entries that meet some of the words, those first whose words weigh most; at most `most`."""
    by_weight = sorted(zip(weights, spreads, strict=True), key=lambda pair: -pair[0])
    weighed: dict[int, float] = {}
    for weight, spread in by_weight:
        met = spread.everywhere
        for entry in met.intersection(weighed):
            weighed[entry] += weight
        for entry in nsmallest(most, allowed(met.difference(weighed))):
            weighed[entry] = weight
    return nsmallest(most, weighed, key=lambda entry: (-weighed[entry], entry))


def without(excluded: Iterable[Sequence[Spread]]) -> set[int]:
    """Entries that meet all the words of any of the exclusions."""
    found: set[int] = set()
    for spreads in excluded:
        found |= set.intersection(*(spread.everywhere for spread in spreads))
    return found
