"""The trail, beside the plainest model of a browser's history: a list of places and a finger on one of them."""

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
            history.leave(here)
            past[at + 1 :] = [step]
            at, here = at + 1, step
        else:
            found = history.back(here) if step == "back" else history.forward(here)
            to = at + (-1 if step == "back" else 1)
            assert found == (past[to] if 0 <= to < len(past) else None)
            if found is not None:
                at, here = to, found


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_going_all_the_way_back_and_forward_again_ends_where_one_was(jumps: list[int]) -> None:
    history: History[int] = History()
    here = -1
    for place in jumps:
        history.leave(here)
        here = place
    end = here
    while (before := history.back(here)) is not None:
        here = before
    assert here == -1
    while (after := history.forward(here)) is not None:
        here = after
    assert here == end


def test_a_jump_forgets_what_lay_ahead() -> None:
    history: History[str] = History(("first",))
    assert history.back("second") == "first"
    history.leave("first")
    assert history.forward("other") is None


def test_the_same_place_is_not_left_twice_in_a_row() -> None:
    history: History[str] = History()
    history.leave("here")
    history.leave("here")
    assert history.behind == ["here"]


def test_going_back_passes_over_the_place_where_one_is() -> None:
    history: History[str] = History(("first", "here"))
    assert history.back("here") == "first"
    assert history.ahead == ["here"]


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 50])
def test_the_trail_has_a_longest_length(length: int) -> None:
    history: History[int] = History()
    for place in range(length):
        history.leave(place)
    assert history.behind == list(range(length))[-LONGEST:]
