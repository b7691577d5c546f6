"""The list of forms in the copy dialog, and below it the form under the cursor as it will be pasted."""

from typing import NamedTuple

from textual import events
from textual.message import Message

from kztui.tui.copy_forms import FORMS
from kztui.tui.render.cells import cell_width
from kztui.tui.render.styled_text import Parts, fit
from kztui.tui.render.styled_text import on as laid_on
from kztui.tui.render.word_wrap import wrap
from kztui.tui.widgets.pane import Pane

NAMES = 19
PREVIEW = 8
WAITING = "…"
GAP = "   "


class Seen(NamedTuple):
    """The preview of the form under the cursor: first row in the pane, height, and how many lines the form has."""

    row: int
    room: int
    lines: int


class FormsPane(Pane, inherit_bindings=False):
    """Shows a line of each form, and a scrollable preview of the form under the cursor."""

    title = "Cite"

    class Chosen(Message):
        """The form under the cursor was chosen."""

    def __init__(self, what: str) -> None:
        super().__init__("dialog")
        self.what = what
        self.copy: tuple[str, ...] = ("",)
        """Hints for the key that copies, the longest first."""
        self.more = ""
        """Hint for the keys that scroll the preview, shown where it is taller than its room."""
        self.keys: tuple[str, ...] = ()
        """Other hints, shown as far as they fit."""
        self.style = ""
        self.texts: dict[str, str] = {}
        self.hints: dict[str, str] = {}
        """Message for each form, by letter: shown in place of the text where there is none."""
        self.cursor = 0
        self.top = 0
        """The first visible line of the preview."""
        self._seen = Seen(0, 1, 0)

    def begin(self, style: str) -> None:
        """Clear the forms: those in another style are about to be rendered."""
        self.style = style
        self.texts.clear()
        self.hints.clear()
        self.top = 0
        self.redraw()

    def put(self, letter: str, text: str, hint: str) -> None:
        """Show a rendered form, or the reason why there is none."""
        self.texts[letter], self.hints[letter] = text, hint
        self.redraw()

    def counts(self) -> Parts:
        theme = self.palette
        return [("style: ", theme.dim), (self.style, theme.strong), ("  ◂ ▸", theme.accent)]

    def short_counts(self) -> Parts:
        return self.counts()[1:2]

    def footer(self) -> str:
        more = [self.more] if self._seen.lines > self._seen.room else []
        for copy in self.copy:
            keys = [copy, *more, *self.keys]
            while len(keys) > 1 + len(more) and cell_width(GAP.join(keys)) > self.inner.width - 4:
                del keys[-1]
            if cell_width(GAP.join(keys)) <= self.inner.width - 4:
                return GAP.join(keys)
        return self.copy[-1]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        row, room, total = self._seen
        if total <= room:
            return None
        size = max(1, room * room // total)
        return row + round(self.top * (room - size) / (total - room)), size

    def _listed(self, lines: int) -> range:
        """The indices of the forms that are listed."""
        shown = max(3, lines - PREVIEW - 2)
        top = max(0, min(self.cursor - shown // 2, len(FORMS) - shown))
        return range(top, min(top + shown, len(FORMS)))

    def body(self, cells: int, lines: int) -> list[Parts]:
        theme = self.palette
        drawn: list[Parts] = [fit([(f" {self.what}", theme.dim)], cells, theme.text)]
        drawn += [self._row(index, cells) for index in self._listed(lines)]
        drawn.append([("─" * cells, theme.frame)])
        return drawn + self._preview(cells, len(drawn), lines)

    def _row(self, index: int, cells: int) -> Parts:
        theme = self.palette
        form = FORMS[index]
        text = self.texts.get(form.letter, WAITING)
        first, _, rest = text.partition("\n")
        more = f"  (+{rest.count(chr(10)) + 1} lines)" if rest else ""
        said: Parts = [(first, theme.dim), (more, theme.dim)] if text else [(self.hints[form.letter], theme.warn)]
        edge = "▌" if index == self.cursor else " "
        parts: Parts = [(f"{form.letter}  ", theme.accent), (f"{form.name:<{NAMES}}", theme.text), *said]
        parts = fit(parts, cells - 1, theme.text)
        return [(edge, theme.accent), *(laid_on(parts, theme.cursor) if index == self.cursor else parts)]

    def _preview(self, cells: int, row: int, lines: int) -> list[Parts]:
        """The lines of the preview, from its line `top` on, in the rows from `row` to `lines`."""
        theme = self.palette
        letter = FORMS[self.cursor].letter
        text, hint = self.texts.get(letter, WAITING), self.hints.get(letter, "")
        written: list[Parts] = []
        for line in text.split("\n") if text else []:
            words = line.lstrip()
            pad = " " * min(len(line) - len(words), cells // 2)
            rows = wrap(words, cells - 2 - len(pad))
            written += [[(f" {pad}{words[start:end]}", theme.text)] for start, end in rows]
        footer: list[Parts] = (
            [[(f" {hint[start:end]}", theme.warn)] for start, end in wrap(hint, cells - 2)] if hint else []
        )
        room = max(1, lines - row - len(footer)) if text else 0
        self._seen = Seen(row, room, len(written))
        self.top = max(0, min(self.top, len(written) - room))
        shown = written[self.top : self.top + room]
        if self.top + room < len(written):
            shown[-1] = [*fit(shown[-1], cells - 2, theme.text), (" …", theme.dim)]
        return shown + footer

    def scroll_form(self, pages: int) -> None:
        """Scroll the preview by pages."""
        self.top += pages * max(1, self._seen.room - 1)
        self.redraw()

    def wheel(self, event: events.MouseEvent, direction: int) -> None:
        """Move to the next form over the list; over the preview scroll it by three lines."""
        if event.y - self.inner.y < self._seen.row - 1:
            self.move(direction)
        else:
            self.top += 3 * direction
            self.redraw()

    def move(self, step: int) -> None:
        self._come_to(max(0, min(self.cursor + step, len(FORMS) - 1)))

    def _come_to(self, form: int) -> None:
        if form != self.cursor:
            self.cursor, self.top = form, 0
            self.redraw()

    def look_at(self, letter: str) -> None:
        """Move the cursor to the form with this letter."""
        self._come_to([form.letter for form in FORMS].index(letter))

    def action_open(self) -> None:
        """Report that the form under the cursor was chosen."""
        self.post_message(self.Chosen())

    def click(self, x: int, y: int) -> None:
        listed = self._listed(self.inner.height)
        if 1 <= y <= len(listed):
            again = self.cursor == listed[y - 1]
            self._come_to(listed[y - 1])
            if again:
                self.action_open()
