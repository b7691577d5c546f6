"""The reader's notes on disk: one private file an article, shared by several kztui, and never emptied by anything."""

import os
import stat
from pathlib import Path

import pytest

from desktop_fixtures import FullDisk
from kztui.session.notes import ReaderNote
from kztui.session.notes_file import NotesFile
from kztui.session.notes_folder import notes_folder
from kztui.session.state import ArticleKey

KEY = ArticleKey("harbour", "bundled:harbour")


@pytest.fixture
def folder() -> Path:
    return Path(os.environ["XDG_DATA_HOME"]) / "kztui" / "notes"


def opened(key: ArticleKey = KEY) -> NotesFile:
    """The file as another start finds it; nothing may be wrong with it."""
    file, message = NotesFile.open(key, "Harbours")
    assert message is None
    return file


def write(file: NotesFile, target: str, text: str, before: str = "") -> None:
    file.change(lambda notes: notes.with_note(target, ReaderNote(text=text, label=target, made=1, changed=2), before))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_notes_are_kept_in_one_private_file_with_any_text_in_them(folder: Path) -> None:
    file = opened()
    assert not folder.exists()
    write(file, "p1", "Қорғас 🚢\n\n- “why”?")
    assert file.unsaved
    assert file.save() is None
    assert not file.unsaved
    assert opened().notes == file.notes
    assert opened().notes.texts == {"p1": "Қорғас 🚢\n\n- “why”?"}
    assert names(folder) == ["harbour.json", "lock"]
    assert stat.S_IMODE((folder / "harbour.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_kztui_lose_nothing_of_each_other() -> None:
    one, other = opened(), opened()
    write(one, "p1", "one")
    write(other, "p2", "other")
    write(other, "p1", "too")
    assert one.save() is other.save() is None
    assert opened().notes.texts == other.notes.texts == {"p1": "one\n\ntoo", "p2": "other"}


def test_articles_with_one_id_have_a_file_each_and_so_have_ids_of_any_length_and_case(folder: Path) -> None:
    keys = [
        KEY,
        KEY._replace(path="bundled:another"),
        KEY._replace(id="Harbour"),
        KEY._replace(id="қ" * 200),
        KEY._replace(id="қ" * 201),
    ]
    for number, key in enumerate(keys):
        file = opened(key)
        write(file, "p1", f"note {number}")
        assert file.save() is None
    assert [opened(key).notes.texts["p1"] for key in keys] == [f"note {number}" for number in range(5)]
    assert {"harbour.json", "harbour.2.json", "Harbour.3.json"} < set(names(folder))


def test_notes_follow_an_article_that_was_moved_and_stay_where_they_were(tmp_path: Path) -> None:
    old, new = tmp_path / "old.toml", tmp_path / "new.toml"
    old.touch()
    file = opened(KEY._replace(path=str(old)))
    write(file, "p1", "why?")
    file.save()
    assert opened(KEY._replace(path=str(new))).notes.texts == {}
    old.rename(new)
    moved = opened(KEY._replace(path=str(new)))
    assert moved.notes.texts == {"p1": "why?"}
    write(moved, "p2", "more")
    moved.save()
    assert opened(KEY._replace(path=str(new))).notes.texts == {"p1": "why?", "p2": "more"}
    assert opened(KEY._replace(path=str(old))).notes.texts == {"p1": "why?"}


DAMAGE = {
    "empty": b"",
    "half": b"{",
    "no text": b"\xff",
    "newer": b'{"version": 2, "id": "harbour"}',
    "deep": b"[" * 9999,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_or_newer_file_is_left_as_it_is_and_notes_go_to_another(damage: bytes, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "harbour.json").write_bytes(damage)
    file, message = NotesFile.open(KEY)
    assert message == f"{folder}/harbour.json is damaged or newer; it is left, and notes go to another file"
    write(file, "p1", "why?")
    assert file.save() is None
    assert (folder / "harbour.json").read_bytes() == damage
    assert opened().notes.texts == {"p1": "why?"}
    (folder / "harbour.json").write_bytes((folder / "harbour.2.json").read_bytes().replace(b"why?", b"found again"))
    both = opened()
    assert both.notes.texts == {"p1": "found again\n\nwhy?"}
    write(both, "p1", "", before="found again\n\nwhy?")
    assert both.save() is None
    assert names(folder) == ["harbour.json", "lock"]
    assert opened().notes.texts == {}


def test_a_file_that_goes_while_it_is_in_use_is_written_again(folder: Path) -> None:
    file = opened()
    write(file, "p1", "why?")
    file.save()
    (folder / "harbour.json").unlink()
    write(file, "p2", "more")
    assert file.save() is None
    assert opened().notes.texts == {"p1": "why?", "p2": "more"}


def test_a_full_disk_is_said_and_leaves_the_old_notes_and_the_new_in_memory(folder: Path, full_disk: FullDisk) -> None:
    file = opened()
    write(file, "p1", "why?")
    file.save()
    write(file, "p2", "more")
    with full_disk(20):
        assert file.save() == f"Notes not saved: {folder}: file too large"
    assert file.unsaved
    assert names(folder) == ["harbour.json", "lock"]
    assert opened().notes.texts == {"p1": "why?"}
    assert file.save() is None
    assert opened().notes.texts == {"p1": "why?", "p2": "more"}


def test_a_place_that_holds_no_folder_is_said(folder: Path) -> None:
    folder.parent.parent.mkdir(parents=True)
    folder.parent.touch()
    file, message = NotesFile.open(KEY)
    assert message == f"Notes cannot be read: {folder}: not a directory"
    write(file, "p1", "why?")
    assert file.save() == f"Notes not saved: {folder}: not a directory"
    assert file.notes.texts == {"p1": "why?"}


def test_without_a_state_file_or_a_home_nothing_is_kept_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("KZTUI_STATE", os.devnull)
    file = opened()
    write(file, "p1", "why?")
    assert file.without == file.save() == "Notes are kept in memory only: --private, or KZTUI_STATE=/dev/null"
    assert file.notes.texts == {"p1": "why?"}
    assert not folder.exists()
    monkeypatch.delenv("KZTUI_STATE")
    monkeypatch.setenv("XDG_DATA_HOME", "")
    monkeypatch.setenv("HOME", str(folder / "nowhere"))
    assert notes_folder() == "Notes are kept in memory only: there is no home folder"
