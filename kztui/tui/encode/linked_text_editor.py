"""The area for a text with links: what can be linked is underlined, the rest of the name shown, and a key links it."""

import re
from collections.abc import Sequence

from rich.style import Style
from rich.text import Text
from textual.widgets.text_area import Selection

from kztui.article.kinds.item import Item
from kztui.files.edit.words_in_text import unlinked_spans
from kztui.session.link_offers import LONGEST, LinkOffer, LinkOffers
from kztui.tui.widgets.text_editor import TextEditor

_BEGUN = re.compile(rf"\[\[([^\[\]|\n]{{0,{LONGEST}}})\Z")
_WORDS_BEGUN = re.compile(rf"\[\[([^\[\]|\n]{{1,{LONGEST}}})\|([^\[\]|\n]{{1,{LONGEST}}})\Z")
_LINKABLE = Style(underline=True)


class LinkedTextEditor(TextEditor):
    """Knows what is offered at its cursor by the text alone: keys may come faster than anything is drawn."""

    DEFAULT_CSS = "LinkedTextEditor:ansi > .text-area--suggestion { color: ansi_default; text-style: dim; }"

    def __init__(self, text: str, name: str, offers: LinkOffers) -> None:
        self.offers = offers
        self._chosen = ("", 0)
        """What was typed behind `[[`, and which of the items offered for that the author has gone to."""
        self._offer: tuple[tuple[str, str], LinkOffer | None] = (("", ""), None)
        self._items: tuple[str, Sequence[Item]] = ("", ())
        """What is offered, and for which texts: one key asks several times."""
        super().__init__(text, name)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether the key types a character; the sign before a link's words is that of a command."""
        return character != "|" and super().check_consume_key(key, character)

    # What is offered at the cursor.

    @property
    def _around(self) -> tuple[str, str]:
        """The text of the cursor's line before and behind it."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        return line[:column], line[column:]

    @property
    def offer(self) -> LinkOffer | None:
        """The link that can be made of the words before the cursor."""
        if not self.selection.is_empty:
            return None
        around = self._around
        if self._offer[0] != around:
            self._offer = around, next(iter(self.offers.as_typed(*around)), None)
        return self._offer[1]

    @property
    def begun(self) -> str | None:
        """What was typed of a link that ends at the cursor, up to its words; None where none was begun."""
        found = _BEGUN.search(self._around[0])
        return found[1] if found else None

    @property
    def items(self) -> Sequence[Item]:
        """The items that the link that was begun may lead to."""
        begun = self.begun
        if begun is None:
            return ()
        if not self._items[1] or self._items[0] != begun:
            self._items = begun, self.offers.behind_brackets(begun)
        return self._items[1]

    @property
    def chosen(self) -> int:
        """Which of these items is taken."""
        words, at = self._chosen
        return at if words == self.begun else 0

    @property
    def has_words(self) -> bool:
        """Whether the words of a link end at the cursor."""
        return bool(_WORDS_BEGUN.search(self._around[0]))

    def choose(self, step: int) -> None:
        """Go to the next item that is offered (1), or to the one before (-1), round and round."""
        if self.items:
            self._chosen = self.begun or "", (self.chosen + step) % len(self.items)

    # How it is shown.

    def update_suggestion(self) -> None:
        """Show the rest of the words that are offered, where nothing stands behind the cursor."""
        offer = self.offer
        self.suggestion = offer.rest if offer and not self._around[1] else ""

    def watch_selection(self, _before: Selection, _now: Selection) -> None:
        """What is offered depends on where the cursor is."""
        self.update_suggestion()

    def get_line(self, line_index: int) -> Text:
        """A line, with the words underlined that can be linked."""
        line = super().get_line(line_index)
        row, column = self.cursor_location
        if row == line_index and (offer := self.offer):
            line.stylize(_LINKABLE, column - offer.typed, column)
        return line

    def action_cursor_right(self, select: bool = False) -> None:
        """Move, and never insert what is only offered."""
        self.suggestion = ""
        super().action_cursor_right(select)

    # Links made.

    def complete(self) -> None:
        """End a link that has words; complete one that was begun; link the words before the cursor; else a blank."""
        words, offer = self.begun, self.offer
        if self.has_words:
            self._end_words()
        elif words is not None and (items := self.items):
            item = items[self.chosen]
            if not self.offers.is_begun(item.id, words):
                self.keep_words()
            elif item.is_named:
                self._put(len(words), f"{item.id}]]")
            else:
                self.give_words()
        elif offer:
            self._put(offer.typed, f"[[{offer.target}|{offer.words}]]")
            self._learn(offer.words, offer.target)
        else:
            self.insert(" ")

    def give_words(self) -> None:
        """Complete the link that was begun, to go on with words of its own."""
        words, items = self.begun, self.items
        if words is None or not items or not self.offers.is_begun(items[self.chosen].id, words):
            self.insert("|")
        else:
            self._put(len(words), f"{items[self.chosen].id}|")

    def keep_words(self) -> None:
        """Link the words behind `[[` as they are; where there are none, break the line."""
        words, items = self.begun, self.items
        if self.has_words:
            self._end_words()
        elif words is not None and words.strip() and items:
            target = items[self.chosen].id
            self._put(len(words), f"{target}|{words.strip()}]]")
            self._learn(words.strip(), target)
        else:
            self.insert("\n")

    def _end_words(self) -> None:
        found = _WORDS_BEGUN.search(self._around[0])
        self._put(0, "]]")
        if found:
            self._learn(found[2].strip(), found[1].strip())

    def _learn(self, words: str, target: str) -> None:
        """Offer the same words again; what was offered is of before."""
        self.offers.learn(words, target)
        self._offer, self._items = (("", ""), None), ("", ())

    def _put(self, typed: int, text: str) -> None:
        """Put a text in place of what was typed last; undone by itself."""
        row, column = self.cursor_location
        self.history.checkpoint()
        self.replace(text, (row, column - typed), (row, column))
        self.history.checkpoint()

    def link_names(self) -> None:
        """Link every exact name of an item that is no link yet."""
        text = self.text
        for name, item in self.offers.names():
            for start, end in reversed(unlinked_spans(text, name) if name in text else []):
                words = text[start:end]
                link = f"[[{item.id}]]" if words == item.caption else f"[[{item.id}|{words}]]"
                text = text[:start] + link + text[end:]
        if text != self.text:
            self.replace(text, (0, 0), self.document.end)
