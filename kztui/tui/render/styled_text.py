"""Lines of styled text, cut and padded to a width in cells, and the SGR sequences that change one style into the next.

Sequences name only the attributes that differ, and palette colours by their number.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from rich.color import Color, ColorSystem, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Background
from textual.filter import LineFilter
from textual.strip import Strip

from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.graphemes import any_width_varies, cut_columns, join_marks

PLAIN = "\x1b[0m"
# Each attribute: its name on a Rich style, its SGR code (ECMA-48, 8.3.117) and the code that resets it.
_ATTRIBUTES = (
    ("bold", "1", "22"),
    ("dim", "2", "22"),
    ("italic", "3", "23"),
    ("underline", "4", "24"),
    ("underline2", "21", "24"),
    ("reverse", "7", "27"),
    ("strike", "9", "29"),
)
_CUBE = (0, 95, 135, 175, 215, 255)


@lru_cache(maxsize=4096)
def sgr_change(known: Style | None, wanted: Style, system: str = "truecolor") -> str:
    """The SGR sequence that changes the terminal from style `known` (None: unknown) to `wanted`; empty for no change.

    `system` is the colour system of the terminal: `truecolor` or `256`.
    """
    if known == wanted:
        return ""
    codes: list[str] = []
    if known is None:
        codes.append("0")
        known = Style.null()
    has = {name for name, _, _ in _ATTRIBUTES if getattr(known, name)}
    wants = {name for name, _, _ in _ATTRIBUTES if getattr(wanted, name)}
    off = {code for name, _, code in _ATTRIBUTES if name in has - wants}
    codes += sorted(off)
    codes += [on for name, on, code in _ATTRIBUTES if name in wants and (name not in has or code in off)]
    if known.color != wanted.color:
        codes.append(_colour(wanted.color, True, system))
    if known.bgcolor != wanted.bgcolor:
        codes.append(_colour(wanted.bgcolor, False, system))
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _colour(colour: Color | None, foreground: bool, system: str) -> str:
    if colour is None or colour.type is ColorType.DEFAULT:
        return "39" if foreground else "49"
    if colour.type is not ColorType.TRUECOLOR or colour.triplet is None:
        return ";".join(colour.get_ansi_codes(foreground))
    number = palette_index(*colour.triplet)
    kind = "38" if foreground else "48"
    if number is not None:
        return f"{kind};5;{number}"
    if system == "256":
        return ";".join(colour.downgrade(ColorSystem.EIGHT_BIT).get_ansi_codes(foreground))
    return f"{kind};2;{';'.join(map(str, colour.triplet))}"


def palette_index(red: int, green: int, blue: int) -> int | None:
    """The index of a colour in the 6×6×6 cube or the grey ramp of the 256-colour palette; None if it is not there."""
    if red == green == blue and (red - 8) % 10 == 0 and 8 <= red <= 238:
        return 232 + (red - 8) // 10
    try:
        return 16 + 36 * _CUBE.index(red) + 6 * _CUBE.index(green) + _CUBE.index(blue)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def blank_style(style: Style) -> Style:
    """The part of a style that is visible on a blank: the background, or all of it if it marks blanks too."""
    return style if marks_blanks(style) else _background(style.bgcolor)


@lru_cache(maxsize=256)
def _background(colour: Color | None) -> Style:
    """The style of a background alone: one object for each, as comparing two equal ones takes long."""
    return Style(bgcolor=colour)


def marks_blanks(style: Style) -> bool:
    """Whether more than the background of this style is visible on a blank: underline, reverse or strike."""
    return bool(style.underline or style.underline2 or style.reverse or style.strike)


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
    return _strip(tuple(parts), cells)


@lru_cache(maxsize=512)
def _strip(parts: tuple[Part, ...], cells: int) -> Strip:
    """The strip, which is kept: after a key most lines are as before, and it holds what Textual has made of it.

    A strip never changes. As many are kept as the panes of a large screen have lines, twice.
    """
    return measured_strip([Segment(text, style) for text, style in merged(parts)], cells)


def measured_strip(segments: list[Segment], cells: int) -> Strip:
    """The segments, `cells` cells wide, as a strip that is cut at the columns of `cell_width`."""
    return MeasuredStrip(segments, cells) if any_width_varies(segments) else Strip(segments, cells)


class MeasuredStrip(Strip):
    """A strip with text on whose width terminals disagree: `textual.strip.Strip` would cut it by Rich's widths."""

    def crop(self, start: int, end: int | None = None) -> Strip:
        """The strip between two columns, the second exclusive; None is its end."""
        start, end = max(0, start), min(self.cell_length, self.cell_length if end is None else end)
        kept = cut_columns(join_marks(self), start, end) if start < end else []
        return measured_strip([Segment(text, style) for text, style in kept], max(0, end - start))

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The strips up to each of the columns `cuts`, from the one before on."""
        ends = [cut for cut in cuts if cut <= self.cell_length]
        return [self.crop(start, end) for start, end in pairwise([0, *ends])]

    def apply_filter(self, filter: LineFilter, background: Background) -> Strip:  # noqa: A002 - Textual's name for it
        """The strip after a filter, which keeps the width of each text."""
        return MeasuredStrip(super().apply_filter(filter, background), self.cell_length)


def merged(parts: Iterable[Part]) -> Parts:
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
