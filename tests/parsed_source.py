"""The source of the program, each module read and parsed once for all tests of a process that look at it."""

import ast
from functools import cache
from pathlib import Path


@cache
def text_of(path: Path) -> str:
    """The text of a module."""
    return path.read_text(encoding="utf-8")


@cache
def parsed(path: Path) -> ast.Module:
    """The tree of a module, for looking at alone."""
    return ast.parse(text_of(path), str(path))
