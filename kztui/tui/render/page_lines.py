"""Draws the lines of a page: margin, text with links and highlights, the original beside it."""

from bisect import bisect_right
from collections.abc import Callable
from operator import attrgetter

from msgspec import Struct
from rich.style import Style

from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.page import Block
from kztui.tui.render.styled_text import Part, Parts, fit, under
from kztui.tui.render.wrapped_page import (
    BEFORE_ORIGINAL,
    BELOW,
    GAP,
    MARGIN,
    ONE_LINE,
    SEAM,
    Position,
    WrappedLine,
    WrappedPage,
)
from kztui.tui.theme import Palette
from kztui.tui.view_state import Highlighter

NOTES = {"note", "my note"}
"""The types of the editor's notes and the reader's."""
READ = {"paragraph", "missing", "words", *NOTES}
"""The types of blocks with a bar beside the current one."""


class PageStyle(Struct, frozen=True):
    """What the drawing of a page depends on besides the page: theme, cursor, current link, highlights."""

    theme: Palette
    kind_of: Callable[[str], str]
    """The item kind of a target; empty for a dead one."""
    cursor: Position
    link: int
    """The current link of the cursor's block; -1 for none."""
    focused: bool
    highlighter: Highlighter | None = None


def draw_line(layout: WrappedPage, position: Position, cells: int, style: PageStyle) -> Parts:
    """One line of the page, `cells` wide."""
    block = layout.page[position.block]
    line = layout.lines(position.block)[position.line]
    theme = style.theme
    current = position.block == style.cursor.block
    left: Parts = [(" " * layout.left, theme.text), *_margin(block, line, layout, position, style)]
    if line.start == BELOW and line.aside:
        parts = [*left, (BEFORE_ORIGINAL, theme.frame), (block.aside[slice(*line.aside)], theme.dim)]
    elif line.start < 0:
        parts = left if (current and block.number) or block.block_type == "row" else []
    else:
        parts = [*left, *words(block, position, (line.start, line.end), style)]
        if block.block_type in ONE_LINE:
            parts += _remark(block, line, layout, theme)
        if layout.beside and block.aside:
            parts = fit(parts, layout.left + MARGIN + layout.aside_measure, theme.text)
            aside = block.aside[slice(*line.aside)] if line.aside else ""
            parts += [(SEAM, theme.frame), (aside, theme.dim)]
    parts = fit(parts, cells, theme.text)
    return under(parts, theme.unfocused_cursor, theme.text) if style.focused and position == style.cursor else parts


def _remark(block: Block, line: WrappedLine, layout: WrappedPage, theme: Palette) -> Parts:
    """What follows the text of a block of one line: an ellipsis where that is cut, then the remark."""
    parts: Parts = [("…", theme.dim)] if line.is_cut else []
    if block.remark and (line.is_cut or block.block_type == "entry"):
        parts.append((" " * GAP + layout.remark(block), theme.dim))
    return parts


def draw_lines(layout: WrappedPage, top: Position, size: tuple[int, int], style: PageStyle) -> list[Parts]:
    """The lines of the page from `top` on, at most `size[1]` lines of `size[0]` cells."""
    cells, lines = size
    drawn: list[Parts] = []
    position, end = top, layout.end()
    while len(drawn) < lines:
        drawn.append(draw_line(layout, position, cells, style))
        if position == end:
            break
        position = layout.step(position, 1)
    return drawn


def _margin(block: Block, line: WrappedLine, layout: WrappedPage, position: Position, style: PageStyle) -> Parts:
    theme = style.theme
    first = layout.is_first(position)
    here = position.block == style.cursor.block
    bar: Part = ("┃", theme.accent) if here and block.block_type in READ else (" ", theme.text)
    if block.block_type in NOTES:
        edge = ("▎ ", theme.note if block.block_type == "note" else theme.accent)
        return [bar, ("   ", theme.text), edge] if line.start >= 0 else [bar, ("     ", theme.text)]
    if block.block_type == "row":
        label = (crop(block.label, layout.indent(position) - 2), theme.dim)
        return [(" ", theme.text), *fit([label] if first else [], layout.indent(position) - 1, theme.text)]
    if block.block_type in {"entry", "passage"}:
        sign = "›" if here and style.focused else "·" if first else " "
        return [(f"   {sign}  ", theme.accent if here else theme.dim)]
    number = str(block.number) if first and block.number and line.start >= 0 else ""
    number_style = theme.strong if here else theme.dim
    form = block.form
    sign = form.sign if first or form.on_every_line else " " * len(form.sign)
    return [bar, (f"{number:>3}{' ' * (MARGIN - 4)}", number_style), (sign if line.start >= 0 else "", theme.dim)]


_STYLES_BY_TYPE = {"title": "strong", "byline": "dim", "names": "dim", "group": "dim", "note": "dim", "missing": "dim"}


_END = attrgetter("end")


def words(block: Block, position: Position, span: tuple[int, int], style: PageStyle) -> Parts:
    """The characters `span` of a block, on the line `position`, in parts that end where a link or a highlight does."""
    theme = style.theme
    start, end = span
    link = style.link if position.block == style.cursor.block else -1
    base = getattr(theme, _STYLES_BY_TYPE.get(block.block_type, block.form.style))
    text = block.text
    if block.block_type == "heading":
        base, text = theme.title, text.upper()
        if len(text) != len(block.text):
            text = block.text
    if block.block_type == "title" and block.label:
        base = theme.kind(block.label) + theme.strong.without_color
    parts: Parts = []
    at = start
    # A paragraph may have thousands of links; those of one line are looked up.
    for number in range(bisect_right(block.anchors, start, key=_END), len(block.anchors)):
        anchor = block.anchors[number]
        if anchor.start >= end:
            break
        first, last = max(anchor.start, start), min(anchor.end, end)
        if first > at:
            parts.append((text[at:first], base))
        kind = style.kind_of(anchor.target)
        link_style = theme.links[kind] if kind else theme.dead
        parts.append((text[first:last], link_style + theme.link if number == link else link_style))
        at = last
    if at < end:
        parts.append((text[at:end], base))
    return (
        highlight(parts, style.highlighter, theme.highlight_here if position == style.cursor else theme.highlight)
        if style.highlighter
        else parts
    )


def highlight(parts: Parts, highlighter: Highlighter, over: Style) -> Parts:
    """The parts with the style `over` laid upon all that `highlighter` finds."""
    made: Parts = []
    for text, style in parts:
        at = 0
        for start, end in highlighter(text):
            if start > at:
                made.append((text[at:start], style))
            made.append((text[start:end], style + over))
            at = end
        if at < len(text):
            made.append((text[at:], style))
    return made


def anchor_at(layout: WrappedPage, position: Position, x: int) -> int:
    """Which link of the block lies under column `x` of a line; -1 for none."""
    block = layout.page[position.block]
    line = layout.lines(position.block)[position.line]
    if line.start < 0:
        return -1
    column = layout.left + layout.indent(position)
    for offset in range(line.start, line.end):
        size = cell_width(block.text[offset])
        if column <= x < column + size:
            inside = (n for n, anchor in enumerate(block.anchors) if anchor.start <= offset < anchor.end)
            return next(inside, -1)
        column += size
    return -1
