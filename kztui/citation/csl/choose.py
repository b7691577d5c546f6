"""`cs:choose`, `cs:if`, `cs:else-if`, `cs:else`: the first branch whose conditions hold (CSL 1.0.2, "Choose").

citeproc-py takes `disambiguate` for always true, and `match` for each condition as a whole.
"""

from collections.abc import Callable, Iterator

from kztui.citation.csl.citeproc_hook import CslElement, csl_element
from kztui.citation.csl.context import RenderContext
from kztui.citation.csl.edtf_dates import is_uncertain
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.nodes import Node, join_nodes
from kztui.citation.csl.number_values import is_numeric

_MATCH: dict[str, Callable[[Iterator[bool]], bool]] = {"any": any, "none": lambda tests: not any(tests)}


def has_value(context: RenderContext, variable: str) -> bool:
    """Whether `variable` is not empty: in the item, or for `locator` in the citation."""
    if variable == "locator":
        return bool(context.pinpoint.text)
    if variable in {"citation-number", "year-suffix"}:
        return variable == "citation-number"
    if variable == "page-first" and context.item.get("page"):
        return True
    return bool(context.item.get(variable))


class _Branch(RenderingElement):
    """What `cs:if` and `cs:else-if` have in common."""

    def _tests(self, context: RenderContext) -> Iterator[bool]:
        item = context.item
        for name, value in self.attrib.items():
            words = value.split()
            if name == "type":
                yield item.get("type") in words
            elif name == "variable":
                yield from (has_value(context, word) for word in words)
            elif name == "is-numeric":
                yield from (is_numeric(context, word) for word in words)
            elif name == "is-uncertain-date":
                yield from (is_uncertain(context, word) for word in words)
            elif name == "locator":
                # CSL 1.0.1 spells this one locator type with a blank.
                label = context.pinpoint.label.replace("sub verbo", "sub-verbo")
                yield from (label == word for word in value.replace("sub verbo", "sub-verbo").split())
            elif name == "position":
                # Only one citation is rendered: it is always the first.
                yield from (word == "first" and context.area == "citation" for word in words)
            elif name == "disambiguate":
                yield False

    def holds(self, context: RenderContext) -> bool:
        """Whether the conditions hold, as `match` combines them."""
        return _MATCH.get(self.get("match", "all"), all)(self._tests(context))


@csl_element("if")
class IfElement(_Branch, CslElement):
    """`cs:if`: the first branch."""


@csl_element("else-if")
class ElseIfElement(_Branch, CslElement):
    """`cs:else-if`: a further branch."""


@csl_element("else")
class ElseElement(RenderingElement, CslElement):
    """`cs:else`: the branch for all other cases."""

    def holds(self, context: RenderContext) -> bool:
        """Always."""
        return True


@csl_element("choose")
class ChooseElement(RenderingElement, CslElement):
    """`cs:choose`: renders as the child elements of the branch that holds."""

    def branch(self, context: RenderContext) -> tuple[RenderingElement, ...]:
        """The child elements of the branch that holds; none where no branch does."""
        context.spend(self.cost_of_children)
        branches = (child for child in self.children if isinstance(child, _Branch | ElseElement))
        holding = next((branch for branch in branches if branch.holds(context)), None)
        if holding is None:
            return ()
        context.spend(holding.cost_of_children)
        return holding.children

    def render_nodes(self, context: RenderContext) -> list[Node]:
        """The nodes of the branch that holds, in order."""
        return [node for child in self.branch(context) for node in child.render_nodes(context)]

    def render(self, context: RenderContext) -> Node | None:
        """The branch that holds as one node; None where it prints nothing."""
        return join_nodes(self.render_nodes(context))
