"""A loaded article: its items under one namespace, in reading order, each with the paragraphs that state it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace

from kztui.article import dates, links
from kztui.article.graph import Graph
from kztui.article.kinds.actor import short_alias
from kztui.article.kinds.event import Event
from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import DERIVED_SINCE, LISTS, ArticleTables, ItemT
from kztui.article.publication import Publication
from kztui.article.table import ItemKind

if TYPE_CHECKING:
    from kztui.article.elsewhere import InOtherArticles
    from kztui.article.quotes import OriginalParagraph


LONG_TEXT = 20_000
"""From this length on, a text as it is read is kept once it was made."""
EDITORS_NOTE_SIGN = "*"
"""The sign of an item with an editor's note."""
MY_NOTE_SIGN = "✎"
"""The sign of an item with a note of the reader's own."""
WHOLE_ARTICLE = ":article"
"""The target of a note on the article as a whole; no item can have it as its id."""


def with_stated_paragraphs(file: ArticleTables) -> dict[str, tuple[Item, ...]]:
    """The items by the keys of their lists, each with all paragraphs that state it, the written ones first."""
    lists: dict[str, tuple[Item, ...]] = {name: getattr(file, name) for name in LISTS}
    if file.format < DERIVED_SINCE:
        return lists
    linking = file.linking
    return {name: tuple([_with_all(item, linking.get(item.id, ())) for item in items]) for name, items in lists.items()}


def _with_all(item: Item, linking: Sequence[int]) -> Item:
    if item.is_text:
        return item
    numbers = item.numbers
    derived = {quote.paragraph for quote in item.quotes}.union(linking).difference(numbers)
    if not derived and len(set(numbers)) == len(numbers):
        return item
    return replace(item, paragraphs=tuple(dict.fromkeys((*numbers, *sorted(derived)))))


