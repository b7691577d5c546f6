"""From text to the system's clipboard, by the best way there is, and an honest word on what happened."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from kztui.clipboard.native import copy_by_helpers
from kztui.clipboard.osc52 import copy_to_terminal
from kztui.clipboard.outcome import Attempt, Level, Outcome
from kztui.clipboard.text import safe
from kztui.clipboard.tmux import copy_to_tmux

Mode = Literal["auto", "tmux", "native", "osc52", "off"]


def copy(
    text: str,
    *,
    mode: Mode = "auto",
    terminal: Callable[[str], None] | None = None,
    osc52: bool | None = None,
    env: Mapping[str, str] | None = None,
    one_line: bool = False,
) -> Outcome:
    """Copy `text`, made safe, and report what is known of it. Never raises; may take some seconds: call from a worker.

    `terminal` writes characters to the terminal (without it OSC 52 is left out); `osc52` is what `probe` learnt;
    `env` is the environment, the process's own by default; `one_line` folds line ends to blanks.
    """
    text = safe(text, one_line=one_line)
    if not text:
        return Outcome(Level.FAILED, "Nothing to copy", "", text)
    if mode == "off":
        return Outcome(Level.FAILED, "Not copied: the clipboard is switched off in the configuration", "", text)
    failures: list[str] = []
    for attempt in _attempts(text, mode, terminal, osc52, os.environ if env is None else env):
        if attempt.level is not Level.FAILED:
            return Outcome(attempt.level, attempt.message, attempt.via, text, tuple(failures))
        failures.append(attempt.message)
    return Outcome(Level.FAILED, f"Not copied: {'; '.join(failures)}", "", text, tuple(failures))


def _attempts(
    text: str, mode: Mode, terminal: Callable[[str], None] | None, osc52: bool | None, env: Mapping[str, str]
) -> Iterator[Attempt]:
    """The ways in order, each tried only when it is asked for."""
    if mode == "tmux" or (mode == "auto" and env.get("TMUX")):
        yield copy_to_tmux(text, env)
    if mode == "native" or (mode == "auto" and _at_the_desk(env)):
        yield from copy_by_helpers(text, env)
    if mode in {"auto", "osc52"}:
        yield copy_to_terminal(text, terminal, osc52, env)


def _at_the_desk(env: Mapping[str, str]) -> bool:
    """Whether this desktop's clipboard is the reader's own.

    Over ssh or in a browser it belongs to another machine; within tmux and screen, DISPLAY is that of whoever
    started them.
    """
    return not any(env.get(name) for name in ("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "TEXTUAL_DRIVER"))
