"""Written dates in eleven languages, as texts have them and as people type them."""

from pathlib import Path

import pytest

from kztui.article.dates import parse
from kztui.article.written_dates import read_written_date
from kztui.importing.dates import find_dates

PUBLISHED = "2013-09-04"
LINES = Path(__file__).with_name("written_dates.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("language", "text", "dates"), ROWS, ids=[f"{row[0]}: {row[1][:30]}" for row in ROWS])
def test_dates_in_a_sentence_are_found_and_read(language: str, text: str, dates: str) -> None:
    found = find_dates(text, PUBLISHED, language)
    assert " ".join(date.edtf for date in found) == dates.removesuffix("-")
    assert all(parse(date.edtf) for date in found)


@pytest.mark.parametrize(
    ("published", "dates"),
    [
        ("2021-01-10", "2020-24 2019-24 2021-24"),
        ("2021-03-14", "2020-24 2020-24 2021-24"),
        ("2021-10-01", "2021-24 2020-24 2021-24"),
        ("2021-12-05", "2021-24 2020-24 2022-24"),
    ],
)
def test_a_winter_is_named_after_the_year_in_which_it_begins(published: str, dates: str) -> None:
    found = [read_written_date(text, "en", published) for text in ("this winter", "last winter", "next winter")]
    assert found == dates.split()


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("2013", "en", "2013"),
        ("2011~", "en", "2011~"),
        ("may", "en", "2013-05"),
        ("early september 2011", "en", "2011-09~"),
        ("Tue, 14 May 2019 09:00:00 +0100", "en", "2019-05-14"),
        ("in the 1990s", "en", "199X"),
        ("last Wednesday", "en", "2013-08-28"),
        ("05/04/2019", "en-US", "2019-05-04"),
        ("05/04/2019", "en-GB", "2019-04-05"),
        ("31 June 2011", "en", None),
        ("the 12th", "en", None),
        ("nonsense", "en", None),
        ("in May 2011 and in June 2012", "en", None),
        ("9" * 5000, "en", None),
        ("четыре года назад", "ru", "2009"),
        ("2 anni fa", "it", "2011"),
        ("3 de março de 2011", "pt", "2011-03-03"),
        ("2011年5月3日", "ja", "2011-05-03"),
    ],
)
def test_a_date_that_is_typed_is_read_or_refused(text: str, language: str, date: str | None) -> None:
    assert read_written_date(text, language, PUBLISHED) == date


def test_without_a_publication_nothing_counts_from_it() -> None:
    assert find_dates("Last year, in May, on Monday, four weeks ago.") == ()
    assert [date.edtf for date in find_dates("In 2011 it broke; in May it was mended.")] == ["2011", "2011-05"]
    assert read_written_date("tomorrow", "en", "9999-12-31") is None
