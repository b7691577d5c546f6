"""`kztui list`: the items in reading order, optionally of one kind."""

from argparse import Namespace
from typing import Any

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.table import ItemKind
from kztui.cli.columns import aligned
from kztui.cli.load import open_article
from kztui.cli.output import ExitCode, Output, StyledText, write_message

STYLES = ("kind", "target", "", "", "dim")


def parse_kind(word: str) -> ItemKind:
    """The kind that `word` names, in the singular or plural. Raises StopIteration when there is none."""
    return next(kind.item_kind for kind in KINDS if word in {kind.item_kind, kind.plural})


def item_json(article: Article, item: Item) -> dict[str, Any]:
    """One item as `kztui list --json` gives it."""
    return {
        "id": item.id,
        "kind": item.item_kind,
        "label": article.label(item.id),
        "aliases": item.aliases,
        "date": item.date or None,
        "paragraphs": item.numbers,
    }


def _row(article: Article, item: Item) -> tuple[str, ...]:
    date = item.date
    when = dates.compact(date) if date else ""
    return item.item_kind, item.id, when, article.label(item.id), pilcrows(item.numbers)


def run(options: Namespace, out: Output) -> ExitCode:
    """Write one line, or one JSON object, for each item."""
    article = open_article(options)
    items = article.of_kind(parse_kind(options.kind)) if options.kind else list(article.items.values())
    if options.json:
        out.json([item_json(article, item) for item in items])
    else:
        for cells in aligned([_row(article, item) for item in items], out.width, flexible=3):
            out.line(*(StyledText(cell, style) for cell, style in zip(cells, STYLES, strict=True)))
    if not items:
        write_message(f"no {options.kind or 'items'} in this article")
        return ExitCode.NOT_FOUND
    return ExitCode.OK
