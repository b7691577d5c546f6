"""Stories of walking: finding, following links, going back to the very place, forward again, and out layer by layer."""

import pytest
from msgspec.structs import replace
from textual.events import Key

from caspian import CASPIAN
from kztui.article.links import MENTIONS
from kztui.tui.options import Options
from stories import Reader, play

pytestmark = pytest.mark.each_python

SIZES = [(200, 60), (80, 24), (40, 12)]
"""Three panes abreast, two, and one; tests/tui/test_pty_stories.py tells a story like the first at others."""


@pytest.mark.parametrize("size", SIZES)
def test_one_finds_follows_a_link_comes_back_to_the_very_place_and_goes_forward_again(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        await reader.find("janaozen")
        assert reader.place.selected in {"zhanaozen", "zhanaozen-protests"}
        await reader.press("l", "l")
        link = reader.reader.current_link
        assert link is not None
        left, seen = reader.place, reader.lines
        await reader.press("enter")
        assert reader.place.selected == link.target
        assert reader.reader.here == link.target
        there = reader.place
        await reader.press("H")
        assert reader.place == left
        assert reader.lines[:-1] == seen[:-1]
        await reader.press("L")
        assert reader.place == there

    play(story, size=size)


def test_three_links_deep_back_leads_out_step_by_step_by_each_of_its_keys() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("g")
        places = []
        for _ in range(3):
            await reader.press("l")
            places.append(reader.place)
            await reader.press("enter")
        for back, place in zip(("backspace", "ctrl+o", "alt+left"), reversed(places), strict=True):
            await reader.press(back)
            assert reader.place == place, back
        await reader.press("H")
        assert "No earlier location" in reader.messages

    play(story)


def test_a_jump_inside_the_text_counts_and_scroll_comes_back() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("space", "j", "j")
        left, seen = reader.place, reader.shown("reader")
        assert left.top_block > 0
        await reader.find("conclusions")
        assert reader.reader.here == "conclusions"
        await reader.press("H")
        assert reader.place == left
        assert reader.shown("reader") == seen

    play(story)


@pytest.mark.parametrize("lines", [1, 2, 3, 5, 8, 11])
def test_scroll_comes_back_whatever_line_is_the_first(lines: int) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("G")
        for _ in range(lines):
            await reader.press("k")
        await reader.press("ctrl+u", "h")
        seen = reader.shown("reader")
        await reader.press("enter", "H")
        assert reader.shown("reader") == seen

    play(story, CASPIAN, size=(60, 16))


def test_back_returns_to_the_pane_that_was_left() -> None:
    async def story(reader: Reader) -> None:
        await reader.find("zhanaozen")
        for pane in "1234567":
            await reader.press(pane, "j", "j")
            left, seen = reader.place, reader.lines
            assert left.pane == reader.focused != "reader"
            await reader.press("enter")
            assert reader.focused == "reader", pane
            await reader.press("H")
            assert reader.place == left
            assert reader.lines[:-1] == seen[:-1], pane

    play(story)


def test_what_is_only_passed_in_an_index_does_not_cost_the_place_that_was_read() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("space", "l")
        left = reader.reader.location
        await reader.press("2", "j", "j", "j", "3", "j")
        await reader.press("H")
        assert reader.reader.location == left
        assert reader.focused == "reader"

    play(story)


def test_a_mention_in_the_links_pane_leads_to_its_very_words() -> None:
    async def story(reader: Reader) -> None:
        await reader.find("zhanaozen")
        await reader.press("7")
        article = reader.main_screen.article
        subject = reader.links.subject
        mentions = [s for s in article.graph.sides(subject) if s.link.relation is MENTIONS and not s.outgoing]
        assert mentions
        found = set()
        await reader.press("G")
        for _ in range(len(article.graph.sides(subject))):
            link = reader.reader.current_link
            if link is not None and reader.links.subject == subject and link.target == subject:
                found.add(reader.place.selected)
            await reader.press("k")
        assert {side.other for side in mentions} == found
        await reader.press("enter")
        assert reader.focused == "reader"

    play(story)


def test_links_are_walked_across_paragraphs_and_both_ends_are_said() -> None:
    async def story(reader: Reader) -> None:
        seen = []
        while True:
            before = reader.place
            await reader.press("l")
            if reader.place == before:
                break
            link = reader.reader.current_link
            assert link is not None
            seen.append((reader.reader.cursor, link.target))
        assert "No next link" in reader.messages
        text = [t for p in reader.main_screen.article.paragraphs.values() for t in (p.text, p.note)]
        assert len(seen) == sum(part.count("[[") for part in text)
        back = [(reader.reader.cursor, seen[-1][1])]
        for _ in seen[1:]:
            await reader.press("h")
            link = reader.reader.current_link
            assert link is not None
            back.append((reader.reader.cursor, link.target))
        assert back == seen[::-1]
        await reader.press("h")
        assert "No previous link" in reader.messages

    play(story, CASPIAN)


def test_results_are_walked_in_their_order_round_and_round() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("baku")
        rows = [row.target for row in reader.main_screen.search.index().find("baku").results]
        assert len(rows) > 2
        await reader.press("enter")
        walked = [reader.place.selected]
        for _ in rows:
            await reader.press("n")
            walked.append(reader.place.selected)
        assert walked == [*rows, rows[0]]
        assert f"Result 1 of {len(rows)}" in reader.messages
        await reader.press("N")
        assert reader.place.selected == rows[-1]
        await reader.press("H")
        assert reader.place.selected == rows[0]

    play(story, CASPIAN)


def test_without_a_search_the_keys_of_results_say_how_to_search() -> None:
    async def story(reader: Reader) -> None:
        place = reader.place
        await reader.press("n")
        assert "No search yet: / finds" in reader.messages
        assert reader.place == place

    play(story, CASPIAN)


def test_a_dead_link_is_said_and_moves_nobody() -> None:
    async def story(reader: Reader) -> None:
        block, link = reader.reader._page.index("p1", 0)
        page = reader.reader._page
        anchor = replace(page[block].anchors[link], target="nobody")
        page._blocks[block] = replace(page[block], anchors=(anchor,))
        await reader.press("g", "l")
        place = reader.place
        await reader.press("enter")
        assert "this article has no item “nobody”" in reader.messages
        assert reader.place == place

    play(story, CASPIAN)


def test_escape_leaves_one_layer_at_a_time_and_never_the_program() -> None:
    async def story(reader: Reader) -> None:
        await reader.find("zhanaozen")
        await reader.press("f", "l", "z", "K")
        assert reader.main_screen.session.peek
        await reader.press("escape")
        assert not reader.main_screen.session.peek
        assert reader.main_screen.session.maximized
        await reader.press("escape")
        assert not reader.main_screen.session.maximized
        assert reader.reader.link >= 0
        await reader.press("escape")
        assert reader.reader.link < 0
        assert reader.main_screen.session.highlighted
        await reader.press("escape")
        assert not reader.main_screen.session.highlighted
        assert reader.main_screen.session.filters
        await reader.press("escape")
        assert not reader.main_screen.session.filters
        await reader.press("escape", "escape", "escape")
        assert reader.app.is_running

    play(story)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_quitting_is_fine(key: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(key)

    assert play(story, CASPIAN) == 0


@pytest.mark.parametrize("opening", ["slash", "question_mark", "Y", "colon"])
def test_one_can_quit_from_within_any_dialog(opening: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(opening)
        assert len(reader.main_screen.app.screen_stack) == 2
        await reader.press("ctrl+q")

    assert play(story, CASPIAN) == 0


def test_an_asked_target_opens_where_it_is() -> None:
    async def story(reader: Reader) -> None:
        assert reader.place.selected == reader.reader.here == "dyakov"
        assert "Commodore Fyodor Dyakov" in reader.lines[0]

    play(story, CASPIAN, options=Options(at="dyakov"))


def test_keys_that_come_together_go_to_the_pane_that_the_first_of_them_leads_to() -> None:
    async def story(reader: Reader) -> None:
        driver = reader.app._driver
        assert driver is not None
        for keys in ("2j", "3jj", "1jj"):
            for key in keys:
                event = Key(key, key)
                event.set_sender(reader.app)
                driver.send_message(event)
            await reader.settle()
        assert reader.focused == "sections"
        assert [reader.index(name).current() for name in ("sections", "events", "actors")] == [
            "outlook",
            "joint-drills",
            "coast-guard",
        ]

    play(story, CASPIAN)
