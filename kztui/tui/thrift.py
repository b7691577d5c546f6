"""Updates in as few bytes as they need: only the columns that changed, and of each style only what differs.

Over a slow line a cursor move must not cost what a whole screen does. Textual writes each changed line of a widget from
its left edge, and every part of it with its whole style and a reset.
"""

from functools import lru_cache

from rich.color import Color, ColorType
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from kztui.tui.changes import ground

PLAIN = "\x1b[0m"
# Each attribute: its name on a style, what switches it on, and what off; bold and dim share their off.
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


class ThriftyUpdate(ChopsUpdate):
    """A partial update of the screen, written with state: what the terminal knows already is not said again."""

    @classmethod
    def of(cls, update: ChopsUpdate) -> "ThriftyUpdate":
        return cls(update.chops, update.spans, update.chop_ends)

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal. Consoles of few colours get Textual's own, which maps colours down."""
        if console.color_system not in {"truecolor", "256"}:
            return super().render_segments(console)
        written: list[str] = []
        known: Style | None = None
        at = (-1, -1)
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                start, stop = max(x, first), min(end, last)
                if strip is None or start >= stop:
                    continue
                part = strip if (start, stop) == (x, end) else strip.crop(start - x, stop - x)
                written.append(_move(at, (start, y)))
                at = (stop, y)
                known = _write(written, part, known, console)
        written.append(PLAIN)
        return "".join(written)


class ThriftyLayout(LayoutUpdate):
    """A whole screen, written with state."""

    @classmethod
    def of(cls, update: LayoutUpdate) -> "ThriftyLayout":
        return cls(update.strips, update.region)

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal; Textual's own where there are few colours."""
        if console.color_system not in {"truecolor", "256"}:
            return super().render_segments(console)
        written: list[str] = []
        known: Style | None = None
        for y, line in enumerate(self.strips, self.region.y):
            written.append(_move((-1, -1), (self.region.x, y)))
            for strip in line:
                known = _write(written, strip, known, console)
        written.append(PLAIN)
        return "".join(written)


def _write(written: list[str], strip: Strip, known: Style | None, console: Console) -> Style | None:
    """Add the bytes of a strip to those `written`; the style that the terminal then has, None where that is unknown."""
    for text, style, _ in strip:
        wanted = style or Style.null()
        if wanted.link:
            written += (PLAIN, wanted.render(text, color_system=console._color_system))
            known = None
            continue
        if known is None or not text.isspace() or ground(known) != ground(wanted):
            written.append(change(known, wanted))
            known = wanted
        written.append(text)
    return known


def _move(at: tuple[int, int], to: tuple[int, int]) -> str:
    """The shortest way from where the cursor is to where it is wanted."""
    (x, y), (column, row) = at, to
    if at == to:
        return ""
    if y == row and 0 <= x < column:
        return f"\x1b[{column - x}C"
    return f"\x1b[{row + 1};{column + 1}H"


@lru_cache(maxsize=4096)
def change(known: Style | None, wanted: Style) -> str:
    """The sequence that turns the terminal from style `known` (None where that is unknown) to `wanted`."""
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
        codes.append(_colour(wanted.color, foreground=True))
    if known.bgcolor != wanted.bgcolor:
        codes.append(_colour(wanted.bgcolor, foreground=False))
    return f"\x1b[{';'.join(codes)}m" if codes else ""


def _colour(colour: Color | None, foreground: bool) -> str:
    if colour is None or colour.type is ColorType.DEFAULT:
        return "39" if foreground else "49"
    if colour.type is not ColorType.TRUECOLOR or colour.triplet is None:
        return ";".join(colour.get_ansi_codes(foreground))
    number = numbered(*colour.triplet)
    kind = "38" if foreground else "48"
    return f"{kind};5;{number}" if number is not None else f"{kind};2;{';'.join(map(str, colour.triplet))}"


def numbered(red: int, green: int, blue: int) -> int | None:
    """The number of a colour among those of the 256 that are the same on all terminals, or None."""
    if red == green == blue and (red - 8) % 10 == 0 and 8 <= red <= 238:
        return 232 + (red - 8) // 10
    try:
        return 16 + 36 * _CUBE.index(red) + 6 * _CUBE.index(green) + _CUBE.index(blue)
    except ValueError:
        return None
