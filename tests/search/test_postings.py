from array import array

from hypothesis import given
from hypothesis import strategies as st

from kztui.search.postings import Postings

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 50)))


@given(PAIRS)
def test_the_entries_of_a_word_are_those_it_was_met_in(pairs: list[tuple[int, int]]) -> None:
    words, entries = array("I", [word for word, _entry in pairs]), array("I", [entry for _word, entry in pairs])
    postings = Postings(words, entries, 10)
    for word in range(10):
        assert postings.holds(word) == any(other == word for other, _entry in pairs)
        assert list(postings.of(word)) == [entry for other, entry in pairs if other == word]
    assert set(postings.of_range(range(3, 7))) == {entry for word, entry in pairs if 3 <= word < 7}
    assert postings.of_each([1, 8]) == {entry for word, entry in pairs if word in {1, 8}}


def test_an_empty_range_has_no_entries() -> None:
    assert not Postings(array("I", [0]), array("I", [5]), 1).of_range(range(0))
