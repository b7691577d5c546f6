"""Copies text to the system's clipboard by the best method there is, and reports whether that succeeded."""

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from kztui.clipboard.native import copy_by_helpers
from kztui.clipboard.osc52 import copy_to_terminal
from kztui.clipboard.outcome import CopyAttempt, CopyResult, CopyStatus
from kztui.clipboard.paste_safety import paste_safe
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
) -> CopyResult:
    """Copy `text`, sanitized, and report the result. Never raises; may take some seconds: call it from a worker.

    `terminal` writes characters to the terminal (without it OSC 52 is left out); `osc52` is the answer of `probe`;
    `env` is the environment, the process's own by default; `one_line` folds line ends to blanks.
    """
    text = paste_safe(text, one_line=one_line)
    if not text:
        return CopyResult(CopyStatus.FAILED, "Nothing to copy", "", text)
    if mode == "off":
        return CopyResult(CopyStatus.FAILED, "Not copied: the clipboard is switched off in the settings", "", text)
    failures: list[str] = []
    for attempt in _attempts(text, mode, terminal, osc52, os.environ if env is None else env):
        if attempt.status is not CopyStatus.FAILED:
            return CopyResult(attempt.status, attempt.message, attempt.via, text, tuple(failures))
        failures.append(attempt.message)
    return CopyResult(CopyStatus.FAILED, f"Not copied: {'; '.join(failures)}", "", text, tuple(failures))


def _attempts(
    text: str, mode: Mode, terminal: Callable[[str], None] | None, osc52: bool | None, env: Mapping[str, str]
) -> Iterator[CopyAttempt]:
    """The attempts in order; each is made only when the iterator is advanced."""
    if mode == "tmux" or (mode == "auto" and env.get("TMUX")):
        yield copy_to_tmux(text, env)
    if mode == "native" or (mode == "auto" and is_local_desktop(env)):
        yield from copy_by_helpers(text, env)
    if mode in {"auto", "osc52"}:
        yield copy_to_terminal(text, terminal, osc52, env)


def is_local_desktop(env: Mapping[str, str]) -> bool:
    """Whether the clipboard of this desktop is the reader's own.

    Over ssh or in a browser it is another machine's; within tmux and screen, DISPLAY is that of their start.
    """
    return not any(env.get(name) for name in ("TMUX", "STY", "SSH_CONNECTION", "SSH_TTY", "TEXTUAL_DRIVER"))
