"""Stories of notes: the reader's own are written, kept and found again; the editor's are listed with their items."""

import shutil
from pathlib import Path

import pytest

from caspian import CASPIAN
from desktop_fixtures import FullDisk
from kztui.article.article import WHOLE_ARTICLE
from kztui.importing.draft import UnkeptDraft, make_draft
from kztui.importing.readers import read_source
from kztui.importing.source import source_of_file
from kztui.session.notes_file import NotesFile
from kztui.session.state import ArticleKey, path_key
from kztui.tui.dialogs.note_dialog import NoteDialog
from kztui.tui.options import Options
from stories import Reader, play

ID = "vandermeer2021"


def kept(path: Path = CASPIAN, article_id: str = ID) -> dict[str, str]:
    """What another start would find, whatever the program that wrote it still does."""
    file, message = NotesFile.open(ArticleKey(article_id, path_key(path)))
    assert message is None
    return dict(file.notes.texts)


async def write(reader: Reader, text: str, *, close: str = "escape") -> None:
    await reader.press("i")
    await reader.type(text)
    # Of keys that come fast, each waits for the one before.
    await reader.until(lambda: text.strip() in reader.text)
    await reader.press(close)


def test_a_note_is_kept_listed_found_and_changed_by_the_next_start() -> None:
    async def first(reader: Reader) -> None:
        await reader.go("baku")
        await write(reader, "Ask the harbour office.")
        assert reader.messages == "Kept your note on Baku"
        assert kept() == {"baku": "Ask the harbour office."}
        assert "Baku ✎" in "".join(reader.shown("places"))
        assert "▎ My note: Ask the harbour office." in "".join(reader.shown("reader"))
        await reader.go("p2")
        await reader.press("i", "f", "i", "r", "s", "t", "enter", "t", "w", "o", "escape")
        assert "▎ My note: first " in "".join(reader.shown("reader"))
        assert "▎ two " in "".join(reader.shown("reader"))
        await reader.press("i", "ctrl+u", "backspace", "ctrl+u", "escape")

    async def second(reader: Reader) -> None:
        await reader.until(lambda: reader.main_screen.article.reader_notes)
        await reader.find("harbour office")
        assert reader.main_screen.current == "baku"
        await reader.press("D")
        assert "▌place     Baku" in reader.lines[2]
        assert "✎ Ask the harbour office." in reader.lines[3]
        await reader.type("spellings")
        assert [line for line in reader.lines if "* The article gives two spellings of the ferry" in line]
        assert "Ask the harbour" not in reader.text
        await reader.press("escape")
        await write(reader, " Or the port.", close="ctrl+s")
        assert kept() == {"baku": "Ask the harbour office. Or the port."}
        await reader.press("i", "ctrl+u", "escape")
        assert reader.messages == "Removed your note on Baku"
        assert kept() == {}

    play(first, CASPIAN)
    play(second, CASPIAN, prepared=True)


def test_a_note_on_the_article_as_a_whole_stands_below_its_head_and_moves_nothing() -> None:
    async def first(reader: Reader) -> None:
        await reader.go("p2")
        place = reader.place.selected
        await reader.press("I")
        assert "the article as a whole · Who patrols the fog" in reader.text
        await reader.type("Read with care.")
        await reader.until(lambda: "Read with care." in reader.text)
        await reader.press("escape")
        assert reader.messages == "Kept your note on the article"
        assert kept() == {WHOLE_ARTICLE: "Read with care."}
        assert (reader.place.selected, reader.reader.here) == (place, place)
        assert "▎ My note: Read with care." in "".join(reader.shown("reader"))

    async def second(reader: Reader) -> None:
        await reader.until(lambda: reader.main_screen.article.reader_notes)
        assert reader.reader.here == "p2"
        await reader.press("D")
        assert "the article as a whole" in reader.lines[2]
        assert "✎ Read with care." in reader.lines[3]
        await reader.press("enter", "ctrl+u", "escape")
        assert reader.messages == "Removed your note on the article"
        assert reader.reader.here == "p2"
        assert kept() == {}

    play(first, CASPIAN)
    play(second, CASPIAN, prepared=True)


