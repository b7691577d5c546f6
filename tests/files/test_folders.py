"""A folder is one article, several articles or a library, and what it is not is said."""

import os
from pathlib import Path

import pytest

from kztui.files.check import check, count
from kztui.files.file_stamps import file_stamps, is_incomplete
from kztui.files.folders import articles_in, expanded, is_file, is_there
from kztui.files.load import load
from kztui.files.problems import LoadError

ARTICLE = 'format = 1\n[article]\nid = "{0}"\ntitle = "{0}"\n'
PART = '[[terms]]\nid = "quay"\nname = "Quay"\ndefinition = "[article]"\n'


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_files_with_one_article_are_one_article(tmp_path: Path) -> None:
    folder = write(tmp_path, article=ARTICLE.format("a"), terms=PART)
    assert articles_in(folder) == [folder]
    assert "quay" in load(folder).article.items


def test_each_file_with_an_article_is_one(tmp_path: Path) -> None:
    folder = write(tmp_path, one=ARTICLE.format("a"), two=ARTICLE.format("b"), three=PART)
    assert articles_in(folder) == [folder / "one.toml", folder / "two.toml"]
    with pytest.raises(LoadError, match=r"several-articles.*holds 2 articles: name one, .*one.toml, .*two.toml"):
        load(folder)


def test_what_only_looks_like_an_article_is_none(tmp_path: Path) -> None:
    fake = '[[terms]]\nid = "t"\nname = "T"\ndefinition = """\n[article]\n"""\n'
    folder = write(tmp_path, article=ARTICLE.format("a"), terms=fake)
    assert articles_in(folder) == [folder]
    assert load(folder).article.publication.id == "a"


def test_subfolders_with_articles_are_a_library(tmp_path: Path) -> None:
    one = write(tmp_path / "one", article=ARTICLE.format("a"), terms=PART)
    pair = write(tmp_path / "pair", x=ARTICLE.format("x"), y=ARTICLE.format("y"))
    (tmp_path / "notes").mkdir()
    (tmp_path / ".hidden").mkdir()
    assert articles_in(tmp_path) == [one, pair / "x.toml", pair / "y.toml"]
    with pytest.raises(LoadError, match="holds 3 articles"):
        load(tmp_path)


def test_a_library_says_what_it_has(tmp_path: Path) -> None:
    kept = write(tmp_path / "kept", article=ARTICLE.format("a"))
    write(tmp_path / "draft-one", article=ARTICLE.format("b"))
    write(tmp_path, library='name = "Papers"\narticles = ["*", "/etc/*", "../*"]\nignore = ["draft-*"]\n')
    write(tmp_path, single=ARTICLE.format("c"))
    assert articles_in(tmp_path) == [kept, tmp_path / "single.toml"]
    with pytest.raises(LoadError, match="holds 2 articles"):
        load(tmp_path)


@pytest.mark.parametrize("text", ["articles = 3", "articles = [1]", "not toml", ""])
def test_a_library_that_says_nothing_usable_has_everything(tmp_path: Path, text: str) -> None:
    kept = write(tmp_path / "kept", article=ARTICLE.format("a"))
    write(tmp_path, library=text)
    assert articles_in(tmp_path) == ([tmp_path] if text == "articles = [1]" else [kept])


def test_a_folder_without_articles_is_given_as_it_is(tmp_path: Path) -> None:
    assert articles_in(tmp_path) == [tmp_path]
    with pytest.raises(LoadError, match="no-toml"):
        load(tmp_path)
    assert articles_in(tmp_path / "none") == [tmp_path / "none"]


@pytest.mark.skipif(os.name == "nt", reason="pipes and links are for administrators there")
def test_what_is_called_like_a_file_and_is_none_is_left_out_and_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "odd", article=ARTICLE.format("a"), terms=PART)
    os.mkfifo(folder / "pipe.toml")
    (folder / "inner.TOML").mkdir()
    (folder / "lost.toml").symlink_to("nowhere.toml")
    (folder / "loop.toml").symlink_to("loop.toml")
    assert articles_in(folder) == [folder]
    loaded = load(folder)
    assert "quay" in loaded.article.items
    said = [(Path(problem.file).name, problem.message) for problem in check(loaded) if problem.rule == "not-a-file"]
    assert said == [
        ("inner.TOML", "is a folder, not a file: it is left out"),
        ("loop.toml", "is a link that leads to itself, not a file: it is left out"),
        ("lost.toml", "is a link that leads nowhere, not a file: it is left out"),
        ("pipe.toml", "is a pipe, not a file: it is left out"),
    ]
    assert sum(count(loaded)) == len(check(loaded))
    (folder / "article.toml").unlink()
    (folder / "terms.toml").unlink()
    with pytest.raises(LoadError, match=r"holds no \.toml file(?s:.*)is a pipe"):
        load(folder)


def test_whatever_is_saved_or_replaced_changes_the_stamps_of_the_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "saved", article=ARTICLE.format("a"), terms=PART)
    terms = folder / "terms.TOML"
    (folder / "terms.toml").rename(terms)
    before = file_stamps(folder)
    assert set(before) == {"article.toml", "terms.TOML"}
    modified = terms.stat().st_mtime_ns

    def changed(name: str, text: str) -> bool:
        """Whether the stamps change with a file of that text, as old as the first, in the place of `terms`."""
        last = file_stamps(folder)
        (tmp_path / name).write_text(text, encoding="utf-8")
        os.utime(tmp_path / name, ns=(modified, modified))
        (tmp_path / name).replace(terms)
        return file_stamps(folder) != last

    assert changed("longer", PART + "\n")
    assert changed("as long", PART.replace("Quay", "Dock") + "\n")
    terms.unlink()
    assert is_incomplete(before, file_stamps(folder))
    terms.touch()
    assert is_incomplete(before, file_stamps(folder))
    terms.write_text(PART, encoding="utf-8")
    assert file_stamps(folder) != before
    assert not is_incomplete(before, file_stamps(folder))
    assert file_stamps(tmp_path / "none.toml") == {"none.toml": None}


def test_a_home_is_put_in_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert expanded("~/a.toml") == tmp_path / "a.toml"
    for path in ("~nobody-of-that-name/a.toml", "~\0/a.toml", "a~/b", ""):
        assert expanded(path) == Path(path)


def test_no_path_that_somebody_names_is_an_error_to_ask_for(tmp_path: Path) -> None:
    assert is_there(tmp_path)
    assert not is_file(tmp_path)
    for path in ("x" * 300, "y/" * 3000, "\0", str(Path(__file__) / "z"), "\ud800"):
        assert not is_there(path)
        assert not is_file(path)
