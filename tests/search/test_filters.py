import pytest

from kztui.article.table import ItemKind
from kztui.search.entries import IndexEntry
from kztui.search.filters import overlaps
from kztui.search.index import Index
from kztui.search.query import parse


def entry(target: str, kind: ItemKind, name: str, date: str = "", prose: str = "") -> IndexEntry:
    return IndexEntry(target, kind, name, (name,), prose=(prose,) if prose else (), date=date, mentions=1)


ENTRIES = [
    entry("s", "section", "Bombings and law"),
    entry("may", "event", "Bombing of May", "2011-05"),
    entry("summer", "event", "Bombings of summer", "2011-06/2011-07"),
    entry("later", "event", "Bombing of autumn", "2012-09~"),
    entry("open", "event", "Series of bombings", "2012/.."),
    entry("group", "actor", "Bombing Society", prose="The criminal code forbids it."),
    entry("code", "term", "Criminal code", prose="A code, and criminal."),
]


def found(query: str, *kinds: ItemKind) -> list[str]:
    return sorted(each.target for each in Index(ENTRIES).find(query, kinds or None).results)


@pytest.mark.parametrize(
    ("query", "targets"),
    [
        ("event: bombing", ["later", "may", "open", "summer"]),
        ("bombing !event:", ["group", "s"]),
        ("bombing a: s:", ["group", "s"]),
        ("bombing !law !society", ["later", "may", "open", "summer"]),
        ("'bombing", ["group", "later", "may"]),
        ("^bombing", ["group", "later", "may", "s", "summer"]),
        ("^law", []),
        ('"criminal code"', ["code", "group"]),
        ('"code criminal"', []),
        ("bombing date:2011", ["may", "summer"]),
        ("bombing date:2011-06..2011-12", ["summer"]),
        ("bombing date:2012", ["later", "open"]),
        ("bombing date:2013..", ["open"]),
        ("date:..2011-05", ["may"]),
        ("date:2011 date:2011-07", ["summer"]),
        ("actor:", ["group"]),
        ("!event: !section:", ["code", "group"]),
        ("!bombing", ["code"]),
    ],
)
def test_a_query_lets_through_what_it_says(query: str, targets: list[str]) -> None:
    assert found(query) == targets


def test_what_only_filters_leave_stays_in_document_order() -> None:
    results = Index(ENTRIES).find("event:").results
    assert [each.target for each in results] == ["may", "summer", "later", "open"]


def test_a_bad_date_is_said_and_everything_else_still_counts() -> None:
    result = Index(ENTRIES).find("event: may date:20")
    assert [each.target for each in result.results] == ["may"]
    assert "date:20 is not a date" in result.problem


def test_kinds_may_be_asked_for_beside_the_query_and_all_are_counted() -> None:
    result = Index(ENTRIES).find("bombing", {"actor"})
    assert [each.target for each in result.results] == ["group"]
    assert result.counts == {"section": 1, "event": 4, "actor": 1}
    assert Index(ENTRIES).find("!bombing").counts == {"term": 1}
    assert Index(ENTRIES).find("!society").counts == {"section": 1, "event": 4, "term": 1}
    listed = Index(ENTRIES).find("", {"event"})
    assert (len(listed.results), listed.total) == (4, 4)


def test_an_empty_query_finds_nothing() -> None:
    result = Index(ENTRIES).find("  ")
    assert (result.results, result.total, result.suggestion, result.partial) == ((), 0, "", False)


@pytest.mark.parametrize(
    ("date", "dates", "overlapping"),
    [
        ("2011", "2011-12..2012", True),
        ("2011-05", "2011-06..", False),
        ("2011-05~", "2011-05-31..2011-06", True),
        ("2011/..", "2020", True),
        ("../2011", "1999", True),
        ("2011/", "2010", False),
        ("", "2011", False),
        ("nonsense", "2011", False),
    ],
)
def test_a_date_overlaps_a_range_that_it_shares_a_day_with(date: str, dates: str, overlapping: bool) -> None:
    assert overlaps(date, parse(f"date:{dates}").date_ranges) is overlapping
