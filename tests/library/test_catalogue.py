"""A library lists every article with its state, opens those that it can, and says what is wrong with the others."""

import shutil
from pathlib import Path

import pytest

from kztui.library.addresses import ItemAddress, UnknownItemError, parse_address
from kztui.library.catalogue import Library, open_library
from strait import ENCODED, STRAIT

ARTICLE = 'format = 1\n[article]\nid = "{0}"\ntitle = "{0}"\n'


def strait_with(tmp_path: Path, **files: str) -> Library:
    """A copy of the library with more files in its folder, opened."""
    shutil.copytree(STRAIT, tmp_path / "strait")
    for name, text in files.items():
        (tmp_path / "strait" / f"{name}.toml").write_text(text, encoding="utf-8")
    return open_library(tmp_path / "strait")


def test_encoded_draft_and_broken_articles_are_listed() -> None:
    library = open_library(STRAIT)
    assert library.name == "Papers on the strait"
    assert not library.problems
    states = {entry.path.name: entry.state for entry in library.entries}
    assert states == {**dict.fromkeys(ENCODED, "encoded"), "novak2020": "draft", "torn2019": "broken"}
    assert set(library.by_id) == {*ENCODED, "novak2020"}


def test_an_entry_tells_of_its_article() -> None:
    entry = open_library(STRAIT).by_id["dzhaksybek2016"]
    assert (entry.title, entry.year) == ("Пожар на пароме и профсоюз лоцманов", "2016")
    assert entry.authors == ("Ерлан Джаксыбек", "Miriam Hale")
    assert entry.counts == {"section": 1, "paragraph": 2, "event": 1, "actor": 3, "place": 1, "claim": 2}
    draft = open_library(STRAIT).by_id["novak2020"]
    assert (draft.open_candidates, draft.unwritten) == (2, 2)


def test_a_broken_article_says_what_is_wrong_with_it_first() -> None:
    broken = next(entry for entry in open_library(STRAIT).entries if entry.is_broken)
    assert broken.problem is not None
    assert (broken.problem.rule, broken.problem.line) == ("syntax", 5)


def test_two_articles_of_one_id_are_one_error_that_names_both(tmp_path: Path) -> None:
    library = strait_with(tmp_path, other=ARTICLE.format("rahimi2018"))
    (problem,) = library.problems
    assert problem.rule == "duplicate-article"
    assert problem.file.endswith("rahimi2018")
    assert "other.toml" in problem.message
    assert [entry.path.name for entry in library.entries if entry.id == "rahimi2018"] == ["other.toml", "rahimi2018"]
    assert library.article("rahimi2018").publication.title == "rahimi2018"


def test_joins_are_no_article(tmp_path: Path) -> None:
    library = strait_with(tmp_path, joins='[[joins]]\na = "x:y"\n')
    assert "joins.toml" not in {entry.path.name for entry in library.entries}
    (tmp_path / "strait" / "library.toml").unlink()
    assert len(open_library(tmp_path / "strait").entries) == len(library.entries)


def test_an_item_is_found_by_its_address() -> None:
    library = open_library(STRAIT)
    address = parse_address("hale2015:pilots")
    assert (address, str(address)) == (ItemAddress("hale2015", "pilots"), "hale2015:pilots")
    article, item = library.item(address)
    assert (article.publication.id, item.caption) == ("hale2015", "Harbour Pilots' Union")
    assert library.article("hale2015") is article
    assert str(parse_address("hale2015")) == "hale2015"


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("hale2014:pilots", "no article 'hale2014'; did you mean hale2015"),
        ("hale2015:pilot", "hale2015 has no item 'pilot'; did you mean pilots"),
        (":pilots", "no article ''"),
    ],
)
def test_what_is_not_there_is_said(address: str, message: str) -> None:
    with pytest.raises(UnknownItemError) as raised:
        open_library(STRAIT).item(parse_address(address))
    assert message in str(raised.value)


def test_an_article_that_broke_since_is_said_to_have(tmp_path: Path) -> None:
    library = strait_with(tmp_path)
    (tmp_path / "strait" / "hale2015" / "article.toml").write_text("no toml", encoding="utf-8")
    with pytest.raises(UnknownItemError, match="hale2015 cannot be opened"):
        library.article("hale2015")
    assert [article.publication.id for article in library.articles()] == ["dzhaksybek2016", "novak2020", "rahimi2018"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("articles = 3", "articles must be a list of globs"),
        ('nmae = "Papers"', "no setting called nmae"),
        ("name = ", "invalid value"),
        ("articles = [1]", "articles must be a list of globs"),
    ],
)
def test_wrong_settings_are_said_and_left_out(tmp_path: Path, text: str, message: str) -> None:
    library = strait_with(tmp_path, library=text)
    (problem,) = library.problems
    assert (problem.rule, problem.file.endswith("library.toml")) == ("library-settings", True)
    assert message in problem.message
    assert library.name == "strait"


def test_a_folder_without_articles_is_an_empty_library(tmp_path: Path) -> None:
    (tmp_path / "library.toml").write_text('name = "New"\n', encoding="utf-8")
    assert open_library(tmp_path).entries == ()
