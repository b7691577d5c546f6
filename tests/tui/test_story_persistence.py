"""Stories of coming back: location, history, bookmarks, style, theme, queries outlive the program; moved keys too."""

import os
import threading
from pathlib import Path

import pytest

from caspian import CASPIAN
from kztui.session.history import Location
from kztui.session.state_file import StateFile
from kztui.tui.options import Options
from kztui.tui.panes.card import CardPane
from kztui.tui.theme import Palette
from kztui.tui.widgets.bars import StatusBar
from stories import ZENN, Reader, play


def test_a_new_start_is_where_the_last_one_ended_with_its_way_back() -> None:
    left: list[Location] = []
    seen: list[list[str]] = []

    async def first(reader: Reader) -> None:
        await reader.press("space", "l", "l")
        left.append(reader.place)
        await reader.press("enter", "j", "l")
        left.append(reader.place)
        seen.append(reader.shown("reader"))

    async def second(reader: Reader) -> None:
        assert reader.place == left[1]
        assert reader.shown("reader") == seen[0]
        await reader.press("H")
        assert reader.place == left[0]
        await reader.press("L")
        assert reader.place == left[1]

    play(first)
    play(second)


@pytest.mark.parametrize("pane", ["1", "2", "3", "4", "5", "6"])
def test_the_pane_comes_back_too(pane: str) -> None:
    left: list[Location] = []

    async def first(reader: Reader) -> None:
        await reader.press(pane, "j", "j")
        left.append(reader.place)

    async def second(reader: Reader) -> None:
        assert reader.place == left[0]
        assert "▌" in "".join(reader.shown(left[0].pane))

    play(first)
    play(second)


def test_lists_stay_grouped_as_they_were() -> None:
    seen: list[list[str]] = []

    async def first(reader: Reader) -> None:
        await reader.press("4")
        before = reader.shown("claims")
        await reader.press("r")
        seen.append(reader.shown("claims"))
        assert seen[0] != before

    async def second(reader: Reader) -> None:
        await reader.press("4")
        assert reader.shown("claims") == seen[0]

    play(first, CASPIAN)
    play(second, CASPIAN)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
def test_the_links_pane_comes_back_with_its_list_and_its_current_link(size: tuple[int, int]) -> None:
    left: list[Location] = []
    seen: list[list[str]] = []

    async def first(reader: Reader) -> None:
        await reader.go("jak")
        await reader.press("7", *"jjjjjj")
        assert reader.place.subject == "jak" != reader.place.selected
        left.append(reader.place)
        seen.append(reader.shown("links"))

    async def second(reader: Reader) -> None:
        assert reader.place == left[0]
        assert reader.shown("links") == seen[0]
        await reader.press("j", "k", "enter", "H")
        assert reader.place == left[0]

    play(first, size=size)
    play(second, size=size)


def test_what_is_asked_for_beats_what_is_remembered() -> None:
    async def first(reader: Reader) -> None:
        await reader.go("jak")

    async def second(reader: Reader) -> None:
        assert reader.place.selected == reader.reader.here == "zhanaozen"
        assert reader.focused == "reader"

    play(first)
    play(second, options=Options(at="zhanaozen"))


def test_each_article_has_its_own_place() -> None:
    async def elsewhere(reader: Reader) -> None:
        await reader.go("dyakov")

    async def here(reader: Reader) -> None:
        assert reader.place.selected == "p1"
        await reader.go("jak")

    async def again(reader: Reader) -> None:
        assert reader.place.selected == "dyakov"

    play(elsewhere, CASPIAN)
    play(here, ZENN)
    play(again, CASPIAN)


def test_of_two_copies_of_an_article_each_has_its_own_place_and_a_moved_one_keeps_it(sealed: Path) -> None:
    first, second, moved = (sealed / name for name in ("first.toml", "second.toml", "moved.toml"))
    for copy in (first, second):
        copy.write_bytes(CASPIAN.read_bytes())

    async def leave(reader: Reader) -> None:
        await reader.go("dyakov")
        await reader.press("m")

    async def elsewhere(reader: Reader) -> None:
        assert reader.place.selected != "dyakov"

    async def again(reader: Reader) -> None:
        assert reader.place.selected == "dyakov"
        assert reader.main_screen.session.bookmarks == ("dyakov",)

    play(leave, first)
    play(elsewhere, second)
    first.rename(moved)
    play(again, moved)


def test_another_size_of_the_terminal_leaves_the_place_true() -> None:
    async def first(reader: Reader) -> None:
        await reader.go("p4")
        await reader.press("l", "l")

    async def second(reader: Reader) -> None:
        assert reader.place.selected == "hotline"
        link = reader.reader.current_link
        assert link is not None
        assert link.target == "hotline"
        assert "hotline" in " ".join(reader.shown("reader"))

    play(first, CASPIAN, size=(200, 60))
    play(second, CASPIAN, size=(40, 12))


