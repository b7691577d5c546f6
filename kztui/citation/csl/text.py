"""`cs:text`, `cs:group`, `cs:macro`, `cs:layout` (CSL 1.0.2, "Text", "Group", "Macro", "Layout")."""

from kztui.article.lazy_regex import LazyPattern
from kztui.citation.csl import number_values as numbers
from kztui.citation.csl.citeproc_hook import CslElement, csl_element
from kztui.citation.csl.context import RenderContext
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.nodes import Node, join_nodes
from kztui.citation.csl.text_case import convert_case
from kztui.citation.errors import CitationError

_VERBATIM = frozenset({"URL", "DOI"})
_PERIOD = LazyPattern(r"\.([^a-z]|$)")
_MAX_DEPTH = 60


@csl_element("group")
class GroupElement(RenderingElement, CslElement):
    """`cs:group`: suppressed where its children called variables and all of them were empty."""

    def render(self, context: RenderContext) -> Node | None:
        """The children joined as one node; None where the group is suppressed."""
        if self.strips_periods:
            context.strip_periods += 1
        with context.group() as state:
            found = self.render_children(context)
        if self.strips_periods:
            context.strip_periods -= 1
        return self.with_affixes(found) if state.nonempty else None


@csl_element("macro")
class MacroElement(RenderingElement, CslElement):
    """`cs:macro`: a named part of the style; an implicit group (CSL 1.0.2, "Group")."""

    def render(self, context: RenderContext) -> Node | None:
        """The children as one node; None where it prints nothing. Raises CitationError when the macro calls itself."""
        if len(context.group_states) > _MAX_DEPTH:
            raise CitationError(f"the style's macro “{self.get('name')}” calls itself")
        with context.group() as state:
            found = self.render_children(context)
        return join_nodes(found) if state.nonempty else None


@csl_element("text")
class TextElement(RenderingElement, CslElement):
    """`cs:text`: a variable, a macro, a term, or a literal value."""

    def render(self, context: RenderContext) -> Node | None:
        """The text as a node; None where it is empty. Raises CitationError when its macro does not exist."""
        if self.get("macro"):
            return self._macro(context)
        if self.get("variable"):
            return self._variable(context, self.get("variable"))
        if self.get("term"):
            word = context.style.term(self.get("term"), self.get("form", "long"), plural=self.get("plural") == "true")
            if word and not context.has_output and (context.style.note or context.area == "bibliography"):
                word = convert_case(word, "capitalize-first", context.style.language)
        else:
            word = self.get("value", "")
        if word:
            context.group_state.term = True
        if self.strips_periods or context.strip_periods:
            word = word.replace(".", "")
        return self.text_node(word, context, context.style.language)

    def _macro(self, context: RenderContext) -> Node | None:
        """The macro, rendered. Raises CitationError when the style has none of that name."""
        macro = context.style.macros.get(self.get("macro"))
        if macro is None:
            raise CitationError(f"the style has no macro “{self.get('macro')}”")
        if self.strips_periods:
            context.strip_periods += 1
        found = macro.render(context)
        if self.strips_periods:
            context.strip_periods -= 1
        return self.with_affixes(found)

    def _value(self, context: RenderContext, variable: str) -> str:
        if variable == "locator" and context.pinpoint.verbatim:
            return context.pinpoint.text
        if variable in numbers.NUMBERS and variable not in {"section", "version"}:
            text = numbers.variable_text(context, variable)
            return "".join(numbers.format_number(context.style, text, variable, context.pinpoint.label)) if text else ""
        item = context.item
        value = (item.get(f"{variable}-short") if self.get("form") == "short" else None) or item.get(variable)
        return "" if value is None or isinstance(value, list | dict) else str(value).strip()

    def _variable(self, context: RenderContext, variable: str) -> Node | None:
        text = "" if variable in context.suppressed else self._value(context, variable)
        # `year-suffix` is never printed but counts as not empty, so that a group of it and “n.d.” is printed.
        context.called(variable, nonempty=bool(text) or variable == "year-suffix")
        if variable == "locator":
            context.suppressed.add(variable)
        if variable in _VERBATIM:
            node = self.text_node(text, context)
            if node:
                node.verbatim = True
            return node
        if self.strips_periods or context.strip_periods:
            text = _PERIOD.sub(r"\1", text)
        return self.text_node(text, context)


@csl_element("layout")
class LayoutElement(RenderingElement, CslElement):
    """`cs:layout`: a whole citation or entry; `render.py` puts its affixes around its children."""
