"""Where the reader's own notes are kept: asked by commands that would rather not import what reads them."""

import os
from collections.abc import Mapping
from pathlib import Path

from kztui.files.folders import user_folder

_NO_HOME = "Notes are kept in memory only: there is no home folder"
_NO_STATE = f"Notes are kept in memory only: --private, or KZTUI_STATE={os.devnull}"


def notes_folder(env: Mapping[str, str] | None = None) -> Path | str:
    """The folder that holds the notes, or why there is none."""
    if (os.environ if env is None else env).get("KZTUI_STATE") == os.devnull:
        return _NO_STATE
    try:
        path, home = user_folder("data") / "notes", Path.home()
    except RuntimeError:
        return _NO_HOME
    return _NO_HOME if not path.is_absolute() or (path.is_relative_to(home) and not home.is_dir()) else path
