"""Where in the original: the paragraphs that targets stand for, and the sections that hold them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kztui.article.article import Article
from kztui.citation.errors import CitationError

_RANGE = re.compile(r"\s*¶?p?\s*([0-9]{1,9})\s*(?:[-–—]\s*¶?p?\s*([0-9]{1,9})\s*)?")
_MOST = 10_000


class Locator(NamedTuple):
    """Paragraphs of the original by their running numbers, ascending and without doubles; empty for the whole article.

    `section` is the heading over all of them, empty where they stand under several headings or under none.
    """

    numbers: tuple[int, ...] = ()
    section: str = ""
    within: tuple[int, ...] = ()
    """The same paragraphs, counted from 1 within that section."""
    whole: bool = False
    """Whether they are all of that section, which then has more than one."""


NOWHERE = Locator()


def ranges(numbers: Iterable[int], dash: str = "–") -> str:
    """Numbers as one writes them: 2, 4, 5, 6 gives `2, 4–6`; two that follow each other are a range too."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join(dash.join(map(str, run)) for run in runs)


def read_numbers(text: str) -> tuple[int, ...]:
    """The paragraph numbers in `4`, `4-6` or `2, 4–6`; raises `CitationError` for anything else."""
    found: set[int] = set()
    for part in text.split(","):
        match = _RANGE.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 < first <= last or last - first >= _MOST:
            raise CitationError(f"“{text}” names no paragraphs; write a number, a range or both: 2, 4-6")
        found.update(range(first, last + 1))
    return tuple(sorted(found))


def _at(article: Article, numbers: Iterable[int]) -> Locator:
    """The locator of paragraphs by number."""
    sought = tuple(sorted(set(numbers)))
    if not sought:
        return NOWHERE
    sections = {section.id: section for number in sought if (section := article.section_of(number))}
    if len(sections) != 1 or any(article.section_of(number) is None for number in sought):
        return Locator(sought)
    (section,) = sections.values()
    if not section.title:
        return Locator(sought)
    held = section.numbers
    within = tuple(held.index(number) + 1 for number in sought)
    return Locator(sought, article.linked(section.title).plain, within, len(sought) == len(held) > 1)


def of_numbers(article: Article, numbers: Sequence[int]) -> Locator:
    """The locator of paragraphs by their running numbers; raises `CitationError` where the article has no such one."""
    missing = [number for number in numbers if article.paragraphs and number not in article.paragraphs]
    if missing:
        there = ranges(article.paragraphs)
        raise CitationError(f"the article has no paragraph {ranges(missing)}; it has {there}")
    return _at(article, numbers)


def of_targets(article: Article, targets: Sequence[str]) -> Locator:
    """The locator of all paragraphs that the targets' items stand for; none where an item names none.

    Raises `CitationError`, with the nearest targets, for a target that is not in the article.
    """
    numbers: set[int] = set()
    for target in targets:
        found = article.items.get(target)
        if found is None:
            from difflib import get_close_matches  # noqa: PLC0415 - needed only for the message

            raise CitationError(
                f"there is no “{target}” in the article", tuple(get_close_matches(target, article.items))
            )
        numbers.update(found.numbers)
    return _at(article, numbers)
