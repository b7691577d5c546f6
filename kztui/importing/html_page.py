"""Reads a page: its article as blocks, its metadata, and an account of what was left out.

The article is where readability-lxml finds it; its text is the page's own, in its order. Where that keeps hardly
anything of what the page shows as its article, all that is shown is read.

Boilerplate removal: readability-lxml tells where the article stands, the page's tree gives it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy

from kztui.files.sanitize import sanitize_line
from kztui.importing.article_head import PROSE_WORDS, folded, metadata_with_head, split_head
from kztui.importing.blocks import CELL_BAR, TextBlock, word_count
from kztui.importing.bylines import is_byline
from kztui.importing.html_blocks import CODE, BlockWalk, text_of
from kztui.importing.html_tree import FLAT, Element, parse_page
from kztui.importing.language import guess_language
from kztui.importing.page_metadata import metadata_of_page
from kztui.importing.page_tree import BYLINE, PageTree
from kztui.importing.reading import Account, LeftOut, Reading, sample
from kztui.importing.source import Source

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


LEAST_KEPT = 0.25
"""Where less is kept of the words under `<article>`, `<main>` or `<body>`, all of them are read."""
REST = "rest of the page"
_NOT_VISIBLE = frozenset({"nav", "header", "footer", "aside"})


def read_page(source: Source, text: str) -> Reading:
    """The article of a page, from its HTML source."""
    root = parse_page(text)
    page = PageTree(root)
    visible = _visible_root(page)
    place = article_place(root, page)
    walk = BlockWalk(page, place)
    if _words(walk) < LEAST_KEPT * page.words[visible]:
        place = visible
        walk = BlockWalk(page, place)
    metadata = metadata_of_page(root, page, _text_start(walk, place), source.url)
    title = metadata.get("title", "")
    head = split_head([piece.block for piece in walk.pieces], metadata)
    language = metadata.get("language", "") or guess_language(" ".join(block.text for block in head.blocks))
    metadata = metadata_with_head(head, metadata, language)
    bylines = [(BYLINE, block.text) for block in head.bylines]
    left_out = [*walk.left_out, *bylines, *_outside(page, place, title)]
    kept = sum(_length(block) for block in (*head.blocks, *head.titles))
    account = Account(_visible_words(page, visible), kept, _by_kind(left_out))
    return Reading(tuple(head.blocks), metadata, account, "HTML page", language.partition("-")[0].lower())


def _text_start(walk: BlockWalk, place: int) -> int:
    """The number of the element in which the text begins."""
    return next((piece.number for piece in walk.pieces if _length(piece.block) >= PROSE_WORDS), place)


def _words(walk: BlockWalk) -> int:
    return sum(_length(piece.block) for piece in walk.pieces)


def _length(block: TextBlock) -> int:
    """The words of a block, without the bars between the cells of a row."""
    return word_count(block.text.replace(CELL_BAR, " "))


def _visible_root(page: PageTree) -> int:
    """The largest `<article>` or `<main>`, or else the `<body>`."""
    named = [
        number
        for number, node in enumerate(page.nodes)
        if node.element.tag in {"article", "main"} and not page.is_left_out(number)
    ]
    body = next((number for number, node in enumerate(page.nodes) if node.element.tag == "body"), 0)
    return max(named, key=lambda number: page.shown[number], default=body)


def _visible_words(page: PageTree, root: int) -> int:
    """The words shown below an element; of a `<body>` without those of its navigation, headers, footers and asides."""
    words = page.shown[root]
    if page.nodes[root].element.tag not in {"article", "main"}:
        within = [False] * len(page.nodes)
        for number, (element, parent) in enumerate(page.nodes):
            within[number] = parent >= 0 and within[parent]
            if element.tag in _NOT_VISIBLE and not within[number]:
                within[number] = True
                words -= page.shown[number]
    return words


def _outside(page: PageTree, place: int, title: str) -> Iterator[tuple[str, str]]:
    """What the page shows outside of the article: each part that is left out as its kind, all others as the rest."""
    around = set()
    number = place
    while number > 0:
        around.add(number)
        number = page.nodes[number].parent
    around.add(0)
    inside = [False] * len(page.nodes)
    for number, (element, parent) in enumerate(page.nodes):
        inside[number] = number == place or (parent >= 0 and inside[parent])
        if inside[number] or number in around or element.tag in CODE:
            continue
        if kind := page.left_out.get(number):
            inside[number] = True
            if text := text_of(element):
                yield kind, text
        elif (text := sanitize_line(_own_text(element))) and folded(text) != folded(title):
            yield (BYLINE if is_byline(text) else REST), text


def _own_text(element: Element) -> str:
    """The text of an element outside of the elements below it."""
    return " ".join(piece for piece in (element.text, *(inner.tail for inner in element)) if piece)


def _by_kind(left_out: list[tuple[str, str]]) -> tuple[LeftOut, ...]:
    """What was left out, by kind, most words first, with the first words of each."""
    words_of: Counter[str] = Counter()
    samples: dict[str, str] = {}
    for kind, text in left_out:
        words_of[kind] += word_count(text)
        samples.setdefault(kind, sample(text))
    return tuple(LeftOut(kind, count, samples[kind]) for kind, count in words_of.most_common())
