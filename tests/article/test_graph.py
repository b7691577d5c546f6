"""Every link of an item has its heading, in an order of its own, whichever end one looks from."""

from typing import Any

import msgspec

from kztui.article.graph import Graph
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import ABOUT, SOURCE, Claim
from kztui.article.kinds.event import HAPPENED_AT, PARTICIPANT, Event
from kztui.article.kinds.item import Item
from kztui.article.kinds.place import WITHIN, Place
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.links import CONTAINS, MENTIONS, OPEN_RANK, STATED


def item(kind: type[Any], **fields: Any) -> Any:
    return msgspec.convert(fields, kind)


PARAGRAPH = item(Paragraph, number=1, text="The [[guild]] met at [[bay]]; the [[guild]] again, and [[nobody]].")
ITEMS: list[Item] = [
    item(Section, id="north", title="North", paragraphs=[{"number": 1, "text": PARAGRAPH.text}]),
    PARAGRAPH,
    item(
        Event,
        id="strike",
        place="bay",
        participants=[{"actor": "guild", "role": "called"}, {"actor": "nobody"}],
        summary="The [[strike]] of the [[guild]].",
        paragraphs=[1],
    ),
    item(Actor, id="guild", relations=[{"to": "crown", "kind": "older-than"}, {"to": "bay", "kind": "based-in"}]),
    item(Actor, id="crown", relations=[{"to": "guild", "kind": "funds", "paragraphs": [1]}]),
    item(Place, id="bay", within="coast"),
    item(Place, id="coast"),
    item(Claim, id="count", by="guild", about=["strike", "bay"], paragraphs=[1, 7]),
]
GRAPH = Graph({each.id: each for each in ITEMS})


def grouped(target: str) -> dict[str, list[str]]:
    return {heading: [side.other for side in sides] for heading, sides in GRAPH.groups(target).items()}


def test_what_an_item_leads_to_and_what_leads_to_it_stand_under_their_headings() -> None:
    assert grouped("guild") == {
        "took part in": ["strike"],
        "older than": ["crown"],
        "based in": ["bay"],
        "funded by": ["crown"],
        "claims made": ["count"],
        "mentioned in": ["p1", "p1", "strike"],
    }
    assert grouped("p1") == {
        "section": ["north"],
        "mentions": ["guild", "bay", "guild"],
        "states": ["strike", "count"],
    }


def test_facts_come_first_and_where_they_are_stated_last() -> None:
    assert list(grouped("strike")) == ["participants", "took place in", "claims about", "mentions", "stated in"]
    assert list(grouped("bay")) == ["events here", "within", "based here", "claims about", "mentioned in"]
    assert list(grouped("count")) == ["source", "about", "stated in"]
    assert list(grouped("coast")) == ["contains"]
    assert list(grouped("crown")) == ["funder of", "older than (from)"]
    types = (PARTICIPANT, HAPPENED_AT, WITHIN, SOURCE, ABOUT, CONTAINS, MENTIONS, STATED)
    ranks = [rank for type_ in types for rank in (type_.rank, type_.reverse_rank)]
    assert len(set(ranks)) == len(ranks)
    assert OPEN_RANK not in ranks


def test_a_link_to_nothing_or_to_itself_is_none() -> None:
    assert {side.other for side in GRAPH.sides("strike")} == {"guild", "bay", "count", "p1"}
    assert "nobody" not in GRAPH.neighbours("p1")
    assert (GRAPH.sides("nobody"), GRAPH.neighbours("nobody")) == ([], set())


def test_a_link_knows_its_role_its_paragraphs_and_its_place_in_the_text() -> None:
    part = GRAPH.groups("strike")["participants"][0].link
    funds = GRAPH.groups("crown")["funder of"][0].link
    assert (part.detail, part.numbers, part.at) == ("called", (), -1)
    assert (funds.detail, funds.numbers, funds.at) == ("", (1,), -1)
    assert [side.link.at for side in GRAPH.groups("p1")["mentions"]] == [0, 1, 2]


def test_neighbours_are_one_link_away_and_each_link_counts_once() -> None:
    assert GRAPH.neighbours("bay") == {"strike", "guild", "coast", "count", "p1"}
    assert GRAPH.count == sum(side.outgoing for each in ITEMS for side in GRAPH.sides(each.id))
    assert GRAPH.count == sum(not side.outgoing for each in ITEMS for side in GRAPH.sides(each.id))
