"""Fields that name other items: that these exist, are of the right kind, and do not run in circles."""

from collections.abc import Iterator

from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.model import Actor, Claim, Event, Item, ItemKind, Place
from kztui.files.rules.context import Survey

DANGLING = Rule("dangling-target", "error", "A field or link names an item that there is not.", 'place = "atlantis"')
WRONG_KIND = Rule(
    "wrong-kind",
    "error",
    "A field names an item of another kind than it wants, such as a place that takes part in an event.",
    'participants = [{ actor = "baku", role = "host" }]  # a place',
)
SELF_LINK = Rule(
    "self-link", "error", "An item names itself.", 'id = "council"\nrelations = [{ to = "council", kind = "ally-of" }]'
)
WITHIN_CYCLE = Rule(
    "within-cycle",
    "error",
    "A place lies within itself, by way of others or directly.",
    '[[places]]\nid = "cape"\nwithin = "cape"',
)
RULES = (DANGLING, WRONG_KIND, SELF_LINK, WITHIN_CYCLE)


def find(survey: Survey) -> Iterator[Finding]:
    """What the fields of events, actors, places and claims name that they should not."""
    kinds = survey.kinds
    for path, source, target, kind in (named for suspect in _suspects(survey) for named in _named(*suspect)):
        found = kinds.get(target)
        if found is None:
            if not survey.lost.target(target):
                yield from dangling(survey, Where(path), target, kind)
        elif kind and found != kind:
            message = f"{path[-1]} names {'an' if kind[0] == 'a' else 'a'} {kind}, and {target} is a {found}"
            message = message.replace(" is a a", " is an a").replace(" is a e", " is an e")
            yield Finding(WRONG_KIND, Where(path), message, survey.nearest(target, kind))
        elif target == source and path[-1] != "within":
            yield Finding(SELF_LINK, Where(path), f"{source} names itself")
    yield from _cycles(survey)


def dangling(survey: Survey, where: Where, target: str, kind: ItemKind | None = None) -> Iterator[Finding]:
    """The finding for a target that names nothing, with what was likely meant.

    Where an id has blanks around it, the id is to blame, and that is said of it.
    """
    message = f"there is no item {target}" if target else "the target is empty"
    near = survey.nearest(target, *([kind] if kind else []))
    if not target or near.strip() != target:
        yield Finding(DANGLING, where, message, near)


def _suspects(survey: Survey) -> Iterator[tuple[Keys, Item]]:
    """The few items with a field that does not simply name what it should: only their fields' places matter."""
    file, actors, places = survey.file, survey.actors, survey.places
    for at, event in enumerate(file.events):
        if (event.place and event.place not in places) or any(part.actor not in actors for part in event.participants):
            yield ("events", at), event
    for at, actor in enumerate(file.actors):
        if any(relation.to not in actors or relation.to == actor.id for relation in actor.relations):
            yield ("actors", at), actor
    for at, place in enumerate(file.places):
        if place.within and place.within not in places:
            yield ("places", at), place
    for at, claim in enumerate(file.claims):
        wrong = any(about not in survey.kinds or about == claim.id for about in claim.about)
        if wrong or (claim.by and claim.by not in actors):
            yield ("claims", at), claim


def _named(path: Keys, item: Item) -> Iterator[tuple[Keys, str, str, ItemKind | None]]:
    """Each field that names an item: its place, whose it is, what it names, and of which kind that must be."""
    if isinstance(item, Event):
        for at, part in enumerate(item.participants):
            yield (*path, "participants", at, "actor"), item.id, part.actor, "actor"
    elif isinstance(item, Actor):
        for at, relation in enumerate(item.relations):
            yield (*path, "relations", at, "to"), item.id, relation.to, "actor"
    elif isinstance(item, Claim):
        for at, target in enumerate(item.about):
            yield (*path, "about", at), item.id, target, None
    single = _SINGLE.get(type(item))
    if single and getattr(item, single[0]):
        yield (*path, single[0]), item.id, getattr(item, single[0]), single[1]


_SINGLE: dict[type, tuple[str, ItemKind]] = {
    Event: ("place", "place"),
    Place: ("within", "place"),
    Claim: ("by", "actor"),
}


def _cycles(survey: Survey) -> Iterator[Finding]:
    """One finding for each circle of places, at the first of them."""
    within = {place.id: place.within for place in survey.file.places if place.id}
    done: set[str] = set()
    for place in survey.file.places:
        trail: dict[str, None] = {}
        here = place.id
        while here in within and here not in done and here not in trail:
            trail[here] = None
            here = within[here]
        if here in trail:
            circle = [*list(trail)[list(trail).index(here) :], here]
            first = next(index for index, each in enumerate(survey.file.places) if each.id in circle)
            shown = circle if len(circle) <= 6 else [*circle[:3], "…", *circle[-2:]]
            yield Finding(
                WITHIN_CYCLE, Where(("places", first, "within")), f"a place within itself: {' in '.join(shown)}"
            )
        done.update(trail)
