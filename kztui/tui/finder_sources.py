"""The sources of the finder: items by search, bookmarks and recent items, commands, manual pages, themes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.plurals import counted
from kztui.article.suggestion import did_you_mean
from kztui.article.table import ItemKind
from kztui.search.index import Index
from kztui.search.lazy_sequence import LazySequence
from kztui.search.offers import offers
from kztui.search.query import parse
from kztui.search.results import SearchResult, SearchResults
from kztui.session.state import RecentArticle
from kztui.tui.view_state import Highlighter, Spans


class FinderRow(NamedTuple):
    """One row of the finder."""

    kind: str
    """An item kind, `filter`, `command`, `manual`, `article` or `theme`."""
    target: str
    """The id of an item or command, the topic of a page of the manual, the kept path of an article, a theme's name; of
    a filter the query with it."""
    label: str
    spans: Spans = ()
    """The spans of the label to highlight."""
    right: str = ""
    snippet: str = ""
    snippet_spans: Spans = ()
    tag: str | None = None
    """What is drawn in place of the kind; None for the kind itself."""
    whole_snippet: bool = False
    """Whether all of the snippet is shown, on as many lines as it takes."""


class FinderResults(NamedTuple):
    """The rows for a query, best first, and messages about them."""

    rows: Sequence[FinderRow]
    total: int
    message: str = ""
    """Shown in place of rows: why there are none, with a suggestion."""
    highlighter: Highlighter | None = None
    """Finds the query's words in a text, to highlight them in the reader."""
    hint: str = ""
    """A note about the query, such as a filter that is not understood."""
    kinds: tuple[ItemKind, ...] = ()
    """The only kinds that were searched; empty for all."""
    allowed: tuple[ItemKind, ...] = ITEM_KINDS
    """The kinds that the query lets through."""


class FinderSource(NamedTuple):
    """What a finder searches."""

    title: str
    placeholders: tuple[str, ...]
    """Placeholders of the query line, the longest first: the first that fits is shown."""
    of: int = 0
    """The number of things that are searched."""
    find: Callable[[str, ItemKind | None, Callable[[], bool]], FinderResults] = lambda *_: FinderResults((), 0)
    kinds: tuple[ItemKind, ...] = ITEM_KINDS
    preview: bool = True
    """Whether there is a preview of a row."""
    slow: bool = False
    """Whether a search may take so long that it has to run in a worker."""
    article_of: "Callable[[str], tuple[Article, str] | None] | None" = None
    """From a row's target to the article and the target in it, where rows are of several articles."""
    slow_preview: bool = False
    """Whether that article may take so long that it has to be read in a worker."""
    hints: Mapping[str, str] = MappingProxyType({})
    """What commands of the finder do here, by their ids, where that has another name; empty for those of no use."""
    orders: tuple[str, ...] = ()
    """The orders in which rows can be listed, where there are no kinds to choose from; `find` gets one as its kind."""
    only_shows: bool = False
    """Whether a row that is chosen is shown, and nothing else is done."""


def listing(source: FinderSource, listed: Sequence[tuple[FinderRow, str]], none: str) -> FinderSource:
    """The source with rows that are listed in their order, those whose text has every word of the query.

    `listed` has each row with the text that is searched; `none` is said where no row is left.
    """
    searched = [(row, text.casefold()) for row, text in listed]

    def find(query: str, _kind: ItemKind | None, _cancelled: Callable[[], bool]) -> FinderResults:
        """The rows that have every word of the query, each with what matched."""
        words = query.casefold().split()
        rows = [
            row._replace(spans=matches_of(row.label, words), snippet_spans=matches_of(row.snippet, words))
            for row, text in searched
            if all(word in text for word in words)
        ]
        return FinderResults(rows, len(rows), "" if rows else none)

    return source._replace(find=find, of=len(listed), kinds=())


ANYTHING = (
    "a name in any spelling, words of the text, by: type: is: has: in: date:2011",
    "a name in any spelling, words of the text",
    "a name in any spelling",
    "a name, words",
)
SLOW = 20_000
LIMIT = 60
FIRST_LINE = 52
"""Characters of a sentence to choose that are its first line."""


def remark(article: Article, target: str) -> str:
    """The date and the paragraphs of an item, which distinguish it from others of the same name; signs of its notes."""
    item = article.items[target]
    known = " · ".join(part for part in (item.date_in_words, pilcrows(item.numbers)) if part)
    return f"{known} {article.note_signs(target)}".strip()


