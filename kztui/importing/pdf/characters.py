"""The characters of a PDF page with their places, as pdfium gives them."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from pypdfium2 import PdfTextPage, raw

HYPHEN = "\x02"
"""A hyphen at the end of a line; pdfium does not tell one that divides a word from one that belongs to it."""
MIN_WORD = 3
"""A word of so many letters has letters between its first and its last."""
LETTER_WIDTH = 0.6
"""Letters are on average at most so many times as wide as they are high."""
# Letters of scripts that run from left to right and are not composed of several characters: Latin, Greek, Cyrillic.
_WORD = re.compile(
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0386-\u03ff\u0400-\u0481\u048a-\u052f]+|.", re.DOTALL
)


class PlacedChar(NamedTuple):
    """A character with its place; a blank has none, and its height is 0."""

    sign: str
    x: float
    y: float
    left: float
    right: float
    height: float
    at: int


BLANK = PlacedChar(" ", 0, 0, 0, 0, 0, -1)
"""A blank, whose place does not matter."""
LINE_END = PlacedChar("\n", 0, 0, 0, 0, 0, -1)
_BLANKS, _LINE_ENDS = (BLANK,), (LINE_END,)


def placed_words(text: PdfTextPage, turn: int, size: tuple[float, float]) -> Iterator[Sequence[PlacedChar]]:
    """The characters of a page with their places: the letters of a word together, any other character alone.

    The functions of pdfium are called directly, and as few times as can be: a page has thousands of characters. Where
    the first and the last letter of a word stand as those of one word do, the letters between them are taken to stand
    where the first one does.
    """
    x, y, box, handle = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), text.raw
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    origin_of, box_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    edges = (math.nan, math.nan)

    def place(index: int) -> PlacedChar:
        nonlocal edges
        box_of(handle, index, at_box)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if turn or edges != (bottom, top):
            # A box between the edges of the last one is of a character of the same size, on the same baseline.
            edges = (bottom, top)
            origin_of(handle, index, at_x, at_y)
        char = PlacedChar(signs[index], x.value, y.value, left, right, top - bottom, index)
        return _turned(char, box, turn, size) if turn else char

    signs = _signs(text)
    for match in _WORD.finditer(signs):
        start, end = match.span()
        if signs[start] == " ":
            yield _BLANKS
        elif signs[start] in "\r\n":
            yield _LINE_ENDS
        elif end - start < MIN_WORD or turn:
            for index in range(start, end):
                yield (place(index),)
        elif _is_word(first := place(start), last := place(end - 1)):
            where = map(repeat, first[1:-1])
            yield (first, *map(PlacedChar, signs[start + 1 : end - 1], *where, range(start + 1, end - 1)), last)
        else:
            for index in range(start, end):
                yield (place(index),)


def _signs(text: PdfTextPage) -> str:
    """All characters of a page, each by its index; U+FFFD for what is none.

    pdfium's text of the page has them in one call, where it leaves out none of them.
    """
    count = text.count_chars()
    if count and raw.FPDFText_GetTextIndexFromCharIndex(text.raw, count - 1) == count - 1:
        units = (ctypes.c_ushort * (2 * count + 1))()
        written = raw.FPDFText_GetText(text.raw, 0, count, units)
        signs = bytes(units)[: 2 * (written - 1)].decode("utf-16-le", "surrogatepass")
        if len(signs) == count:
            return signs.replace("\ufffe", HYPHEN)
    codes = (raw.FPDFText_GetUnicode(text.raw, index) for index in range(count))
    return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)


def _is_word(first: PlacedChar, last: PlacedChar) -> bool:
    """Whether two letters stand on one baseline, and no farther apart than the letters between them are wide."""
    same = abs(first.y - last.y) < 0.01 * first.height and abs(first.height - last.height) < 0.01 * first.height
    return same and 0 < last.right - first.left <= LETTER_WIDTH * first.height * (last.at - first.at + 1)


def _turned(char: PlacedChar, box: "ctypes.Structure", turn: int, size: tuple[float, float]) -> PlacedChar:
    """A character of a page that is displayed turned clockwise by `turn` degrees, where it is displayed."""
    left, right, bottom, top = (float(getattr(box, side)) for side in ("left", "right", "bottom", "top"))
    width, height = size
    if turn == 90:
        return char._replace(x=char.y, y=height - char.x, left=bottom, right=top, height=right - left)
    if turn == 180:
        return char._replace(
            x=width - char.x, y=height - char.y, left=width - right, right=width - left, height=top - bottom
        )
    return char._replace(x=width - char.y, y=char.x, left=width - top, right=width - bottom, height=right - left)
