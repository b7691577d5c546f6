"""A citation or an entry in a CSL style, as plain text, Markdown or HTML."""

from typing import NamedTuple

from kztui.citation.corrections.output import Output
from kztui.citation.csl import CslItem
from kztui.citation.locator import Locator
from kztui.citation.policy import place
from kztui.citation.render import citation, entry, sheet_of
from kztui.citation.styles import Style

ENTRY_HINT = "an entry names the whole article; the locator belongs to the citation"


class Styled(NamedTuple):
    """How text is wanted: in which style and locale, with which policy for locators, in which form of text."""

    style: Style
    locale: str
    policy: str
    output: Output


def entry_text(item: CslItem, where: Locator, styled: Styled) -> tuple[str, tuple[str, ...]]:
    """The entry, and a hint where a place in the article was asked for."""
    text = entry(item, styled.style, output=styled.output, locale=styled.locale)
    return text, (ENTRY_HINT,) if where.numbers and styled.policy != "none" else ()


def citation_text(item: CslItem, where: Locator, styled: Styled) -> tuple[str, tuple[str, ...]]:
    """The citation, and a hint where the style gives no locator."""
    style, locale = styled.style, styled.locale
    placed = place(where, style, sheet_of(style, locale), styled.policy)
    text = citation(item, style, placed.pinpoint, suffix=placed.suffix, output=styled.output, locale=locale)
    hint = placed.hint
    if placed.pinpoint.text and text == citation(item, style, output=styled.output, locale=locale):
        hint = f"the style {style.name} gives no locators"
    return text, (hint,) if hint else ()
