"""Dates are read as the standard says, put in order, and said without adding precision."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kztui.article import date_suggestions
from kztui.article.data_tables import rows
from kztui.article.dates import compact, parse, parse_or_none, sort_key, words
from kztui.article.edtf import SEASONS, DateError, length_of_month

# text, earliest, latest, precision, in words, compact
FORMS = [
    ("2011", (2011, 1, 1), (2011, 12, 31), "year", "2011", "2011"),
    ("2011-05", (2011, 5, 1), (2011, 5, 31), "month", "May 2011", "2011-05"),
    ("2013-07-15", (2013, 7, 15), (2013, 7, 15), "day", "15 July 2013", "2013-07-15"),
    ("1985-04-12T23:20:30", (1985, 4, 12), (1985, 4, 12), "day", "12 April 1985", "1985-04-12"),
    ("1985-04-12T23:20:30+04:30", (1985, 4, 12), (1985, 4, 12), "day", "12 April 1985", "1985-04-12"),
    ("2012-02", (2012, 2, 1), (2012, 2, 29), "month", "February 2012", "2012-02"),
    ("1900-02", (1900, 2, 1), (1900, 2, 28), "month", "February 1900", "1900-02"),
    ("2011-09~", (2011, 9, 1), (2011, 9, 30), "month", "about September 2011", "2011-09~"),
    ("2012?", (2012, 1, 1), (2012, 12, 31), "year", "2012 (uncertain)", "2012?"),
    ("2012%", (2012, 1, 1), (2012, 12, 31), "year", "about 2012 (uncertain)", "2012%"),
    ("201X", (2010, 1, 1), (2019, 12, 31), "decade", "2010s", "2010s"),
    ("201X~", (2010, 1, 1), (2019, 12, 31), "decade", "about 2010s", "2010s~"),
    ("20XX", (2000, 1, 1), (2099, 12, 31), "century", "between 2000 and 2099", "20XX"),
    ("2004-XX", (2004, 1, 1), (2004, 12, 31), "year", "2004", "2004"),
    ("1985-04-XX", (1985, 4, 1), (1985, 4, 30), "month", "April 1985", "1985-04"),
    ("1985-XX-XX", (1985, 1, 1), (1985, 12, 31), "year", "1985", "1985"),
    ("2004-21", (2004, 3, 1), (2004, 5, 31), "season", "spring 2004", "2004 spring"),
    ("2004-24", (2004, 12, 1), (2004, 12, 31), "season", "winter 2004", "2004 winter"),
    ("-0043", (-43, 1, 1), (-43, 12, 31), "year", "44 BC", "-0043"),
    ("0000", (0, 1, 1), (0, 12, 31), "year", "1 BC", "0000"),
    ("-201X", (-2019, 1, 1), (-2010, 12, 31), "decade", "between 2020 BC and 2011 BC", "-201X"),
    ("-20XX", (-2099, 1, 1), (-2000, 12, 31), "century", "between 2100 BC and 2001 BC", "-20XX"),
    ("Y170000002", (170000002, 1, 1), (170000002, 12, 31), "year", "170000002", "170000002"),
    ("Y-17000", (-17000, 1, 1), (-17000, 12, 31), "year", "17001 BC", "-17000"),
    ("2011-06/2011-07", (2011, 6, 1), (2011, 7, 31), "month", "June – July 2011", "2011-06…07"),
    ("2011-11/2012-02", (2011, 11, 1), (2012, 2, 29), "month", "November 2011 – February 2012", "2011-11…2012-02"),
    ("-0001-05/-0001-06", (-1, 5, 1), (-1, 6, 30), "month", "May – June 2 BC", "-0001-05…-0001-06"),
    ("2012/2014", (2012, 1, 1), (2014, 12, 31), "year", "2012 – 2014", "2012…14"),
    ("1998/2003", (1998, 1, 1), (2003, 12, 31), "year", "1998 – 2003", "1998…2003"),
    ("2011-05-03/2011-05-05", (2011, 5, 3), (2011, 5, 5), "day", "3 – 5 May 2011", "2011-05-03…05"),
    ("2011-05-03/2011-06-05", (2011, 5, 3), (2011, 6, 5), "day", "3 May – 5 June 2011", "2011-05-03…06-05"),
    ("2011-05-03/2012-05-05", (2011, 5, 3), (2012, 5, 5), "day", "3 May 2011 – 5 May 2012", "2011-05-03…2012-05-05"),
    ("2011-05-17/2011-06", (2011, 5, 17), (2011, 6, 30), "month", "17 May – June 2011", "2011-05-17…2011-06"),
    ("2011-05/2011-05", (2011, 5, 1), (2011, 5, 31), "month", "May 2011", "2011-05"),
    ("2004-21/2004-23", (2004, 3, 1), (2004, 11, 30), "season", "spring – autumn 2004", "2004 spring…autumn"),
    ("2011~/2012?", (2011, 1, 1), (2012, 12, 31), "year", "about 2011 – 2012 (uncertain)", "2011~…2012?"),
    ("2011-10/..", (2011, 10, 1), None, "month", "from October 2011 on", "2011-10…"),
    ("../2011", None, (2011, 12, 31), "year", "until 2011", "…2011"),
    ("2011/", (2011, 1, 1), None, "year", "from 2011, end unknown", "2011…?"),
    ("/2011", None, (2011, 12, 31), "year", "until 2011, beginning unknown", "?…2011"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "said", "short"), FORMS)
def test_each_form_is_read_and_said(
    text: str, earliest: Any, latest: Any, precision: str, said: str, short: str
) -> None:
    date = parse(text)
    assert (date.earliest, date.latest, date.precision) == (earliest, latest, precision)
    assert (words(text), compact(text)) == (said, short)


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2011", False, False),
        ("2011~", True, False),
        ("2011?", False, True),
        ("2011%", True, True),
        ("2010/2011~", True, False),
    ],
)
def test_qualifiers_are_told(text: str, approximate: bool, uncertain: bool) -> None:
    date = parse(text)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


def test_the_ends_of_an_interval_can_be_asked_for() -> None:
    open_, unknown, single = parse("2011-10/.."), parse("/2011~"), parse("2011")
    assert (open_.interval, open_.open_start, open_.open_end) == (True, False, True)
    assert open_.start is not None
    assert (open_.start.year, open_.start.month, open_.end) == (2011, 10, None)
    assert unknown.end is not None
    assert (unknown.open_start, unknown.open_end, unknown.start, unknown.end.mark) == (False, False, None, "~")
    assert not single.interval
    assert single.start == single.end


WRONG = [
    ("2011-02-30", "February 2011 has 28 days, not 30", ""),
    ("2012-02-30", "February 2012 has 29 days, not 30", ""),
    ("2011-13", "there is no month 13; months are 01 to 12, seasons 21 to 24", ""),
    ("2011-00", "there is no month 00; leave out what is not known", "2011"),
    ("2011-21-03", "month 21 is a season, and a season has no days", "2011-21"),
    ("2004-XX-03", "a known day in an unknown month is level 2, which is not used here", "2004"),
    ("2012/2011", "the interval ends before it begins", "2011/2012"),
    ("../..", "an interval needs at least one known end", ""),
    ("2004-06-XX/2004-07-03", "unspecified digits within an interval are level 2, which is not used here", ""),
    ("04/09/2013", "“04/09/2013” can be read as 2013-09-04 or 2013-04-09", ""),
    ("2004-06~-11", "“2004-06~-11” is EDTF of level 2, or near it; only levels 0 and 1 are used here", ""),
    ("1XXX", "“1XXX” is EDTF of level 2, or near it; only levels 0 and 1 are used here", ""),
    ("2011/2012/2013", "“2011/2012/2013” is not an EDTF interval, which is two dates with one slash between them", ""),
    ("x" * 40, f"“{'x' * 40}” is not an EDTF date such as 2011, 2011-05 or 2011-05-17", ""),
    ("x" * 41, f"“{'x' * 39}…” is not an EDTF date such as 2011, 2011-05 or 2011-05-17", ""),
    ("", "the date is empty", ""),
    ("in press", '“in press” is no date: leave it out, and write status = "in press" under [article]', ""),
    ("[Forthcoming]", '“[Forthcoming]” is no date: leave it out, and write status = "forthcoming" under [article]', ""),
    ("im  Druck", '“im Druck” is no date: leave it out, and write status = "im Druck" under [article]', ""),
    ("В печати", '“В печати” is no date: leave it out, and write status = "в печати" under [article]', ""),
    ("印刷中", '“印刷中” is no date: leave it out, and write status = "印刷中" under [article]', ""),
    ("2024, in press", '“in press” is no date, but status = "in press" under [article]', "2024"),
    ("5 May 2024 (submitted)", '“submitted” is no date, but status = "submitted" under [article]', "2024-05-05"),
    ("n.d.", "“n.d.” is no date: leave it out where none is known", ""),
    ("б. г.", "“б. г.” is no date: leave it out where none is known", ""),
]


@pytest.mark.parametrize(("text", "fault", "suggestion"), WRONG)
def test_what_is_wrong_is_said(text: str, fault: str, suggestion: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert (caught.value.fault, caught.value.suggestion) == (fault, suggestion)


def test_what_a_text_that_is_no_date_was_meant_for_is_asked_once_and_of_no_long_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def counted(table: str) -> Iterator[list[str]]:
        read.append(table)
        return rows(table)

    monkeypatch.setattr(date_suggestions, "rows", counted)
    date_suggestions._publication_states.cache_clear()
    for text in ("in prss", "[2001,2002]"):
        assert parse_or_none(text) is None  # who asks only whether it is one pays for no advice
    assert read == []
    for text in ("in prss", "[2001,2002]", "early " * 50_000 + "2011", "[" * 50_000):
        with pytest.raises(DateError, match=r"is not an EDTF date|of level 2"):
            parse(text)
    assert len(read) == 1


MEANT = [
    *(
        ("5/2011", "2011-05"),
        ("May 2011", "2011-05"),
        ("2011-5", "2011-05"),
        ("2011/05", "2011-05"),
        ("2011.05", "2011-05"),
    ),
    *(
        ("2011 May", "2011-05"),
        ("Sept. 2011", "2011-09"),
        ("4 September 2013", "2013-09-04"),
        ("20110504", "2011-05-04"),
    ),
    *(
        ("September 4th, 2013", "2013-09-04"),
        ("25/12/2013", "2013-12-25"),
        ("12/25/2013", "2013-12-25"),
        ("201x", "201X"),
    ),
    *(("25.12.2013", "2013-12-25"), ("spring 2011", "2011-21"), ("Fall 2011", "2011-23"), ("2010s", "201X")),
    *(
        ("c. 2011", "2011~"),
        ("circa 2011", "2011~"),
        ("about May 2011", "2011-05~"),
        ("early September 2011", "2011-09"),
    ),
    *(
        ("2011?~", "2011%"),
        ("2011-2013", "2011/2013"),
        ("2011–2013", "2011/2013"),
        ("May–August 2011", "2011-05/2011-08"),
    ),
    *(
        ("5–8 May 2011", "2011-05-05/2011-05-08"),
        ("2011-06/07", "2011-06/2011-07"),
        ("12345", "Y12345"),
        (" 2011 ", "2011"),
    ),
    *(("May 2011 to June 2012", "2011-05/2012-06"), ("2011-5/2011-6", "2011-05/2011-06"), ("garbage", ""), ("11", "")),
    *(("Septmber 2011", "2011-09"), ("Mayor 2011", ""), ("May 2011 to 2012", "2011-05/2012"), ("Marvin 2011", "")),
]


@pytest.mark.parametrize(("text", "meant"), MEANT)
def test_what_was_meant_is_suggested(text: str, meant: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.suggestion == meant
    assert isinstance(caught.value, ValueError)


def test_order_is_by_earliest_moment_then_the_more_precise() -> None:
    shuffled = [
        "2011-05/..",
        "2011-06",
        "/2011",
        "2011-05",
        "2010-12-31",
        "../2012",
        "2011-05-01",
        "2011-05/2011-06",
        "-0043",
    ]
    ordered = [
        "../2012",
        "-0043",
        "2010-12-31",
        "/2011",
        "2011-05-01",
        "2011-05",
        "2011-05/2011-06",
        "2011-05/..",
        "2011-06",
    ]
    assert sorted(shuffled, key=sort_key) == ordered


def test_what_has_no_date_comes_last_in_the_order_it_had() -> None:
    assert sorted(["soon", "2050", "", "May", "1999"], key=sort_key) == ["1999", "2050", "soon", "", "May"]


@pytest.mark.parametrize(
    ("text", "cells", "short"),
    [
        ("2011-11/2012-01", 15, "2011-11…2012-01"),
        ("2011-11/2012-01", 14, "2011…12"),
        ("2011-06/2011-07", 9, "2011"),
        ("2013-07-15", 9, "2013-07"),
        ("2013-07-15", 6, "2013"),
        ("2011-05-03/2011-05-05", 11, "2011-05"),
        ("2011-05-03/2011-06-05", 11, "2011-05…06"),
        ("2011-12-30/2012-01-02", 20, "2011-12…2012-01"),
        ("2011-12-30/2012-01-02", 11, "2011…12"),
        ("1999-12/2000-01", 11, "1999…2000"),
        ("2011-05-17/2011-06", 11, "2011-05…06"),
        ("2004-21", 9, "2004"),
        ("2004-21/2004-23", 17, "2004"),
        ("2011-09~", 7, "2011~"),
        ("2011-05~/2011-08?", 11, "2011%"),
        ("2011-05~/2011-08", 11, "2011~"),
        ("2011-10/..", 7, "2011…"),
        ("2011-10-04/", 9, "2011-10…?"),
        ("../2011-10", 7, "…2011"),
        ("1998/2003", 5, "1998…2003"),
        ("201X", 3, "2010s"),
        ("-0044-03-15", 7, "-0044"),
        ("no date at all", 4, "no date at all"),
    ],
)
def test_where_there_is_little_room_a_date_is_said_less_precisely_and_never_cut(
    text: str, cells: int, short: str
) -> None:
    assert compact(text, cells) == short


def test_saying_never_fails() -> None:
    assert (words("early on"), compact("early on"), words(""), compact("")) == ("early on", "early on", "", "")


BOUNDS = (
    *("0000", "0999?", "1900", "2012~", "2013%", "9999", "000X", "201X", "00XX", "19XX", "2012-XX", "2012-XX-XX"),
    *("2012-01", "2012-02?", "1900-02~", "2013-02%", "0000-12", "9999-12", "2012-21", "2012-22", "2012-23", "2012-24"),
    *(
        "2012-02-28",
        "2012-02-29?",
        "1900-02-28~",
        "2012-06-30%",
        "2012-12-31",
        "2013-01-01",
        "0000-01-01",
        "2012-02-XX",
    ),
)
"""Dates of each shape, with each mark, at the ends of months, years and centuries: any may begin or end an interval."""
years = st.integers(0, 9999).map(lambda year: f"{year:04}")
months = st.integers(1, 12).map(lambda month: f"{month:02}")


@st.composite
def singles(draw: st.DrawFn) -> str:
    """A date of level 0 or 1 that is no interval."""
    year = draw(years)
    shape = draw(st.sampled_from(["y", "ym", "ymd", "season", "decade", "century", "y-XX", "ym-XX", "y-XX-XX"]))
    month = draw(months)
    day = draw(st.integers(1, length_of_month(int(year), int(month))))
    season = draw(st.sampled_from(["21", "22", "23", "24"]))
    text = {
        "y": year,
        "ym": f"{year}-{month}",
        "ymd": f"{year}-{month}-{day:02}",
        "season": f"{year}-{season}",
        "decade": f"{year[:3]}X",
        "century": f"{year[:2]}XX",
        "y-XX": f"{year}-XX",
        "ym-XX": f"{year}-{month}-XX",
        "y-XX-XX": f"{year}-XX-XX",
    }[shape]
    # The reference implementation reads no season with a qualifier, though the standard has them.
    return text if "X" in text or shape == "season" else text + draw(st.sampled_from(["", "?", "~", "%"]))


@cache
def ends(text: str) -> tuple[Any, Any]:
    """What the reference implementation says that a date covers; it takes its time."""
    date = edtf.parse_edtf(text)
    return tuple(date.lower_strict()[:3]), tuple(date.upper_strict()[:3])


@given(singles())
def test_single_dates_cover_what_the_reference_says(text: str) -> None:
    date = parse(text)
    assert (date.earliest, date.latest) == ends(text)


def test_single_dates_of_each_shape_cover_what_the_reference_says() -> None:
    for text in BOUNDS:
        date = parse(text)
        assert (text, date.earliest, date.latest) == (text, *ends(text))


def test_intervals_of_any_two_of_these_cover_what_the_reference_says() -> None:
    for first, last in product(BOUNDS, BOUNDS):
        if "X" in first + last or ends(first)[0] > ends(last)[1]:
            with pytest.raises(DateError):
                parse(f"{first}/{last}")
            continue
        date = parse(f"{first}/{last}")
        assert (first, last, date.earliest, date.latest) == (first, last, ends(first)[0], ends(last)[1])


@given(singles(), st.integers(1, 12))
def test_a_date_said_less_precisely_still_covers_it_all(text: str, cells: int) -> None:
    short = compact(text, cells)
    assert len(short) <= max(cells, len("2010s~"))
    if not any(season in short for season in SEASONS.values()):
        told, date = parse(re.sub("^(.*)0s", lambda said: f"{said[1]:0>3}X", short)), parse(text)
        assert (told.earliest or ()) <= (date.earliest or ())
        assert (date.latest or ()) <= (told.latest or ())
        assert (told.approximate, told.uncertain) == (date.approximate, date.uncertain)


@given(st.one_of(st.text(), st.text("0123456789-/X?~%.YT: MayJune", max_size=24)))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        date = parse(text)
    except DateError as caught:
        error = caught
    else:
        assert date.earliest or date.latest
        assert words(text)
        assert sort_key(text) < sort_key("")
        return
    assert error.fault
    assert not error.suggestion or parse(error.suggestion)
    assert words(text) == compact(text) == text
    assert sort_key(text) == sort_key("")


@given(singles())
def test_words_are_no_more_precise_than_the_date(text: str) -> None:
    precision, said = parse(text).precision, words(text)
    named = any(month in said for month in ("January", "May", "July", "December"))
    if precision in {"year", "decade", "century", "season"}:
        assert not named
    digits = [part for part in said.replace("(uncertain)", "").split() if part.isdecimal() and len(part) <= 2]
    year = str(int(text[:4])) if text[:4].isdecimal() else ""
    if precision != "day" and len(year) > 2:
        assert not digits
