"""What the command line tells the screen."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from kztui.session.state_file import StateFile


class Options(NamedTuple):
    """How to open the screen. Everything has a sensible default, so that a test may give nothing."""

    path: Path | None = None
    """Where the article was loaded from, for reloading."""
    at: str = ""
    """A target to open at; beats the remembered place."""
    original: Path | None = None
    """The reader's own copy of the original."""
    style: str = ""
    """Citation style; empty for the remembered or the default one."""
    theme: str = ""
    clipboard: str = "auto"
    osc52: bool | None = None
    """Whether the terminal says that it takes OSC 52: asked before the screen starts; None when it did not say."""
    measure: int = 76
    """The widest a line of prose gets, in columns."""
    mouse: bool = True
    watch: bool = False
    keys: Mapping[str, str] = {}
    """Remapped keys: action id to keys, checked."""
    state_file: StateFile | None = None
    """The state that earlier starts saved; the application reads it where it is not given."""
    messages: tuple[str, ...] = ()
    """What to say once the screen stands, such as a config file that could not be read."""
