"""Reads a page: its article as blocks, its metadata, and an account of what was left out.

The article is where readability-lxml finds it; its text is the page's own, in its order. Where that keeps hardly
anything of what the page shows as its article, all that is shown is read.
"""

from collections import Counter
from collections.abc import Iterator

from kztui.files.sanitize import sanitize_line
from kztui.importing.account import Account, LeftOut, sample
from kztui.importing.article_head import PROSE_WORDS, folded, metadata_with_head, split_head
from kztui.importing.article_place import article_place
from kztui.importing.blocks import CELL_BAR, TextBlock, word_count
from kztui.importing.bylines import is_byline
from kztui.importing.html_blocks import CODE, BlockWalk, text_of
from kztui.importing.html_tree import Element, parse_page
from kztui.importing.language import guess_language
from kztui.importing.page_metadata import metadata_of_page
from kztui.importing.page_tree import BYLINE, PageTree
from kztui.importing.reading import Reading
from kztui.importing.source import Source

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
