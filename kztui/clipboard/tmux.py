"""Copying inside tmux: into its paste buffer, which it passes on to the clipboard of its terminal."""

from collections.abc import Mapping

from kztui.clipboard.outcome import CopyAttempt, CopyStatus
from kztui.clipboard.subprocess import ProgramResult, find_program, run, run_with_input


def copy_to_tmux(text: str, env: Mapping[str, str]) -> CopyAttempt:
    """Load `text` into tmux's newest buffer and read it back.

    tmux's default configuration drops OSC 52, wrapped or not, but not `load-buffer -w`. What the terminal around
    tmux does with it cannot be known, so the result is never better than `SENT`.
    """
    tmux = find_program("tmux", env)
    if not tmux:
        return CopyAttempt(CopyStatus.FAILED, "tmux: program not found", "tmux")
    data = text.encode()
    loaded, passed_on = _load(tmux, data, env)
    if loaded.error:
        return CopyAttempt(CopyStatus.FAILED, f"tmux: {loaded.error}", "tmux")
    shown = run((tmux, "show-buffer"), env)
    if shown.error:
        return CopyAttempt(CopyStatus.FAILED, f"tmux: its buffer cannot be read back: {shown.error}", "tmux")
    if shown.output != data:
        return CopyAttempt(CopyStatus.FAILED, "tmux: its newest buffer holds something else", "tmux")
    further = _terminal_note(tmux, env) if passed_on else "; this tmux is too old to pass it on to the terminal"
    return CopyAttempt(CopyStatus.SENT, f"Sent to tmux (prefix ] pastes it){further}", "tmux")


def _load(tmux: str, data: bytes, env: Mapping[str, str]) -> tuple[ProgramResult, bool]:
    """Load `data`; also whether tmux was asked to pass it on to the terminal (`-w`, since tmux 3.2)."""
    loaded = run_with_input((tmux, "load-buffer", "-w", "-"), data, env)
    if not loaded.error or ("-w" not in loaded.error and "usage" not in loaded.error):
        return loaded, True
    return run_with_input((tmux, "load-buffer", "-"), data, env), False


def _terminal_note(tmux: str, env: Mapping[str, str]) -> str:
    """What tmux does with the text besides buffering it, as the end of a sentence."""
    seen = run((tmux, "display-message", "-p", "#{client_name}|#{client_control_mode}|#{client_termfeatures}"), env)
    name, control, features = [*seen.output.decode("utf-8", "replace").strip().split("|"), "", "", ""][:3]
    if seen.error:
        return ""
    if not name:
        return "; no terminal is attached to pass it on to"
    if control == "1":
        return "; in control mode it is not passed on to the terminal"
    if "clipboard" not in features.split(","):
        return "; its terminal is not known to take a clipboard"
    return " and to the terminal"
