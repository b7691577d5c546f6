"""The review of candidates: accepted, rejected, given another kind, one by one or all of a sort."""

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kztui.article.kinds.item import Item
from kztui.article.quotes import Quote, has_no_blanks, quote_of
from kztui.article.with_original import mentions_in
from kztui.files.edit.field_edits import SetField
from kztui.files.edit.review import Accept, Reject
from kztui.tui.widgets.bars import CONFIRM_SECONDS

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen


class ReviewingController:
    """Edits the item in hand as a whole."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen
        self._asked: tuple[str, str, float] = ("", "", 0.0)
        """The command and the sort that the author was asked about, and when."""

    @property
    def item(self) -> Item | None:
        """The item in hand; None for none."""
        return self._screen.article.items.get(self._screen.encoding.target)

    @property
    def candidate(self) -> Item | None:
        """The item in hand where it is a candidate; else the author is told that there is none."""
        if self.is_candidate:
            return self.item
        self._screen.say("No candidate is in hand: j and k go to the next one")
        return None

    @property
    def is_candidate(self) -> bool:
        """Whether a candidate is in hand."""
        return self.item is not None and self.item.is_open

    @property
    def can_accept(self) -> bool:
        """Whether a candidate is in hand, or a mention to link."""
        entry = self._screen.encoding.entry
        return self.is_candidate or (entry is not None and entry.kind == "mention")

    @property
    def has_kinds(self) -> bool:
        """Whether the item in hand can be of another kind."""
        return self.item is not None and len(self._kinds(self.item)) > 1

    def put_off(self) -> None:
        """Put off what the cursor is on, to the end."""
        self._screen.update(self._screen.encoding.later())

    def next_paragraph(self, step: int) -> None:
        """Show the next paragraph of the article (1), or the one before (-1)."""
        screen = self._screen
        here, known = screen.number, sorted(screen.article.paragraphs)
        others = [number for number in known if (number - here) * step > 0] if here else known
        if not others:
            screen.say(f"This is the {'last' if step > 0 else 'first'} paragraph")
            return
        screen.update(screen.encoding.to_paragraph(others[0 if step > 0 else -1]))
        if screen.pane is screen.original:
            screen.making.begin()

    def accept(self) -> None:
        """Accept the candidate in hand; of a mention, link it."""
        entry = self._screen.encoding.entry
        if entry and entry.kind == "mention" and not self._screen.encoding.chosen:
            self._screen.making.link_mention(entry)
        elif (item := self.candidate) and not self._ask_text(item):
            self._screen.edits.make(self._acceptance((item.id,)))

    def _acceptance(self, targets: tuple[str, ...]) -> Accept:
        """The operation; what has no text of its own yet stands for its words in the original then."""
        items = (self._screen.article.items[target] for target in targets)
        quotes = {item.id: quote for item in items if lacks_text(item) and (quote := self._quote(item))}
        return Accept(targets, quotes)

    def _quote(self, item: Item) -> Quote | None:
        """The words that first name an item in the original."""
        article = self._screen.article
        by_characters = has_no_blanks(article.publication.language)
        for number in item.numbers:
            text = article.originals[number].text if number in article.originals else ""
            for span in mentions_in(text, number, item):
                return quote_of(number, text, span.start, span.end, by_characters=by_characters)
        return None

    def _ask_text(self, item: Item) -> bool:
        """Ask for the text that an item cannot be accepted without; whether it is asked for."""
        if not lacks_text(item) or self._quote(item):
            return False
        screen, key = self._screen, item.prose_keys[0]

        def write(text: str) -> str:
            """Write the text, and accept the item with it."""
            problem = screen.edits.problem_of(SetField(item.id, key, text)) if text else ""
            return problem or (screen.edits.problem_of(Accept((item.id,))) if text else "")

        article = "an" if item.item_kind[0] in "aeiou" else "a"
        screen.say(f"{article} {item.item_kind} is accepted with its {key}, or with its words in the original")
        title = f"{key} · {screen.article.link_label(item.id)} · needed to accept it"
        screen.writing.write_text(title, "", write, f"{item.id} {key}", target=item.id)
        return True

    def reject(self) -> None:
        """Reject the candidate in hand."""
        if item := self.candidate:
            self._screen.edits.make(Reject((item.id,)))

    def next_own_kind(self) -> None:
        """Give the item in hand the next of its own kinds."""
        item = self.item
        kinds = self._kinds(item) if item else []
        if item is None or len(kinds) < 2:
            self._screen.say("What is in hand has no other kind")
            return
        at = kinds.index(item.kind) + 1 if item.kind in kinds else 0
        self._screen.edits.make(SetField(item.id, "kind", kinds[at % len(kinds)]))

    def _kinds(self, item: Item) -> list[str]:
        """The kinds that an item can be of: those of the format, else those in use in the article."""
        return list(item.own_kinds or self.kinds_in_use(type(item)))

    def kinds_in_use(self, sort: type[Item]) -> list[str]:
        """The kinds that the items of a sort have, where all are allowed."""
        if sort.own_kinds or "kind" not in sort.__struct_fields__:
            return []
        return sorted({each.kind for each in self._screen.article.of_kind(sort.item_kind) if each.kind})

    # All of a sort.

    def accept_all(self) -> None:
        """Accept all candidates of the sort of the one in hand, after asking once."""
        targets = self._sort("accept_all", "accepts")
        items = [self._screen.article.items[target] for target in targets]
        wanting = [item for item in items if lacks_text(item) and not self._quote(item)]
        ready = tuple(item.id for item in items if item not in wanting)
        if not ready or self._screen.edits.make(self._acceptance(ready)):
            self._say_wanting(wanting)

    def _say_wanting(self, items: list[Item]) -> None:
        """Say which candidates are left, as they need a text first."""
        if items:
            what, key = self._screen.article.link_label(items[0].id), items[0].prose_keys[0]
            more = f" and {len(items) - 1} more" if len(items) > 1 else ""
            self._screen.say(
                f"Left: {what}{more}, without a {key}; {self._screen.key_of('accept')} asks for it", warn=True
            )

    def reject_all(self) -> None:
        """Reject all candidates of the sort of the one in hand, after asking once."""
        targets = self._sort("reject_all", "rejects")
        if targets:
            self._screen.edits.make(Reject(targets))

    def _sort(self, command: str, verb: str) -> tuple[str, ...]:
        """The candidates of the sort in hand; none where the author has yet to press the key again."""
        item = self.candidate
        if item is None:
            return ()
        kind, now = item.item_kind, time.monotonic()
        found = tuple(each.id for each in self._screen.article.of_kind(kind) if each.is_open)
        if self._asked[:2] == (command, kind) and now - self._asked[2] < CONFIRM_SECONDS:
            self._asked = ("", "", 0.0)
            return found
        self._asked = (command, kind, now)
        key = self._screen.key_of(command)
        what = f"all {len(found)} {item.plural} that are left" if len(found) > 1 else f"the only {kind} that is left"
        self._screen.say(f"{key} again {verb} {what}")
        return ()


def lacks_text(item: Item) -> bool:
    """Whether an item has to have a text, and has neither one nor words of the original in its place."""
    key = item.prose_keys[0]
    return key in item.required_keys and not getattr(item, key).strip() and not item.quotes


NEEDS: Mapping[str, Callable[["EncodeScreen"], bool]] = {
    "accept": lambda screen: screen.reviewing.can_accept,
    "write_paragraph": lambda screen: screen.number > 0,
    "select_words": lambda screen: bool(screen.original.text),
    "reject": lambda screen: screen.reviewing.is_candidate,
    "next_own_kind": lambda screen: screen.reviewing.has_kinds,
    "put_off": lambda screen: screen.encoding.entry is not None,
    "accept_all": lambda screen: screen.reviewing.is_candidate,
    "reject_all": lambda screen: screen.reviewing.is_candidate,
    "other_sort": lambda screen: screen.item_edits.item is not None,
    "rename_item": lambda screen: screen.item_edits.item is not None,
    "merge_items": lambda screen: screen.item_edits.item is not None,
    "split_item": lambda screen: screen.item_edits.item is not None,
    "choose_kind": lambda screen: screen.item_edits.item is not None,
    "unlink_item": lambda screen: bool(screen.making.linked_here),
    "earlier_in_list": lambda screen: screen.item_edits.can_move(-1),
    "later_in_list": lambda screen: screen.item_edits.can_move(1),
    "link_all": lambda screen: screen.making.can_link_all,
    "next_paragraph": lambda screen: len(screen.article.paragraphs) > 1,
    "previous_paragraph": lambda screen: len(screen.article.paragraphs) > 1,
    "redo": lambda screen: screen.editor.can_redo,
    "take_item": lambda screen: bool(screen.article.items),
    "edit_fields": lambda screen: bool(screen.fields.fields),
    "delete_item": lambda screen: screen.item_edits.item is not None,
}
"""What a command can only be done with, by its id; the others can always be done."""
