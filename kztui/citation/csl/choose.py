"""`cs:choose`: citeproc-py takes `disambiguate` for always true, and `match` for the whole of a test alone."""

from collections.abc import Callable, Iterator

from kztui.citation.csl.context import Run
from kztui.citation.csl.element import CslElement, Rendering
from kztui.citation.csl.nodes import Node, joined
from kztui.citation.csl.number_values import is_numeric

_MATCH: dict[str, Callable[[Iterator[bool]], bool]] = {
    "any": any,
    "none": lambda tests: not any(tests),
}


def has(run: Run, variable: str) -> bool:
    """Whether the item, or for a locator the citation, gives the variable."""
    if variable == "locator":
        return bool(run.pinpoint.text)
    if variable in {"citation-number", "year-suffix"}:
        return variable == "citation-number"
    if variable == "page-first" and run.item.get("page"):
        return True
    return bool(run.item.get(variable))


class _Branch(Rendering):
    """What `cs:if` and `cs:else-if` share."""

    def _tests(self, run: Run) -> Iterator[bool]:
        item = run.item
        for name, value in self.attrib.items():
            words = value.split()
            if name == "type":
                yield item.get("type") in words
            elif name == "variable":
                yield from (has(run, word) for word in words)
            elif name == "is-numeric":
                yield from (is_numeric(run, word) for word in words)
            elif name == "is-uncertain-date":
                yield from (bool((item.get(word) or {}).get("circa")) for word in words)
            elif name == "locator":
                yield from (run.pinpoint.label == word.replace("sub-verbo", "sub verbo") for word in words)
            elif name == "position":
                # Each citation stands alone here: it is always the first.
                yield from (word == "first" and run.area == "citation" for word in words)
            elif name == "disambiguate":
                yield False

    def holds(self, run: Run) -> bool:
        return _MATCH.get(self.get("match", "all"), all)(self._tests(run))


class If(_Branch, CslElement):
    """The first branch."""


class Else_If(_Branch, CslElement):  # noqa: N801 citeproc-py takes the element's name from that of the class
    """A further branch."""


class Else(Rendering, CslElement):
    """The branch for all other cases."""

    def holds(self, run: Run) -> bool:
        return True


class Choose(Rendering, CslElement):
    """The first branch that holds; its parent joins what stands in it."""

    def branch(self, run: Run) -> tuple[Rendering, ...]:
        """What stands in the branch that holds."""
        return next((one.kids for one in self.kids if isinstance(one, _Branch | Else) and one.holds(run)), ())

    def nodes(self, run: Run) -> list[Node]:
        return [node for kid in self.branch(run) for node in kid.nodes(run)]

    def render(self, run: Run) -> Node | None:
        return joined(self.nodes(run))
