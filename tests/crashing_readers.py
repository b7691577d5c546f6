"""Readers that do what a stranger's file may make one do; called in a child process by test_child.py."""

import ctypes
import os
import sys
from typing import NamedTuple

from kztui.files.problems import UNREADABLE, file_problem
from kztui.importing.source import OriginalError, Source


class Read(NamedTuple):
    """A result of plain data."""

    name: str
    data: bytes
    path: tuple[str, ...]


def answer(source: Source) -> Read:
    print("a library says something")
    os.write(1, b"and another does")
    return Read(source.name, source.data, tuple(sys.path))


def crash(source: Source) -> Read:
    ctypes.string_at(0)
    raise AssertionError


def exhaust_memory(source: Source) -> Read:
    return Read("", b"x" * (3 << 30), ())


def loop_forever(source: Source) -> Read:
    while True:
        pass


def recurse(source: Source) -> Read:
    return recurse(source)


def lack_library(source: Source) -> Read:
    import a_library_that_nobody_has  # type: ignore[import-not-found]  # noqa: F401, PLC0415 - it is not there

    raise AssertionError


def fail(source: Source) -> Read:
    raise ValueError("odd \x1b[2J entry")


def refuse(source: Source) -> Read:
    raise OriginalError(file_problem(source.name, UNREADABLE, "is protected by a password"))


def write_too_much(source: Source) -> Read:
    return Read("", b"x" * (65 << 20), ())
