"""Asks for the path of a file or folder, with autocompletion of what there is on the disk."""

import os
from pathlib import Path

from kztui.tui.commands import bindings
from kztui.tui.dialogs.line_dialog import LineDialog


class PathDialog(LineDialog):
    """A line for a path, which Tab completes."""

    BINDINGS = bindings("path dialog")
    KEYS = "Enter confirms · Tab completes · Esc cancels"
    WANTED = "Type a path"

    def action_complete_path(self) -> None:
        """Complete the path as far as all that begins so agrees."""
        typed = Path(self.line.value).expanduser()
        folder, start = (typed, "") if self.line.value.endswith(os.sep) else (typed.parent, typed.name)
        try:
            found = [entry for entry in folder.iterdir() if entry.name.startswith(start)]
        except OSError:
            return
        if not found:
            return
        # What the first and the last name in order share, all between them share too.
        first, last = min(entry.name for entry in found), max(entry.name for entry in found)
        same = next((at for at, char in enumerate(first) if last[at : at + 1] != char), len(first))
        closing = os.sep if len(found) == 1 and found[0].is_dir() else ""
        self.line.value = f"{folder / first[:same]}{closing}"
        self.line.cursor_position = len(self.line.value)
