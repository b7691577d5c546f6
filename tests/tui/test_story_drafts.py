"""Stories of a page that is opened at once: read, searched and cited as a draft, written nowhere until it is kept."""

from pathlib import Path

import pytest

from caspian import CASPIAN, caspian
from kztui.files.folders import default
from kztui.files.load import load
from kztui.importing.draft import UnkeptDraft, make_draft
from kztui.importing.readers import read_source
from kztui.importing.reading import Account, LeftOut
from kztui.importing.source import source_of_file
from kztui.session.state_file import StateFile
from kztui.tui.dialogs.copy_dialog import FormsPane
from kztui.tui.dialogs.line_dialog import PathDialog
from kztui.tui.options import Options
from stories import Reader, play

PAGE = Path(__file__).parent / "salt-road.html"
UNKEPT = UnkeptDraft(make_draft(read_source(source_of_file(PAGE)), source_of_file(PAGE)), source_of_file(PAGE))
OPTIONS = Options(clipboard="osc52", osc52=True, unkept=UNKEPT)


@pytest.fixture(autouse=True)
def elsewhere(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sealed)


def test_a_page_is_read_at_once_and_nothing_is_written(sealed: Path) -> None:
    before = sorted(sealed.rglob("*"))

    async def story(reader: Reader) -> None:
        count = reader.main_screen.article.open_candidates
        assert f"not kept  {count} open" in reader.lines[0]
        read = " ".join(" ".join(line.strip("│┃█ ") for line in reader.shown("reader")).split())
        assert "In March 2018 drivers of the Salt Haulage Union" in read
        await reader.press("l", "l")
        assert "› ● Salt Haulage Union" in reader.lines[0]
        await reader.press("enter")
        assert "Salt Haulage Union" in reader.shown("reader")[1]
        assert "¶2  The Salt Haulage Union (SHU), led" in "".join(reader.shown("reader"))
        await reader.press("H", "H")
        await reader.find("zirconium lamps")
        assert reader.main_screen.current == "p6"
        await reader.press("y")
        await reader.until(lambda: reader.clipboard)
        assert "Tolle" in (reader.clipboard or "")
        assert "para. 1" in (reader.clipboard or "")
        await reader.press("Y")
        pane = reader.widget("dialog", FormsPane)
        await reader.until(lambda: {'"', "w"} <= set(pane.texts))
        assert pane.texts['"'].startswith("“")
        assert (pane.texts["w"], "nothing is written yet" in pane.hints["w"]) == ("", True)
        await reader.press("escape", "m", "t")
        assert "2018" in "".join(reader.shown("timeline"))

    play(story, options=OPTIONS)
    assert sorted(sealed.rglob("*")) == before


def test_what_was_left_out_of_the_original_is_said() -> None:
    async def story(reader: Reader) -> None:
        assert reader.messages == "Read 140 of 200 words; left out: navigation, comments"

    left_out = (LeftOut("navigation", 50, "Home"), LeftOut("comments", 10, "First!"))
    unkept = UNKEPT._replace(account=Account(200, 140, left_out))
    play(story, options=OPTIONS._replace(unkept=unkept))


def test_a_draft_is_kept_where_its_reader_says_and_read_on(sealed: Path) -> None:
    (sealed / "tolle2019").mkdir()
    (sealed / "taken").mkdir()
    (sealed / "taken" / "mine.txt").write_text("mine")

    async def story(reader: Reader) -> None:
        await reader.go("p4")
        await reader.press("m", "ctrl+s")
        assert "› tolle2019-2" in reader.text
        await reader.press("ctrl+u")
        await reader.type("taken")
        await reader.press("enter")
        assert "taken already exists and is not empty" in reader.text
        await reader.press("ctrl+u")
        await reader.type("salt")
        await reader.press("enter")
        assert reader.messages.endswith("To read it again: kztui salt")
        assert "not kept" not in reader.lines[0]
        assert reader.main_screen.current == "p4"

    play(story, options=OPTIONS)
    assert load(sealed / "salt").article.publication.id == "tolle2019"
    assert [path.name for path in (sealed / "taken").iterdir()] == ["mine.txt"]
    (state,) = StateFile.load()[0].state.articles["tolle2019"].values()
    assert list(state.bookmarks) == ["p4"]
    assert state.bookmarks["p4"].label == "¶4"


