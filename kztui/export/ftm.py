"""The article as FollowTheMoney entities, one JSON object a line, for Aleph and its relatives.

Ids follow from the article's key and the targets alone, so that a second import updates the first. Only schemata and
properties that FollowTheMoney 3 and 4 both have are used.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import sha1
from typing import Any, NamedTuple

import msgspec

from kztui.article.article import Article
from kztui.article.data_tables import rows
from kztui.article.dates import parse_or_none
from kztui.article.edtf import Single
from kztui.article.ids import pilcrows
from kztui.article.kinds.actor import Actor, Relation
from kztui.article.kinds.item import Item
from kztui.article.table import Target
from kztui.export.formats import Export

ORGANIZATIONS = {"Organization", "PublicBody"}
RELATION_SCHEMATA = {kind: columns for kind, *columns in rows("export/data/ftm_relations.tsv")}

Entity = dict[str, Any]


def write(article: Article, _part: str = "") -> Export:
    """The publication, then the items of every kind that has a schema, then relations between actors."""
    naming = EntityNaming(partial(entity_id, article), lambda target: article.items[target].ftm_schema())
    return Export({"": "".join(f"{msgspec.json.encode(entity).decode()}\n" for entity in entities(article, naming))})


class EntityNaming(NamedTuple):
    """How the entities of an article are called, and what they are: of a library also by what other articles say."""

    id_of: Callable[..., str]
    """From a target to the id of its entity; from several texts to that of a relation."""
    schema_of: Callable[[Target], str]
    """From a target to its schema; empty where it is no entity."""
    stated_in: str = ""
    """What stands before the paragraphs in the notes of an entity: which article they are of."""


def entities(article: Article, naming: EntityNaming) -> Iterator[Entity]:
    """The publication, items and relations as entities, each after those that it names."""
    yield _publication(article, naming)
    # What happened names who and where: these come before it.
    for item in sorted(article.items.values(), key=lambda item: item.on_timeline):
        if item.ftm_schema():
            yield _item(article, item, naming)
    for actor in article.of(Actor):  # relations are theirs alone
        for relation in actor.relations:
            other = article.items.get(relation.to)
            if other and other.ftm_schema() and not other.on_timeline:
                yield _relation(article, actor, relation, naming)


def entity_id(article: Article, *parts: str) -> str:
    """A stable id: the article's key and the target, or, for several parts, what they hash to."""
    if len(parts) == 1:
        return f"{article.publication.id}-{parts[0]}"
    return sha1("\0".join((article.publication.id, *parts)).encode(), usedforsecurity=False).hexdigest()


def _entity(entity: str, schema: str, properties: Mapping[str, Any]) -> Entity:
    """An entity as FollowTheMoney has it: every property a list of texts, none of them empty."""
    lists = {name: [value] if isinstance(value, str) else list(value) for name, value in properties.items()}
    kept = {name: [text for text in texts if text] for name, texts in lists.items()}
    return {"id": entity, "schema": schema, "properties": {name: texts for name, texts in kept.items() if texts}}


def _publication(article: Article, naming: EntityNaming) -> Entity:
    publication = article.publication
    return _entity(
        naming.id_of("article"),
        "Article",
        {
            "title": publication.printed_title or publication.title or publication.id,
            "author": [name.plain for name in publication.author],
            "publishedAt": "".join(list(_when(publication.issued).values())[:1]),
            "publisher": publication.container_title or publication.publisher,
            "sourceUrl": publication.URL,
        },
    )


def _item(article: Article, item: Item, naming: EntityNaming) -> Entity:
    properties = {
        "name": item.label(article.caption),
        "alias": item.aliases,
        "summary": article.linked(item.main_text).plain,
        "notes": [naming.stated_in + pilcrows(item.numbers), article.linked(item.note).plain],
        "proof": naming.id_of("article"),
        **_when(item.date),
        "description": item.date_in_words,
        **item.ftm_properties(article, naming.id_of),
    }
    return _entity(naming.id_of(item.id), naming.schema_of(item.id), properties)


def _relation(article: Article, actor: Actor, relation: Relation, naming: EntityNaming) -> Entity:
    """The relation in its own schema where both ends fit its ranges, else as an `UnknownLink`."""
    other = article.items[relation.to]
    role = relation.kind.replace("-", " ")
    schema, subject, target = RELATION_SCHEMATA.get(relation.kind, ["", "", ""])
    fits = naming.schema_of(other.id) in ORGANIZATIONS
    if not schema or not fits or (schema == "Employment" and naming.schema_of(actor.id) != "Person"):
        schema, subject, target = "UnknownLink", "subject", "object"
    ends = {subject: naming.id_of(actor.id), target: naming.id_of(other.id)}
    facts = {"role": role, "summary": pilcrows(relation.paragraphs), "sourceUrl": article.publication.URL}
    return _entity(naming.id_of(actor.id, relation.kind, other.id), schema, {**ends, **facts})


def _when(text: str) -> dict[str, str]:
    """An EDTF date in the properties of an interval: one `date`, or a start and an end, of which one may be open.

    Dates are written as FollowTheMoney does, `2011`, `2011-05`, `2011-05-09`; others than years 1 to 9999 are left out.
    """
    date = parse_or_none(text)
    if date is None:
        return {}
    ends = {"startDate": date.start, "endDate": date.end} if date.interval else {"date": date.start}
    return {name: _partial(end) for name, end in ends.items() if end and 0 < end.year <= 9999}


def _partial(single: Single) -> str:
    month = single.month if single.precision in {"month", "day"} else 0
    parts = [f"{single.year:04}", f"{month:02}" if month else "", f"{single.day:02}" if single.day else ""]
    return "-".join(part for part in parts if part)
