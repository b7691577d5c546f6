"""What an author who sees the screen does with the fewest keys: what to type in a finder, how to get to a word."""

from collections import deque
from collections.abc import Sequence
from functools import cache

from kztui.article.kinds.item import Item
from kztui.session.word_selection import WordSelection
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.encode.field_choices import NEW, NONE
from kztui.tui.encode.paragraph_dialog import ParagraphDialog

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


def beginning(dialog: ParagraphDialog, item: Item) -> str:
    """The fewest letters that complete to an item."""
    words = (word for name in item.names for word in name.split())
    beginnings = {word[:end].casefold() for word in words for end in range(1, len(word) + 1)} | {item.id}
    for each in sorted(beginnings, key=lambda beginning: (len(beginning), beginning)):
        if dialog.offered(each)[:1] == [item]:
            return each
    return item.id


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