def test_a_kept_draft_shows_its_original_again_and_says_when_that_is_gone_or_another(sealed: Path) -> None:
    page = sealed / "page.html"
    page.write_bytes(PAGE.read_bytes())
    options = OPTIONS._replace(unkept=UNKEPT._replace(source=source_of_file(page)))

    async def keeping(reader: Reader) -> None:
        await reader.press("ctrl+s", "enter")

    async def reading(reader: Reader) -> None:
        await reader.until(lambda: "Salt Haulage Union" in "".join(reader.shown("reader")))
        await reader.press("s")
        assert reader.messages.startswith("The text is the original itself")
        await reader.find("zirconium")
        assert reader.main_screen.current == "p6"

    async def missing(reader: Reader) -> None:
        await reader.until(lambda: "it is gone; S attaches another" in reader.messages)
        assert "Not written yet" in reader.text
        (sealed / "other.html").write_text(PAGE.read_text(encoding="utf-8").replace("zirconium", "yellow"))
        await reader.press("S", "ctrl+u")
        await reader.type("oth")
        await reader.press("tab", "enter")
        await reader.until(lambda: reader.messages == "Original: 5 of 6 paragraphs found")
        assert "Salt Haulage Union" in "".join(reader.shown("reader"))

    async def changed(reader: Reader) -> None:
        await reader.until(lambda: reader.messages.startswith("Your copy of the original has changed"))
        assert reader.messages.endswith("6 of 6 paragraphs found")

    play(keeping, options=options)
    play(reading, sealed / "tolle2019")
    page.unlink()
    play(missing, sealed / "tolle2019")
    (sealed / "other.html").write_bytes(PAGE.read_bytes())
    play(changed, sealed / "tolle2019")


def test_articles_that_were_read_are_opened_from_the_screen_where_they_were_left(sealed: Path) -> None:
    async def first(reader: Reader) -> None:
        await reader.go("p2")

    async def second(reader: Reader) -> None:
        await reader.press("A")
        assert "Who patrols the fog" in reader.text
        await reader.press("enter")
        assert reader.messages.startswith("This draft is not kept: Ctrl+S keeps it, A again leaves")
        await reader.press("A", "enter")
        await reader.until(lambda: reader.main_screen.loaded.examined.path == CASPIAN)
        await reader.settle()
        assert reader.main_screen.current == "p2"
        assert "not kept" not in reader.lines[0]
        assert reader.main_screen.article.originals == {}

    play(first, CASPIAN)
    play(second, options=OPTIONS)


def test_quitting_an_unkept_draft_is_confirmed_by_the_same_key() -> None:
    async def story(reader: Reader) -> None:
        await reader.press("q")
        assert reader.messages.startswith("This draft is not kept: Ctrl+S keeps it, q again quits")
        assert reader.app.return_code is None
        await reader.press("q")
        assert reader.app.return_code == 0

    play(story, options=OPTIONS)


def test_an_article_is_saved_as_a_page_to_share_beside_what_is_there(sealed: Path) -> None:
    key = caspian().publication.id
    (sealed / f"{key}.html").write_text("taken", encoding="utf-8")

    async def story(reader: Reader) -> None:
        await reader.press("P")
        assert "Save as a page to share" in reader.text
        await reader.press("enter")
        await reader.until(lambda: reader.messages.startswith("Saved the page as "))

    play(story, article=CASPIAN)
    assert (sealed / f"{key}.html").read_text(encoding="utf-8") == "taken"
    assert (sealed / f"{key}-2.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("path", ["x" * 300, "y/" * 3000 + "y", "~nobody-of-that-name/x"], ids=["name", "path", "user"])
def test_a_path_that_cannot_be_is_no_trouble_to_whoever_asks_for_one(path: str) -> None:
    async def story(reader: Reader) -> None:
        for key in ("S", "P", "E"):
            await reader.press(key)
            dialog = reader.top_screen
            assert isinstance(dialog, PathDialog)
            dialog.line.value = path
            await reader.press("tab", "enter")
            if isinstance(reader.top_screen, PathDialog):
                await reader.press("escape")
        assert reader.app.return_code is None

    play(story, article=default())
