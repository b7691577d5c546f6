"""Turns screen updates into few ANSI bytes: only the columns that changed, style by style, runs of blanks erased.

Over ssh a cursor move must not cost what a whole screen does. Textual 8.2.8 (`_compositor.ChopsUpdate`) writes each
changed line of a widget from its left edge, and every segment of it with its whole style and a reset.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from kztui.tui.render.cells import cell_width, width_varies
from kztui.tui.render.graphemes import any_width_varies, cut_columns, graphemes, join_marks
from kztui.tui.render.styled_text import PLAIN, Parts, blank_style, marks_blanks, merged, parts_width, sgr_change

_OUR_SYSTEMS = ("truecolor", "256")
NOWHERE = (-1, -1)
"""The position of the cursor while it is unknown."""
FEW = " " * 5
"""The shortest run of trailing blanks that ECH (`ESC [ 5 X`) erases in fewer bytes."""
MANY = re.compile(" {11,}")
"""Runs of blanks amid words that ECH and CUF (`ESC [ 11 X ESC [ 11 C`) write in fewer bytes."""

_GAPS = re.compile("( {2,}|[\u2500-\u259f]+)")
"""Blanks between columns, and frames."""
_PIECE_ENDS = re.compile("[\u200d\ufe0e\ufe0f\u20e3]|[\U0001f1e6-\U0001f1ff]{2}")
"""Within a grapheme: some terminals skip what follows it until the next sequence (pyte 0.8.2, `Screen.draw`)."""
_FLAG_ENDS = tuple(map(chr, range(0x1F1E6, 0x1F200)))
"""Of two cells nearly everywhere, so that what follows can be placed by its column without a gap."""


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
        if not _is_ours(console, (strip for y, _, _ in self.spans for strip in self.chops[y].values())):
            return super().render_segments(console)
        drawing = _Drawing(self.chop_ends[0][-1] if self.chop_ends else 0)
        for y, spans in groupby(self.spans, key=itemgetter(0)):
            columns = [(first, last) for _, first, last in spans]
            for x, end, segments in _adjacent(self.chops[y], self.chop_ends[y]):
                cuts = [(start, stop) for first, last in columns if (start := max(x, first)) < (stop := min(end, last))]
                parts = join_marks(segments)
                if cuts and any_width_varies(segments):
                    # Where its parts stand depends on the terminal: what is drawn over it is all of it.
                    drawing.add_varying(parts, x, y, end - x)
                    continue
                for start, stop in cuts:
                    drawing.add(cut_columns(parts, start - x, stop - x), start, y)
        drawing.by_style()
        return drawing.written(console)


def _adjacent(chops: Mapping[int, Strip | None], ends: Sequence[int]) -> Iterator[tuple[int, int, list[Segment]]]:
    """Runs of adjacent strips of a line, as start, end and segments; None stands for a strip that has not changed.

    A combining mark at the start of a strip belongs to the last cell of the one before. A strip with text on whose
    width terminals disagree is a run of its own.
    """
    start, stop = 0, 0
    segments: list[Segment] = []
    varying = False
    for end, (x, strip) in zip(ends, chops.items(), strict=False):
        before, varying = varying, strip is not None and any_width_varies(strip)
        if segments and (strip is None or x != stop or varying or before):
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
        lines = [list(line) for line in self.strips]
        if not _is_ours(console, (strip for line in lines for strip in line)):
            return super().render_segments(console)
        drawing = _Drawing(self.region.right)
        for y, line in enumerate(lines, self.region.y):
            x = self.region.x
            for strip in line:
                if any_width_varies(strip):
                    drawing.add_varying(join_marks(strip), x, y, strip.cell_length)
                else:
                    drawing.add(join_marks(strip), x, y)
                x += strip.cell_length
        return drawing.written(console)


def _is_ours(console: Console, strips: Iterable[Strip | None]) -> bool:
    """Whether Textual's writing will not do: it takes many bytes, or terminals disagree on the width of a text."""
    if console.color_system in _OUR_SYSTEMS:
        return True
    return any(strip is not None and any_width_varies(strip) for strip in strips)


