"""A text written in our words under the original: links are completed, and words of the original's are shown."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from textual import on
from textual.geometry import Region
from textual.widgets import TextArea

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.verbatim import copied_words
from kztui.files.edit.words_in_text import unlinked_spans
from kztui.files.sanitize import sanitize_text
from kztui.tui.commands import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.render.cells import crop
from kztui.tui.render.marked_text import MarkedSpan
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import Palette
from kztui.tui.widgets.marked_paragraph import ParagraphPane
from kztui.tui.widgets.pane import Pane
from kztui.tui.widgets.text_editor import TextEditor

OFFERED = 6
"""How many items are offered for a link that has been begun."""
_BEGUN = re.compile(r"\[\[([^\[\]|\n]{0,60})\Z")
_WORDS_BEGUN = re.compile(r"\[\[[^\[\]|\n]{1,80}\|[^\[\]|\n]{1,80}\Z")


class WritingPane(Pane, can_focus=False):
    """Draws the frame around the text, and below it a warning, or what a link that was begun may lead to."""

    def __init__(self, title: str) -> None:
        super().__init__("writing")
        self.title = title
        self.keys = ""
        self.warning = ""
        self.offered: Sequence[Item] = ()

    def footer(self) -> str:
        """The keys."""
        return self.keys

    def body(self, cells: int, lines: int) -> list[Parts]:
        """Room for the text, and on the last line a warning or the items that are offered."""
        theme = self.palette
        last: Parts = [(f" {crop(self.warning, cells - 2)}", theme.warn)]
        if self.offered:
            last = [(" ", theme.text)]
            for at, item in enumerate(self.offered):
                style = theme.links[item.item_kind] if at == 0 else theme.kind(item.item_kind)
                last += [(f"{item.sign} {crop(item.caption, 24)}", style), ("   ", theme.text)]
        return [*([[]] * max(0, lines - 1)), last]


class LinkedTextEditor(TextEditor):
    """Leaves the sign before a link's words to a command, which completes the link."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether the key types a character, so that no command has it."""
        return character != "|" and super().check_consume_key(key, character)


class WrittenText(NamedTuple):
    """A text to write: that of a paragraph, or beside it one of an item, as its title says then."""

    number: int
    """Of the paragraph."""
    text: str
    title: str = ""


