"""What the elements that render have in common: child elements, affixes, formatting, letter case."""

from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from kztui.citation.csl.citeproc_hook import CS
from kztui.citation.csl.context import CHARACTERS_A_STEP, RenderContext
from kztui.citation.csl.nodes import FORMATTING_KINDS, Formatting, Node
from kztui.citation.csl.text_case import convert_case

if TYPE_CHECKING:
    from kztui.citation.csl.citeproc_hook import CslElement as _Base
else:
    # An element's class must derive from `CslElement` directly, so that what all of them share is mixed in.
    _Base = object

# In French a narrow no-break space (U+202F) stands before these characters and inside these quotation marks.
_NARROW_SPACES = tuple((sign, sign.replace(" ", "\u202f")) for sign in (" :", " ;", " ?", " !", " »", "« "))


def _affix(text: str | None) -> str:
    """An affix or a delimiter; some styles escape their spaces and dashes twice."""
    return unescape(text) if text and "&" in text else text or ""


def _with_narrow_spaces(text: str) -> str:
    for written, printed in _NARROW_SPACES:
        text = text.replace(written, printed)
    return text


class RenderingElement(_Base):
    """A rendering element (CSL 1.0.2, "Rendering Elements"): renders to nodes, given the context of one rendering."""

    @cached_property
    def name(self) -> str:
        """The element's name without its namespace."""
        return self.tag.removeprefix(CS)

    @cached_property
    def children(self) -> "tuple[RenderingElement, ...]":
        """The child elements that CSL knows. Cached: lxml would make new objects each time."""
        return tuple(child for child in self.iterchildren() if isinstance(child, RenderingElement))

    @cached_property
    def cost_of_children(self) -> int:
        """How many steps of the rendering budget the children take by themselves."""
        return sum(1 + sum(map(len, child.values())) // CHARACTERS_A_STEP for child in self.children)

    @cached_property
    def affixes(self) -> tuple[str, str]:
        """Prefix and suffix. On one line `display` can only be a space (CSL 1.0.2, "Display")."""
        space = " " if self.get("display") in {"block", "indent", "left-margin", "right-inline"} else ""
        return space + _affix(self.get("prefix")), _affix(self.get("suffix"))

    @cached_property
    def delimiter(self) -> str:
        """What stands between the children; empty where the element says nothing."""
        return _affix(self.get("delimiter"))

    @cached_property
    def formatting(self) -> tuple[Formatting, ...]:
        """The element's formatting attributes, innermost first: quotation marks stand outside of italics."""
        found = [Formatting(kind, value) for kind in FORMATTING_KINDS if (value := self.get(kind))]
        if self.get("quotes"):
            found.append(Formatting("quotes", "outer" if self.get("quotes") == "true" else "none"))
        return tuple(found)

    @cached_property
    def strips_periods(self) -> bool:
        """Whether the element says `strip-periods` (CSL 1.0.2, "Strip-periods")."""
        return self.get("strip-periods") == "true"

    def render_nodes(self, context: RenderContext) -> list[Node]:
        """The element as nodes that its parent joins: none, one or, for `cs:choose`, several."""
        node = self.render(context)
        return [node] if node else []

    def render(self, context: RenderContext) -> Node | None:
        """The element as one node, or None where it prints nothing. Raises NotImplementedError for an abstract one."""
        raise NotImplementedError(self.tag)

    def render_children(self, context: RenderContext) -> list[Node]:
        """The nodes of all children, in order."""
        context.spend(self.cost_of_children)
        return [node for child in self.children for node in child.render_nodes(context)]

    def with_affixes(self, inside: str | Node | list[Node] | None) -> Node | None:
        """`inside` with this element's affixes, delimiter and formatting; None where there is nothing inside."""
        if not inside:
            return None
        if isinstance(inside, Node):
            inside = [inside]
        return Node(inside, *self.affixes, self.delimiter, self.formatting)

    def text_node(self, text: str, context: RenderContext, language: str = "") -> Node | None:
        """A node of `text` in the element's `text-case`, with affixes and formatting; None for an empty text.

        `language` (BCP 47) is that of the text, empty where it is the item's.
        """
        if not text:
            return None
        context.spend(len(text) // CHARACTERS_A_STEP)
        if " " in text:
            text = _with_narrow_spaces(text)
        case = self.get("text-case")
        if case:
            text = convert_case(text, case, language or context.language)
        context.has_output = True
        return self.with_affixes(text)
