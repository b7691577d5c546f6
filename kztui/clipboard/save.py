"""The way out when no clipboard takes a text: a file that the reader can fetch it from."""

from contextlib import suppress
from itertools import count
from pathlib import Path

from kztui.clipboard.outcome import Level, Outcome
from kztui.clipboard.text import safe


def save(text: str, path: Path) -> Outcome:
    """Write `text`, made safe, to `path`, or beside it under the next free number: nothing is overwritten."""
    text = safe(text)
    try:
        taken = _write_new(text if text.endswith("\n") else f"{text}\n", path.expanduser())
    except (OSError, RuntimeError, ValueError) as error:
        # RuntimeError: no home for `~`; ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        return Outcome(Level.FAILED, f"Not saved to {safe(str(path), one_line=True)}: {reason.lower()}", "", text)
    return Outcome(Level.CONFIRMED, f"Saved to {safe(str(taken), one_line=True)}", str(taken), text)


def _write_new(text: str, path: Path) -> Path:
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
