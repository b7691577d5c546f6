"""What a style's element renders to: a tree, because quotes, italics and punctuation depend on what stands around them.

citeproc-py joins strings as it goes, so that by the end nobody can tell a title's own full stop from the style's.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Kind = Literal["quotes", "font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"]
KINDS: tuple[Kind, ...] = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


class Mark(NamedTuple):
    """One way in which text is set: in quotes, in italics …; `value` as CSL names it."""

    kind: Kind
    value: str


class Piece(NamedTuple):
    """A stretch of text, or (without text) the beginning or the end of a mark."""

    text: str
    mark: Mark | None = None
    opens: bool = False


class Node:
    """Text, or nodes joined by `delimiter`; its marks enclose what is inside, and its affixes stand outside of them."""

    __slots__ = ("delimiter", "inside", "marks", "prefix", "suffix", "verbatim")

    def __init__(
        self,
        inside: "str | list[Node]",
        prefix: str = "",
        suffix: str = "",
        delimiter: str = "",
        marks: tuple[Mark, ...] = (),
    ) -> None:
        self.inside = inside
        self.prefix = prefix
        self.suffix = suffix
        self.delimiter = delimiter
        self.marks = marks
        self.verbatim = False
        """Whether the text is to stay as it is: a URL's apostrophes are no quotes."""

    def __bool__(self) -> bool:
        return any(self.inside) if isinstance(self.inside, list) else bool(self.inside)

    @property
    def plain(self) -> str:
        """The text inside, without affixes and delimiters of the outermost node; to look at, never to print."""
        if isinstance(self.inside, str):
            return self.inside
        return self.delimiter.join(node.prefix + node.plain + node.suffix for node in self.inside)


def joined(nodes: "Iterable[Node | str | None]", delimiter: str = "") -> Node | None:
    """One node of all that are not empty; the only one itself where there is just one; None where there is none."""
    there = [Node(node) if isinstance(node, str) else node for node in nodes if node]
    if len(there) == 1:
        return there[0]
    return Node([*there], delimiter=delimiter) if there else None


def leaves(node: Node) -> Iterator[Node]:
    """The nodes that hold text, in reading order."""
    if isinstance(node.inside, str):
        yield node
    else:
        for child in node.inside:
            yield from leaves(child)
