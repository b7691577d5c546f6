"""Saves a text to a file, for when it cannot be copied to a clipboard."""

from contextlib import suppress
from itertools import count
from pathlib import Path

from kztui.clipboard.outcome import CopyResult, CopyStatus
from kztui.clipboard.paste_safety import paste_safe
from kztui.files.folders import expanded


def save(text: str, path: Path) -> CopyResult:
    """Write `text`, sanitized, to `path`, or to `path` with the next free number: nothing is overwritten."""
    text = paste_safe(text)
    try:
        taken = _write_new(text if text.endswith("\n") else f"{text}\n", expanded(path))
    except (OSError, RuntimeError, ValueError) as error:
        # RuntimeError: no home for `~`; ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        message = f"Not saved to {paste_safe(str(path), one_line=True)}: {reason.lower()}"
        return CopyResult(CopyStatus.FAILED, message, "", text)
    return CopyResult(CopyStatus.CONFIRMED, f"Saved to {paste_safe(str(taken), one_line=True)}", str(taken), text)


def _write_new(text: str, path: Path) -> Path:
    """Write a new file and return its path. Raises OSError when that fails, ValueError for an impossible path."""
    for number in count(1):
        free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            file = free.open("x", encoding="utf-8", newline="\n")
        except FileExistsError:
            continue
        try:
            with file:
                file.write(text)
        except OSError:
            with suppress(OSError):
                free.unlink()
            raise
        break
    return free