class Article:
    """One publication and its items. Nothing in it changes after loading."""

    originals: "Mapping[int, OriginalParagraph]" = MappingProxyType({})
    """The paragraphs of the original by number, where a reader's own copy was joined: see `ArticleWithOriginal`."""

    reader_notes: Mapping[str, str] = MappingProxyType({})
    """The reader's own notes by target, where they were joined: see `with_reader_notes`."""
    elsewhere: "Mapping[str, InOtherArticles]" = MappingProxyType({})
    """The same things in other articles of a library, by target: see `with_elsewhere`."""
    reader_bookmarks: Collection[str] = ()
    reader_selection: Collection[str] = ()

    def __init__(self, file: ArticleTables) -> None:
        self.file = file
        self.publication: Publication = file.article
        self._lists = with_stated_paragraphs(file)
        self.sections = self.of(Section)  # the text
        self.paragraphs: dict[int, Paragraph] = {p.number: p for s in self.sections for p in s.paragraphs}
        events = self.of(Event)  # come by date, all others as in the file
        self.events: tuple[Event, ...] = tuple(sorted(events, key=lambda event: dates.sort_key(event.date)))
        self.items: dict[str, Item] = {item.id: item for item in self._in_order()}
        """Every item by its target: sections each with its paragraphs, events by date, then as in the file."""
        self._labels: dict[str, str] = {}
        self._linked: dict[str, links.Linked] = {}
        """Of long texts alone, which several panes read."""

    @property
    def original_texts(self) -> dict[int, str]:
        """The words of the original by the numbers of the paragraphs."""
        return {number: original.text for number, original in self.originals.items()}

    def with_reader_notes(
        self, notes: Mapping[str, str], bookmarks: Collection[str] = (), selection: Collection[str] = ()
    ) -> "Article":
        """The same article together with the reader's own notes, by target, and the targets of the reader's marks."""
        joined = copy(self)  # shares everything that is made of the files
        joined.reader_notes, joined.reader_bookmarks, joined.reader_selection = notes, bookmarks, selection
        return joined

    def with_elsewhere(self, elsewhere: "Mapping[str, InOtherArticles]") -> "Article":
        """The same article together with what other articles of its library say of its items, by target."""
        joined = copy(self)
        joined.elsewhere = elsewhere
        joined.__dict__.pop("_kinds_elsewhere", None)
        return joined

    @cached_property
    def _kinds_elsewhere(self) -> dict[str, ItemKind]:
        return {each.address: each.kind for others in self.elsewhere.values() for each in others.listed}

    def note_signs(self, target: str) -> str:
        """The signs of the notes on an item, for lists: the editor's, the reader's; empty where it has none."""
        item = self.items.get(target)
        mine = MY_NOTE_SIGN if target in self.reader_notes else ""
        return (EDITORS_NOTE_SIGN if item is not None and item.note else "") + mine

    def _in_order(self) -> Iterator[Item]:
        for section in self.sections:
            yield section
            yield from section.paragraphs
        yield from self.events
        done = {item.item_kind for item in (*self.sections[:1], *self.events[:1])}
        for kind in LISTS.values():
            if kind.item_kind not in done:
                yield from self.of(kind)

    def of(self, kind: type[ItemT]) -> tuple[ItemT, ...]:
        """The items of one kind in the order of the file, each with all the paragraphs that state it."""
        return cast("tuple[ItemT, ...]", self._lists[kind.plural])

    def of_kind(self, kind: ItemKind) -> list[Item]:
        """The items of one kind, in order; `kind` is its name."""
        return [item for item in self.items.values() if item.item_kind == kind]

    def grouped(self, kind: type[Item], grouping: str) -> dict[str, list[Item]]:
        """The items of a kind under the headings of their groups, by one of the kind's `index_groupings`.

        Groups by the items' own kinds stand in the order of these, others with the largest first; an empty heading is
        none.
        """
        known = kind.own_kinds if grouping == "kind" else ()
        groups: dict[str, list[Item]] = {}
        ranks: dict[str, int] = {}
        for item in self.of_kind(kind.item_kind):
            group = item.index_group(self, grouping)
            groups.setdefault(group, []).append(item)
            ranks.setdefault(group, known.index(item.kind) if item.kind in known else len(known))
        if grouping != "kind":
            ranks = {group: -len(items) for group, items in groups.items()}
        return {group: groups[group] for group in sorted(groups, key=ranks.__getitem__)}

    @cached_property
    def graph(self) -> Graph:
        """Every link between items, made when first asked for."""
        return Graph(self.items)

    @cached_property
    def _section_of(self) -> dict[int, tuple[Section, int]]:
        return {
            paragraph.number: (section, within)
            for section in self.sections
            for within, paragraph in enumerate(section.paragraphs, 1)
        }

    def section_of(self, number: int) -> Section | None:
        """The section that holds paragraph `number`."""
        section, _ = self._section_of.get(number, (None, 0))
        return section

    def number_in_section(self, number: int) -> int:
        """Which paragraph of its section, from 1, the paragraph `number` is; 0 where no section holds it."""
        _, within = self._section_of.get(number, (None, 0))
        return within

    def section_around(self, target: str) -> Section | None:
        """The section that holds the paragraph `target`; None for any other item."""
        item = self.items.get(target)
        return self.section_of(item.number) if isinstance(item, Paragraph) else None  # sections hold paragraphs alone

    def under_heading(self, target: str) -> str:
        """A paragraph as counted under its heading: `Implications, para. 4`; empty where the original prints none."""
        section = self.section_around(target)
        if section is None or not section.printed or not section.title:
            return ""
        return f"{section.caption}, para. {self.number_in_section(self.items[target].numbers[0])}"

    def around(self, target: str) -> set[str]:
        """What a reader takes as linked to the item: all that is one link away, a section standing for its paragraphs.

        A section has no links of its own: without its paragraphs it would have no neighbours, and be nobody's.
        """
        item = self.items.get(target)
        found = self.graph.neighbours(target)
        if item and item.parts:
            found = found.union(*(self.graph.neighbours(part.id) for part in item.parts))
        else:
            found = found | {section.id for other in found if (section := self.section_around(other))}
        return found - {target}

    @cached_property
    def open_candidates(self) -> int:
        """How many items are candidates that nobody has accepted yet."""
        return sum(item.is_open for item in self.items.values())

    @cached_property
    def is_unwritten(self) -> bool:
        """Whether none of its paragraphs has a text of ours yet."""
        return all(paragraph.is_unwritten for paragraph in self.paragraphs.values())

    def kind(self, target: str) -> ItemKind:
        """The item kind of a target, or of an address in another article; empty where there is no such item."""
        item = self.items.get(target)
        return item.item_kind if item else self._kinds_elsewhere.get(target, "")

    def caption(self, target: str) -> str:
        """How a link without words of its own names the item; the target itself where there is no such item."""
        item = self.items.get(target)
        return item.caption if item else target

    def short_name(self, target: str, most: int = 0) -> str:
        """What the item is called where its full name is too long; the target itself where there is no such item.

        With `most`, a name of more characters gives way to an abbreviation among the aliases, where there is one.
        """
        item = self.items.get(target)
        if item is None:
            return target
        name = item.short_name
        return (most and len(name) > most and short_alias(item.aliases)) or name

    def label(self, target: str) -> str:
        """What stands for the item in a list: its title or name, or the beginning of its text."""
        item = self.items.get(target)
        if item is None:
            return target
        if target not in self._labels:
            # A text of which it is the beginning is read whole, and thousands of links may lead to it.
            self._labels[target] = item.label(self.caption)
        return self._labels[target]

    def link_label(self, target: str) -> str:
        """What stands for the item in a list of links: its label, or a paragraph's number."""
        item = self.items.get(target)
        return item.link_label(self.caption) if item else target

    def main_text(self, item: Item) -> links.Linked:
        """The text that says what an item is: ours; where it is not written, the original's if there is one."""
        original = self.original_text(item)
        return original if original.plain else self.linked(item.main_text)

    def original_text(self, item: Item) -> links.Linked:
        """What the original says where the item has no text of ours; empty: an article does not hold its original."""
        return links.EMPTY

    def linked(self, text: str) -> links.Linked:
        """`text` as it is read, its links resolved to the items' captions."""
        if len(text) < LONG_TEXT:
            return links.parse(text, self.caption)
        found = self._linked.get(text)
        if found is None:
            found = self._linked[text] = links.parse(text, self.caption)
        return found

    def prepare(self) -> None:
        """Make what takes long and is not made yet: the graph, and long texts as they are read. For a worker."""
        _ = self.graph
        for item in self.items.values():
            for text in item.prose:
                if len(text) >= LONG_TEXT:
                    self.linked(text)