class _StyledRun(NamedTuple):
    """Neighbouring cells of one style on one line."""

    style: Style
    """For blanks, only what is visible on them."""
    blank: bool
    x: int
    y: int
    cells: int
    text: str
    follows: bool = False
    """Whether it stands where the one before it ends, wherever that is, and its style is to be sent again."""


class _Drawing:
    """The runs to be written to a screen of `width` columns."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._runs: list[_StyledRun] = []
        self._flows: list[_StyledRun] = []
        """Written before the others, which are then drawn over what was wider than thought."""

    def add(self, parts: Parts, x: int, y: int) -> None:
        """Add the parts from column `x` of line `y` on."""
        for text, style in merged(parts):
            cells = cell_width(text)
            blank = not text.strip(" ") and not style.link
            self._runs.append(_StyledRun(blank_style(style) if blank else style, blank, x, y, cells, text))
            x += cells

    def add_varying(self, parts: Parts, x: int, y: int, cells: int) -> None:
        """Add a whole strip of `cells` columns that holds text on whose width terminals disagree.

        Such text is written in one go over blanks, and what follows a gap or a frame is placed by its column: nothing
        is torn, and nothing of it or of what was there before remains beside it.
        """
        at = x
        flow: Parts = []
        for text, style in _squeezed(merged(parts), cells):
            for piece in _pieces(text):
                gap = _GAPS.match(piece) is not None
                if flow and (gap or flow[-1][0].endswith(_FLAG_ENDS)):
                    self._add_flow(flow, at, y)
                    at += parts_width(flow)
                    flow = []
                if flow or (width_varies(piece) and not gap):
                    flow.append((piece, style))
                else:
                    self.add([(piece, style)], at, y)
                    at += cell_width(piece)
        self._add_flow(flow, at, y)

    def _add_flow(self, flow: Parts, x: int, y: int) -> None:
        if not flow:
            return
        last = flow[-1][1]
        ground = Style(color=last.color, bgcolor=last.bgcolor, reverse=last.reverse)
        cells = parts_width(flow)
        self._flows.append(_StyledRun(blank_style(ground), True, x, y, cells, " " * cells))
        for number, (text, style) in enumerate(flow):
            self._flows.append(_StyledRun(style, False, x, y, cell_width(text), text, number > 0))

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
        system = console.color_system
        for style, blank, x, y, cells, text, follows in [*self._flows, *self._runs]:
            written.append("" if follows else _move(at, (x, y)))
            left = 0
            if style.link or system not in _OUR_SYSTEMS:
                written.append(PLAIN + style.render(text, color_system=COLOR_SYSTEMS[system] if system else None))
                known = None
            else:
                known = None if follows else known
                if style is not known and (known is None or not blank or blank_style(known) != style):
                    written.append(sgr_change(known, style, system))
                    known = style
                sent, left = _erased(text) if ERASES and not marks_blanks(style) else (text, 0)
                written.append(sent)
            stop = x + cells - left
            # Past the last column, and after characters whose width terminals disagree on, the position is unknown.
            exact = cells == len(text) and not follows and not width_varies(text)
            at = (stop, y) if stop < self._width and exact else NOWHERE
        written.append(PLAIN)
        return "".join(written)


def _pieces(text: str) -> Iterator[str]:
    """The gaps and frames of a text, and what is between them, each up to a grapheme that may hide what follows."""
    for number, part in enumerate(_GAPS.split(text)):
        if number % 2 or not _PIECE_ENDS.search(part):
            yield from filter(None, [part])
            continue
        piece = ""
        for sign, _ in graphemes(part):
            piece += sign
            if _PIECE_ENDS.search(sign):
                yield piece
                piece = ""
        yield from filter(None, [piece])


def _squeezed(parts: Parts, cells: int) -> Parts:
    """The parts in `cells` cells: Textual's own widgets pad a line by Rich's widths. Blanks at its end go first."""
    over = parts_width(parts) - cells
    kept = list(parts)
    for number in range(len(parts) - 1, -1, -1):
        text, style = parts[number]
        if over > 0:
            blanks = min(over, len(text) - len(text.rstrip(" ")))
            kept[number] = (text[: len(text) - blanks], style)
            over -= blanks
    return cut_columns(kept, 0, cells) if over > 0 else kept


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
