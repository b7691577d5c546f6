"""Where the journals of edits are: in the folder of the saved state, one for each article."""

import os
from collections.abc import Mapping
from errno import EACCES
from pathlib import Path

from kztui.files.edit.journal import Journal, journal_name
from kztui.files.sanitize import sanitize_line
from kztui.session.state_file import state_path
from kztui.session.storage import locked

IN_MEMORY = "edits can be taken back in this session alone"


def journals_folder(env: Mapping[str, str] | None = None) -> Path | None:
    """The folder of all journals; None where no state is kept."""
    path = state_path(env)
    if path is None or str(path) == os.devnull:
        return None
    return Path(os.path.realpath(path)).parent / "edits"


def article_journal(path: Path, env: Mapping[str, str] | None = None) -> tuple[Journal, str | None]:
    """The journal of the article at a path, and a message where it is in memory alone."""
    folder = journals_folder(env)
    if folder is None:
        return Journal(), f"{IN_MEMORY}: no state is kept"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        problem = None if os.access(folder, os.W_OK) else os.strerror(EACCES)
    except OSError as error:
        problem = error.strerror
    if problem:
        return Journal(), f"{IN_MEMORY}: {sanitize_line(str(folder))}: {problem}"
    return Journal(folder / f"{journal_name(path)}.jsonl", locked), None
