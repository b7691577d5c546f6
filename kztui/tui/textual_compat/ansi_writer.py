"""Updates in as few bytes as they need: only the columns that changed, style by style, and blanks by their number.

Over a slow line a cursor move must not cost what a whole screen does. Textual writes each changed line of a widget from
its left edge, and every part of it with its whole style and a reset.
"""

import os
import re
from collections.abc import Mapping
from typing import NamedTuple

from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate

from kztui.tui.render.cells import cell_width
from kztui.tui.render.graphemes import cut, together
from kztui.tui.render.sgr import PLAIN, change, ground, marks_blanks
from kztui.tui.render.styled_text import Parts, merged

NOWHERE = (-1, -1)
"""Where the cursor is when that is unknown."""
FEW = " " * 5
"""Blanks at an end that it takes fewer bytes to erase: `ESC [ 5 X`."""
MANY = re.compile(" {11,}")
"""Blanks amid words that it takes fewer bytes to erase and to step over: `ESC [ 11 X ESC [ 11 C`."""


def erases(environ: Mapping[str, str]) -> bool:
    """Whether the terminal gives what it erases the present background, as all do but GNU screen and Emacs."""
    if environ.get("STY"):
        return False
    # Within tmux the name is often that of screen.
    return bool(environ.get("TMUX")) or not environ.get("TERM", "").startswith(("screen", "eterm"))


ERASES = erases(os.environ)


class CompactUpdate(ChopsUpdate):
    """A partial update of the screen, written with state: what the terminal knows already is not said again."""

    @classmethod
    def of(cls, update: ChopsUpdate) -> "CompactUpdate":
        return cls(update.chops, update.spans, update.chop_ends)

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal. Consoles of few colours get Textual's own, which maps colours down."""
        if console.color_system not in {"truecolor", "256"}:
            return super().render_segments(console)
        drawing = _Drawing(self.chop_ends[0][-1] if self.chop_ends else 0)
        for y, first, last in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                start, stop = max(x, first), min(end, last)
                if strip is not None and start < stop:
                    drawing.add(cut(together(strip), start - x, stop - x), start, y)
        drawing.by_style()
        return drawing.written(console)


class CompactLayout(LayoutUpdate):
    """A whole screen, written with state, from top to bottom: where it comes slowly, one sees it grow."""

    @classmethod
    def of(cls, update: LayoutUpdate) -> "CompactLayout":
        return cls(update.strips, update.region)

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal; Textual's own where there are few colours."""
        if console.color_system not in {"truecolor", "256"}:
            return super().render_segments(console)
        drawing = _Drawing(self.region.right)
        for y, line in enumerate(self.strips, self.region.y):
            x = self.region.x
            for strip in line:
                drawing.add(together(strip), x, y)
                x += strip.cell_length
        return drawing.written(console)


class _StyledRun(NamedTuple):
    """Cells of one style side by side."""

    style: Style
    """Of a blank, no more than what it shows of it."""
    blank: bool
    x: int
    y: int
    cells: int
    text: str


class _Drawing:
    """What is to be drawn on a screen of so many columns."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._runs: list[_StyledRun] = []

    def add(self, parts: Parts, x: int, y: int) -> None:
        """Have the parts drawn from column `x` of line `y` on."""
        for text, style in merged(parts):
            cells = cell_width(text)
            blank = not text.strip(" ") and not style.link
            self._runs.append(_StyledRun(ground(style) if blank else style, blank, x, y, cells, text))
            x += cells

    def by_style(self) -> None:
        """Draw style by style: to go elsewhere takes fewer bytes than to change the style there and back."""
        styles: dict[tuple[Style, bool], list[_StyledRun]] = {}
        for run in self._runs:
            styles.setdefault((run.style, run.blank), []).append(run)
        self._runs = [run for runs in styles.values() for run in runs]

    def written(self, console: Console) -> str:
        """The bytes for the terminal."""
        written: list[str] = []
        known: Style | None = None
        at = NOWHERE
        system = console.color_system or "truecolor"
        for style, blank, x, y, cells, text in self._runs:
            written.append(_move(at, (x, y)))
            left = 0
            if style.link:
                written.append(PLAIN + style.render(text, color_system=COLOR_SYSTEMS[system]))
                known = None
            else:
                if style is not known and (known is None or not blank or ground(known) != style):
                    written.append(change(known, style, system))
                    known = style
                sent, left = _erased(text) if ERASES and not marks_blanks(style) else (text, 0)
                written.append(sent)
            stop = x + cells - left
            # Behind the last column, and behind letters that terminals measure differently, it may be anywhere.
            at = (stop, y) if stop < self._width and cells == len(text) else NOWHERE
        written.append(PLAIN)
        return "".join(written)


def _erased(text: str) -> tuple[str, int]:
    """The text with its long blanks erased, and how many cells before its end the cursor then stands."""
    if FEW not in text:
        return text, 0
    words = text.rstrip(" ")
    left = len(text) - len(words)
    if left < len(FEW):
        words, left = text, 0
    sent = MANY.sub(lambda blanks: f"\x1b[{len(blanks[0])}X\x1b[{len(blanks[0])}C", words)
    return (f"{sent}\x1b[{left}X" if left else sent), left


def _move(at: tuple[int, int], to: tuple[int, int]) -> str:
    """The shortest way from where the cursor is to where it is wanted."""
    (x, y), (column, row) = at, to
    straight = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"
    if at == NOWHERE or row < y:
        return straight
    # Not by backspaces, shorter though they are: that no control character but Escape leaves can be checked.
    across = _steps(column - x, "C") if column >= x else _steps(x - column, "D")
    return min(_steps(row - y, "B") + across, straight, key=len)


def _steps(number: int, way: str) -> str:
    """The sequence for so many steps in one of the ways `B`, `C`, `D`: down, right, left."""
    return f"\x1b[{number if number > 1 else ''}{way}" if number else ""
