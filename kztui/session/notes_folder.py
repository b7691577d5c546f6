"""Where the reader's own notes are kept: asked by commands that would rather not import what reads them."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_NO_HOME = "Notes are kept in memory only: there is no home folder"
_NO_STATE = f"Notes are kept in memory only: --private, or KZTUI_STATE={os.devnull}"


def notes_folder(env: Mapping[str, str] | None = None) -> Path | str:
    """The folder that holds the notes, or why there is none."""
    if (os.environ if env is None else env).get("KZTUI_STATE") == os.devnull:
        return _NO_STATE
    try:
        path, home = _data_folder() / "kztui" / "notes", Path.home()
    except RuntimeError:
        return _NO_HOME
    return _NO_HOME if not path.is_absolute() or (path.is_relative_to(home) and not home.is_dir()) else path


def _data_folder() -> Path:
    """The platform's folder for what users would miss. Raises RuntimeError without a home folder."""
    if sys.platform == "linux":  # XDG Base Directory Specification; platformdirs takes longer to import than a search
        return Path(os.environ.get("XDG_DATA_HOME", "").strip() or Path.home() / ".local" / "share")
    from platformdirs import user_data_path  # noqa: PLC0415 - not on Linux

    return user_data_path(appauthor=False)
