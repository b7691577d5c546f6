"""Autocompletion of fields, as one types: items of the same paragraph first, values in use, a new one last."""

from collections.abc import Callable, Sequence
from functools import cache

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.table import ItemKind
from kztui.search.index import Index
from kztui.tui.finder_sources import LIMIT, FinderResults, FinderRow, FinderSource, item_row, matches_of

NEW = "new"
"""The kind of the row that stands for what was typed."""
NONE = "none"
"""The kind of the row that leaves a value out."""
FEW = 8
"""Fewer items than that whose names begin as was typed are followed by those that are spelled otherwise."""

Find = Callable[[str, ItemKind | None, Callable[[], bool]], FinderResults]


def items_source(title: str, article: Article, items: Sequence[Item], new_kind: ItemKind) -> FinderSource:
    """Items to choose from, in the order given; of `new_kind` a new one is offered, of an empty kind none."""
    known = {item.id for item in items}

    @cache
    def index() -> Index:
        """The search index, for names in another spelling."""
        return Index.of(article)

    def find(query: str, _kind: ItemKind | None, _cancelled: Callable[[], bool]) -> FinderResults:
        """The items with a name that has every word of the query at the beginning of one of its own."""
        words = query.casefold().split()
        named = sorted((item for item in items if _has_words(item, words)), key=lambda item: not _begins(item, query))
        found = [item.id for item in named]
        if words and len(found) < FEW:
            others = index().find(query, limit=LIMIT).results
            found += [each.target for each in others if each.target in known and each.target not in found]
        rows = [item_row(article, target) for target in found[:LIMIT]]
        if words and new_kind:
            rows.append(FinderRow(NEW, query.strip(), f"{query.strip()}", right=f"makes a new {new_kind}"))
        message = "" if rows else "No results" if words else "There is none yet: type a name" if new_kind else "None"
        return FinderResults(rows, len(found), message)

    return FinderSource(title, ("a name", "a name"), len(items), find, (), preview=False)


def values_source(
    title: str, values: Sequence[str], value: str, *, fixed: bool = False, none: str = ""
) -> FinderSource:
    """Texts to choose from, `value` being the one that is there now; with `fixed` no other can be typed.

    `none` is what the row says that leaves the value out; empty where it has to have one.
    """

    def find(query: str, _kind: ItemKind | None, _cancelled: Callable[[], bool]) -> FinderResults:
        """The texts that have every word of the query; all as long as nothing else was typed."""
        typed = "" if query == value else query.strip()
        words = typed.casefold().split()
        found = [text for text in values if all(word in text.casefold() for word in words)]
        found.sort(key=lambda text: not text.casefold().startswith(typed.casefold()))
        rows = [_value_row(text, words, value, fixed) for text in found]
        if not typed and none:
            rows.insert(0, FinderRow(NONE, "", none))
        if typed and not fixed and typed not in found:
            at = 1 if found and found[0].casefold().startswith(typed.casefold()) else 0
            rows.insert(at, FinderRow(NEW, typed, typed))
        message = "" if rows else f"one of: {', '.join(values)}" if fixed else "type it"
        return FinderResults(rows, len(found), message)

    hint = "one of these" if fixed else "one of these, or another" if values else "type it"
    return FinderSource(title, (hint,), len(values), find, (), preview=False)


def _value_row(text: str, words: Sequence[str], value: str, fixed: bool) -> FinderRow:
    """A value; of those that can be typed too it is said that they are in use."""
    is_now = text == value
    tag = "" if fixed and not is_now else None
    return FinderRow("now" if is_now else "in use", text, text, matches_of(text, words), tag=tag)


def _begins(item: Item, query: str) -> bool:
    """Whether one of its names begins with the query."""
    return any(name.casefold().startswith(query.strip().casefold()) for name in item.names)


def _has_words(item: Item, words: Sequence[str]) -> bool:
    """Whether one of its names, or what it says, has each word at the beginning of a word."""
    names = [f" {name}".casefold() for name in item.names or (item.main_text,)]
    return any(all(f" {word}" in name for word in words) for name in names)
