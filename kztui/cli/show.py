"""`kztui show`: the card of one item, for pipes and screen readers; without a target, an overview of the article."""

from argparse import Namespace
from typing import Any

import msgspec

from kztui.article.article import Article
from kztui.article.card import remark
from kztui.article.dates import words
from kztui.article.graph import Side, context
from kztui.article.ids import pilcrows
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.model import ITEM_KINDS
from kztui.cli.card_text import card_lines
from kztui.cli.columns import aligned
from kztui.cli.list import item_json
from kztui.cli.load import find_item, open_with_notes
from kztui.cli.output import ExitCode, Output, StyledText


def run(options: Namespace, out: Output) -> ExitCode:
    """Write the card of one item; without a target, publication, sections and counts of the article.

    Raises CommandError when there is no such target.
    """
    article = open_with_notes(options)
    if options.target is None:
        (_article_json if options.json else _article_text)(article, out)
        return ExitCode.OK
    item = find_item(article, options.target)
    if options.json:
        out.json(_item_json(article, item))
        return ExitCode.OK
    for line in card_lines(article, item.id):
        out.line(*line.pieces, hang=line.hang)
    return ExitCode.OK


def _item_json(article: Article, item: Item) -> dict[str, Any]:
    """The fields of `list`, the text without link syntax, the fields as in the file, and the links."""
    return {
        **item_json(article, item),
        "text": article.linked(item.main_text).plain,
        "note": article.linked(item.note).plain,
        "my_note": article.reader_notes.get(item.id, ""),
        "fields": msgspec.to_builtins(item),
        "links": [_link_json(article, side) for side in article.graph.sides(item.id)],
    }


def _link_json(article: Article, side: Side) -> dict[str, Any]:
    return {
        "relation": side.heading,
        "direction": "out" if side.outgoing else "in",
        "id": side.other,
        "kind": article.items[side.other].item_kind,
        "label": article.label(side.other),
        "role": side.link.detail,
        "paragraphs": side.link.numbers,
        "remark": remark(article, side),
        "context": context(article, side).plain,
    }


def _article_json(article: Article, out: Output) -> None:
    out.json(
        {
            "article": msgspec.to_builtins(article.publication),
            "sections": [item_json(article, section) for section in article.sections],
            "counts": {kind: len(article.of_kind(kind)) for kind in ITEM_KINDS},
            "links": article.graph.count,
        }
    )


def _article_text(article: Article, out: Output) -> None:
    publication = article.publication
    out.line(StyledText(publication.printed_title or publication.title or publication.id, "heading"))
    names = ", ".join(name.plain for name in publication.author)
    where = (publication.container_title or publication.publisher, words(publication.issued))
    for line in (names, ", ".join(filter(None, where))):
        if line:
            out.line(line)
    if publication.URL:
        # Not wrapped by us, so that the terminal recognizes it as one link.
        out.text(f"{publication.URL}\n")
    if article.sections:
        out.line()
        rows = [(article.label(section.id), section.id, pilcrows(section.numbers)) for section in article.sections]
        for cells in aligned(rows, out.width, flexible=0):
            out.line(*(StyledText(cell, style) for cell, style in zip(cells, ("", "target", "dim"), strict=True)))
    out.line()
    counts = [(article.of_kind(kind.item_kind), kind) for kind in KINDS]
    number_of_each = [f"{len(items)} {kind.item_kind if len(items) == 1 else kind.plural}" for items, kind in counts]
    out.line(", ".join([*number_of_each, f"{article.graph.count} links"]))
