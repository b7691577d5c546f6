"""Paragraph numbers: those that items refer to, and those of the paragraphs themselves."""

import re
from collections.abc import Iterator

from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.kinds.section import Paragraph
from kztui.files.rules.context import Survey

UNKNOWN_PARAGRAPH = Rule(
    "unknown-paragraph", "error", "An item refers to a paragraph that no section has.", "paragraphs = [2, 99]"
)
PARAGRAPH_ORDER = Rule(
    "paragraph-order",
    "error",
    "Paragraphs are numbered from 1 through the body, each higher than the one before.",
    "[[sections.paragraphs]]\nnumber = 5\n[[sections.paragraphs]]\nnumber = 4",
)
BAD_FINGERPRINT = Rule(
    "bad-fingerprint",
    "error",
    "A fingerprint is the first 16 hexadecimal digits of a SHA-256, in lower case.",
    'fingerprint = "0x12AB"',
)
NO_PARAGRAPH = Rule(
    "no-paragraph",
    "warning",
    "An item says neither which paragraphs it comes from nor, in a note, where else.",
    '[[terms]]\nid = "sar"\nname = "SAR"\ndefinition = "Search and rescue."',
)
RULES = (UNKNOWN_PARAGRAPH, PARAGRAPH_ORDER, BAD_FINGERPRINT, NO_PARAGRAPH)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def find(survey: Survey) -> Iterator[Finding]:
    """References to paragraphs that are not there; paragraphs out of order."""
    numbers = survey.numbers
    previous = 0
    for path, item in survey.placed:
        if isinstance(item, Paragraph):
            yield from _numbered(path, item, previous)
            previous = max(previous, item.number)
        elif not item.is_text:
            if not numbers.issuperset(item.paragraphs):
                yield from _unknown(survey, (*path, "paragraphs"), item.numbers)
            if numbers and not item.note and survey.lacks(path, "paragraphs", item.paragraphs):
                yield Finding(
                    NO_PARAGRAPH,
                    Where((*path, "paragraphs")),
                    f"{item.id or item.item_kind} refers to no paragraph, and no note says where it is from",
                )
    for path, _, reference in survey.references:
        if not numbers.issuperset(reference.paragraphs):
            yield from _unknown(survey, (*path, *reference.keys[:-1], "paragraphs"), reference.paragraphs)


def _unknown(survey: Survey, path: Keys, referred: tuple[int, ...]) -> Iterator[Finding]:
    """What is referred to and not there; a number that a paragraph without one may have is not to blame."""
    numbers = survey.numbers
    for at, number in enumerate(referred):
        if number not in numbers and not survey.lost.paragraph(number):
            known = f"; they go from {min(numbers)} to {max(numbers)}" if numbers else ""
            yield Finding(UNKNOWN_PARAGRAPH, Where((*path, at)), f"there is no paragraph {number}{known}")


def _numbered(path: Keys, paragraph: Paragraph, previous: int) -> Iterator[Finding]:
    where = Where((*path, "number"))
    if paragraph.number < 1:
        yield Finding(PARAGRAPH_ORDER, where, "paragraphs are numbered from 1")
    elif paragraph.number < previous:
        yield Finding(PARAGRAPH_ORDER, where, f"paragraph {paragraph.number} stands after paragraph {previous}")
    if paragraph.fingerprint and not _FINGERPRINT.fullmatch(paragraph.fingerprint):
        lower = paragraph.fingerprint.lower()
        suggestion = lower if _FINGERPRINT.fullmatch(lower) else ""
        message = "a fingerprint has 16 hexadecimal digits in lower case"
        yield Finding(BAD_FINGERPRINT, Where((*path, "fingerprint")), message, suggestion)
