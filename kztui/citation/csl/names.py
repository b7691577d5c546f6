"""`cs:names` and the elements within it (CSL 1.0.2, "Names"); `name_list.py` renders the list itself.

citeproc-py prints twice what stands in for a missing author, and editors who are the translators too.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from kztui.citation.csl.choose import ChooseElement
from kztui.citation.csl.citeproc_hook import CS, CslElement, csl_element
from kztui.citation.csl.context import RenderContext
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.name_list import NameList
from kztui.citation.csl.nodes import Node
from kztui.citation.csl.number import LabelElement

_EDITOR_TRANSLATOR = {"editor", "translator"}


@csl_element("name")
class NameElement(RenderingElement, CslElement):
    """`cs:name`: how each name is rendered; read by its `cs:names`."""


@csl_element("name-part")
class NamePartElement(RenderingElement, CslElement):
    """`cs:name-part`: how one part of a name is rendered; read by its `cs:names`."""


@csl_element("et-al")
class EtAlElement(RenderingElement, CslElement):
    """`cs:et-al`: how the term for further names is rendered; read by its `cs:names`."""


@csl_element("substitute")
class SubstituteElement(RenderingElement, CslElement):
    """`cs:substitute`: what is rendered where the names are empty; read by its `cs:names`."""


def _candidates(children: Iterable[RenderingElement], context: RenderContext) -> Iterator[RenderingElement]:
    """The possible substitutes in order; of a `cs:choose` the elements in the branch that holds."""
    for child in children:
        if isinstance(child, ChooseElement):
            yield from _candidates(child.branch(context), context)
        else:
            yield child


def _with_label(source: RenderingElement, names: Node, label: Node | None) -> Node:
    """`names` with the label of their role, before or after them as the style orders the two."""
    if label is None:
        return names
    children = [child.name for child in source.children]
    before = "name" in children and children.index("label") < children.index("name")
    return Node([label, names] if before else [names, label])


@csl_element("names")
class NamesElement(RenderingElement, CslElement):
    """`cs:names`: the names of one or more variables."""

    def _child(self, name: str) -> RenderingElement | None:
        return next((child for child in self.children if child.name == name), None)

    def _own_or_inherited(self, like: "NamesElement", name: str) -> RenderingElement | None:
        own = self._child(name)
        return own if own is not None else like._child(name)

    @cached_property
    def _is_substitute(self) -> bool:
        """Whether this is within `cs:substitute`, where it inherits from the `cs:names` around it ("Substitute")."""
        return any(True for _ in self.iterancestors(f"{CS}substitute"))

    def render(self, context: RenderContext) -> Node | None:
        """The names, or their substitute, as a node; None where there are neither."""
        like = context.substituting[-1] if self._is_substitute and context.substituting else self
        node = self._names(context, like)
        substitute = self._child("substitute")
        if node is None and substitute is not None:
            node = self._substitute(context, substitute)
        return node

    def _values(self, context: RenderContext) -> dict[str, list[dict[str, Any]]]:
        variables = self.get("variable", "").split()
        names = {variable: context.item.get(variable) for variable in variables if variable not in context.suppressed}
        if context.substituting:
            context.suppressed.update(variables)
        found = {variable: value for variable, value in names.items() if value and isinstance(value, list)}
        if (
            _EDITOR_TRANSLATOR == set(variables) == set(found)
            and found["editor"] == found["translator"]
            and context.style.term("editortranslator")
        ):
            return {"editortranslator": found["editor"]}
        return found

    def _names(self, context: RenderContext, like: "NamesElement") -> Node | None:
        """The names, rendered with the children of `like` where this element has none; None without names."""
        context.group_state.empty_variable = True
        values = self._values(context)
        if not values:
            return None
        names = NameList(self._own_or_inherited(like, "name"), self._own_or_inherited(like, "et-al"), context)
        if names.options.form == "count":
            total = sum(names.count(value) for value in values.values())
            context.group_state.nonempty = True
            return Node(str(total))
        source = self if self.children else like
        label = source._child("label")
        nodes = []
        for variable, value in values.items():
            node = names.rendered(value)
            if node is not None and isinstance(label, LabelElement):
                plural = label.get("plural", "contextual")
                many = plural == "always" or (plural == "contextual" and len(value) > 1)
                node = _with_label(source, node, label.term_node(context, variable, plural=many))
            if node is not None:
                nodes.append(node)
        if not nodes:
            return None
        context.group_state.nonempty = True
        context.has_output = True
        node = source.with_affixes(nodes)
        if node is not None:
            inherited = context.root.get("names-delimiter") or context.style.root.get("names-delimiter") or ""
            node.delimiter = self.get("delimiter", source.get("delimiter", inherited))
        return node

    def _substitute(self, context: RenderContext, substitute: RenderingElement) -> Node | None:
        context.substituting.append(self)
        try:
            context.spend(substitute.cost_of_children)
            for child in _candidates(substitute.children, context):
                node = child.render(context)
                if node:
                    # Literal text and terms, such as “anon.”, are printed though no variable is called.
                    if child.get("value") or child.get("term"):
                        context.group_state.nonempty = True
                    return node
                if child.get("term") and context.style.terms.is_defined(child.get("term")):
                    # A term that the style defines as empty is meant to print nothing, not to be replaced in turn.
                    return None
        finally:
            context.substituting.pop()
        return None
