"""The items of each kind, and the relations between items, as CSV (RFC 4180), for spreadsheets and data frames.

Every cell holds exactly what the article says: nothing is prefixed or changed. A cell that a spreadsheet would take
for a formula (CSV injection) is pointed out in a hint instead: a quote put in front of it would be wrong data for every
other program.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import partial

from kztui.article.article import Article
from kztui.article.dates import parse_or_none
from kztui.article.edtf import written_year
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.links import CONTAINS, MENTIONS, STATED
from kztui.export.formats import Export
from kztui.export.json import links

Rows = Iterator[Sequence[object]]
SEPARATOR = "; "
ENDS = ("earliest", "latest")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_LATER_FORMULA = re.compile(r";\s*[\"']?[=+\-@＝＋－＠]")
"""Where commas are in numbers, spreadsheets separate cells by semicolons, whatever the file is."""
# Containment, mentions and places in the text say how the article is built, not what it is about.
EXCLUDED_RELATIONS = {CONTAINS, MENTIONS, STATED}


def write(article: Article, part: str) -> Export:
    """One table, or all of them where `part` names none."""
    tables = {kind.plural: partial(_items, kind=kind) for kind in KINDS if not kind.is_text} | {"relations": _relations}
    if part in tables:
        text, hints = csv_table(part, tables[part](article))
        return Export({"": text}, hints)
    written = {name: csv_table(name, table(article)) for name, table in tables.items()}
    all_hints = tuple(hint for _, hints in written.values() for hint in hints)
    return Export({f"{name}.csv": text for name, (text, _) in written.items()}, all_hints)


def csv_table(name: str, rows: Rows) -> tuple[str, tuple[str, ...]]:
    """Rows as CSV, and hints on cells that a spreadsheet would take for formulas; `name` is that of the table."""
    text_file = io.StringIO()
    writer = csv.writer(text_file, lineterminator="\n")
    risky = later = 0
    for row in rows:
        writer.writerow(row)
        texts = [cell for cell in row if isinstance(cell, str)]
        risky += sum(_FORMULA.match(cell) is not None for cell in texts)
        later += sum(_LATER_FORMULA.search(cell) is not None for cell in texts)
    hints = [f"{name}: {risky} cells begin with =, +, - or @; import them as text"] if risky else []
    if later:
        hints.append(
            f"{name}: {later} cells have =, +, - or @ after a semicolon; do not import them as separated by it"
        )
    return text_file.getvalue(), tuple(hints)


def _items(article: Article, kind: type[Item]) -> Rows:
    """The items of one kind, by the columns that it declares."""
    columns = kind.csv_columns()
    yield columns
    for item in article.of_kind(kind.item_kind):
        yield [_cell(article, item, column) for column in columns]


def _cell(article: Article, item: Item, column: str) -> object:
    if column == "date_words":
        return item.date_in_words
    if column in ENDS:
        return _end(item.date, column)
    if column.endswith("_name"):
        target = str(item.csv_value(column.removesuffix("_name"), article))
        return article.caption(target) if target else ""
    value = item.csv_value(column, article)
    if column in item.prose_keys:
        return article.linked(str(value)).plain
    if isinstance(value, bool):
        return "yes" if value else ""
    return SEPARATOR.join(map(str, value)) if isinstance(value, tuple) else value


def _relations(article: Article) -> Rows:
    source, target = ("source", "source_name", "source_kind"), ("target", "target_name", "target_kind")
    yield *source, "relation", *target, "role", "paragraphs"
    for link in links(article):
        if link.relation not in EXCLUDED_RELATIONS:
            ends = (link.source, article.label(link.source), article.items[link.source].item_kind)
            other = (link.target, article.label(link.target), article.items[link.target].item_kind)
            yield *ends, link.relation.name, *other, link.detail, SEPARATOR.join(map(str, link.numbers))


def _end(date: str, column: str) -> str:
    """The first or the last day that the date covers, for programs that know no other dates."""
    day = getattr(parse_or_none(date), column, None)
    return f"{written_year(day[0])}-{day[1]:02}-{day[2]:02}" if day else ""
