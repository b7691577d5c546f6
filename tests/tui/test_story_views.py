"""Stories of looking closer: the peek, the help, the original beside our words, the web page, and files that change."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from caspian import CASPIAN
from kztui.article.quotes import fingerprint
from kztui.tui.commands import COMMANDS
from kztui.tui.dialogs.help_dialog import HelpDialog
from kztui.tui.options import Options
from kztui.tui.panes.card import CardPane
from stories import Reader, play


@pytest.fixture
def sea(tmp_path: Path) -> Path:
    """The made-up article in a file that can be saved anew."""
    article = tmp_path / "sea.toml"
    article.write_text(CASPIAN.read_text(encoding="utf-8"), encoding="utf-8")
    return article


def save(article: Path, before: str, after: str) -> None:
    text = article.read_text(encoding="utf-8")
    assert before in text
    article.write_text(text.replace(before, after), encoding="utf-8")


def peeks(reader: Reader) -> bool:
    """Whether a card lies over the reader."""
    return any(pane.region.area for pane in reader.main_screen.query("#peek"))


def test_a_peek_shows_the_linked_card_and_leaves_the_place_alone() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("l", "l")
        place = reader.place
        await reader.press("K")
        assert "Loss of the ferry Gülnar" in " ".join(reader.shown("peek"))
        assert reader.place == place
        await reader.press("K")
        assert not peeks(reader)
        assert reader.place == place

    play(story, CASPIAN)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
def test_to_peek_at_what_is_open_already_says_so_until_there_is_something_else(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("rezaei")
        await reader.press("K")
        assert not peeks(reader)
        assert "Captain Parviz Rezaei is open already; l goes to a link to peek at" in reader.messages
        await reader.press("l")
        assert "open already" not in reader.messages
        assert "? help" in reader.lines[-1]
        await reader.press("K")
        assert peeks(reader)

    play(story, CASPIAN, size=size)


def test_a_pause_on_a_link_peeks_by_itself_and_going_on_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.tui.controllers.views.PEEK_SECONDS", 0.05)

    async def story(reader: Reader) -> None:
        await reader.press("l", "l")
        await reader.until(lambda: peeks(reader))
        assert "Loss of the ferry Gülnar" in " ".join(reader.shown("peek"))
        await reader.press("j")
        assert not peeks(reader)

    play(story, CASPIAN)


def test_where_it_would_cover_half_of_the_text_only_the_key_peeks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.tui.controllers.views.PEEK_SECONDS", 0.01)

    async def story(reader: Reader) -> None:
        await reader.press("l")
        await asyncio.sleep(0.1)
        await reader.settle()
        assert not peeks(reader)
        await reader.press("K")
        assert peeks(reader)
        await reader.press("l")
        assert not peeks(reader)

    play(story, CASPIAN, size=(40, 12))


@pytest.mark.parametrize("where", ["g", "G"])
def test_the_peek_never_lies_on_the_link_it_belongs_to(where: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(where, "l" if where == "g" else "h", "K")
        reading = reader.reader
        line = reading.layout_.distance(reading.top, reading.cursor, 99) + 1 + reading.region.y
        assert peeks(reader)
        assert not reader.widget("peek", CardPane).region.contains(reading.region.x + 2, line)

    play(story, CASPIAN, size=(100, 24))


def test_the_footer_shows_what_can_be_done_in_the_focused_pane_and_no_key_that_does_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kztui.tui.controllers.status.StatusController.greet", lambda status: None)
    monkeypatch.setattr("kztui.tui.controllers.status.StatusController.say", lambda *said, **how: None)

    async def story(reader: Reader) -> None:
        async def said(*keys: str) -> str:
            await reader.press(*keys)
            return reader.messages

        start = await said()
        assert "l next link" in start
        assert not [name for name in ("⏎ open", "H back", "F clear", "n next", "K peek", "zoom") if name in start]
        assert "⏎ open" in await said("l")
        on_card = await said("enter")
        assert "H back" in on_card
        assert "⏎ open" not in on_card
        assert "a all names" in await said("3", "j", "enter")
        assert "l next link" not in await said("2")
        assert "Esc cancel" in await said("z")
        assert "F clear filter" in await said("z", "f")
        assert "+ zoom in" in await said("F", "t")

    play(story, CASPIAN, size=(100, 30))


@pytest.mark.parametrize("key", ["question_mark", "f1"])
def test_the_help_lists_every_command_with_its_keys_those_of_the_pane_first(key: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.press(key)
        seen: list[str] = []
        for _ in range(40):
            seen += [line for line in reader.shown("dialog")[1:-1] if line not in seen]
            await reader.press("pagedown")
        whole = "\n".join(seen)
        assert [command.id for command in COMMANDS if command.help[:20] not in whole] == []
        assert whole.index("In this pane: Read") < whole.index("Move down")
        await reader.press("escape")
        assert not isinstance(reader.top_screen, HelpDialog)

    play(story, CASPIAN, size=(120, 30))


def test_the_help_begins_with_the_focused_pane_and_lists_what_has_the_words_that_are_typed() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("2", "question_mark")
        assert "In this pane: Events" in reader.text
        assert reader.text.index("In this pane") < reader.text.index("Signs and colours")
        await reader.type("quit kz")
        shown = [line.strip("│┃ ") for line in reader.shown("dialog")[2:-1]]
        assert [line for line in shown if line][:2] == ["kztui", "q  Ctrl+Q             Quit kztui"]
        await reader.press(*["backspace"] * 7)
        await reader.type("approximate")
        assert "~ and ?" in reader.text
        await reader.type(" zebra")
        await reader.until(lambda: "Nothing has these words" in reader.text)
        await reader.press("escape")
        assert "In this pane: Events" in reader.text
        await reader.press("escape")
        assert reader.top_screen is reader.main_screen

    play(story, CASPIAN)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (120, 40)])
def test_no_sentence_of_the_help_is_cut_at_any_width(size: tuple[int, int]) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("question_mark")
        before = ""
        while before != (before := reader.text):
            assert "…" not in reader.text
            await reader.press("pagedown")
        assert COMMANDS[-1].help[:20] in reader.text

    play(story, CASPIAN, size=size)


@pytest.mark.skipif(os.name == "nt", reason="the browser is a script here")
@pytest.mark.parametrize(("status", "said"), [(0, "Opened inlandseas.example (browser)"), (7, "exit status 7")])
def test_the_web_page_is_named_before_it_is_opened(
    status: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\nexit {status}\n', encoding="utf-8")
    browser.chmod(0o755)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BROWSER", str(browser))
    url = "https://inlandseas.example/2021/fog?lang=en&view=full"

    async def story(reader: Reader) -> None:
        await reader.press("o")
        assert f"again to open inlandseas.example ({url})" in reader.messages
        assert not opened.exists()
        await reader.press("o")
        await reader.until(lambda: said in reader.messages)
        assert opened.read_text(encoding="utf-8") == url

    play(story, CASPIAN)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "has no web page"),
        ("file:///etc/passwd", "Not opened: an address begins with http"),
        ("https://known.example&articles@evil.example/x", "names a user before its host: it leads to evil.example"),
    ],
)
def test_only_a_web_page_is_ever_opened(sea: Path, monkeypatch: pytest.MonkeyPatch, url: str, said: str) -> None:
    save(sea, "https://inlandseas.example/2021/fog?lang=en&view=full", url)
    opened: list[str] = []
    monkeypatch.setattr("kztui.tui.browser.open_in_browser", opened.append)

    async def story(reader: Reader) -> None:
        await reader.press("o", "o")
        assert said in reader.messages
        assert opened == []

    play(story, sea)


def test_without_a_copy_of_the_original_it_is_said_how_to_attach_one() -> None:
    async def story(reader: Reader) -> None:
        seen = reader.shown("reader")
        await reader.press("s")
        assert "kztui --original FILE" in reader.messages
        assert reader.shown("reader") == seen

    play(story, CASPIAN)


@pytest.fixture
def copied(sea: Path, tmp_path: Path) -> Path:
    """The reader's own copy, in which three paragraphs of the article are found."""
    printed = {
        number: f"Paragraph {number} as it was printed, {'word upon word, ' * 20}to its end." for number in (1, 2, 5)
    }
    for number, text in printed.items():
        save(sea, f"  number = {number}\n", f'  number = {number}\n  fingerprint = "{fingerprint(text)}"\n')
    copy = tmp_path / "copy.txt"
    copy.write_text("\n\n".join(["A head", *printed.values(), "A foot"]), encoding="utf-8")
    return copy