def test_bookmarks_are_set_shown_chosen_kept_and_taken_away() -> None:
    async def first(reader: Reader) -> None:
        for target in ("p4", "ferry-loss"):
            await reader.go(target)
            await reader.press("m")
        await reader.until(lambda: "Bookmark set at Loss of the ferry Gülnar" in reader.messages)
        await reader.press("2")
        assert "◂" in reader.shown("events")[1]

    async def second(reader: Reader) -> None:
        await reader.press("1", "apostrophe")
        assert "2 of 2" in reader.lines[0]
        await reader.press("down", "enter")
        assert reader.place.selected == "ferry-loss"
        await reader.press("m")
        await reader.until(lambda: "Bookmark removed from Loss of the ferry Gülnar" in reader.messages)
        await reader.press("apostrophe")
        assert "1 of 1" in reader.lines[0]
        assert reader.widget("preview", CardPane).target == "p4"

    play(first, CASPIAN)
    play(second, CASPIAN)


def test_style_colours_and_queries_are_kept() -> None:
    async def first(reader: Reader) -> None:
        await reader.press("Y", "right", "escape")
        await reader.press("T")
        await reader.type("kztui-light")
        await reader.press("enter")
        await reader.find("baku")
        styles.append(reader.main_screen.session.style)

    async def second(reader: Reader) -> None:
        assert reader.main_screen.session.style == styles[0] != "chicago-notes"
        assert reader.app.theme == "kztui-light"
        assert reader.main_screen.session.queries == ("baku",)

    styles: list[str] = []
    play(first, CASPIAN)
    play(second, CASPIAN)


def test_what_the_command_line_says_beats_what_is_kept() -> None:
    async def first(reader: Reader) -> None:
        await reader.press("T")
        await reader.type("kztui-light")
        await reader.press("enter")

    async def second(reader: Reader) -> None:
        assert (reader.app.theme, reader.main_screen.session.style) == ("nord", "mla")

    play(first, CASPIAN)
    play(second, CASPIAN, options=Options(theme="nord", style="mla"))


@pytest.mark.parametrize(
    ("term", "colours", "asked", "theme"),
    [
        ("xterm", "", "", "ansi-dark"),
        ("linux", "", "kztui-light", "kztui-light"),
        ("xterm-256color", "", "", "kztui-dark"),
        ("xterm", "truecolor", "", "kztui-dark"),
    ],
)
def test_a_terminal_of_sixteen_colours_keeps_its_own_unless_others_are_asked_for(
    term: str, colours: str, asked: str, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colours)

    async def story(reader: Reader) -> None:
        assert reader.app.theme == theme

    play(story, CASPIAN, options=Options(theme=asked))


def test_newcomers_are_greeted_once_with_the_keys_that_matter() -> None:
    async def first(reader: Reader) -> None:
        for key in ("/", "l", "y", "t", "?"):
            assert f"{key} " in reader.messages
        assert reader.messages.startswith("Welcome")

    async def second(reader: Reader) -> None:
        assert "Welcome" not in reader.messages

    play(first, CASPIAN)
    play(second, CASPIAN)


