"""Which paragraphs state an item: since format 2 those too that its quotes and the links to it give."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kztui.article import links
from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Section
from kztui.article.model import LISTS, ArticleTables

DERIVED_SINCE = 2
"""The first format whose items are stated by quotes and links too."""


def linking_paragraphs(file: ArticleTables) -> Mapping[str, Sequence[int]]:
    """For each target the numbers of the paragraphs whose text links to it; none in a format without derived ones."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    if file.format >= DERIVED_SINCE:
        for section in file.of(Section):  # paragraphs stand in them
            for paragraph in section.paragraphs:
                for target in dict.fromkeys(links.targets(paragraph.text)):
                    found[target].append(paragraph.number)
    return found


def with_stated_paragraphs(file: ArticleTables) -> dict[str, tuple[Item, ...]]:
    """The items by the keys of their lists, each with all paragraphs that state it, the written ones first."""
    lists: dict[str, tuple[Item, ...]] = {name: getattr(file, name) for name in LISTS}
    if file.format < DERIVED_SINCE:
        return lists
    linking = linking_paragraphs(file)
    return {name: tuple(_with_all(item, linking.get(item.id, ())) for item in items) for name, items in lists.items()}


def _with_all(item: Item, linking: Sequence[int]) -> Item:
    if item.is_text:
        return item
    quoted = (quote.paragraph for quote in item.quotes)
    paragraphs = tuple(dict.fromkeys((*item.numbers, *sorted({*quoted, *linking}))))
    return item if paragraphs == item.numbers else replace(item, paragraphs=paragraphs)
