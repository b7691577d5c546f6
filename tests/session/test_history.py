"""The history, beside the plainest model of a browser's history: a list of places and a finger on one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.session.history import LONGEST, History

STEPS = st.lists(st.one_of(st.integers(0, 6), st.sampled_from(["back", "forward"])), max_size=60)


@given(STEPS)
def test_back_and_forward_walk_as_a_browser_does(steps: list[int | str]) -> None:
    history: History[int] = History()
    here = 0
    past: list[int] = [0]
    at = 0
    for step in steps:
        if isinstance(step, int):
            if step == here:
                continue
            history = history.push(here)
            past[at + 1 :] = [step]
            at, here = at + 1, step
        else:
            found = history.back(here) if step == "back" else history.forward(here)
            to = at + (-1 if step == "back" else 1)
            assert (found is not None) == (0 <= to < len(past))
            if found is not None:
                history, here = found
                assert here == past[to]
                at = to


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_going_all_the_way_back_and_forward_again_ends_where_one_was(jumps: list[int]) -> None:
    history: History[int] = History()
    here = -1
    for place in jumps:
        history = history.push(here)
        here = place
    end = here
    while (before := history.back(here)) is not None:
        history, here = before
    assert here == -1
    while (after := history.forward(here)) is not None:
        history, here = after
    assert here == end


def test_a_jump_forgets_what_was_gone_back_from() -> None:
    found = History(("first",)).back("second")
    assert found == (History((), ("second",)), "first")
    assert found[0].push("first").forward("other") is None


def test_the_same_location_is_not_left_twice_in_a_row() -> None:
    assert History[str]().push("here").push("here") == History(("here",))


def test_going_back_passes_over_the_location_where_one_is() -> None:
    assert History(("first", "here")).back("here") == (History((), ("here",)), "first")


def test_a_step_that_leads_nowhere_changes_nothing() -> None:
    history = History(("here", "here"), ("here",))
    assert history.back("here") is history.forward("here") is None
    assert history == History(("here", "here"), ("here",))


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 50])
def test_the_history_has_a_longest_length(length: int) -> None:
    history: History[int] = History()
    for place in range(length):
        history = history.push(place)
    assert history.earlier == tuple(range(length))[-LONGEST:]
