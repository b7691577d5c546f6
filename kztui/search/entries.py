"""What is indexed: one entry for each item of an article, its names apart from its prose."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.article import links
from kztui.article.kinds.item import Item
from kztui.article.table import ItemKind

if TYPE_CHECKING:
    from kztui.article.article import Article


def states_of(item: Item, noted: bool) -> Iterator[str]:
    """What `is:` and `has:` know of an item, such as `is:foreseen`; `noted` where the reader has a note on it."""
    has_date = "date" in item.__struct_fields__
    places = (reference.target for reference in item.references() if reference.kind == "place")
    found = {
        "is:foreseen": item.is_foreseen,
        "is:undated": has_date and not item.date,
        "is:open": item.is_open,
        "has:note": bool(item.note),
        "has:mynote": noted,
        "has:quote": bool(item.quotes),
        "has:date": bool(item.date),
        "has:place": any(places),
    }
    yield from (state for state, holds in found.items() if holds)


class IndexEntry(Struct, frozen=True, gc=False):
    """One item as the index holds it. Plain texts only: links in prose are already taken out."""

    target: str
    kind: ItemKind
    label: str
    """What stands for it in a list."""
    names: tuple[str, ...] = ()
    """What it is called, best first; matched more fuzzily than prose."""
    facts: tuple[str, ...] = ()
    """What is known of it in short: its kind, date, place, the names of those who took part."""
    prose: tuple[str, ...] = ()
    date: str = ""
    """EDTF."""
    mentions: int = 0
    """How often the article speaks of it; 0 for a bare name."""
    own_kind: str = ""
    """What the article calls it beyond its kind."""
    source: str = ""
    """Who says it: a target."""
    states: frozenset[str] = frozenset()
    """What `is:` and `has:` know of it."""
    paragraphs: tuple[int, ...] = ()


def _linked_targets(item: Item) -> Iterator[str]:
    """The targets that an item's own fields name."""
    if not item.is_text:
        yield from (reference.target for reference in item.references() if reference.target)


def _facts(article: "Article", item: Item, linked: list[str]) -> Iterator[str]:
    yield from filter(None, item.search_facts())
    for target in linked:
        other = article.items.get(target)
        if other is not None:
            yield from other.names


def _plain(text: str, article: "Article") -> str:
    """The same as `links.plain`, several times as fast: a command that searches reads all of an article's prose."""
    if "[[" in text:
        text = links.LINK.sub(lambda link: (link[2] or "").strip() or article.caption(link[1].strip()), text)
    return " ".join(text.split())


def entries(article: "Article") -> Iterator[IndexEntry]:
    """An entry for every item of `article`, in its order."""
    linked = {target: [*_linked_targets(item)] for target, item in article.items.items()}
    mentions = Counter(target for found in linked.values() for target in found)
    for target, item in article.items.items():
        prose = tuple([_plain(text, article) for text in item.prose if text])
        label = item.prose[0] and prose[0]
        if item.is_unwritten and (original := article.original_text(item).plain):
            label, prose = original, (original, *prose)
        if target in article.reader_notes:
            prose = (*prose, " ".join(article.reader_notes[target].split()))
        names = item.names
        yield IndexEntry(
            target,
            item.item_kind,
            names[0] if names else links.short(label) or item.caption,
            names,
            tuple(_facts(article, item, linked[target])),
            prose,
            item.date,
            mentions[target] + len(item.numbers) + len(prose),
            item.kind,
            item.source,
            frozenset(states_of(item, target in article.reader_notes)),
            item.numbers,
        )
