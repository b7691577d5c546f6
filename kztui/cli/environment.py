"""The environment variables of the libraries that paint the screen: what would stop them is ignored, or said before.

Textual and Rich pass over many wrong values themselves, and stop with a traceback at others.
"""

import os

from kztui.article.suggestion import did_you_mean, nearest
from kztui.cli.output import CommandError
from kztui.files.sanitize import sanitize_line

COLOR_SYSTEMS = ("auto", "standard", "256", "truecolor", "windows")
"""What Rich can paint in, and what chooses among them."""
_SIZES = ("COLUMNS", "LINES")
_NUMBERS = ("ESCDELAY", "TEXTUAL_FPS", "TEXTUAL_DIM_FACTOR", "TEXTUAL_SCREENSHOT", "TEXTUAL_SLOW_THRESHOLD")
MOST_CELLS = 1000
"""Drawing a screen that is wider or higher takes seconds, and none is."""
_MOST_DIGITS = 6


def require_environment() -> None:
    """Take numbers that no screen can have out of the environment.

    Raises CommandError where another variable names what there is not. Before Textual is imported, which reads them.
    """
    for name in (*_SIZES, *_NUMBERS):
        value = os.environ.get(name, "")
        decimal = len(value) <= _MOST_DIGITS and value.isascii() and value.isdigit()
        if value and (not decimal or (name in _SIZES and not 0 < int(value) <= MOST_CELLS)):
            del os.environ[name]
    chosen = os.environ.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if chosen not in COLOR_SYSTEMS:
        problem = f"none of {', '.join(COLOR_SYSTEMS)}{did_you_mean(nearest(chosen, COLOR_SYSTEMS))}"
        raise _wrong("TEXTUAL_COLOR_SYSTEM", problem)
    if "TEXTUAL_DRIVER" in os.environ and not _is_driver(os.environ["TEXTUAL_DRIVER"]):
        raise _wrong("TEXTUAL_DRIVER", "no driver of a terminal: module:class")
    if log := os.environ.get("TEXTUAL_LOG"):
        try:
            with open(log, "a", encoding="utf-8"):  # noqa: PTH123 - a Path would read `x/` as `x`
                pass
        except (OSError, ValueError):
            raise _wrong("TEXTUAL_LOG", "no file that can be written") from None


def _wrong(name: str, problem: str) -> CommandError:
    return CommandError(f"kztui: {name} is '{sanitize_line(os.environ[name])}', which is {problem}")


def _is_driver(named: str) -> bool:
    """Whether Textual can use it as its driver."""
    from importlib import import_module  # noqa: PLC0415 - hardly anybody names one

    module, _, name = named.partition(":")
    try:
        found = getattr(import_module(module), name)
    except Exception:  # noqa: BLE001 - whatever a module that was named by mistake does while it is imported
        return False
    return isinstance(found, type) and any(base.__module__ == "textual.driver" for base in found.__mro__)
