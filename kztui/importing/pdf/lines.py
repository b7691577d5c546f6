"""The pieces of lines on a PDF page, read from the boxes of its characters as pdfium gives them.

Lines of scripts that run from right to left, such as Arabic and Hebrew, are put in the order in which they are read.
"""

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple, Protocol, TypeVar

from pypdfium2 import PdfPage, PdfTextPage, raw

from kztui.importing.pdf.characters import BLANK, HYPHEN, LINE_END, PlacedText, placed_words

WORD_GAP = 0.18
"""A gap of so many times the height of the text is a blank; joined letters have none between them."""
_MIRRORED = str.maketrans("()[]{}«»‹›<>", ")(][}{»«›‹><")
_CLOSING = frozenset(".,:;!?،؛؟")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEFT_TO_RIGHT = frozenset({"L", "EN", "AN"})
_BETWEEN_NUMBERS = frozenset({"CS", "ES", "ET"})


class Placed(Protocol):
    """A character, or a word, with its place, as far as it is needed here."""

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...


Char = TypeVar("Char", bound=Placed)


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text run from right to left (Unicode Standard Annex 9, bidirectional classes)."""
    if text.isascii():
        return False
    classes = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return 2 * sum(one in _RIGHT_TO_LEFT for one in classes) > len(classes)


def reading_order(chars: Sequence[Char], height: float) -> str:
    """The text of a line, whose characters have places and are no blanks, in the order in which it is read."""
    ordered = sorted(chars, key=lambda char: -(char.left + char.right))
    signs: list[str] = []
    for at, char in enumerate(ordered):
        if at and char.text not in _CLOSING and ordered[at - 1].left - char.right > WORD_GAP * height:
            signs.append(" ")
        signs.append(char.text.translate(_MIRRORED))
    words = groupby(zip(signs, _runs_left_to_right(signs), strict=True), key=lambda pair: pair[1])
    return "".join(
        "".join(sign for sign, _ in (reversed(list(pairs)) if left_to_right else pairs))
        for left_to_right, pairs in words
    )


def _runs_left_to_right(signs: Sequence[str]) -> list[bool]:
    """Whether each character is in a word or number that runs from left to right."""
    classes = [unicodedata.bidirectional(sign[:1]) for sign in signs]
    found = [one in _LEFT_TO_RIGHT for one in classes]
    for at in range(1, len(signs) - 1):
        before, after = found[at - 1], classes[at + 1] in _LEFT_TO_RIGHT
        found[at] |= before and after and (classes[at] in _BETWEEN_NUMBERS or signs[at] == " ")
    return found


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


def read_pieces(page: PdfPage) -> PagePieces:
    """The pieces of lines on a page, turned upright when the page is displayed turned."""
    text = page.get_textpage()
    width, height = page.get_size()
    turn = page.get_rotation()
    pieces: list[TextPiece] = []
    rotated: list[str] = []
    for chars in _runs(text, turn, (width, height)):
        if _is_rotated(text, chars[0].at, turn):
            rotated.append("".join(char.text for char in chars).strip())
        elif piece := _piece(text, chars):
            pieces.append(piece)
    text.close()
    if is_right_to_left("".join(piece.text for piece in pieces)):
        # Then lines begin at the right edge: the page is read as in a mirror.
        pieces = [piece._replace(left=width - piece.right, right=width - piece.left) for piece in pieces]
    return PagePieces(width, height, pieces, [words for words in rotated if words])


def _runs(text: PdfTextPage, turn: int, size: tuple[float, float]) -> Iterator[list[PlacedText]]:
    """Runs of characters on one baseline without a wide gap; raised and lowered characters stay in their run.

    `size` is that of the page as it is displayed.
    """
    run: list[PlacedText] = []
    last = BLANK
    for char in placed_words(text, turn, size):
        if char is BLANK:
            if run:
                run.append(char)
            continue
        if char is LINE_END:
            if run:
                yield run
            run, last = [], BLANK
            continue
        if last.height and _is_apart(last, char):
            yield run
            run = []
        run.append(char)
        if char.height:
            last = char
    if run:
        yield run


def _is_apart(last: PlacedText, char: PlacedText) -> bool:
    size = max(char.height, last.height)
    if not -0.6 * size <= char.y - last.y <= 0.6 * size:
        return bool(char.height)
    return bool(char.height) and (char.left - last.right > GAP * size or last.left - char.right > GAP * size)


def _is_rotated(text: PdfTextPage, index: int, turn: int) -> bool:
    angle = math.degrees(raw.FPDFText_GetCharAngle(text.raw, index))
    return angle >= 0 and min((angle - turn) % 360, (turn - angle) % 360, (angle + turn) % 360) > 5


def _piece(text: PdfTextPage, chars: list[PlacedText]) -> TextPiece | None:
    """The characters as a piece of a line, without footnote marks; None when they are blank."""
    inked = [char for char in chars if char.height and not char.text.isspace()]
    if not inked:
        return None
    letters = [char for char in inked for _ in char.text]
    height = _height(text, letters[:: max(1, len(letters) // 4)])
    lines = {char.y for char in inked}
    baseline = lines.pop() if len(lines) == 1 else median([char.y for char in letters])
    right = max([char.right for char in inked])
    raised = _raised(text, inked, baseline, height)
    leading = [char.text for char in inked[: next((n for n, char in enumerate(inked) if char.at not in raised), 0)]]
    if raised:
        chars = [char for char in chars if char.at not in raised]
        inked = [char for char in inked if char.at not in raised]
        letters = [char for char in letters if char.at not in raised]
    line = "".join([char.text for char in chars]).strip()
    if is_right_to_left(line):
        line = reading_order(inked, height)
    if not line and raised:
        return None
    if len(line) > 1 and line[-1] in _LINE_HYPHENS and line[-2].isalnum():
        line = line[:-1].rstrip("".join(_LINE_HYPHENS)) + _LINE_HYPHENS[line[-1]]
    return TextPiece(
        _clean(line),
        min([char.left for char in inked]),
        right,
        baseline,
        height,
        _first_word(chars),
        _is_bold(text, letters),
        "".join(leading),
    )


def _first_word(chars: Sequence[PlacedText]) -> float:
    """The width of the first word of a run."""
    end = next(
        (at for at, char in enumerate(chars) if char.text.isspace() and at and not chars[at - 1].text.isspace()),
        len(chars),
    )
    first = [char for char in chars[:end] if char.height]
    return abs(first[-1].right - first[0].left) if first else 0.0


def _height(text: PdfTextPage, chars: Sequence[PlacedText]) -> float:
    """The usual size of characters on the page; those with boxes of one height are of one size."""
    sizes = {char.height: char.at for char in chars}
    of_box = {height: _size(text, index) or height for height, index in sizes.items()}
    return median([of_box[char.height] for char in chars])


def _size(text: PdfTextPage, index: int) -> float:
    """The size of a character on the page: that of its font, scaled as its matrix says."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text.raw, index, matrix):
        return 0.0
    return float(raw.FPDFText_GetFontSize(text.raw, index) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)))


