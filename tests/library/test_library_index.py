"""A library is searched as its articles are, on the disk as in memory; its index is made anew whatever befell it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace

from kztui.library import library_index, neighbours
from kztui.library.addresses import parse_address
from kztui.library.article_comparison import compare
from kztui.library.catalogue import open_library
from kztui.library.clusters import shared_ids
from kztui.library.index_folder import IndexFolder, index_folder
from kztui.library.indexed_comparison import compare_indexed
from kztui.library.library_index import IndexUnavailableError, LibraryIndex, open_index
from kztui.library.neighbours import shared_by
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.postgres.push import write_library
from kztui.library.postgres.shared_library import SharedLibrary
from kztui.search.index import Index
from requirements import require_library
from strait import ENCODED, STRAIT

ALL_INDEXED = 39
"""Items of the four articles that open."""


@pytest.fixture
def strait(tmp_path: Path) -> Path:
    """A copy of the library that a test may change."""
    return Path(shutil.copytree(STRAIT, tmp_path / "strait"))


IN_POSTGRES = pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))


@pytest.fixture(params=["memory", "disk", IN_POSTGRES], scope="module")
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibraryIndex]:
    """The index of the library, in memory, on the disk, and in a database."""
    if request.param == "postgres":
        url = request.getfixturevalue("postgres").new_database()
        write_library(STRAIT, PostgresDatabase(url, writing=True), lambda _done, _total: None)
        yield SharedLibrary(url, tmp_path_factory.mktemp("copies")).index
        return
    if request.param == "disk":
        require_library("tantivy")
    in_memory = request.param == "memory"
    made = LibraryIndex(STRAIT, None if in_memory else IndexFolder(tmp_path_factory.mktemp("index")))
    made.update()
    yield made
    made.close()


def on_disk(path: Path) -> LibraryIndex:
    """The index of a library on the disk, up to date."""
    require_library("tantivy")
    index = open_index(path)
    index.update()
    return index


def found(index: LibraryIndex, query: str, **options: object) -> list[str]:
    return [result.target for result in index.search(query, **options).found.results]  # type: ignore[arg-type] # as given


QUERIES = (
    *("junusova", "Karim Aslanov", "сабира", "aslanov minister", "ferry fire", "berth", "ferri", "dzhunusva", "fi"),
    *("a:aslanov", "claim: dead", "type:figure dead", "type:fig", "type:figure by:dzhunusova", "in:1 fire", "in:night"),
    *("is:foreseen", "!is:foreseen fire", "has:place", "has:date event:", "date:2014-03-07", "date:..2013", "^fire"),
    *('"the ferry"', "fire !almira", "by:nobody", "zzzqqq", "event:", "пожар", "لوتسمان", "12", "harbour pilots union"),
)


@pytest.mark.parametrize("query", QUERIES)
def test_an_article_is_searched_in_its_library_as_alone(index: LibraryIndex, query: str) -> None:
    for article in open_library(STRAIT).articles():
        alone = Index.of(article).find(query)
        name = article.publication.id
        within = index.search(query, articles=[name]).found
        expected = [f"{name}:{result.target}" for result in alone.results]
        targets = [result.target for result in within.results]
        if not alone.partial and not within.partial:
            assert set(targets) == set(expected)
            assert targets[:1] == expected[:1]
            assert within.total == alone.total
            together = [target for target in found(index, query) if target.startswith(f"{name}:")]
            assert together[:1] in ([], expected[:1])


def test_results_come_from_all_articles_with_their_addresses(index: LibraryIndex) -> None:
    assert set(found(index, "sabira junusova")[:3]) == {
        *("hale2015:dzhunusova", "dzhaksybek2016:junusova", "rahimi2018:jounoussova")
    }
    assert {target.split(":")[0] for target in found(index, "type:figure")} == set(ENCODED)
    assert found(index, "pilots", articles=["novak2020"]) == ["novak2020:pilots"]
    first = index.find("Karim Aslanov").results[0]
    assert first.label_spans == ((0, 5), (6, 13))


def test_what_a_query_has_wrong_is_said(index: LibraryIndex) -> None:
    assert index.find("by:nobody fire").problem == "by:nobody: nobody of that name is a source"
    assert "within one article" in index.find("is:bookmarked fire").problem
    assert index.find("dzhunusovvax").suggestion or index.find("dzhunusovvax").results


def test_words_of_two_items_find_both_in_part(index: LibraryIndex) -> None:
    results = index.find("physician quay orchard")
    assert results.partial
    assert results.results


def test_the_catalogue_is_known_without_reading_articles(index: LibraryIndex) -> None:
    library, read = index.library(), open_library(STRAIT)
    entries = [replace(entry, location=str(STRAIT / entry.path.relative_to(library.path))) for entry in library.entries]
    problems = [entry.problem and entry.problem.message for entry in entries]
    assert problems == [entry.problem and entry.problem.message for entry in read.entries]
    assert [replace(entry, problem=None) for entry in entries] == [replace(e, problem=None) for e in read.entries]
    assert library.name == read.name


def test_the_index_knows_every_outside_id_that_articles_share(
    index: LibraryIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert index.engine
    library = index.library()
    expected = shared_ids(library.articles())
    assert expected
    of_one = shared_by(index.engine, library.article("hale2015"))
    assert {outside: sorted(members) for outside, members in of_one.items()} == expected
    # How far one article leads is no limit of what a library has.
    monkeypatch.setattr(neighbours, "MOST_IDS", 0)
    monkeypatch.setattr(neighbours, "MOST_WITH_ID", 1)
    assert shared_by(index.engine, library.article("hale2015")) == {}
    of_all = shared_by(index.engine)
    assert {outside: sorted(members) for outside, members in of_all.items()} == expected


def test_a_comparison_by_the_index_is_that_of_the_articles(index: LibraryIndex) -> None:
    assert index.engine
    library = index.library()
    addresses = ["rahimi2018:almira", "hale2015:ferry-fire", "dzhaksybek2016:fire", "hale2015:tolmas", "hale2015:p3"]
    wanted = [*map(parse_address, addresses)]
    expected = compare(map(library.item, wanted))
    assert {row.label for row in expected.rows} >= {"date", "dead", "assessments"}
    assert compare_indexed(index.engine, [*wanted, parse_address("hale2015:gone")]) == expected


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_only_what_has_changed_is_read_again(strait: Path) -> None:
    index = on_disk(strait)
    assert index.is_fresh()
    before = found(index, "fire")
    change(strait / "hale2015" / "article.toml", "Harbour Pilots' Union", "Union of Steersmen")
    shutil.rmtree(strait / "rahimi2018")
    assert not index.is_fresh()
    changes = index.update()
    assert (changes.indexed, changes.deleted) == (1, 1)
    assert found(index, "steersmen")[0] == "hale2015:pilots"
    assert "hale2015:pilots" not in found(index, "harbour")
    assert {target.split(":")[0] for target in found(index, "sabira")} == {"hale2015", "dzhaksybek2016"}
    assert index.engine
    assert "steersmen" in index.engine.vocabulary
    assert "exiles" not in index.engine.vocabulary
    shutil.copytree(STRAIT, strait, dirs_exist_ok=True)
    assert index.update().indexed == 2
    assert found(index, "fire") == before


def test_an_article_that_was_only_touched_is_not_indexed_again(strait: Path) -> None:
    index = on_disk(strait)
    (strait / "hale2015" / "article.toml").touch()
    assert index.update().indexed == 0
    assert index.is_fresh()
    reopened = open_index(strait)
    assert found(reopened, "pilots") == found(index, "pilots")


def test_of_two_articles_of_one_id_the_next_takes_over(strait: Path) -> None:
    first = strait / "aaa.toml"
    index = on_disk(strait)
    first.write_text(
        'format = 1\n[article]\nid = "hale2015"\n[[terms]]\nid = "pilots"\nname = "Quay"\n', encoding="utf-8"
    )
    index.update()
    assert found(index, "pilots", articles=["hale2015"]) == []
    assert [problem.rule for problem in index.library().problems] == ["duplicate-article"]
    first.unlink()
    index.update()
    assert found(index, "harbour pilots", articles=["hale2015"])[0] == "hale2015:pilots"
    assert index.library().problems == ()


def build_of(library: Path) -> Path:
    """The folder of the index that is in use."""
    folder = index_folder(library)
    assert folder
    build = IndexFolder(folder).current()
    assert build
    return build


def test_an_index_that_is_damaged_anywhere_is_made_anew(strait: Path) -> None:
    index = on_disk(strait)
    expected = found(index, "sabira")
    index.close()
    toml = {file: sha256(file.read_bytes()).digest() for file in strait.rglob("*.toml")}
    names = sorted(file.relative_to(build_of(strait)) for file in build_of(strait).rglob("*") if file.stat().st_size)
    assert len(names) > 5
    for number, name in enumerate(name for name in names if not (build_of(strait) / name).is_dir()):
        file = build_of(strait)
        file = next((path for path in file.rglob("*") if path.suffix == name.suffix and path.is_file()), file / name)
        content = bytearray(file.read_bytes())
        content[len(content) * number // len(names)] ^= 0xFF
        file.write_bytes(content if number % 3 else content[: len(content) // 2])
        again = open_index(strait)
        again.update()
        assert found(again, "sabira") == expected, name
        again.close()
    assert {file: sha256(file.read_bytes()).digest() for file in strait.rglob("*.toml")} == toml


def test_an_index_of_another_version_is_made_anew(strait: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_disk(strait).close()
    old = build_of(strait)
    monkeypatch.setattr("kztui.library.index_folder.SCHEMA", "0")
    assert open_index(strait).engine is None
    on_disk(strait).close()
    assert build_of(strait) != old
    on_disk(strait).close()


KILLED = """
import os, sys
from pathlib import Path
from kztui.library import indexing, item_store
from kztui.library.library_index import open_index

