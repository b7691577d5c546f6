"""How each style wants a place named in a source that prints no paragraph numbers.

The manuals differ. APA and Cite Them Right name the heading and count the paragraphs under it; Chicago puts the heading
in quotation marks before the URL; MLA wants none, since only numbers that the source prints count; Vancouver has no
locators at all. OSCOLA and IEEE, and every style that is not listed here, take the running number.
"""

from typing import Literal, NamedTuple

from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.style import ParsedStyle
from kztui.citation.locator import Locator, ranges
from kztui.citation.styles import CslStyle

LocatorForm = Literal["number", "section", "under", "nothing"]

# By the beginning of the CSL id; variants of a style follow its manual too.
_FORMS: tuple[tuple[str, LocatorForm], ...] = (
    ("apa-", "section"),
    ("harvard-cite-them-right-", "section"),
    ("chicago-", "under"),
    ("modern-language-association-", "nothing"),
)
_NO_LOCATOR = "MLA gives no locator for paragraphs that the source does not number"
_ENGLISH = "en"


class StyledLocator(NamedTuple):
    """A locator as a style takes it: within the citation, or after all of it; and what the reader should know."""

    pinpoint: Pinpoint = Pinpoint()
    suffix: str = ""
    hint: str = ""


def locator_form(style: CslStyle) -> LocatorForm:
    """What the manual behind a style wants."""
    return next((kind for begin, kind in _FORMS if f"{style.csl_id}-".startswith(begin)), "number")


def _running(where: Locator) -> StyledLocator:
    return StyledLocator(Pinpoint("paragraph", ranges(where.numbers, "-")))


def _counted(where: Locator, parsed: ParsedStyle) -> str:
    """The paragraphs counted under their heading, with the style's word for them; empty for all of a section."""
    if where.whole:
        return ""
    word = parsed.term("paragraph", "short", plural=len(where.within) > 1)
    return f", {word} {ranges(where.within)}"


def locator_in_style(where: Locator, style: CslStyle, parsed: ParsedStyle, policy: str) -> StyledLocator:
    """The locator for `where`. `policy`: `auto` by the manual, `csl` the running number as CSL prints it, `none`."""
    if not where.numbers or policy == "none":
        return StyledLocator()
    kind = locator_form(style) if policy == "auto" else "number"
    if kind == "nothing":
        return StyledLocator(hint=_NO_LOCATOR)
    # The words around a heading are English, and a heading must be over all of the paragraphs.
    if kind == "number" or not where.section or not parsed.language.startswith(_ENGLISH):
        return _running(where)
    counted = _counted(where, parsed)
    if kind == "section":
        section = where.section if where.section.lower().endswith("section") else f"{where.section} section"
        return StyledLocator(suffix=f", {section}{counted}")
    # American quotation marks close after the comma.
    comma = "," if counted else ""
    return StyledLocator(Pinpoint("page", f"under “{where.section}{comma}”{counted.removeprefix(',')}", verbatim=True))
