"""The tree that elements render to: text with affixes, delimiter and formatting; and the tokens it is flattened to.

It stays a tree to the end, because quotation marks, italics and punctuation depend on the text around them.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

FormattingKind = Literal[
    "quotes", "nodecor", "font-style", "font-variant", "font-weight", "text-decoration", "vertical-align"
]
FORMATTING_KINDS: tuple[FormattingKind, ...] = get_args(FormattingKind)[2:]
"""The kinds that are attributes under their own names: all but quotation marks and `nodecor`."""


class Formatting(NamedTuple):
    """One formatting attribute of CSL 1.0.2 ("Formatting", "Quotes"): quotation marks or italics, say."""

    kind: FormattingKind
    value: str


NO_DECORATION = Formatting("nodecor", "all")
"""No formatting but quotation marks applies to what is inside (`nodecor` of citeproc-js)."""


class InlineToken(NamedTuple):
    """Text, or (with an empty text) the start or the end of a formatting."""

    text: str
    formatting: Formatting | None = None
    opens: bool = False
    toggles: bool = False
    """Whether the formatting is that of a field's own tag, which stands out from the text around it: italics within
    italics are upright. The attributes of a style mean what they say wherever they are."""


class Node(Struct, eq=False):
    """Text, or nodes joined by `delimiter`; its formatting encloses what is inside, its affixes are outside."""

    inside: "str | list[Node]"
    prefix: str = ""
    suffix: str = ""
    delimiter: str = ""
    formatting: tuple[Formatting, ...] = ()
    verbatim: bool = False
    """Whether the text is no rich text: apostrophes in a URL are no quotation marks."""

    def __bool__(self) -> bool:
        return any(self.inside) if isinstance(self.inside, list) else bool(self.inside)

    @property
    def plain(self) -> str:
        """The text inside, without formatting and this node's affixes: to examine, not to print."""
        if isinstance(self.inside, str):
            return self.inside
        return self.delimiter.join(node.prefix + node.plain + node.suffix for node in self.inside)


def join_nodes(nodes: "Iterable[Node | str | None]", delimiter: str = "") -> Node | None:
    """One node of all that are not empty; a single one itself; None where all are empty."""
    there = [Node(node) if isinstance(node, str) else node for node in nodes if node]
    if len(there) == 1:
        return there[0]
    return Node([*there], delimiter=delimiter) if there else None
