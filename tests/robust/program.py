"""How robustness tests start the program: in a terminal, from a shell, by itself."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from terminal import Size, Terminal

REPOSITORY = Path(__file__).parents[2]
KZTUI = (sys.executable, "-m", "kztui")
PROMPT = "ready> "
SMALL = """format = 1
[article]
id = "small"
type = "report"
title = "Three ferries"
issued = "1931"
[[sections]]
id = "all"
title = "All of it"
[[sections.paragraphs]]
number = 1
text = "The [[lina]] sank off [[hook]] in fog."
[[sections.paragraphs]]
number = 2
text = "Nobody was lost."
[[events]]
id = "sinking"
title = "Sinking of the Lina"
kind = "accident"
date = "1931-11-03"
place = "hook"
summary = "The [[lina]] went down."
paragraphs = [1]
[[actors]]
id = "lina"
name = "Lina"
kind = "organisation"
summary = "A ferry."
paragraphs = [1]
[[places]]
id = "hook"
name = "The Hook"
summary = "A cape."
paragraphs = [1]
"""
"""An article in which every pane but one has a row."""


def small_article(folder: Path) -> Path:
    """The small article as a file."""
    path = folder / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def opened(*arguments: str | Path, size: Size = (120, 40), env: Mapping[str, str | None] | None = None) -> Terminal:
    """The screen, in a terminal of its own, from the checkout."""
    return Terminal([*KZTUI, *map(str, arguments)], size=size, env=env, cwd=REPOSITORY)


def from_shell(*arguments: str | Path, env: Mapping[str, str | None] | None = None) -> Terminal:
    """A shell with job control in which the screen was started; its prompt is `ready> `."""
    shell = Terminal(["bash", "--norc", "--noprofile", "-i"], env={"PS1": PROMPT, **(env or {})}, cwd=REPOSITORY)
    shell.wait(f"^{PROMPT.strip()}")
    shell.send(" ".join([*KZTUI, *map(str, arguments)]) + "\r")
    return shell


def said(
    *arguments: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """A command without a terminal, and what it said, as bytes: the encoding is part of what is tested."""
    whole = {**os.environ, "PYTHONPATH": str(REPOSITORY), **(env or {})}
    command: Sequence[str] = [*KZTUI, *map(str, arguments)]
    return subprocess.run(command, env=whole, cwd=cwd, capture_output=True, check=False, stdin=subprocess.DEVNULL)
