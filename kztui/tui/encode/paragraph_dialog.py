"""A paraphrase written under the original: names become links, and words copied from the original are shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from textual import on
from textual.geometry import Region
from textual.widgets import TextArea

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.article.quotes import copied_words
from kztui.files.sanitize import sanitize_text
from kztui.session.link_offers import LinkOffers
from kztui.tui.commands import bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.encode.linked_text_editor import LinkedTextEditor
from kztui.tui.encode.marks import original_title
from kztui.tui.render.cells import cell_width, crop, wrap
from kztui.tui.render.marked_text import MarkedSpan
from kztui.tui.render.styled_text import Parts, parts_width
from kztui.tui.textual_compat.region_layout import rearrange
from kztui.tui.theme import Palette
from kztui.tui.widgets.marked_paragraph import MEASURE, ParagraphPane
from kztui.tui.widgets.pane import Pane
from kztui.tui.widgets.text_editor import TextEditor

MOST_LINES = 6
"""Lines of a warning that are shown."""
LABEL = 30
"""Cells of an item's name."""


class WritingPane(Pane, can_focus=False):
    """Draws the frame, and what is said below the text."""

    def __init__(self, title: str, article: Article) -> None:
        super().__init__("writing")
        self.title = title
        self.keys: Sequence[str] = ()
        """The keys that do something now, in several forms, the longest first."""
        self.warning = ""
        self.offered: Sequence[tuple[str, Item]] = ()
        """The words that each link would have, where they are known, and where it would lead."""
        self.chosen = 0
        self._article = article

    def footer(self) -> str:
        """The keys, in the longest form that fits."""
        return next((keys for keys in self.keys if cell_width(keys) <= self.size.width - 6), "")

    def warning_lines(self, cells: int) -> list[str]:
        """The warning in lines for a pane so wide."""
        spans = wrap(self.warning, max(8, cells - 2)) if self.warning else []
        return [self.warning[start:end] for start, end in spans[:MOST_LINES]]

    def body(self, cells: int, lines: int) -> list[Parts]:
        """Room for the text, and on the last lines what is offered and the warning."""
        below: list[Parts] = [self._offers(cells)]
        below += [[(f" {line}", self.palette.warn)] for line in self.warning_lines(cells)]
        return [*([[]] * max(0, lines - len(below))), *below]

    def _offers(self, cells: int) -> Parts:
        """The items that are offered, from the one on with which the chosen one is in view."""
        theme = self.palette
        offers: list[Parts] = []
        for at, (words, item) in enumerate(self.offered):
            label = self._article.link_label(item.id)
            style = theme.links[item.item_kind] if at == self.chosen else theme.kind(item.item_kind)
            lead = [(f"{crop(words, LABEL)} → ", theme.text)] if words and words != label else []
            offers.append([("   " if at else " ", theme.text), *lead, (f"{item.sign} {crop(label, LABEL)}", style)])
        first = 0
        while first < self.chosen and sum(map(parts_width, offers[first : self.chosen + 1])) > cells:
            first += 1
        return [part for offer in offers[first:] for part in offer]


FEWEST = 2
"""Lines of the text that stay in view below the original and above a warning."""


class WrittenText(NamedTuple):
    """A text to write: that of a paragraph, or beside it one of an item, as its title says then."""

    number: int
    """Of the paragraph."""
    text: str
    title: str = ""
    target: str = ""
    """The item whose text it is; empty for a paragraph."""
    remark: str = ""
    """What is said of the text until it changes."""


class Keeping(NamedTuple):
    """What becomes of the text."""

    write: Callable[[str], str]
    """Writes the text; why that is refused, or nothing."""
    changed: Callable[[str], None]
    """Takes note of what was written so far."""
    put_aside: Callable[[], str]
    """Keeps a text that was refused for another time; says where, or why it cannot."""


