"""The reader's own copy of the original: attached, remembered, read, shown beside the paraphrase or in its place."""

from collections.abc import Callable, Collection
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kztui.article.quotes import OriginalParagraph
from kztui.files.folders import expanded, is_file, is_there
from kztui.importing.original import find_originals, summary
from kztui.importing.source import OriginalError, source_of_file
from kztui.session.state import AttachedOriginal
from kztui.tui.dialogs.line_dialog import PathDialog

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen


class Copy(NamedTuple):
    """A copy of the original: its path, and the SHA-256 of the bytes that it had; empty where that is not known."""

    path: Path
    sha256: str = ""


class OriginalController:
    """Reads a copy off the UI thread, and hands its paragraphs to the screen."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._copy = self._known_copy()
        self.on_read: Callable[[Collection[OriginalParagraph]], None] | None = None
        """Is told what was read, besides the screen."""

    def _known_copy(self) -> Copy | None:
        """The copy that was asked for, else the attached one, the one beside the article, that of the settings."""
        screen = self._screen
        given = Copy(screen.options.original) if screen.options.original else None
        if given and not screen.options.original_is_default:
            return given
        if attached := screen.persistence.original:
            return Copy(Path(attached.file), attached.sha256)
        tables, path = screen.loaded.examined.file, screen.options.path
        stated = tables.original if tables else None
        if path is None or stated is None or not stated.file or Path(stated.file).name != stated.file:
            return given  # nothing outside the article's folder is read unasked
        return Copy((path if path.is_dir() else path.parent) / stated.file, stated.sha256)

    @property
    def is_known(self) -> bool:
        """Whether there is a copy to read."""
        return self._copy is not None and is_file(self._copy.path)

    def open(self) -> None:
        """Read the copy that is known, as what is not written yet is to be shown in its words."""
        if self._copy is not None:
            self._start(self._copy, attach=False, beside=False)
        else:
            status = self._screen.status
            key = status.key_of("attach_original")
            status.say(f"Not all of this article is written yet: {key} attaches your copy of the original, to read it")

    # The original beside the paraphrase.

    def toggle(self) -> None:
        """Show or hide the original beside the paraphrase."""
        screen = self._screen
        if screen.reader.originals is not None:
            screen.reader.set_originals(None)
        elif screen.originals and screen.article.is_unwritten:
            screen.status.say("The text is the original itself: no paragraph has a paraphrase yet")
        elif screen.originals:
            self._show_beside()
        elif self._copy is None:
            key = screen.status.key_of("attach_original")
            screen.status.say(f"No original attached: {key} attaches your copy, or start with: kztui --original FILE")
        else:
            self._start(self._copy, attach=False, beside=True)

    def _show_beside(self) -> None:
        self._screen.reader.set_originals(self._screen.article.original_texts)

    # Attaching a copy.

    def attach(self) -> None:
        """Ask for the file that is the reader's copy of the original."""
        screen = self._screen
        if screen.options.unkept:
            screen.status.say("This draft is read from its original: it is attached already")
            return
        known = str(self._copy.path) if self._copy else ""
        prompt = "The file of your own copy: a page, PDF, Word document, Markdown or text"
        dialog = PathDialog(screen.theme, "Attach the original", prompt, known, self._problem)
        screen.app.push_screen(dialog, self._attach)

    @staticmethod
    def _problem(path: str) -> str:
        return "" if is_file(expanded(path)) else f"There is no file {path}"

    def _attach(self, path: str | None) -> None:
        if path is not None:
            self._start(Copy(expanded(path).absolute()), attach=True, beside=True)

    def remember(self, copy: Copy) -> None:
        """Remember the copy for this article."""
        self._copy = copy
        self._screen.persistence.attach(AttachedOriginal(file=str(copy.path), sha256=copy.sha256))

    # Reading.

    def _start(self, copy: Copy, *, attach: bool, beside: bool) -> None:
        """Read a copy in a worker; then remember it (`attach`), and show it beside the paraphrase (`beside`)."""

        def read() -> None:
            self._read(copy, attach, beside)

        screen = self._screen
        if beside:
            screen.status.say(f"Reading {copy.path.name} …")
        screen.run_worker(read, group="original", exclusive=True, thread=True, exit_on_error=False)

    def _read(self, copy: Copy, attach: bool, beside: bool) -> None:
        screen = self._screen
        key = screen.status.key_of("attach_original")
        if not is_there(copy.path):
            message = f"The original cannot be read: it is gone; {key} attaches another. It was {copy.path}"
            screen.app.call_from_thread(screen.status.say, message, True)
            return
        try:
            source = source_of_file(copy.path)
            found = find_originals(source, screen.loaded.article)
        except OriginalError as error:
            message = f"The original cannot be read: {error.problem.message}"
            screen.app.call_from_thread(screen.status.say, message, True)
            return
        digest = sha256(source.data).hexdigest()
        changed = bool(copy.sha256) and copy.sha256 != digest
        read = copy._replace(sha256=digest) if attach or not copy.sha256 else copy
        screen.app.call_from_thread(screen.call_next, self._show, found, read, changed, attach, beside)

    def read_quietly(self) -> bool:
        """Read the copy that is known, for cards and quotes, without a message; whether it has any of the article.

        In a worker.
        """
        screen = self._screen
        if self._copy is None or not is_file(self._copy.path):
            return False
        try:
            found = find_originals(source_of_file(self._copy.path), screen.loaded.article)
        except OriginalError:
            return False  # whoever asks for the original itself is told why
        if found:
            screen.app.call_from_thread(self._join, found)
        return bool(found)

    def _join(self, found: dict[int, OriginalParagraph]) -> None:
        self._set(found)
        self._screen.views.show_article()

    def _set(self, found: dict[int, OriginalParagraph]) -> None:
        self._screen.set_originals(tuple(found.values()))
        if self.on_read is not None:
            self.on_read(self._screen.originals)

    async def _show(
        self, found: dict[int, OriginalParagraph], copy: Copy, changed: bool, attach: bool, beside: bool
    ) -> None:
        """Show what was found of the original, and say how much that is, and whether the copy has changed."""
        screen = self._screen
        self._copy = copy
        if attach and found:
            self.remember(copy)
        self._set(found)
        if any(item.is_unwritten for item in screen.article.items.values()):
            await screen.reloading.show(screen.loaded)
        else:
            screen.views.show_article()
        if beside and found and not screen.article.is_unwritten:
            self._show_beside()
        missing = len(found) < len(screen.article.paragraphs)
        message = f"Original: {summary(found, screen.article)}"
        if changed:
            message = f"Your copy of the original has changed since it was attached: {summary(found, screen.article)}"
        if beside or changed or missing:
            screen.status.say(message, warn=changed or missing)
