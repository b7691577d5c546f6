"""Events, actors and relations as CSV (RFC 4180), for spreadsheets and data frames.

Every cell holds exactly what the article says: nothing is prefixed or changed. A cell that a spreadsheet would take
for a formula is pointed out in a hint instead: a quote put in front of it would be wrong data for every other program.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from kztui.article.article import Article
from kztui.article.card import date_in_words
from kztui.article.dates import parse
from kztui.article.edtf import Day
from kztui.article.graph import CONTAINS, MENTIONS, STATED
from kztui.article.model import Event
from kztui.export.formats import Export
from kztui.export.json import links

Rows = Iterator[Sequence[object]]
SEPARATOR = "; "
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# These say how the article is built, not what it is about.
EXCLUDED_RELATIONS = {CONTAINS, MENTIONS, STATED}


def write(article: Article, part: str) -> Export:
    """One table, or all of them where `part` names none."""
    tables = {"events": _events, "actors": _actors, "relations": _relations}
    if part in tables:
        text, hints = _csv(part, tables[part](article))
        return Export({"": text}, hints)
    written = {name: _csv(name, table(article)) for name, table in tables.items()}
    return Export(
        {f"{name}.csv": text for name, (text, _) in written.items()},
        tuple(h for _, hs in written.values() for h in hs),
    )


def _csv(name: str, rows: Rows) -> tuple[str, tuple[str, ...]]:
    text_file = io.StringIO()
    writer = csv.writer(text_file, lineterminator="\n")
    risky = 0
    for row in rows:
        writer.writerow(row)
        risky += sum(isinstance(cell, str) and cell.startswith(FORMULA) for cell in row)
    hints = (f"{name}: {risky} cells begin with =, +, - or @; import them as text",) if risky else ()
    return text_file.getvalue(), hints


def _events(article: Article) -> Rows:
    yield (
        *("id", "title", "aliases", "kind", "date", "date_words", "earliest", "latest", "place", "place_name"),
        *("participants", "summary", "paragraphs", "undated", "foreseen", "note"),
    )
    for event in article.events:
        roles = [article.caption(part.actor) + (f" ({part.role})" if part.role else "") for part in event.participants]
        yield (
            *(event.id, event.title, SEPARATOR.join(event.aliases), event.kind, event.date, date_in_words(event)),
            *(*_ends(event), event.place, article.caption(event.place) if event.place else ""),
            *(SEPARATOR.join(roles), article.linked(event.summary).plain, _numbers(event.paragraphs)),
            *(_yes_or_empty(event.undated), _yes_or_empty(event.foreseen), article.linked(event.note).plain),
        )


def _actors(article: Article) -> Rows:
    yield "id", "name", "aliases", "kind", "summary", "paragraphs", "events", "note"
    took_part = {event.id for event in article.events}
    for actor in article.actors:
        events = [side.other for side in article.graph.sides(actor.id) if not side.outgoing and side.other in took_part]
        yield (
            *(actor.id, actor.name, SEPARATOR.join(actor.aliases), actor.kind, article.linked(actor.summary).plain),
            *(_numbers(actor.paragraphs), SEPARATOR.join(dict.fromkeys(events)), article.linked(actor.note).plain),
        )


def _relations(article: Article) -> Rows:
    yield (
        "source",
        "source_name",
        "source_kind",
        "relation",
        "target",
        "target_name",
        "target_kind",
        "role",
        "paragraphs",
    )
    for link in links(article):
        if link.relation not in EXCLUDED_RELATIONS:
            ends = (link.source, article.label(link.source), article.items[link.source].item_kind)
            other = (link.target, article.label(link.target), article.items[link.target].item_kind)
            yield *ends, link.relation.name, *other, link.detail, _numbers(link.numbers)


def _ends(event: Event) -> tuple[str, str]:
    """The first and the last day that the date covers, for programs that know no other dates."""
    try:
        date = parse(event.date)
    except ValueError:
        return "", ""
    return _day(date.earliest), _day(date.latest)


def _day(day: Day | None) -> str:
    return "{:04}-{:02}-{:02}".format(*day) if day else ""


def _numbers(numbers: Sequence[int]) -> str:
    return SEPARATOR.join(map(str, numbers))


def _yes_or_empty(value: bool) -> str:
    return "yes" if value else ""
