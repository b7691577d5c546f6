"""The reader's own editor ($VISUAL or $EDITOR), opened at the line of a file where an item stands."""

import os
import shlex
import subprocess
from typing import Any

from textual.app import App, SuspendNotSupported

from kztui.article.findings import Finding, Rule, Where
from kztui.files.sanitize import sanitize_line
from kztui.files.source_files import Examined
from kztui.files.source_map import locate_findings

_PLACE = Rule("place", "warning", "A place to open in the editor.", "")


def open_editor(app: App[Any], path: str, line: int) -> str:
    """Lend the terminal to the editor until that ends; why it cannot be started, or nothing."""
    named = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi").strip()
    try:
        command = shlex.split(named)
    except ValueError:  # a quotation mark without its other one
        command = []
    if not command:
        return f"EDITOR names no program: {sanitize_line(named)}"
    try:
        with app.suspend():
            # Whole, as a name that begins with a dash would be an option.
            subprocess.run([*command, f"+{line}", os.path.abspath(path)], check=False)  # noqa: PTH100 - keeps links
    except SuspendNotSupported:  # within a browser, which has no terminal to lend
        return f"No editor can be started here: the text is in {path}, line {line}"
    except OSError as error:
        return f"{command[0]} cannot be started: {error.strerror}; EDITOR names your editor"
    app.screen.refresh(layout=True)
    return ""


def place_of(examined: Examined, target: str) -> tuple[str, int]:
    """The file and the line of an item, of its text where it has one; of the first file where it is in none."""
    placed = examined.file.placed if examined.file else []
    found = next(((path, item) for path, item in placed if item.id == target), None)
    if found is None:
        return str(examined.files[0].path), 1
    path, item = found
    key = next((key for key in ("text", item.id_key) if getattr(item, key, "")), item.id_key)
    problem = locate_findings(examined, [Finding(_PLACE, Where((*path, key)), "")])[0]
    index, _ = examined.own(path)
    return str(examined.files[index].path), problem.line
