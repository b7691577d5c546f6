"""The trail, beside the plainest model of a browser's history: a list of places and a finger on one of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.tui.trail import LONGEST, Trail

STEPS = st.lists(st.one_of(st.integers(0, 6), st.sampled_from(["back", "forward"])), max_size=60)


@given(STEPS)
def test_back_and_forward_walk_as_a_browser_does(steps: list[int | str]) -> None:
    trail: Trail[int] = Trail()
    here = 0
    past: list[int] = [0]
    at = 0
    for step in steps:
        if isinstance(step, int):
            if step == here:
                continue
            trail.leave(here)
            past[at + 1 :] = [step]
            at, here = at + 1, step
        else:
            found = trail.back(here) if step == "back" else trail.forward(here)
            to = at + (-1 if step == "back" else 1)
            assert found == (past[to] if 0 <= to < len(past) else None)
            if found is not None:
                at, here = to, found


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_going_all_the_way_back_and_forward_again_ends_where_one_was(jumps: list[int]) -> None:
    trail: Trail[int] = Trail()
    here = -1
    for place in jumps:
        trail.leave(here)
        here = place
    end = here
    while (before := trail.back(here)) is not None:
        here = before
    assert here == -1
    while (after := trail.forward(here)) is not None:
        here = after
    assert here == end


def test_a_jump_forgets_what_lay_ahead() -> None:
    trail: Trail[str] = Trail(("first",))
    assert trail.back("second") == "first"
    trail.leave("first")
    assert trail.forward("other") is None


def test_the_same_place_is_not_left_twice_in_a_row() -> None:
    trail: Trail[str] = Trail()
    trail.leave("here")
    trail.leave("here")
    assert trail.behind == ["here"]


def test_going_back_passes_over_the_place_where_one_is() -> None:
    trail: Trail[str] = Trail(("first", "here"))
    assert trail.back("here") == "first"
    assert trail.ahead == ["here"]


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 50])
def test_the_trail_has_a_longest_length(length: int) -> None:
    trail: Trail[int] = Trail()
    for place in range(length):
        trail.leave(place)
    assert trail.behind == list(range(length))[-LONGEST:]
