"""The command line and the finder ask one index: for the same query they give the same results in the same order."""

import json

import pytest
from judged_queries import ZENN, article, index, judged_queries

from kztui.cli.main import main
from kztui.tui import finder_sources

QUERIES = [question.query for question in judged_queries("queries.tsv")]
ASKED = QUERIES[::3]  # each asks the command line to build its index anew
LIMIT = 8


def in_the_finder(query: str) -> list[str]:
    everything = finder_sources.items(article(ZENN), lambda: index(ZENN), (), ())
    return [row.target for row in everything.find(query, None, lambda: False).rows[:LIMIT]]


@pytest.mark.parametrize("query", ASKED)
def test_both_front_ends_find_the_same(query: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "--article", str(ZENN), "--limit", str(LIMIT), "--json", query])
    on_the_line = [result["id"] for result in json.loads(capsys.readouterr().out)]
    assert on_the_line == in_the_finder(query)
    assert on_the_line


def test_there_are_queries_to_ask() -> None:
    assert len(QUERIES) > 40
