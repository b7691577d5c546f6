import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.search.entries import IndexEntry
from kztui.search.index import Index
from kztui.search.results import SearchResult

LONG = (
    "Long before, and a good way from the coast, the crews of both ships had met; then the harbour of Aktau closed for "
    "the winter, and when the ice broke the ships were gone and nobody asked for them any more in that year."
)
PROSE = ("Nothing is said here of it.", LONG)
INDEX = Index([IndexEntry("x", "event", "Winter in Aqtau", ("Winter in Aqtau", "Ақтау қысы"), prose=PROSE, mentions=1)])


def result(query: str) -> SearchResult:
    (found,) = INDEX.find(query).results
    return found


def highlighted(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("winter", ["Winter"]),
        ("wint", ["Wint"]),
        ("winters", ["Winter"]),
        ("wintre", ["Winter"]),
        ("aktau winter", ["Winter", "Aqtau"]),
        ("актау", ["Aqtau"]),
        ("wnaq", ["W", "n", "Aq"]),
    ],
)
def test_what_matched_is_highlighted_in_the_label(query: str, label: list[str]) -> None:
    found = result(query)
    assert highlighted(found.label, found.label_spans) == label


def test_the_snippet_is_where_most_words_stand_and_they_are_highlighted() -> None:
    found = result("ice ships gone")
    assert highlighted(found.snippet, found.snippet_spans) == ["ice", "ships", "gone"]
    assert found.snippet.startswith("…")
    assert len(found.snippet) <= 115
    assert 15 < result("harbour aktau closed").snippet_spans[0][0] < 35
    assert result("ships coast").snippet.endswith("…")


def test_a_result_by_name_alone_shows_how_its_prose_begins() -> None:
    entry = IndexEntry("x", "event", "Opening", ("Opening", "Öffnung"), facts=("opening",), prose=PROSE)
    (found,) = Index([entry]).find("opening").results
    assert (found.snippet, found.snippet_spans) == (PROSE[0], ())


def test_a_result_by_another_name_shows_that_name_first() -> None:
    found = result("қысы")
    assert found.snippet == f"Ақтау қысы · {PROSE[0]}"
    assert highlighted(found.snippet, found.snippet_spans) == ["қысы"]
    assert (found.field, found.matched_name) == ("alias", "Ақтау қысы")
    assert found.aliases == ("Ақтау қысы",)


@pytest.mark.parametrize(
    ("prose", "snippet"),
    [((), "Port Board"), (("It was opened.",), "Port Board · It was opened."), (("By the board.",), "By the board.")],
)
def test_what_is_known_of_a_result_is_shown_where_nothing_else_tells_why(prose: tuple[str, ...], snippet: str) -> None:
    entry = IndexEntry("x", "event", "Opening", ("Opening",), facts=("ceremony", "Port Board"), prose=prose)
    (found,) = Index([entry]).find("board").results
    assert found.snippet == snippet
    assert [word.lower() for word in highlighted(found.snippet, found.snippet_spans)] == ["board"]


def test_a_result_says_where_it_matched() -> None:
    assert (result("winter").field, result("winter").matched_name) == ("name", "Winter in Aqtau")
    assert (result("harbour crews").field, result("harbour crews").matched_name) == ("text", "")


def test_the_words_of_a_query_are_highlighted_in_any_text() -> None:
    highlighter = INDEX.find("ships harbor wint").highlighter
    text = "Harbours and a ship; by wintertime, harbour!"
    assert highlighted(text, highlighter.spans(text)) == ["Harbours", "ship", "wint", "harbour"]
    assert not INDEX.find("").highlighter


@given(st.text(max_size=30), st.text(max_size=300))
def test_spans_lie_in_the_text_and_do_not_overlap(query: str, text: str) -> None:
    spans = INDEX.find(query).highlighter.spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.text(max_size=8), st.text("ab стé\u0301ß 新.,'’", min_size=1, max_size=200))
def test_snippets_of_any_text_are_highlighted_where_the_text_is(query: str, text: str) -> None:
    index = Index([IndexEntry("x", "place", text, (text,), prose=(text, text * 3), mentions=1)])
    for found in index.find(f"{query} {text[:5]}").results:
        for shown, spans in ((found.label, found.label_spans), (found.snippet, found.snippet_spans)):
            assert all(0 <= start < end <= len(shown) for start, end in spans)
