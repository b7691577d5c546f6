"""Keeps a draft that was read and is written nowhere yet: where to, what was written, and quitting without it."""

import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kztui.export.save import save_folder
from kztui.files.load import load
from kztui.tui.dialogs.path_dialog import PathDialog
from kztui.tui.widgets.bars import CONFIRM_SECONDS

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen


class DraftController:
    """Writes the unkept draft of the screen when its reader asks for it, and nothing before."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._warned = 0.0

    def keep(self) -> None:
        """Ask where to write the draft; say so where there is none."""
        screen, unkept = self._screen, self._screen.options.unkept
        if unkept is None:
            where = screen.options.path
            screen.status.say(f"Nothing to keep: this article is in {where}" if where else "Nothing to keep")
            return
        prompt = "The folder to write the draft into:"
        dialog = PathDialog(screen.theme, "Keep the draft", prompt, unkept.draft.key, self._write)
        screen.app.push_screen(dialog, self._kept)

    def _write(self, path: str) -> str:
        """Write the files into the folder; why that is not possible, or nothing."""
        unkept = self._screen.options.unkept
        assert unkept is not None  # noqa: S101 - narrows the type; only `keep` asks
        try:
            save_folder(Path(path).expanduser(), unkept.draft.files)
        except OSError as error:
            return f"Nothing written: {path} {error.strerror or error}"
        return ""

    def _kept(self, path: str | None) -> None:
        """Go on reading the draft from its folder."""
        if path is None:
            return
        screen, folder = self._screen, Path(path).expanduser()
        screen.options = screen.options._replace(unkept=None, path=folder)
        screen.loaded = load(folder)  # the same article, now with files
        screen.persistence.begin_saving(folder)
        screen.show_session()
        count = len(list(folder.glob("*.toml")))
        screen.status.say(f"Wrote {count} files into {folder}. To read it again: kztui {shlex.quote(str(folder))}")

    def may_quit(self) -> bool:
        """Whether the reader was told a moment ago that the draft is not kept; if not, it is said now."""
        if time.monotonic() - self._warned < CONFIRM_SECONDS:
            return True
        self._warned = time.monotonic()
        status = self._screen.status
        keep, quit_ = status.key_of("keep"), status.key_of("quit")
        status.say(f"This draft is not kept: {keep} keeps it, {quit_} again quits without it", warn=True)
        return False
