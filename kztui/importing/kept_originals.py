"""Where the original of a draft lies on this computer; what cannot be read again is kept in a folder of the reader."""

import os
from errno import EPERM
from hashlib import sha256
from pathlib import Path

from kztui.files.folders import expanded, user_folder
from kztui.importing.sniff import Format, sniff
from kztui.importing.source import STANDARD_INPUT, Source

SUFFIXES = {
    Format.HTML: ".html",
    Format.PDF: ".pdf",
    Format.DOCX: ".docx",
    Format.MARKDOWN: ".md",
    Format.TEXT: ".txt",
}


def file_name(source: Source) -> str:
    """The name of the original where it lies beside its draft. Raises OriginalError when it is no article."""
    return f"original{SUFFIXES[sniff(source)]}"


def original_path(source: Source) -> Path:
    """The file that a source is; for one from the web or standard input, the copy of it that is kept now.

    Raises OSError when the copy cannot be written.
    """
    if is_fleeting(source):
        return keep_copy(source)
    return expanded(source.name).absolute()


def is_fleeting(source: Source) -> bool:
    """Whether a source cannot be read again: it comes from the web or standard input."""
    return bool(source.url) or source.name == STANDARD_INPUT


def keep_copy(source: Source) -> Path:
    """Write a source into the reader's data folder, readable by nobody else.

    Raises OSError when that fails, or nothing of the reader is to be kept.
    """
    if os.environ.get("KZTUI_STATE") == os.devnull:
        raise OSError(EPERM, "nothing is kept with --private, or where KZTUI_STATE is the null device")
    folder = user_folder("data") / "originals"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{sha256(source.data).hexdigest()[:32]}{SUFFIXES[sniff(source)]}"
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(source.data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
