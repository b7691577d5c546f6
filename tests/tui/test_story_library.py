"""Stories in a library: its articles, what others say of the same thing, the way there and back, and verdicts."""

import shutil
from pathlib import Path

import pytest

from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.join_dialog import JoinDialog
from kztui.tui.dialogs.library_table_dialog import LibraryTableDialog
from kztui.tui.options import Options
from stories import Reader, play
from strait import STRAIT

JOINED = """[[joins]]
a = "dzhaksybek2016:fire"
b = "hale2015:ferry-fire"
verdict = "same"
"""


@pytest.fixture
def library(sealed: Path) -> Path:
    path = sealed / "strait"
    shutil.copytree(STRAIT, path)
    (path / "joins.toml").write_text(JOINED, encoding="utf-8")
    return path


def options(library: Path, *, choose: bool = False) -> Options:
    return Options(clipboard="osc52", osc52=True, library=library, choose=choose)


async def known(reader: Reader) -> None:
    """Wait until the library was read."""
    await reader.until(lambda: reader.main_screen.article.elsewhere)


def test_a_library_begins_with_its_articles_which_are_sorted_and_filtered(library: Path) -> None:
    async def story(reader: Reader) -> None:
        await reader.until(lambda: isinstance(reader.top_screen, FinderDialog))
        titles = ["A ferry burns", "Notes towards", "The list of", "Пожар на", "torn2019"]
        assert [title for title in titles if title in reader.text] == titles
        assert "Papers on the strait · 1 draft · 1 broken" in reader.lines[0]
        assert "you are here · 2 events · 3 actors · 1 place" in reader.text
        assert "broken: torn2019, line 5" in reader.text
        await reader.press("tab", "tab")
        assert "by year ⇥" in reader.lines[1]
        assert "Notes towards" in reader.lines[2]
        await reader.type("draft")
        assert "1 of 5" in reader.lines[0]
        await reader.press("enter")
        await reader.until(lambda: reader.main_screen.article.publication.id == "novak2020")

    play(story, library / "hale2015", options=options(library, choose=True))


def test_a_card_says_where_else_it_is_and_back_returns_to_the_very_place(library: Path) -> None:
    async def story(reader: Reader) -> None:
        await known(reader)
        await reader.go("p2")
        await reader.go("ferry-fire")
        assert "also in 1 article" in reader.text
        assert "Джаксыбек and Hale 2016 ¶1–2" in reader.text
        while not (link := reader.reader.current_link) or ":" not in link.target:
            await reader.press("l")
        before = reader.place
        await reader.press("enter")
        await reader.until(lambda: reader.main_screen.article.publication.id == "dzhaksybek2016")
        await known(reader)
        assert reader.main_screen.current == "fire"
        assert "also in 1 article" in reader.text
        await reader.go("p2")
        await reader.press("H")
        assert reader.main_screen.current == "fire"
        await reader.press("H")
        await reader.until(lambda: reader.main_screen.article.publication.id == "hale2015")
        assert reader.place == before

    play(story, library / "hale2015", options=options(library))


def test_the_finder_looks_into_the_whole_library(library: Path) -> None:
    async def story(reader: Reader) -> None:
        await known(reader)
        await reader.press("slash", "ctrl+l")
        await reader.until(lambda: "author:Laleh-Rahimi" in reader.text)
        await reader.type("sabira")
        await reader.until(lambda: "Sabira Jounoussova" in "".join(reader.shown("preview")))
        await reader.press("ctrl+y")
        await reader.until(lambda: "Laleh Rahimi" in "".join(reader.lines[-2:]))
        assert sum(line.startswith(("│▌actor", "│ actor")) for line in reader.lines) == 3
        await reader.type(" author:hale")
        await reader.until(lambda: "Rahimi 2018" not in reader.text and "Hale 2015" in reader.text)
        await reader.press("ctrl+l")
        assert "Find in" not in reader.lines[0]
        await reader.press("ctrl+l", "ctrl+u")
        await reader.type("jounoussova kind:actor")
        await reader.until(lambda: "Rahimi 2018" in reader.text)
        await reader.press("enter")
        await reader.until(lambda: reader.main_screen.article.publication.id == "rahimi2018")
        assert reader.main_screen.current == "jounoussova"

    play(story, library / "hale2015", options=options(library))