def _raised(text: PdfTextPage, inked: list[PlacedText], baseline: float, height: float) -> frozenset[int]:
    """The indexes of the characters that are footnote marks: raised digits and signs, but no exponent of a unit."""
    if _NOTE_SIGNS.isdisjoint([char.text for char in inked]):
        return frozenset()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found: set[int] = set()
    for at, char in enumerate(inked):
        if char.text not in _NOTE_SIGNS or (char.text in "§¶*†‡" and char.height > 0.85 * height and at):
            continue
        raw.FPDFText_GetCharBox(text.raw, char.at, left, right, bottom, top)
        if char.y < baseline - 0.1 * height or bottom.value - baseline <= RAISED * height:
            continue
        before = "".join([one.text for one in inked[max(0, at - 3) : at]])[-3:]
        unit = "".join(letter for letter in before if letter.isalpha() and letter.islower())
        if at and inked[at - 1].at not in found and unit in _UNITS:
            continue
        found.add(char.at)
    return frozenset(found)


def _is_bold(text: PdfTextPage, letters: list[PlacedText]) -> bool:
    """Whether the first, the middle and the last letter are in a bold font; a word is there once for each letter."""
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for char in (letters[0], letters[len(letters) // 2], letters[-1]):
        length = raw.FPDFText_GetFontInfo(text.raw, char.at, name, len(name), flags)
        words = name.value.lower() if 0 < length <= len(name) else b""
        bold = b"bold" in words or b"black" in words or b"heavy" in words or bool(flags.value & 1 << 18)
        if not bold and raw.FPDFText_GetFontWeight(text.raw, char.at) < BOLD_WEIGHT:
            return False
    return True


def _clean(line: str) -> str:
    if not line.isascii():
        if any("\ud800" <= char <= "\udfff" for char in line):
            line = line.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        line = line.translate(_LIGATURES)
    return " ".join(line.split())
