"""Saving what no clipboard took."""

from pathlib import Path

import pytest

from desktop_fixtures import FullDisk
from kztui.clipboard.outcome import CopyStatus
from kztui.clipboard.save import save


def test_the_text_is_in_the_file_and_the_file_is_named(tmp_path: Path) -> None:
    outcome = save("Тараз\x1b[31m\r\nline", tmp_path / "cited.txt")
    assert (outcome.status, outcome.message) == (CopyStatus.CONFIRMED, f"Saved to {tmp_path / 'cited.txt'}")
    assert (tmp_path / "cited.txt").read_bytes() == "Тараз[31m\nline\n".encode()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    taken = [save(word, tmp_path / "cited.txt").via for word in ("one", "two", "three")]
    assert [Path(path).name for path in taken] == ["cited.txt", "cited-2.txt", "cited-3.txt"]
    assert [Path(path).read_text() for path in taken] == ["one\n", "two\n", "three\n"]


def test_home_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Path(save("words", Path("~/cited.txt")).via) == tmp_path / "cited.txt"


@pytest.mark.parametrize("place", ["missing/cited.txt", "file/cited.txt", "nul\0.txt", "x" * 300])
def test_where_it_cannot_be_saved_it_is_reported(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    outcome = save("words", tmp_path / place)
    assert outcome.status is CopyStatus.FAILED
    assert outcome.message.startswith(f"Not saved to {tmp_path}")
    assert outcome.text == "words"


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, full_disk: FullDisk) -> None:
    with full_disk(4):
        outcome = save("more than four", tmp_path / "cited.txt")
    assert outcome.message == f"Not saved to {tmp_path / 'cited.txt'}: file too large"
    assert list(tmp_path.iterdir()) == []
