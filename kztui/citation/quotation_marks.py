"""The quotation marks in a text of any language: which belong together, and how they turn within quotation marks.

Matching takes time in proportion to the text: an opening mark is only looked for among the innermost few.
"""

from typing import NamedTuple

from kztui.article.data_tables import rows
from kztui.citation.csl.rich_text import QuotationMarks

_CLOSING = dict(rows("citation/data/closing_quotes.tsv"))
"""The marks that may close each opening one."""
# Scandinavian and Finnish print ”so”.
_SAME_ON_BOTH_SIDES = "”"
_BRACKETS = {"(": ")", "[": "]"}
_BEFORE_OPENING = frozenset("([{—–-/“‘„‚«‹\"'¿¡")
TYPOGRAPHIC = QuotationMarks("“", "”", "‘", "’")
"""Marks for what is shown and not copied."""
_DEPTH = 8
_BLANKS = " \u00a0\u202f"
"""What French sets within its marks."""


class Pair(NamedTuple):
    """Where an opening mark and its closing one stand."""

    open: int
    close: int


def mark_pairs(text: str, brackets: bool = False) -> list[Pair]:
    """The quotation marks of `text` that belong together, and the brackets if asked for, by where they open.

    A mark without its other half, and an apostrophe, are in no pair.
    """
    closing = {**_CLOSING, **_BRACKETS} if brackets else _CLOSING
    closers = frozenset("".join(closing.values()))
    pairs: list[Pair] = []
    opened: list[tuple[int, str]] = []
    for at, sign in enumerate(text):
        if sign not in closing and sign not in closers:
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if sign in "'’" and before.isalnum() and after.isalnum():
            continue
        innermost = range(len(opened) - 1, max(-1, len(opened) - 1 - _DEPTH), -1)
        depth = next((at_depth for at_depth in innermost if sign in opened[at_depth][1]), -1)
        if depth >= 0 and (sign in "»›" or not before.isspace()):
            pairs.append(Pair(opened[depth][0], at))
            del opened[depth:]
        elif sign in closing and _opens(sign, before, after):
            opened.append((at, closing[sign]))
        elif sign == _SAME_ON_BOTH_SIDES and _opens('"', before, after):
            opened.append((at, sign))
    return sorted(pairs)


def _opens(sign: str, before: str, after: str) -> bool:
    """Whether a mark that also closes opens here: after a blank or another opening mark, and before a word."""
    if sign not in "\"'»›":
        return True
    return (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after) and not after.isspace()


def whole_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """`text[start:end]` with a mark or bracket just outside of it whose other half is inside."""
    for pair in mark_pairs(text, brackets=True):
        if start <= pair.open < end <= pair.close and not _has_word(text[end : pair.close]):
            end = pair.close + 1
        elif pair.open < start <= pair.close < end and not _has_word(text[pair.open : start]):
            start = pair.open
    return start, end


def _has_word(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def within_marks(text: str, start: int, end: int) -> bool:
    """Whether all of `text[start:end]` stands within quotation marks of the text itself: it is somebody's own words."""
    return any(pair.open < start and end <= pair.close for pair in mark_pairs(text))


def quoted(text: str, start: int, end: int, marks: QuotationMarks) -> str:
    """`text[start:end]` within `marks`; the marks inside it turn: inner ones, then outer ones again, and so on.

    A pair that opens before `start` or closes after `end` gets the half that is missing, but for one around it all.
    """
    changes: dict[int, str] = {}
    depth = 0
    open_until: list[int] = []
    head = tail = ""
    for pair in mark_pairs(text):
        if pair.close < start or pair.open >= end or (pair.open < start and pair.close >= end):
            continue
        while open_until and open_until[-1] < pair.open:
            open_until.pop()
        depth = len(open_until)
        opening, closing = (marks.open_inner, marks.close_inner) if depth % 2 == 0 else (marks.open, marks.close)
        open_until.append(pair.close)
        if pair.open < start:
            head += opening
        else:
            changes[pair.open] = opening
        if pair.close >= end:
            tail = closing + tail
        else:
            changes[pair.close] = closing
    return marks.open + head + _changed(text, start, end, changes) + tail + marks.close


def _changed(text: str, start: int, end: int, changes: dict[int, str]) -> str:
    """`text[start:end]` with other marks, and without the blanks that stood inside of the old ones."""
    pieces: list[str] = []
    at = start
    for position in sorted(changes):
        piece = text[at:position]
        if text[position] in "»›" and piece[-1:] in _BLANKS:
            piece = piece[:-1]
        pieces += [piece, changes[position]]
        at = position + 1
        if text[position] in "«‹" and text[at : at + 1] in _BLANKS and at < end:
            at += 1
    return "".join([*pieces, text[at:end]])
