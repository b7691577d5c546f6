"""`cs:text`, `cs:group`, `cs:macro`, `cs:layout`: citeproc-py joins strings here, and loses what belongs to whom."""

import re

from kztui.citation.csl import number_values as numbers
from kztui.citation.csl.context import Run
from kztui.citation.csl.element import CslElement, Rendering
from kztui.citation.csl.nodes import Node, joined
from kztui.citation.csl.text_case import cased
from kztui.citation.errors import CitationError

_AS_IT_STANDS = frozenset({"URL", "DOI"})
_PERIOD = re.compile(r"\.([^a-z]|$)")
_DEEPEST = 60


class Group(Rendering, CslElement):
    """Parts that are printed together, and not at all where they asked for variables and none was there."""

    def render(self, run: Run) -> Node | None:
        if self.strips_periods:
            run.strip_periods += 1
        with run.group() as met:
            found = self.children(run)
        if self.strips_periods:
            run.strip_periods -= 1
        return self.boxed(found) if met.success else None


class Macro(Rendering, CslElement):
    """A part of a style with a name; it is a group too."""

    def render(self, run: Run) -> Node | None:
        if len(run.contexts) > _DEEPEST:
            raise CitationError(f"the style's macro “{self.get('name')}” calls itself")
        with run.group() as met:
            found = self.children(run)
        return joined(found) if met.success else None


class Text(Rendering, CslElement):
    """A variable, a macro, a term, or words of the style."""

    def render(self, run: Run) -> Node | None:
        if self.get("macro"):
            return self._macro(run)
        if self.get("variable"):
            return self._variable(run, self.get("variable"))
        if self.get("term"):
            word = run.sheet.term(self.get("term"), self.get("form", "long"), plural=self.get("plural") == "true")
            if word and not run.begun and (run.sheet.note or run.area == "bibliography"):
                word = cased(word, "capitalize-first", english=True)
        else:
            word = self.get("value", "")
        if word:
            run.context.term = True
        if self.strips_periods or run.strip_periods:
            word = word.replace(".", "")
        return self.leaf(word, run)

    def _macro(self, run: Run) -> Node | None:
        macro = run.sheet.macros.get(self.get("macro"))
        if macro is None:
            raise CitationError(f"the style has no macro “{self.get('macro')}”")
        if self.strips_periods:
            run.strip_periods += 1
        found = macro.render(run)
        if self.strips_periods:
            run.strip_periods -= 1
        return self.boxed(found)

    def _value(self, run: Run, variable: str) -> str:
        if variable == "locator" and run.pinpoint.verbatim:
            return run.pinpoint.text
        if variable in numbers.NUMBERS and variable not in {"section", "version"}:
            text = numbers.text_of(run, variable)
            return "".join(numbers.written(run.sheet, text, variable, run.pinpoint.label)) if text else ""
        item = run.item
        value = (item.get(f"{variable}-short") if self.get("form") == "short" else None) or item.get(variable)
        return "" if value is None or isinstance(value, list | dict) else str(value).strip()

    def _variable(self, run: Run, variable: str) -> Node | None:
        text = "" if variable in run.done else self._value(run, variable)
        # A suffix to the year counts as there even where none is needed, so that “n.d.” may stand in one group with it.
        run.met(variable, there=bool(text) or variable == "year-suffix")
        if variable == "locator":
            run.done.add(variable)
        if variable in _AS_IT_STANDS:
            node = self.leaf(text, run)
            if node:
                node.verbatim = True
            return node
        if self.strips_periods or run.strip_periods:
            text = _PERIOD.sub(r"\1", text)
        return self.leaf(text, run)


class Layout(Rendering, CslElement):
    """All of a citation or of an entry; what renders it puts its affixes around its children."""
