"""The width of text in cells of a terminal, and text cut or wrapped to a width, for the screen and for commands.

Widths are Rich's, by which Textual places what it draws. Text on whose width terminals disagree has the largest that is
known of any terminal, so that no line takes more of the screen than was reserved for it.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from kztui.article.lazy_regex import LazyPattern

SINGLE = re.compile(
    "[ -~\u00a0-\u02ff\u0400-\u0482\u2010-\u2027\u2030-\u203b\u2190-\u22ff\u2500-\u25fc\u275d]*"
).fullmatch
"""Matches text of one-cell characters only: a fast path for the characters that most texts are made of."""

# Scripts of South and South-East Asia, whose vowel signs (Mc) take no cell or one, and whose conjuncts take those of
# their letters or fewer (UAX 29, GB9c); joined, modified and recent emoji (UTS 51): the cells of their parts, or two.
_VARYING = LazyPattern(
    "[\u0900-\u0dff\u0e33\u0eb3\u0f00-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\uabff"
    "\u200d\ufe0e\ufe0f\u20e3\U00011000-\U00011fff\U00016100-\U00016fff\U0001d165-\U0001d172"
    "\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U0001f6d5-\U0001f6df\U0001f6f8-\U0001f6ff\U0001f7e0-\U0001f7ff"
    "\U0001f900-\U0001f90f\U0001fa70-\U0001faff]"
)
_CACHED = 512
"""The length of the longest texts of which thousands of widths are kept; of longer ones, the last few dozen."""
HYPHENS = "-\u2010/"
"""Behind which a word that is longer than a line is broken first."""
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def cell_width(text: str) -> int:
    """The width of `text` in cells: East Asian wide characters and emoji take two, combining marks none."""
    return len(text) if text.isascii() else _measured(text)[0]


def width_varies(text: str) -> bool:
    """Whether terminals disagree on how many cells `text` takes."""
    return not text.isascii() and _measured(text)[1]


def _measured(text: str) -> tuple[int, bool]:
    """The width of a text, and whether terminals disagree on it; kept, as what was drawn is drawn again."""
    return _measure_short(text) if len(text) <= _CACHED else _measure_long(text)


def _measure(text: str) -> tuple[int, bool]:
    if SINGLE(text):
        return len(text), False
    from rich.cells import cell_len  # noqa: PLC0415 - its tables take longer than most commands need

    varies = _VARYING.search(text) is not None
    return _largest_width(text) if varies else cell_len(text), varies


_measure_short = lru_cache(maxsize=4096)(_measure)
_measure_long = lru_cache(maxsize=64)(_measure)


def _largest_width(text: str) -> int:
    size = last = 0
    for character in text:
        if character == _EMOJI_STYLE:
            size += last == 1  # what was narrow as text is wide as an emoji
            last = 0
            continue
        last = _character_width(character)
        size += last
    return size


def _character_width(character: str) -> int:
    if _SKIN_TONES[0] <= character <= _SKIN_TONES[1]:
        return 2
    from rich.cells import cell_len  # noqa: PLC0415 - the same

    return 1 if unicodedata.category(character) == "Mc" else cell_len(character)


def extends(character: str, before: str) -> bool:
    """Whether `character` belongs to the last grapheme of `before`, which is not empty (UAX 29, GB9, GB9a, GB12)."""
    if character in _FLAG_LETTERS:
        return (len(before) - len(before.rstrip(_FLAG_LETTERS))) % 2 == 1
    return (
        not cell_width(character)
        or before.endswith(_JOINER)
        or _SKIN_TONES[0] <= character <= _SKIN_TONES[1]
        or unicodedata.category(character) == "Mc"
    )


def crop(text: str, cells: int, ellipsis: str = "…") -> str:
    """`text` truncated to at most `cells` cells, its end marked by an ellipsis where it is cut."""
    # Of a text that is far too long, the beginning alone is measured.
    if cell_width(text[: 2 * max(0, cells) + 1]) <= cells and cell_width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return text[: fitting_length(text, cells - cell_width(ellipsis))].rstrip() + ellipsis


def crop_parts(text: str, cells: int) -> str:
    """Parts that are joined by ` · ` in at most `cells` cells: as many as fit, the first one cut where it does not."""
    while cell_width(text) > cells and " · " in text:
        text = text.rpartition(" · ")[0]
    return crop(text, cells)


def fitting_length(text: str, cells: int, start: int = 0, end: int | None = None) -> int:
    """How many characters of `text[start:end]` fit in `cells` cells, without a part of a grapheme at the end."""
    end = len(text) if end is None else end
    if text.isascii():
        return max(0, min(cells, end - start))
    taken = max(1, cells)
    while True:  # of a long text no more is looked at than a line takes, however many marks there are on its letters
        taken *= 2
        piece = text[start : min(end, start + taken)]
        count = bisect_right(range(len(piece) + 1), cells, key=lambda at: cell_width(piece[:at])) - 1
        if count < len(piece) or start + taken >= end:
            break
    while 0 < count < len(piece) and extends(piece[count], piece[:count]):
        count -= 1
    return max(0, count)


# No-break spaces (U+00A0, U+2007, U+202F) belong to the word.
_WORD = LazyPattern("(?:\\S|[\u00a0\u2007\u202f])+\\s*")


def wrap(text: str, cells: int, taken: int = 0) -> list[tuple[int, int]]:
    """Word wrap: start and end offset of each line of `text` wrapped to `cells` cells; a longer word is broken.

    `taken` cells of the first line are in use; it is empty where no word fits in the rest.
    """
    cells = max(1, cells)
    if cell_width(text) + taken <= cells:
        return [(0, len(text))]
    lines: list[tuple[int, int]] = []
    start = end = len(text) - len(text.lstrip())
    if not taken and text.isascii():
        return _wrap_ascii(text, cells, start)
    filled = taken
    for match in _WORD.finditer(text, start):
        word = match[0].rstrip()
        # An emoji's selector widens the blank before it, where that is the first of a word.
        size = cell_width(word) + word.startswith(_EMOJI_STYLE)
        if filled and filled + size > cells:
            lines.append((start, end))
            start, filled = match.start(), 0
        end = match.start() + len(word)
        if size > cells:
            start = _break(text, match.start(), end, cells, lines)
            filled = cell_width(text[start:end])
        else:
            filled += size
        filled += cell_width(match[0][len(word) :])
    lines.append((start, end))
    return lines


def _wrap_ascii(text: str, cells: int, start: int) -> list[tuple[int, int]]:
    """The lines of `text` from the word at `start` on, line by line instead of word by word: a character is a cell."""
    # As many characters as fit, up to the end of a word; blanks; else a word that is longer than a line.
    most = f"(?:[\\s\\S]{{0,{cells - 2}}}\\S)?" if cells > 1 else ""
    line = re.compile(rf"(\S{most})(?!\S)\s*|\S+")
    lines: list[tuple[int, int]] = []
    while match := line.match(text, start):
        if match[1] is None:
            start = _break(text, start, match.end(), cells, lines)
        else:
            lines.append(match.span(1))
            start = match.end()
    return lines or [(start, start)]


def _break(text: str, start: int, end: int, cells: int, lines: list[tuple[int, int]]) -> int:
    """Break one long word into lines, behind hyphens where it has any; returns the offset of its last piece."""
    while (cut := start + max(1, fitting_length(text, cells, start, end))) < end:
        hyphen = max(text.rfind(sign, start, cut) for sign in HYPHENS) + 1
        cut = hyphen if hyphen > start + 1 else cut
        lines.append((start, cut))
        start = cut
    return start
