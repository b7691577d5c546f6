"""Numbers, labels, ordinals, page ranges and dates."""

from pathlib import Path
from typing import Any

import pytest

from kztui.citation.csl import number_values as numbers
from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.number import roman
from kztui.citation.csl.number_values import last_page
from kztui.citation.csl.render import render_citation, render_entry
from kztui.citation.csl.style import load_style
from kztui.citation.errors import CitationError
from kztui.citation.styles import find_style


@pytest.mark.parametrize(
    ("first", "last", "style", "right"),
    [
        ("145", "167", "", "167"),
        ("145", "67", "expanded", "167"),
        ("145", "167", "minimal", "67"),
        ("145", "146", "minimal", "6"),
        ("145", "146", "minimal-two", "46"),
        ("1234", "1256", "minimal-two", "56"),
        ("101", "108", "chicago-16", "8"),
        ("1101", "1108", "chicago-16", "8"),
        ("145", "167", "chicago-16", "67"),
        ("100", "104", "chicago-16", "104"),
        ("71", "72", "chicago-16", "72"),
        ("1496", "1500", "chicago-16", "500"),
        ("167", "145", "chicago-16", "145"),
        ("1001", "1108", "chicago-16", "108"),
        ("12991", "13001", "chicago-16", "3001"),
        ("19999", "20001", "chicago-16", "20001"),
        ("101", "108", "chicago", "8"),
        ("498", "532", "chicago", "532"),
        ("1087", "1089", "chicago", "89"),
        ("1496", "1500", "chicago", "1500"),
        ("11564", "11615", "chicago", "615"),
        ("12991", "13001", "chicago-15", "3001"),
        ("100", "104", "chicago", "104"),
        ("99", "104", "chicago", "104"),
        ("99", "104", "minimal", "104"),
    ],
)
def test_the_last_page_of_a_range(first: str, last: str, style: str, right: str) -> None:
    assert last_page("", first, "", last, style) == right


def test_pages_with_letters() -> None:
    assert last_page("S", "145", "S", "167", "expanded") == "S167"
    assert last_page("A", "2", "B", "3", "minimal") == "B3"
    assert last_page("7A", "110", "7A", "114", "minimal") == "4"
    assert last_page("7A", "110", "7A", "14", "expanded") == "7A114"


@pytest.mark.parametrize(
    ("pages", "right"),
    [("A2 - B3", "A2-B3"), ("E41-7", "E41-7"), ("41 – E7", "41–E7"), ("3B20-B5, 9-12", "3B20-B5, 9–12")],
)
def test_pages_whose_letters_change_are_printed_as_they_were_written(pages: str, right: str) -> None:
    assert "".join(numbers.format_number(load_style(str(find_style("apa").path), "en-US"), pages, "page")) == right


@pytest.mark.parametrize("text", ["3", "12A", "2nd", "4-6", "S12", "xii", "1/2", "4 & 6"])
def test_what_counts_as_a_number(text: str) -> None:
    assert numbers.is_number(text)


@pytest.mark.parametrize("text", ["revised", "Special issue", "Implications", "2nd rev. ed."])
def test_what_does_not(text: str) -> None:
    assert not numbers.is_number(text)


@pytest.mark.parametrize(
    ("text", "many"), [("4", False), ("4-6", True), ("2, 4–6", True), ("4 & 5", True), ("S2", False), (r"4\-6", False)]
)
def test_plurals(text: str, many: bool) -> None:
    assert numbers.is_plural(text, "locator") is many


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("12a-c", ["12a-c"]),
        ("3, 12a-c & 14", ["3", "12a-c", "14"]),
        ("1, 2, 12a-c", ["1", "2", "12a-c"]),
        ("12a,b-d", ["12a,b-d"]),
        ("12a–c", ["12a", "c"]),
        ("12a; c", ["12a", "c"]),
        ("12a-14", ["12a", "14"]),
        ("12-c", ["12", "c"]),
        (r"14\-2", ["14-2"]),
        (r"14\-2–15, 20", ["14-2", "15", "20"]),
    ],
)
def test_subdivisions_of_one_number_stay_together(text: str, values: list[str]) -> None:
    assert [part.value for part in numbers.split_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "many"),
    [("1", False), ("01", False), ("320", True), ("1, 2 & 3", True), ("1–2", True), ("12A", True), ("A12", False)],
)
def test_what_counts_things_is_plural_from_two(text: str, many: bool) -> None:
    assert numbers.is_plural(text, "number-of-pages") is many


@pytest.mark.parametrize(
    ("form", "right"), [("roman", "xiv"), ("numeric", "14"), ("ordinal", "14th"), ("long-ordinal", "14th"), ("", "14")]
)
def test_a_number_stands_in_the_form_that_the_style_asks_for(form: str, right: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    number = f'<number variable="volume" form="{form}"/><text value="."/>'
    own.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="en-US">'
        f"<citation><layout>{number}</layout></citation></style>",
        encoding="utf-8",
    )
    assert render_citation({"id": "x", "type": "book", "volume": "14"}, find_style(str(own))) == f"{right}."


@pytest.mark.parametrize(("number", "right"), [(4, "iv"), (9, "ix"), (1999, "mcmxcix"), (2013, "mmxiii")])
def test_roman_numbers(number: int, right: str) -> None:
    assert roman(number) == right


