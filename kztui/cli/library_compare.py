"""`kztui library compare`: what the articles of a library say of one thing, side by side, each with its paragraph."""

from typing import TYPE_CHECKING, Any

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.cli.columns import aligned
from kztui.cli.library_join import clusters_of
from kztui.cli.library_load import catalogue_of, fresh_index
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.library.addresses import ItemAddress, UnknownItemError, parse_address
from kztui.library.article_comparison import ArticleComparison, ComparedStatement, compare
from kztui.library.catalogue import Library
from kztui.library.indexed_comparison import compare_indexed
from kztui.library.opening import joins_to_read

if TYPE_CHECKING:
    from argparse import Namespace

_STYLES = ("target", "dim", "", "dim", "")
"""Of address, paragraphs, value, date, and who says so."""


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write under each date, unit or kind of claim what each article says; items that are joined are one thing.

    Raises CommandError without an address, UnknownItemError for an item that is not there.
    """
    if not options.words:
        raise CommandError("kztui library compare: name an item, such as hale2015:ferry-fire, or several")
    index = fresh_index(options)
    library = catalogue_of(index)
    wanted = [parse_address(word) for word in options.words]
    for address in wanted:
        library.item(address)
    clusters = clusters_of(joins_to_read(index.path), index)
    members = dict.fromkeys(member for address in wanted for member in clusters.of(address))
    if index.engine is None or index.is_busy:
        found = compare(known for member in members if (known := _known(library, member)))
    else:
        found = compare_indexed(index.engine, members)
        for member in members.keys() - set(found.items):
            _known(library, member)
    if options.json:
        out.json(_json(found))
    else:
        _lines(found, out)
    if len(found.articles) == 1:
        advice = f"kztui library join --propose {wanted[0]}"
        write_message(f"no other article is known to have it; {advice} lists what may be the same")
    return ExitCode.OK if found.rows else ExitCode.NOT_FOUND


def _known(library: Library, address: ItemAddress) -> tuple[Article, Item] | None:
    """The item at an address with its article; None, with a message, where a verdict is on what is gone."""
    try:
        return library.item(address)
    except UnknownItemError as error:
        write_message(f"kztui library compare: {error}")
        return None


def _json(found: ArticleComparison) -> dict[str, Any]:
    return {
        "items": [str(item) for item in found.items],
        "articles": found.articles,
        "rows": [
            {
                "label": row.label,
                "cells": {article: [_statement_json(each) for each in row.of(article)] for article in found.articles},
            }
            for row in found.rows
        ],
    }


def _statement_json(statement: ComparedStatement) -> dict[str, Any]:
    return {
        "address": str(statement.address),
        "value": statement.value,
        "date": statement.date or None,
        "source": statement.source or None,
        "paragraphs": statement.paragraphs,
    }


def _lines(found: ArticleComparison, out: Output) -> None:
    """The heading of each row, and below it a line for each statement, in the order of the articles."""
    out.line(StyledText("  ".join(map(str, found.items)), "heading"))
    for row in found.rows:
        out.line()
        out.line(StyledText(row.label, "label"))
        statements = [statement for article in found.articles for statement in row.of(article)]
        cells = [
            (str(each.address), pilcrows(each.paragraphs), each.value, each.date, each.source) for each in statements
        ]
        for line in aligned(cells, out.width and out.width - 2, flexible=2):
            out.line("  ", *map(StyledText, line, _STYLES), hang=4)
