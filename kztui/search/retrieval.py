"""Retrieval: which entries are worth scoring for a query, found by set operations before any entry is looked at."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest

from kztui.search.term_matches import TermMatches

EntryFilter = Callable[[set[int]], set[int]]
"""From a set of entries to those of them that pass the query's filters."""


def _intersection(sets: Iterable[set[int]]) -> set[int]:
    smallest, *others = sorted(sets, key=len)
    return smallest.intersection(*others) if others else smallest


def _level_by_level(terms: Sequence[TermMatches]) -> Iterator[set[int]]:
    """Entries that every term matches, surest first; no entry comes twice."""
    parts: list[set[int]] = []
    if len(terms) == 1:
        for entries in terms[0].levels:
            if entries:
                parts.append(entries.difference(*parts) if parts else entries)
                yield parts[-1]
        return
    reached: list[set[int]] = [set() for _ in terms]
    for level in range(max((len(matches.levels) for matches in terms), default=0)):
        for place, matches in enumerate(terms):
            if level < len(matches.levels):
                reached[place] |= matches.levels[level]
        parts.append(_intersection(reached).difference(*parts))
        yield parts[-1]


def matching_all(
    terms: Sequence[TermMatches], allowed: EntryFilter, wanted: EntryFilter, most: int
) -> tuple[list[int], list[set[int]]]:
    """Entries that every term matches: those `wanted`, surest first and at most `most`; and all `allowed`, in parts."""
    chosen: list[int] = []
    parts: list[set[int]] = []
    for entries in map(allowed, _level_by_level(terms)):
        if entries:
            parts.append(entries)
            if len(chosen) < most:
                chosen += nsmallest(most - len(chosen), wanted(entries))
    return chosen, parts


def matching_most(terms: Sequence[TermMatches], weights: Sequence[float], allowed: EntryFilter, most: int) -> list[int]:
    """Entries that some of the terms match, those first whose terms weigh most; at most `most`."""
    found = [(weight, term.all_entries) for weight, term in zip(weights, terms, strict=True) if term.all_entries]
    sets = [entries for _weight, entries in found]
    weighed: dict[int, float] = {}
    # An entry with all terms but one is wanted, however many entries each of its terms matches.
    for left_out in range(-1, len(sets)):
        rest = [entries for place, entries in enumerate(sets) if place != left_out]
        if len(weighed) < most and len(rest) > 1:
            weighed.update(dict.fromkeys(nsmallest(most, allowed(_intersection(rest))), 0.0))
    for entries in sorted(sets, key=len):
        weighed.update(dict.fromkeys(nsmallest(most, allowed(entries.difference(weighed))), 0.0))
    for weight, entries in found:
        for entry in entries.intersection(weighed):
            weighed[entry] += weight
    return nsmallest(most, weighed, key=lambda entry: (-weighed[entry], entry))


def matching_excluded(exclusions: Iterable[Sequence[TermMatches]]) -> set[int]:
    """Entries that match all the terms of any of the exclusions."""
    return set().union(*(_intersection(term.all_entries for term in terms) for terms in exclusions))
