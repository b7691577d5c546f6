"""`kztui show`: the card of one item, for pipes and screen readers; without a target, an overview of the article."""

from typing import TYPE_CHECKING, Any

import msgspec

from kztui.article.article import WHOLE_ARTICLE, Article
from kztui.article.card import card, remark
from kztui.article.dates import words
from kztui.article.graph import Side, context
from kztui.article.ids import pilcrows
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.plurals import counted
from kztui.cli.card_text import card_lines, my_note
from kztui.cli.columns import aligned
from kztui.cli.list import item_json
from kztui.cli.load import find_item, open_with_notes
from kztui.cli.output import CommandError, ExitCode, Output, StyledText

if TYPE_CHECKING:
    from argparse import Namespace

NOT_WRITTEN = "(not written yet)"


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write the card of one item, or with `--text` what it says; without a target the same of the whole article.

    Raises CommandError when there is no such target, or both plain text and JSON are wanted.
    """
    if options.text and options.json:
        raise CommandError("kztui show: --text and --json exclude each other")
    article = open_with_notes(options)
    if options.text:
        _plain_text(article, options.target, out)
        return ExitCode.OK
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


def _plain_text(article: Article, target: str | None, out: Output) -> None:
    """What an item says, or all of the article in reading order: headings, numbered paragraphs, editor's notes."""
    if target is None:
        _head(article, out)
    for item in article.sections if target is None else [find_item(article, target)]:
        view = card(article, item.id)
        if target is None:
            out.line()
        out.line(StyledText(view.title.plain, "heading"))
        for passage in view.body:
            number = f"{passage.number}  " if passage.number else ""
            out.line()
            out.line(StyledText(number, "dim"), passage.text.plain or NOT_WRITTEN, hang=len(number))
            if passage.number and f"p{passage.number}" != item.id:
                _note(article, article.paragraphs[passage.number], out)
        _note(article, item, out)


def _note(article: Article, item: Item, out: Output) -> None:
    if item.note:
        out.line()
        out.line(StyledText("Editor's note: ", "label"), article.linked(item.note).plain)


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
            "my_note": article.reader_notes.get(WHOLE_ARTICLE, ""),
            "sections": [item_json(article, section) for section in article.sections],
            "counts": {kind: len(article.of_kind(kind)) for kind in ITEM_KINDS},
            "links": article.graph.count,
        }
    )


def _head(article: Article, out: Output) -> None:
    """Title, authors, where and when it was published, and its address."""
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


def _article_text(article: Article, out: Output) -> None:
    _head(article, out)
    for line in my_note(article, WHOLE_ARTICLE):
        out.line(*line.pieces, hang=line.hang)
    if article.sections:
        out.line()
        rows = [(article.label(section.id), section.id, pilcrows(section.numbers)) for section in article.sections]
        for cells in aligned(rows, out.width, flexible=0):
            out.line(*(StyledText(cell, style) for cell, style in zip(cells, ("", "target", "dim"), strict=True)))
    out.line()
    counts = [(article.of_kind(kind.item_kind), kind) for kind in KINDS]
    number_of_each = [counted(len(items), kind.item_kind, kind.plural) for items, kind in counts]
    out.line(", ".join([*number_of_each, f"{article.graph.count} links"]))
