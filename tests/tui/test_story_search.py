"""Stories of the finder: what it shows as one types, what its keys do, and that leaving it changes nothing."""

import asyncio

import pytest
from rich.color import Color
from textual._compositor import Compositor
from textual.widget import Widget
from textual.widgets import Input

from caspian import CASPIAN
from kztui.article.item_kinds import ITEM_KINDS
from kztui.manual.pages import TOPICS
from kztui.tui.commands import COMMANDS
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.manual_dialog import ManualPane
from kztui.tui.dialogs.results_pane import ResultsPane
from kztui.tui.options import Options
from kztui.tui.palette_source import MAIN_SCOPES, SOUGHT
from kztui.tui.panes.card import CardPane
from stories import Reader, play


def query(reader: Reader) -> Input:
    return reader.top_screen.query_one("#query", Input)


def rows(reader: Reader) -> list[str]:
    return [row.target for row in reader.widget("results", ResultsPane)._results.rows]


def current(reader: Reader) -> str:
    row = reader.widget("results", ResultsPane).current()
    return row.target if row else ""


def test_results_change_with_every_letter_and_the_item_stands_beside() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        counts = [len(rows(reader))]
        for letter in "hotline":
            await reader.press(letter)
            counts.append(len(rows(reader)))
        assert counts[0] > counts[-1] > 0
        assert current(reader) in {"hotline", "hotline-talks"}
        assert reader.widget("preview", CardPane).target == current(reader)
        await reader.press("down")
        assert reader.widget("preview", CardPane).target == current(reader) == rows(reader)[1]
        await reader.press("up")
        assert current(reader) == rows(reader)[0]

    play(story, CASPIAN)


def test_a_letter_and_its_results_come_in_one_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        painted: list[set[str]] = []
        paint = Compositor.update_widgets

        def noted(compositor: Compositor, widgets: set[Widget]) -> None:
            painted.append({widget.id or "" for widget in widgets})
            paint(compositor, widgets)

        monkeypatch.setattr(Compositor, "update_widgets", noted)
        await asyncio.sleep(0.1)  # a frame that is due at once, as after each pause
        await reader.press("h")
        assert painted[0] >= {"query", "results", "preview"}

    play(story, CASPIAN)


def test_a_long_query_scrolls_to_what_is_typed() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        query(reader).insert_text_at_cursor("beginning " + "x" * 120)
        await reader.press("e", "n", "d")
        assert "xxend" in reader.text
        await reader.press("home")
        assert "› beginning" in reader.text

    play(story, CASPIAN)


def test_enter_goes_to_the_result_under_the_cursor() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("baku")
        await reader.press("down", "ctrl+n")
        wanted = current(reader)
        await reader.press("enter")
        assert reader.place.selected == wanted
        assert reader.focused == "reader"

    play(story, CASPIAN)


