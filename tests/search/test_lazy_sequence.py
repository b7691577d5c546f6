"""Results that nobody looks at are not made."""

from functools import partial

from kztui.files.load import load
from kztui.search.index import Index
from kztui.search.lazy_sequence import LazySequence
from stories import ZENN


def test_an_element_is_made_once_when_it_is_looked_at() -> None:
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return number * number

    squares = LazySequence(partial(make, number) for number in range(9))
    assert (len(squares), made) == (9, [])
    assert (squares[3], squares[-1], squares[3], squares[1:3]) == (9, 64, 9, [1, 4])
    assert made == [3, 8, 1, 2]
    assert squares == [0, 1, 4, 9, 16, 25, 36, 49, 64]
    assert squares != [0]


def test_a_search_makes_no_result_before_it_is_looked_at() -> None:
    found = Index.of(load(ZENN).article).find("a").results
    assert isinstance(found, LazySequence)
    assert len(found) == 50
    assert found._made == {}
    assert found[0].target in {result.target for result in found}
