"""The sources of the finder in a library: its articles, and the items of all of them."""

from collections.abc import Callable, Sequence

from kztui.article.article import Article
from kztui.article.dates import words as date_words
from kztui.article.ids import pilcrows
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.kinds import KINDS
from kztui.article.plurals import counted
from kztui.article.suggestion import did_you_mean
from kztui.article.table import ItemKind
from kztui.library.addresses import parse_address
from kztui.library.article_comparison import ArticleComparison
from kztui.library.catalogue import Library
from kztui.library.catalogue_entry import CatalogueEntry
from kztui.library.database_url import SharedLibraryError
from kztui.library.joined_timeline import TimelineRow
from kztui.library.neighbours import short_title
from kztui.search.folding import tokenize
from kztui.search.lazy_sequence import LazySequence
from kztui.search.results import SearchResult, SearchResults
from kztui.session.state import path_key
from kztui.tui.dialogs.library_table_pane import TableMark, TableRow
from kztui.tui.finder_sources import (
    LIMIT,
    FinderResults,
    FinderRow,
    FinderSource,
    allowed_kinds,
    listing,
    matches_of,
    with_snippet,
)

ORDERS = ("by title", "by author", "by year", "open first")
"""The orders of the articles, in which Tab goes from one to the next."""
FACETS = ("author:", "year:")
"""What narrows a search of the library to some of its articles."""
PLACEHOLDERS = ("a name in any article, words of the text, author: year: kind", "a name in any article", "a name")
Find = Callable[[str, Sequence[ItemKind] | None, int, Callable[[], bool], Sequence[str]], SearchResults]
ArticleOf = Callable[[str], tuple[Article, str] | None]
_LIST_HINTS = {"open_result": "open", "next_kind": "order", "query_help": "", "cite_result": ""}
_ITEM_HINTS = {"change_scope": "this article"}
_COUNTED = [kind for kind in KINDS if not kind.is_text]


def article_source(library: Library, here: str) -> FinderSource:
    """The articles of a library: title, author, year, counts, what is open or broken; `here` is the one read."""
    entries = sorted(library.entries, key=lambda entry: (entry.is_broken, _title(entry).casefold()))

    def find(query: str, order: ItemKind | None, _cancelled: Callable[[], bool]) -> FinderResults:
        """The articles that have every word of the query in title, authors, year, id, path or state."""
        words = query.casefold().split()
        kept = [entry for entry in entries if all(word in _searched(entry) for word in words)]
        ordered = sorted(kept, key=lambda entry: _rank(entry, order or ORDERS[0]))
        rows = LazySequence([lambda entry=entry: _row(entry, words, here) for entry in ordered])  # type: ignore[misc] # bound now
        message = "" if rows else "No article has these words" if library.entries else "This library has no article"
        return FinderResults(rows, len(ordered), message, kinds=(order or ORDERS[0],))

    drafts = sum(entry.state == "draft" for entry in entries)
    broken = sum(entry.is_broken for entry in entries)
    parts = (
        library.name,
        counted(drafts, "draft") if drafts else "",
        f"{broken} broken" if broken else "",
    )
    title = " · ".join(part for part in parts if part)
    placeholders = ("title, author, year, draft, broken", "title, author, year")
    return FinderSource(
        title, placeholders, len(entries), find, (), preview=False, hints=_LIST_HINTS, orders=ORDERS, only_shows=True
    )


def _title(entry: CatalogueEntry) -> str:
    return entry.title or entry.id or entry.path.name


def _searched(entry: CatalogueEntry) -> str:
    return " ".join((_title(entry), *entry.authors, entry.year, entry.id, entry.path.name, entry.state)).casefold()


def _rank(entry: CatalogueEntry, order: str) -> tuple[object, ...]:
    """Where an article stands; broken ones come last, but first where what is open is asked for."""
    if order == "open first":
        return not entry.is_broken, -entry.open_candidates - entry.unwritten, _title(entry).casefold()
    if order == "by author":
        return entry.is_broken, not entry.authors, short_title(entry).casefold()
    if order == "by year":
        return entry.is_broken, -int(entry.year) if entry.year.lstrip("-").isdecimal() else 10_000
    return entry.is_broken, _title(entry).casefold()


def _row(entry: CatalogueEntry, words: Sequence[str], here: str) -> FinderRow:
    title = _title(entry)
    right = short_title(entry) if entry.short_authors else entry.year
    counts = [counted(n, kind.item_kind, kind.plural) for kind in _COUNTED if (n := entry.counts.get(kind.item_kind))]
    state = [f"{entry.open_candidates} open"] if entry.open_candidates else []
    state += [f"{entry.unwritten} not written"] if entry.unwritten else []
    if entry.problem is not None:
        below = f"broken: {entry.path.name}, line {entry.problem.line}: {entry.problem.text}"
    else:
        below = " · ".join((*(["you are here"] if entry.id == here else []), *state, *counts))
    tag = "" if entry.state == "encoded" else entry.state
    return FinderRow("article", path_key(entry.path), title, matches_of(title, words), right, below, tag=tag)


