"""Reads an original named on the command line, a file or `-`, into a draft that is written nowhere yet."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kztui.cli.output import CommandError, ExitCode, write_message
from kztui.files.folders import expanded, has_article_header
from kztui.files.problems import problem_line
from kztui.importing.blocks import BlockKind
from kztui.importing.readers import read_source
from kztui.importing.reading import Reading
from kztui.importing.source import STANDARD_INPUT, OriginalError, Source, source_of_file

if TYPE_CHECKING:
    from kztui.importing.draft import UnkeptDraft

PROGRESS_SECONDS = 1.0
"""After so long, what is being read is said."""
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""Any address; what is none of the web's is refused as that, and not as a file that is missing."""
_HEADER_WITHIN = 1 << 20
"""How many bytes of a file may come before its [article] table."""


def is_original(name: str) -> bool:
    """Whether an argument names an original to read, not an article: standard input, a URL, a file that is no TOML."""
    if name == STANDARD_INPUT or _URL.match(name):
        return True
    path = expanded(name)
    if path.suffix.lower() == ".toml" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return not has_article_header(file.read(_HEADER_WITHIN).decode("utf-8", "replace"))
    except OSError:
        return False  # whoever loads it says why


def read_original(
    name: str, *, allow_private: bool = False, meanwhile: Callable[[], object] | None = None
) -> tuple[Source, Reading]:
    """The original that `name` names, a file, a URL, or `-`, and what it says.

    `meanwhile` is called in a thread while another process reads the original: the place to import what is needed next.
    Raises CommandError when it cannot be read or has no paragraphs.
    """
    try:
        with _progress(f"kztui: reading {name} …"):
            source = _source(name, allow_private=allow_private)
            preparing = threading.Thread(target=meanwhile)  # without a target, it does nothing
            preparing.start()
            try:
                reading = read_source(source)
            finally:
                # msgspec crashes where two threads use a type for the first time.
                preparing.join()
    except OriginalError as error:
        raise CommandError(problem_line(error.problem)) from error
    if all(block.kind is BlockKind.HEADING for block in reading.blocks):
        raise CommandError(f"no paragraphs found in '{name}'", ExitCode.NOT_FOUND)
    return source, reading


def prepare_draft() -> None:
    """Import the modules and read the tables that make a draft."""
    from kztui.importing.draft import read_tables  # noqa: PLC0415 - called while the original is read

    read_tables()


def read_draft(name: str, *, allow_private: bool = False) -> "UnkeptDraft":
    """The draft of the original that `name` names. Raises CommandError as `read_original` does."""
    source, reading = read_original(name, allow_private=allow_private, meanwhile=prepare_draft)
    from kztui.importing.draft import UnkeptDraft, make_draft  # noqa: PLC0415 - imported while the original is read

    return UnkeptDraft(make_draft(reading, source), source, reading.account)


def _source(name: str, *, allow_private: bool) -> Source:
    """What a file, standard input or a URL holds. Raises OriginalError when it cannot be read."""
    if not _URL.match(name):
        return source_of_file(expanded(name))
    from kztui.importing.web import fetch  # noqa: PLC0415 - most originals are files

    begun = reported = time.monotonic()

    def tell(count: int) -> None:
        nonlocal reported
        now = time.monotonic()
        if now - begun > PROGRESS_SECONDS < now - reported:
            reported = now
            write_message(f"kztui: {count / 1e6:.1f} MB have come …")

    return fetch(name, allow_private=allow_private, progress=tell)


@contextmanager
def _progress(message: str) -> Iterator[None]:
    """Say `message` on standard error if the block takes longer than `PROGRESS_SECONDS`."""
    timer = threading.Timer(PROGRESS_SECONDS, write_message, [message])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
