"""The card of an item as lines of text for `kztui show`: each fact and each linked item once."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.card import Card, LinkedItem, card
from kztui.article.card_rows import CardRow
from kztui.article.graph import context
from kztui.article.links import EMPTY, STATED, Linked
from kztui.cli.output import StyledText
from kztui.tui.render.cells import cell_width

INDENT = "  "


class TextLine(NamedTuple):
    """A line of styled text; `hang` is the column at which a terminal continues it when it wraps."""

    pieces: list[StyledText]
    hang: int = 0


def card_lines(article: Article, target: str) -> Iterator[TextLine]:
    """The card of an item: names, prose, facts, notes, and its links by kind, separated by blank lines."""
    view = card(article, target, plain_prose=True)
    blocks = [
        _head(view),
        _prose(view),
        _facts(article, view),
        _note(view),
        my_note(article, target),
        *_groups(article, view),
    ]
    first = True
    for block in blocks:
        if block and not first:
            yield TextLine([])
        first = first and not block
        yield from block


def _head(view: Card) -> list[TextLine]:
    lines = [
        TextLine([StyledText(words, "heading") for words, _target in view.title.pieces()]),
        TextLine([StyledText(f"{view.kind} · ", "kind"), StyledText(view.item.id, "target")]),
    ]
    if view.aliases:
        lines.append(TextLine([StyledText(f"also: {', '.join(view.aliases)}")], len("also: ")))
    return lines


def _facts(article: Article, view: Card) -> list[TextLine]:
    """A line for each value; the paragraphs that state the item are listed with their words."""
    rows = [row for row in view.rows if row.label != STATED.name]
    width = max((cell_width(row.label) for row in rows), default=0) + len(INDENT)
    return [line for row in rows for line in _row(article, row, width)]


def _row(article: Article, row: CardRow, width: int) -> Iterator[TextLine]:
    for number, value in enumerate(row.values):
        label = "" if number else row.label
        yield TextLine([StyledText(label + " " * (width - cell_width(label)), "label"), *_value(article, value)], width)


def _value(article: Article, value: Linked) -> Iterator[StyledText]:
    """A fact, each linked name followed by its target."""
    for words, target in value.pieces():
        yield StyledText(words)
        if target is not None:
            yield StyledText(f" [{target}]" if target in article.items else f" [{target}: no such item]", "target")


def _words(text: Linked, style: str = "link") -> Iterator[StyledText]:
    """Prose in plain words, its links highlighted where there are colours."""
    yield from (StyledText(words, "" if target is None else style) for words, target in text.pieces())


def _prose(view: Card) -> list[TextLine]:
    lines: list[TextLine] = []
    for block in view.body:
        number = f"¶{block.number}{INDENT}" if block.number and view.item.id != f"p{block.number}" else ""
        lines.append(TextLine([StyledText(number, "dim"), *_words(block.text)], cell_width(number)))
    return lines


def _note(view: Card) -> list[TextLine]:
    return [TextLine([StyledText("Editor's note: ", "label"), *_words(view.note)])] if view.note.plain else []


def my_note(article: Article, target: str) -> list[TextLine]:
    """The reader's own note, its lines as they were written."""
    lines = article.reader_notes.get(target, "").splitlines()
    return [
        TextLine([StyledText("" if at else "My note: ", "label"), StyledText(line)]) for at, line in enumerate(lines)
    ]


def _groups(article: Article, view: Card) -> Iterator[list[TextLine]]:
    """The linked items under the names of their kinds."""
    for heading, entries in view.linked(article).items():
        yield [TextLine([StyledText(heading, "label")]), *(_entry(article, entry) for entry in entries)]


def _entry(article: Article, entry: LinkedItem) -> TextLine:
    """An item, how it is linked, and the words around the link where only the text makes it."""
    name, beside = article.link_label(entry.item.id), entry.remark(article)
    side = entry.sides[0]
    around = context(article, side) if entry.is_passing else EMPTY
    states = side.link.relation is STATED and not side.outgoing
    if around.plain.startswith(name.rstrip("…")) or (states and not around.spans):
        around = EMPTY
    pieces = [StyledText(INDENT), StyledText(name), StyledText(f" [{entry.item.id}]", "target")]
    if beside:
        pieces.append(StyledText(f" · {beside}", "dim"))
    if around.plain:
        pieces += [StyledText(": ", "dim"), *_words(around, "match")]
    return TextLine(pieces, len(INDENT) * 2)