def item_row(article: Article, target: str) -> FinderRow:
    """The row of an item, without matches."""
    item, label = article.items[target], article.label(target)
    number = article.link_label(target)
    label = label if number == label else f"{number}  {label}"
    return FinderRow(item.item_kind, target, _speaker(article, target) + label, (), remark(article, target))


def _speaker(article: Article, target: str) -> str:
    """Who says it, to stand before the label of an item; empty where nobody is said to."""
    source = article.items[target].source
    return f"{article.short_name(source)}: " if source else ""


def _result_row(article: Article, results: Sequence[SearchResult], at: int) -> FinderRow:
    """The row of one of the results, with what matched; words around that only where the label does not say them."""
    result = results[at]
    before = _speaker(article, result.target)
    spans = tuple((start + len(before), end + len(before)) for start, end in result.label_spans)
    row = FinderRow(result.kind, result.target, before + result.label, spans, remark(article, result.target))
    return with_snippet(row, result)


def with_snippet(row: FinderRow, result: SearchResult) -> FinderRow:
    """The row with the words around what matched, unless its label says them."""
    if result.label.startswith(result.snippet.rstrip("…")) and not result.snippet_spans:
        return row
    return row._replace(snippet=result.snippet, snippet_spans=result.snippet_spans)


def allowed_kinds(query: str) -> tuple[ItemKind, ...]:
    """The kinds that a query lets through: those that it names, or all but those that it excludes."""
    parsed = parse(query)
    allowed = (parsed.kinds or frozenset(ITEM_KINDS)) - parsed.excluded_kinds
    return tuple(kind for kind in ITEM_KINDS if kind in allowed)


def _no_results(kinds: Sequence[ItemKind], found: SearchResults) -> str:
    """That nothing was found, and where else something is, or what may have been meant."""
    others = sum(count for kind, count in found.counts.items() if kind not in kinds)
    if others and kinds:
        return f"No {' or '.join(kinds)} has these words; ⇥ goes on to {counted(others, 'other item')}"
    return "No results" + did_you_mean(found.suggestion)


def items(
    article: Article,
    index: Callable[[], Index],
    recent: Sequence[str],
    bookmarks: Sequence[str],
    only: Sequence[ItemKind] = ITEM_KINDS,
) -> FinderSource:
    """All items of the article, or those of `only` some kinds; for an empty query those visited last and bookmarked."""
    first = [target for target in dict.fromkeys((*recent, *bookmarks)) if target in article.items]

    def find(query: str, kind: ItemKind | None, cancelled: Callable[[], bool]) -> FinderResults:
        """The items for a query, at most `LIMIT`; for an empty one the recent items and bookmarks."""
        if not query.strip():
            kept = [target for target in first if kind in (None, article.items[target].item_kind)]
            wanted = {kind} if kind else set(only)
            shown = kept or [item.id for item in article.items.values() if item.item_kind in wanted]
            recent_rows = [item_row(article, target) for target in shown[:LIMIT]]
            return FinderResults(recent_rows, len(shown), kinds=(kind,) if kind else (), allowed=tuple(only))
        # What the query says counts more than the kind that was chosen before.
        allowed = tuple(each for each in allowed_kinds(query) if each in only) or tuple(only)
        named = allowed if len(allowed) < len(ITEM_KINDS) else ()
        kinds = (kind,) if kind and kind in allowed else named
        found = index().find(query, kinds or None, LIMIT, cancelled, bookmarks)
        if parse(query).conditions and found.counts:
            allowed = tuple(each for each in allowed if each in found.counts)
            if kind and kind not in allowed:
                kinds, found = named, index().find(query, named or None, LIMIT, cancelled, bookmarks)
        makers: list[Callable[[], FinderRow]] = [
            partial(_result_row, article, found.results, at) for at in range(len(found.results))
        ]
        offered, at_the_top = offers(index(), query, bookmarks)
        at = 0 if at_the_top else 1
        makers[at:at] = [
            partial(FinderRow, "filter", each.query, f"{each.filter}  {each.meaning}", (), f"{each.count:,}")
            for each in offered
        ]
        rows = LazySequence(makers)
        hint = found.problem or ("no item has all the words" if found.partial else "")
        message = "" if rows else _no_results(kinds, found)
        return FinderResults(rows, found.total, message, found.highlighter.spans, hint, kinds, allowed)

    count = len(article.items)
    return FinderSource("Find", ANYTHING, count, find, slow=count > SLOW, only_shows=True)


