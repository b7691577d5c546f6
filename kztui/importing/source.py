"""A source: the bytes of an original as they were handed to us, with what is known of where they came from."""

import sys
from pathlib import Path
from typing import NamedTuple

from kztui.files.problems import TOO_LARGE, file_problem
from kztui.files.source_files import UnreadableError, read_bytes

MAX_SOURCE = 50 * 1024 * 1024
"""How many bytes a source may have."""
STANDARD_INPUT = "-"


class OriginalError(UnreadableError):
    """The original cannot be read; `problem` says why."""


class Source(NamedTuple):
    """Bytes read from a file, from standard input or from the web.

    `name` is the path or URL as given. From the web, `url` is the address that finally answered, and `charset` what the
    server's Content-Type names.
    """

    name: str
    data: bytes
    url: str = ""
    charset: str = ""


def source_of_file(path: Path) -> Source:
    """The source at a path; `-` is standard input. Raises OriginalError when it cannot be read or is too large."""
    try:
        data = _standard_input() if str(path) == STANDARD_INPUT else read_bytes(path)
    except UnreadableError as fault:
        raise OriginalError(fault.problem) from None
    if len(data) > MAX_SOURCE:
        message = f"has more than {MAX_SOURCE // (1024 * 1024)} MB: an article has less"
        raise OriginalError(file_problem(str(path), TOO_LARGE, message))
    return Source(str(path), data)


def _standard_input() -> bytes:
    return sys.stdin.buffer.read(MAX_SOURCE + 1)
