"""The options with which the command line opens the screen."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kztui.session.state_file import StateFile

if TYPE_CHECKING:
    from kztui.article.quotes import OriginalParagraph
    from kztui.citation.request import LocatorPolicy
    from kztui.importing.draft import UnkeptDraft


class Options(NamedTuple):
    """How to open the screen; every option has a default."""

    path: Path | None = None
    """Where the article was loaded from, for reloading."""
    library: Path | None = None
    """The folder of the library that the article is in."""
    choose: bool = False
    """Whether to begin with the list of the library's articles."""
    at: str = ""
    """A target to open at, instead of the remembered position."""
    original: Path | None = None
    """The file of the original."""
    original_is_default: bool = False
    """Whether it is that of the settings, for all articles: a copy of the article's own goes before it."""
    style: str = ""
    """A citation style; empty for the remembered or the default one."""
    locator: "LocatorPolicy" = "auto"
    """How a place is named in citations."""
    theme: str = ""
    clipboard: str = "auto"
    osc52: bool | None = None
    """Whether the terminal reports support for OSC 52 (DA1 attribute 52); None where it did not answer."""
    measure: int = 76
    """The longest a line of prose gets, in cells."""
    mouse: bool = True
    watch: bool = False
    keys: Mapping[str, str] = {}
    """Remapped keys, checked: keys joined by commas, by the id of the action."""
    state_file: StateFile | None = None
    """The state that earlier starts saved; the application reads it where it is not given."""
    unkept: "UnkeptDraft | None" = None
    """The draft that is shown, where it is written nowhere yet."""
    messages: tuple[str, ...] = ()
    """Messages to show when the screen is open, such as a settings file that could not be read."""

    @property
    def originals(self) -> "Collection[OriginalParagraph]":
        """The paragraphs of the original, where it is known from the start."""
        return tuple(self.unkept.draft.originals.values()) if self.unkept else ()