def bookmarked(article: Article, index: Callable[[], Index], bookmarks: Sequence[str]) -> FinderSource:
    """Only the bookmarks."""
    known = [target for target in bookmarks if target in article.items]

    def find(query: str, kind: ItemKind | None, cancelled: Callable[[], bool]) -> FinderResults:
        """The bookmarks for a query; all for an empty one."""
        if not query.strip():
            rows = [item_row(article, target) for target in known]
            return FinderResults(rows, len(rows), "" if rows else "No bookmarks yet")
        everything = items(article, index, (), bookmarks).find(query, kind, cancelled)
        rows = [row for row in everything.rows if row.target in known]
        return everything._replace(rows=rows, total=len(rows), message="" if rows else "No bookmark matches")

    return FinderSource("Bookmarks", ("choose a bookmark", "a bookmark"), len(known), find)


def other_ends(article: Article, everything: FinderSource, start: str) -> FinderSource:
    """The items to which a path may lead from `start`; for an empty query what the text speaks of, not the text."""

    def find(query: str, kind: ItemKind | None, cancelled: Callable[[], bool]) -> FinderResults:
        """The items for a query, but for the start."""
        found = everything.find(query, kind, cancelled)
        if query.strip() or kind:
            return found._replace(rows=[row for row in found.rows if row.target != start])
        shown = [item.id for item in article.items.values() if not item.is_text and item.id != start]
        first = [row for row in found.rows if row.target in shown] if len(found.rows) < LIMIT else []
        targets = dict.fromkeys((*(row.target for row in first), *shown))
        return FinderResults([item_row(article, target) for target in list(targets)[:LIMIT]], len(targets))

    title = f"Path from {article.link_label(start)} to …"
    return everything._replace(title=title, placeholders=("the other end of the path", "the other end"), find=find)


def articles(recent: Sequence[RecentArticle]) -> FinderSource:
    """The articles that were read, the last one first."""
    message = "No article of that name" if recent else "No other article was read yet: kztui PATH opens one"
    source = FinderSource("Articles", ("a recent article by title or path", "an article"), preview=False)
    return listing(source, article_rows(recent), message)


def article_rows(recent: Sequence[RecentArticle]) -> list[tuple[FinderRow, str]]:
    """The rows of articles, each with title, id and path."""
    return [
        (
            FinderRow("article", key.path, title, right=key.path.removeprefix("bundled:")),
            f"{title} {key.id} {key.path}",
        )
        for key, title in recent
    ]


def _choice_hints(choose: str) -> Mapping[str, str]:
    """What the finder's commands do among things that are no items: `choose` one, which cannot be cited."""
    return {"open_result": choose, "cite_result": "", "query_help": ""}


def sentences(passages: Sequence[tuple[str, str]]) -> FinderSource:
    """Sentences of the original to choose from, each with the place where it stands; a row's target is its number."""
    listed = []
    for number, (place, sentence) in enumerate(passages):
        cut = sentence.rfind(" ", 0, FIRST_LINE) if len(sentence) > FIRST_LINE else len(sentence)
        row = FinderRow("sentence", str(number), sentence[:cut], right=place, snippet=sentence[cut:].strip())
        listed.append((row, sentence))
    source = FinderSource("Quote", ("which of these sentences", "which one"), hints=_choice_hints("copy"))
    return listing(source, listed, "No sentence has these words")


def themes(names: Sequence[str], current: str) -> FinderSource:
    """The themes by name, kztui's own first."""
    ordered = sorted(names, key=lambda name: (not name.startswith("kztui"), name))
    listed = [(FinderRow("theme", name, name, right="in use" if name == current else ""), name) for name in ordered]
    source = FinderSource("Themes", ("the name of a theme", "a theme"), preview=False, hints=_choice_hints("use"))
    return listing(source, listed, "No theme of that name")


def matches_of(text: str, words: Sequence[str]) -> Spans:
    """The span of the first occurrence of each of the case-folded `words` in a text, in order."""
    folded = text.casefold()
    return tuple(sorted((at, at + len(word)) for word in words if (at := folded.find(word)) >= 0))
