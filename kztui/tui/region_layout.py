"""Textual's side of the floor plan: puts each widget where a function of the size says."""

from collections.abc import Callable, Mapping

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

Regions = Callable[[int, int], Mapping[str, Region]]


class RegionLayout(Layout):
    """Places children by id; one without a region, or with an empty one, is not shown."""

    name = "regions"

    def __init__(self, regions: Regions) -> None:
        self.regions = regions

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        regions = self.regions(size.width, size.height)
        placed = [
            WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child, order)
            for order, child in enumerate(children)
            if (region := regions.get(child.id or "")) and region.area
        ]
        # Textual numbers them from the last to the first, and draws anew what gets another number: all that come
        # before one that appears. So the last to be mounted, which come and go, are given first.
        return placed[::-1]