def test_what_has_a_note_has_its_sign_on_the_timeline_too() -> None:
    async def story(reader: Reader) -> None:
        event = reader.main_screen.article.events[-1]
        name = event.caption
        await reader.go(event.id)
        await reader.press("t")
        assert name in reader.text
        assert f"{name} ✎" not in reader.text
        await write(reader, "Ask the harbour office.")
        await reader.until(lambda: f"{name} ✎" in reader.text)
        await reader.press("i", "ctrl+u", "escape")
        await reader.until(lambda: f"{name} ✎" not in reader.text)

    play(story, CASPIAN)


def test_what_cannot_be_kept_stays_on_the_screen_and_is_kept_later(full_disk: FullDisk) -> None:
    async def story(reader: Reader) -> None:
        await reader.go("baku")
        with full_disk(20):
            await write(reader, "Why?", close="ctrl+s")
            assert "Notes not saved: " in reader.text
            assert "Why?" in reader.text
            await reader.press("escape")
            assert not isinstance(reader.top_screen, NoteDialog)
            assert "Kept your note on Baku in memory only: Notes not saved" in reader.messages
            await reader.press("q")
            assert reader.messages.startswith("q again quits without your last notes. Notes not saved: ")
        await reader.press("i")
        assert "Why?" in reader.text
        await reader.press("escape")

    play(story, CASPIAN)
    assert kept() == {"baku": "Why?"}


def test_what_is_being_written_when_the_program_is_ended_is_kept() -> None:
    async def story(reader: Reader) -> None:
        await reader.go("baku")
        await reader.press("i")
        await reader.type("Half a")
        await reader.until(lambda: "Half a" in reader.text)
        reader.app._ended(129)

    play(story, CASPIAN)
    assert kept() == {"baku": "Half a"}


def test_without_a_state_file_notes_are_in_memory_only_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, sealed: Path
) -> None:
    monkeypatch.setenv("KZTUI_STATE", "/dev/null")

    async def story(reader: Reader) -> None:
        await reader.go("baku")
        await write(reader, "Why?")
        assert (
            reader.messages
            == "Kept your note on Baku. Notes are kept in memory only: --private, or KZTUI_STATE=/dev/null"
        )
        await reader.press("D")
        assert "✎ Why?" in reader.text

    play(story, CASPIAN, size=(100, 30))
    assert not (sealed / "xdg_data_home").exists()


def test_a_note_stays_when_its_item_has_gone_and_is_listed_as_that(sealed: Path) -> None:
    article = sealed / "caspian.toml"
    shutil.copy(CASPIAN, article)

    async def story(reader: Reader) -> None:
        await reader.go("dyakov")
        await write(reader, "Who is this?")
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace('id = "dyakov"', 'id = "dyakov-captain"'), encoding="utf-8")
        await reader.press("ctrl+r")
        await reader.until(lambda: "dyakov" not in reader.main_screen.article.items)
        await reader.press("D")
        assert "no longer in the article" in reader.lines[2]
        assert "✎ Who is this?" in reader.lines[3]
        await reader.press("enter")
        assert isinstance(reader.top_screen, NoteDialog)
        assert "(no longer in the article)" in reader.text
        await reader.type(" Gone?")
        await reader.press("escape")

    play(story, article)
    assert kept(article) == {"dyakov": "Who is this? Gone?"}


def test_notes_on_a_draft_are_saved_with_it_and_not_before(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sealed)
    source = source_of_file(Path(__file__).parent / "salt-road.html")
    unkept = UnkeptDraft(make_draft(read_source(source), source), source)
    folders: list[Path] = []

    async def story(reader: Reader) -> None:
        await write(reader, "Check.")
        assert reader.messages.endswith("it is saved with the draft, which Ctrl+S keeps")
        assert not (sealed / "xdg_data_home").exists()
        await reader.press("q")
        assert reader.messages.startswith("This draft with your 1 note is not kept")
        await reader.press("ctrl+s", "enter")
        await reader.until(lambda: reader.main_screen.options.path)
        folders.append(reader.main_screen.options.path or sealed)
        assert list(kept(folders[0], reader.main_screen.article.publication.id).values()) == ["Check."]

    play(story, options=Options(clipboard="osc52", osc52=True, unkept=unkept))
    assert folders