class ParagraphDialog(Dialog[None]):
    """Writes one text. Closing writes it into the article; refused, it stays open, and a second Esc leaves it so."""

    BINDINGS = bindings("paragraph dialog")

    def __init__(
        self,
        theme: Palette,
        article: Article,
        written: WrittenText,
        original: tuple[str, Sequence[MarkedSpan], str],
        keeping: Keeping,
    ) -> None:
        """`original` is the text of the original, what is marked in it, and what is said where there is none."""
        self.original = ParagraphPane("original")
        self.original.can_focus = False
        self.pane = WritingPane(written.title or f"¶{written.number} · paraphrase", article)
        self.area = LinkedTextEditor(
            written.text, "text", LinkOffers(article, written.number, original[0], written.target)
        )
        super().__init__(theme, self.original, self.pane, self.area)
        self._article = article
        self._number = written.number
        self._original = original
        self._keeping = keeping
        self._refused_text: str | None = None
        """The text that the author has seen refused."""
        self._seen: str | None = None
        """The text that was looked at last."""
        self._copied = ""
        """What is said of words of the original in it."""
        self._remark = written.remark

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The original above, the text below it, in the whole screen; a long warning takes lines of the original."""
        below = 1 + len(self.pane.warning_lines(width - 2))
        lines = len(wrap(self._original[0], max(10, min(MEASURE, width - 4))))
        above = max(3, min(lines + 2, height * 55 // 100, height - FEWEST - 2 - below))
        above = above if height >= 9 else 0
        pane = Region(0, above, width, height - above)
        area = Region(2, above + 1, max(1, width - 4), max(1, pane.height - 2 - below))
        return {"original": Region(0, 0, width, above), "writing": pane, "text": area}

    def on_mount(self) -> None:
        """Show the original, and wait for the text at the end of what is there."""
        self.publish()
        self.original.set_text(f"¶{self._number} · {original_title(self._original[0])}", *self._original)
        self.area.focus()
        self.area.move_cursor(self.area.document.end)
        self._show()

    @property
    def text(self) -> str:
        """What is written, safe to show."""
        return sanitize_text(self.area.text).strip()

    @on(TextArea.Changed)
    @on(TextArea.SelectionChanged)
    def _changed(self) -> None:
        text = self.text
        if text != self._seen:  # a letter also moves the cursor, which is another message
            remark = self._remark if self._seen is None else ""
            self._seen = text
            self._keeping.changed(text)
            copied = copied_words(self._article.linked(text).plain, self._original[0])
            self._copied = f"the original’s words: “{copied}”" if copied else remark
        self._show(self._copied)

    @on(TextEditor.PasteRefused)
    def _refused(self, message: TextEditor.PasteRefused) -> None:
        self._show(message.reason)

    def _show(self, warning: str = "") -> None:
        """Show a warning, what is offered at the cursor, and the keys."""
        pane, area = self.pane, self.area
        offer, items = area.offer, area.items
        before = (pane.warning, pane.offered, pane.chosen, pane.keys)
        pane.offered = [("", item) for item in items]
        if offer:
            pane.offered = [(offer.words, self._article.items[offer.target])]
        pane.chosen, pane.keys = area.chosen, self._keys(bool(offer), bool(items), area.has_words)
        pane.warning = warning
        if warning != before[0]:
            rearrange(self)
        if before != (pane.warning, pane.offered, pane.chosen, pane.keys):
            pane.redraw()

    def _keys(self, offered: bool, begun: bool, has_words: bool) -> Sequence[str]:
        """The keys that do something now, in a long and a short form."""
        tab, words, more, names, write = map(
            self.key_of, ("complete_link", "keep_link_words", "next_offer", "link_names", "close")
        )
        if begun:
            long = f"{tab} takes the name · {words} links your words · {more} the next one"
            return long, f"{tab} name · {words} your words · {more} next"
        if offered or has_words:
            what = "ends the link" if has_words else "links it"
            return f"{tab} {what} · {write} writes the text", f"{tab} {what}"
        long = f"{write} writes it · [[ begins a link · {names} links all names"
        return long, f"{write} writes · [[ links · {names} all names"

    # Links.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command is possible: arrows choose where a link was begun, and move the cursor elsewhere."""
        return action != "choose_offer" or bool(self.area.items)

    def action_complete_link(self) -> None:
        """Link the words that are offered, or complete the link that was begun; behind its words, end it."""
        self.area.complete()

    def action_give_link_words(self) -> None:
        """Complete the link that was begun, to go on with words of its own."""
        self.area.give_words()

    def action_keep_link_words(self) -> None:
        """Link the words of the link that was begun as they are."""
        self.area.keep_words()

    def action_choose_offer(self, step: int) -> None:
        """Choose the next item for the link that was begun, or the one before."""
        self.area.choose(step)
        self._show(self._copied)

    def action_link_names(self) -> None:
        """Link every exact name of an item that is no link yet."""
        self.area.link_names()

    # The end.

    def action_close(self) -> None:
        """Write the paragraph and close; where that is refused, close at the second press."""
        if self._may_end(f"{self.key_of('close')} again leaves it unwritten"):
            self.dismiss()

    def may_quit(self) -> bool:
        """Write the paragraph; whether it is written, or the author has seen why it is not and where it is kept."""
        return self._may_end(f"{self.key_of('quit_from_dialog')} again quits")

    def _may_end(self, again: str) -> bool:
        text = self.text
        problem = self._keeping.write(text)
        if not problem or text == self._refused_text:
            return True
        self._refused_text = text
        self._show(f"{problem}. {self._keeping.put_aside()}. {again}")
        return False

    action_write_text = action_close
