"""`cs:number` and `cs:label`: citeproc-py prints the label of an edition that is not there, and knows few plurals."""

from kztui.citation.csl import number_values as numbers
from kztui.citation.csl.choose import has
from kztui.citation.csl.context import Run
from kztui.citation.csl.element import CslElement, Rendering
from kztui.citation.csl.nodes import Node

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """`4` as `iv`."""
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_ONES):
        count, number = divmod(number, value)
        text += letters * count
    return text


def _formed(run: Run, text: str, form: str, variable: str) -> str:
    if not text.isdigit() or form == "numeric":
        return text
    number = int(text)
    if form == "roman":
        return roman(number) if 0 < number < 6000 else text
    if form == "long-ordinal":
        return run.sheet.terms.long_ordinal(number, variable)
    return run.sheet.terms.ordinal(number, variable) if form == "ordinal" else text


class Number(Rendering, CslElement):
    """A variable that is a number."""

    def render(self, run: Run) -> Node | None:
        variable = self.get("variable")
        there = variable not in run.done and has(run, variable)
        run.met(variable, there=there)
        if not there:
            return None
        if variable == "locator":
            run.done.add(variable)
        text = numbers.text_of(run, variable)
        if variable == "locator" and run.pinpoint.verbatim:
            return self.leaf(text, run)
        found = numbers.written(run.sheet, text, variable, run.pinpoint.label)
        form = self.get("form", "numeric")
        found[::2] = [_formed(run, text, form, variable) for text in found[::2]]
        return self.leaf("".join(found), run)


class Label(Rendering, CslElement):
    """The word for a variable, as many of it as there are. Within `cs:names` that element makes it."""

    def render(self, run: Run) -> Node | None:
        variable = self.get("variable")
        if run.area == "bibliography" and variable == "locator":
            # An entry points nowhere within the item: styles that ask nevertheless mean its pages.
            variable = "page"
        elif variable == run.pinpoint.label and not has(run, variable):
            # A style that sets the word for pages before the locator by itself.
            variable = "locator"
        text = numbers.text_of(run, variable)
        if not text or (run.pinpoint.verbatim and variable == "locator"):
            return None
        name = run.pinpoint.label if variable == "locator" else variable
        number = self.get("plural", "contextual")
        many = number == "always" or (number == "contextual" and numbers.plural(text, variable))
        return self.worded(run, name, plural=many)

    def worded(self, run: Run, name: str, *, plural: bool) -> Node | None:
        """The term `name` in the form that the label asks for."""
        word = run.sheet.term(name, self.get("form", "long"), plural=plural)
        if not word:
            return None
        run.context.term = True
        if self.strips_periods or run.strip_periods:
            word = word.replace(".", "")
        return self.leaf(word, run)
