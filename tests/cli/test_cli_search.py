"""`kztui search`: the same results as the finder, best first."""

import json

from command_line import RunCommand
from harbour import HARBOUR, harbour
from kztui.cli.output import ExitCode
from kztui.search.index import Index
from kztui.session.notes import ReaderNote
from kztui.session.notes_file import NotesFile
from kztui.session.state import ArticleKey, path_key


def test_results_come_in_the_finders_order(kztui: RunCommand) -> None:
    for query in ("strike", "союз докеров", "marow", "DU"):
        result = kztui("search", "--json", query)
        wanted = [result.target for result in Index.of(harbour()).find(query, None, 20).results]
        assert result.code == ExitCode.OK
        assert [result["id"] for result in json.loads(result.out)] == wanted
        assert wanted


def test_json_has_the_promised_fields(kztui: RunCommand) -> None:
    (first, *_) = json.loads(kztui("search", "--json", "great strike").out)
    assert list(first) == ["id", "kind", "label", "aliases", "score", "snippet", "source"]
    assert (first["id"], first["kind"], first["aliases"]) == ("great-strike", "event", ["The stoppage"])


def test_several_words_are_one_query(kztui: RunCommand) -> None:
    assert kztui("search", "great", "strike") == kztui("search", "great strike")


def test_a_line_names_kind_target_and_label(kztui: RunCommand) -> None:
    result = kztui("search", "marrow", "--kind", "places")
    assert result.out.split()[:3] == ["place", "marrow", "Marrow"]


def test_a_limit_says_what_it_leaves_out(kztui: RunCommand) -> None:
    result = kztui("search", "the", "line", "--limit", "1")
    assert len(result.out.splitlines()) == 1
    assert "--limit shows more" in result.err
    assert kztui("search", "x", "--limit", "0").code == ExitCode.USAGE


def test_nothing_found_is_reported(kztui: RunCommand) -> None:
    result = kztui("search", "qqqqqqqq")
    assert (result.code, result.out) == (ExitCode.NOT_FOUND, "")
    assert result.err.startswith("no results for 'qqqqqqqq'")
    assert kztui("search", "qqqqqqqq", "--json").out == "[]\n"


def test_my_own_notes_are_searched_and_shown(kztui: RunCommand) -> None:
    file, _ = NotesFile.open(ArticleKey("vale2019", path_key(HARBOUR)))
    file.change(lambda notes: notes.with_note("dockers", ReaderNote(text="ask the\narchive at Portsea")))
    assert kztui("search", "portsea").code == 1
    file.save()
    assert "archive at Portsea" in kztui("search", "portsea").out
    assert "My note: ask the\narchive at Portsea" in kztui("show", "dockers").out
    assert json.loads(kztui("show", "dockers", "--json").out)["my_note"] == "ask the\narchive at Portsea"
    assert "My note" not in kztui("show", "p1").out
