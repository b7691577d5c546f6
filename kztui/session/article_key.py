"""What the state of an article is kept under: its id and its path, so that two articles with one id stay apart."""

import os
from pathlib import Path
from typing import NamedTuple

from kztui.files.bundled import bundled
from kztui.files.sanitize import sanitize_line
from kztui.files.source_files import MAIN_FILE

UNKNOWN_PATH = ""
"""The path of state that was written before paths were kept."""
LONGEST = 4096
"""Characters; Linux has no longer paths."""


class ArticleKey(NamedTuple):
    """An article as the state knows it: its id, and its path as `path_key` writes it."""

    id: str
    path: str


def path_key(path: Path | None) -> str:
    """The path of an article as it is kept: absolute, links resolved, a folder's `article.toml` as the folder.

    Bundled articles are `bundled:NAME`, wherever the program is installed. A path that is too long, or cannot be
    shown safely, is kept as `sha256:…`: it is found again, but nobody can tell whether it is gone.
    """
    if path is None:
        return UNKNOWN_PATH
    real = Path(os.path.realpath(path))
    if real.name == MAIN_FILE:
        real = real.parent
    if real in bundled():
        return f"bundled:{real.name}"
    text = str(real)
    if len(text) <= LONGEST and sanitize_line(text) == text:
        return text
    import hashlib  # noqa: PLC0415 - few paths need it

    return f"sha256:{hashlib.sha256(os.fsencode(text)).hexdigest()}"


def is_gone(path: str) -> bool:
    """Whether nothing is at a kept path any more. A path that cannot be looked at is not taken for gone."""
    if not os.path.isabs(path):  # noqa: PTH117 - a kept path is text that need not be a path at all
        return path == UNKNOWN_PATH
    try:
        os.stat(path)  # noqa: PTH116 - the same
    except (OSError, ValueError) as error:
        return isinstance(error, (FileNotFoundError, NotADirectoryError))
    return False
