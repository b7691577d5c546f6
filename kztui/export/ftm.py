"""The article as FollowTheMoney entities, one JSON object a line, for Aleph and its relatives.

Ids follow from the article's key and the targets alone, so that a second import updates the first. Only schemata and
properties that FollowTheMoney 3 and 4 both have are used.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha1
from typing import Any

import msgspec

from kztui.article.article import Article
from kztui.article.card import date_in_words, pilcrows
from kztui.article.dates import parse
from kztui.article.edtf import Single
from kztui.article.model import Actor, Event, Place, Relation
from kztui.export.formats import Export

SCHEMATA = {
    "person": "PersonalName",
    "group": "Organization",
    "agency": "PublicBody",
    "state": "PublicBody",
    "organisation": "Organization",
    "outlet": "Organization",
    "population": "LegalEntity",
}
ORGANIZATIONS = {"Organization", "PublicBody"}
# Relations that have a schema of their own: its name, its property for the actor, its property for the other end.
RELATION_SCHEMATA = {
    "member-of": ("Membership", "member", "organization"),
    "head-of": ("Directorship", "director", "organization"),
    "leader-of": ("Directorship", "director", "organization"),
    "founder-of": ("Directorship", "director", "organization"),
    "employee-of": ("Employment", "employee", "employer"),
}

Entity = dict[str, Any]


def write(article: Article, _part: str = "") -> Export:
    """The publication, then actors, places, events and relations between actors."""
    lines = [msgspec.json.encode(entity).decode() for entity in _entities(article)]
    return Export({"": "\n".join(lines) + "\n"})


def _entities(article: Article) -> Iterator[Entity]:
    yield _publication(article)
    for actor in article.actors:
        yield _actor(article, actor)
    for place in article.places:
        yield _place(article, place)
    for event in article.events:
        yield _event(article, event)
    for actor in article.actors:
        for relation in actor.relations:
            if isinstance(article.items.get(relation.to), Actor | Place):
                yield _relation(article, actor, relation)


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


def _publication(article: Article) -> Entity:
    publication = article.publication
    return _entity(
        entity_id(article, "article"),
        "Article",
        {
            "title": publication.printed_title or publication.title or publication.id,
            "author": [name.plain for name in publication.author],
            "publishedAt": _dates(publication.issued)[:1],
            "publisher": publication.container_title or publication.publisher,
            "sourceUrl": publication.URL,
        },
    )


def _common(article: Article, item: Actor | Place | Event, summary: str) -> dict[str, Any]:
    return {
        "name": item.caption,
        "alias": item.aliases,
        "summary": article.linked(summary).plain,
        "notes": [pilcrows(item.paragraphs), article.linked(item.note).plain],
        "proof": entity_id(article, "article"),
    }


def _actor(article: Article, actor: Actor) -> Entity:
    schema = SCHEMATA.get(actor.kind, "LegalEntity")
    return _entity(entity_id(article, actor.id), schema, _common(article, actor, actor.summary))


def _place(article: Article, place: Place) -> Entity:
    figures = {
        "latitude": "" if place.latitude is None else f"{place.latitude:g}",
        "longitude": "" if place.longitude is None else f"{place.longitude:g}",
    }
    full = ", ".join(_place_names(article, place))
    return _entity(
        entity_id(article, place.id), "Address", {**_common(article, place, place.summary), "full": full, **figures}
    )


def _place_names(article: Article, place: Place) -> list[str]:
    """The place's name and those of the places around it, from the inside out."""
    names: list[str] = []
    seen: set[str] = set()
    here: object = place
    while isinstance(here, Place) and here.id not in seen:
        names.append(here.caption)
        seen.add(here.id)
        here = article.items.get(here.within)
    return names


def _event(article: Article, event: Event) -> Entity:
    place = article.items.get(event.place)
    dates = _dates(event.date)
    when = {"date": dates} if len(dates) < 2 else {"startDate": dates[0], "endDate": dates[1]}
    involved = [part.actor for part in event.participants if isinstance(article.items.get(part.actor), Actor)]
    return _entity(
        entity_id(article, event.id),
        "Event",
        {
            **_common(article, event, event.summary),
            **when,
            "description": date_in_words(event),
            "keywords": event.kind,
            "location": place.caption if place else "",
            "addressEntity": entity_id(article, place.id) if isinstance(place, Place) else "",
            "involved": [entity_id(article, actor) for actor in dict.fromkeys(involved)],
        },
    )


def _relation(article: Article, actor: Actor, relation: Relation) -> Entity:
    """The relation in its own schema where both ends fit its ranges, else as an `UnknownLink`."""
    other = article.items[relation.to]
    role = relation.kind.replace("-", " ")
    schema, subject, target = RELATION_SCHEMATA.get(relation.kind, ("", "", ""))
    fits = isinstance(other, Actor) and SCHEMATA.get(other.kind) in ORGANIZATIONS
    if not schema or not fits or (schema == "Employment" and actor.kind != "person"):
        schema, subject, target = "UnknownLink", "subject", "object"
    ends = {subject: entity_id(article, actor.id), target: entity_id(article, other.id)}
    facts = {"role": role, "summary": pilcrows(relation.paragraphs), "sourceUrl": article.publication.URL}
    return _entity(entity_id(article, actor.id, relation.kind, other.id), schema, {**ends, **facts})


def _dates(text: str) -> list[str]:
    """Start and end of an EDTF date as FollowTheMoney writes them (2011, 2011-05, 2011-05-09); empty for no date."""
    try:
        date = parse(text)
    except ValueError:
        return []
    ends = [end for end in (date.start, date.end if date.interval else None) if end]
    return [_partial(end) for end in ends if 0 < end.year <= 9999]


def _partial(single: Single) -> str:
    month = single.month if single.precision in {"month", "day"} else 0
    parts = [f"{single.year:04}", f"{month:02}" if month else "", f"{single.day:02}" if single.day else ""]
    return "-".join(part for part in parts if part)
