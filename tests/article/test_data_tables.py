from pathlib import Path

import pytest

import kztui
from kztui.article.data_tables import mappings, rows

PACKAGE = Path(kztui.__file__).parent
TABLES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("**/data/*.tsv"))
GROUPED = [
    *("importing/data/bibliography_fields.tsv", "importing/data/page_parts.tsv", "tui/data/cyrillic_layouts.tsv"),
    *(f"search/data/{name}.tsv" for name in ("palladius", "phonetic", "transliteration")),
]
LISTED = {
    *("cli/data/examples.tsv", "cli/data/json_shapes.tsv"),
    *("article/data/date_words.tsv", "files/data/file_signatures.tsv", "search/data/synonyms.tsv"),
    *(f"importing/data/{name}.tsv" for name in ("claim_words", "foreign_formats", "gazetteer", "hyphenated_words")),
    "importing/data/name_rules.tsv",
}
"""Tables whose first column says of what sort a row is."""
COLUMNS = {
    "article/data/date_roles.tsv": 3,
    "citation/data/closing_quotes.tsv": 2,
    "search/data/filter_meanings.tsv": 2,
    "importing/data/http_statuses.tsv": 2,
    "files/data/codec_names.tsv": 2,
    "importing/data/scripts.tsv": 4,
    "importing/data/page_parts.tsv": 3,
    "article/data/abbreviations.tsv": 2,
    "article/data/combining_marks.tsv": 2,
    "article/data/date_words.tsv": 4,
    "article/data/hedges.tsv": 2,
    "article/data/language_names.tsv": 2,
    "article/data/publication_states.tsv": 2,
    "article/data/relation_types.tsv": 4,
    "citation/data/biblatex_fields.tsv": 4,
    "citation/data/biblatex_languages.tsv": 2,
    "citation/data/bibtex_fields.tsv": 3,
    "citation/data/entry_types.tsv": 7,
    "citation/data/hayagriva_roles.tsv": 2,
    "citation/data/latex_characters.tsv": 2,
    "citation/data/letter_case.tsv": 3,
    "citation/data/ris_fields.tsv": 3,
    "citation/data/secondary_sources.tsv": 4,
    "citation/data/style_names.tsv": 4,
    "citation/data/title_case_stop_words.tsv": 1,
    "cli/data/examples.tsv": 3,
    "cli/data/json_shapes.tsv": 2,
    "tui/data/commands.tsv": 8,
    "tui/data/cyrillic_keys.tsv": 3,
    "tui/data/cyrillic_layouts.tsv": 3,
    "tui/data/renamed_actions.tsv": 2,
    "tui/data/legend.tsv": 3,
    "export/data/ftm_relations.tsv": 4,
    "files/data/csl_types.tsv": 1,
    "files/data/encoding_languages.tsv": 4,
    "files/data/file_signatures.tsv": 4,
    "files/data/key_aliases.tsv": 2,
    "importing/data/bibliography_fields.tsv": 3,
    "importing/data/charset_labels.tsv": 2,
    "importing/data/claim_words.tsv": 3,
    "importing/data/label_words.tsv": 2,
    "importing/data/language_words.tsv": 2,
    "importing/data/draft_comments.tsv": 2,
    "importing/data/foreign_formats.tsv": 4,
    "importing/data/front_matter_fields.tsv": 2,
    "importing/data/function_words.tsv": 2,
    "importing/data/gazetteer.tsv": 4,
    "importing/data/html_elements.tsv": 2,
    "importing/data/hyphenated_words.tsv": 2,
    "importing/data/meta_elements.tsv": 2,
    "importing/data/name_endings.tsv": 2,
    "importing/data/name_rules.tsv": 3,
    "importing/data/name_words.tsv": 2,
    "importing/data/page_furniture.tsv": 2,
    "importing/data/schema_types.tsv": 2,
    "search/data/exonyms.tsv": 2,
    "search/data/palladius.tsv": 3,
    "search/data/phonetic.tsv": 3,
    "search/data/russian_endings.tsv": 1,
    "search/data/stop_words.tsv": 1,
    "search/data/synonyms.tsv": 1,
    "search/data/transliteration.tsv": 3,
    "timeline/data/kind_groups.tsv": 2,
}


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_says_what_its_columns_are_and_keeps_to_them(table: str) -> None:
    assert PACKAGE.joinpath(table).read_text(encoding="utf-8").startswith("# ")
    assert {len(row) for row in rows(table)} == {COLUMNS[table]}


def test_every_table_is_tested() -> None:
    assert sorted(COLUMNS) == TABLES


@pytest.mark.parametrize("table", GROUPED)
def test_no_key_of_a_group_is_there_twice(table: str) -> None:
    assert sum(map(len, mappings(table).values())) == len(list(rows(table)))


@pytest.mark.parametrize("table", [table for table in COLUMNS if table not in {*GROUPED, *LISTED}])
def test_no_first_column_is_there_twice(table: str) -> None:
    keys = [row[0] for row in rows(table)]
    assert len(keys) == len(set(keys))


def test_a_row_may_begin_with_the_character_of_comments() -> None:
    assert dict(rows("citation/data/latex_characters.tsv"))["#"] == r"\#"


def test_the_types_that_formats_know_are_types_of_csl() -> None:
    types = {name for (name,) in rows("files/data/csl_types.tsv")}
    assert {row[0] for row in rows("citation/data/entry_types.tsv")} <= types
