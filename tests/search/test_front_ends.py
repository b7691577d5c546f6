"""The command line and the finder ask one index: for the same query they give the same results in the same order."""

import json

import pytest
from judged_queries import ZENN, article, index, judged_queries

from kztui.cli.main import main
from kztui.tui import finder_sources

QUERIES = [question.query for question in (*judged_queries("queries.tsv"), *judged_queries("held_out.tsv"))]
ASKED = [query for query in QUERIES[::12] if not query.startswith("-")]
"""Some of both files: for each the command line builds its index anew."""
LIMIT = 10


def in_the_finder(query: str) -> list[str]:
    everything = finder_sources.items(article(ZENN), lambda: index(ZENN), (), ())
    return [row.target for row in everything.find(query, None, lambda: False).rows[:LIMIT]]


@pytest.mark.parametrize("query", ASKED)
def test_command_line_finder_and_index_find_the_same(query: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--article", str(ZENN), "--limit", str(LIMIT), "--json", query]) == 0
    given = json.loads(capsys.readouterr().out)
    assert [(result["id"], result["score"], result["snippet"]) for result in given] == [
        (result.target, result.score, result.snippet) for result in index(ZENN).find(query, limit=LIMIT).results
    ]
    assert [result["id"] for result in given] == in_the_finder(query)
    assert given


def test_there_are_queries_to_ask() -> None:
    assert len(ASKED) > 20
