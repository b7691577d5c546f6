"""The program, which says after each part of its start how much time has passed: what `start_parts.py` starts.

python tests/benchmarks/start_probe.py FILE MODULES ARTICLE   writes the marks into FILE as lines of JSON

MODULES are those of libraries that the screen needs, with commas between: imported by themselves they are one part.
"""

import time

MARKS = [("the interpreter, with the modules that it always has", time.perf_counter(), time.process_time())]

# What is imported here is imported after the first mark.
# ruff: noqa: E402
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

LAST_DRAWN = "filter"


def mark(part: str) -> None:
    """Note that a part has ended."""
    MARKS.append((part, time.perf_counter(), time.process_time()))


def marked(owner: Any, name: str, part: str, before: str = "") -> None:
    """From now on, note when the function `name` has returned, and with `before` also when it begins."""
    whole: Callable[..., Any] = getattr(owner, name)

    def noting(*args: Any, **kwargs: Any) -> Any:
        if before:
            mark(before)
        result = whole(*args, **kwargs)
        mark(part)
        return result

    setattr(owner, name, noting)


def libraries(modules: str) -> None:
    """Import what the screen needs of libraries, before it does."""
    for module in filter(None, modules.split(",")):
        import_module(module)
    mark("import of Textual, Rich and what they need")


def watched_screen(file: str) -> None:
    """Note the parts of the screen's start; at the last row that is drawn, write all marks and the modules."""
    from textual.drivers.linux_driver import LinuxDriver  # noqa: PLC0415 - what is imported here is measured

    from kztui.tui.app import KztuiApp  # noqa: PLC0415 - the same
    from kztui.tui.main_screen import MainScreen  # noqa: PLC0415 - the same

    mark("import of our screen")
    marked(KztuiApp, "__init__", "the application: stylesheet, theme, state of the reader")
    marked(MainScreen, "compose", "event loop, driver, the screen's widgets made")
    write = LinuxDriver.write

    def writing(driver: LinuxDriver, data: str) -> None:
        write(driver, data)
        if LAST_DRAWN in data:
            mark("mount, styles, layout and paint of the first screen")
            import json  # noqa: PLC0415 - nothing is measured any more

            with Path(file).open("w", encoding="utf-8") as marks:
                json.dump({"marks": MARKS, "modules": [*sys.modules]}, marks)
            os._exit(0)

    LinuxDriver.write = writing  # type: ignore[method-assign, assignment] # it writes to the terminal


def main(file: str, modules: str, article: str) -> None:
    """Open the screen with these parts watched."""
    from kztui.cli import screen  # noqa: PLC0415 - the same
    from kztui.cli.main import main as kztui  # noqa: PLC0415 - the same
    from kztui.clipboard.probe import Probe  # noqa: PLC0415 - the same

    mark("import of the command line")
    marked(
        screen,
        "load_article",
        "the article read, its data checked",
        "the arguments read, and import of what loads articles",
    )
    prepare = screen._prepare_drawing

    def prepared() -> None:
        prepare()
        libraries(modules)
        watched_screen(file)

    screen._prepare_drawing = prepared
    marked(Probe, "answer", "waiting for what the terminal answers", "the settings read")
    sys.exit(kztui([article]))


if __name__ == "__main__":
    main(*sys.argv[1:])
