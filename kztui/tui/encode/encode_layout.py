"""Where each pane of the encode mode is on a screen of a given size, as a pure function."""

from textual.geometry import Region

from kztui.tui.pane_layout import BARS, SMALLEST, THREE_COLUMNS

TWO_COLUMNS = 76
"""From so many cells on the list stands beside the paragraph; in fewer below it."""
FACTS_LINES = 8
FIELDS_CELLS = 46
"""The width of the item's pane while its fields are edited; the list gives way, the paragraph keeps its lines."""


def arrange_encoding(width: int, height: int, focused: str = "review", bar: int = 1) -> dict[str, Region]:
    """The region of each visible pane by its name; on a screen smaller than `SMALLEST` only the title bar, `top`.

    `focused` is the pane with the focus; a message of `bar` lines covers the last lines of the panes.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return {"top": Region(0, 0, width, height)}
    bars = {"top": Region(0, 0, width, 1), "bottom": Region(0, height - bar, width, bar)}
    area = Region(0, 1, width, height - BARS)
    if width >= THREE_COLUMNS:
        left, right = max(28, min(44, width * 26 // 100)), max(28, min(44, width * 27 // 100))
        if focused == "facts" and right < FIELDS_CELLS:
            left, right = max(18, left + right - FIELDS_CELLS), left + right - max(18, left + right - FIELDS_CELLS)
        middle = Region(left, area.y, width - left - right, area.height)
        sides = {"review": Region(0, area.y, left, area.height)}
        sides["facts"] = Region(width - right, area.y, right, area.height)
        return bars | sides | _texts(middle)
    if width >= TWO_COLUMNS:
        left = max(28, width * 35 // 100)
        facts = min(FACTS_LINES, area.height // 3) if area.height >= 16 else 0
        if focused == "facts":
            facts = area.height * 6 // 10
            original = Region(left, area.y, width - left, area.height - facts)
            fields = Region(left, original.bottom, original.width, facts)
            return bars | {"review": Region(0, area.y, left, area.height), "original": original, "facts": fields}
        middle = Region(left, area.y, width - left, area.height - facts)
        sides = {"review": Region(0, area.y, left, area.height)}
        if facts:
            sides["facts"] = Region(left, middle.bottom, middle.width, facts)
        return bars | sides | _texts(middle)
    if focused == "facts":
        below = area.height * 6 // 10
        fields = Region(0, area.bottom - below, width, below)
        return bars | {"original": Region(0, area.y, width, area.height - below), "facts": fields}
    below = max(4, area.height // 3)
    sides = {"review": Region(0, area.bottom - below, width, below)}
    return bars | sides | _texts(Region(0, area.y, width, area.height - below))


def _texts(area: Region) -> dict[str, Region]:
    """The original above the paraphrase; the original alone where there is no room for both."""
    if area.height < 7:
        return {"original": area}
    below = area.height * 40 // 100
    above = area.height - below
    return {
        "original": Region(area.x, area.y, area.width, above),
        "paraphrase": Region(area.x, area.y + above, area.width, below),
    }
