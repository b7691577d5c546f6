"""The characters of a PDF page with their places, as pdfium gives them."""

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pypdfium2 import PdfTextPage, raw

HYPHEN = "\x02"
"""A hyphen at the end of a line; pdfium does not tell one that divides a word from one that belongs to it."""
SAME_SIZE = 0.08
"""Boxes of letters of one size differ at most so much in height: tall letters may reach above the others."""
LETTER_WIDTH = 0.6
"""Letters are on average at most so many times as wide as they are high."""
# Letters of scripts that run from left to right and are not composed of several characters: Latin, Greek, Cyrillic.
_WORD = re.compile(
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0386-\u03ff\u0400-\u0481\u048a-\u052f]+|.", re.DOTALL
)


class PlacedText(NamedTuple):
    """A character, or the letters of a word together, with their place; a blank has none, and its height is 0."""

    text: str
    y: float
    left: float
    right: float
    height: float
    at: int
    """The index of the first character."""


BLANK = PlacedText(" ", 0, 0, 0, 0, -1)
"""A blank, whose place does not matter."""
LINE_END = PlacedText("\n", 0, 0, 0, 0, -1)
_Place = tuple[float, float, float, float]
"""Baseline, left and right edge, and height."""


def placed_words(text: PdfTextPage, turn: int, size: tuple[float, float]) -> Iterator[PlacedText]:
    """What is written on a page with its place: the letters of a word together, any other character alone.

    Where the first and the last letter of a word stand as those of one word do, those between them are not asked for:
    a page has thousands of characters, and each costs a call of pdfium.
    """
    place = _turned_places(text, turn, size) if turn else _upright_places(text)
    signs = _signs(text)
    end = 0
    for word in _WORD.findall(signs):
        start, end = end, end + len(word)
        if word == " ":
            yield BLANK
            continue
        if word in "\r\n":
            yield LINE_END
            continue
        if end - start > 1 and not turn:
            first, last = place(start), place(end - 1)
            if _is_word(first, last, end - start):
                yield PlacedText(word, first[0], first[1], last[2], first[3], start)
                continue
        for index in range(start, end):
            yield PlacedText(signs[index], *place(index), index)


def _upright_places(text: PdfTextPage) -> Callable[[int], _Place]:
    """Asks for the place of the character with an index; pdfium's functions are called directly and seldom."""
    x, y, box, handle = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), text.raw
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    origin_of, box_of = raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    lower = upper = baseline = math.nan

    def place(index: int) -> _Place:
        nonlocal lower, upper, baseline
        box_of(handle, index, at_box)
        bottom, top = box.bottom, box.top
        if bottom != lower and top != upper:
            # A box at an edge of the last one is of a character of the same size, on the same baseline.
            lower, upper = bottom, top
            origin_of(handle, index, at_x, at_y)
            baseline = y.value
        return baseline, box.left, box.right, top - bottom

    return place


def _turned_places(text: PdfTextPage, turn: int, size: tuple[float, float]) -> Callable[[int], _Place]:
    """The same on a page that is displayed turned clockwise by `turn` degrees: the places where it is displayed."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    width, height = size

    def place(index: int) -> _Place:
        raw.FPDFText_GetLooseCharBox(text.raw, index, box)
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if turn == 90:
            return height - x.value, bottom, top, right - left
        if turn == 180:
            return height - y.value, width - right, width - left, top - bottom
        return x.value, width - top, width - bottom, right - left

    return place


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


def _is_word(first: _Place, last: _Place, count: int) -> bool:
    """Whether the first and the last of `count` letters stand as those of one word do.

    That is on one baseline, and no farther apart than the letters between them are wide.
    """
    height = first[3]
    same = abs(first[0] - last[0]) < 0.01 * height and abs(height - last[3]) < SAME_SIZE * height
    return same and 0 < last[2] - first[1] <= LETTER_WIDTH * height * count
