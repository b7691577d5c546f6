"""The locator of a citation: which paragraphs of the original the cited items stand for, and in which section."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.ids import fold_ranges, pilcrows
from kztui.article.lazy_regex import LazyPattern
from kztui.article.suggestion import nearest_words
from kztui.citation.errors import CitationError

_RANGE = LazyPattern(r"\s*¶?p?\s*([0-9]{1,9})\s*(?:[-–—]\s*¶?p?\s*([0-9]{1,9})\s*)?")
_MAX_PARAGRAPHS = 10_000
_PAGE_DIGITS = 6


class Locator(NamedTuple):
    """Paragraphs of the original by number, ascending, each once; empty for the article as a whole.

    `section` is the heading of the one section that holds all of them; empty where there are several or none, and where
    the original does not print the heading.
    """

    numbers: tuple[int, ...] = ()
    section: str = ""
    within: tuple[int, ...] = ()
    """The same paragraphs, counted from 1 within `section`."""
    entire_section: bool = False
    """Whether they are all paragraphs of `section`, and more than one."""
    pages: tuple[str, ...] = ()
    """The pages on which they begin, ascending, each once; empty where those of one of them are not known."""
    unprinted: str = ""
    """The heading of the one section that holds them, where it is ours and never cited."""

    @property
    def page_ranges(self) -> str:
        """The pages: numbers as ranges, others one by one; empty where they are not known."""
        if all(page.isascii() and page.isdecimal() and len(page) <= _PAGE_DIGITS for page in self.pages):
            return fold_ranges((int(page) for page in self.pages), "-")
        return ", ".join(self.pages)

    @property
    def place(self) -> str:
        """Where it points, by every number that styles name it by: `¶9 = Implications, para. 4`; may be empty."""
        names = [pilcrows(self.numbers)]
        if self.section:
            counted = f", para{'s' * (len(self.within) > 1)}. {fold_ranges(self.within)}"
            names.append(self.section + ("" if self.entire_section else counted))
        if self.pages:
            names.append(f"p{'p' * (len(self.pages) > 1)}. {self.page_ranges}")
        return " = ".join(filter(None, names))


NO_LOCATOR = Locator()
Pages = Mapping[int, str]
"""From paragraphs to the pages on which the reader's copy begins them, as printed."""
NO_PAGES: Pages = MappingProxyType({})


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


def _locator(article: Article, numbers: Iterable[int], pages: Pages) -> Locator:
    """The locator of existing paragraphs."""
    sought = tuple(sorted(set(numbers)))
    if not sought:
        return NO_LOCATOR
    known = tuple(dict.fromkeys(pages.get(number, "") for number in sought))
    on = Locator(sought, pages=known if all(known) else ())
    sections = {section.id: section for number in sought if (section := article.section_of(number))}
    if len(sections) != 1 or any(article.section_of(number) is None for number in sought):
        return on
    (section,) = sections.values()
    if not section.title:
        return on
    heading = article.linked(section.title).plain
    if not section.printed:
        return on._replace(unprinted=heading)
    within = tuple(article.number_in_section(number) for number in sought)
    return on._replace(section=heading, within=within, entire_section=len(sought) == len(section.paragraphs) > 1)


def of_numbers(article: Article, numbers: Sequence[int], pages: Pages = NO_PAGES) -> Locator:
    """The locator of paragraphs by number.

    Raises `CitationError` for one that the article does not have; an article without paragraphs takes any.
    """
    missing = [number for number in numbers if article.paragraphs and number not in article.paragraphs]
    if missing:
        there = fold_ranges(article.paragraphs)
        raise CitationError(f"the article has no paragraph {fold_ranges(missing)}; it has {there}")
    return _locator(article, numbers, pages)


def of_targets(article: Article, targets: Sequence[str], pages: Pages = NO_PAGES) -> Locator:
    """The locator of all paragraphs of the items `targets`; without paragraphs where none of them names any.

    Raises `CitationError`, with the nearest ids, for a target that is not in the article.
    """
    numbers: set[int] = set()
    for target in targets:
        found = article.items.get(target)
        if found is None:
            raise CitationError(f"there is no “{target}” in the article", nearest_words(target, article.items))
        numbers.update(found.numbers)
    return _locator(article, numbers, pages)