def test_on_a_narrow_screen_a_verdict_that_is_taken_back_is_told_whole(library: Path) -> None:
    async def story(reader: Reader) -> None:
        await known(reader)
        await reader.go("dzhunusova")
        await reader.press("J", "s", "u")
        said = " ".join(" ".join(reader.lines[-2:]).split())
        assert said == "Taken back: dzhaksybek2016:junusova and hale2015:dzhunusova: same"
        assert "╰" in reader.lines[-3]
        await reader.press("j")
        assert "╰" in reader.lines[-2]

    play(story, library / "hale2015", options=options(library), size=(60, 20))


def test_verdicts_are_given_by_keys_and_taken_back(library: Path) -> None:
    async def story(reader: Reader) -> None:
        await known(reader)
        await reader.go("dzhunusova")
        await reader.press("J")
        assert isinstance(reader.top_screen, JoinDialog)
        assert "dzhaksybek2016 · 1 of 2" in reader.lines[0]
        assert "Сабира Джунусова" in "".join(reader.shown("other"))
        assert "the same name" in reader.lines[-2]
        assert "next" in reader.messages
        assert "previous" not in reader.messages
        before = (library / "joins.toml").read_bytes()
        await reader.press("s")
        assert b'b = "hale2015:dzhunusova"\nverdict = "same"' in (library / "joins.toml").read_bytes()
        assert "rahimi2018 · 2 of 2" in reader.lines[0]
        await reader.press("u")
        assert (library / "joins.toml").read_bytes() == before
        assert reader.messages.startswith("Taken back: dzhaksybek2016:junusova and hale2015:dzhunusova: same")
        await reader.press("u")
        assert "No verdict was given here" in reader.messages
        await reader.press("s", "d")
        assert "That was the last" in reader.messages
        await reader.press("escape")
        await reader.until(lambda: "dzhunusova" in reader.main_screen.article.elsewhere)
        assert [each.address for each in reader.main_screen.article.elsewhere["dzhunusova"].listed] == [
            "dzhaksybek2016:junusova"
        ]
        await reader.press("J")
        assert reader.messages == "No other article has anything like Sabira Dzhunusova"

    play(story, library / "hale2015", options=options(library))


def test_articles_are_compared_and_their_events_stand_in_one_time(library: Path) -> None:
    async def story(reader: Reader) -> None:
        await known(reader)
        await reader.go("ferry-fire")
        await reader.press("V")
        both = next(line for line in reader.lines if "12 dead" in line)
        assert both.index("¶2") < both.index("19 dead") < both.index("¶1")
        await reader.press("l", "j", "enter")
        await reader.until(lambda: reader.main_screen.article.publication.id == "dzhaksybek2016")
        assert reader.main_screen.article.items[reader.main_screen.current].item_kind == "claim"
        await reader.press("H")
        await reader.until(lambda: reader.main_screen.article.publication.id == "hale2015")
        assert reader.main_screen.current == "ferry-fire"
        await reader.press("9")
        await reader.until(lambda: isinstance(reader.top_screen, LibraryTableDialog))
        fire = next(line for line in reader.lines if "▌Hale 2015" in line)
        assert "Джаксыбек and Hale 2016 ¶1–2 · 9 March 2014" in fire
        await reader.press("y")
        await reader.until(lambda: "Miriam Hale" in "".join(reader.lines))
        await reader.press("slash")
        await reader.type("disaster")
        await reader.press("enter")
        await reader.until(lambda: reader.main_screen.article.publication.id == "rahimi2018")
        assert reader.main_screen.current == "almira"

    play(story, library / "hale2015", options=options(library))


def test_without_a_library_the_keys_say_so(library: Path) -> None:
    (library / "joins.toml").unlink()

    async def story(reader: Reader) -> None:
        for key in ("J", "9"):
            await reader.press(key)
            assert reader.messages == "This article is in no library: kztui FOLDER opens one"

    play(story, library / "hale2015")
