"""Boilerplate removal: where on a page the article stands; readability-lxml tells, the page's tree gives it."""

import re
from copy import deepcopy

from kztui.importing.blocks import word_count
from kztui.importing.html_tree import FLAT, Element
from kztui.importing.page_tree import PageTree

MARK = "kztui-number"
"""The attribute that carries an element's number through readability's cleaning."""
SHARE = 0.9
"""The article's place is the lowest element that holds this share of the words that readability finds."""
MAX_ELEMENTS = 60_000
"""Readability takes too long on pages with more elements."""
LEAST_WORDS = 20
MOST_ADDED = 0.5
LINKS_ADDED = 0.3
FEW_WORDS = 40
_MARKED = re.compile(rf' {MARK}="(\d+)"')


def article_place(root: Element, page: PageTree) -> int:
    """The number of the element that holds the article."""
    if root.get(FLAT):
        return _body(page)
    found = _by_readability(root, page)
    if not found:
        found = _largest(page, {"article", "main"})
    return _widened(page, found) if found else _body(page)


def _by_readability(root: Element, page: PageTree) -> int:
    """The lowest element with most of the text that readability takes for the article; 0 when it finds nothing."""
    if len(page.nodes) > MAX_ELEMENTS:
        return 0
    from readability import Document  # type: ignore[import-untyped] # noqa: PLC0415 - slow to import

    try:
        summary = Document(_marked_copy(root, page)).summary(html_partial=True)
    except Exception:  # noqa: BLE001 - it raises whatever lxml and its own code do; without it, the tags decide
        return 0
    weights = [0] * len(page.nodes)
    for number in {int(number) for number in _MARKED.findall(summary)}:
        element = page.nodes[number].element
        weights[number] += word_count(element.text or "")
        weights[number] += sum(word_count(child.tail or "") for child in element)
    return _lowest(page, weights)


def _marked_copy(root: Element, page: PageTree) -> Element:
    """A copy of the tree without what is left out, each element with its number."""
    copy = deepcopy(root)
    numbers = iter(range(len(page.nodes)))
    unwanted = []
    for element in copy.iter():
        if isinstance(element.tag, str):
            number = next(numbers)
            element.set(MARK, str(number))
            if number in page.left_out:
                unwanted.append(element)
    for element in unwanted:
        # Emptied, not dropped: dropping moves the text after each element, which takes quadratic time for many.
        if element.tag != "head":
            element.clear(keep_tail=True)
            element.tag = "span"
    return copy


def _lowest(page: PageTree, weights: list[int]) -> int:
    """The lowest element below which lie nearly all of the weights; 0 when there are too few."""
    for number in range(len(weights) - 1, 0, -1):
        weights[page.nodes[number].parent] += weights[number]
    total = weights[0] if weights else 0
    if total < LEAST_WORDS:
        return 0
    return max(number for number, weight in enumerate(weights) if weight >= SHARE * total)


def _largest(page: PageTree, tags: set[str]) -> int:
    named = [number for number, node in enumerate(page.nodes) if node.element.tag in tags]
    return max(named, key=lambda number: page.words[number], default=0)


def _body(page: PageTree) -> int:
    return next((number for number, node in enumerate(page.nodes) if node.element.tag == "body"), 0)


def _widened(page: PageTree, number: int) -> int:
    """The element, or one around it that adds only parts of the same article: a lead, a heading, a note at the end.

    It is widened up to the `<article>` or `<main>` around it, or else to what holds the `<h1>` as well.
    """
    best, outer = number, page.nodes[number].parent
    while outer > 0 and page.nodes[outer].element.tag not in {"body", "html"}:
        added, links, prose = (counts[outer] - counts[number] for counts in (page.words, page.link_words, page.prose))
        if added > MOST_ADDED * page.words[number] and added > FEW_WORDS:
            break
        if links > LINKS_ADDED * added:
            break
        if prose:
            best = outer
        if page.nodes[outer].element.tag in {"article", "main"}:
            break
        outer = page.nodes[outer].parent
    return best
