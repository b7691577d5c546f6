"""`kztui list`: the items in reading order, optionally of one kind."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.cli.card_text import TextLine
from kztui.cli.columns import GAP, aligned
from kztui.cli.load import open_with_notes
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.tui.render.cells import cell_width

if TYPE_CHECKING:
    from argparse import Namespace

COLUMNS = ("kind", "target", "", "", "", "dim")
"""The styles of kind, id, date, source, label and paragraphs."""
LABEL = 4
HANG = 4
"""The column at which a text is continued that begins beyond the middle of the terminal."""
WRAPPED = ("kind", "target", "", "", "dim", "")
"""Those of items that are known by their text, which stands last and whole."""


def item_json(article: Article, item: Item) -> dict[str, Any]:
    """One item as `kztui list --json` gives it."""
    return {
        "id": item.id,
        "kind": item.item_kind,
        "type": item.kind or None,
        "label": article.label(item.id),
        "aliases": item.aliases,
        "date": item.date or None,
        "foreseen": item.is_foreseen,
        "source": item.source or None,
        "paragraphs": item.numbers,
    }


def _row(article: Article, item: Item) -> tuple[str, ...]:
    """Kind, id, date, source, label and paragraphs with signs of notes; what is foreseen is marked at its date."""
    when = " ".join(filter(None, (dates.compact(item.date) if item.date else "", "foreseen" * item.is_foreseen)))
    source = article.short_name(item.source) if item.source else ""
    stated = f"{pilcrows(item.numbers)} {article.note_signs(item.id)}".strip()
    return item.item_kind, item.id, when, source, article.label(item.id), stated


def _lines(article: Article, items: Sequence[Item], whole: bool, width: int | None) -> Iterator[TextLine]:
    """A line for each item: with its whole text at the end if `whole`, else with its label, which is cut to `width`.

    Where columns would leave the text less than half of the width, there are none.
    """
    rows = [_row(article, item) for item in items]
    if not whole:
        for cells in aligned(rows, width, flexible=LABEL):
            yield TextLine([*map(StyledText, cells, COLUMNS)])
        return
    before = [*aligned([(*row[:LABEL], row[-1], ".") for row in rows], None, flexible=LABEL)]
    for item, row, cells in zip(items, rows, before, strict=True):
        column = sum(map(cell_width, cells[:-1]))
        text = article.linked(item.main_text).plain or row[LABEL]
        if width is None or column <= width // 2:
            yield TextLine([*map(StyledText, (*cells[:-1], text), WRAPPED)], column)
        else:
            parts = [f"{part}{GAP}" * bool(part) for part in (*row[:LABEL], row[-1])]
            yield TextLine([*map(StyledText, (*parts, text), WRAPPED)], HANG)


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write one line, or one JSON object, for each item; in groups with `--by`.

    Raises CommandError when items of that kind cannot be grouped so.
    """
    article = open_with_notes(options)
    kind = next((kind for kind in KINDS if options.kind in {kind.item_kind, kind.plural}), None)
    groups = {"": list(article.items.values())} if kind is None else {"": article.of_kind(kind.item_kind)}
    if options.by:
        groups = article.grouped(_groupable(kind, options.by), options.by)
    items = [item for group in groups.values() for item in group]
    if options.json:
        out.json([item_json(article, item) for item in items])
    else:
        whole = kind is not None and not (kind.is_named or kind.is_text)
        lines = _lines(article, items, whole, out.width)
        for number, (group, members) in enumerate(groups.items()):
            if group:
                if number:
                    out.line()
                out.line(StyledText(group, "heading"), StyledText(f"  {len(members)}", "dim"))
            for line in islice(lines, len(members)):
                out.line(*line.pieces, hang=line.hang)
    if not items:
        write_message(f"no {options.kind or 'items'} in this article")
        return ExitCode.NOT_FOUND
    return ExitCode.OK


def _groupable(kind: type[Item] | None, grouping: str) -> type[Item]:
    """The kind itself. Raises CommandError where its items cannot be grouped so, or none is named."""
    if kind is not None and grouping in kind.index_groupings:
        return kind
    able = [each.plural for each in KINDS if grouping in each.index_groupings]
    listed = " or ".join(filter(None, (", ".join(able[:-1]), *able[-1:])))
    raise CommandError(f"kztui list: --by {grouping} is for {listed}")
