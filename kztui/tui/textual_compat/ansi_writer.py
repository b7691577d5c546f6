"""Turns screen updates into few ANSI bytes: only the columns that changed, style by style, runs of blanks erased.

Over ssh a cursor move must not cost what a whole screen does. Textual 8.2.8 (`_compositor.ChopsUpdate`) writes each
changed line of a widget from its left edge, and every segment of it with its whole style and a reset.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from kztui.tui.render.cells import cell_width
from kztui.tui.render.graphemes import cut_columns, join_marks
from kztui.tui.render.styled_text import PLAIN, Parts, blank_style, marks_blanks, merged, sgr_change

NOWHERE = (-1, -1)
"""The position of the cursor while it is unknown."""
FEW = " " * 5
"""The shortest run of trailing blanks that ECH (`ESC [ 5 X`) erases in fewer bytes."""
MANY = re.compile(" {11,}")
"""Runs of blanks amid words that ECH and CUF (`ESC [ 11 X ESC [ 11 C`) write in fewer bytes."""


def erases(environ: Mapping[str, str]) -> bool:
    """Whether the terminal erases with the current background colour (terminfo `bce`): all but GNU screen and Emacs."""
    if environ.get("STY"):
        return False
    # Within tmux, TERM is often that of GNU screen.
    return bool(environ.get("TMUX")) or not environ.get("TERM", "").startswith(("screen", "eterm"))


ERASES = erases(os.environ)


class CompactUpdate(ChopsUpdate):
    """A partial update of the screen; what the terminal's cursor and style already are is not sent again."""

    @classmethod
    def of(cls, update: ChopsUpdate) -> "CompactUpdate":
        """The same update, to be written in fewer bytes."""
        return cls(update.chops, update.spans, update.chop_ends)

    def render_segments(self, console: Console) -> str:
        """The ANSI text to send. With fewer than 256 colours it is Textual's own, which downgrades colours."""
        if console.color_system not in {"truecolor", "256"}:
            return super().render_segments(console)
        drawing = _Drawing(self.chop_ends[0][-1] if self.chop_ends else 0)
        for y, first, last in self.spans:
            for x, end, segments in _adjacent(self.chops[y], self.chop_ends[y]):
                start, stop = max(x, first), min(end, last)
                if start < stop:
                    drawing.add(cut_columns(join_marks(segments), start - x, stop - x), start, y)
        drawing.by_style()
        return drawing.written(console)


def _adjacent(chops: Mapping[int, Strip | None], ends: Sequence[int]) -> Iterator[tuple[int, int, list[Segment]]]:
    """Runs of adjacent strips of a line, as start, end and segments; None stands for a strip that has not changed.

    A combining mark at the start of a strip belongs to the last cell of the one before.
    """
    start, stop = 0, 0
    segments: list[Segment] = []
    for end, (x, strip) in zip(ends, chops.items(), strict=False):
        if segments and (strip is None or x != stop):
            yield start, stop, segments
            segments = []
        if strip is not None:
            start = start if segments else x
            segments = [*segments, *strip]
            stop = end
    if segments:
        yield start, stop, segments


class CompactLayout(LayoutUpdate):
    """A whole screen, written from top to bottom, so that over a slow line it appears in the order of reading."""

    @classmethod
    def of(cls, update: LayoutUpdate) -> "CompactLayout":
        """The same screen, to be written in fewer bytes."""
        return cls(update.strips, update.region)

    def render_segments(self, console: Console) -> str:
        """The ANSI text to send; with fewer than 256 colours it is Textual's own."""
        if console.color_system not in {"truecolor", "256"}:
            return super().render_segments(console)
        drawing = _Drawing(self.region.right)
        for y, line in enumerate(self.strips, self.region.y):
            x = self.region.x
            for strip in line:
                drawing.add(join_marks(strip), x, y)
                x += strip.cell_length
        return drawing.written(console)


class _StyledRun(NamedTuple):
    """Neighbouring cells of one style on one line."""

    style: Style
    """For blanks, only what is visible on them."""
    blank: bool
    x: int
    y: int
    cells: int
    text: str


class _Drawing:
    """The runs to be written to a screen of `width` columns."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._runs: list[_StyledRun] = []

    def add(self, parts: Parts, x: int, y: int) -> None:
        """Add the parts from column `x` of line `y` on."""
        for text, style in merged(parts):
            cells = cell_width(text)
            blank = not text.strip(" ") and not style.link
            self._runs.append(_StyledRun(blank_style(style) if blank else style, blank, x, y, cells, text))
            x += cells

    def by_style(self) -> None:
        """Sort the runs by style: moving the cursor takes fewer bytes than changing the style there and back."""
        styles: dict[tuple[Style, bool], list[_StyledRun]] = {}
        for run in self._runs:
            styles.setdefault((run.style, run.blank), []).append(run)
        self._runs = [run for runs in styles.values() for run in runs]

    def written(self, console: Console) -> str:
        """The ANSI text that draws the runs in their order and ends in the default style."""
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
                if style is not known and (known is None or not blank or blank_style(known) != style):
                    written.append(sgr_change(known, style, system))
                    known = style
                sent, left = _erased(text) if ERASES and not marks_blanks(style) else (text, 0)
                written.append(sent)
            stop = x + cells - left
            # Past the last column, and after characters whose width terminals disagree on, the position is unknown.
            at = (stop, y) if stop < self._width and cells == len(text) else NOWHERE
        written.append(PLAIN)
        return "".join(written)


def _erased(text: str) -> tuple[str, int]:
    """The text with long runs of blanks erased, and how many cells before its end that leaves the cursor."""
    if FEW not in text:
        return text, 0
    words = text.rstrip(" ")
    left = len(text) - len(words)
    if left < len(FEW):
        words, left = text, 0
    sent = MANY.sub(lambda blanks: f"\x1b[{len(blanks[0])}X\x1b[{len(blanks[0])}C", words)
    return (f"{sent}\x1b[{left}X" if left else sent), left


def _move(at: tuple[int, int], to: tuple[int, int]) -> str:
    """The shortest sequence that moves the cursor between two positions, each column and line from 0."""
    (x, y), (column, row) = at, to
    straight = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"
    if at == NOWHERE or row < y:
        return straight
    # Not by backspaces, though they are shorter: so a test can check that no control character but ESC is sent.
    across = _steps(column - x, "C") if column >= x else _steps(x - column, "D")
    return min(_steps(row - y, "B") + across, straight, key=len)


def _steps(number: int, way: str) -> str:
    """CUD, CUF or CUB (final byte `B`, `C`, `D`: down, right, left) for so many steps; empty for none."""
    return f"\x1b[{number if number > 1 else ''}{way}" if number else ""
