"""Moves of the reader as values, each beside what it promises: nothing here knows of a screen."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from caspian import CASPIAN, caspian
from kztui.article.article import Article
from kztui.article.model import article_file
from kztui.session.history import History, Location
from kztui.session.session import FoundItems, Session, first_target

ARTICLE = caspian()
TARGETS = sorted(ARTICLE.items)
targets = st.sampled_from(TARGETS)
locations = st.builds(
    Location,
    pane=st.sampled_from(["reader", "events", "links"]),
    selected=targets,
    block=st.integers(0, 3),
    offset=st.integers(0, 3),
)
sessions = st.builds(
    Session,
    selected=targets,
    history=st.builds(History, st.lists(locations, max_size=3).map(tuple), st.lists(locations, max_size=3).map(tuple)),
    filters=st.lists(targets, max_size=3, unique=True).map(tuple),
    marks=st.lists(targets, max_size=3, unique=True).map(tuple),
    bookmarks=st.lists(targets, max_size=3, unique=True).map(tuple),
    highlighted=st.sampled_from(["", "ferry"]),
    maximized=st.booleans(),
    timeline=st.booleans(),
    peek=st.sampled_from(["", "above", "below"]),
)
START = Session(selected=first_target(ARTICLE))
START_AT = Location(pane="reader", selected=START.selected)

# What else runs on the machine may take its time.
unhurried = settings(suppress_health_check=[HealthCheck.too_slow])


def smaller(*gone: str) -> Article:
    """The article without some of its events, as after an edit."""
    return Article(article_file(ARTICLE.publication, *(item for item in ARTICLE.items.values() if item.id not in gone)))


# Back and forward.


@unhurried
@given(sessions, locations, targets, locations)
def test_back_undoes_a_jump_and_forward_undoes_back(
    session: Session, left: Location, target: str, there: Location
) -> None:
    jumped = session.jump(ARTICLE, target, left)
    assert jumped is not None
    assert (jumped.pane, jumped.selected, jumped.recent[0]) == ("reader", target, target)
    back = jumped.back(ARTICLE, there)
    if there == left:
        # One who has come back on foot goes further back.
        return
    assert back is not None
    undone, location = back
    assert location == left
    assert (undone.pane, undone.selected) == (left.pane, left.selected)
    assert undone.history.later == (there,)
    forward = undone.forward(ARTICLE, left)
    assert forward is not None
    redone, location = forward
    assert location == there
    assert (redone.pane, redone.selected) == (there.pane, there.selected)
    assert redone.history == jumped.history


@unhurried
@given(st.lists(targets, min_size=1, max_size=20))
def test_all_the_way_back_and_forward_again_nothing_is_lost(jumps: list[str]) -> None:
    session, here = START.bookmark("baku").mark("dyakov"), START_AT
    walked = [here]
    for number, target in enumerate(jumps, 1):
        jumped = session.jump(ARTICLE, target, here)
        assert jumped is not None
        session, here = jumped, Location(pane="reader", selected=target, block=number)
        walked.append(here)
    for step, expected in (("back", walked[-2::-1]), ("forward", walked[1:])):
        for location in expected:
            moved = session.back(ARTICLE, here) if step == "back" else session.forward(ARTICLE, here)
            assert moved is not None
            session, here = moved
            assert here == location
    assert session.forward(ARTICLE, here) is None
    assert (session.bookmarks, session.marks) == (("baku",), ("dyakov",))
    assert list(session.recent) == list(dict.fromkeys(reversed(jumps)))


def test_where_there_is_no_location_to_go_to_there_is_no_move() -> None:
    assert START.back(ARTICLE, START_AT) is START.forward(ARTICLE, START_AT) is None
    assert START.jump(ARTICLE, "nothing-such", START_AT) is None


@unhurried
@given(sessions, st.lists(targets, min_size=1, max_size=10), locations)
def test_what_an_index_shows_in_passing_leaves_one_location(
    session: Session, passed: list[str], reading: Location
) -> None:
    before = session.history
    browsed = session
    for target in passed:
        browsed = browsed.select(target, reading)
        reading = replace(reading, selected=target, block=reading.block + 1)
    assert browsed.selected == passed[-1]
    assert browsed.history == (before if session.browsing else before.push(browsed.history.earlier[-1]))
    assert len(browsed.history.earlier) <= len(before.earlier) + 1
    assert not browsed.select(passed[0]).browsing


def test_the_line_that_is_read_moves_the_selection_and_leaves_no_location() -> None:
    assert START.select("p3") == replace(START, selected="p3")


@unhurried
@given(sessions, locations)
def test_a_restored_session_is_at_its_location(session: Session, location: Location) -> None:
    restored = session.restore(ARTICLE, location)
    assert (restored.pane, restored.selected, restored.browsing) == (location.pane, location.selected, False)
    gone = session.restore(ARTICLE, replace(location, selected="nothing-such"))
    assert gone.selected == session.selected


@pytest.mark.parametrize(("timeline", "pane"), [(True, "timeline"), (False, "reader")])
def test_a_timeline_that_is_hidden_does_not_get_the_focus_back(timeline: bool, pane: str) -> None:
    session = replace(START, timeline=timeline)
    assert session.restore(ARTICLE, Location(pane="timeline", selected="p1")).pane == pane


# Filters.


@unhurried
@given(st.lists(targets, min_size=1, max_size=4))
def test_a_filter_never_lists_what_is_not_linked(chosen: list[str]) -> None:
    session = START
    for target in chosen:
        session = session.select(target).filter()
    listed = session.listed(ARTICLE)
    assert listed is not None
    for target in TARGETS:
        linked = all(target == wanted or target in ARTICLE.around(wanted) for wanted in chosen)
        assert (target in listed) == linked
    assert session.filters == tuple(dict.fromkeys(chosen))
    assert session.clear_filter().listed(ARTICLE) is None


@unhurried
@given(sessions)
def test_another_filter_never_lists_more(session: Session) -> None:
    before, after = session.listed(ARTICLE), session.filter().listed(ARTICLE)
    assert after is not None
    assert before is None or after <= before


def test_without_a_selection_there_is_nothing_to_filter_by() -> None:
    assert Session().filter() == Session()


# Marks and bookmarks.


@unhurried
@given(sessions, targets)
def test_marks_and_bookmarks_toggle(session: Session, target: str) -> None:
    for name, toggled in (("marks", session.mark(target)), ("bookmarks", session.bookmark(target))):
        before, after = getattr(session, name), getattr(toggled, name)
        assert (target in after) != (target in before)
        assert [other for other in after if other != target] == [other for other in before if other != target]
        assert replace(toggled, **{name: before}) == session
    assert set(session.mark(target).mark(target).marks) == set(session.marks)


# Results.


@unhurried
@given(sessions, st.lists(targets, min_size=1, max_size=6, unique=True), st.data())
def test_results_are_walked_round_and_round(session: Session, found: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(found) - 1))
    searched = session.search("ferry", tuple(found), at)
    assert searched.found == FoundItems("ferry", tuple(found), at)
    assert (searched.highlighted, searched.queries[0]) == ("ferry", "ferry")
    walked = replace(searched, highlighted="")
    seen = []
    for _ in found:
        walked = walked.next_result(1)
        seen.append(walked.found.targets[walked.found.position])
        assert walked.highlighted == "ferry"
    assert sorted(seen) == sorted(found)
    assert walked.found == searched.found
    assert walked.next_result(1).next_result(-1).found == searched.found


# What is shown.


@unhurried
@given(sessions)
def test_each_layer_is_closed_in_turn_and_the_last_closes_nothing(session: Session) -> None:
    layers = [session.peek, session.maximized, session.highlighted, session.timeline, session.filters]
    for _ in range(sum(map(bool, layers))):
        closed = session.close_layer()
        assert closed != session
        session = closed
    assert session.close_layer() == session
    assert not any((session.peek, session.maximized, session.highlighted, session.timeline, session.filters))


def test_the_timeline_takes_the_focus_and_gives_it_to_the_reader() -> None:
    shown = START.focus("links").toggle_timeline()
    assert (shown.timeline, shown.pane) == (True, "timeline")
    assert shown.toggle_timeline() == START


@pytest.mark.parametrize("pane", ["reader", "links"])
def test_a_focus_or_a_peek_that_is_there_changes_nothing(pane: str) -> None:
    session = START.focus(pane)
    assert session.focus(pane) is session
    assert session.show_peek("") is session


# Another version of the article.


@unhurried
@given(sessions, st.sets(st.sampled_from([event.id for event in ARTICLE.events])), st.data())
def test_what_has_gone_from_the_article_is_forgotten_but_for_bookmarks(
    session: Session, gone: set[str], data: st.DataObject
) -> None:
    found = data.draw(st.lists(targets, min_size=1, unique=True))
    position = data.draw(st.integers(0, len(found) - 1))
    article = smaller(*gone)
    before = session.search("ferry", tuple(found), position)
    after = before.set_article(article)
    for name in ("filters", "marks", "recent"):
        kept = [target for target in getattr(before, name) if target in article.items]
        assert list(getattr(after, name)) == kept
    assert after.selected in article.items
    assert after.selected == before.selected or before.selected in gone
    assert (after.bookmarks, after.queries, after.peek) == (before.bookmarks, before.queries, "")
    assert after.history == before.history
    left = [target for target in found if target in article.items]
    assert list(after.found.targets) == left
    if found[position] in left:
        assert after.found.targets[after.found.position] == found[position]
    if left:
        after.next_result(1)


# Without a screen.

WITHOUT_TEXTUAL = """
import sys
from pathlib import Path
from kztui.files.load import load
from kztui.session.state import ArticleKey
from kztui.session.history import Location
from kztui.session.saved_session import changes, restored, visits
from kztui.session.session import Session, first_target
from kztui.session.state_file import StateFile

article = load(Path(sys.argv[1])).article
start = Session(selected=first_target(article))
here = Location(pane="reader", selected=start.selected)
session = start.select("baku", here).jump(article, "dyakov", here).filter().mark("dyakov").bookmark("baku")
session, back = session.back(article, Location(pane="reader", selected="dyakov"))
session = session.search("ferry", ("p3", "baku"), 0).next_result(1).toggle_timeline().close_layer()
session = session.set_article(article)
assert back == here and session.listed(article)
state_file, message = StateFile.load()
key = ArticleKey(article.publication.id, "")
for change in (*visits(start, session, key), *changes(start, session, key, article, 0)):
    state_file.change(change)
assert restored(Session(), state_file.open_article(key), article).bookmarks == ("baku",), message
print(sorted(name for name in sys.modules if name.split(".")[0] in {"textual", "rich"} or name.startswith("kztui.tui")))
"""


def test_a_session_needs_no_textual() -> None:
    script = [sys.executable, "-c", WITHOUT_TEXTUAL, str(CASPIAN)]
    assert subprocess.run(script, capture_output=True, text=True, check=True).stdout.strip() == "[]"
