"""Where an author is in the review of an article: an immutable value; each move returns the next one."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kztui.article.article import Article
from kztui.session.review_queue import QueueEntry


class Encoding(Struct, frozen=True):
    """The queue with its cursor, and the item in hand where that is not the entry's."""

    queue: tuple[QueueEntry, ...] = ()
    cursor: int = 0
    postponed: tuple[tuple[str, str, int], ...] = ()
    """The entries put off, which come last: kind, target and paragraph of each."""
    chosen: str = ""
    """An item chosen by hand, until the cursor moves."""

    @property
    def entry(self) -> QueueEntry | None:
        """The entry under the cursor; None where nothing is left."""
        return self.queue[self.cursor] if self.cursor < len(self.queue) else None

    @property
    def target(self) -> str:
        """The item in hand; empty for none."""
        return self.chosen or (self.entry.target if self.entry else "")

    def paragraph(self, article: Article) -> int:
        """The number of the paragraph to show; 0 for none."""
        here = self.entry.paragraph if self.entry else 0
        chosen = article.items.get(self.chosen)
        if chosen is not None and here not in chosen.numbers:
            return min(chosen.numbers, default=0)
        return here

    def start(self, article: Article, target: str) -> "Encoding":
        """Where an author begins who was reading an item: at its entry, else at the first one from its paragraph on.

        Without a target, or after the last entry, at the first one.
        """
        item = article.items.get(target)
        if item is None:
            return self
        if not item.is_text:
            return self.choose(target)
        number = min(item.numbers, default=0)
        if not self.queue and number:
            return self.to_paragraph(number)
        return self.to(next((at for at, entry in enumerate(self.queue) if entry.paragraph >= number), 0))

    def move(self, step: int) -> "Encoding":
        """`step` entries further on."""
        return self.to(self.cursor + step)

    def to(self, row: int) -> "Encoding":
        """At an entry by its row; one that is not there is the nearest."""
        return replace(self, cursor=max(0, min(row, len(self.queue) - 1)), chosen="")

    def to_paragraph(self, number: int) -> "Encoding":
        """At the first entry of a paragraph; where nothing is left to do there, with the paragraph in hand."""
        row = next((at for at, entry in enumerate(self.queue) if entry.paragraph == number), None)
        return replace(self, chosen=f"p{number}") if row is None else self.to(row)

    def choose(self, target: str) -> "Encoding":
        """With an item in hand: at its entry, where it has one."""
        row = next((at for at, entry in enumerate(self.queue) if entry.target == target), None)
        return replace(self, chosen=target) if row is None else self.to(row)

    def with_chosen(self, target: str) -> "Encoding":
        """With another item chosen by hand, or none."""
        return replace(self, chosen=target)

    def later(self) -> "Encoding":
        """Put the entry off; the cursor is on the next one."""
        if self.entry is None:
            return self
        postponed = (*self.postponed, _key(self.entry))
        return replace(self, queue=_ordered(self.queue, postponed), postponed=postponed, chosen="")

    def after_edit(
        self, queue: Sequence[QueueEntry], renamed: Mapping[str, str], back: bool = False, hand: str = ""
    ) -> "Encoding":
        """With the queue after an edit that renamed some items; `hand` is in hand then, where it is not empty."""
        found = self.with_chosen(renamed.get(self.chosen, self.chosen)).with_queue(queue, back)
        return found.with_chosen(hand) if hand and hand != found.target else found

    def with_queue(self, queue: Sequence[QueueEntry], back: bool = False) -> "Encoding":
        """With the queue after an edit: at the same entry, or where that is done at the next one.

        With `back` at the first entry that has come back.
        """
        known = set(map(_key, self.queue))
        ordered = _ordered(queue, self.postponed)
        keys = list(map(_key, ordered))
        returned = next((at for at, key in enumerate(keys) if key not in known), None) if back else None
        here = _key(self.entry) if self.entry else None
        row = returned if returned is not None else keys.index(here) if here in keys else self.cursor
        return replace(self, queue=ordered, cursor=max(0, min(row, len(ordered) - 1)))


def _key(entry: QueueEntry) -> tuple[str, str, int]:
    # A problem is known by its message: an item may have several.
    return (entry.kind, entry.label if entry.kind == "problem" else entry.target, entry.paragraph)


def _ordered(queue: Sequence[QueueEntry], postponed: Sequence[tuple[str, str, int]]) -> tuple[QueueEntry, ...]:
    """The entries with those put off last, in the order in which they were."""
    ranks = {key: rank for rank, key in enumerate(postponed, 1)}
    return tuple(sorted(queue, key=lambda entry: ranks.get(_key(entry), 0)))
