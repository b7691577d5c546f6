"""What an author who sees the screen does with the fewest keys: what to type in a finder, how to get to a word."""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kztui.article.kinds.item import Item
from kztui.session.link_offers import LONGEST, LinkOffers
from kztui.session.word_selection import WordSelection
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.encode.field_choices import NEW, NONE

MOTIONS = ("l", "h", "w", "b", "right_parenthesis", "left_parenthesis", "0", "dollar_sign")


def cheapest(dialog: FinderDialog, wanted: str, names: Sequence[str]) -> tuple[str, int] | None:
    """What to type in a finder, and how many rows down what is wanted stands then; None where it is not offered.

    `names` are those of the item that is wanted; of a value there are none. An empty value is the row that says so.
    """
    queries = {"", *(name[:end] for name in names or [wanted] for end in range(1, len(name) + 1))}
    found: list[tuple[int, str, int]] = []
    for query in sorted(queries, key=len):
        if found and len(query) >= min(found)[0]:
            break
        rows = dialog.source.find(query or dialog.query_line.value, None, lambda: False).rows
        for at, row in enumerate(rows):
            is_meant = row.kind == NONE if not wanted else row.target == wanted and not (names and row.kind == NEW)
            if is_meant:
                found.append((len(query) + at, query, at))
                break
    return min(found)[1:] if found else None


class LinkWay(NamedTuple):
    """How a link is made: `typed` of its own words, and `keys` besides, before or after them."""

    before: str
    """What is typed before the words."""
    name_keys: tuple[str, ...]
    """Keys pressed before the words, once `before` is typed."""
    words: str
    """What is typed of the words."""
    keys: tuple[str, ...]
    """Keys pressed after them."""

    @property
    def total(self) -> int:
        """All keys."""
        return len(self.before) + len(self.name_keys) + len(self.words) + len(self.keys)


def way_to_link(offers: LinkOffers, before: str, item: Item, words: str) -> LinkWay:
    """The fewest keys for a link behind the text `before`, with its words, or with none if these are empty."""
    return min(_ways_to_link(offers, before, item, words), key=lambda way: way.total)


def _ways_to_link(offers: LinkOffers, before: str, item: Item, words: str) -> Iterator[LinkWay]:
    for end in range(1, len(words) + 1):  # typed as far as the right words are offered
        offer = next(iter(offers.as_typed(before + words[:end], "")), None)
        if offer and (offer.target, offer.words) == (item.id, words):
            yield LinkWay("", (), words[:end], ("tab",))
            break
    here = offers.behind_brackets(words) if 0 < len(words) <= LONGEST else []
    if item in here:  # the words typed whole, and the item chosen
        yield LinkWay("[[", (), words, ("down",) * here.index(item) + ("enter",))
    for typed in _beginnings(item):  # the item by the beginning of its name, and then the words
        found = offers.behind_brackets(typed)
        if item in found and offers.is_begun(item.id, typed) and (words or item.is_named):
            chosen = ("down",) * found.index(item)
            yield (
                LinkWay(f"[[{typed}", (*chosen, "vertical_line"), words, ("tab",))
                if words
                else LinkWay(f"[[{typed}", (*chosen, "tab"), "", ())
            )
            if not chosen:
                break
    yield LinkWay(f"[[{item.id}|" if words else f"[[{item.id}", (), words, ("right_square_bracket",) * 2)


def _beginnings(item: Item) -> list[str]:
    """What an item's name can be begun by, the shortest first; at last its id."""
    words = (word for name in item.names for word in name.split())
    found = {word[:end].casefold() for word in words for end in range(1, len(word) + 1)}
    return [*sorted(found, key=lambda typed: (len(typed), typed)), item.id]


def taken(at: WordSelection) -> tuple[int, int]:
    """The first and the last word that Enter takes."""
    whole = at.release().take()
    return (whole.cursor if whole.anchor is None else whole.anchor), whole.cursor


def way_to(start: WordSelection, target: int) -> tuple[str, ...]:
    """The fewest motions from one word to another."""
    steps = _steps(start.text, start.by_characters)
    ways: dict[int, tuple[str, ...]] = {start.cursor: ()}
    waiting = deque(ways)
    while waiting and target not in ways:
        here = waiting.popleft()
        for motion, there in steps[here]:
            if there not in ways:
                ways[there] = (*ways[here], motion)
                waiting.append(there)
    return ways[target]


@cache
def _steps(text: str, by_characters: bool) -> list[list[tuple[str, int]]]:
    """Where each motion leads from each word of a text."""
    whole = WordSelection(text, by_characters=by_characters)
    found = []
    for at in map(whole.to, range(len(whole.units))):
        ends = (
            at.move(1),
            at.move(-1),
            at.to_word(1),
            at.to_word(-1),
            at.to_sentence(1),
            at.to_sentence(-1),
            at.to(0),
            at.to(len(whole.units)),
        )
        found.append([(motion, end.cursor) for motion, end in zip(MOTIONS, ends, strict=True)])
    return found
