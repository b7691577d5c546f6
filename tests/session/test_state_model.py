"""What is remembered, as values."""

from hypothesis import given
from hypothesis import strategies as st

from kztui.session.state import ARTICLES, NOTHING, QUERIES, TRAIL, Bookmark, Position, Reading, State


def test_a_place_comes_back_with_its_trail() -> None:
    here = Position(pane="reader", selected="p3", page="", block=4, offset=2, top_block=3, top_offset=1, link=2)
    behind, ahead = (Position(selected="p1"), Position(selected="p2")), (Position(selected="p9"),)
    reading = NOTHING.at("harbour", here, behind, ahead, now=7).of("harbour")
    assert (reading.position, reading.behind, reading.ahead, reading.used) == (here, behind, ahead, 7)


def test_bookmarks_come_and_go_and_the_last_one_made_is_last() -> None:
    state = NOTHING.bookmarked("harbour", "p3", "¶3", now=1).bookmarked("harbour", "p5", "¶5", now=2)
    state = state.bookmarked("harbour", "p3", "¶3 again", now=3)
    assert list(state.of("harbour").bookmarks.items()) == [
        ("p5", Bookmark(label="¶5", made=2)),
        ("p3", Bookmark(label="¶3 again", made=3)),
    ]
    assert list(state.unbookmarked("harbour", "p5").of("harbour").bookmarks) == ["p3"]
    assert state.unbookmarked("harbour", "p99") == state
    assert state.of("another") == Reading()


def test_what_was_looked_for_stands_once_with_the_newest_first() -> None:
    state = NOTHING
    for query in ("rail", "port", "rail", "dry port"):
        state = state.searched("harbour", query).visited("harbour", query[:4])
    assert state.of("harbour").queries == ("dry port", "rail", "port")
    assert state.of("harbour").recent == ("dry ", "rail", "port")


def test_what_holds_for_all_articles() -> None:
    state = NOTHING.with_style("apa").with_theme("nord").with_greeting()
    assert (state.style, state.theme, state.greeted) == ("apa", "nord", True)
    assert (NOTHING.style, NOTHING.theme, NOTHING.greeted) == ("", "", False)


def test_lists_have_an_end() -> None:
    places = tuple(Position(block=number) for number in range(3 * TRAIL))
    state = NOTHING.at("harbour", Position(), places, places, now=0)
    for number in range(2 * QUERIES):
        state = state.searched("harbour", str(number)).visited("harbour", str(number))
    reading = state.of("harbour")
    assert reading.behind == reading.ahead == places[-TRAIL:]
    assert reading.queries[0] == reading.recent[0] == str(2 * QUERIES - 1)
    assert len(reading.queries) == QUERIES
    assert state.bounded() == state


def test_of_too_many_articles_the_bookmarked_and_the_latest_stay() -> None:
    state = NOTHING
    for number in range(ARTICLES + 50):
        state = state.at(f"article-{number}", Position(), (), (), now=number)
    state = state.bookmarked("article-0", "p1", "", now=0).bounded()
    assert len(state.articles) == ARTICLES
    assert "article-0" in state.articles
    assert "article-1" not in state.articles
    assert f"article-{ARTICLES + 49}" in state.articles


@given(st.lists(st.tuples(st.booleans(), st.sampled_from("abcd"))))
def test_bookmarks_are_a_set(steps: list[tuple[bool, str]]) -> None:
    state: State = NOTHING
    expected: set[str] = set()
    for add, target in steps:
        state = state.bookmarked("x", target, "", 0) if add else state.unbookmarked("x", target)
        expected = expected | {target} if add else expected - {target}
    assert set(state.of("x").bookmarks) == expected
