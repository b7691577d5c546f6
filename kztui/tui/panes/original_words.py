"""The original paragraph of the encode mode: words of it are selected from the keyboard or with the mouse."""

from textual import events
from textual.message import Message

from kztui.session.word_selection import WordSelection
from kztui.tui.commands import bindings
from kztui.tui.render.marked_text import MarkedSpan
from kztui.tui.view_state import CursorMoved, Say
from kztui.tui.widgets.marked_paragraph import ParagraphPane


class OriginalWordsPane(ParagraphPane):
    """Has a selection of words while it has the focus; says so when words are taken, and what is to be made of them."""

    BINDINGS = bindings("original words")

    class Taken(Message):
        """Words were taken, or are taken no more."""

    class Made(Message):
        """Something is to be made of the words that were taken."""

        def __init__(self, kind: str) -> None:
            super().__init__()
            self.kind = kind
            """An item kind; `link` to link them to an item that there is, `quote` to copy them with their citation."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.selection = WordSelection("")
        self._dragged = False

    def begin(self, selection: WordSelection) -> None:
        """Begin to select in the text that is shown."""
        self._set(selection, silent=True)

    def _set(self, selection: WordSelection, *, silent: bool = False) -> None:
        """Change the selection; `silent` where the screen knows of it already."""
        was_fixed = self.selection.fixed
        self.selection = selection
        self.at = selection.span[1] if selection.units else 0
        self.follow()
        self.redraw()
        if not silent:
            self.post_message(self.Taken() if was_fixed != selection.fixed else CursorMoved())

    def shown_marks(self) -> list[MarkedSpan]:
        """The marks of the text, and the selection upon them."""
        marks = list(self.marks)
        if self.has_focus and self.selection.text == self.text and self.text:
            theme = self.palette
            over = (
                theme.highlight_here if self.selection.fixed or self.selection.anchor is not None else theme.highlight
            )
            marks.append(MarkedSpan(*self.selection.span, over + theme.strong.without_color))
        return marks

    def footer(self) -> str:
        """What can be done with the words, while they are selected."""
        if not self.has_focus:
            return ""
        if self.selection.fixed:
            return 'l link  e event  a actor  p place  t term  c claim  " quote'
        return "h l ( ) move  v extend  ⏎ take"

    # Motions.

    def move(self, step: int) -> None:
        """Move to the line `step` further on, at the same column."""
        selection = self.selection
        if not selection.units:
            return
        offset = selection.units[selection.cursor][0]
        line = self.line_of(offset)
        start = self.lines[line][0]
        target = self.lines[max(0, min(line + step, len(self.lines) - 1))]
        self._set(selection.to_offset(min(target[0] + offset - start, target[1])))

    def move_to_end(self, last: bool) -> None:
        """Move to the first or the last word."""
        self._set(self.selection.to(len(self.selection.units) if last else 0))

    def action_next_unit(self) -> None:
        """Move a word on; where words are taken, link them."""
        if self.selection.fixed:
            self.post_message(self.Made("link"))
        else:
            self._set(self.selection.move(1))

    def action_previous_unit(self) -> None:
        """Move a word back."""
        self._set(self.selection.move(-1))

    def action_to_word(self, step: int) -> None:
        """Move to the next or the previous run of letters."""
        self._set(self.selection.to_word(step))

    def action_end_of_word(self) -> None:
        """Move to the end of the next word; where words are taken, make an event of them."""
        if self.selection.fixed:
            self.post_message(self.Made("event"))
        else:
            self._set(self.selection.to_word(1))

    def action_to_sentence(self, step: int) -> None:
        """Move to the next sentence, or to the beginning of this or the previous one."""
        self._set(self.selection.to_sentence(step))

    # Selecting.

    def action_extend(self) -> None:
        """Select from here on, or stop selecting."""
        self._set(self.selection.begin())

    def action_open(self) -> None:
        """Take the words that are selected, or the whole name around the cursor."""
        self._set(self.selection.take())

    def release(self) -> bool:
        """Give up what is taken or selected; whether anything was."""
        had = self.selection.fixed or self.selection.anchor is not None
        self._set(self.selection.release(), silent=True)
        return had

    def action_make(self, kind: str) -> None:
        """Make an item of a kind of the words that are taken."""
        if self.selection.fixed:
            self.post_message(self.Made(kind))
        else:
            self.post_message(Say("Enter takes the words first"))

    def action_quote_words(self) -> None:
        """Copy the words that are selected with their citation."""
        if self.selection.fixed or self.selection.anchor is not None:
            self.post_message(self.Made("quote"))
        else:
            self.post_message(Say("Enter takes the words first, or v selects from here on"))

    # The mouse.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select at the word under the mouse."""
        inner = self.inner
        if self.text and inner.contains(event.x, event.y):
            self._dragged = True
            offset = self.offset_at(event.x - inner.x, event.y - inner.y)
            selection = self.selection if self.selection.text == self.text else WordSelection(self.text)
            self._set(selection.release().to_offset(offset))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to the word under the mouse while its button is down."""
        inner = self.inner
        if self._dragged and event.button and inner.contains(event.x, event.y):
            selection = self.selection if self.selection.anchor is not None else self.selection.begin()
            self._set(selection.to_offset(self.offset_at(event.x - inner.x, event.y - inner.y)))

    def on_mouse_up(self) -> None:
        """Take what was selected by dragging."""
        if self._dragged and self.selection.anchor is not None:
            self._set(self.selection.take())
        self._dragged = False
