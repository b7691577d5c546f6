"""What every corrected element of a style shares: its children, its affixes, and how its text is set.

citeproc-py parses a style into one class of Python for each element, and of two classes with one name it takes the one
defined last: to define a class here, directly on `CslElement`, is to correct that element.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from kztui.citation.csl.context import Run
from kztui.citation.csl.nodes import KINDS, Mark, Node
from kztui.citation.csl.text_case import cased

if TYPE_CHECKING:

    class CslElement:
        """The part of lxml's elements that is used here; neither lxml nor citeproc-py ships types."""

        tag: str
        text: str | None

        def get(self, name: str, default: str = "") -> str: ...
        def iterchildren(self, tag: str = ...) -> "Iterator[CslElement]": ...
        def iterancestors(self, tag: str) -> "Iterator[CslElement]": ...
        @property
        def attrib(self) -> dict[str, str]: ...
        def find(self, path: str) -> "Rendering | None": ...
        def xpath_search(self, path: str) -> "list[Rendering]": ...

    _Base = CslElement
else:
    from citeproc.model import CitationStylesElement as CslElement

    # lxml wants each class of elements to stand on its own base directly: what they share is mixed in.
    _Base = object

# In French a narrow blank that does not break stands before these signs, and within these quotes.
_NARROW = re.compile(r" (?=[:;?!»])|(?<=«) ")
CS = "{http://purl.org/net/xbiblio/csl}"


def _affix(text: str) -> str:
    """An affix or a delimiter; some styles escape their blanks and dashes twice."""
    return unescape(text) if "&" in text else text


class Rendering(_Base):
    """An element that renders to nodes."""

    @cached_property
    def name(self) -> str:
        """The element's name without its namespace."""
        return self.tag.removeprefix(CS)

    @cached_property
    def kids(self) -> "tuple[Rendering, ...]":
        """The child elements that CSL knows, kept, so that lxml need not make them anew."""
        return tuple(kid for kid in self.iterchildren() if isinstance(kid, Rendering))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """How the text is set, innermost first: quotes stand outside of italics."""
        found = [Mark(kind, value) for kind in KINDS if (value := self.get(kind))]
        if self.get("quotes"):
            found.append(Mark("quotes", "outer" if self.get("quotes") == "true" else "none"))
        return tuple(found)

    @cached_property
    def strips_periods(self) -> bool:
        return self.get("strip-periods") == "true"

    def nodes(self, run: Run) -> list[Node]:
        """What the element renders to within its parent; `cs:choose` may give several, which the parent joins."""
        node = self.render(run)
        return [node] if node else []

    def render(self, run: Run) -> Node | None:
        """The element as one node, or None where it prints nothing."""
        raise NotImplementedError(self.tag)

    def children(self, run: Run) -> list[Node]:
        """The nodes of all children, in order."""
        return [node for kid in self.kids for node in kid.nodes(run)]

    def boxed(self, inside: str | Node | list[Node] | None) -> Node | None:
        """`inside` with this element's affixes, delimiter and marks."""
        if not inside:
            return None
        if isinstance(inside, Node):
            inside = [inside]
        prefix, suffix, delimiter = (_affix(self.get(name, "")) for name in ("prefix", "suffix", "delimiter"))
        if self.get("display") in {"block", "indent", "right-inline"}:
            # On one line a block stands apart by a blank.
            prefix = f" {prefix}"
        return Node(inside, prefix, suffix, delimiter, self.marks)

    def leaf(self, text: str, run: Run) -> Node | None:
        """A node of text, in the letter case that the element asks for."""
        if not text:
            return None
        text = _NARROW.sub("\u202f", text)
        case = self.get("text-case")
        if case:
            text = cased(text, case, english=run.english)
        run.begun = True
        return self.boxed(text)