def library_items(library: Library, find_items: Find, article_of: ArticleOf) -> FinderSource:
    """The items of all articles; a row's target is an address. `author:` and `year:` narrow it to some articles."""

    def find(query: str, kind: ItemKind | None, cancelled: Callable[[], bool]) -> FinderResults:
        """The items for a query, best first; for an empty one the authors and years there are."""
        words, articles = _narrowed(library, query)
        if articles is not None and not articles:
            return FinderResults((), 0, "No article has this author and year")
        if not words:
            facets = _facets(library, query)
            return FinderResults(facets, len(facets), "" if facets else "This library has no article")
        allowed = allowed_kinds(words)
        named = allowed if len(allowed) < len(ITEM_KINDS) else ()
        kinds = (kind,) if kind and kind in allowed else named
        try:
            found = find_items(words, kinds or None, LIMIT, cancelled, tuple(articles or ()))
        except SharedLibraryError as error:
            return FinderResults((), 0, f"Not searched: {error}", kinds=kinds, allowed=allowed)
        results = found.results
        rows = LazySequence([lambda at=at: _item_row(library, results[at]) for at in range(len(results))])  # type: ignore[misc] # bound now
        message = "" if len(results) else "No results" + did_you_mean(found.suggestion)
        hint = found.problem or ("no item has all the words" if found.partial else "")
        return FinderResults(rows, found.total, message, found.highlighter.spans, hint, kinds, allowed)

    count = sum(sum(entry.counts.values()) for entry in library.by_id.values())
    return FinderSource(
        f"Find in {library.name}",
        PLACEHOLDERS,
        count,
        find,
        slow=True,
        article_of=article_of,
        hints=_ITEM_HINTS,
        only_shows=True,
    )


def _narrowed(library: Library, query: str) -> tuple[str, list[str] | None]:
    """The query without `author:` and `year:`, and the ids of the articles that these leave; None for all."""
    words: list[str] = []
    facets: list[str] = []
    for word in query.split():
        (facets if word.casefold().startswith(FACETS) else words).append(word)
    if not facets:
        return " ".join(words), None
    kept = [entry.id for entry in library.by_id.values() if all(_has(entry, facet) for facet in facets)]
    return " ".join(words), kept


def _has(entry: CatalogueEntry, facet: str) -> bool:
    name, _, value = facet.partition(":")
    if name.casefold() == "year":
        first, dots, last = value.partition("..")
        return (first or "0") <= entry.year <= (last or "9999") if dots else entry.year.startswith(value)
    wanted = tokenize(value.replace("-", " "))
    return any(
        all(any(token.startswith(want) for token in tokenize(name)) for want in wanted) for name in entry.authors
    )


def _facets(library: Library, query: str) -> list[FinderRow]:
    """The authors and years of the articles that the query leaves, each with how many articles; most first."""
    _, articles = _narrowed(library, query)
    entries = [entry for entry in library.by_id.values() if articles is None or entry.id in articles]
    authors: dict[str, int] = {}
    years: dict[str, int] = {}
    for entry in entries:
        for author in entry.authors:
            authors[author] = authors.get(author, 0) + 1
        if entry.year:
            years[entry.year] = years.get(entry.year, 0) + 1
    start = f"{query.strip()} " if query.strip() else ""
    rows = []
    for name, count in sorted(authors.items(), key=lambda each: (-each[1], each[0]))[: LIMIT // 2]:
        facet = f"author:{name.replace(' ', '-')}"
        rows.append(FinderRow("filter", f"{start}{facet} ", facet, (), counted(count, "article")))
    for year, count in sorted(years.items(), reverse=True)[: LIMIT // 2]:
        facet = f"year:{year}"
        rows.append(FinderRow("filter", f"{start}{facet} ", facet, (), counted(count, "article")))
    return rows


def _item_row(library: Library, result: SearchResult) -> FinderRow:
    entry = library.by_id.get(parse_address(result.target).article)
    right = short_title(entry) if entry else ""
    return with_snippet(FinderRow(result.kind, result.target, result.label, result.label_spans, right), result)


def timeline_source(rows: Sequence[TimelineRow], library: Library, article_of: ArticleOf) -> FinderSource:
    """The events of all articles in time: one row an event, and one below it for each other article that reports it."""
    listed = []
    for row in rows:
        for event in row.events:
            right = f"{name_of(library, event.address.article)} {pilcrows(event.paragraphs)}".strip()
            label = f"{event.date_in_words or 'undated'}  {'' if event is row.events[0] else '↳ '}{event.label}"
            listed.append((FinderRow("event", str(event.address), label, right=right), f"{label} {right} {row.label}"))
    placeholders = ("an event, a year, an author", "an event")
    source = FinderSource(f"{library.name} in time", placeholders, article_of=article_of, hints=_ITEM_HINTS)
    return listing(source, listed, "No event has these words")


def timeline_rows(rows: Sequence[TimelineRow], library: Library) -> list[TableRow]:
    """A row for each event, with a mark for each article that tells of it; its own date where that is another."""
    return [
        TableRow(
            row.label,
            tuple(
                TableMark(
                    str(event.address),
                    0,
                    name_of(library, event.address.article),
                    pilcrows(event.paragraphs),
                    event.date_in_words if event.date_in_words != row.events[0].date_in_words else "",
                )
                for event in row.events
            ),
            row.events[0].date_in_words or "undated",
            tuple(dict.fromkeys((event.date, event.is_foreseen) for event in row.events if event.date)),
        )
        for row in rows
    ]


def comparison_rows(comparison: ArticleComparison) -> list[TableRow]:
    """A row for dates, and for each unit or kind of claims; each statement in the column of its article."""
    columns = {article: number for number, article in enumerate(comparison.articles)}
    return [
        TableRow(
            row.label,
            tuple(
                TableMark(
                    str(statement.address),
                    columns[statement.address.article],
                    statement.value,
                    pilcrows(statement.paragraphs),
                    " · ".join(
                        part
                        for part in (date_words(statement.date) if statement.date else "", statement.source)
                        if part
                    ),
                )
                for statement in row.statements
            ),
        )
        for row in comparison.rows
    ]


def name_of(library: Library, article_id: str) -> str:
    """How an article is called in a line; its id where it is gone."""
    entry = library.by_id.get(article_id)
    return short_title(entry) if entry else article_id
