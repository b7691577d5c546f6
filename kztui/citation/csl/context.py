"""One rendering: the item, where in it the citation points, and what has been rendered so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from kztui.citation.csl.element import Rendering
    from kztui.citation.csl.names import Names
    from kztui.citation.csl.style import Sheet

Area = Literal["citation", "bibliography"]


class Pinpoint(NamedTuple):
    """Where in the item: `label` says what is counted (`page`, `paragraph` …), `text` which of it.

    A `verbatim` text is printed as it stands, without a word before it.
    """

    label: str = ""
    text: str = ""
    verbatim: bool = False


class Context:
    """What a group has met: it prints nothing if it tried variables and found none."""

    __slots__ = ("attempt", "success", "term")

    def __init__(self) -> None:
        self.attempt = False
        self.success = False
        self.term = False


class Run:
    """State of one rendering of one item in one part of a style."""

    def __init__(self, sheet: "Sheet", item: dict[str, Any], area: Area, pinpoint: Pinpoint) -> None:
        self.sheet = sheet
        self.item = item
        self.area: Area = area
        self.pinpoint = pinpoint if area == "citation" else Pinpoint()
        self.contexts = [Context()]
        self.done: set[str] = set()
        """Variables that stood in for missing names, which CSL wants printed once."""
        self.standing_for: list[Names] = []
        """The missing names for which something else is being rendered, the innermost last."""
        self.strip_periods = 0
        self.begun = False
        """Whether anything has been printed: a term at the beginning takes a capital."""

    @property
    def context(self) -> Context:
        return self.contexts[-1]

    @cached_property
    def root(self) -> "Rendering":
        """`cs:citation` or `cs:bibliography`, whose options names inherit."""
        return self.sheet.area(self.area)

    @cached_property
    def english(self) -> bool:
        """Whether the item's words are English, by its own language or else by that of the style."""
        return (self.item.get("language") or self.sheet.language).lower().startswith("en")

    def met(self, variable: str, *, there: bool) -> None:
        """Note that a variable was asked for."""
        if self.standing_for:
            self.done.add(variable)
        if there:
            self.context.success = True
        else:
            self.context.attempt = True

    @contextmanager
    def group(self) -> Iterator[Context]:
        """A group of its own; what it met counts for the group around it."""
        begun = self.begun
        self.contexts.append(Context())
        try:
            yield self.context
        finally:
            inner = self.contexts.pop()
            if inner.success or (inner.term and not inner.attempt):
                inner.success = True
                self.context.success = True
            else:
                self.context.attempt = inner.attempt
                self.begun = begun
