"""The lines of a PDF grouped into paragraphs, across columns and pages."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kztui.importing.pdf.characters import HYPHEN
from kztui.importing.pdf.lines import DIVIDED, TextPiece
from kztui.importing.pdf.text_lines import CAPTION, Group, Line, Measure

LARGE = 1.1
"""Text of at least so many times the usual height is a heading."""
SAME_SIZE = 0.08
"""Lines of one paragraph differ in height by at most so much."""
GAP, WIDE_GAP = 1.18, 1.6
"""So many times the usual distance between lines may be between paragraphs, or certainly is."""
INDENT = 0.6
"""A line is indented by at least so many line heights."""
MAX_BETWEEN = 100
"""So many rows of a table and the like may interrupt a paragraph."""
SHORT = 0.12
"""A line that could have held the next word, and this share of its column besides, was ended on purpose."""

_BULLET = re.compile(r"^[•‣◦▪▫●○■□∙·➢➤✓\uf0b7\uf0a7]\s")
_NUMBER_OR_DASH = re.compile(r"^(?:[–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+\S")


def group_lines(lines: Sequence[Line], measure: Measure) -> list[Group]:
    """The lines grouped into paragraphs and what else stands between them."""
    groups: list[Group] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) and not lines[at + 1].first else None
        if not groups or _begins_group(groups[-1], line, following, measure):
            groups.append([])
        groups[-1].append(line)
    return list(_rejoined(groups))


def _begins_group(group: Group, line: Line, following: Line | None, measure: Measure) -> bool:
    """Whether a line begins a new group after `group`; `following` is the next line in its column."""
    last = group[-1]
    if line.cells or last.cells or _begins_item(last, line) or _differ(last.piece, line.piece):
        return True
    if last.piece.text.endswith((HYPHEN, DIVIDED)):
        return False
    if line.first:
        return _begins_column_anew(group, line, following, measure)
    step = (last.piece.baseline - line.piece.baseline) / (measure.leading * line.piece.height)
    ended = _is_short(last, line)
    if step > WIDE_GAP or step < 0 or (step > GAP and (ended or last.ends_sentence or line.piece.bold)):
        return True
    if _is_heading_line(last.piece, measure) or _goes_on_centred(last, line):
        return False
    indented = _is_indented(group, line, following)
    changed = last.piece.bold != line.piece.bold and (ended or last.ends_sentence)
    return changed or ((ended and _is_at_left(last)) if indented is None else indented)


def _goes_on_centred(last: Line, line: Line) -> bool:
    """Whether two centred lines, as of a caption, are parts of one sentence."""
    axes = [(one.piece.left + one.piece.right) / 2 for one in (last, line)]
    return abs(axes[0] - axes[1]) < 1.5 and line.piece.text[:1].islower() and not last.ends_sentence


def _begins_item(last: Line, line: Line) -> bool:
    """Whether a line begins with the mark of a list; a dash or number may stand there by chance."""
    text = line.piece.text
    ended = last.ends_sentence or _is_short(last, line)
    return bool(_BULLET.match(text) or (ended and _NUMBER_OR_DASH.match(text)))


def _is_item(line: Line) -> bool:
    return bool(_BULLET.match(line.piece.text) or _NUMBER_OR_DASH.match(line.piece.text))


def _differ(one: TextPiece, other: TextPiece) -> bool:
    return abs(one.height - other.height) > SAME_SIZE * max(one.height, other.height)


def _is_heading_line(piece: TextPiece, measure: Measure) -> bool:
    return piece.height >= LARGE * measure.height


def _is_short(last: Line, line: Line) -> bool:
    """Whether a line was ended although it had room for the next word: the end of its paragraph."""
    blank = last.piece.height * 0.3
    if last.justified:
        return last.room > blank
    room = last.room - line.piece.first_word - blank
    return room > (0 if last.ends_sentence else SHORT * last.width)


def _is_at_left(line: Line) -> bool:
    """Whether a line begins near the edge of its column; a centred one does not."""
    return line.piece.left - line.left < 0.25 * line.width


def _is_indented(group: Group, line: Line, following: Line | None) -> bool | None:
    """Whether the beginnings of the lines show a new paragraph (True) or one that goes on (False); None: neither."""
    wide = INDENT * line.piece.height
    move = line.piece.left - group[-1].piece.left
    hanging = len(group) > 1 and group[1].piece.left - group[0].piece.left > wide
    if move > wide:
        if len(group) == 1 and _is_item(group[0]):
            return False
        if following is not None and following.piece.left < line.piece.left - wide:
            return True
        alone = len(group) == 1 and group[0].piece.left - group[0].left < wide
        return not (alone and not _is_short(group[-1], line)) and (group[-1].ends_sentence or not alone)
    if move < -wide:
        return len(group) > 1 and (hanging or group[0].piece.left - line.piece.left > wide)
    returning = line.piece.left - following.piece.left if following else 0
    if len(group) == 1 and wide < returning < 3 * line.piece.height:
        # After a paragraph of one line, which is indented as this one is.
        return _is_short(group[0], line)
    return None


def _begins_column_anew(group: Group, line: Line, following: Line | None, measure: Measure) -> bool:
    """Whether the first line of a column begins a new paragraph: after a sentence that ended early, or indented."""
    last = group[-1]
    if last.piece.bold != line.piece.bold or _is_heading_line(line.piece, measure):
        return True
    if CAPTION.match(group[0].piece.text):
        return True
    indent = line.piece.left - (following.piece.left if following else line.left)
    indented = INDENT * line.piece.height < indent < 6 * line.piece.height
    begins = indented or _is_short(last, line)
    return begins if last.ends_sentence else begins and not line.piece.text[:1].islower()


def _rejoined(groups: Iterable[Group]) -> Iterator[Group]:
    """The groups, with the paragraphs whole that a table, a caption or a picture interrupts."""
    held: list[Group] = []
    for group in groups:
        if held and _goes_on(held[0], group):
            held[0].extend(group)
            continue
        if (held and not (group[0].cells or len(group) <= 3)) or len(held) > MAX_BETWEEN:
            yield from held
            held = []
        held.append(group)
        if not _is_open(held[0]):
            yield from held
            held = []
    yield from held


def _is_open(group: Group) -> bool:
    """Whether a paragraph is without an end."""
    last = group[-1]
    return len(group) > 1 and not last.cells and not last.ends_sentence and last.room < SHORT * last.width


def _goes_on(group: Group, other: Group) -> bool:
    """Whether `other` goes on with the sentence in which `group` ends."""
    begins_small = other[0].piece.text[:1].islower() and not other[0].cells and not _BULLET.match(other[0].piece.text)
    return _is_open(group) and begins_small and not _differ(group[-1].piece, other[0].piece)
