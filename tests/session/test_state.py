"""The state as a value, and its changes."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from kztui.session.history import Location
from kztui.session.state import (
    EMPTY,
    HISTORIES,
    HISTORY,
    QUERIES,
    UNKNOWN_PATH,
    ArticleKey,
    ArticleState,
    Bookmark,
    State,
)
from saved_state import HARBOUR


def test_a_position_comes_back_with_its_history() -> None:
    here = Location(pane="reader", selected="p3", page="", block=4, offset=2, top_block=3, top_offset=1, link=2)
    back, forward = (Location(selected="p1"), Location(selected="p2")), (Location(selected="p9"),)
    reading = EMPTY.with_position(HARBOUR, here, back, forward, now=7).article(HARBOUR)
    assert (reading.position, reading.back, reading.forward, reading.used) == (here, back, forward, 7)


def test_bookmarks_come_and_go_and_the_last_one_made_is_last() -> None:
    state = EMPTY.with_bookmark(HARBOUR, "p3", "¶3", now=1).with_bookmark(HARBOUR, "p5", "¶5", now=2)
    state = state.with_bookmark(HARBOUR, "p3", "¶3 again", now=3)
    assert list(state.article(HARBOUR).bookmarks.items()) == [
        ("p5", Bookmark(label="¶5", made=2)),
        ("p3", Bookmark(label="¶3 again", made=3)),
    ]
    assert list(state.without_bookmark(HARBOUR, "p5").article(HARBOUR).bookmarks) == ["p3"]
    assert state.without_bookmark(HARBOUR, "p99") == state
    assert state.article(ArticleKey("another", "")) == ArticleState()


def test_what_was_looked_for_stands_once_with_the_newest_first() -> None:
    state = EMPTY
    for query in ("rail", "port", "rail", "dry port"):
        state = state.with_query(HARBOUR, query).with_visit(HARBOUR, query[:4])
    assert state.article(HARBOUR).queries == ("dry port", "rail", "port")
    assert state.article(HARBOUR).recent == ("dry ", "rail", "port")


def test_what_holds_for_all_articles() -> None:
    state = EMPTY.with_style("apa").with_theme("nord").with_greeting()
    assert (state.style, state.theme, state.greeted) == ("apa", "nord", True)
    assert (EMPTY.style, EMPTY.theme, EMPTY.greeted) == ("", "", False)


def test_lists_have_an_end() -> None:
    places = tuple(Location(block=number) for number in range(3 * HISTORY))
    state = EMPTY.with_position(HARBOUR, Location(), places, places, now=0)
    for number in range(2 * QUERIES):
        state = state.with_query(HARBOUR, str(number)).with_visit(HARBOUR, str(number))
    reading = state.article(HARBOUR)
    assert reading.back == reading.forward == places[-HISTORY:]
    assert reading.queries[0] == reading.recent[0] == str(2 * QUERIES - 1)
    assert len(reading.queries) == QUERIES
    assert state.bounded() == state


def numbered(number: int) -> ArticleKey:
    return ArticleKey(f"article-{number}", f"/articles/{number}")


def test_no_article_position_or_bookmark_is_dropped_and_the_latest_keep_their_history() -> None:
    state = EMPTY
    many = HISTORIES + 50
    for number in range(many):
        here, earlier = Location(block=number), (Location(selected="p1"),)
        state = state.with_position(numbered(number), here, earlier, earlier, now=number + 1)
        state = state.with_bookmark(numbered(number), "p2", "", now=number)
    bounded = state.bounded()
    assert len(bounded.articles) == many
    for number in range(many):
        kept = bounded.article(numbered(number))
        assert kept.position == Location(block=number)
        assert list(kept.bookmarks) == ["p2"]
        assert bool(kept.back) == bool(kept.forward) == (number >= many - HISTORIES)
    assert bounded.bounded() == bounded


def test_no_bookmark_is_dropped() -> None:
    state = EMPTY.with_bookmark(HARBOUR, "p0", "", 0)
    marks = {f"p{number}": Bookmark() for number in range(20_000)}
    full = msgspec.structs.replace(state.article(HARBOUR), bookmarks=marks)
    state = msgspec.structs.replace(state, articles={HARBOUR.id: {HARBOUR.path: full}})
    assert state.bounded() == state


def test_articles_with_one_id_at_two_paths_are_apart() -> None:
    other = ArticleKey(HARBOUR.id, "/elsewhere/harbour.toml")
    state = EMPTY.with_bookmark(HARBOUR, "p1", "", 0).with_bookmark(other, "p2", "", 0)
    assert list(state.article(HARBOUR).bookmarks) == ["p1"]
    assert list(state.without_bookmark(other, "p2").article(HARBOUR).bookmarks) == ["p1"]
    assert list(state.article(other).bookmarks) == ["p2"]


def test_state_of_another_path_is_taken_over_where_there_is_none_and_once() -> None:
    here = Location(selected="p1")
    state = EMPTY.with_position(HARBOUR, here, (here,), (here,), 5).with_bookmark(HARBOUR, "p1", "", 0)
    other = ArticleKey(HARBOUR.id, "/moved.toml")
    moved = state.inherited(other, HARBOUR.path)
    assert moved.article(other) == state.article(HARBOUR)
    assert moved.article(HARBOUR) == ArticleState(position=here, bookmarks={"p1": Bookmark()}, used=5)
    assert moved.inherited(other, HARBOUR.path) == moved
    assert state.inherited(other, "/nowhere") == state


def test_state_of_an_unknown_path_goes_over() -> None:
    state = EMPTY.with_bookmark(ArticleKey(HARBOUR.id, UNKNOWN_PATH), "p1", "", 0)
    assert state.inherited(HARBOUR, UNKNOWN_PATH).articles == {
        HARBOUR.id: {HARBOUR.path: state.articles[HARBOUR.id][""]}
    }


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcd"))))
def test_bookmarks_are_a_set(steps: list[tuple[bool, str]]) -> None:
    state: State = EMPTY
    expected: set[str] = set()
    for add, target in steps:
        state = state.with_bookmark(HARBOUR, target, "", 0) if add else state.without_bookmark(HARBOUR, target)
        expected = expected | {target} if add else expected - {target}
    assert set(state.article(HARBOUR).bookmarks) == expected
