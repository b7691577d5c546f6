"""Where each pane is on a screen of a given size: column widths, pane heights, the accordion; as a pure function."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.geometry import Region

from kztui.tui.commands import INDEXED_KINDS
from kztui.tui.render.cells import wrap

SMALLEST = (30, 8)
TWO_COLUMNS = 60
THREE_COLUMNS = 100
INDEX = tuple(kind.plural for kind in INDEXED_KINDS)
"""The names of the index panes, from the top."""
BARS = 2
MOST_MESSAGE_LINES = 6
"""The most lines that a message takes, which cover the lowest ones of the panes."""
NARROWEST = 20
"""The least width of a column beside the reader, in cells."""
NARROWEST_READER = 30
ONE_ROW = 3
"""The height of a pane with a single row, in lines."""
ROOMY = 5
"""The lines that each index pane must have for all of them to be open at once."""


class ColumnWidths(NamedTuple):
    """The widths that the reader chose for the columns beside the text, in cells; 0 for the default."""

    left: int = 0
    right: int = 0


class LayoutState(NamedTuple):
    """What the layout depends on besides the size of the screen."""

    focused: str = "reader"
    zoomed: bool = False
    timeline: bool = False
    peek: str = ""
    """Whether the preview card covers the upper (`above`) or the lower part (`below`) of the reader; empty for none."""
    rows: Mapping[str, int] = {}
    """The number of rows that each index pane lists, by its name."""
    opened: str = ""
    """The index pane that had the focus last; empty where none had it yet."""
    widths: ColumnWidths = ColumnWidths()
    message: str = ""
    """The message in the status bar, where one line has no room for it."""


def message_lines(message: str, width: int, most: int = MOST_MESSAGE_LINES) -> list[str]:
    """At most so many lines of a message in a status bar `width` cells wide: the last of them has the rest."""
    spans = wrap(message, width - 2)
    kept = [message[start:end] for start, end in spans[: max(1, most)]]
    return [*kept[:-1], message[spans[len(kept) - 1][0] :]]


def message_height(message: str, width: int, height: int) -> int:
    """How many lines of a screen the status bar takes with a message, or with none."""
    return min(len(message_lines(message, width)), max(1, height // 4)) if message else 1


def arrange(width: int, height: int, state: LayoutState) -> dict[str, Region]:
    """The region of each visible pane by its name; on a screen smaller than `SMALLEST` only the title bar, `top`."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return {"top": Region(0, 0, width, height)}
    bar = message_height(state.message, width, height)
    regions = {"top": Region(0, 0, width, 1), "bottom": Region(0, height - bar, width, bar)}
    area = Region(0, 1, width, height - BARS)
    if state.zoomed:
        return _peeked(regions | {state.focused: area}, state)
    large = width >= TWO_COLUMNS and area.height >= 18
    if state.timeline and (large or state.focused == "timeline"):
        share = min(area.height // 2, 18) if large else area.height
        top = area.height - share
        regions["timeline"] = Region(0, area.y + top, width, share)
        area = Region(0, 1, width, top)
        if not top:
            return regions
    return _peeked(regions | _columns(area, state), state)


def _peeked(regions: dict[str, Region], state: LayoutState) -> dict[str, Region]:
    """Adds the region of the preview card over the reader, or over the focused pane."""
    under = regions.get("reader") or regions.get(state.focused)
    if state.peek and under:
        height = min(under.height - 2, max(7, min(14, under.height * 2 // 5)))
        y = under.y if state.peek == "above" else under.bottom - height
        regions["peek"] = Region(under.x, y, under.width, height)
    return regions


def column_widths(width: int, chosen: ColumnWidths) -> ColumnWidths:
    """The widths of the columns on a screen `width` cells wide: as chosen, as far as that leaves room for the text.

    A column that the screen is too narrow for is 0 wide.
    """
    if width < TWO_COLUMNS:
        return ColumnWidths()
    if width < THREE_COLUMNS:
        left = chosen.left or max(24, min(34, width * 2 // 5))
        return ColumnWidths(max(NARROWEST, min(left, width - NARROWEST_READER)))
    right = chosen.right or max(28, min(46, width * 25 // 100))
    right = max(NARROWEST, min(right, width - NARROWEST_READER - NARROWEST))
    left = chosen.left or max(30, min(48, width * 30 // 100))
    return ColumnWidths(max(NARROWEST, min(left, width - NARROWEST_READER - right)), right)


def _columns(area: Region, state: LayoutState) -> dict[str, Region]:
    focused = state.focused if state.focused != "timeline" else "reader"
    left, right = column_widths(area.width, state.widths)
    if not left:
        return {focused: area}
    regions = _stack(Region(0, area.y, left, area.height), state)
    middle = Region(left, area.y, area.width - left - right, area.height)
    if right:
        return regions | {"reader": middle, "links": Region(area.width - right, area.y, right, area.height)}
    if area.height < 14:
        return regions | {"links" if focused == "links" else "reader": middle}
    below = max(5, area.height * 3 // 10)
    regions["reader"] = Region(left, area.y, middle.width, area.height - below)
    regions["links"] = Region(left, area.bottom - below, middle.width, below)
    return regions


def _stack(area: Region, state: LayoutState) -> dict[str, Region]:
    """The index panes as an accordion. The one in use is as tall as its rows need, the others have what that leaves.

    Before one was used, all share the height, where that is enough for all. A pane is a title line or shows a row.
    """
    needs = {name: max(1, state.rows.get(name, 1)) + 2 for name in INDEX}
    opened = state.focused if state.focused in INDEX else state.opened
    if opened not in INDEX and area.height < ROOMY * len(INDEX):
        opened = "events"
    heights = _shared(area.height, needs) if opened not in INDEX else _around(opened, area.height, needs)
    regions = {}
    y = area.y
    for name, height in heights.items():
        if height > 0:
            regions[name] = Region(area.x, y, area.width, height)
        y += height
    return regions


def _around(opened: str, lines: int, needs: Mapping[str, int]) -> dict[str, int]:
    """The height of each pane where one is open: of the others, as many as have room for more than a title line."""
    titles = [name for name in INDEX if name != opened][: max(0, lines - 3)]
    heights = {name: 1 if name in titles else 0 for name in INDEX}
    heights[opened] = min(max(3, needs[opened]), lines - len(titles))
    spare = lines - sum(heights.values())
    for name in titles:
        if spare >= 2:
            more = min(needs[name] - 1, spare)
            heights[name] += more
            spare -= more
    return _filled(heights, lines, needs)


def _shared(lines: int, needs: Mapping[str, int]) -> dict[str, int]:
    """The height of each pane where all are open: as tall as its rows need, or an equal share of what there is."""
    return _filled(dict.fromkeys(INDEX, 3), lines, needs)


def _filled(heights: Mapping[str, int], lines: int, needs: Mapping[str, int]) -> dict[str, int]:
    """The heights that fill so many lines: panes that are open grow by turns to what they need, then beyond that.

    Beyond that grow those that have more than a row: one that lists nothing needs no room for it.
    """
    filled = dict(heights)
    opened = [name for name in INDEX if filled[name] > 1]
    listing = [name for name in opened if needs[name] > ONE_ROW] or opened
    spare = lines - sum(filled.values())
    while spare > 0:
        growing = ([name for name in opened if filled[name] < needs[name]] or listing)[:spare]
        for name in growing:
            filled[name] += 1
        spare -= len(growing)
    return filled
