from pathlib import Path

import pytest

from kztui.search import word_tables
from kztui.search.word_tables import mappings, rows

COLUMNS = {
    "exonyms": 2,
    "palladius": 3,
    "phonetic": 3,
    "russian_endings": 1,
    "stop_words": 1,
    "synonyms": 1,
    "transliteration": 3,
}
DATA = Path(word_tables.__file__).with_name("data")


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_says_what_its_columns_are_and_keeps_to_them(table: str) -> None:
    assert DATA.joinpath(f"{table}.tsv").read_text(encoding="utf-8").startswith("# ")
    assert {len(row) for row in rows(table)} == {COLUMNS[table]}


def test_every_table_is_tested() -> None:
    assert {path.name for path in DATA.iterdir()} == {f"{table}.tsv" for table in COLUMNS}


@pytest.mark.parametrize("table", ["palladius", "phonetic", "transliteration"])
def test_no_key_of_a_group_is_there_twice(table: str) -> None:
    assert sum(map(len, mappings(table).values())) == len(list(rows(table)))


@pytest.mark.parametrize("table", ["exonyms", "russian_endings", "stop_words"])
def test_no_first_column_is_there_twice(table: str) -> None:
    keys = [row[0] for row in rows(table)]
    assert len(keys) == len(set(keys))
