"""What each style's manual wants as a locator where the source prints no paragraph numbers.

The manuals differ. APA and Cite Them Right name the heading and count the paragraphs under it; Chicago puts the heading
in quotation marks before the URL; MLA wants none, since only numbers that the source prints count; Vancouver has no
locators at all. OSCOLA and IEEE, and every style that is not listed here, take the paragraph's number in the article.
"""

from typing import Literal, NamedTuple

from kztui.article.ids import fold_ranges
from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.style import ParsedStyle
from kztui.citation.locator import Locator
from kztui.citation.styles import CslStyle

LocatorForm = Literal["number", "section", "under", "none"]

# By the beginning of the CSL id; variants of a style follow its manual too.
_FORMS: tuple[tuple[str, LocatorForm], ...] = (
    ("apa-", "section"),
    ("harvard-cite-them-right-", "section"),
    ("chicago-", "under"),
    ("modern-language-association-", "none"),
)
_NO_LOCATOR = "MLA gives no locator for paragraphs that the source does not number"
_ENGLISH = "en"


class StyledLocator(NamedTuple):
    """A locator as a style takes it: within the citation, or as a suffix after it; and a hint for the reader."""

    pinpoint: Pinpoint = Pinpoint()
    suffix: str = ""
    hint: str = ""


def locator_form(style: CslStyle) -> LocatorForm:
    """The form of locator that the manual behind a style wants."""
    return next((form for begin, form in _FORMS if f"{style.csl_id}-".startswith(begin)), "number")


def _counted(locator: Locator, parsed: ParsedStyle) -> str:
    """The paragraphs counted under their heading, with the style's term for them; empty for an entire section."""
    if locator.entire_section:
        return ""
    word = parsed.term("paragraph", "short", plural=len(locator.within) > 1)
    return f", {word} {fold_ranges(locator.within)}"


def locator_in_style(locator: Locator, style: CslStyle, parsed: ParsedStyle, policy: str) -> StyledLocator:
    """`locator` as `style` takes it, by `policy` (`request.LocatorPolicy`).

    The heading of a section is only named in English locales, and where it holds all of the paragraphs.
    """
    if not locator.numbers or policy == "none":
        return StyledLocator()
    form = locator_form(style) if policy == "auto" else "number"
    if form == "none":
        return StyledLocator(hint=_NO_LOCATOR)
    if form == "number" or not locator.section or not parsed.language.startswith(_ENGLISH):
        return StyledLocator(Pinpoint("paragraph", fold_ranges(locator.numbers, "-")))
    counted = _counted(locator, parsed)
    if form == "section":
        section = locator.section if locator.section.lower().endswith("section") else f"{locator.section} section"
        return StyledLocator(suffix=f", {section}{counted}")
    # American quotation marks close after the comma.
    comma = "," if counted else ""
    text = f"under “{locator.section}{comma}”{counted.removeprefix(',')}"
    return StyledLocator(Pinpoint("page", text, verbatim=True))
