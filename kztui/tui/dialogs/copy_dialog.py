"""The copy dialog: a citation in every form, previewed as it will be pasted; a letter copies, arrows change style."""

from collections.abc import Sequence
from typing import NamedTuple

import textual
from textual import events, work
from textual.worker import get_current_worker

from kztui.citation.errors import CitationError
from kztui.citation.request import LocatorPolicy
from kztui.tui.clipboard_service import Citer, text_of
from kztui.tui.commands import bindings
from kztui.tui.copy_forms import FORMS, CopyForm, with_words
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.errors import internal_error
from kztui.tui.render.cells import cell_width, wrap
from kztui.tui.render.styled_text import Parts, fit, on
from kztui.tui.theme import Palette
from kztui.tui.widgets.pane import Pane, scrollbar_span

NAMES = 23
PREVIEW = 8
WAITING = "…"
GAP = "   "


class Preview(NamedTuple):
    """The preview of the form under the cursor: first row in the pane, height in rows, number of lines of the form."""

    row: int
    height: int
    lines: int


class FormsPane(Pane, inherit_bindings=False):
    """Shows a line of each form, and a scrollable preview of the form under the cursor."""

    title = "Cite"

    def __init__(self, label: str) -> None:
        super().__init__("dialog")
        self.label = label
        """What is cited, shown above the forms."""
        self.copy: tuple[str, ...] = ("",)
        """Hints for the key that copies, the longest first."""
        self.more = ""
        """Hint for the keys that scroll the preview, shown where not all of its lines are in view."""
        self.keys: tuple[str, ...] = ()
        """Other hints, shown as far as they fit."""
        self.style = ""
        self.texts: dict[str, str] = {}
        self.hints: dict[str, str] = {}
        """Message for each form, by letter: shown in place of the text where there is none."""
        self.places: dict[str, str] = {}
        """Which place each form names, and why so, by letter; empty where it names none."""
        self.cursor = 0
        self.top = 0
        """The first visible line of the preview."""
        self._shown = Preview(0, 1, 0)

    def clear_forms(self, style: str) -> None:
        """Remove all rendered forms and show the name of the style in which they are rendered next."""
        self.style = style
        self.texts.clear()
        self.hints.clear()
        self.places.clear()
        self.top = 0
        self.redraw()

    def set_form(self, letter: str, text: str, hint: str, place: str = "") -> None:
        """Show a rendered form, or the reason why there is none."""
        self.texts[letter], self.hints[letter], self.places[letter] = text, hint, place
        self.redraw()

    def counts(self) -> Parts:
        """The style, in place of a count."""
        theme = self.palette
        return [("style: ", theme.dim), (self.style, theme.strong), ("  ◂ ▸", theme.accent)]

    def short_counts(self) -> Parts:
        """The name of the style alone."""
        return self.counts()[1:2]

    def footer(self) -> str:
        """As many hints for keys as fit; the shorter ones where the longer do not."""
        more = [self.more] if self._shown.lines > self._shown.height else []
        for copy in self.copy:
            for count in range(len(self.keys), -1, -1):
                text = GAP.join([copy, *more, *self.keys[:count]])
                if cell_width(text) <= self.inner.width - 4:
                    return text
        return self.copy[-1]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar of the preview, beside it."""
        row, height, total = self._shown
        first, count = scrollbar_span(self.top, total, height) or (0, 0)
        return row + first, count

    def _listed(self, lines: int) -> range:
        """The indices of the forms that are listed."""
        shown = max(3, lines - PREVIEW - 2)
        top = max(0, min(self.cursor - shown // 2, len(FORMS) - shown))
        return range(top, min(top + shown, len(FORMS)))

    def body(self, cells: int, lines: int) -> list[Parts]:
        """What is cited, a line of each form, and the preview below a rule."""
        theme = self.palette
        drawn: list[Parts] = [fit([(f" {self.label}", theme.dim)], cells, theme.text)]
        drawn += [self._row(index, cells) for index in self._listed(lines)]
        drawn.append([("─" * cells, theme.frame)])
        return drawn + self._preview(cells, len(drawn), lines)

    def _row(self, index: int, cells: int) -> Parts:
        theme = self.palette
        form = FORMS[index]
        text = self.texts.get(form.letter, WAITING)
        first, _, rest = text.partition("\n")
        more = f"  (+{rest.count(chr(10)) + 1} lines)" if rest else ""
        shown = (first + more, theme.dim) if text else (self.hints[form.letter], theme.warn)
        parts: Parts = [(f"{form.letter}  ", theme.accent), (f"{form.name:<{NAMES}}", theme.text), shown]
        parts = fit(parts, cells - 1, theme.text)
        return (
            [("▌", theme.accent), *on(parts, theme.cursor)] if index == self.cursor else [(" ", theme.accent), *parts]
        )

    def _preview(self, cells: int, row: int, lines: int) -> list[Parts]:
        """The lines of the preview, from its line `top` on, in the rows from `row` to `lines`."""
        theme = self.palette
        letter = FORMS[self.cursor].letter
        text, hint = self.texts.get(letter, WAITING), self.hints.get(letter, "")
        drawn: list[Parts] = []
        for line in text.split("\n") if text else []:
            words = line.lstrip()
            pad = " " * min(len(line) - len(words), cells // 2)
            rows = wrap(words, cells - 2 - len(pad))
            drawn += [[(f" {pad}{words[start:end]}", theme.text)] for start, end in rows]
        footer: list[Parts] = []
        for line, style in ((self.places.get(letter, ""), theme.dim), (hint, theme.warn)):
            footer += [[(f" {line[start:end]}", style)] for start, end in (wrap(line, cells - 2) if line else [])]
        height = max(1, lines - row - len(footer)) if text else 0
        self._shown = Preview(row, height, len(drawn))
        self.top = max(0, min(self.top, len(drawn) - height))
        shown = drawn[self.top : self.top + height]
        if self.top + height < len(drawn):
            shown[-1] = [*fit(shown[-1], cells - 2, theme.text), (" …", theme.dim)]
        return shown + footer

    def scroll_form(self, pages: int) -> None:
        """Scroll the preview by pages; a negative number scrolls up."""
        self.top += pages * max(1, self._shown.height - 1)
        self.redraw()

    def wheel(self, event: events.MouseEvent, direction: int) -> None:
        """Move to the next form over the list; over the preview scroll it by three lines."""
        if event.y - self.inner.y < self._shown.row - 1:
            self.move(direction)
        else:
            self.top += 3 * direction
            self.redraw()

    def move(self, step: int) -> None:
        """Move the cursor by `step` forms."""
        form = max(0, min(self.cursor + step, len(FORMS) - 1))
        if form != self.cursor:
            self.cursor, self.top = form, 0
            self.redraw()

    def select_form(self, letter: str) -> None:
        """Move the cursor to the form with this letter. Raises ValueError where there is none."""
        self.move([form.letter for form in FORMS].index(letter) - self.cursor)

    def action_open(self) -> None:
        """Report that the form under the cursor was chosen."""
        self.post_message(self.Opened())

    def click(self, x: int, y: int) -> None:
        """Move the cursor to the form at line `y`; where it is there already, choose the form."""
        listed = self._listed(self.inner.height)
        if 1 <= y <= len(listed):
            step = listed[y - 1] - self.cursor
            self.move(step)
            if not step:
                self.action_open()


class CopyDialog(Dialog[tuple[str, str, str]]):
    """Dismissed with (letter, text, style): the text to copy, empty for none, and the style to remember."""

    BINDINGS = bindings("copy dialog")
    WIDTH = 104
    HEIGHT = len(FORMS) + PREVIEW + 4

    def __init__(
        self,
        theme: Palette,
        citer: Citer,
        targets: Sequence[str],
        style: str,
        styles: Sequence[str],
        locator: LocatorPolicy = "auto",
    ) -> None:
        label = " · ".join(citer.article.label(target) for target in targets[:3])
        self._pane = FormsPane(f"{label} …" if len(targets) > 3 else label)
        super().__init__(theme, self._pane)
        self._citer, self._targets = citer, tuple(targets)
        self._styles = tuple(dict.fromkeys((style, *styles))) if style not in styles else tuple(styles)
        self._style = style
        self._locator: LocatorPolicy = locator

    def on_mount(self) -> None:
        """Name the keys in the pane, and begin to render the forms."""
        copy, before, after = map(self.key_of, ("copy_form", "previous_style", "next_style"))
        self._pane.copy = (f"letter or {copy} copy", f"{copy} copy")
        self._pane.keys = (f"{before} {after} style", f"{self.key_of('close')} close")
        self._pane.more = f"{self.key_of('scroll_form_up')} {self.key_of('scroll_form_down')} scroll"
        self._pane.focus()
        self.action_change_style(0)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def render_forms(self, style: str) -> None:
        """Render every form, one after the other, and show each when it is ready."""
        worker = get_current_worker()
        for form in FORMS:
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._show, style, form.letter, *self._rendered(form, style))

    def _rendered(self, form: CopyForm, style: str) -> tuple[str, str, str]:
        """The text to copy, a hint, and which place it names and why; an empty text and the reason for that."""
        article, request = self._citer.article, form.request(style, self._locator)
        if form.words and not any(article.items[target].paraphrase(article) for target in self._targets):
            return "", "nothing is written yet that could be copied as a paraphrase", ""
        try:
            cited = self._citer.quoted if form.quoted else self._citer.cited
            citations = cited(self._targets, request)
        except CitationError as error:
            return "", str(error), ""
        except Exception as error:  # noqa: BLE001 - any error is shown in place of this form, and the others are rendered
            return "", internal_error(error), ""
        text = text_of(citations)
        hint = "; ".join(dict.fromkeys(hint for citation in citations for hint in citation.hints))
        place = "; ".join(dict.fromkeys(citation.place for citation in citations if citation.place))
        return (with_words(article, self._targets, text) if form.words else text), hint, place

    def _show(self, style: str, letter: str, text: str, hint: str, place: str) -> None:
        if style == self._style:
            self._pane.set_form(letter, text.replace("\r\n", "\n"), hint, place)

    def action_change_style(self, step: int) -> None:
        """Render all forms in the next or the previous style."""
        self._style = self._styles[(self._styles.index(self._style) + step) % len(self._styles)]
        self._pane.clear_forms(self._style)
        self.render_forms(self._style)

    def action_move_form(self, step: int) -> None:
        """Move the cursor to the next or the previous form."""
        self._pane.move(step)

    def action_scroll_form(self, pages: int) -> None:
        """Scroll the preview down or up by a page."""
        self._pane.scroll_form(pages)

    @textual.on(FormsPane.Opened)
    def action_copy_form(self) -> None:
        """Copy the form under the cursor."""
        self.choose(FORMS[self._pane.cursor].letter)

    def on_key(self, event: events.Key) -> None:
        """Copy the form with the letter that was pressed."""
        if any(form.letter == event.character for form in FORMS):
            event.stop()
            self.choose(str(event.character))

    def choose(self, letter: str) -> None:
        """Copy the form with this letter if it is rendered; where there is no text, show why."""
        if text := self._pane.texts.get(letter, ""):
            self.dismiss((letter, text, self._style))
        else:
            self._pane.select_form(letter)

    def action_close(self) -> None:
        """Close the dialog; only the style is remembered."""
        self.dismiss(("", "", self._style))
