"""A citation or an entry in a CSL style, as plain text, Markdown or HTML, with hints on what the style cannot say."""

from collections.abc import Callable, Sequence
from typing import cast

from kztui.article.lazy_regex import LazyPattern
from kztui.article.table import Strings
from kztui.citation.csl.bibliography_order import bibliography_order
from kztui.citation.csl.output import OutputFormat
from kztui.citation.csl.render import parsed_style, render_entry
from kztui.citation.csl_item import EDTF, CslItem, csl_date, edtf_of
from kztui.citation.formats.numbered_citations import NO_LOCATOR, cited
from kztui.citation.locator import Locator
from kztui.citation.locator_styles import locator_in_style
from kztui.citation.request import CitationRequest
from kztui.citation.styles import CslStyle, find_style

_MARKS = LazyPattern("[?~%]")
ENTRY_HINT = "an entry names the whole article; the locator belongs to the citation"


def styled(item: CslItem, locator: Locator, request: CitationRequest) -> tuple[str, Strings, str]:
    """`item` in the style, form, locale and format of `request`: one line, hints, and why the place is named so.

    Hints say where a style gives no locator or no doubtful date though one was asked for. Raises `CitationError` for an
    unknown style or locale, and where the style prints nothing.
    """
    style, output, locale = find_style(request.style), cast("OutputFormat", request.format), request.locale
    item = {**item, "citation-number": request.number}
    if request.form == "entry":

        def entry(one: CslItem) -> str:
            """The entry for `one`."""
            return render_entry(one, style, output=output, locale=locale)

        hint = ENTRY_HINT if locator.numbers and request.locator != "none" else ""
        return *_with_hints(entry, item, style, entry(item), hint), ""

    placed = locator_in_style(locator, style, parsed_style(style, locale), request.locator)

    def citation(one: CslItem) -> str:
        """The citation of `one`."""
        return cited(one, style, placed, output, locale)

    hint, text = placed.hint, citation(item)
    # What is verbatim in it is printed: to see that, the work need not be rendered without its locator too.
    printed = placed.pinpoint.verbatim and placed.pinpoint.text in text
    if placed.pinpoint.text and not printed and text == cited(item, style, NO_LOCATOR, output, locale):
        hint = f"the style {style.name} gives no locators"
    return *_with_hints(citation, item, style, text, hint), "" if hint else placed.reason


def order_in_style(items: Sequence[CslItem], request: CitationRequest) -> list[int]:
    """The places in `items` in the order of the bibliography of the style; as they come where it has none.

    Raises `CitationError` for an unknown style or locale, or a style that cannot be followed.
    """
    style = parsed_style(find_style(request.style), request.locale)
    return bibliography_order(style, items) if style.has_bibliography else list(range(len(items)))


def _with_certain_date(item: CslItem) -> CslItem | None:
    """The item without the doubt about its date; None where there is none."""
    text = edtf_of(item, "issued")
    if text:
        certain = _MARKS.sub("", text)
        date = {**item, "issued": csl_date(certain), EDTF: {**item[EDTF], "issued": certain}}
        return date if certain != text else None
    issued = item.get("issued") or {}
    kept = {part: value for part, value in issued.items() if part != "circa"}
    return {**item, "issued": kept} if kept != issued else None


def _with_hints(
    render: Callable[[CslItem], str], item: CslItem, style: CslStyle, text: str, hint: str
) -> tuple[str, Strings]:
    """`text`, which is the rendered item; `hint`, if any; and one where the style prints a doubtful date as certain."""
    hints = [hint] if hint else []
    if certain := _with_certain_date(item):
        undated = {variable: value for variable, value in item.items() if variable != "issued"}
        if render(certain) == text != render(undated):
            hints.append(f"the style {style.name} does not say that the date is approximate")
    return text, tuple(hints)
