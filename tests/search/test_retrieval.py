from types import SimpleNamespace
from typing import Any

import pytest

from kztui.search.retrieval import with_most


def meeting(*sets: set[int]) -> list[Any]:
    """Words of a query, of which only where they stand is looked at."""
    return [SimpleNamespace(everywhere=entries) for entries in sets]


def everything(found: set[int]) -> set[int]:
    return found


@pytest.mark.parametrize("rare", [0, 1, 2])
def test_entries_with_all_words_but_one_are_found_however_many_have_each_word(rare: int) -> None:
    sets, weights = [set(range(30_000)), set(range(29_998, 60_000))], [0.4, 0.4]
    sets.insert(rare, {7})
    weights.insert(rare, 0.3)
    assert with_most(meeting(*sets), weights, everything, 3) == [29_998, 29_999, 7]


def test_the_rarer_word_counts_for_more() -> None:
    spreads = meeting({1, 2}, {3}, set())
    assert with_most(spreads, [0.3, 0.6, 0.1], everything, 5) == [3, 1, 2]
    assert with_most(spreads, [0.3, 0.6, 0.1], lambda found: found - {3}, 1) == [1]
