"""The order of several works in a bibliography (CSL 1.0.2, "Sorting"), and the numbers of styles that count them."""

import unicodedata
from collections.abc import Sequence

from kztui.citation.csl import number_values as numbers
from kztui.citation.csl.citeproc_hook import CS, CslElement
from kztui.citation.csl.context import Pinpoint, RenderContext
from kztui.citation.csl.date import sortable_date
from kztui.citation.csl.name_list import NameList
from kztui.citation.csl.nodes import Node
from kztui.citation.csl.style import ParsedStyle
from kztui.citation.csl_item import CslItem
from kztui.citation.errors import CitationError

SortValue = tuple[int, str]
"""A number, else 0; and a text that is folded, so that case and accents do not count."""
_NOTHING: SortValue = (0, "")


def bibliography_order(style: ParsedStyle, items: Sequence[CslItem]) -> list[int]:
    """The places in `items` in the order in which the style lists them; without `cs:sort`, as they come.

    Of works that are equal by all keys, the one that comes first stays first; what has no value for a key comes after
    those that have one, in either direction. Raises `CitationError` where the style has no bibliography or cannot be
    followed.
    """
    found = style.area("bibliography").find(f"{CS}sort")
    order = list(range(len(items)))
    for key in reversed([*found.iterchildren(f"{CS}key")] if found is not None else []):
        descending = key.get("sort") == "descending"
        values = [_value(style, item, key) for item in items]
        order.sort(key=values.__getitem__, reverse=descending)
        order.sort(key=[value == _NOTHING for value in values].__getitem__)
    return order


def _value(style: ParsedStyle, item: CslItem, key: CslElement) -> SortValue:
    """What a work is sorted by under one `cs:key`."""
    context = RenderContext(style, item, "bibliography", Pinpoint(), sorts=True)
    macro, variable = key.get("macro"), key.get("variable")
    try:
        if macro:
            if macro not in style.macros:
                raise CitationError(f"the style has no macro “{macro}”")
            node = style.macros[macro].render(context)
            return _folded(_text(node))
        value = item.get(variable)
        if isinstance(value, list):
            return _folded(_text(NameList(None, None, context).rendered(value)))
        if isinstance(value, dict):
            return _folded(sortable_date(context, variable))
        text = numbers.variable_text(context, variable)
        return (int(text), "") if variable in numbers.NUMBERS and text.isdecimal() else _folded(text)
    except RecursionError as error:
        raise CitationError("the style nests its elements too deep") from error
    except (AttributeError, LookupError, NotImplementedError, TypeError, ValueError) as error:
        raise CitationError(f"the style is not valid CSL: {error}") from error


def _text(node: Node | None) -> str:
    return node.prefix + node.plain + node.suffix if node else ""


def _folded(text: str) -> SortValue:
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = (letter for letter in letters if letter.isalnum() or letter.isspace() or letter in "-,")
    return 0, " ".join("".join(kept).split())
