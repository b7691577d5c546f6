"""Saving: all of it or nothing, and over what is there only if that is meant."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kztui.export import save
from kztui.export.save import save_file, save_folder


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".tmp")]


def test_a_file_is_written_as_utf8_with_its_own_line_ends(tmp_path: Path) -> None:
    save_file(tmp_path / "a.ris", "TY  - Жаңа\r\nER  -\r\n")
    assert (tmp_path / "a.ris").read_bytes() == "TY  - Жаңа\r\nER  -\r\n".encode()
    assert not leftovers(tmp_path)


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="Windows has no /dev/stdout")
@pytest.mark.parametrize("to_file", [True, False], ids=["a file", "a pipe"])
def test_standard_output_is_written_to_under_its_name_as_a_device(to_file: bool, tmp_path: Path) -> None:
    program = "from pathlib import Path; from kztui.export.save import save_file; save_file(Path('/dev/stdout'), 'é')"
    with (tmp_path / "out").open("w+b") as file:
        subprocess.run([sys.executable, "-c", program], stdout=file if to_file else subprocess.PIPE, check=True)
    assert (tmp_path / "out").read_bytes() == ("é".encode() if to_file else b"")


def test_a_name_of_as_many_bytes_as_a_file_system_takes_is_written(tmp_path: Path) -> None:
    save_file(tmp_path / ("界" * 84), "text")
    save_folder(tmp_path / ("海" * 84), {"a": "b"})
    assert len(list(tmp_path.iterdir())) == 2
    assert not leftovers(tmp_path)


def test_what_is_there_stays_unless_it_is_meant(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("mine")
    with pytest.raises(FileExistsError):
        save_file(file, "yours")
    assert file.read_text() == "mine"
    save_file(file, "yours", force=True)
    assert file.read_text() == "yours"


def test_writing_over_keeps_rights_and_follows_links(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    save_file(link, "new", force=True)
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_failed_write_leaves_the_old_file_and_no_half_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        save_file(file, "new", force=True)
    assert file.read_text() == "old"
    assert not leftovers(tmp_path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        save_file(tmp_path, "text", force=True)


def test_a_pipe_gets_the_text_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    save_file(pipe, "through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)


def test_a_folder_of_files_keeps_the_notes_of_its_reader(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    save_folder(vault, {"a.md": "1", "events/b.md": "2"})
    (vault / "mine.md").write_text("my own")
    with pytest.raises(FileExistsError):
        save_folder(vault, {"a.md": "3"})
    save_folder(vault, {"a.md": "3"}, force=True)
    assert (vault / "a.md").read_text() == "3"
    assert (vault / "mine.md").read_text() == "my own"


def test_an_empty_folder_is_free_to_use_and_a_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    save_folder(tmp_path / "empty", {"a.md": "1"})
    assert (tmp_path / "empty" / "a.md").read_text() == "1"
    with pytest.raises(NotADirectoryError):
        save_folder(tmp_path / "empty" / "a.md", {"b.md": "2"}, force=True)


def snapshot(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["disk", "Ctrl+C"])
@pytest.mark.parametrize("operation", ["open", "replace", "rename"])
@pytest.mark.parametrize("exists", [False, True], ids=["new", "there"])
def test_a_folder_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, operation: str, exists: bool
) -> None:
    folder = tmp_path / "deep" / "article"
    if exists:
        save_folder(folder, {"a.toml": "old", "kept.toml": "mine"})
    before, calls = snapshot(tmp_path), 0
    plain: Callable[..., object] = open if operation == "open" else getattr(Path, operation)

    def second_fails(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == (1 if operation == "rename" else 2):
            raise error
        return plain(*arguments)

    monkeypatch.setattr(save if operation == "open" else Path, operation, second_fails, raising=False)
    files: dict[str, str | bytes] = {"a.toml": "new", "b/c.toml": "new", "original.pdf": b"%PDF"}
    if operation == ("rename" if exists else "replace"):
        save_folder(folder, files, force=True)
        assert (folder / "original.pdf").read_bytes() == b"%PDF"
        return
    with pytest.raises(type(error)):
        save_folder(folder, files, force=True)
    assert snapshot(tmp_path) == before
    assert sorted(path.name for path in tmp_path.rglob("*")) == (
        ["a.toml", "article", "deep", "kept.toml"] if exists else []
    )
