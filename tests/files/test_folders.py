"""A folder is one article, several articles or a library, and what it is not is said."""

from pathlib import Path

import pytest

from kztui.files.folders import articles_in
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
