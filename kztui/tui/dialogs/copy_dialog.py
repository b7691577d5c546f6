"""The copy dialog: a citation in every form, previewed as it will be pasted; a letter copies, arrows change style."""

from collections.abc import Sequence

from textual import events, on, work
from textual.worker import get_current_worker

from kztui.citation.errors import CitationError
from kztui.citation.request import LocatorPolicy
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

    @on(FormsPane.Opened)
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
