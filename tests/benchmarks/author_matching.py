"""Which candidate of a draft becomes which item of the article that is wanted, and where the others stand."""

import re

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.quotes import Quote, word_spans

NAMED = frozenset({"actor", "place", "term"})


def matched(draft: Article, wanted: Article) -> dict[str, str]:
    """From the id of a candidate to that of the item that it becomes; the best pairs first, each item once."""
    candidates = [item for item in draft.items.values() if item.is_open and not item.is_text]
    items = [item for item in wanted.items.values() if not item.is_text]
    pairs = [(_likeness(one, other), at, one.id, other.id) for at, one in enumerate(candidates) for other in items]
    found: dict[str, str] = {}
    for likeness, _, candidate, target in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if likeness and candidate not in found and target not in found.values():
            found[candidate] = target
    return found


def _likeness(candidate: Item, item: Item) -> float:
    is_same_kind = candidate.item_kind == item.item_kind
    names = {name.casefold() for name in candidate.names} & {name.casefold() for name in item.names}
    can_be = is_same_kind or {candidate.item_kind, item.item_kind} <= NAMED
    if names and can_be:
        return 4 + is_same_kind
    if is_same_kind and candidate.id == item.id:
        return 3
    if not is_same_kind:
        return 0
    if candidate.item_kind == "event":
        date = getattr(candidate, "date", "")
        return 2 if date and date == getattr(item, "date", "") and set(candidate.numbers) & set(item.numbers) else 0
    if getattr(candidate, "kind", "") != getattr(item, "kind", ""):
        return 0
    return max((_overlap(one, other) for one in candidate.quotes for other in item.quotes), default=0.0)


def _overlap(one: Quote, other: Quote) -> float:
    """How much of two quotes is the same, from 0 to 1."""
    first, second = one.words, other.words
    if one.paragraph != other.paragraph or not first or not second:
        return 0.0
    common = min(first[1], second[1]) - max(first[0], second[0]) + 1
    whole = max(first[1], second[1]) - min(first[0], second[0]) + 1
    return common / whole if common * 2 >= whole else 0.0


def place_of(item: Item, number: int, original: str) -> tuple[int, int]:
    """The first and the last word, from 0, that an item is made of: those it quotes, else its name, else the first."""
    for quote in item.quotes:
        if quote.paragraph == number and quote.words:
            return quote.words[0] - 1, quote.words[1] - 1
    spans = word_spans(original)
    for name in item.names:
        found = re.search(rf"\b{re.escape(name)}\b", original)
        if found:
            inside = [at for at, (start, end) in enumerate(spans) if start < found.end() and end > found.start()]
            return inside[0], inside[-1]
    return 0, 0
