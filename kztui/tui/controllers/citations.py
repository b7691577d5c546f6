"""Copies the citation of the current or the selected items, and reports whether the copy succeeded."""

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.tui.textual_compat.app import write_to_terminal

# Each method imports what it uses: nothing here is needed before the first copy, and imports delay the first paint.
# ruff: noqa: PLC0415
if TYPE_CHECKING:
    from collections.abc import Callable

    from kztui.article.article import Article
    from kztui.article.paths import ItemPath
    from kztui.citation.quotation import Originals, QuotablePassage
    from kztui.citation.request import Citation, CitationRequest
    from kztui.tui.clipboard_service import Citer, Clipboard, Copied
    from kztui.tui.dialogs.finder import FinderChoice
    from kztui.tui.main_screen import MainScreen

SHOWN = 160
"""The most characters of the copied text that a message shows."""


class CitationsController:
    """Renders citations and copies them, off the UI thread."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._citer: Citer | None = None

    def set_article(self) -> None:
        """Drop the cached citations of another version of the article."""
        self._citer = None

    @property
    def citer(self) -> "Citer":
        """What renders this article's citations."""
        if self._citer is None:
            from kztui.tui.clipboard_service import Citer

            # What is copied never holds the original's words, but for quotes.
            self._citer = Citer(self._screen.loaded.article, self._originals)
        return self._citer

    def _originals(self) -> "Originals":
        """The paragraphs of the reader's copy; read now where one is known and was not read yet. In a worker."""
        screen = self._screen
        if not screen.article.originals:
            screen.views.read_copy()
        return screen.article.originals

    def _clipboard(self) -> "Clipboard":
        """How to copy in this session; the terminal is written to on the UI thread alone."""
        from kztui.tui.clipboard_service import Clipboard

        app, options = self._screen.app, self._screen.options
        return Clipboard(options.clipboard, options.osc52, partial(app.call_from_thread, write_to_terminal, app))

    def _targets(self) -> tuple[str, ...]:
        """The targets to cite: those selected, else the current item."""
        current = self._screen.current
        return self._screen.session.marks or ((current,) if current else ())

    def mark(self) -> None:
        """Add the current item to the selection, or remove it."""
        screen, target = self._screen, self._screen.current
        if not target:
            return
        screen.update(screen.session.mark(target))
        marks, name = screen.session.marks, screen.status.name_of(target)
        done = f"Added {name} to the selection" if target in marks else f"Removed {name} from the selection"
        copies = f"; {screen.status.key_of('cite')} cites {'them' if len(marks) > 1 else 'it'}" if marks else ""
        screen.persistence.say_when_saved(f"{done}: {len(marks) or 'none'} selected{copies}")

    # Copying.

    def cite(self) -> None:
        """Copy the citation of the selection, or of the current item where it is empty."""
        self.copy_citation(self._targets())

    def copy_citation(self, targets: tuple[str, ...]) -> None:
        """Copy the citation of `targets` in the chosen style: one line each."""
        self._run(partial(self._cite, self.citer, targets, self._screen.session.style))

    def copy_citation_of(self, target: str) -> None:
        """Copy the citation of one item: of this article, or of another one of the library where it is an address."""
        if ":" not in target:
            self.copy_citation((target,))
        else:
            self._run(partial(self._cite_elsewhere, target, self._screen.session.style))

    def _cite_elsewhere(self, address: str, style: str) -> None:
        from kztui.tui.clipboard_service import Citer

        screen = self._screen
        if found := screen.library.article_of(address):  # of a database, which may answer late
            article, target = found
            self._cite(Citer(article), (target,), style)
        else:
            message = f"Nothing copied: {address} is not in the library any more, or cannot be read now"
            screen.app.call_from_thread(screen.status.say, message, True)

    def copy_path(self, path: "ItemPath") -> None:
        """Copy a path between items in words, with one citation of the paragraphs of all its steps."""
        self._run(partial(self._cite_path, path, self._screen.session.style))

    def _cite_path(self, path: "ItemPath", style: str) -> None:
        from kztui.citation.errors import CitationError
        from kztui.tui.copy_forms import PARAPHRASE_FORM, paraphrased

        screen = self._screen
        request = PARAPHRASE_FORM.request(style, screen.options.locator)._replace(paragraphs=path.paragraphs)
        try:
            (citation,) = self.citer.cited((), request)
        except CitationError as error:
            screen.app.call_from_thread(screen.status.say, f"Nothing copied: {error}", True)
            return
        self._copy(paraphrased(path.in_words(screen.article.link_label), citation.text), citation.hints)

    def quote(self) -> None:
        """Copy the words of the original with their citation: those selected, else the current item's."""
        selected = self._screen.get_selected_text() or ""
        self._run(partial(self._quote, self._targets(), selected, self._screen.session.style))

    def _quote(self, targets: tuple[str, ...], selected: str, style: str) -> None:
        from kztui.citation.errors import CitationError
        from kztui.citation.quotation import SeveralPassagesError

        screen = self._screen
        say = partial(screen.app.call_from_thread, screen.status.say)
        if not screen.article.originals and not screen.views.read_copy():
            key = screen.status.key_of("attach_original")
            say(f"Nothing copied: a quote is of the original’s words; {key} attaches your own copy of it", True)
            return
        try:
            if selected:
                self._quote_passages((self._selected(selected),), style)
                return
            self._deliver(self.citer.quoted(targets, self._quote_request(style)))
        except SeveralPassagesError as error:
            if len(targets) > 1:
                say(f"Nothing copied: {error}; quote it alone to choose", True)
            else:
                screen.app.call_from_thread(self._choose_passage, error.passages, style)
        except CitationError as error:
            say(f"Nothing copied: {error}", True)

    def quote_words(self, words: str, paragraph: int, article: "Article", say: "Callable[[str, bool], None]") -> None:
        """Copy words of a paragraph of the original, which another screen has selected, and report with its `say`."""
        self._run(partial(self._quote_words, words, paragraph, article, say))

    def _quote_words(self, words: str, paragraph: int, article: "Article", say: "Callable[[str, bool], None]") -> None:
        from kztui.citation.errors import CitationError
        from kztui.citation.quotation import selected_passage
        from kztui.tui.clipboard_service import Citer

        screen = self._screen
        citer = Citer(article, self._originals)
        try:
            passage = selected_passage(article, words, citer.originals, paragraph)
            self._deliver(citer.quoted_passages((passage,), self._quote_request(screen.session.style)), say)
        except CitationError as error:
            screen.app.call_from_thread(say, f"Nothing copied: {error}", True)

    def _quote_request(self, style: str) -> "CitationRequest":
        from kztui.citation.request import CitationRequest, running_text_style

        return CitationRequest(style=running_text_style(style), locator=self._screen.options.locator)

    def _selected(self, selected: str) -> "QuotablePassage":
        """The passage that is selected. Raises CitationError where it is not of the original."""
        from kztui.citation.quotation import selected_passage

        item = self._screen.article.items.get(self._screen.current)
        near = item.numbers[0] if item and item.numbers else 0
        return selected_passage(self.citer.article, selected, self.citer.originals, near)

    def _quote_passages(self, passages: "tuple[QuotablePassage, ...]", style: str) -> None:
        """Copy passages, in a worker."""
        from kztui.citation.errors import CitationError

        try:
            self._deliver(self.citer.quoted_passages(passages, self._quote_request(style)))
        except CitationError as error:
            self._screen.app.call_from_thread(self._screen.status.say, f"Nothing copied: {error}", True)

    def _choose_passage(self, passages: "tuple[QuotablePassage, ...]", style: str) -> None:
        """Choose one of several sentences, and copy it."""
        from kztui.tui import finder_sources
        from kztui.tui.dialogs.finder import FinderDialog

        def copy(chosen: "FinderChoice | None") -> None:
            """Copy the sentence that was chosen."""
            if chosen and chosen.target:
                self._run(partial(self._quote_passages, (passages[int(chosen.target)],), style))

        screen = self._screen
        source = finder_sources.sentences([(f"¶{passage.paragraph}", passage.words) for passage in passages])
        screen.app.push_screen(FinderDialog(screen.theme, screen.article, source, (), lambda _: None), copy)

    def copy_selected_text(self) -> None:
        """Copy the text that is selected with the mouse."""
        text = self._screen.get_selected_text()
        if text:
            self._run(partial(self._copy, text, self._paraphrase_hint(text)))
        else:
            self._screen.status.say("No text is selected: drag over the text with the mouse, or y copies the citation")

    def _paraphrase_hint(self, text: str) -> tuple[str, ...]:
        """What to say of a selected text that is ours: that it is no quote."""
        first = text.partition("\n")[0]
        is_original = any(first in original.text for original in self._screen.article.originals.values())
        return () if is_original else ("a paraphrase, not the original’s words",)

    def _run(self, work: "Callable[[], None]") -> None:
        self._screen.run_worker(work, group="copy", exclusive=True, thread=True, exit_on_error=False)

    def _cite(self, citer: "Citer", targets: tuple[str, ...], style: str) -> None:
        from kztui.citation.errors import CitationError
        from kztui.citation.request import CitationRequest

        screen = self._screen
        try:
            citations = citer.cited(targets, CitationRequest(style=style, locator=screen.options.locator))
        except CitationError as error:
            screen.app.call_from_thread(screen.status.say, f"Nothing copied: {error}", True)
            return
        self._deliver(citations)

    def _deliver(self, citations: "tuple[Citation, ...]", say: "Callable[[str, bool], None] | None" = None) -> None:
        """Copy citations, a line each, and report, on another screen with its `say`; in a worker."""
        from kztui.tui.clipboard_service import copy_text, text_of

        hints = tuple(dict.fromkeys(hint for citation in citations for hint in citation.hints))
        copied = copy_text(text_of(citations), self._clipboard(), one_line=len(citations) == 1)
        self._screen.app.call_from_thread(self._report, copied, hints, say)

    def _copy(self, text: str, hints: tuple[str, ...] = ()) -> None:
        from kztui.tui.clipboard_service import copy_text

        self._screen.app.call_from_thread(self._report, copy_text(text, self._clipboard()), hints)

    def _report(
        self, copied: "Copied", hints: tuple[str, ...], say: "Callable[[str, bool], None] | None" = None
    ) -> None:
        """Say whether a copy succeeded; show the text of one that did not."""
        screen = self._screen
        if copied.failed:
            from kztui.tui.dialogs.text_dialog import TextDialog

            screen.app.push_screen(TextDialog(screen.theme, copied.text, copied.message), self._report_saved)
            return
        first, _, rest = copied.text.partition("\n")
        shown = f"{first[:SHOWN]}{'…' if len(first) > SHOWN else ''}"
        more = f" (and {rest.count(chr(10)) + 1} more)" if rest else ""
        message = " · ".join((copied.message, *hints, f"{shown}{more}"))
        (say or screen.status.say)(message, copied.warn)

    def _report_saved(self, message: str | None) -> None:
        if message:
            self._screen.status.say(message)

    # Other forms and styles.

    def cite_as(self) -> None:
        """Choose a form and a style, and copy."""
        from kztui.citation.styles import SHORT_NAMES
        from kztui.tui.dialogs.copy_dialog import CopyDialog

        screen, targets = self._screen, self._targets()
        if targets:
            style, locator = screen.session.style, screen.options.locator
            dialog = CopyDialog(screen.theme, self.citer, targets, style, tuple(SHORT_NAMES), locator)
            screen.app.push_screen(dialog, partial(self._choose, targets))

    def _choose(self, targets: tuple[str, ...], chosen: tuple[str, str, str] | None) -> None:
        from kztui.tui.copy_forms import form_of

        if chosen is None:
            return
        letter, text, style = chosen
        if style != self._screen.session.style:
            self._screen.update(replace(self._screen.session, style=style))
        form = form_of(letter)
        if text and form and form.formatted:
            self._run(partial(self._copy_formatted, targets, form.request(style, self._screen.options.locator)))
        elif text:
            self._run(partial(self._copy, text))

    def _copy_formatted(self, targets: tuple[str, ...], request: "CitationRequest") -> None:
        """Copy citations as plain text and as HTML together; in a worker."""
        from kztui.tui.clipboard_service import copy_formatted_text

        html = self.citer.cited(targets, request._replace(format="html"))
        copied = copy_formatted_text(self.citer.cited(targets, request), html, self._clipboard())
        self._screen.app.call_from_thread(self._report, copied, ())