@pytest.mark.parametrize(
    ("number", "right"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (22, "22nd")]
)
def test_ordinals(number: int, right: str) -> None:
    assert load_style(str(find_style("apa").path), "en-US").terms.ordinal(number) == right


def test_ordinals_of_another_locale_are_not_mixed_with_english_ones() -> None:
    assert load_style(str(find_style("apa").path), "de-DE").terms.ordinal(3) == "3."


def test_ordinals_take_the_gender_of_their_noun() -> None:
    russian = load_style(str(find_style("apa").path), "ru-RU").terms
    assert russian.ordinal(2, "edition") == "2-е"
    french = load_style(str(find_style("apa").path), "fr-FR").terms
    assert french.ordinal(1, "edition") == "1ʳᵉ"
    assert french.ordinal(1, "month-05") == "1ᵉʳ"


def test_a_term_is_of_one_thing_unless_many_are_meant() -> None:
    english = load_style(str(find_style("apa").path), "en-US").terms
    assert (english.term("page", "short"), english.term("page", "short", plural=True)) == ("p.", "pp.")


def test_a_word_of_the_language_comes_before_a_shorter_one_of_another() -> None:
    german = load_style(str(find_style("apa").path), "de-DE").terms
    assert german.term("paper-conference", "short") == "Konferenzbeitrag"


Item = dict[str, Any]


def dated(issued: Any, kind: str = "article-magazine") -> Item:
    return {
        "id": "x",
        "type": kind,
        "title": "Two weeks",
        "author": [{"family": "Reed", "given": "Tom"}],
        "container-title": "Weekly",
        "issued": issued,
        "language": "en-US",
    }


def parts(*moments: tuple[int, ...]) -> Item:
    return {"date-parts": [list(moment) for moment in moments]}


@pytest.mark.parametrize(
    ("issued", "style", "right"),
    [
        (parts((2013, 9, 4), (2013, 9, 18)), "apa", "(2013, September 4–18)"),
        (parts((2010, 5, 28), (2010, 6, 2)), "apa", "(2010, May 28–June 2)"),
        (parts((2010, 12, 28), (2011, 1, 5)), "apa", "(2010–2011, December 28–January 5)"),
        (parts((2011, 3), (2011, 5)), "mla", "Mar.–May 2011"),
        (parts((2013, 9, 4), (2013, 9, 18)), "vancouver", "2013 Sep 4–18"),
        (parts((2010, 12, 28), (2011, 1, 5)), "vancouver", "2010 Dec 28–2011 Jan 5"),
        (parts((2013, 9, 4), (2013, 9, 18)), "harvard", "4–18 September"),
        (parts((2001,), (2004,)), "chicago-author-date", "Reed, Tom. 2001–2004."),
        (parts((2013, 9)), "apa", "(2013, September)"),
        ({**parts((2012,)), "season": 4}, "mla", "Winter 2012"),
        ({"literal": "in press"}, "apa", "(in press)"),
        (parts((-44,)), "apa", "(44 B.C.E.)"),
    ],
)
def test_dates(issued: Item, style: str, right: str) -> None:
    assert right in render_entry(dated(issued), find_style(style))


@pytest.mark.parametrize(
    ("style", "right"),
    [
        ("apa", "(Reed, n.d.)"),
        ("chicago-author-date", "(Reed, n.d.)"),
        ("harvard", "(Reed, no date)"),
        ("mla", "(Reed)"),
    ],
)
def test_no_date(style: str, right: str) -> None:
    item = dated(None)
    del item["issued"]
    assert render_citation(item, find_style(style)) == right


def test_an_approximate_date_is_said_to_be_one() -> None:
    assert "ca. 1905" in render_citation(dated({**parts((1905,)), "circa": True}, "book"), find_style("apa"))


@pytest.mark.parametrize(
    ("style", "right"),
    [
        ("apa", "(Reed, 2013, paras. 2, 4–6)"),
        ("chicago-author-date", "(Reed 2013, paras. 2, 4–6)"),
        ("mla", "(Reed, pars. 2, 4–6)"),
        ("harvard", "(Reed, 2013, paras 2, 4–6)"),
        ("ieee", "[1, Paras. 2, 4–6]"),
        ("vancouver", "(1)"),
    ],
)
def test_several_paragraphs(style: str, right: str) -> None:
    item = dated(parts((2013,)))
    assert render_citation(item, find_style(style), Pinpoint("paragraph", "2, 4-6")) == right


def test_pages_of_a_locator_take_the_styles_format() -> None:
    item = dated(parts((2013,)))
    assert (
        render_citation(item, find_style("chicago-author-date"), Pinpoint("page", "112-115")) == "(Reed 2013, 112–15)"
    )
    assert render_citation(item, find_style("apa"), Pinpoint("page", "112-115")) == "(Reed, 2013, pp. 112–115)"


def test_a_style_without_an_entry_of_the_kind_says_so() -> None:
    item = {**dated(parts((2013,))), "type": "personal_communication"}
    del item["container-title"]
    with pytest.raises(CitationError, match="prints no entry"):
        render_entry(item, find_style("apa"))


def test_an_edition_that_is_not_there_has_no_label() -> None:
    for style in ("chicago-author-date", "chicago-notes"):
        assert "edition" not in render_entry(dated(parts((2013,)), "book"), find_style(style)).lower()