indexing.BATCH = 1
add = item_store.ItemStore.add_items
def killed(store, articles):
    add(store, articles)
    if store.articles().keys() & {sys.argv[2]}:
        os._exit(9)
item_store.ItemStore.add_items = killed
open_index(Path(sys.argv[1])).update()
"""


def test_an_index_whose_writer_was_killed_is_made_anew(strait: Path) -> None:
    expected = found(on_disk(STRAIT), "sabira")
    last = str(strait / "rahimi2018")
    done = subprocess.run([sys.executable, "-c", KILLED, str(strait), last], check=False)
    assert done.returncode == 9
    index = open_index(strait)
    assert index.engine is None
    index.update()
    assert found(index, "sabira") == expected


def test_while_another_program_writes_what_is_there_is_searched(strait: Path) -> None:
    on_disk(strait).close()
    change(strait / "hale2015" / "article.toml", "Harbour Pilots' Union", "Union of Steersmen")
    folder = index_folder(strait)
    assert folder
    with IndexFolder(folder).writing():
        (build_of(strait) / "manifest").unlink()
        index = open_index(strait)
        index.update()
        assert index.is_busy
        assert found(index, "pilots")
        assert not found(index, "steersmen")


def test_without_tantivy_small_libraries_are_searched_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_index, "has_tantivy", lambda: False)
    index = open_index(STRAIT)
    index.update()
    assert index.in_memory
    assert index.engine
    assert index.engine.size == ALL_INDEXED
    monkeypatch.setattr(library_index, "IN_MEMORY", 3)
    with pytest.raises(IndexUnavailableError, match=r"5 articles, and more than 3 need .*pip install tantivy"):
        open_index(STRAIT).update()


def test_without_a_folder_for_it_the_index_is_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "taken"))
    index = open_index(STRAIT)
    index.update()
    assert index.in_memory
    assert found(index, "sabira")


def test_the_library_may_be_empty(tmp_path: Path) -> None:
    (tmp_path / "library.toml").write_text("")
    for in_memory in (True, False):
        index = open_index(tmp_path, in_memory=in_memory)
        assert not index.find("fire").results
        index.update()
        assert not index.find("fire").results
        assert index.library().entries == ()


def test_articles_of_one_folder_are_each_looked_at(tmp_path: Path) -> None:
    article = 'format = 1\n[article]\nid = "{0}"\n[[terms]]\nid = "t"\nname = "{1}"\n'
    (tmp_path / "one.toml").write_text(article.format("one", "Quay"))
    (tmp_path / "two.toml").write_text(article.format("two", "Crane"))
    index = on_disk(tmp_path)
    (tmp_path / "two.toml").write_text(article.format("two", "Lantern"))
    (tmp_path / "one.toml").write_text("format = 1\n")
    index.update()
    assert found(index, "lantern") == ["two:t"]
    assert not found(index, "quay")
    (tmp_path / "one.toml").write_text(article.format("two", "Anchor"))
    index.update()
    assert (found(index, "anchor"), found(index, "lantern")) == (["two:t"], [])
