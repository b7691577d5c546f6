"""Citations of one work that differ in a number alone, such as those of all paragraphs of an article.

A style takes milliseconds for a citation, and an article may have thousands of paragraphs. Where a style prints three
numbers as they are, with the same words around them, it prints all so: these three tell figures from ordinals, Roman
numerals and words, which depend on the number.
"""

import re
from functools import lru_cache

import msgspec
from msgspec import Struct

from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.output import OutputFormat
from kztui.citation.csl.render import render_citation
from kztui.citation.csl_item import CslItem
from kztui.citation.locator_styles import StyledLocator
from kztui.citation.styles import CslStyle

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