@pytest.mark.parametrize("typed", ["", "baku", "qqqxx"])
def test_escape_leaves_everything_as_it_was(typed: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("j", "j", "l")
        place, seen = reader.place, reader.lines
        await reader.press("slash")
        await reader.type(typed)
        await reader.press("down", "tab", "escape")
        assert reader.place == place
        assert reader.lines[:-1] == seen[:-1]
        assert reader.main_screen.session.queries == ()

    play(story, CASPIAN)


def test_tab_goes_through_the_kinds_and_back() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        shown = []
        article = reader.main_screen.article
        for kind in ITEM_KINDS:
            await reader.press("tab")
            assert f"{kind} only" in reader.lines[1]
            shown.append({article.items[target].item_kind for target in rows(reader)})
        assert shown == [{kind} for kind in ITEM_KINDS]
        await reader.press("tab")
        assert "all kinds" in reader.lines[1]
        await reader.press("shift+tab")
        assert f"{ITEM_KINDS[-1]} only" in reader.lines[1]

    play(story, CASPIAN)


def test_the_last_query_stands_ready_to_be_typed_over() -> None:
    async def story(reader: Reader) -> None:
        await reader.find("baku")
        await reader.press("slash")
        assert query(reader).value == "baku"
        assert query(reader).selected_text == "baku"
        await reader.type("tug")
        assert query(reader).value == "tug"

    play(story, CASPIAN)


def test_earlier_queries_come_back_in_an_empty_line() -> None:
    async def story(reader: Reader) -> None:
        for words in ("baku", "tug", "hotline"):
            await reader.find(words)
        await reader.press("slash", "ctrl+u")
        recalled = []
        for _ in range(3):
            await reader.press("up")
            recalled.append(query(reader).value)
        assert recalled == ["hotline", "tug", "baku"]
        await reader.press("enter")
        assert reader.place.selected == "baku"

    play(story, CASPIAN)


def test_no_result_is_said_and_enter_does_no_harm() -> None:
    async def story(reader: Reader) -> None:
        place = reader.place
        await reader.press("slash")
        await reader.type("qqqxxyyzz")
        assert "No results" in reader.text
        await reader.press("enter", "down", "up", "pagedown", "pageup", "ctrl+y")
        assert isinstance(reader.top_screen, FinderDialog)
        await reader.press("escape")
        assert reader.place == place

    play(story, CASPIAN)


def test_a_citation_is_copied_without_leaving() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("dyakov")
        await reader.press("ctrl+y")
        await reader.until(lambda: reader.clipboard)
        assert "Meer" in str(reader.clipboard)
        assert isinstance(reader.top_screen, FinderDialog)
        await reader.until(lambda: "Meer" in reader.messages)
        assert query(reader).value == "dyakov"

    play(story, CASPIAN)


def test_a_click_on_a_result_goes_there() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("joint rescue drills")
        line = next(y for y, text in enumerate(reader.shown("results")) if "First joint rescue drills" in text)
        await reader.click("results", 8, line)
        assert reader.place.selected == "joint-drills"

    play(story, CASPIAN)


def test_without_a_query_what_was_visited_last_comes_first() -> None:
    async def story(reader: Reader) -> None:
        for target in ("baku", "dyakov", "hotline"):
            await reader.go(target)
        await reader.press("slash")
        assert rows(reader)[:3] == ["hotline", "dyakov", "baku"]

    play(story, CASPIAN)


@pytest.mark.parametrize("key", ["ctrl+p", "colon"])
def test_the_palette_lists_every_command_of_the_main_screen_and_runs_the_chosen_one(key: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(key)
        offered = {command.id for command in COMMANDS if command.scope in MAIN_SCOPES}
        shown = rows(reader)
        assert (set(shown), len(shown)) == (offered | set(TOPICS), len(offered) + len(TOPICS))
        assert shown[: len(SOUGHT)] == [*SOUGHT]
        await reader.type("restore pane")
        await reader.press("enter")
        assert reader.main_screen.session.maximized

    play(story, CASPIAN)


def test_the_palette_finds_items_too() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("ctrl+p")
        await reader.type("hotline talks")
        await reader.press("enter")
        assert reader.place.selected == "hotline-talks"

    play(story, CASPIAN)


def test_the_palette_opens_a_page_of_the_manual_that_scrolls_and_escape_leads_back() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("ctrl+p")
        await reader.type("manual query language")
        assert "What the finder" in reader.text
        await reader.press("enter")
        assert reader.top_screen.query_one(ManualPane).has_focus
        assert "Query language" in reader.text
        await reader.press("G")
        assert "kztui help measurements" in reader.text
        await reader.press("escape")
        assert not reader.top_screen.query(ManualPane)

    play(story, CASPIAN)


def test_themes_are_chosen_by_name_and_seen_at_once() -> None:
    async def story(reader: Reader) -> None:
        before = reader.main_screen.theme
        await reader.press("T")
        await reader.type("kztui-light")
        await reader.press("enter")
        assert reader.app.theme == "kztui-light"
        assert reader.main_screen.theme != before
        assert all(pane.current_view.palette == reader.main_screen.theme for pane in reader.main_screen.panes)
        await reader.press("T", "escape")
        assert reader.app.theme == "kztui-light"

    play(story, CASPIAN)


def highlighted(reader: Reader, ground: Color | None) -> list[str]:
    """What stands on that ground in the reader, as words or pieces of words."""
    lines = [reader.reader.render_line(y) for y in range(reader.reader.size.height)]
    return [s.text for line in lines for s in line if s.style and s.style.bgcolor == ground]


def test_results_of_the_search_are_lit_in_the_text_until_one_leaves_them() -> None:
    async def story(reader: Reader) -> None:
        theme = reader.main_screen.theme
        await reader.find("sailor")
        assert highlighted(reader, theme.highlight_here.bgcolor) == ["sailor"]
        await reader.press("k")
        assert highlighted(reader, theme.highlight_here.bgcolor) == []
        assert highlighted(reader, theme.highlight.bgcolor) == ["sailor"]
        await reader.press("escape")
        assert highlighted(reader, theme.highlight.bgcolor) == []
        await reader.press("n")
        assert highlighted(reader, theme.highlight_here.bgcolor) == ["sailor"]

    play(story, CASPIAN)


@pytest.mark.parametrize("size", [(120, 40), (40, 12), (30, 8)])
def test_a_result_in_a_paragraph_leads_to_the_line_of_its_words(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("1", "slash")
        await reader.press(*["tab"] * (1 + ITEM_KINDS.index("paragraph")))
        await reader.type("receipt")
        await reader.press("enter")
        assert reader.place.selected == "p4"
        assert "receipt" in highlighted(reader, reader.main_screen.theme.highlight_here.bgcolor)
        reading = reader.reader.location
        await reader.press("j", "j", "H", "n")
        assert reader.reader.location == reading

    play(story, CASPIAN, size=size)


@pytest.mark.parametrize("size", [(99, 30), (30, 8)])
def test_without_room_for_a_preview_the_finder_works_all_the_same(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        await reader.find("baku")
        assert reader.place.selected == "baku"
        await reader.press("slash")
        assert not reader.widget("preview", CardPane).region.area
        assert "baku" in reader.lines[1]

    play(story, CASPIAN, size=size)


def test_the_preview_of_a_command_says_what_it_does_and_on_which_keys() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("ctrl+p")
        assert "Copy the citation" in " ".join(reader.shown("preview"))
        await reader.type("restore pane")
        shown = " ".join(" ".join(line.strip("│") for line in reader.shown("preview")).split())
        assert "Maximize command · View" in shown
        assert "Maximize or restore the pane." in shown
        assert "keys W Ctrl+W" in shown
        assert "in the config maximize" in shown
        await reader.type(" ")
        await reader.press("ctrl+u")
        await reader.type("hotline talks")
        assert reader.widget("preview", CardPane).target == "hotline-talks"

    play(story, CASPIAN, options=Options(keys={"maximize": "W,ctrl+w"}))


@pytest.mark.parametrize(
    ("size", "hint"),
    [
        ((200, 60), "a name in any spelling, words of the text, by: type: is: has: in: date:2011"),
        ((120, 40), "a name in any spelling, words of the text"),
        ((60, 20), "a name in any spelling"),
        ((40, 12), "a name in any spelling"),
        ((30, 8), "a name, words"),
    ],
)
def test_what_may_be_typed_is_said_in_as_many_words_as_have_room(size: tuple[int, int], hint: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        assert f" › {hint} " in reader.lines[1]
        await reader.resize((120, 40), size)
        assert f" › {hint} " in reader.lines[1]

    play(story, CASPIAN, size=size)


@pytest.mark.parametrize("size", [(40, 12), (30, 8)])
def test_on_a_narrow_screen_names_of_results_come_before_what_stands_beside_them(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("rezaei")
        assert "● Captain Parviz Rezaei" in reader.lines[2]
        await reader.press("tab")
        assert "§ ⇥" in reader.lines[1]

    play(story, CASPIAN, size=size)


def test_what_stands_ready_gives_way_to_typing_and_comes_back_in_the_emptied_line() -> None:
    async def story(reader: Reader) -> None:
        for words in ("tug", "baku"):
            await reader.find(words)
        for emptied in (("ctrl+u",), ("backspace",), ("x", "backspace")):
            await reader.press("slash", "down", "up")
            assert query(reader).value == query(reader).selected_text == "baku"
            await reader.press(*emptied)
            assert query(reader).value == "", emptied
            await reader.press("up")
            assert query(reader).value == "baku"
            await reader.press("up")
            assert query(reader).value == "tug"
            await reader.press("escape")

    play(story, CASPIAN)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
def test_without_colours_of_our_own_cursor_and_selection_are_seen_too(theme: str) -> None:
    async def story(reader: Reader) -> None:
        def reversed_cells() -> str:
            line = reader.top_screen._compositor.render_strips()[1]
            return "".join(part.text for part in line if part.style and part.style.reverse)

        await reader.press("slash")
        await reader.type("baku")
        assert reversed_cells() == " "
        await reader.press("enter", "slash")
        assert reversed_cells() == "baku "

    play(story, CASPIAN, options=Options(theme=theme))


@pytest.mark.parametrize("slow", [False, True])
def test_a_fault_of_the_search_is_said_where_the_results_would_be(slow: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if slow:
        monkeypatch.setattr("kztui.tui.finder_sources.SLOW", 0)

    async def story(reader: Reader) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("the shelf fell down")

        monkeypatch.setattr(reader.main_screen.search, "index", broken)
        await reader.press("slash")
        await reader.type("ba")
        await reader.until(lambda: "Internal error: RuntimeError: the shelf fell down" in reader.text)
        await reader.press("enter", "down", "escape")
        assert not reader.top_screen.query(ManualPane)

    play(story, CASPIAN)


def test_a_filter_is_completed_in_the_query_and_then_leads_to_what_it_lets_through() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        await reader.type("is:f")
        assert "is:foreseen" in reader.lines[2]
        await reader.press("enter")
        assert "› is:foreseen " in reader.lines[1]
        await reader.press("f1")
        assert "only claims of this source" in reader.text
        await reader.press("escape", "enter")
        assert reader.main_screen.article.items[reader.place.selected].is_foreseen

    play(story)
