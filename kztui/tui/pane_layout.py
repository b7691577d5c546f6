"""Where each pane is on a screen of a given size: pane widths, heights and columns, as a pure function."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.geometry import Region

from kztui.tui.commands import INDEXED_KINDS

SMALLEST = (30, 8)
TWO_COLUMNS = 60
THREE_COLUMNS = 100
INDEX = tuple(kind.plural for kind in INDEXED_KINDS)
"""The names of the index panes, from the top."""
BARS = 2


class LayoutState(NamedTuple):
    """What the layout depends on besides the size of the screen."""

    focused: str = "reader"
    zoomed: bool = False
    timeline: bool = False
    peek: str = ""
    """Whether the preview card covers the upper (`above`) or the lower part (`below`) of the reader; empty for none."""
    rows: Mapping[str, int] = {}
    """The number of rows that each index pane has, by its name."""


def arrange(width: int, height: int, state: LayoutState) -> dict[str, Region]:
    """The region of each visible pane by its name; on a screen smaller than `SMALLEST` only the title bar, `top`."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return {"top": Region(0, 0, width, height)}
    regions = {"top": Region(0, 0, width, 1), "bottom": Region(0, height - 1, width, 1)}
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


def _columns(area: Region, state: LayoutState) -> dict[str, Region]:
    focused = state.focused if state.focused != "timeline" else "reader"
    if area.width < TWO_COLUMNS:
        return {focused: area}
    if area.width < THREE_COLUMNS:
        left = max(24, min(34, area.width * 2 // 5))
        regions = _stack(Region(0, area.y, left, area.height), state, focused)
        right = Region(left, area.y, area.width - left, area.height)
        links = max(5, area.height * 3 // 10)
        if area.height < 14:
            return regions | {"links" if focused == "links" else "reader": right}
        regions["reader"] = Region(right.x, right.y, right.width, area.height - links)
        regions["links"] = Region(right.x, right.y + area.height - links, right.width, links)
        return regions
    left = max(30, min(48, area.width * 28 // 100))
    links = max(28, min(46, area.width * 25 // 100))
    regions = _stack(Region(0, area.y, left, area.height), state, focused)
    regions["reader"] = Region(left, area.y, area.width - left - links, area.height)
    regions["links"] = Region(area.width - links, area.y, links, area.height)
    return regions


def _stack(area: Region, state: LayoutState, focused: str) -> dict[str, Region]:
    """The index panes as a stack, each as tall as its rows need; where space is short, the focused one keeps most."""
    needs = {name: state.rows.get(name, 1) + 2 for name in INDEX}
    heights = dict.fromkeys(INDEX, 3)
    spare = area.height - sum(heights.values())
    if spare < 0:
        kept = focused if focused in INDEX else "events"
        tallest = max(3, area.height - len(INDEX) + 1)
        titles = [name for name in INDEX if name != kept][: area.height - tallest]
        heights = dict.fromkeys(INDEX, 0) | dict.fromkeys(titles, 1) | {kept: tallest}
        spare = 0
    while spare > 0:
        growing = [name for name in INDEX if heights[name] < needs[name]]
        if not growing:
            break
        for name in growing:
            if spare > 0:
                heights[name] += 1
                spare -= 1
    heights[INDEX[-1]] += spare
    regions = {}
    y = area.y
    for name in INDEX:
        height = min(heights[name], area.bottom - y)
        if height > 0:
            regions[name] = Region(area.x, y, area.width, height)
        y += height
    return regions
