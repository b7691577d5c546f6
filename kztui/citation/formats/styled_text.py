"""A citation or an entry in a CSL style, as plain text, Markdown or HTML."""

from collections.abc import Callable
from typing import NamedTuple

from kztui.citation.csl.output import Output
from kztui.citation.csl.render import citation, entry, sheet_of
from kztui.citation.csl_item import CslItem
from kztui.citation.locator import Locator
from kztui.citation.locator_styles import place
from kztui.citation.styles import Style

ENTRY_HINT = "an entry names the whole article; the locator belongs to the citation"


class Styled(NamedTuple):
    """How text is wanted: in which style and locale, with which policy for locators, in which form of text."""

    style: Style
    locale: str
    policy: str
    output: Output


def entry_text(item: CslItem, where: Locator, styled: Styled) -> tuple[str, tuple[str, ...]]:
    """The entry, and hints where a place in the article was asked for, or where the style knows no doubtful dates."""

    def rendered(one: CslItem) -> str:
        return entry(one, styled.style, output=styled.output, locale=styled.locale)

    hint = ENTRY_HINT if where.numbers and styled.policy != "none" else ""
    return _with_hints(rendered, item, styled.style, hint)


def citation_text(item: CslItem, where: Locator, styled: Styled) -> tuple[str, tuple[str, ...]]:
    """The citation, and hints where the style gives no locator, or knows no doubtful dates."""
    style, locale = styled.style, styled.locale
    placed = place(where, style, sheet_of(style, locale), styled.policy)

    def rendered(one: CslItem) -> str:
        return citation(one, style, placed.pinpoint, suffix=placed.suffix, output=styled.output, locale=locale)

    hint = placed.hint
    if placed.pinpoint.text and rendered(item) == citation(item, style, output=styled.output, locale=locale):
        hint = f"the style {style.name} gives no locators"
    return _with_hints(rendered, item, style, hint)


def _with_hints(
    rendered: Callable[[CslItem], str], item: CslItem, style: Style, hint: str
) -> tuple[str, tuple[str, ...]]:
    """What is rendered; the hint, if there is one; and one more where it gives a doubtful date for certain."""
    text = rendered(item)
    hints = [hint] if hint else []
    issued = item.get("issued") or {}
    if issued.get("circa"):
        certain = {**item, "issued": {part: value for part, value in issued.items() if part != "circa"}}
        undated = {variable: value for variable, value in item.items() if variable != "issued"}
        if rendered(certain) == text != rendered(undated):
            hints.append(f"the style {style.name} does not say that the date is approximate")
    return text, tuple(hints)
