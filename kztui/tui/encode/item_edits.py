"""Edits of an item as a whole: another id, another sort, made one with another item, deleted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kztui.article.ids import safe_id
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.kinds.item import Item
from kztui.article.model import LISTS
from kztui.article.table import ItemKind
from kztui.files.edit.field_edits import SetField
from kztui.files.edit.merging import MergeItems, SplitItem
from kztui.files.edit.moving import MoveToKind, Reorder
from kztui.files.edit.naming import Rename
from kztui.files.edit.review import Delete
from kztui.search.index import Index
from kztui.tui import finder_sources
from kztui.tui.dialogs.choice_dialog import ChoiceDialog
from kztui.tui.dialogs.finder import FinderChoice, FinderDialog
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.encode.field_choices import values_source
from kztui.tui.finder_sources import FinderRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from kztui.tui.encode.encode_screen import EncodeScreen

NO_TEXT: Sequence[ItemKind] = tuple(kind.item_kind for kind in LISTS.values() if not kind.is_text)
"""The kinds of items that are no part of the text."""


class ItemEditsController:
    """Edits the item in hand, whatever it is."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen

    @property
    def item(self) -> Item | None:
        """The item in hand; None for none, and for a part of the text."""
        item = self._screen.article.items.get(self._screen.encoding.target)
        return None if item is None or item.is_text else item

    def _wanted(self) -> Item | None:
        item = self.item
        if item is None:
            self._screen.say(f"No item is in hand: {self._screen.key_of('take_item')} takes one")
        return item

    def find(
        self,
        what: tuple[str, str],
        take: "Callable[[str], None]",
        query: str = "",
        first: Sequence[str] = (),
        only: Sequence[ItemKind] = ITEM_KINDS,
    ) -> None:
        """Choose an item in the finder, with `query` typed in already, and do something with it.

        `what` is the title, and a word for what is done with the item.
        As long as nothing is typed, the items `first` are offered where there are any, else all of the kinds `only`.
        """
        screen, article = self._screen, self._screen.article
        index = Index.of(article)
        hints = {"open_result": what[1], "cite_result": ""}
        source = finder_sources.items(article, lambda: index, first, (), only)._replace(title=what[0], hints=hints)
        dialog = FinderDialog(screen.theme, article, source, (), lambda _: None)
        dialog.query_line.value = query

        def chosen(choice: FinderChoice | None) -> None:
            """Do it with the item that was chosen."""
            if choice and choice.target in screen.article.items:
                take(choice.target)

        screen.app.push_screen(dialog, chosen)

    def take_item(self) -> None:
        """Choose which item is in hand."""
        take = ("Find", "take")
        self.find(take, lambda target: self._screen.update(self._screen.encoding.choose(target)))

    def rename(self) -> None:
        """Ask for another id; the one that the name gives is offered."""
        screen, item = self._screen, self._wanted()
        if item is None:
            return
        offered = safe_id(item.caption) if item.is_named else item.id

        def accept(answer: str) -> str:
            """Why the id will not do, or nothing; it is the item's own then."""
            return "" if answer == item.id else screen.edits.problem_of(Rename(item.id, answer))

        dialog = LineDialog(screen.theme, "Rename", f"The new id of {item.id}; its links follow", offered, accept)
        screen.app.push_screen(dialog)

    def merge(self) -> None:
        """Choose an item that this one is the same as; all of it goes there."""
        if item := self._wanted():
            alike = [each.id for each in self._screen.article.of_kind(item.item_kind) if each.id != item.id]
            what = (f"Merge {self._screen.article.link_label(item.id)} into", "merge")
            self.find(what, lambda into: self._merge(item.id, into), first=alike, only=NO_TEXT)

    def _merge(self, target: str, into: str) -> None:
        if self._screen.edits.make(MergeItems(target, into)):
            self._screen.update(self._screen.encoding.choose(into))

    def other_sort(self) -> None:
        """Make the item one of the next sort: an actor a place, a place a term, and so on."""
        if item := self._wanted():
            sorts = [kind.item_kind for kind in LISTS.values() if not kind.is_text]
            after = sorts[(sorts.index(item.item_kind) + 1) % len(sorts)]
            self._screen.edits.make(MoveToKind(item.id, after))

    def choose_kind(self) -> None:
        """Choose another sort of item, and its kind there."""
        screen, item = self._screen, self._wanted()
        if item is None:
            return
        kinds = {
            f"{kind.item_kind} · {own}" if own else kind.item_kind: (kind.item_kind, own)
            for kind in LISTS.values()
            if not kind.is_text
            for own in (*kind.own_kinds, *screen.reviewing.kinds_in_use(kind)) or ("",)
        }
        now = f"{item.item_kind} · {item.kind}" if item.kind else item.item_kind

        def accept(row: FinderRow) -> str:
            """Move it there, or give it the kind."""
            sort, own = kinds[row.target]
            if sort == item.item_kind:
                return screen.edits.problem_of(SetField(item.id, "kind", own)) if own else ""
            return screen.edits.problem_of(MoveToKind(item.id, sort, own))

        source = values_source(f"kind · {screen.article.link_label(item.id)}", list(kinds), now, fixed=True)
        screen.app.push_screen(ChoiceDialog(screen.theme, screen.article, source, "", accept))

    def split(self) -> None:
        """Choose which of its names another item is to have."""
        screen, item = self._screen, self._wanted()
        if item is None:
            return
        originals = screen.article.original_texts
        source = values_source(f"split {screen.article.link_label(item.id)}: the name of the other", item.aliases, "")

        def accept(row: FinderRow) -> str:
            """Make the other item."""
            return screen.edits.problem_of(SplitItem(item.id, row.target, originals))

        screen.app.push_screen(ChoiceDialog(screen.theme, screen.article, source, "", accept))

    def reorder(self, step: int) -> None:
        """Move the item up (-1) or down (1) in the list of its kind, as the files have it."""
        item = self._wanted()
        if item is None:
            return
        before = self.place(item, step)
        if before is None:
            self._screen.say(f"{item.id} is the {'first' if step < 0 else 'last'} of the {item.plural}")
        else:
            self._screen.edits.make(Reorder(item.id, before))

    def place(self, item: Item, step: int) -> str | None:
        """The item that it stands before once it is moved, or an empty text at the end; None where it cannot move."""
        file = self._screen.editor.files.examined.file
        ids = [each.id for _, each in file.placed if each.item_kind == item.item_kind] if file else []
        at = ids.index(item.id) if item.id in ids else -1
        if at < 0 or not 0 <= at + step < len(ids):
            return None
        after = at - 1 if step < 0 else at + 2
        return ids[after] if after < len(ids) else ""

    def can_move(self, step: int) -> bool:
        """Whether the item in hand can be moved in its list."""
        return self.item is not None and self.place(self.item, step) is not None

    def delete(self) -> None:
        """Delete the item; its links become plain words."""
        if item := self._wanted():
            self._screen.edits.make(Delete((item.id,)))
