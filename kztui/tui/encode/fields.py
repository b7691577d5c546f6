"""Which fields the item pane lists: those of the item in hand, or of the article."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kztui.article.fields import Field, item_fields, publication_fields
from kztui.article.kinds.item import Item
from kztui.article.publication import Publication
from kztui.files.edit.field_edits import ARTICLE
from kztui.session.field_rows import TAKEN, FieldRow, field_letters, field_rows, value_of

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen

OTHER = Field("another field", "text")
"""The row that adds a field of the article."""


STILL_KEYS = frozenset("aw")
"""The letters of the screen that stay its keys beside the fields of an item: accept, write."""


class FieldsController:
    """Lists the fields, and goes to them."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen
        self.of_article = False
        """Whether the fields of the article are listed rather than those of the item in hand."""
        self.more: set[str] = set()
        """The keys of the article that were asked for although they have no value."""

    # What is listed.

    @property
    def target(self) -> str:
        """What the fields are of; empty for nothing."""
        return ARTICLE if self.of_article else self._screen.encoding.target

    @property
    def owner(self) -> Item | Publication | None:
        """The same as the article has it."""
        article = self._screen.article
        return article.publication if self.of_article else article.items.get(self.target)

    @property
    def fields(self) -> Sequence[Field]:
        """The fields of it: of the article's those that have a value, or that most have."""
        owner = self.owner
        if isinstance(owner, Publication):
            keys = {key.replace("_", "-") for key in Publication.MAIN} | self.more
            return [each for each in publication_fields() if each.key in keys or value_of(owner, each)]
        return item_fields(type(owner)) if owner is not None else ()

    @property
    def rows(self) -> list[FieldRow]:
        """Their values, row by row."""
        owner = self.owner
        rows = field_rows(self._screen.article, owner, self.fields) if owner is not None else []
        return [*rows, FieldRow(OTHER)] if self.of_article else rows

    @property
    def letters(self) -> Mapping[str, str]:
        """The letter of each field; those of an item leave `a` to accept it, and `w` to write."""
        return field_letters(self.fields, TAKEN if self.of_article else TAKEN | STILL_KEYS)

    @property
    def titles(self) -> tuple[str, str]:
        """What the fields are of, and the same in a way of which the beginning says most."""
        item = self._screen.article.items.get(self.target)
        if item is None:
            return ("Article", "Article") if self.of_article else ("Item", "Item")
        name, kind = self._screen.article.link_label(item.id), f"{item.item_kind}{'?' if item.is_open else ''}"
        return f"{name} ─ {kind}", f"{kind} ─ {name}"

    def enter(self) -> None:
        """Go to the fields of the item in hand."""
        self._go(of_article=False)

    def enter_article(self) -> None:
        """Go to the fields of the article."""
        self._go(of_article=True)

    def _go(self, *, of_article: bool) -> None:
        screen = self._screen
        self.of_article = of_article
        if self.owner is None:
            screen.say(f"No item is in hand: {screen.key_of('take_item')} takes one")
            return
        screen.facts.commands = frozenset() if of_article else STILL_KEYS
        screen.facts.elsewhere = screen.status.letters
        screen.show_item()
        screen.focus_pane(screen.facts)
        screen.facts.begin()

    def leave(self) -> None:
        """List those of the item in hand again."""
        if self.of_article:
            self.of_article = False
            self._screen.show_item()