@pytest.mark.parametrize(("size", "beside"), [((200, 40), True), ((80, 40), False)])
def test_the_original_stands_beside_or_beneath_and_goes_again(
    sea: Path, copied: Path, size: tuple[int, int], beside: bool
) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("j", "j", "j", "j", "j", "j")
        place, seen = reader.place, reader.shown("reader")
        await reader.press("s")
        await reader.until(lambda: "3 of 6" in reader.messages)
        shown = reader.shown("reader")
        line = next(line for line in shown if "Paragraph 1 as it was printed" in line)
        assert ("│ Paragraph 1" in line) == beside
        assert ("The Caspian has five" in line) == beside
        assert reader.place == place
        await reader.press("s")
        assert reader.place == place
        assert reader.shown("reader") == seen

    play(story, sea, size=size, options=Options(original=copied))


def test_in_the_original_too_back_returns_to_the_very_line(sea: Path, copied: Path) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("s")
        await reader.until(lambda: "3 of 6" in reader.messages)
        for _ in range(14):
            await reader.press("j")
            left, seen = reader.place, reader.shown("reader")
            await reader.go("baku")
            await reader.press("H")
            assert (reader.place, reader.shown("reader")) == (left, seen)

    play(story, sea, size=(80, 24), options=Options(original=copied))


