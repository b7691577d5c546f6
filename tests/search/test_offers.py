"""Filters are offered where they are begun, and where words name them; nothing is offered for other words."""

import pytest

from harbour import harbour
from kztui.search.index import Index
from kztui.search.offers import offers

INDEX = Index.of(harbour())


def offered(text: str) -> list[str]:
    return [each.filter for each in offers(INDEX, text)[0]]


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("is:", ["is:foreseen", "is:undated", "is:open", "is:bookmarked"]),
        ("strike is:f", ["is:foreseen"]),
        ("!is:und", ["!is:undated"]),
        ("has:m", ["has:mynote"]),
        ("is:foreseen", []),
        ("is:foreseen ", []),
        ("is:x", []),
        ("foreseen", ["is:foreseen"]),
        ("Figures", ["type:figure"]),
        ("people", ["type:person"]),
        ("claims", ["claim:"]),
        ("notes", ["has:note"]),
        ("strike foreseen", ["is:foreseen"]),
        ("strike", []),
        ("", []),
        ("x:", []),
    ],
)
def test_what_is_begun_or_named_is_offered(text: str, filters: list[str]) -> None:
    assert offered(text) == filters


def test_sources_types_and_sections_of_the_article_are_offered_by_any_name() -> None:
    sources = {entry.source for entry in INDEX.entries} - {""}
    assert {f"by:{source}" for source in sources} == set(offered("by:"))
    source = offers(INDEX, "by:")[0][0]
    assert [source.filter] == offered(f"by:{source.meaning.split()[-1][:4].casefold()}")
    assert offered("in:") == [f"in:{section.id}" for section in harbour().sections]
    assert "type:figure" in offered("type:fig")


def test_an_offer_has_the_query_that_it_makes_and_how_much_that_lets_through() -> None:
    (offer,), first = offers(INDEX, "great is:fore")
    assert (offer.query, first) == ("great is:foreseen ", True)
    assert offer.count == len(INDEX.find("is:foreseen").results)
    (offer,), first = offers(INDEX, "great claims")
    assert (offer.query, first) == ("great claim: ", False)
    assert offer.count == len(harbour().of_kind("claim"))
    assert offers(INDEX, "foreseen events")[0][0].query == "is:foreseen event: "
    bookmarks = offers(INDEX, "bookmarks", ("p1", "p2"))
    assert (bookmarks[0][0].query, bookmarks[0][0].count, bookmarks[1]) == ("is:bookmarked ", 2, True)