class ParagraphDialog(Dialog[None]):
    """Writes one text. `keep` writes the text and says why that is refused, or nothing; `changed` keeps it so far.

    Closing writes what was written; refused, it stays open, and a second Esc leaves with the text kept in memory.
    """

    BINDINGS = bindings("paragraph dialog")

    def __init__(
        self,
        theme: Palette,
        article: Article,
        written: WrittenText,
        original: tuple[str, Sequence[MarkedSpan]],
        keep: Callable[[str], str],
        changed: Callable[[str], None],
    ) -> None:
        """`original` is the text of the original, and what is marked in it."""
        number, text, title = written
        self.original = ParagraphPane("original")
        self.original.can_focus = False
        self.pane = WritingPane(title or f"¶{number} · paraphrase")
        self.area = LinkedTextEditor(text, "text")
        super().__init__(theme, self.original, self.pane, self.area)
        self._article = article
        self._number = number
        self._original = original
        self._keep = keep
        self._text_changed = changed
        self._seen: str | None = None
        """The text that was looked at last."""
        self._copied = ""
        """What is said of words of the original in it."""
        items = [item for item in article.items.values() if item.is_named and not item.is_text]
        # Those of this paragraph are most likely meant.
        self._items = sorted(items, key=lambda item: number not in item.numbers)

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The original above, the text below it, in the whole screen."""
        above = max(3, min(len(self.original.lines) + 2, height * 55 // 100)) if height >= 9 else 0
        pane = Region(0, above, width, height - above)
        area = Region(2, above + 1, max(1, width - 4), max(1, pane.height - 3))
        return {"original": Region(0, 0, width, above), "writing": pane, "text": area}

    def on_mount(self) -> None:
        """Show the original, and wait for the text at the end of what is there."""
        keys = {name: self.key_of(name) for name in ("link_names", "complete_link")}
        self.pane.keys = f"Esc writes it · [[ then {keys['complete_link']} links · {keys['link_names']} links all names"
        self.publish()
        self.original.set_text(f"¶{self._number} · original (your copy)", *self._original, "(not in your copy)")
        self.area.focus()
        self.area.move_cursor(self.area.document.end)

    @property
    def text(self) -> str:
        """What is written, safe to show."""
        return sanitize_text(self.area.text).strip()

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _changed(self) -> None:
        shown, text = (self.pane.warning, self.pane.offered), self.text
        if text != self._seen:  # a letter also moves the cursor, which is another message
            self._seen = text
            self._text_changed(text)
            copied = copied_words(self._article.linked(text).plain, self._original[0])
            self._copied = f"the original’s words: “{copied}”" if copied else ""
        self.pane.warning, self.pane.offered = self._copied, self._offered()
        if shown != (self.pane.warning, self.pane.offered):
            self.pane.redraw()

    @on(TextEditor.PasteRefused)
    def _refused(self, message: TextEditor.PasteRefused) -> None:
        self.pane.warning, self.pane.offered = message.reason, ()
        self.pane.redraw()

    # Links.

    def _begun(self) -> str | None:
        """What was typed of the name of a link that ends at the cursor; None where none was begun."""
        row, column = self.area.cursor_location
        found = _BEGUN.search(self.area.document.get_line(row)[:column])
        return found[1] if found else None

    def _offered(self) -> list[Item]:
        begun = self._begun()
        return [] if begun is None else self.offered(begun)

    def offered(self, begun: str) -> list[Item]:
        """The items whose name was begun: one of just that name, those of this paragraph, best beginnings first."""
        wanted = begun.casefold()
        found = [item for item in self._items if _has_word(item, wanted)]

        def order(item: Item) -> tuple[bool, bool, bool]:
            names = [name.casefold() for name in (*item.names, item.id)]
            is_far = self._number not in item.numbers
            return wanted not in names, is_far, not names[0].startswith(wanted)

        found.sort(key=order)
        return found[:OFFERED]

    def action_complete_link(self) -> None:
        """Complete the link that was begun by the first item that is offered; behind its words, end it."""
        row, column = self.area.cursor_location
        if _WORDS_BEGUN.search(self.area.document.get_line(row)[:column]):
            self.area.insert("]]")
        else:
            self._complete("]]", " ")

    def action_give_link_words(self) -> None:
        """Complete the link that was begun, to go on with words of its own."""
        self._complete("|", "|")

    def _complete(self, end: str, otherwise: str) -> None:
        """Complete the link that was begun and add `end`; where none was, insert `otherwise`."""
        begun, offered = self._begun(), self._offered()  # not those shown: keys may come faster
        if begun is None or not offered:
            self.area.insert(otherwise)
            return
        row, column = self.area.cursor_location
        self.area.replace(f"{offered[0].id}{end}", (row, column - len(begun)), (row, column))

    def action_link_names(self) -> None:
        """Link every exact name of an item that is no link yet."""
        text = self.area.text
        names = [(name, item) for item in self._items for name in item.names]
        for name, item in sorted(names, key=lambda each: -len(each[0])):
            for start, end in reversed(unlinked_spans(text, name) if name in text else []):
                words = text[start:end]
                link = f"[[{item.id}]]" if words == item.caption else f"[[{item.id}|{words}]]"
                text = text[:start] + link + text[end:]
        if text != self.area.text:
            self.area.replace(text, (0, 0), self.area.document.end)

    # The end.

    def action_close(self) -> None:
        """Write the paragraph and close; where that is refused, close at the second press."""
        if self.may_quit():
            self.dismiss()

    def may_quit(self) -> bool:
        """Write the paragraph; whether it is written, or the author has just seen why it is not."""
        problem = self._keep(self.text)
        if not problem or problem == self.pane.warning:
            return True
        self.pane.warning, self.pane.offered = problem, ()
        self.pane.redraw()
        return False

    action_write_text = action_close


def _has_word(item: Item, wanted: str) -> bool:
    """Whether a word of an item's names, or its id, begins so."""
    names = [name.casefold() for name in (*item.names, item.id)]
    return any(name.startswith(wanted) or f" {wanted}" in name for name in names)
