"""The article as a whole: keeps a draft that is written nowhere, saves a page to share, opens others read before."""

import shlex
import time
from contextlib import suppress
from functools import partial
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from kztui.article.plurals import counted
from kztui.export.save import save_file, save_folder
from kztui.files.folders import expanded, is_there, library_around
from kztui.files.load import Loaded, load
from kztui.files.problems import LoadError, problem_line
from kztui.importing.kept_originals import original_path
from kztui.importing.reading import WARN_BELOW
from kztui.session.history import Location
from kztui.session.session import Session, first_target
from kztui.session.state import kept_path
from kztui.tui.controllers.original import Copy
from kztui.tui.dialogs.line_dialog import PathDialog
from kztui.tui.widgets.bars import CONFIRM_SECONDS

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen


class ArticlesController:
    """Writes an unkept draft when its reader asks for it, and nothing before; changes to another article."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._warned = 0.0

    # The unkept draft.

    def tell_account(self) -> None:
        """Say how much of the original was read and what was left out, where anything was."""
        unkept = self._screen.options.unkept
        if unkept is None or not unkept.account.left_out:
            return
        account = unkept.account
        kinds = [one.kind for one in account.left_out]
        left_out = ", ".join(kinds[:3]) + (" and more" if len(kinds) > 3 else "")
        message = f"Read {account.kept:,} of {account.visible:,} words; left out: {left_out}"
        self._screen.status.say(message, warn=account.share < WARN_BELOW)

    def keep(self) -> None:
        """Ask where to write the draft; say so where there is none."""
        screen, unkept = self._screen, self._screen.options.unkept
        if unkept is None:
            where = screen.options.path
            screen.status.say(f"Nothing to keep: this article is in {where}" if where else "Nothing to keep")
            return
        prompt = "The folder to write the draft into:"
        dialog = PathDialog(screen.theme, "Keep the draft", prompt, free_name(unkept.draft.key), self._write)
        screen.app.push_screen(dialog, self._kept)

    def _write(self, path: str) -> str:
        """Write the files into the folder; why that is not possible, or nothing."""
        unkept = self._screen.options.unkept
        assert unkept is not None  # noqa: S101 - narrows the type; only `keep` asks
        try:
            save_folder(expanded(path), unkept.draft.files)
        except OSError as error:
            return f"Nothing written: {path} {error.strerror or error}"
        return ""

    def _kept(self, path: str | None) -> None:
        """Go on reading the draft from its folder."""
        screen, unkept = self._screen, self._screen.options.unkept
        if path is None or unkept is None:
            return
        folder = expanded(path)
        screen.options = screen.options._replace(unkept=None, path=folder)
        screen.loaded = load(folder)  # the same article, now with files
        screen.persistence.begin_saving(folder)
        screen.notes.keep_draft()
        with suppress(OSError):  # a copy of what cannot be read again; the reader has the draft all the same
            screen.original.remember(Copy(original_path(unkept.source), sha256(unkept.source.data).hexdigest()))
        screen.show_session()
        screen.reloading.set_article()  # counts what is wrong in the files, now that there are some
        files = len(screen.loaded.files)
        screen.status.say(f"Wrote {files} files into {folder}. To read it again: kztui {shlex.quote(str(folder))}")

    def may_quit(self, command: str = "quit") -> bool:
        """Whether the reader was told a moment ago that the draft is not kept; if not, it is said now.

        `command` is what would leave the draft.
        """
        if time.monotonic() - self._warned < CONFIRM_SECONDS:
            return True
        self._warned = time.monotonic()
        status = self._screen.status
        keep, again = status.key_of("keep"), status.key_of(command)
        leaves = "quits" if command == "quit" else "leaves"
        notes = self._screen.notes.count_unkept()
        what = f"This draft with your {counted(notes, 'note')} is" if notes else "This draft is"
        status.say(f"{what} not kept: {keep} keeps it, {again} again {leaves} without it", warn=True)
        return False

    # A page to share.

    def save_page(self) -> None:
        """Ask where to save the article as a page, and save it."""
        screen = self._screen
        name = free_name(screen.loaded.article.publication.id, ".html")
        prompt = "The file to save the page as; any browser opens it:"
        dialog = PathDialog(screen.theme, "Save as a page to share", prompt, name, _taken)
        screen.app.push_screen(dialog, self._save_page)

    def _save_page(self, path: str | None) -> None:
        if path is not None:
            screen, goal = self._screen, expanded(path)
            screen.run_worker(partial(self._write_page, goal), group="page", thread=True, exit_on_error=False)

    def _write_page(self, goal: Path) -> None:
        from kztui.export.content import exported_content  # noqa: PLC0415 - few sessions save a page
        from kztui.export.formats import export  # noqa: PLC0415 - the same

        screen = self._screen
        made = export(exported_content(screen.loaded.article), "html")
        try:
            save_file(goal, made.files[""])
        except OSError as error:
            message = f"Nothing written: {goal} {error.strerror or error}"
            screen.app.call_from_thread(screen.status.say, message, True)
            return
        screen.app.call_from_thread(screen.status.say, f"Saved the page as {goal}")

    # Other articles.

    def open(self, kept: str) -> None:
        """Open the article whose path is kept as `kept`; an unkept draft is left only after its reader was told."""
        path = kept_path(kept)
        if path is None and self._screen.options.library:
            path = self._screen.library.shared_path(kept)
        if path is None:
            self._screen.status.say(f"This article is gone: {kept}", warn=True)
        elif self._screen.options.unkept is None or self.may_quit("articles"):
            self.open_path(path)

    def open_path(self, path: Path, target: str = "", at: Location | None = None) -> None:
        """Open the article at a path, at an item or a location, else where it was left; this one is left at once."""
        read = partial(self._read, path, target, at)
        self._screen.run_worker(read, group="open", exclusive=True, thread=True, exit_on_error=False)

    def _read(self, path: Path, target: str, at: Location | None) -> None:
        from kztui.library.database_url import SharedLibraryError  # noqa: PLC0415 - the first article needs none
        from kztui.library.opening import load_at  # noqa: PLC0415 - the same

        screen = self._screen
        try:
            loaded, message = load_at(screen.options.library, path)
        except (LoadError, SharedLibraryError) as error:
            reason = problem_line(error.problems[0]) if isinstance(error, LoadError) else str(error)
            screen.app.call_from_thread(screen.status.say, f"Not opened: {reason}", True)
            return
        loaded.article.prepare()
        screen.app.call_from_thread(screen.call_next, self._show, loaded, path, target, at, message)

    async def _show(self, loaded: Loaded, path: Path, target: str, at: Location | None, message: str) -> None:
        """Go from this article to another one; `message` says why that may be an older one."""
        screen = self._screen
        screen.persistence.save_position()
        screen.persistence.set_path(path)
        library = screen.options.library
        around = library if library and library in path.resolve().parents else library_around(path)
        screen.options = screen.options._replace(path=path, at=target, original=None, unkept=None, library=around)
        screen.set_originals(())
        screen.set_notes({})
        screen.__dict__.pop("original", None)  # what is known of the copy is another article's
        screen.session = Session(selected=first_target(loaded.article), style=screen.session.style)
        await screen.reloading.open(loaded, at)
        screen.read_original()
        if around is not None:
            screen.library.entered(library)
        if message:
            screen.status.say(message, warn=True)


def _taken(path: str) -> str:
    """Why nothing can be written under this name; empty where it is free."""
    return f"{path} exists already: choose another name" if is_there(expanded(path)) else ""


def free_name(key: str, suffix: str = "") -> str:
    """A name here that nothing has yet: the citation key, with a number after it where that is taken."""
    names = chain([f"{key}{suffix}"], (f"{key}-{at}{suffix}" for at in count(2)))
    return next(name for name in names if not is_there(name))
