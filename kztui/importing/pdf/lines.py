"""The pieces of lines on a PDF page, read from the boxes of its characters as pdfium gives them."""

import ctypes
import math
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from pypdfium2 import PdfPage, PdfTextPage, raw

from kztui.importing.pdf.right_to_left import is_right_to_left, reading_order

HYPHEN = "\x02"
"""A hyphen at the end of a line; pdfium does not tell one that divides a word from one that belongs to it."""
DIVIDED = "\xad"
"""A hyphen at the end of a line that only divides a word: another character than the keyboard's."""
_LINE_HYPHENS = {"\x02": HYPHEN, "\ufffe": HYPHEN, "-": HYPHEN, "\u2010": DIVIDED, "\xad": DIVIDED}
_NOTE_SIGNS = frozenset("0123456789*†‡§¶")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " "}
)
_UNITS = frozenset({"m", "km", "cm", "mm", "dm"})
BOLD_WEIGHT = 600
"""From this weight on a font is bold (OpenType: 600 is semi-bold)."""
GAP = 0.9
"""A gap of so many line heights ends a piece: columns and the cells of tables lie at least so far apart."""
RAISED = 0.22
"""A digit whose lower edge is so many line heights above the baseline is a footnote mark."""


class TextPiece(NamedTuple):
    """A line of text, or the part of one in a column or cell. Coordinates are in points from the lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    """The size of its font."""
    first_word: float
    """The width of its first word."""
    bold: bool
    mark: str = ""
    """The raised number or sign with which it begins, as a footnote does."""


class PagePieces(NamedTuple):
    """What is written on a page: its size, the pieces in the order of the file, and words that stand aslant."""

    width: float
    height: float
    pieces: list[TextPiece]
    rotated: list[str]


class _Char(NamedTuple):
    """A character with its place; a blank has none, and its height is 0."""

    sign: str
    x: float
    y: float
    left: float
    right: float
    height: float
    at: int


_BLANK = _Char(" ", 0, 0, 0, 0, 0, -1)
"""A blank, whose place does not matter."""
_LINE_ENDS = frozenset({10, 13})


def read_pieces(page: PdfPage) -> PagePieces:
    """The pieces of lines on a page, turned upright when the page is displayed turned."""
    text = page.get_textpage()
    width, height = page.get_size()
    turn = page.get_rotation()
    pieces: list[TextPiece] = []
    rotated: list[str] = []
    for chars in _runs(text, turn, (width, height)):
        if _is_rotated(text, chars[0].at, turn):
            rotated.append("".join(char.sign for char in chars).strip())
        elif piece := _piece(text, chars):
            pieces.append(piece)
    text.close()
    if is_right_to_left("".join(piece.text for piece in pieces)):
        # Then lines begin at the right edge: the page is read as in a mirror.
        pieces = [piece._replace(left=width - piece.right, right=width - piece.left) for piece in pieces]
    return PagePieces(width, height, pieces, [words for words in rotated if words])


def _runs(text: PdfTextPage, turn: int, size: tuple[float, float]) -> Iterator[list[_Char]]:
    """Runs of characters on one baseline without a wide gap; raised and lowered characters stay in their run.

    `size` is that of the page as it is displayed. The functions of pdfium are called directly, and as few times as can
    be: a page has thousands of characters.
    """
    x, y, box, handle = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), text.raw
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    code_of, origin_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetLooseCharBox
    run: list[_Char] = []
    last = _BLANK
    for index in range(text.count_chars()):
        code = code_of(handle, index)
        if code == 32:
            if run:
                run.append(_BLANK)
            continue
        if code in _LINE_ENDS:
            if run:
                yield run
            run, last = [], _BLANK
            continue
        origin_of(handle, index, at_x, at_y)
        box_of(handle, index, at_box)
        sign = chr(code) if code < 0x110000 else "\ufffd"
        char = _Char(sign, x.value, y.value, box.left, box.right, box.top - box.bottom, index)
        if turn:
            char = _turned(char, box, turn, size)
        if last.height and _is_apart(last, char):
            yield run
            run = []
        run.append(char)
        if char.height:
            last = char
    if run:
        yield run


def _is_apart(last: _Char, char: _Char) -> bool:
    size = max(char.height, last.height)
    if not -0.6 * size <= char.y - last.y <= 0.6 * size:
        return bool(char.height)
    return bool(char.height) and (char.left - last.right > GAP * size or last.left - char.right > GAP * size)


def _turned(char: _Char, box: "ctypes.Structure", turn: int, size: tuple[float, float]) -> _Char:
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


def _is_rotated(text: PdfTextPage, index: int, turn: int) -> bool:
    angle = math.degrees(raw.FPDFText_GetCharAngle(text.raw, index))
    return angle >= 0 and min((angle - turn) % 360, (turn - angle) % 360, (angle + turn) % 360) > 5


def _piece(text: PdfTextPage, chars: list[_Char]) -> TextPiece | None:
    """The characters as a piece of a line, without footnote marks; None when they are blank."""
    inked = [char for char in chars if char.height and not char.sign.isspace()]
    if not inked:
        return None
    height = median(_size(text, char.at) or char.height for char in inked[:: max(1, len(inked) // 4)])
    baseline = median(char.y for char in inked)
    raised = _raised(text, inked, baseline, height)
    kept = [char for char in chars if char.at not in raised]
    line = "".join(char.sign for char in kept).strip()
    if is_right_to_left(line):
        line = reading_order([char for char in kept if char.height and not char.sign.isspace()], height)
    if not line and raised:
        return None
    if len(line) > 1 and line[-1] in _LINE_HYPHENS and line[-2].isalnum():
        line = line[:-1].rstrip("".join(_LINE_HYPHENS)) + _LINE_HYPHENS[line[-1]]
    leading = [char.sign for char in inked[: next((n for n, char in enumerate(inked) if char.at not in raised), 0)]]
    right = max(char.right for char in inked)
    inked = [char for char in inked if char.at not in raised]
    end = next(
        (at for at, char in enumerate(kept) if char.sign.isspace() and at and not kept[at - 1].sign.isspace()),
        len(kept),
    )
    first = [char for char in kept[:end] if char.height]
    return TextPiece(
        _clean(line),
        min(char.left for char in inked),
        right,
        baseline,
        height,
        abs(first[-1].right - first[0].left) if first else 0.0,
        _is_bold(text, inked),
        "".join(leading),
    )


def _size(text: PdfTextPage, index: int) -> float:
    """The size of a character on the page: that of its font, scaled as its matrix says."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text.raw, index, matrix):
        return 0.0
    return float(raw.FPDFText_GetFontSize(text.raw, index) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)))


