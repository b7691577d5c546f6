"""A Textual layout that places widgets by a function of the screen's size, and functions that lay out again."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.screen import Screen
from textual.widget import Widget

Regions = Callable[[int, int], Mapping[str, Region]]


class RegionLayout(Layout):
    """Places children by their id: `regions` gets width and height in cells. One without a region is not shown."""

    name = "regions"

    def __init__(self, regions: Regions) -> None:
        self.regions = regions

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """The placements of the children that have a region on a screen of that size in cells."""
        regions = self.regions(size.width, size.height)
        placed = [
            WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child, order)
            for order, child in enumerate(children)
            if (region := regions.get(child.id or "")) and region.area
        ]
        # The compositor numbers placements from the last to the first, and repaints each whose number changes: all
        # before one that appears. So the widgets mounted last, which come and go, are given first.
        return placed[::-1]


def rearrange(screen: Screen[Any]) -> None:
    """Have the screen's layout compute the regions of its children again.

    `Widget.arrange` keeps what a layout has answered by size and children alone (`_arrangement_cache`), and a
    `RegionLayout` depends on more: on the focus and on what is open.
    """
    screen._clear_arrangement_cache()
    screen.refresh(layout=True, repaint=False)


def lay_out_now(screen: Screen[Any]) -> None:
    """Lay out the screen's children at once.

    `Widget.refresh(layout=True)` only asks for it: until then the mouse finds the widgets that were there before.
    """
    screen._refresh_layout()
