"""Citing: what is being read goes to the clipboard, and the reader is told the truth about it."""

from typing import TYPE_CHECKING

from textual import work

from kztui.files.load import Loaded
from kztui.tui.controllers.base import BaseScreen
from kztui.tui.textual_compat.app import write_to_terminal

# Nothing here is needed before somebody copies, so that the first screen does not wait for it: each method brings in
# what it uses.
# ruff: noqa: PLC0415
if TYPE_CHECKING:
    from kztui.tui.clipboard_service import Citer, Clipboard, Copied

SHOWN = 160


class CitationsMixin(BaseScreen):
    """The commands that copy."""

    _citer: "Citer | None" = None

    def set_article(self, loaded: Loaded) -> None:
        super().set_article(loaded)
        self._citer = None

    @property
    def citer(self) -> "Citer":
        """What renders this article's citations."""
        if self._citer is None:
            from kztui.tui.clipboard_service import Citer

            self._citer = Citer(self.article)
        return self._citer

    @property
    def clipboard(self) -> "Clipboard":
        """How to copy in this session; the terminal is written to on the UI thread alone."""
        from kztui.tui.clipboard_service import Clipboard

        def write(data: str) -> None:
            self.app.call_from_thread(self._to_terminal, data)

        return Clipboard(self.options.clipboard, self.options.osc52, write)

    def _to_terminal(self, data: str) -> None:
        write_to_terminal(self.app, data)

    def cited(self) -> tuple[str, ...]:
        """What a citation now would cite: the batch, or the place one is reading."""
        if self.marked:
            return self.marked
        here = self.reader.here if self.pane is self.reader else self.selected
        return (here,) if here else ()

    def action_cite(self) -> None:
        self.copy_citation(self.cited())

    def copy_citation(self, targets: tuple[str, ...]) -> None:
        """Copy the citation of `targets` in the chosen style: one line each."""
        self._cite(targets, self.style)

    @work(thread=True, exclusive=True, group="copy", exit_on_error=False)
    def _cite(self, targets: tuple[str, ...], style: str) -> None:
        from kztui.citation.errors import CitationError
        from kztui.citation.request import CitationRequest
        from kztui.tui.clipboard_service import copy_text, text_of

        try:
            citations = self.citer.cited(targets, CitationRequest(style=style))
        except CitationError as error:
            self.app.call_from_thread(self.say, f"Nothing copied: {error}", True)
            return
        text = text_of(citations)
        hints = tuple(dict.fromkeys(hint for citation in citations for hint in citation.hints))
        copied = copy_text(text, self.clipboard, one_line=len(citations) == 1)
        self.app.call_from_thread(self._told, copied, hints)

    @work(thread=True, exclusive=True, group="copy", exit_on_error=False)
    def copy_plain(self, text: str) -> None:
        """Copy a text as it is."""
        from kztui.tui.clipboard_service import copy_text

        self.app.call_from_thread(self._told, copy_text(text, self.clipboard), ())

    def _told(self, copied: "Copied", hints: tuple[str, ...]) -> None:
        if copied.failed:
            from kztui.tui.dialogs.text_dialog import TextDialog

            self.app.push_screen(TextDialog(self.theme, copied.text, copied.message), self._saved)
            return
        first, _, rest = copied.text.partition("\n")
        shown = f"{first[:SHOWN]}{'…' if len(first) > SHOWN else ''}"
        more = f" (and {rest.count(chr(10)) + 1} more)" if rest else ""
        self.say(" · ".join((copied.message, *hints, f"{shown}{more}")), copied.warn)

    def _saved(self, message: str | None) -> None:
        if message:
            self.say(message)

    def action_cite_as(self) -> None:
        from kztui.citation.styles import SHORT_NAMES
        from kztui.tui.dialogs.copy_dialog import CopyDialog

        targets = self.cited()
        if targets:
            sheet = CopyDialog(self.theme, self.citer, targets, self.style, tuple(SHORT_NAMES))
            self.app.push_screen(sheet, self._chosen)

    def _chosen(self, chosen: tuple[str, str, str] | None) -> None:
        if chosen is None:
            return
        _, text, style = chosen
        if style != self.style:
            self.style = style
            self.remember()
            self.hints()
        if text:
            self.copy_plain(text)

    def remember(self) -> None:
        """Keep what should survive a restart."""

    def action_mark(self) -> None:
        target = self.reader.here if self.pane is self.reader else self.selected
        if not target:
            return
        marked = target in self.marked
        self.marked = tuple(t for t in self.marked if t != target) if marked else (*self.marked, target)
        self.publish()
        name = self.called(target)
        count = len(self.marked)
        self.say(
            f"{'Unmarked' if marked else 'Marked'} {name}: {count or 'none'} marked" + ("; y copies them" * bool(count))
        )

    def action_copy_selected(self) -> None:
        text = self.get_selected_text()
        if text:
            self.copy_plain(text)
        else:
            self.say("No text is selected: drag over the text with the mouse, or y copies the citation")
