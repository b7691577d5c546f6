"""The copy sheet: a place in every form, previewed as it will be pasted; one letter copies, arrows change the style."""

from collections.abc import Mapping, Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.geometry import Region
from textual.message import Message
from textual.worker import get_current_worker

from kztui.citation.errors import CitationError
from kztui.tui.commands import bindings
from kztui.tui.copying import Citer, text_of
from kztui.tui.forms import FORMS, CopyForm, with_words
from kztui.tui.frame.pane import Pane
from kztui.tui.lines import Parts, fit
from kztui.tui.lines import on as laid_on
from kztui.tui.palette import Palette
from kztui.tui.sheets.sheet import Sheet
from kztui.tui.wrap import wrap

NAMES = 17
PREVIEW = 8
WAITING = "…"
ROOMY = 50


class FormsPane(Pane, inherit_bindings=False):
    """The forms with a line of each, and the whole of the one under the cursor below."""

    title = "Cite"

    class Chosen(Message):
        """The form under the cursor is wanted."""

    def __init__(self, what: str) -> None:
        super().__init__("sheet")
        self.what = what
        self.keys: tuple[str, ...] = ("",)
        self.style = ""
        self.texts: dict[str, str] = {}
        self.hints: dict[str, str] = {}
        self.cursor = 0

    def counts(self) -> Parts:
        ink = self.palette
        return [("style: ", ink.dim), (self.style, ink.strong), ("  ◂ ▸", ink.accent)]

    def foot(self) -> str:
        return "   ".join(self.keys) if self.inner.width >= ROOMY else self.keys[0]

    def body(self, cells: int, lines: int) -> list[Parts]:
        ink = self.palette
        shown = max(3, lines - PREVIEW - 2)
        top = max(0, min(self.cursor - shown // 2, len(FORMS) - shown))
        drawn: list[Parts] = [fit([(f" {self.what}", ink.dim)], cells, ink.text)]
        drawn += [self._row(index, cells) for index in range(top, min(top + shown, len(FORMS)))]
        drawn.append([("─" * cells, ink.frame)])
        return drawn + self._preview(cells, lines - len(drawn))

    def _row(self, index: int, cells: int) -> Parts:
        ink = self.palette
        form = FORMS[index]
        text = self.texts.get(form.letter, WAITING)
        first, _, rest = text.partition("\n")
        more = f"  (+{rest.count(chr(10)) + 1} lines)" if rest else ""
        edge = "▌" if index == self.cursor else " "
        parts: Parts = [(f"{form.letter}  ", ink.accent), (f"{form.name:<{NAMES}}", ink.text)]
        parts = fit([*parts, (first, ink.dim), (more, ink.dim)], cells - 1, ink.text)
        return [(edge, ink.accent), *(laid_on(parts, ink.cursor) if index == self.cursor else parts)]

    def _preview(self, cells: int, lines: int) -> list[Parts]:
        ink = self.palette
        letter = FORMS[self.cursor].letter
        text = self.texts.get(letter, WAITING)
        drawn: list[Parts] = []
        for line in text.split("\n"):
            drawn += [[(f" {line[start:end]}", ink.text)] for start, end in wrap(line, cells - 2)]
        hint = self.hints.get(letter, "")
        foot: list[Parts] = [[(f" {hint}", ink.warn)]] if hint else []
        room = max(1, lines - len(foot))
        if len(drawn) > room:
            drawn[room - 1] = [*drawn[room - 1], (" …", ink.dim)]
        return drawn[:room] + foot

    def move(self, step: int) -> None:
        self.cursor = max(0, min(self.cursor + step, len(FORMS) - 1))
        self.redraw()

    def ends(self, last: bool) -> None:
        self.move(len(FORMS) if last else -len(FORMS))

    def open(self) -> None:
        self.post_message(self.Chosen())

    def click(self, x: int, y: int) -> None:
        shown = max(3, self.inner.height - PREVIEW - 2)
        top = max(0, min(self.cursor - shown // 2, len(FORMS) - shown))
        if 1 <= y <= shown and top + y - 1 < len(FORMS):
            again = self.cursor == top + y - 1
            self.cursor = top + y - 1
            self.redraw()
            if again:
                self.open()


class CiteSheet(Sheet[tuple[str, str, str]]):
    """Dismissed with (letter, text, style): what to copy, and the style to remember. Text is empty for nothing."""

    BINDINGS = bindings("copy sheet")
    WIDTH = 104
    HEIGHT = len(FORMS) + PREVIEW + 4

    def __init__(self, ink: Palette, citer: Citer, targets: Sequence[str], style: str, styles: Sequence[str]) -> None:
        super().__init__(ink)
        self._citer = citer
        self._targets = tuple(targets)
        self._styles = tuple(dict.fromkeys((style, *styles))) if style not in styles else tuple(styles)
        self._style = style
        label = " · ".join(citer.article.label(target) for target in targets[:3])
        self._pane = FormsPane(f"{label} …" if len(targets) > 3 else label)

    def compose(self) -> ComposeResult:
        yield self._pane

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        return {"sheet": self.middle(width, height)}

    def on_mount(self) -> None:
        self._pane.style = self._style
        copy, before, after = map(self.key_of, ("copy_form", "style_before", "style_after"))
        self._pane.keys = (f"letter or {copy} copy", f"{before} {after} style", f"{self.key_of('close')} close")
        self._pane.focus()
        self.render_forms(self._style)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def render_forms(self, style: str) -> None:
        """Make every form, one after the other, and show each as it is ready."""
        worker = get_current_worker()
        for form in FORMS:
            if worker.is_cancelled:
                return
            text, hint = self._made(form, style)
            self.app.call_from_thread(self._show, style, form.letter, text, hint)

    def _made(self, form: CopyForm, style: str) -> tuple[str, str]:
        article = self._citer.article
        try:
            citations = self._citer.cited(self._targets, form.wish(style))
        except CitationError as error:
            return "", str(error)
        text = text_of(citations)
        hint = "; ".join(dict.fromkeys(hint for citation in citations for hint in citation.hints))
        return (with_words(article, self._targets, text) if form.words else text), hint

    def _show(self, style: str, letter: str, text: str, hint: str) -> None:
        if style == self._style:
            self._pane.texts[letter] = text.replace("\r\n", "\n")
            self._pane.hints[letter] = hint
            self._pane.redraw()

    def action_style_before(self) -> None:
        self._turn(-1)

    def action_style_after(self) -> None:
        self._turn(1)

    def _turn(self, step: int) -> None:
        self._style = self._styles[(self._styles.index(self._style) + step) % len(self._styles)]
        self._pane.style = self._style
        self._pane.texts.clear()
        self._pane.hints.clear()
        self._pane.redraw()
        self.render_forms(self._style)

    def action_next_form(self) -> None:
        self._pane.move(1)

    def action_form_before(self) -> None:
        self._pane.move(-1)

    @on(FormsPane.Chosen)
    def action_copy_form(self) -> None:
        self.choose(FORMS[self._pane.cursor].letter)

    def on_key(self, event: events.Key) -> None:
        if any(form.letter == event.character for form in FORMS):
            event.stop()
            self.choose(str(event.character))

    def choose(self, letter: str) -> None:
        """Copy the form with this letter, once it is there."""
        if letter in self._pane.texts:
            self.dismiss((letter, self._pane.texts[letter], self._style))

    def action_close(self) -> None:
        self.dismiss(("", "", self._style))
