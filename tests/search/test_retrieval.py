from types import SimpleNamespace
from typing import Any

import pytest

from kztui.search.retrieval import matching_most


def matches(*sets: set[int]) -> list[Any]:
    """Matches of terms, of which only the entries are looked at."""
    return [SimpleNamespace(all_entries=entries) for entries in sets]


def let_all_through(found: set[int]) -> set[int]:
    return found


@pytest.mark.parametrize("rare", [0, 1, 2])
def test_entries_with_all_terms_but_one_are_found_however_many_match_each_term(rare: int) -> None:
    sets, weights = [set(range(3_000)), set(range(2_998, 6_000))], [0.4, 0.4]
    sets.insert(rare, {7})
    weights.insert(rare, 0.3)
    assert matching_most(matches(*sets), weights, let_all_through, 3) == [2_998, 2_999, 7]


def test_the_rarer_term_counts_for_more() -> None:
    terms = matches({1, 2}, {3}, set())
    assert matching_most(terms, [0.3, 0.6, 0.1], let_all_through, 5) == [3, 1, 2]
    assert matching_most(terms, [0.3, 0.6, 0.1], lambda found: found - {3}, 1) == [1]
