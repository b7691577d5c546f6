"""An item's card as lines of text: calm, in reading order, and nothing said twice."""

from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.card import Card, Row, card, pilcrows, remark
from kztui.article.graph import MENTIONS, STATED, Side
from kztui.article.link_context import NOTHING, context
from kztui.article.links import Linked
from kztui.article.model import Claim, Paragraph
from kztui.cli.columns import cells
from kztui.cli.output import Piece

INDENT = "  "


class Line(NamedTuple):
    """A line, and the column under which a terminal goes on with it."""

    pieces: list[Piece]
    hang: int = 0


def card_lines(article: Article, target: str) -> Iterator[Line]:
    """The card of an item: names, facts, prose, our note, and its links by relation. Blank lines part the blocks."""
    shown = card(article, target)
    blocks = [_head(shown), _facts(article, shown), _prose(shown), _note(shown), *_groups(article, shown)]
    first = True
    for block in blocks:
        if block and not first:
            yield Line([])
        first = first and not block
        yield from block


def _head(shown: Card) -> list[Line]:
    lines = [
        Line([Piece(shown.heading, "heading")]),
        Line([Piece(f"{shown.kind} · ", "kind"), Piece(shown.item.id, "target")]),
    ]
    if shown.aliases:
        lines.append(Line([Piece(f"also: {', '.join(shown.aliases)}")], len("also: ")))
    return lines


def _facts(article: Article, shown: Card) -> list[Line]:
    """A line for each value, and one for all paragraphs together."""
    rows = [row for row in shown.rows if row.label != STATED.name]
    if len(rows) < len(shown.rows):
        rows.append(Row(STATED.name, (Linked(pilcrows(shown.item.numbers), ()),)))
    width = max((cells(row.label) for row in rows), default=0) + len(INDENT)
    return [line for row in rows for line in _row(article, row, width)]


def _row(article: Article, row: Row, width: int) -> Iterator[Line]:
    for number, value in enumerate(row.values):
        label = "" if number else row.label
        yield Line([Piece(label + " " * (width - cells(label)), "label"), *_value(article, value)], width)


def _value(article: Article, value: Linked) -> Iterator[Piece]:
    """A fact with the targets of what it names."""
    at = 0
    for span in value.spans:
        yield Piece(value.plain[at : span.start])
        yield Piece(value.plain[span.start : span.end])
        yield Piece(
            f" [{span.target}]" if span.target in article.items else f" [{span.target}: no such item]", "target"
        )
        at = span.end
    yield Piece(value.plain[at:])


def _words(text: Linked, style: str = "link") -> Iterator[Piece]:
    """Prose as it is read, its links standing out where there are colours."""
    at = 0
    for span in text.spans:
        yield Piece(text.plain[at : span.start])
        yield Piece(text.plain[span.start : span.end], style)
        at = span.end
    yield Piece(text.plain[at:])


def _prose(shown: Card) -> list[Line]:
    lines: list[Line] = []
    for block in shown.body:
        number = f"¶{block.number}{INDENT}" if block.number and not isinstance(shown.item, Paragraph) else ""
        lines.append(Line([Piece(number, "dim"), *_words(block.text)], cells(number)))
    return lines


def _note(shown: Card) -> list[Line]:
    return [Line([Piece("Our note: ", "label"), *_words(shown.note)])] if shown.note.plain else []


def _groups(article: Article, shown: Card) -> Iterator[list[Line]]:
    """The links under their headings, but for those that another line has told already."""
    facts = {row.label for row in shown.rows} - {STATED.name}
    mentioned = {side.other for side in article.graph.sides(shown.item.id) if side.link.relation is MENTIONS}
    for heading, sides in shown.groups.items():
        if heading in {STATED.name, STATED.reverse}:
            told = [side for side in sides if side.other not in mentioned]
        else:
            told = [side for side in sides if heading not in facts or not _is_own(shown, side)]
        if told:
            yield [Line([Piece(heading, "label")]), *(_side(article, side) for side in told)]


def _is_own(shown: Card, side: Side) -> bool:
    """Whether the link is one of the item's own fields, or, for a paragraph, its section's."""
    return side.outgoing or isinstance(shown.item, Paragraph)


def _side(article: Article, side: Side) -> Line:
    other = article.items[side.other]
    name = article.label(side.other) if isinstance(other, Claim) else article.caption(side.other)
    beside = remark(article, side)
    around = context(article, side)
    if around.plain.startswith(name.rstrip("…")):
        around = NOTHING
    pieces = [Piece(INDENT), Piece(name), Piece(f" [{side.other}]", "target")]
    if beside:
        pieces.append(Piece(f" · {beside}", "dim"))
    if around.plain:
        pieces += [Piece(": ", "dim"), *_words(around, "match")]
    return Line(pieces, len(INDENT) * 2)
