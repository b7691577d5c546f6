"""What each group of lines in a PDF is: a paragraph, heading, item of a list, row of a table, quotation or caption."""

import re
from collections.abc import Sequence

from kztui.files.sanitize import sanitize_line
from kztui.importing.blocks import BlockKind, TextBlock
from kztui.importing.pdf.hyphens import LineJoiner
from kztui.importing.pdf.paragraphs import LARGE, group_lines
from kztui.importing.pdf.text_lines import (
    CAPTION,
    NOTE_MARK,
    Group,
    Measure,
    PageColumns,
    measure_text,
    split_notes,
)

HEADING_WORDS, HEADING_LINES = 25, 4
"""A heading has at most so many words and lines."""
CELLS = " | "
"""What stands between the cells of a row."""

_BULLET = re.compile(r"^[•‣◦▪▫●○■□∙·➢➤✓\uf0b7\uf0a7–—-]\s+(?=\S)")
_NUMBERED = re.compile(r"^\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!…。！:;,।۔][\"'”’»)\]]*$")


def make_blocks(pages: Sequence[PageColumns]) -> list[TextBlock]:
    """The blocks of a document in reading order; the footnotes of a page follow the paragraph in which it ends."""
    measure = measure_text(pages)
    running, notes = split_notes(pages, measure)
    groups = group_lines(running, measure)
    joiner = LineJoiner([line.piece.text for group in [*groups, *notes] for line in group])
    levels = _levels(groups, measure)
    waiting = sorted(notes, key=lambda note: note[0].sheet)
    blocks: list[TextBlock] = []
    for group in groups:
        while waiting and waiting[0][0].sheet < group[0].sheet:
            blocks.append(_note(waiting.pop(0), joiner))
        blocks.append(_block(group, measure, joiner, levels))
    return [block for block in [*blocks, *(_note(note, joiner) for note in waiting)] if block.text]


def _note(note: Group, joiner: LineJoiner) -> TextBlock:
    text = joiner.join(line.piece.text for line in note)
    return TextBlock(sanitize_line(NOTE_MARK.sub("", text)), BlockKind.FOOTNOTE, page=note[0].page)


def _block(group: Group, measure: Measure, joiner: LineJoiner, levels: dict[tuple[float, bool], int]) -> TextBlock:
    page = group[0].page
    if group[0].cells:
        return TextBlock(
            sanitize_line(CELLS.join(joiner.join([cell]) for cell in group[0].cells)), BlockKind.TABLE_ROW, page=page
        )
    text = sanitize_line(joiner.join(line.piece.text for line in group))
    if _is_heading(group, text, measure):
        return TextBlock(text, BlockKind.HEADING, levels[_font(group)], page)
    for pattern in (_BULLET, _NUMBERED):
        if pattern.match(text):
            return TextBlock(pattern.sub("", text), BlockKind.LIST_ITEM, page=page)
    if CAPTION.match(text):
        return TextBlock(text, BlockKind.CAPTION, page=page)
    return TextBlock(text, BlockKind.QUOTE if _is_quotation(group) else BlockKind.PARAGRAPH, page=page)


def _levels(groups: Sequence[Group], measure: Measure) -> dict[tuple[float, bool], int]:
    """The level of each font that a heading is set in: the largest is 1; bold comes before plain."""
    fonts = {
        _font(group) for group in groups if _is_heading(group, " ".join(line.piece.text for line in group), measure)
    }
    return {font: min(level, 6) for level, font in enumerate(sorted(fonts, reverse=True), 1)}


def _font(group: Group) -> tuple[float, bool]:
    return round(group[0].piece.height * 2) / 2, group[0].piece.bold


def _is_heading(group: Group, text: str, measure: Measure) -> bool:
    """Whether lines that are no sentence are larger than the text, bold, or in capitals."""
    if len(group) > HEADING_LINES or len(text.split()) > HEADING_WORDS or _SENTENCE_END.search(text):
        return False
    if group[0].cells or not any(map(str.isalpha, text)):
        return False
    large = all(line.piece.height >= LARGE * measure.height for line in group)
    capitals = text.isupper() and len(text) > 4
    return large or all(line.piece.bold for line in group) or (capitals and len(group) < HEADING_LINES)


def _is_quotation(group: Group) -> bool:
    return len(group) > 1 and all(line.inset for line in group)
