"""How a line of a page looks: its margin, its words with their links and lit hits, the original beside it."""

from collections.abc import Callable
from typing import NamedTuple

from rich.style import Style

from kztui.tui.layout import MARGIN, SEAM, Layout, Line, Spot
from kztui.tui.lines import Part, Parts, crop, fit, under, width
from kztui.tui.page import Block
from kztui.tui.palette import Palette
from kztui.tui.view import Lit


class Look(NamedTuple):
    """What the drawing of a page depends on besides the page."""

    ink: Palette
    kind_of: Callable[[str], str]
    """The item kind of a target; empty for a dead one."""
    cursor: Spot
    link: int
    """The current link of the cursor's block; -1 for none."""
    focused: bool
    lit: Lit | None = None


def draw_line(layout: Layout, spot: Spot, cells: int, look: Look) -> Parts:
    """One line of the page, `cells` wide."""
    block = layout.page[spot.block]
    line = layout.lines(spot.block)[spot.line]
    ink = look.ink
    current = spot.block == look.cursor.block
    left: Parts = [(" " * layout.left, ink.text), *_margin(block, line, layout, spot, look)]
    if line.start == -2 and line.aside:
        parts = [*left, ("┆ ", ink.frame), (block.aside[slice(*line.aside)], ink.dim)]
    elif line.start < 0:
        parts = left if (current and block.number) or block.look == "row" else []
    else:
        parts = [*left, *words(block, spot, (line.start, line.end), look)]
        if layout.beside and block.aside:
            parts = fit(parts, layout.left + MARGIN + layout.aside_measure, ink.text)
            aside = block.aside[slice(*line.aside)] if line.aside else ""
            parts += [(SEAM, ink.frame), (aside, ink.dim)]
    parts = fit(parts, cells, ink.text)
    return under(parts, ink.trace, ink.text) if look.focused and spot == look.cursor else parts


def draw_lines(layout: Layout, top: Spot, size: tuple[int, int], look: Look) -> list[Parts]:
    """The page from the line `top` on, as far as it goes, in a room of `size`: cells and lines."""
    cells, lines = size
    drawn: list[Parts] = []
    spot, end = top, layout.end()
    while len(drawn) < lines:
        drawn.append(draw_line(layout, spot, cells, look))
        if spot == end:
            break
        spot = layout.step(spot, 1)
    return drawn


def _margin(block: Block, line: Line, layout: Layout, spot: Spot, look: Look) -> Parts:
    ink = look.ink
    first = layout.is_first(spot)
    here = spot.block == look.cursor.block
    bar: Part = ("┃", ink.accent) if here and block.look in {"paragraph", "words", "note"} else (" ", ink.text)
    if block.look == "note":
        return [bar, ("   ", ink.text), ("▎ ", ink.note)] if line.start >= 0 else [bar, ("     ", ink.text)]
    if block.look == "row":
        label = (crop(block.label, layout.indent(spot) - 2), ink.dim)
        return [(" ", ink.text), *fit([label] if first else [], layout.indent(spot) - 1, ink.text)]
    if block.look == "entry":
        sign = "›" if here and look.focused else "·" if first else " "
        return [(f"   {sign}  ", ink.accent if here else ink.dim)]
    number = str(block.number) if first and block.number and line.start >= 0 else ""
    style = ink.strong if here else ink.dim
    return [bar, (f"{number:>3}{' ' * (MARGIN - 4)}", style)]


_LOOKS = {"title": "strong", "byline": "dim", "group": "dim", "note": "dim"}


def words(block: Block, spot: Spot, span: tuple[int, int], look: Look) -> Parts:
    """The characters `span` of a block, those of the line `spot`, cut where a link or a lit word begins or ends."""
    ink = look.ink
    start, end = span
    link = look.link if spot.block == look.cursor.block else -1
    base = getattr(ink, _LOOKS.get(block.look, "text"))
    text = block.text
    if block.look == "heading":
        base, text = ink.title, text.upper()
        if len(text) != len(block.text):
            text = block.text
    if block.look == "title" and block.label:
        base = ink.kind(block.label) + ink.strong.without_color
    parts: Parts = []
    at = start
    for number, anchor in enumerate(block.anchors):
        if anchor.end <= start or anchor.start >= end:
            continue
        first, last = max(anchor.start, start), min(anchor.end, end)
        if first > at:
            parts.append((text[at:first], base))
        kind = look.kind_of(anchor.target)
        style = ink.links[kind] if kind else ink.dead
        parts.append((text[first:last], style + ink.link if number == link else style))
        at = last
    if at < end:
        parts.append((text[at:end], base))
    return light(parts, look.lit, ink.hit_here if spot == look.cursor else ink.hit) if look.lit else parts


def light(parts: Parts, lit: Lit, over: Style) -> Parts:
    """The parts with the style `over` laid upon all that `lit` finds."""
    made: Parts = []
    for text, style in parts:
        at = 0
        for start, end in lit(text):
            if start > at:
                made.append((text[at:start], style))
            made.append((text[start:end], style + over))
            at = end
        if at < len(text):
            made.append((text[at:], style))
    return made


def anchor_at(layout: Layout, spot: Spot, x: int) -> int:
    """Which link of the block lies under column `x` of a line; -1 for none."""
    block = layout.page[spot.block]
    line = layout.lines(spot.block)[spot.line]
    if line.start < 0:
        return -1
    column = layout.left + layout.indent(spot)
    for offset in range(line.start, line.end):
        size = width(block.text[offset])
        if column <= x < column + size:
            inside = (n for n, anchor in enumerate(block.anchors) if anchor.start <= offset < anchor.end)
            return next(inside, -1)
        column += size
    return -1
