"""What each style's manual wants as a locator where the source prints no paragraph numbers.

The manuals differ. APA and Cite Them Right name the heading and count the paragraphs under it; Chicago puts the heading
in quotation marks before the URL; MLA wants none, since only numbers that the source prints count; Vancouver has no
locators at all. OSCOLA and IEEE, and every style that is not listed in `request`, take the paragraph's number in the
article. A reader can ask for one way of counting in all styles. Pages go before all: every manual wants them if there
are any. A heading that the original does not print, and paragraphs under several headings, are counted through the
article in every style.
"""

from typing import NamedTuple

from kztui.article.ids import fold_ranges
from kztui.citation.csl.context import Pinpoint
from kztui.citation.csl.style import ParsedStyle
from kztui.citation.locator import Locator
from kztui.citation.request import LocatorForm, LocatorPolicy, manual_locator_form
from kztui.citation.styles import CslStyle

_NO_LOCATOR = "MLA gives no locator for paragraphs that the source does not number"
_ENGLISH = "en"


class StyledLocator(NamedTuple):
    """A locator as a style takes it: within the citation, or as a suffix after it; and a hint for the reader."""

    pinpoint: Pinpoint = Pinpoint()
    suffix: str = ""
    hint: str = ""
    reason: str = ""
    """Why the place is named so, as the end of a sentence."""


def locator_form(style: CslStyle) -> LocatorForm:
    """The form of locator that the manual behind a style wants."""
    return manual_locator_form(style.csl_id)


def _counted(locator: Locator, parsed: ParsedStyle) -> str:
    """The paragraphs counted under their heading, with the style's term for them; empty for an entire section."""
    if locator.entire_section:
        return ""
    word = parsed.term("paragraph", "short", plural=len(locator.within) > 1)
    return f", {word} {fold_ranges(locator.within)}"


def locator_in_style(locator: Locator, style: CslStyle, parsed: ParsedStyle, policy: LocatorPolicy) -> StyledLocator:
    """`locator` as `style` takes it, by `policy`.

    The heading of a section is only named in English locales, and where it holds all of the paragraphs.
    """
    if not locator.numbers or policy == "none":
        return StyledLocator()
    if locator.pages:
        return StyledLocator(Pinpoint("page", locator.page_ranges), reason="your copy has page numbers")
    manual = locator_form(style)
    form = _form(manual, policy)
    if form == "none":
        return StyledLocator(hint=_NO_LOCATOR)
    if form == "number" or not locator.section or not parsed.language.startswith(_ENGLISH):
        reason = _why_through_article(locator, style, parsed, form, policy)
        return StyledLocator(Pinpoint("paragraph", fold_ranges(locator.numbers, "-")), reason=reason)
    wanted = f"{style.name} counts paragraphs under their heading"
    reason = "the settings ask to count under headings" if policy == "section" else wanted
    under = _under_heading(locator, form, parsed, after=manual == "section" and not parsed.note)
    return under._replace(reason=reason)


def _form(manual: LocatorForm, policy: LocatorPolicy) -> LocatorForm:
    """The form that the policy asks for; counting under headings is as the manual has it, if it has it."""
    if policy == "section":
        return manual if manual in {"section", "under"} else "section"
    return manual if policy == "auto" else "number"


def _under_heading(locator: Locator, form: LocatorForm, parsed: ParsedStyle, *, after: bool) -> StyledLocator:
    """The heading and the paragraphs counted under it, `after` the citation or where its locator stands."""
    counted = _counted(locator, parsed)
    if form == "section":
        section = locator.section if locator.section.lower().endswith("section") else f"{locator.section} section"
        if after:
            return StyledLocator(suffix=f", {section}{counted}")
        return StyledLocator(Pinpoint("paragraph", f"{section}{counted}", verbatim=True))
    # American quotation marks close after the comma.
    comma = "," if counted else ""
    text = f"under “{locator.section}{comma}”{counted.removeprefix(',')}"
    return StyledLocator(Pinpoint("page", text, verbatim=True))


def _why_through_article(
    locator: Locator, style: CslStyle, parsed: ParsedStyle, form: LocatorForm, policy: LocatorPolicy
) -> str:
    """Why paragraphs are counted through the article, though a style may count them under headings."""
    if form == "number":
        if policy == "article":
            return "the settings ask to count through the article"
        return f"{style.name} counts paragraphs through the article"
    if locator.unprinted:
        return f"the original does not print the heading “{locator.unprinted}”"
    if not locator.section:
        return "they stand under several headings" if len(locator.numbers) > 1 else "it stands under no heading"
    return f"headings are named in English alone, and the style prints {parsed.language}"
