import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.search.query import MAX_LENGTH, SYNTAX, ParsedQuery, parse


def texts(query: ParsedQuery) -> list[str]:
    return [term.text for term in query.terms]


def test_words_are_folded_and_tokenized() -> None:
    assert texts(parse("Jund al-Khilafah, Жанаозен U.S.")) == ["jund", "al", "khilafah", "zhanaozen", "us"]


def test_what_was_typed_stays_beside_the_folded_word() -> None:
    (term,) = parse("Şymkent").terms
    assert (term.raw, term.text, term.pronounced) == ("Şymkent", "symkent", "shymkent")


def test_marks_before_a_word_say_how_it_is_meant() -> None:
    exact, start, plain = parse("'one ^two three").terms
    assert (exact.exact, exact.at_name_start) == (True, False)
    assert (start.exact, start.at_name_start) == (False, True)
    assert (plain.exact, plain.at_name_start) == (False, False)


def test_what_is_excluded_is_kept_apart() -> None:
    query = parse("here !not-this !'nor")
    assert texts(query) == ["here"]
    assert [[word.text for word in words] for words in query.excluded] == [["not", "this"], ["nor"]]


def test_words_in_quotes_stand_together() -> None:
    query = parse('"criminal code" law')
    assert texts(query) == ["criminal", "code", "law"]
    assert query.phrases == (("criminal", "code"),)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("actor:x", {"actor"}),
        ("a:x", {"actor"}),
        ("Actors: x", {"actor"}),
        ("e: p: x", {"event", "place"}),
        ("para:x s: t: c:", {"paragraph", "section", "term", "claim"}),
    ],
)
def test_kinds_are_named_before_a_colon(text: str, kinds: set[str]) -> None:
    query = parse(text)
    assert query.kinds == kinds
    assert texts(query) == ["x"]


def test_a_kind_can_be_excluded() -> None:
    assert parse("!claim: x") == ParsedQuery(terms=parse("x").terms, excluded_kinds=frozenset({"claim"}))


def test_an_unknown_word_before_a_colon_is_a_word() -> None:
    assert texts(parse("https://example.org:80")) == ["https", "example", "org", "80"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2011", (2011, 1, 1), (2011, 12, 31)),
        ("2011-02", (2011, 2, 1), (2011, 2, 28)),
        ("2011-06..2012", (2011, 6, 1), (2012, 12, 31)),
        ("2011-06/2011-07", (2011, 6, 1), (2011, 7, 31)),
        ("2011-05-31..", (2011, 5, 31), (float("inf"), 12, 31)),
        ("..2011", (float("-inf"), 1, 1), (2011, 12, 31)),
    ],
)
def test_dates_are_ranges_of_days(text: str, first: tuple[float, int, int], last: tuple[float, int, int]) -> None:
    query = parse(f"date:{text}")
    assert query.date_ranges == ((first, last),)
    assert not query.problem


@pytest.mark.parametrize("text", ["20", "2011-13", "..", "yesterday", "2011..x", "'2011"])
def test_a_date_that_is_none_is_left_out_and_reported(text: str) -> None:
    query = parse(f"here date:{text}")
    assert not query.date_ranges
    assert texts(query) == ["here"]
    assert f"date:{text} is not a date" in query.problem
    assert "date:2011-06..2011-12" in query.problem


def test_a_date_not_yet_typed_is_no_problem() -> None:
    assert parse("date:") == ParsedQuery()


@pytest.mark.parametrize("text", ["", " ", "!", "'", "^", '"', '""', "::", "!:", "*?[](){}|\\", "\x00", "❝"])
def test_nothing_that_means_nothing_is_a_word(text: str) -> None:
    assert parse(text) == ParsedQuery()


@given(st.text())
def test_nothing_that_can_be_typed_is_an_error(text: str) -> None:
    query = parse(text)
    assert all(term.text for term in query.terms)
    assert all(query.excluded)


def test_a_pasted_page_is_read_in_part() -> None:
    assert sum(len(word.text) + 1 for word in parse("many words " * 1000).terms) <= MAX_LENGTH


def test_the_table_of_the_language_names_every_kind() -> None:
    assert all(f"{kind}:" in SYNTAX for kind in ("actor", "event", "place", "term", "claim", "section", "paragraph"))
