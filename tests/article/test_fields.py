"""The fields of each kind follow from its declaration."""

import msgspec
import pytest

from kztui.article.fields import item_fields, publication_fields
from kztui.article.kinds import KINDS
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.kinds.item import Item
from kztui.article.kinds.place import Place
from kztui.article.publication import Publication, csl_name
from kztui.session.field_rows import TAKEN, field_letters


def test_a_field_knows_what_it_names_and_what_it_may_hold() -> None:
    event = {field.key: field for field in item_fields(Event)}
    assert (event["place"].sort, event["place"].item_kind) == ("reference", "place")
    assert [(part.key, part.sort, part.item_kind) for part in event["participants"].parts] == [
        ("actor", "reference", "actor"),
        ("role", "text", ""),
    ]
    claim = {field.key: field for field in item_fields(Claim)}
    assert (claim["by"].item_kind, claim["about"].item_kind, claim["about"].is_list) == ("actor", "", True)
    assert (claim["kind"].choices, claim["kind"].is_required) == (Claim.own_kinds, True)
    assert (claim["date"].sort, claim["value"].sort, claim["text"].sort) == ("date", "number", "prose")
    assert next(field for field in item_fields(Place) if field.key == "within").item_kind == "place"
    assert [part.is_required for field in item_fields(Actor) for part in field.parts] == [True, True, False]


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_that_a_person_writes_is_a_field(kind: type[Item]) -> None:
    fields = {field.key for field in item_fields(kind)}
    declared = {field.encode_name for field in msgspec.structs.fields(kind)}
    assert fields <= declared
    assert declared - fields <= {kind.id_key, *kind.computed_keys, "paragraphs"}
    assert [field.key for field in item_fields(kind)][-1] == "note"
    letters = field_letters(item_fields(kind))
    assert len(set(letters.values())) == len(letters)
    assert not TAKEN & set(letters.values())


def test_the_fields_of_the_article_begin_with_those_that_most_have() -> None:
    keys = [field.key for field in publication_fields()]
    assert keys[: len(Publication.MAIN)] == [csl_name(name) for name in Publication.MAIN]
    assert len(keys) == len(set(keys)) == len(Publication.__struct_fields__) - 1
    assert {field.key for field in publication_fields() if field.sort == "date"} == {
        csl_name(name) for name in Publication.DATES
    }