def test_a_copy_that_cannot_be_read_is_said(sea: Path, tmp_path: Path) -> None:
    async def story(reader: Reader) -> None:
        await reader.press("s")
        await reader.until(lambda: "The original cannot be read" in reader.messages)

    play(story, sea, options=Options(original=tmp_path / "gone.txt"))


def test_reloading_shows_what_was_saved_and_keeps_the_place(sea: Path) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("dyakov")
        await reader.press("v", "l", "l")
        await reader.find("baku")
        await reader.press("H")
        place = reader.place
        save(sea, "An observer by temper", "A sailor by birth, an observer by temper")
        await reader.press("ctrl+r")
        await reader.until(lambda: "Reloaded the article" in reader.messages)
        assert "A sailor by birth" in " ".join(reader.shown("reader"))
        assert reader.place == place
        assert "✓ 1" in reader.lines[0]
        await reader.press("L")
        assert reader.place.selected == "baku"
        await reader.press("T")
        await reader.type("kztui-light")
        await reader.press("enter")
        assert all(pane.current_view.palette == reader.main_screen.theme for pane in reader.main_screen.panes)

    play(story, sea)


def test_after_a_reload_the_place_is_remembered_all_the_same(sea: Path) -> None:
    async def first(reader: Reader) -> None:
        await reader.press("ctrl+r")
        await reader.until(lambda: "Reloaded the article" in reader.messages)
        await reader.go("dyakov")

    async def second(reader: Reader) -> None:
        assert reader.place.selected == "dyakov"

    play(first, sea)
    play(second, sea)


def test_a_broken_save_keeps_the_last_good_view_and_says_where_it_is_broken(sea: Path) -> None:
    async def story(reader: Reader) -> None:
        seen = reader.lines
        save(sea, 'title = "Outlook"', "title = Outlook")
        await reader.press("ctrl+r")
        await reader.until(lambda: "Kept the last good view" in reader.messages)
        assert "sea.toml:" in reader.messages
        assert reader.lines[1:-1] == seen[1:-1]
        assert "⚠ last good view: kztui check" in reader.lines[0]
        save(sea, "title = Outlook", 'title = "Prospects"')
        await reader.press("ctrl+r")
        await reader.until(lambda: "Prospects" in " ".join(reader.shown("sections")))
        assert "last good view" not in reader.lines[0]

    play(story, sea)


def test_watched_files_are_read_as_they_are_saved(sea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.tui.controllers.reloading.WATCH_SECONDS", 0.05)

    async def story(reader: Reader) -> None:
        await reader.go("hotline")
        time.sleep(0.02)
        save(sea, 'title = "Outlook"', 'title = "Prospects"')
        await reader.until(lambda: "Prospects" in " ".join(reader.shown("sections")))
        assert reader.place.selected == "hotline"
        save(sea, 'title = "Prospects"', "title = Prospects")
        await reader.until(lambda: "Kept the last good view" in reader.messages)
        assert "Prospects" in " ".join(reader.shown("sections"))
        save(sea, "title = Prospects", 'title = "Views"')
        await reader.until(lambda: "Views" in " ".join(reader.shown("sections")))

    play(story, sea, options=Options(watch=True))


def test_a_watched_file_may_be_gone_for_a_moment(sea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kztui.tui.controllers.reloading.WATCH_SECONDS", 0.05)
    monkeypatch.setattr("kztui.tui.controllers.reloading.GONE_SECONDS", 0.4)
    away = sea.with_name("away")

    async def story(reader: Reader) -> None:
        await reader.press("l", "v")
        marks = reader.main_screen.session.marks
        assert marks
        sea.rename(away)
        await asyncio.sleep(0.2)
        away.rename(sea)
        await asyncio.sleep(0.2)
        assert "last good view" not in reader.text
        sea.rename(away)
        await reader.until(lambda: "⚠ last good view" in reader.lines[0])
        assert "there is no such file" in reader.messages
        away.rename(sea)
        await reader.until(lambda: "Reloaded the article" in reader.messages)
        assert "last good view" not in reader.lines[0]
        assert reader.main_screen.session.marks == marks

    play(story, sea, options=Options(watch=True))


def test_problems_of_the_article_are_counted_above(sea: Path) -> None:
    save(sea, "[[icebreaker|icebreaking tug]]", "[[icebraker|icebreaking tug]]")

    async def story(reader: Reader) -> None:
        await reader.until(lambda: "⚠" in reader.lines[0])
        assert "kztui check" in reader.lines[0]

    play(story, sea, prepared=True)
