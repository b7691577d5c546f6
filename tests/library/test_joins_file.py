"""The verdicts on the disk: recorded, taken back to the very bytes, and carried along by edits of articles."""

from pathlib import Path

import pytest

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import NothingToReverseError
from kztui.files.folders import library_around
from kztui.library.addresses import parse_address
from kztui.library.joins import Join, join_of
from kztui.library.joins_file import JoinsFile, joins_file

ONE = join_of(parse_address("x:1"), parse_address("y:1"), "same", "ana", "2026-11-29")
TWO = join_of(parse_address("x:1"), parse_address("z:1"), "different")


def opened(folder: Path, tmp_path: Path) -> JoinsFile:
    found, message = joins_file(folder, {"KZTUI_STATE": str(tmp_path / "state" / "state.json")})
    assert message is None
    return found


@pytest.mark.parametrize("before", [None, b"# mine\n", b'[[joins]]\r\na = "a:1"\r\nb = "b:1"\r\nverdict = "unsure"'])
def test_undo_leaves_the_bytes_of_before_in_a_later_session_too(before: bytes | None, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    path = folder / "joins.toml"
    if before is not None:
        path.write_bytes(before)
    assert opened(folder, tmp_path).record(ONE)
    once = path.read_bytes()
    assert opened(folder, tmp_path).record(TWO)
    assert opened(folder, tmp_path).undo() == "x:1 and z:1: different"
    assert path.read_bytes() == once
    assert opened(folder, tmp_path).undo() == "x:1 and y:1: same"
    assert (path.read_bytes() if path.exists() else None) == before
    with pytest.raises(NothingToReverseError):
        opened(folder, tmp_path).undo()


def test_what_is_recorded_already_changes_nothing(tmp_path: Path) -> None:
    file = JoinsFile(tmp_path)
    assert file.record(ONE)
    assert not file.record(ONE)


def test_undo_is_refused_where_another_program_has_changed_the_verdict(tmp_path: Path) -> None:
    file = JoinsFile(tmp_path)
    file.record(ONE)
    file.path.write_bytes(file.path.read_bytes().replace(b'"same"', b'"unsure"'))
    with pytest.raises(EditRefusedError, match="cannot be taken back"):
        file.undo()


def test_a_file_that_is_no_toml_is_never_written(tmp_path: Path) -> None:
    (tmp_path / "joins.toml").write_bytes(b"<<<<<<< HEAD\n")
    with pytest.raises(EditRefusedError, match=r"joins\.toml:1:1: error\[joins-file\]"):
        JoinsFile(tmp_path).record(ONE)
    assert (tmp_path / "joins.toml").read_bytes() == b"<<<<<<< HEAD\n"


def test_verdicts_follow_an_edit_of_an_article_in_the_library(tmp_path: Path) -> None:
    article = tmp_path / "deep" / "x"
    article.mkdir(parents=True)
    assert library_around(article) is None
    JoinsFile(tmp_path).record(ONE)
    assert library_around(article) == tmp_path
    file = JoinsFile(tmp_path)
    assert file.follow_edit("x", "x", {"1": "one", "2": ""})
    assert not file.follow_edit("x", "x", {"2": "two"})
    (join,) = file.document().joins.values()
    assert join == Join(parse_address("x:one"), *ONE[1:])
