"""Links that an author forgot: items that nothing leads to, and names in the text that lead nowhere."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kztui.article.links import LINK, targets
from kztui.article.model import Actor, Event, Item, Paragraph
from kztui.article.problems import Finding, Keys, Rule, Where
from kztui.article.rules.survey import Survey

UNLINKED_ITEM = Rule(
    "unlinked-item",
    "warning",
    "No text and no field leads to an event, actor, place or term.",
    '[[terms]]\nid = "sar"  # and no [[sar]] anywhere',
)
UNLINKED_MENTION = Rule(
    "unlinked-mention",
    "warning",
    "A paragraph names an actor or event in words, and does not link to it.",
    'text = "The Council met."  # and not [[council|The Council]]',
)
RULES = (UNLINKED_ITEM, UNLINKED_MENTION)

SHORTEST = 3
"""How many letters a name must have to be looked for."""
_WORD = re.compile(r"\w+")
_LEADS_TO = frozenset({"event", "actor", "place", "term"})


def find(survey: Survey) -> Iterator[Finding]:
    """What is not linked though it could be. An article without text has nothing to link in."""
    if not survey.numbers:
        return
    reached = _reached(survey)
    for path, item in survey.placed:
        if item.item_kind in _LEADS_TO and item.id not in reached:
            yield Finding(UNLINKED_ITEM, Where((*path, "id")), f"nothing leads to {item.id}")
    names = _Names(survey)
    for path, item in survey.placed:
        if isinstance(item, Paragraph):
            yield from names.unlinked((*path, "text"), item.text)


def _reached(survey: Survey) -> set[str]:
    """Every target that another item's text or field names."""
    reached: set[str] = set()
    for _, item in survey.placed:
        own = {target for text in item.prose if "[[" in text for target in targets(text)}
        own.discard(item.id)
        reached |= own
    file = survey.file
    for event in file.events:
        reached.add(event.place)
        reached.update(part.actor for part in event.participants)
    for actor in file.actors:
        reached.update(relation.to for relation in actor.relations if relation.to != actor.id)
    reached.update(place.within for place in file.places if place.within != place.id)
    for claim in file.claims:
        reached.add(claim.by)
        reached.update(claim.about)
    return reached


def _called(item: Item) -> tuple[str, ...]:
    return (item.caption, *item.aliases)


class _Names:
    """The names of actors and events, by their first words."""

    def __init__(self, survey: Survey) -> None:
        self._by_first: dict[str, list[tuple[list[str], str, str]]] = defaultdict(list)
        self._names_of: dict[str, set[str]] = {}
        self._items = {item.id: item for _, item in survey.placed}
        for _, item in survey.placed:
            if isinstance(item, Actor | Event):
                for name in _called(item):
                    words = _WORD.findall(name)
                    if sum(map(len, words)) >= SHORTEST and name != item.id:
                        self._by_first[words[0]].append((words, name, item.id))
        for known in self._by_first.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def unlinked(self, path: Keys, text: str) -> Iterator[Finding]:
        """Each item that `text` names outside of links and does not link to, at its first mention."""
        linked = set(targets(text))
        said = {name for target in linked if target in self._items for name in _called(self._items[target])}
        outside = LINK.sub(lambda match: "\0" * len(match[0]), text)
        found = list(_WORD.finditer(outside))
        at = 0
        while at < len(found):
            hit = self._at(outside, found, at)
            if hit is None:
                at += 1
                continue
            words, name, target = hit
            start, end = found[at].start(), found[at + len(words) - 1].end()
            at += len(words)
            if target not in linked and name not in said:
                linked.add(target)
                shown = " ".join(text[start:end].split())
                where = Where(path, at=start, length=end - start, text=text)
                yield Finding(UNLINKED_MENTION, where, f"“{shown}” is not linked", f"[[{target}|{shown}]]")

    def _at(self, text: str, found: list[re.Match[str]], at: int) -> tuple[list[str], str, str] | None:
        """The longest name that begins with the `at`-th word."""
        known = self._by_first.get(found[at][0])
        if known is None:
            return None
        for words, name, target in known:
            there = found[at : at + len(words)]
            if [word[0] for word in there] == words:
                written = " ".join(text[there[0].start() : there[-1].end()].split())
                if written in name:
                    return words, name, target
        return None
