"""The locator of a citation: which paragraphs of the original the cited items stand for, and in which section."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.ids import fold_ranges
from kztui.article.suggestion import nearest_words
from kztui.citation.errors import CitationError

_RANGE = re.compile(r"\s*¶?p?\s*([0-9]{1,9})\s*(?:[-–—]\s*¶?p?\s*([0-9]{1,9})\s*)?")
_MAX_PARAGRAPHS = 10_000


class Locator(NamedTuple):
    """Paragraphs of the original by number, ascending, each once; empty for the article as a whole.

    `section` is the heading of the one section that holds all of them; empty where there are several or none.
    """

    numbers: tuple[int, ...] = ()
    section: str = ""
    within: tuple[int, ...] = ()
    """The same paragraphs, counted from 1 within `section`."""
    entire_section: bool = False
    """Whether they are all paragraphs of `section`, and more than one."""


NO_LOCATOR = Locator()


def read_numbers(text: str) -> tuple[int, ...]:
    """The paragraph numbers in `4`, `4-6` or `2, 4–6`, ascending. Raises `CitationError` for anything else."""
    found: set[int] = set()
    for part in text.split(","):
        match = _RANGE.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 < first <= last or last - first >= _MAX_PARAGRAPHS:
            raise CitationError(f"“{text}” is not a list of paragraphs; write numbers and ranges: 2, 4-6")
        found.update(range(first, last + 1))
    return tuple(sorted(found))


def _locator(article: Article, numbers: Iterable[int]) -> Locator:
    """The locator of existing paragraphs."""
    sought = tuple(sorted(set(numbers)))
    if not sought:
        return NO_LOCATOR
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
    """The locator of paragraphs by number.

    Raises `CitationError` for one that the article does not have; an article without paragraphs takes any.
    """
    missing = [number for number in numbers if article.paragraphs and number not in article.paragraphs]
    if missing:
        there = fold_ranges(article.paragraphs)
        raise CitationError(f"the article has no paragraph {fold_ranges(missing)}; it has {there}")
    return _locator(article, numbers)


def of_targets(article: Article, targets: Sequence[str]) -> Locator:
    """The locator of all paragraphs of the items `targets`; without paragraphs where none of them names any.

    Raises `CitationError`, with the nearest ids, for a target that is not in the article.
    """
    numbers: set[int] = set()
    for target in targets:
        found = article.items.get(target)
        if found is None:
            raise CitationError(f"there is no “{target}” in the article", nearest_words(target, article.items))
        numbers.update(found.numbers)
    return _locator(article, numbers)
