"""`cs:names`: citeproc-py prints twice what stands in for a missing author, and editors who are translators too."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from kztui.citation.csl.choose import Choose
from kztui.citation.csl.context import Run
from kztui.citation.csl.element import CS, CslElement, Rendering
from kztui.citation.csl.name_list import NameList
from kztui.citation.csl.nodes import Node
from kztui.citation.csl.number import Label

_BOTH = {"editor", "translator"}


class Name(Rendering, CslElement):
    """How each name is printed: read by its `cs:names`."""


class Name_Part(Rendering, CslElement):  # noqa: N801 citeproc-py takes the element's name from that of the class
    """How one part of a name is printed: read by its `cs:names`."""


class Et_Al(Rendering, CslElement):  # noqa: N801 citeproc-py takes the element's name from that of the class
    """How `et al.` is printed: read by its `cs:names`."""


class Substitute(Rendering, CslElement):
    """What stands in where there are no names."""


def _candidates(kids: Iterable[Rendering], run: Run) -> Iterator[Rendering]:
    """What may stand in, one after the other; of a `cs:choose` what is in the branch that holds."""
    for kid in kids:
        if isinstance(kid, Choose):
            yield from _candidates(kid.branch(run), run)
        else:
            yield kid


class Names(Rendering, CslElement):
    """The names of one or more variables."""

    def _kid(self, name: str) -> Rendering | None:
        return next((kid for kid in self.kids if kid.name == name), None)

    def _own_or(self, like: "Names", name: str) -> Rendering | None:
        own = self._kid(name)
        return own if own is not None else like._kid(name)

    @cached_property
    def _stands_in(self) -> bool:
        """Whether this is within `cs:substitute`, where it is printed like the names it stands in for."""
        return any(True for _ in self.iterancestors(f"{CS}substitute"))

    def render(self, run: Run) -> Node | None:
        like = run.standing_for[-1] if self._stands_in and run.standing_for else self
        node = self._listed(run, like)
        substitute = self._kid("substitute")
        if node is None and substitute is not None:
            node = self._substituted(run, substitute)
        return node

    def _values(self, run: Run) -> dict[str, list[dict[str, Any]]]:
        variables = self.get("variable").split()
        names = {variable: run.item.get(variable) for variable in variables if variable not in run.done}
        if run.standing_for:
            run.done.update(variables)
        found = {variable: value for variable, value in names.items() if value and isinstance(value, list)}
        if (
            _BOTH == set(variables) == set(found)
            and found["editor"] == found["translator"]
            and run.sheet.term("editortranslator")
        ):
            return {"editortranslator": found["editor"]}
        return found

    def _listed(self, run: Run, like: "Names") -> Node | None:
        """The names, printed as the element `like` says; None where there are none."""
        run.context.attempt = True
        values = self._values(run)
        if not values:
            return None
        names = NameList(self._own_or(like, "name"), self._own_or(like, "et-al"), run)
        if names.style.form == "count":
            total = sum(names.count(value) for value in values.values())
            run.context.success = True
            return Node(str(total))
        of = self if self.kids else like
        label = of._kid("label")
        nodes = []
        for variable, value in values.items():
            node = names.printed(value)
            if node is not None and isinstance(label, Label):
                node = self._labelled(run, of, label, node, variable, many=len(value) > 1)
            if node is not None:
                nodes.append(node)
        if not nodes:
            return None
        run.context.success = True
        run.begun = True
        box = of.boxed(nodes)
        if box is not None:
            inherited = run.root.get("names-delimiter") or run.sheet.root.get("names-delimiter") or ""
            box.delimiter = self.get("delimiter", of.get("delimiter", inherited))
        return box

    def _labelled(self, run: Run, of: "Names", label: Label, node: Node, variable: str, *, many: bool) -> Node:
        """`node` with the word for the role, before or after the names as the style has it."""
        plural = label.get("plural", "contextual")
        word = label.worded(run, variable, plural=plural == "always" or (plural == "contextual" and many))
        if word is None:
            return node
        kids = [kid.name for kid in of.kids]
        before = "name" not in kids or kids.index("label") < kids.index("name")
        return Node([word, node] if before and "name" in kids else [node, word])

    def _substituted(self, run: Run, substitute: Rendering) -> Node | None:
        run.standing_for.append(self)
        try:
            for kid in _candidates(substitute.kids, run):
                node = kid.render(run)
                if node:
                    # Words of the style's own, such as “anon.”, are meant to be printed though no variable is there.
                    run.context.success = run.context.success or bool(kid.get("value") or kid.get("term"))
                    return node
        finally:
            run.standing_for.pop()
        return None
