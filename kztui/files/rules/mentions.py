"""Links that an author forgot: items without any link to them, and names in the text that are no links."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from kztui.article.findings import Finding, Rule, Where
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.links import LINK, targets
from kztui.article.word_breaks import WORD
from kztui.files.rules.context import ProseText, RuleContext

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
MOST_WORDS = 50
"""How many words it may have: no text repeats a longer one, and each word of a text could begin it."""
_WORD = re.compile(WORD)


def find(context: RuleContext) -> Iterator[Finding]:
    """What is not linked though it could be. An article without text has nothing to link in."""
    if not context.numbers:
        return
    reached = _reached(context)
    unwritten = {paragraph.number for paragraph in context.paragraphs.values() if paragraph.is_unwritten}
    for path, item in context.placed:
        if not item.is_linked or item.id in reached or context.skipped.items:
            continue
        # What the original says in words that nobody has put into our own yet has no text that could link to it.
        if item.is_open or item.quotes or not unwritten.isdisjoint(item.paragraphs):
            continue
        if item.id.strip() not in reached and context.kinds.get(item.id, item.item_kind) == item.item_kind:
            yield Finding(UNLINKED_ITEM, Where((*path, "id")), f"nothing leads to {item.id}")
    names = _Names(context)
    for text in context.texts:
        if text.path[-1] == "text" and text.path[:-1] in context.paragraphs:
            yield from names.unlinked(text)


def _reached(context: RuleContext) -> set[str]:
    """Every target that another item's text or field names."""
    reached: set[str] = set()
    for text in context.texts:
        named = text.targets if text.regular else targets(text.text)
        own = text.item.id
        reached.update([target for target in named if target != own] if own in named else named)
    reached.update([reference.target for _, item, reference in context.references if reference.target != item.id])
    return reached


class _Name(NamedTuple):
    """A name in words, and the item that it is of."""

    name: str
    target: str


class _Node:
    """A node of the tree of names: the name that ends here, and what follows, by its next word."""

    __slots__ = ("name", "next")

    def __init__(self) -> None:
        self.name: _Name | None = None
        self.next: dict[str, _Node] = {}


class _Names:
    """The names of actors and events with their targets, as trees of their words, one for each first word.

    A tree is made when a text has its first word: most names stand in links alone.
    """

    def __init__(self, context: RuleContext) -> None:
        self._names: defaultdict[str, list[_Name]] = defaultdict(list)
        """By their first words."""
        self._trees: dict[str, _Node] = {}
        self._context = context
        for kind in KINDS:
            for _, item in context.by_kind[kind.item_kind] if kind.is_mentioned else ():
                for name in item.names:
                    if len(name) >= SHORTEST and (first := _WORD.match(name)):
                        self._names[first[0]].append(_Name(name, item.id))

    def _tree(self, first: str) -> _Node:
        """The names that begin with a word."""
        if first not in self._trees:
            self._trees[first] = _tree(self._names[first])
        return self._trees[first]

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for _, item in self._context.placed}

    def unlinked(self, text: ProseText) -> Iterator[Finding]:
        """Each item that a text names outside of links and does not link to, at its first mention."""
        if not text.regular:
            text = _by_pattern(text)
        linked = set(text.targets)
        called: set[str] | None = None
        starts: list[int] = []
        for index, piece in enumerate(text.pieces):
            words = _WORD.findall(piece)
            known = [at for at, word in enumerate(words) if word in self._names]
            spans: list[tuple[int, int]] = []
            after = 0
            for at in known:
                found = self._longest(words, at) if at >= after else None
                if found is None:
                    continue
                (name, target), after = found
                if target in linked:
                    continue
                if called is None:
                    items = (self._items[each] for each in linked if each in self._items)
                    called = {each for item in items for each in (item.caption, *item.aliases)}
                spans = spans or [match.span() for match in _WORD.finditer(piece)]
                span = spans[at][0], spans[after - 1][1]
                if name not in called and _joined(piece, span, name):
                    linked.add(target)
                    starts = starts or _starts(text)
                    yield _unlinked(text, starts[index], span, target)

    def _longest(self, words: list[str], at: int) -> tuple[_Name, int] | None:
        """The longest name that begins with a word, and the word after it."""
        node: _Node | None = self._tree(words[at])
        found = None
        while node is not None:
            at += 1
            if node.name is not None:
                found = node.name, at
            node = node.next.get(words[at]) if at < len(words) else None
        return found


def _tree(names: Iterable[_Name]) -> _Node:
    """Names with the same first word, by the words that follow it."""
    root = _Node()
    for name in names:
        words = _WORD.findall(name.name)[1:]
        if len(words) >= MOST_WORDS:
            continue
        node = root
        for word in words:
            node = node.next.setdefault(word, _Node())
        if node.name is None or len(name.name) > len(node.name.name):
            node.name = name
    return root


def _by_pattern(text: ProseText) -> ProseText:
    """A text with odd brackets, taken apart as a reader sees it."""
    pieces: list[str] = []
    at = 0
    for match in LINK.finditer(text.text):
        pieces.append(text.text[at : match.start()])
        at = match.end()
    return replace(text, targets=targets(text.text), pieces=[*pieces, text.text[at:]])


def _joined(piece: str, span: tuple[int, int], name: str) -> bool:
    """Whether the words are joined as in the name, and not by a full stop."""
    return " ".join(piece[slice(*span)].split()) in name


def _starts(text: ProseText) -> list[int]:
    """Where each piece between the links of a text begins."""
    return [0, *(match.end() for match in LINK.finditer(text.text))]


def _unlinked(text: ProseText, start: int, span: tuple[int, int], target: str) -> Finding:
    """The finding for a name in the piece of a text that begins at `start`."""
    begin, end = start + span[0], start + span[1]
    shown = " ".join(text.text[begin:end].split())
    where = Where(text.path, at=begin, length=end - begin, text=text.text)
    return Finding(UNLINKED_MENTION, where, f"“{shown}” is not linked", f"[[{target}|{shown}]]")
