"""`kztui library timeline`: the events of all articles in time, one row for each event that they have in common."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.plurals import counted
from kztui.cli.columns import aligned
from kztui.cli.library_join import clusters_of
from kztui.cli.library_load import catalogue_of, fresh_index
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.library.catalogue import Library
from kztui.library.joined_timeline import ReportedEvent, TimelineRow, joined_timeline
from kztui.library.neighbours import short_title
from kztui.library.opening import joins_to_read

if TYPE_CHECKING:
    from argparse import Namespace

_STYLES = ("dim", "", "target")
"""Of the dates, the name, and where each article tells of it."""


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write one line, or one JSON object, for each event, by its earliest date; undated ones last.

    Raises CommandError for words that it does not take, UnknownItemError for an article that is not there.
    """
    if options.words:
        raise CommandError("kztui library timeline takes no words; --in ARTICLE chooses articles")
    index = fresh_index(options)
    library = catalogue_of(index)
    rows = joined_timeline(chosen_articles(library, options), clusters_of(joins_to_read(index.path), index))
    if options.json:
        out.json([{"label": row.label, "dates": row.dates, "told": _events(row, library)} for row in rows])
    else:
        cells = [
            (" / ".join(row.dates) or "undated", row.label, "  ".join(_mark(event, library) for event in row.events))
            for row in rows
        ]
        for line in aligned(cells, None, flexible=1):
            out.line(*map(StyledText, line, _STYLES), hang=4)
    shared = sum(len(row.articles) > 1 for row in rows)
    write_message(f"{counted(len(rows), 'event')}, {shared:,} of them told by several articles")
    return ExitCode.OK if rows else ExitCode.NOT_FOUND


def chosen_articles(library: Library, options: "Namespace") -> Iterator[Article]:
    """The articles that `--in` names, by path; all that can be opened where it names none. Raises UnknownItemError."""
    if not options.articles:
        return library.articles()
    entries = {library.entry(article_id).id: None for article_id in options.articles}
    return (library.article(article_id) for article_id in library.by_id if article_id in entries)


def _mark(event: ReportedEvent, library: Library) -> str:
    """Where and by whom an event is reported: address, paragraphs, and the author and year of the article."""
    who = short_title(library.entry(event.address.article))
    return f"{event.address} ({' '.join(filter(None, (who, pilcrows(event.paragraphs))))})"


def _events(row: TimelineRow, library: Library) -> list[dict[str, Any]]:
    return [
        {
            "address": str(event.address),
            "label": event.label,
            "date": event.date or None,
            "date_words": event.date_in_words or None,
            "foreseen": event.is_foreseen,
            "paragraphs": event.paragraphs,
            "authors": library.entry(event.address.article).authors,
        }
        for event in row.events
    ]
