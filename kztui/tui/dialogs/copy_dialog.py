"""The copy dialog: a citation in every form, previewed as it will be pasted; a letter copies, arrows change style."""

from collections.abc import Mapping, Sequence

from textual import events, on, work
from textual.app import ComposeResult
from textual.geometry import Region
from textual.worker import get_current_worker

from kztui.citation.errors import CitationError
from kztui.tui.clipboard_service import Citer, text_of
from kztui.tui.commands import bindings
from kztui.tui.copy_forms import FORMS, CopyForm, with_words
from kztui.tui.dialogs.copy_forms_pane import PREVIEW, FormsPane
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.errors import internal_error
from kztui.tui.theme import Palette


class CopyDialog(Dialog[tuple[str, str, str]]):
    """Dismissed with (letter, text, style): the text to copy, empty for none, and the style to remember."""

    BINDINGS = bindings("copy dialog")
    WIDTH = 104
    HEIGHT = len(FORMS) + PREVIEW + 4

    def __init__(self, theme: Palette, citer: Citer, targets: Sequence[str], style: str, styles: Sequence[str]) -> None:
        super().__init__(theme)
        self._citer = citer
        self._targets = tuple(targets)
        self._styles = tuple(dict.fromkeys((style, *styles))) if style not in styles else tuple(styles)
        self._style = style
        label = " · ".join(citer.article.label(target) for target in targets[:3])
        self._pane = FormsPane(f"{label} …" if len(targets) > 3 else label)

    def compose(self) -> ComposeResult:
        yield self._pane

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        return {"dialog": self.middle(width, height)}

    def on_mount(self) -> None:
        copy, before, after = map(self.key_of, ("copy_form", "previous_style", "next_style"))
        self._pane.copy = (f"letter or {copy} copy", f"{copy} copy")
        self._pane.keys = (f"{before} {after} style", f"{self.key_of('close')} close")
        self._pane.more = f"{self.key_of('scroll_form_up')} {self.key_of('scroll_form_down')} scroll"
        self._pane.focus()
        self._pane.begin(self._style)
        self.render_forms(self._style)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def render_forms(self, style: str) -> None:
        """Render every form, one after the other, and show each when it is ready."""
        worker = get_current_worker()
        for form in FORMS:
            if worker.is_cancelled:
                return
            text, hint = self._made(form, style)
            self.app.call_from_thread(self._show, style, form.letter, text, hint)

    def _made(self, form: CopyForm, style: str) -> tuple[str, str]:
        article = self._citer.article
        try:
            citations = self._citer.cited(self._targets, form.request(style))
        except CitationError as error:
            return "", str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said in the form's place, and others go on
            return "", internal_error(error)
        text = text_of(citations)
        hint = "; ".join(dict.fromkeys(hint for citation in citations for hint in citation.hints))
        return (with_words(article, self._targets, text) if form.words else text), hint

    def _show(self, style: str, letter: str, text: str, hint: str) -> None:
        if style == self._style:
            self._pane.put(letter, text.replace("\r\n", "\n"), hint)

    def action_previous_style(self) -> None:
        self._turn(-1)

    def action_next_style(self) -> None:
        self._turn(1)

    def _turn(self, step: int) -> None:
        self._style = self._styles[(self._styles.index(self._style) + step) % len(self._styles)]
        self._pane.begin(self._style)
        self.render_forms(self._style)

    def action_next_form(self) -> None:
        self._pane.move(1)

    def action_previous_form(self) -> None:
        self._pane.move(-1)

    def action_scroll_form_down(self) -> None:
        self._pane.scroll_form(1)

    def action_scroll_form_up(self) -> None:
        self._pane.scroll_form(-1)

    @on(FormsPane.Chosen)
    def action_copy_form(self) -> None:
        self.choose(FORMS[self._pane.cursor].letter)

    def on_key(self, event: events.Key) -> None:
        if any(form.letter == event.character for form in FORMS):
            event.stop()
            self.choose(str(event.character))

    def choose(self, letter: str) -> None:
        """Copy the form with this letter if it is rendered; where there is no text, show why."""
        if text := self._pane.texts.get(letter, ""):
            self.dismiss((letter, text, self._style))
        else:
            self._pane.look_at(letter)

    def action_close(self) -> None:
        self.dismiss(("", "", self._style))
