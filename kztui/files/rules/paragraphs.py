"""Paragraph numbers: those that items refer to, and those of the paragraphs themselves."""

from collections.abc import Iterator

from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.files.rules.context import RuleContext

UNKNOWN_PARAGRAPH = Rule(
    "unknown-paragraph", "error", "An item refers to a paragraph that no section has.", "paragraphs = [2, 99]"
)
NO_PARAGRAPH = Rule(
    "no-paragraph",
    "warning",
    "An item says neither which paragraphs it comes from nor, in a note, where else.",
    '[[terms]]\nid = "sar"\nname = "SAR"\ndefinition = "Search and rescue."',
)
RULES = (UNKNOWN_PARAGRAPH, NO_PARAGRAPH)


def find(context: RuleContext) -> Iterator[Finding]:
    """References to paragraphs that are not there, and items that refer to none."""
    numbers = context.numbers
    for path, item in context.placed:
        if not item.is_text:
            if not numbers.issuperset(item.paragraphs):
                yield from _unknown(context, (*path, "paragraphs"), item.numbers)
            stated = item.paragraphs or item.quotes or item.id in context.file.linking
            if numbers and not item.note and context.lacks(path, "paragraphs", stated):
                message = f"{item.id or item.item_kind} refers to no paragraph, and no note says where it is from"
                yield Finding(NO_PARAGRAPH, Where((*path, "paragraphs")), message)
    for path, _, reference in context.references:
        if not numbers.issuperset(reference.paragraphs):
            yield from _unknown(context, (*path, *reference.keys[:-1], "paragraphs"), reference.paragraphs)


def _unknown(context: RuleContext, path: Keys, referred: tuple[int, ...]) -> Iterator[Finding]:
    """The numbers that no paragraph has; one that a paragraph without a number may have is not reported."""
    numbers = context.numbers
    for at, number in enumerate(referred):
        if number not in numbers and not context.skipped.paragraph(number):
            known = f"; they go from {min(numbers)} to {max(numbers)}" if numbers else ""
            yield Finding(UNKNOWN_PARAGRAPH, Where((*path, at)), f"there is no paragraph {number}{known}")
