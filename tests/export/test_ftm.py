"""FollowTheMoney: entities that its own library takes as they are."""

import json
from typing import Any

import pytest

from export_fixtures import sole
from harbour import harbour
from kztui.article.article import Article
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.kinds.place import LONGEST_ADDRESS, Place
from kztui.article.model import article_file
from kztui.article.publication import Publication
from requirements import require_library


def entities(article: Article) -> list[dict[str, Any]]:
    return [json.loads(line) for line in sole(article, "ftm").splitlines()]


@pytest.mark.once
def test_followthemoney_takes_every_entity_as_it_is(any_article: Article) -> None:
    ftm = require_library("followthemoney")
    found = entities(any_article)
    known = {entity["id"]: ftm.model.get(entity["schema"]) for entity in found}
    for entity in found:
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        schema = ftm.model.get(entity["schema"])
        schema.validate(proxy.to_dict())
        given = {name: sorted(values) for name, values in entity["properties"].items()}
        assert {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()} == given
        for name, values in given.items():
            wanted = schema.properties[name].range
            assert wanted is None or all(known[value].is_a(wanted) for value in values)


def test_entities_are_named_after_article_and_target(any_article: Article) -> None:
    ids = [entity["id"] for entity in entities(any_article)]
    assert len(set(ids)) == len(ids)
    key = any_article.publication.id
    named = [item.id for item in any_article.items.values() if item.item_kind in {"actor", "place", "event"}]
    assert {f"{key}-{target}" for target in named} <= set(ids)


def test_a_relation_that_fits_no_schema_is_a_plain_link() -> None:
    relations = [entity for entity in entities(harbour()) if "role" in entity["properties"]]
    found = {entity["properties"]["role"][0]: entity["schema"] for entity in relations}
    assert found == {"opposed to": "UnknownLink", "head of": "Directorship"}


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("2011-05", {"date": ["2011-05"]}),
        ("2011-05/..", {"startDate": ["2011-05"]}),
        ("../2012-03", {"endDate": ["2012-03"]}),
        ("2011-05/", {"startDate": ["2011-05"]}),
        ("2011~/2012", {"startDate": ["2011"], "endDate": ["2012"]}),
        ("-0043/2012", {"endDate": ["2012"]}),
        ("-0043", {}),
    ],
)
def test_an_open_interval_has_one_end(date: str, when: dict[str, list[str]]) -> None:
    article = Article(article_file(Publication(id="x"), Event(id="e", title="E", date=date)))
    (properties,) = (entity["properties"] for entity in entities(article) if entity["id"] == "x-e")
    assert {name: texts for name, texts in properties.items() if "ate" in name} == when


def test_a_ring_of_places_is_no_trap() -> None:
    places = (Place(id="a", name="A", within="b"), Place(id="b", name="B", within="a"))
    article = Article(article_file(Publication(id="x"), *places, *(Claim(id="c"),)))
    full = [entity["properties"]["full"] for entity in entities(article) if entity["schema"] == "Address"]
    assert full == [["A, B"], ["B, A"]]


def test_an_address_of_thousands_of_places_is_cut() -> None:
    places = [Place(id=f"p{number}", name=f"N{number}", within=f"p{number + 1}") for number in range(2_000)]
    article = Article(article_file(Publication(id="x"), *places, Claim(id="c")))
    full = [entity["properties"]["full"][0] for entity in entities(article) if entity["schema"] == "Address"]
    assert full[0] == ", ".join(f"N{number}" for number in range(LONGEST_ADDRESS)) + ", …"
    assert full[-1] == "N1999"
    assert max(text.count(",") for text in full) == LONGEST_ADDRESS
