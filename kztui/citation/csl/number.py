"""`cs:number` and `cs:label` (CSL 1.0.2, "Number", "Label").

citeproc-py prints the label of a missing edition, and knows few plurals.
"""

from kztui.citation.csl import number_values as numbers
from kztui.citation.csl.choose import has_value
from kztui.citation.csl.citeproc_hook import CslElement, csl_element
from kztui.citation.csl.context import RenderContext
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.nodes import Node

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

_MAX_DIGITS = 18
"""A longer row of digits is an identifier, not a count or an ordinal."""

# The locator types of CSL 1.0.2 (Appendix IV, "Locators") that have abbreviations.
_LOCATORS = (
    *("appendix", "book", "chapter", "column", "figure", "folio", "issue", "line", "note", "opus", "page", "paragraph"),
    *("part", "section", "sub-verbo", "supplement", "table", "verse", "volume"),
)


def roman(number: int) -> str:
    """`number`, from 1 on, in small Roman numerals: 4 is `iv`."""
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_ONES):
        count, number = divmod(number, value)
        text += letters * count
    return text


def _in_form(context: RenderContext, text: str, form: str, variable: str) -> str:
    if not text.isdecimal() or len(text) > _MAX_DIGITS or form == "numeric":
        return text
    number = int(text)
    if form == "roman":
        return roman(number) if 0 < number < 6000 else text
    if form == "long-ordinal":
        return context.style.terms.long_ordinal(number, variable)
    return context.style.terms.ordinal(number, variable) if form == "ordinal" else text


def _says_its_type(context: RenderContext) -> bool:
    """Whether a locator without a type of its own begins with the abbreviation of one: `vol. 2, p. 5`."""
    word, _, rest = context.pinpoint.text.partition(" ")
    if context.pinpoint.label != "page" or not rest or not word.endswith("."):
        return False
    return bool(_locator_name(context, word))


def _locator_name(context: RenderContext, word: str) -> str:
    """The locator type of which `word` is the abbreviation in the style's locale; empty where it is none."""
    term = context.style.term
    return next((name for name in _LOCATORS for many in (False, True) if word == term(name, "short", plural=many)), "")


def _labelled_from(context: RenderContext, found: list[str]) -> int:
    """Where a number with an abbreviation of its own begins among numbers and separators: at `p. 3` of `7, p. 3-8`.

    As citeproc-js does, the abbreviation becomes plural before several numbers; the index past the end where none is.
    """
    for at in range(0, len(found), 2):
        word, _, rest = found[at].partition(" ")
        if rest and word.endswith(".") and (name := _locator_name(context, word)):
            many = context.style.term(name, "short", plural=len(found) > at + 1)
            found[at] = f"{many} {rest}"
            return at
    return len(found)


@csl_element("number")
class NumberElement(RenderingElement, CslElement):
    """`cs:number`: a number variable in the form that the style asks for."""

    def render(self, context: RenderContext) -> Node | None:
        """The number as a node; None where the variable is empty."""
        variable = self.get("variable")
        there = variable not in context.suppressed and has_value(context, variable)
        context.called(variable, nonempty=there)
        if not there:
            return None
        if variable == "locator":
            context.suppressed.add(variable)
        text = numbers.variable_text(context, variable)
        if variable == "locator" and context.pinpoint.verbatim:
            return self.text_node(text, context)
        found = numbers.format_number(context.style, text, variable, context.pinpoint.label)
        form = self.get("form", "numeric")
        end = _labelled_from(context, found)
        found[:end:2] = [_in_form(context, text, form, variable) for text in found[:end:2]]
        return self.text_node("".join(found), context)


@csl_element("label")
class LabelElement(RenderingElement, CslElement):
    """`cs:label`: the term for a variable, singular or plural. Within `cs:names` that element renders it."""

    def render(self, context: RenderContext) -> Node | None:
        """The term as a node; None where the variable is empty or its locale has no such term."""
        variable = self.get("variable")
        if context.area == "bibliography" and variable == "locator":
            # An entry has no locator: styles that call it there mean the item's pages.
            variable = "page"
        elif variable == context.pinpoint.label and not has_value(context, variable):
            # A style that writes the label of the locator type in place of that of `locator`.
            variable = "locator"
        text = numbers.variable_text(context, variable)
        if not text or (variable == "locator" and (context.pinpoint.verbatim or _says_its_type(context))):
            return None
        name = context.pinpoint.label if variable == "locator" else variable
        number = self.get("plural", "contextual")
        many = number == "always" or (
            number == "contextual" and numbers.is_plural(numbers.in_english(context.style, text), variable)
        )
        return self.term_node(context, name, plural=many)

    def term_node(self, context: RenderContext, name: str, *, plural: bool) -> Node | None:
        """The term `name` in this label's form, as a node; None where the locale has no such term."""
        word = context.style.term(name, self.get("form", "long"), plural=plural)
        if not word:
            return None
        context.group_state.term = True
        if self.strips_periods or context.strip_periods:
            word = word.replace(".", "")
        return self.text_node(word, context, context.style.language)