@pytest.mark.parametrize("size", [(200, 60), (60, 20), (40, 12), (30, 8)])
def test_the_greeting_is_whole_at_every_size_and_its_keys_can_be_clicked(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        assert reader.messages.startswith("Welcome.  / find   ")
        assert reader.messages.endswith("? help")
        assert "…" not in reader.messages
        await reader.click("bottom", reader.lines[-1].index("find"), 0)
        assert reader.top_screen is not reader.main_screen

    play(story, CASPIAN, size=size)


def test_a_damaged_state_is_said_and_nobody_is_kept_from_reading(sealed: Path) -> None:
    (sealed / "state.json").write_text("{", encoding="utf-8")

    async def story(reader: Reader) -> None:
        assert "damaged; it was moved to" in reader.messages
        assert reader.place.selected == "p1"
        await reader.press("j", "l", "enter")

    play(story, CASPIAN)
    assert StateFile.load()[1] is None


def test_a_place_that_is_gone_leads_to_one_that_stands(sealed: Path) -> None:
    article = sealed / "sea.toml"
    whole = CASPIAN.read_text(encoding="utf-8")
    article.write_text(whole, encoding="utf-8")

    async def first(reader: Reader) -> None:
        await reader.go("drills-worked")

    async def second(reader: Reader) -> None:
        assert reader.place.selected in reader.main_screen.article.items
        await reader.press("H", "j", "l", "enter", "H")

    play(first, article)
    article.write_text(whole[: whole.index('[[claims]]\nid = "drills-worked"')], encoding="utf-8")
    play(second, article)


def test_moved_keys_work_and_are_shown_wherever_keys_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.tui.controllers.status.MESSAGE_SECONDS", 0.1)

    async def story(reader: Reader) -> None:
        await reader.until(lambda: "Welcome" not in reader.messages)
        assert "W find" in reader.messages
        assert "/ find" not in reader.messages
        place = reader.place
        await reader.press("W")
        assert reader.top_screen is not reader.main_screen
        await reader.press("escape")
        await reader.press("slash")
        assert reader.top_screen is reader.main_screen
        assert reader.place == place
        await reader.press("question_mark")
        line = next(line for line in reader.lines if "Find anything" in line)
        assert "W" in line.split()
        assert "/" not in line.split()
        await reader.press("escape", "ctrl+p")
        await reader.type("find anything")
        row = next(line for line in reader.lines if "Find anything" in line)
        assert row.split("│")[1].split()[-1] == "W"

    play(story, CASPIAN, options=Options(keys={"find": "W"}))


def test_moved_keys_of_a_dialog_work_and_are_shown_at_its_foot() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("slash")
        assert "Ctrl+E cite" in reader.messages
        assert "⏎ go" in reader.messages
        await reader.press("ctrl+e")
        await reader.until(lambda: reader.clipboard)
        await reader.press("escape", "Y")
        assert "] style" in reader.text

    play(
        story,
        CASPIAN,
        options=Options(
            clipboard="osc52", osc52=True, keys={"cite_result": "ctrl+e", "next_style": "right_square_bracket"}
        ),
    )


def test_what_is_wrong_with_the_configuration_is_said() -> None:
    async def story(reader: Reader) -> None:
        assert "config.toml:2:1: there is no action called fnid" in reader.messages

    play(story, CASPIAN, options=Options(messages=("config.toml:2:1: there is no action called fnid",)))


def test_damaged_settings_and_a_damaged_state_are_said_one_after_the_other(
    sealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("widgets.bars", "controllers.persistence"):
        monkeypatch.setattr(f"kztui.tui.{module}.WARNING_SECONDS", 0.1)
    (sealed / "state.json").write_text("{", encoding="utf-8")
    said: list[str] = []
    show = StatusBar.say

    def say(bar: StatusBar, theme: Palette, text: str, warn: bool) -> None:
        said.append(text)
        show(bar, theme, text, warn)

    monkeypatch.setattr(StatusBar, "say", say)

    async def story(reader: Reader) -> None:
        await reader.until(lambda: len(said) == 2 and "/ find" in reader.messages)

    play(story, CASPIAN, options=Options(messages=("config.toml:1:1: no settings",)))
    assert "config.toml:1:1: no settings" in said[0]
    assert "damaged; it was moved to" in said[1]


def test_a_bookmark_is_said_to_be_set_once_it_is_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    save, may_save = StateFile.save, threading.Event()

    def slow(file: StateFile, *patience: float) -> str | None:
        may_save.wait()
        return save(file, *patience)

    monkeypatch.setattr(StateFile, "save", slow)

    async def story(reader: Reader) -> None:
        await reader.press("m")
        assert "Bookmark" not in reader.messages
        may_save.set()
        await reader.until(lambda: reader.messages.startswith("Bookmark set at ¶1"))
        assert len(StateFile.load()[0].state.recent_articles()) == 1

    play(story, CASPIAN)


def test_what_cannot_be_saved_is_said_each_time_and_on_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZTUI_STATE", "/dev/null/none/state.json")
    why = "/dev/null/none/state.json: not a directory"

    async def story(reader: Reader) -> None:
        for done in ("set at", "removed from", "set at"):
            await reader.press("m")
            await reader.until(lambda done=done: reader.messages == f"Bookmark {done} ¶1, but not on disk: {why}")  # type: ignore[misc] # mypy infers no default
        await reader.press("v")
        await reader.until(lambda: "1 selected" in reader.messages and "not on disk" in reader.messages)
        await reader.press("1", "greater_than_sign")
        await reader.until(lambda: reader.messages == f"Not saved: {why}")
        parts = "1 change of bookmarks, the selection, the widths of the columns, where you were"
        assert reader.main_screen.save_at_exit() == [f"not saved: {parts}: {why}"]

    play(story, CASPIAN, size=(160, 40))


def test_with_nothing_kept_by_choice_a_bookmark_is_for_this_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KZTUI_STATE", os.devnull)

    async def story(reader: Reader) -> None:
        await reader.press("m")
        await reader.until(lambda: reader.messages == "Bookmark set at ¶1, until you quit")
        assert reader.main_screen.save_at_exit() == []

    play(story, CASPIAN)
