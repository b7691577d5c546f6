"""The line around a pane: the signs it is drawn with, the title in its upper edge, the words in its lower one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.style import Style

from kztui.tui.render.styled_text import Part, Parts, crop, fit, parts_width, width


class Border(NamedTuple):
    """Signs: four corners, the two directions, and what stands in the right edge beside the lines in view."""

    corners: str
    across: str
    down: str
    scrollbar: str


THIN = Border("╭╮╰╯", "─", "│", "┃")
HEAVY = Border("┏┓┗┛", "━", "┃", "█")


def heading(titles: Sequence[str], counts: Iterable[Parts], cells: int) -> tuple[str, Parts]:
    """Title and counts for so many cells, the longest that go in whole; the last title alone where none does."""
    for count in counts:
        for title in titles:
            if width(title) + (parts_width(count) + 2 if count else 0) <= cells:
                return title, count
    return crop(titles[-1], cells), []


def upper(border: Border, edge: Style, title: Part, counts: Parts, cells: int) -> Parts:
    """The upper edge, `cells` wide, with a title at its left and counts at its right."""
    corner = border.corners[1]
    end: Parts = [(" ", edge), *counts, (f" {corner}", edge)] if counts else [(corner, edge)]
    start: Parts = [(f"{border.corners[0]} ", edge), title, (" ", edge)]
    dashes = max(0, cells - parts_width(start) - parts_width(end))
    return fit([*start, (border.across * dashes, edge), *end], cells, edge)


def lower(border: Border, edge: Style, said: Part, cells: int) -> Parts:
    """The lower edge, `cells` wide, with a few words at its right, if there are any."""
    left, right, dash = border.corners[2], border.corners[3], border.across
    if not said[0]:
        return [(left + dash * (cells - 2) + right, edge)]
    return [(f"{left}{dash * (cells - 5 - width(said[0]))} ", edge), said, (f" {dash}{right}", edge)]
