"""`kztui search`: the same results as the finder, best first."""

import json

from harbour import harbour
from kztui.cli.exit_codes import ExitCode
from kztui.search.index import Index
from said import Run


def test_results_come_in_the_finders_order(kztui: Run) -> None:
    for query in ("strike", "союз докеров", "marow", "DU"):
        said = kztui("search", "--json", query)
        wanted = [result.target for result in Index.of(harbour()).find(query, None, 20).results]
        assert said.code == ExitCode.OK
        assert [result["id"] for result in json.loads(said.out)] == wanted
        assert wanted


def test_json_has_the_promised_fields(kztui: Run) -> None:
    (first, *_) = json.loads(kztui("search", "--json", "great strike").out)
    assert list(first) == ["id", "kind", "label", "aliases", "score", "snippet"]
    assert (first["id"], first["kind"], first["aliases"]) == ("great-strike", "event", ["The stoppage"])


def test_several_words_are_one_query(kztui: Run) -> None:
    assert kztui("search", "great", "strike") == kztui("search", "great strike")


def test_a_line_names_kind_target_and_label(kztui: Run) -> None:
    said = kztui("search", "marrow", "--kind", "places")
    assert said.out.split()[:3] == ["place", "marrow", "Marrow"]


def test_a_limit_says_what_it_leaves_out(kztui: Run) -> None:
    said = kztui("search", "the", "line", "--limit", "1")
    assert len(said.out.splitlines()) == 1
    assert "--limit shows more" in said.err
    assert kztui("search", "x", "--limit", "0").code == ExitCode.USAGE


def test_nothing_found_is_said(kztui: Run) -> None:
    said = kztui("search", "qqqqqqqq")
    assert (said.code, said.out) == (ExitCode.NOT_FOUND, "")
    assert said.err.startswith("nothing found for 'qqqqqqqq'")
    assert kztui("search", "qqqqqqqq", "--json").out == "[]\n"
