"""Copying inside tmux: into its own buffer, which it passes on to its terminal in every configuration."""

import shutil
from collections.abc import Mapping

from kztui.clipboard.outcome import Attempt, Level
from kztui.clipboard.programs import Ran, ask, feed


def copy_to_tmux(text: str, env: Mapping[str, str]) -> Attempt:
    """Load `text` into tmux's newest buffer and look whether it is there.

    A bare OSC 52 and a wrapped one are both dropped by tmux's default configuration; `load-buffer -w` is not.
    What the terminal around tmux does with it cannot be seen from here, so this is never more than `SENT`.
    """
    tmux = shutil.which("tmux", path=env.get("PATH"))
    if tmux is None:
        return Attempt(Level.FAILED, "tmux: no such program here", "tmux")
    data = text.encode()
    loaded, passed_on = _load(tmux, data, env)
    if loaded.fault:
        return Attempt(Level.FAILED, f"tmux: {loaded.fault}", "tmux")
    shown = ask((tmux, "show-buffer"), env)
    if shown.fault:
        return Attempt(Level.FAILED, f"tmux: its buffer cannot be read back: {shown.fault}", "tmux")
    if shown.output != data:
        return Attempt(Level.FAILED, "tmux: its newest buffer holds something else", "tmux")
    further = _beyond(tmux, env) if passed_on else "; this tmux is too old to pass it on to the terminal"
    return Attempt(Level.SENT, f"Sent to tmux (prefix ] pastes it){further}", "tmux")


def _load(tmux: str, data: bytes, env: Mapping[str, str]) -> tuple[Ran, bool]:
    """Load `data`; whether tmux was also told to pass it on, which it can since 3.2."""
    loaded = feed((tmux, "load-buffer", "-w", "-"), data, env)
    if not loaded.fault or ("-w" not in loaded.fault and "usage" not in loaded.fault):
        return loaded, True
    return feed((tmux, "load-buffer", "-"), data, env), False


def _beyond(tmux: str, env: Mapping[str, str]) -> str:
    """What tmux does with the text beyond its buffer, as the end of a sentence."""
    seen = ask((tmux, "display-message", "-p", "#{client_name}|#{client_control_mode}|#{client_termfeatures}"), env)
    name, control, features = [*seen.output.decode("utf-8", "replace").strip().split("|"), "", "", ""][:3]
    if seen.fault:
        return ""
    if not name:
        return "; no terminal is attached to pass it on to"
    if control == "1":
        return "; in control mode it is not passed on to the terminal"
    if "clipboard" not in features.split(","):
        return "; its terminal is not known to take a clipboard"
    return " and to the terminal"
