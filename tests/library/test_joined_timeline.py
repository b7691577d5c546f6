"""The timeline of a library: an event that several articles tell is one row, with what each says of its date."""

from kztui.library.addresses import parse_address
from kztui.library.catalogue import open_library
from kztui.library.clusters import Clusters
from kztui.library.joined_timeline import joined_timeline
from kztui.library.joins import join_of
from strait import STRAIT

FIRE = ("dzhaksybek2016:fire", "hale2015:ferry-fire", "rahimi2018:almira")


def rows(*joined: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    joins = [join_of(parse_address(joined[0]), parse_address(other), "same") for other in joined[1:]]
    found = joined_timeline(open_library(STRAIT).articles(), Clusters(joins))
    return [(row.label, row.dates, row.articles) for row in found]


def test_events_that_are_not_joined_have_a_row_each_in_order_of_time() -> None:
    assert [label for label, _, _ in rows()] == [
        "Founding of the union",
        "The Almira disaster",
        "Fire on the ferry Almira",
        "Пожар на пароме «Альмира»",
        "Parliamentary inquiry",
    ]


def test_a_joined_event_is_one_row_with_every_date_that_is_told() -> None:
    joined = rows(*FIRE)
    assert [label for label, _, _ in joined] == [
        "Founding of the union",
        "The Almira disaster",
        "Parliamentary inquiry",
    ]
    assert joined[1][1:] == (
        ("March 2014", "7 March 2014", "9 March 2014"),
        ("rahimi2018", "hale2015", "dzhaksybek2016"),
    )
    assert joined[2][1] == ("September 2015 (foreseen)",)
