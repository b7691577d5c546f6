"""What a format for reference managers leaves out of an item: found by writing it without one variable at a time."""

from collections.abc import Callable, Iterator

from kztui.article.table import Strings
from kztui.citation.csl_item import EDTF, CslItem, edtf_of, first_parts

_NOT_WRITTEN = frozenset({"id", "type", EDTF})
_DATES = ("issued", "accessed", "original-date", "event-date", "available-date", "submitted")


def losses(item: CslItem, write: Callable[[CslItem], str], label: str) -> Strings:
    """Hints on the variables that make no difference to what `write` writes, and on dates that it holds in part.

    `label` is the name of the format.
    """
    whole = write(item)
    variables = [variable for variable in item if variable not in _NOT_WRITTEN]
    lost = [variable for variable in variables if write(_without(item, variable)) == whole]
    hints = [f"{label} has no place for {', '.join(lost)}"] if lost else []
    dates = [variable for variable in _DATES if variable in item and variable not in lost]
    cut = [date for date in dates if any(write(less) == whole for less in _less_precise(item, date))]
    return (*hints, *(f"{label} holds only a part of the date {variable}" for variable in cut))


def _without(item: CslItem, variable: str) -> CslItem:
    return {name: value for name, value in _without_edtf(item, variable).items() if name != variable}


def _without_edtf(item: CslItem, variable: str) -> CslItem:
    """The item with a date as CSL has it alone; its variables in the same order, in which some formats write them."""
    return {**item, EDTF: {name: text for name, text in item.get(EDTF, {}).items() if name != variable}}


def _less_precise(item: CslItem, variable: str) -> Iterator[CslItem]:
    """The item with less of a date: without its EDTF, and with its first known day alone."""
    without_edtf = _without_edtf(item, variable)
    if edtf_of(item, variable):
        yield without_edtf
    only = {"date-parts": [first_parts(item, variable)]}
    for less in (only, {**only, "circa": True}) if only["date-parts"][0] else ():
        if item[variable] not in (only, less):
            yield {**without_edtf, variable: less}
