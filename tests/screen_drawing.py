"""Draws screens of a terminal emulator as SVG: one as a picture, several as a film that plays without end.

Each distinct line is drawn once. Frames are stacked, and a style sheet moves them past the window, one at a time. The
drawing fetches nothing and runs no script, so that it plays within an image too; where less motion is wanted, it shows
its last frame.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

import pyte

CELL, LINE, FONT = 8.4, 18, 14
"""Width of a cell, height of a line, size of the font, in pixels."""
BORDER, TITLE_BAR = 8, 30
INK, PAPER = "dadada", "1c1c1c"
"""What the terminal draws where the program names no colour."""
BUTTONS = ("ff5f57", "febc2e", "28c840")
FONTS = "'Fira Code',ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace"

Row = tuple[pyte.screens.Char, ...]


class Frame(NamedTuple):
    """A screen, and how long it is shown, in seconds."""

    rows: tuple[Row, ...]
    seconds: float


class _Style(NamedTuple):
    """How a cell is drawn; colours as six hexadecimal digits."""

    ink: str
    paper: str
    bold: bool
    italic: bool
    underlined: bool

    @property
    def rule(self) -> str:
        """The same as declarations of a style sheet."""
        weight, slant, line = ";font-weight:700", ";font-style:italic", ";text-decoration:underline"
        return f"fill:#{self.ink}{weight * self.bold}{slant * self.italic}{line * self.underlined}"


def _style(cell: pyte.screens.Char) -> _Style:
    ink = INK if cell.fg == "default" else cell.fg
    paper = PAPER if cell.bg == "default" else cell.bg
    ink, paper = (paper, ink) if cell.reverse else (ink, paper)
    return _Style(ink, paper, cell.bold, cell.italics, cell.underscore)


class _Lines:
    """The lines drawn so far, each once, and the classes of their styles."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}
        self._classes: dict[str, str] = {}

    def number(self, row: Row) -> int:
        """The number of a line."""
        return self._lines.setdefault("".join(self._parts(row)), len(self._lines))

    def _parts(self, row: Row) -> Iterator[str]:
        """The backgrounds of a line, then its words, each run of one style by itself."""
        at = 0
        words: list[str] = []
        for style, same in groupby(row, _style):
            cells = [cell.data for cell in same]
            first, at = at, at + len(cells)
            if style.paper != PAPER:
                width = f"{len(cells) * CELL:g}"
                yield f'<path fill="#{style.paper}" d="M{first * CELL:g} 0h{width}v{LINE}h-{width}z"/>'
            while cells and cells[-1] == " ":
                cells.pop()
            while cells and cells[0] == " ":
                cells.pop(0)
                first += 1
            if cells:
                name = self._classes.setdefault(style.rule, f"s{len(self._classes)}")
                place = f'x="{first * CELL:g}" y="13.5" textLength="{len(cells) * CELL:g}"'
                words.append(f'<text class="{name}" {place}>{escape("".join(cells))}</text>')
        yield from words

    def definitions(self) -> str:
        """The lines, for frames to refer to."""
        return "".join(f'<g id="l{number}">{line}</g>' for line, number in self._lines.items())

    def rules(self) -> str:
        """The rules of the classes."""
        return "".join(f".{name}{{{rule}}}" for rule, name in self._classes.items())


def drawn(frames: Sequence[Frame]) -> str:
    """The frames, all of one size, as an SVG: a film, or a picture where there is one frame."""
    width, height = len(frames[0].rows[0]) * CELL, len(frames[0].rows) * LINE
    lines = _Lines()
    strip: list[str] = []
    for number, frame in enumerate(frames):
        uses = (f'<use href="#l{lines.number(row)}" y="{at * LINE}"/>' for at, row in enumerate(frame.rows))
        strip.append(f'<g transform="translate(0 {number * height})">{"".join(uses)}</g>')
    style = f"text{{font:{FONT}px {FONTS};white-space:pre}}{lines.rules()}{_motion(frames, height)}"
    buttons = "".join(f'<circle cx="{18 + 20 * at}" cy="16" r="6" fill="#{fill}"/>' for at, fill in enumerate(BUTTONS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 2 * BORDER:g} {height + TITLE_BAR + BORDER}">'
        f"<style>{style}</style><defs>{lines.definitions()}"
        f'<clipPath id="window"><path d="M0 0h{width:g}v{height}H0z"/></clipPath></defs>'
        f'<rect width="100%" height="100%" rx="8" fill="#{PAPER}"/>{buttons}'
        f'<g transform="translate({BORDER} {TITLE_BAR})" clip-path="url(#window)">'
        f'<g id="strip">{"".join(strip)}</g></g></svg>\n'
    )


def _motion(frames: Sequence[Frame], height: int) -> str:
    """The rules that show one frame after another, each as long as it says."""
    if len(frames) == 1:
        return ""
    whole, passed = sum(frame.seconds for frame in frames), 0.0
    steps: list[str] = []
    for number, frame in enumerate(frames):
        steps.append(f"{100 * passed / whole:.3f}%{{transform:translateY(-{number * height}px)}}")
        passed += frame.seconds
    return (
        f"#strip{{transform:translateY(-{(len(frames) - 1) * height}px)}}@media(prefers-reduced-motion:no-preference)"
        f"{{#strip{{animation:play {whole:g}s step-end infinite}}}}@keyframes play{{{''.join(steps)}}}"
    )
