"""Lines of styled text, cut and padded to a width in cells: what all panes draw with."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.sgr import blank_style

Part = tuple[str, Style]
Parts = list[Part]


def parts_width(parts: Iterable[Part]) -> int:
    """The width of all parts together, in cells."""
    return sum(cell_width(text) for text, _ in parts)


def fit(parts: Iterable[Part], cells: int, pad: Style) -> Parts:
    """The parts in exactly `cells` cells: cut with an ellipsis, or padded in the style `pad`."""
    fitted: Parts = []
    left = cells
    for text, style in parts:
        size = cell_width(text)
        if size > left:
            text = crop(text, left)  # noqa: PLW2901 (the part itself is what is cut)
            size = cell_width(text)
            if size:
                fitted.append((text, style))
            left -= size
            break
        if size:
            fitted.append((text, style))
            left -= size
    if left > 0:
        fitted.append((" " * left, pad))
    return fitted


def both_ends(left: Parts, right: Parts, cells: int, pad: Style) -> Parts:
    """`left` and `right` at the two ends of a line; `right` gives way first where there is no room for both."""
    room = cells - parts_width(right)
    if room < min(parts_width(left), cells // 2) + 1:
        return fit(left, cells, pad)
    return [*fit(left, room - 1, pad), (" ", pad), *right]


def on(parts: Parts, over: Style) -> Parts:
    """The parts with the style `over` added to each."""
    return [(text, style + over) for text, style in parts]


def under(parts: Parts, over: Style, plain: Style) -> Parts:
    """The parts with the style `over` added where their background is that of `plain`: highlights keep theirs."""
    return [(text, style + over if style.bgcolor == plain.bgcolor else style) for text, style in parts]


def strip(parts: Parts, cells: int) -> Strip:
    """The parts as a Textual strip; they must be exactly `cells` cells wide."""
    return Strip([Segment(text, style) for text, style in merged(parts)], cells)


def merged(parts: Parts) -> Parts:
    """The same cells in fewer parts: neighbours of one style are joined, and blanks join the part before them.

    The style of each part is sent to the terminal, which takes more bytes than its text.
    """
    made: Parts = []
    for text, style in parts:
        if made:
            before, last = made[-1]
            if style == last or (text.isspace() and blank_style(style) == blank_style(last)):
                made[-1] = (before + text, last)
                continue
            if before.isspace() and blank_style(style) == blank_style(last):
                made[-1] = (before + text, style)
                continue
        made.append((text, style))
    return made