def _raised(text: PdfTextPage, inked: list[_Char], baseline: float, height: float) -> frozenset[int]:
    """The indexes of the characters that are footnote marks: raised digits and signs, but no exponent of a unit."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found: set[int] = set()
    for at, char in enumerate(inked):
        if char.sign not in _NOTE_SIGNS or (char.sign in "§¶*†‡" and char.height > 0.85 * height and at):
            continue
        raw.FPDFText_GetCharBox(text.raw, char.at, left, right, bottom, top)
        if char.y < baseline - 0.1 * height or bottom.value - baseline <= RAISED * height:
            continue
        before = "".join(one.sign for one in inked[max(0, at - 3) : at] if one.sign.isalpha() and one.sign.islower())
        if at and inked[at - 1].at not in found and before in _UNITS:
            continue
        found.add(char.at)
    return frozenset(found)


def _is_bold(text: PdfTextPage, inked: list[_Char]) -> bool:
    """Whether the first, the middle and the last character are in a bold font."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for char in (inked[0], inked[len(inked) // 2], inked[-1]):
        length = raw.FPDFText_GetFontInfo(text.raw, char.at, name, len(name), flags)
        words = name.value.lower() if 0 < length <= len(name) else b""
        bold = b"bold" in words or b"black" in words or b"heavy" in words or bool(flags.value & 1 << 18)
        if not bold and raw.FPDFText_GetFontWeight(text.raw, char.at) < BOLD_WEIGHT:
            return False
    return True


def _clean(line: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in line):
        line = line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(line.translate(_LIGATURES).split())
