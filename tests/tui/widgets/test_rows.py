"""Rows of lists in every width: what matters most stays, numbers are never cut, and lines to spare are used."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from kztui.article.article import Article
from kztui.article.kinds.claim import Claim
from kztui.article.model import ArticleFile
from kztui.files.load import load
from kztui.tui.commands import INDEXED_KINDS
from kztui.tui.render.cells import cell_width
from kztui.tui.widgets.rows import MOST_LINES, RowWriter, taller_rows, wrapped

ZENN = load(Path(__file__).parents[3] / "content" / "zenn-2013").article


def claims(*tables: dict[str, Any]) -> Article:
    actors = [{"id": "yard", "name": "Shipyard of the Lower Ferry", "aliases": ["SLF"], "kind": "company"}]
    numbered = [{"id": f"c{number}", "kind": "figure", "by": "yard", **each} for number, each in enumerate(tables)]
    made = {"article": {"id": "x"}, "actors": actors, "claims": numbered}
    return Article(msgspec.convert(made, ArticleFile))


def row(article: Article, cells: int, target: str = "c0") -> str:
    found = RowWriter(article, Claim, "source", [item.id for item in article.of_kind("claim")]).texts(target, cells)
    left = f"{found.lead}{found.label[0]}{found.signs}"
    return left + " " * (cells - cell_width(left) - cell_width(found.remark)) + found.remark


@pytest.mark.parametrize(
    ("value", "unit", "short"),
    [
        (380, "killed (more than)", ">380 killed"),
        (4, "boats (at least)", "≥4 boats"),
        (2_500_000, "crowns (approximately)", "~2.5 million crowns"),
        (1_000_000_000, "crowns (more than)", ">1 billion crowns"),
        (1_234_567, "crowns", "1,234,567 crowns"),
        (999_999, "crowns", "999,999 crowns"),
        (10**15, "crowns", "1,000,000,000,000,000 crowns"),
        (-3_000_000, "crowns", "-3 million crowns"),
        (12.5, "percent", "12.5 percent"),
        (12.5, "percent (of the crew)", "of the crew 12.5 percent"),
        ("several thousand", "sailors", "several thousand sailors"),
        ("most", "sailors (about)", "about most sailors"),
        (None, "sailors", "sailors"),
        (7, "", "7"),
    ],
)
def test_a_figure_is_short_in_a_narrow_row_and_says_the_same(value: float | str | None, unit: str, short: str) -> None:
    (claim,) = claims({"value": value, "unit": unit, "text": "Some."}).of_kind("claim")
    assert isinstance(claim, Claim)
    assert claim.value_in_short == short


def test_a_claim_gives_way_from_its_kind_to_its_words_and_last_its_paragraph() -> None:
    text = "Of the boats that the yard had launched a third were lost within two winters."
    found = claims({"value": 30, "unit": "boats (about)", "text": text, "date": "1911-04-02", "paragraphs": [7]})
    assert row(found, 18) == "SLF ~30 boats · O…"
    assert row(found, 24) == "SLF ~30 boats · Of t… ¶7"
    assert row(found, 30) == "SLF ~30 boats · Of the boa… ¶7"
    assert row(found, 44) == "SLF ~30 boats · Of the boats th… 1911-04  ¶7"
    assert row(found, 50) == "SLF ~30 boats · Of the boats…  figure  1911-04  ¶7"
    assert row(found, 70).endswith("figure  1911-04-02  ¶7")


@pytest.mark.parametrize("cells", [26, 30, 54, 112])
def test_all_rows_of_a_pane_have_the_same_columns(cells: int) -> None:
    targets = [item.id for item in ZENN.of_kind("claim")]
    writer = RowWriter(ZENN, Claim, "kind", targets)
    texts = [writer.texts(target, cells).remark for target in targets if len(ZENN.items[target].paragraphs) == 1]
    assert len(set(map(cell_width, texts))) == 1 if cells > 30 else {*map(cell_width, texts)} == {2, 3}
    assert all("¶" in text for text in texts)


@pytest.mark.parametrize("cells", [8, 14, 18, 26, 30, 47, 64, 112])
def test_rows_of_any_width_fit_and_are_cut_at_the_end_of_their_last_line_alone(cells: int) -> None:
    for kind in INDEXED_KINDS:
        targets = [item.id for item in ZENN.of_kind(kind.item_kind)]
        writer = RowWriter(ZENN, kind, next(iter(kind.index_groupings), ""), targets)
        for target in targets:
            one, more = writer.texts(target, cells), writer.texts(target, cells, MOST_LINES)
            for found in (one, more):
                assert 1 <= len(found.label) <= MOST_LINES
                assert all(cell_width(found.lead + line + found.signs) <= max(cells, 12) for line in found.label)
            assert ("…" in one.label[0]) or more.label == one.label


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("Killing of a pilot", 20, ["Killing of a pilot"]),
        ("Killing of a pilot", 10, ["Killing of", "a pilot"]),
        ("Killing of a pilot in the fog off the cape", 10, ["Killing of", "a pilot in", "the fog o…"]),
        ("Counter-radicalisation", 16, ["Counter-", "radicalisation"]),
        ("Radicalisationless", 10, ["Radicalisa", "tionless"]),
    ],
)
def test_a_label_wraps_at_blanks_and_hyphens(text: str, cells: int, lines: list[str]) -> None:
    assert wrapped(text, cells, 3) == lines


def test_rows_are_taller_from_the_top_as_far_as_lines_are_to_spare() -> None:
    assert taller_rows([0, 1, 2, 1], 0) == {}
    assert taller_rows([0, 1, 2, 1], 2) == {1: 2, 3: 2}
    assert taller_rows([0, 1, 2, 1], 9) == {1: 2, 2: 3, 3: 2}
