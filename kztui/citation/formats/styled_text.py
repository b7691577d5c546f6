"""A citation or an entry in a CSL style, as plain text, Markdown or HTML, with hints on what the style cannot say.

A style takes milliseconds for a citation, and an article may have thousands of paragraphs, whose citations differ in a
number alone. Where a style prints three numbers as they are, with the same words around them, it prints all so: these
three tell figures from ordinals, Roman numerals and words, which depend on the number.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import cast

import msgspec
from msgspec import Struct

from kztui.article.lazy_regex import LazyPattern
from kztui.article.table import Strings
from kztui.citation.csl.bibliography_order import bibliography_order
from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.output import OutputFormat
from kztui.citation.csl.render import parsed_style, render_citation, render_entry
from kztui.citation.csl_item import EDTF, CslItem, csl_date, edtf_of
from kztui.citation.locator import Locator
from kztui.citation.locator_styles import StyledLocator, locator_in_style
from kztui.citation.request import CitationRequest
from kztui.citation.styles import CslStyle, find_style

SAMPLES = ("61803", "29", "1")
"""Numbers of different lengths, the first of which hardly stands anywhere else."""
FEW = 3
"""So many citations are rendered before it pays to render the samples."""
NO_LOCATOR = StyledLocator()
_FIGURES = re.compile("[0-9]+")


class CitedWork(Struct, frozen=True):
    """A work to be cited, and how: its CSL item as JSON, the style, the format and the locale."""

    item: bytes
    style: CslStyle
    output: OutputFormat
    locale: str

    def rendered(self, placed: StyledLocator) -> str:
        """The citation with a locator. Raises `CitationError` as `render_citation` does."""
        item, (pinpoint, suffix, *_) = msgspec.json.decode(self.item), placed
        return render_citation(item, self.style, pinpoint, suffix=suffix, output=self.output, locale=self.locale)


class _Series(Struct, frozen=True):
    """Locators that differ in one number: what stands around it, in the suffix or in the pinpoint."""

    before: str
    after: str
    in_suffix: bool
    label: str
    verbatim: bool

    def with_number(self, number: str) -> StyledLocator:
        text = f"{self.before}{number}{self.after}"
        if self.in_suffix:
            return StyledLocator(suffix=text)
        return StyledLocator(Pinpoint(self.label, text, self.verbatim))


def cited(item: CslItem, style: CslStyle, placed: StyledLocator, output: OutputFormat, locale: str) -> str:
    """The citation of `item`, as `render_citation` writes it. Raises `CitationError` as that does."""
    work = CitedWork(msgspec.json.encode(item), style, output, locale)
    if not placed.pinpoint.text and not placed.suffix:
        return _without_locator(work)
    series, number = _series(placed)
    return _citations(work, series).with_number(number) if series else work.rendered(placed)


@lru_cache(maxsize=16)
def _without_locator(work: CitedWork) -> str:
    return work.rendered(NO_LOCATOR)


def _series(placed: StyledLocator) -> tuple[_Series | None, str]:
    """Which series a locator belongs to, and its number there; None where there is no number, or a style reads more."""
    (label, text, verbatim), suffix, *_ = placed
    figures = [*_FIGURES.finditer(suffix or text)]
    # A style knows what a range is, and other numbers; in what is printed unchanged, the last one is a number like any.
    if not figures or (suffix and text) or not (suffix or verbatim or figures[0][0] == text):
        return None, ""
    start, end = figures[-1].span()
    before, after = (suffix or text)[:start], (suffix or text)[end:]
    return _Series(before, after, bool(suffix), label, verbatim), figures[-1][0]


class _Citations:
    """The citations of a work by the locators of a series."""

    def __init__(self, work: CitedWork, series: _Series) -> None:
        self._work, self._series = work, series
        self._count = 0
        self._around: tuple[str, str] | None = None
        """What is printed before and after every number; None where that is not known, or depends on the number."""

    def with_number(self, number: str) -> str:
        if self._count == FEW:
            self._around = self._tried()
        self._count += 1
        return number.join(self._around) if self._around else self._rendered(number)

    def _rendered(self, number: str) -> str:
        return self._work.rendered(self._series.with_number(number))

    def _tried(self) -> tuple[str, str] | None:
        long, *others = SAMPLES
        before, found, after = self._rendered(long).partition(long)
        same = found and all(self._rendered(sample) == f"{before}{sample}{after}" for sample in others)
        return (before, after) if same else None


@lru_cache(maxsize=64)
def _citations(work: CitedWork, series: _Series) -> _Citations:
    return _Citations(work, series)


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
