"""Articles that share an id, and articles that move."""

import os
from functools import partial
from pathlib import Path

import pytest

from kztui.files.folders import bundled, default
from kztui.session.history import Location
from kztui.session.state import ArticleKey, State, is_gone, path_key
from kztui.session.state_file import StateFile
from saved_state import add_bookmark, bookmarks, loaded


def opened(path: Path) -> tuple[StateFile, ArticleKey]:
    """A new start with the article at `path`."""
    state_file, key = loaded(), ArticleKey("harbour", path_key(path))
    state_file.open_article(key)
    return state_file, key


def marked(path: Path, target: str) -> None:
    """A start that bookmarks a target."""
    state_file, key = opened(path)
    add_bookmark(state_file, target, key)
    assert state_file.save() is None


def read_at(state: State, key: ArticleKey, now: int) -> State:
    return state.with_position(key, Location(), (), (), now)


def test_two_articles_with_one_id_keep_their_bookmarks_apart(tmp_path: Path) -> None:
    here, there = tmp_path / "here.toml", tmp_path / "there.toml"
    for path, target in ((here, "p1"), (there, "p2")):
        path.touch()
        marked(path, target)
    assert bookmarks(*opened(here)) == {"p1"}
    assert bookmarks(*opened(there)) == {"p2"}


def test_a_moved_article_keeps_its_bookmarks(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    marked(old, "p1")
    old.rename(new)
    marked(new, "p2")
    assert bookmarks(*opened(new)) == {"p1", "p2"}


def test_an_article_that_is_away_for_a_while_keeps_its_bookmarks(tmp_path: Path) -> None:
    drive, home = tmp_path / "drive.toml", tmp_path / "home.toml"
    drive.touch()
    marked(drive, "p1")
    drive.rename(tmp_path / "unmounted")
    home.touch()
    marked(home, "p2")
    (tmp_path / "unmounted").rename(drive)
    assert bookmarks(*opened(drive)) == {"p1"}
    assert bookmarks(*opened(home)) == {"p1", "p2"}


def test_of_several_that_are_gone_the_one_read_last_counts(tmp_path: Path) -> None:
    state_file = loaded()
    for number, used in ((1, 10), (2, 30), (3, 20)):
        key = ArticleKey("harbour", f"{tmp_path}/gone-{number}")
        add_bookmark(state_file, f"p{number}", key)
        state_file.change(partial(read_at, key=key, now=used))
    state_file.save()
    new = tmp_path / "new.toml"
    new.touch()
    assert bookmarks(*opened(new)) == {"p2"}


class TestPathKey:
    def test_a_link_and_the_article_file_of_a_folder_are_the_article(self, tmp_path: Path) -> None:
        folder, link = tmp_path / "harbour", tmp_path / "link"
        folder.mkdir()
        (folder / "article.toml").touch()
        link.symlink_to(folder)
        assert path_key(folder) == path_key(link) == path_key(folder / "article.toml") == str(folder.resolve())
        assert path_key(folder / "other.toml") == str(folder.resolve() / "other.toml")

    def test_a_bundled_article_has_one_wherever_the_program_is(self) -> None:
        assert path_key(default()) == f"bundled:{default().name}"
        assert {path_key(path) for path in bundled()} == {f"bundled:{path.name}" for path in bundled()}
        assert not is_gone(path_key(default()))

    @pytest.mark.parametrize("name", ["bell\x07.toml", "\u202etxt.toml", "\udcff.toml", "x" * 5000])
    def test_a_path_that_cannot_be_shown_or_is_too_long_has_a_digest(self, name: str, tmp_path: Path) -> None:
        key = path_key(tmp_path / name)
        assert key.startswith("sha256:")
        assert key == path_key(tmp_path / name) != path_key(tmp_path / f"y{name}")
        assert not is_gone(key)

    def test_bookmarks_at_such_a_path_come_back(self, tmp_path: Path) -> None:
        path = tmp_path / os.fsdecode(b"caf\xe9.toml")
        path.touch()
        marked(path, "p1")
        assert bookmarks(*opened(path)) == {"p1"}

    def test_an_article_of_no_path_has_the_unknown_one(self) -> None:
        assert path_key(None) == ""


def test_what_cannot_be_looked_at_is_not_taken_for_gone(tmp_path: Path) -> None:
    assert is_gone(str(tmp_path / "nothing"))
    assert is_gone(str(tmp_path / "nothing" / "in" / "it"))
    assert not is_gone(str(tmp_path))
    assert not is_gone(str(tmp_path / ("x" * 300)))
