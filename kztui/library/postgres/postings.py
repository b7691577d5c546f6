"""The words of a library's items in PostgreSQL: arrays under an inverted index (GIN), searched by many at once.

Each word stands in the array with a letter for its field: `n:strait` is a word of a name, `t:strait` one of a text.
"""

from collections.abc import Iterable, Sequence

from kztui.library.engine import ItemCondition, ItemFilter, NumberFilter, TermWords, words_up_to
from kztui.library.library_store import ITEMS_OF_ARTICLE
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.stored_items import LONGEST_BEGINNING, PostedItem

_WORDS = {
    "names": "n:",
    "starts": "s:",
    "beginnings": "b:",
    "name_starts": "h:",
    "texts": "t:",
    "source_names": "o:",
    "within_names": "w:",
}
_VALUES = {"types": "y:", "states": "a:", "source": "r:", "within": "i:"}
_LETTERS = _WORDS | _VALUES | {"kind": "k:"}
_NAMES_OF = {"source": "source_names", "within": "within_names"}
_COLUMNS = ("number", "article", "rank", "first_day", "last_day", "words")


class _Condition:
    """A condition of SQL with its values."""

    def __init__(self, text: str, *values: object) -> None:
        self.text = text
        self.values = values


class PostgresPostings:
    """An inverted index in a database, changed within the transactions of its store."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    @property
    def size(self) -> int:
        """How many items there are."""
        return int(self._database.rows("SELECT coalesce(sum(items), 0) FROM articles")[0][0])

    def add(self, article: int, items: Sequence[PostedItem]) -> None:
        """Add the items of the article of that number."""
        rows = (
            (article * ITEMS_OF_ARTICLE + at, article, item.rank, item.first_day, item.last_day, _words_of(item))
            for at, item in enumerate(items)
        )
        self._database.copy_in("postings", _COLUMNS, rows)

    def delete(self, article: int) -> None:
        """Delete the items of an article."""
        self._database.change("DELETE FROM postings WHERE article = ?", article)

    def commit(self) -> None:
        """The transaction of the store commits it."""

    def reload(self) -> None:
        """What others commit is found at once."""

    def close(self) -> None:
        """The connection is the store's."""

    def matching_all(self, terms: Sequence[TermWords], level: int, only: NumberFilter, most: int) -> list[int]:
        """Items that every term matches up to a level, those first that rank lowest; at most `most`."""
        return self._numbers(_all_of(terms, level, only), "rank, number", most)

    def listing(self, only: NumberFilter, most: int) -> list[int]:
        """Items that pass a filter, in the order of articles; at most `most`."""
        return self._numbers(_all_of((), 0, only), "number", most)

    def count(self, terms: Sequence[TermWords], level: int, only: NumberFilter) -> int:
        """How many items every term matches up to a level."""
        which = _all_of(terms, level, only)
        statement = f"SELECT count(*) FROM postings WHERE {which.text}"  # noqa: S608 - values are parameters
        return int(self._database.rows(statement, *which.values)[0][0])

    def _numbers(self, which: _Condition, order: str, most: int) -> list[int]:
        statement = f"SELECT number FROM postings WHERE {which.text} ORDER BY {order} LIMIT ?"  # noqa: S608 - values are parameters
        return [int(row[0]) for row in self._database.rows(statement, *which.values, most)]


def _words_of(item: PostedItem) -> list[str]:
    found = {f"k:{item.kind}"}
    for name, letter in _WORDS.items():
        found.update(letter + word for word in getattr(item, name).split())
    for name, letter in _VALUES.items():
        found.update(letter + value for value in getattr(item, name))
    return sorted(found)


def _any_word(field: str, words: Iterable[str]) -> list[str]:
    return [_LETTERS[field] + word for word in words]


def _has(words: list[str]) -> _Condition:
    return _Condition("words && ?::text[]", words)


def _joined(parts: Sequence[_Condition], by: str, otherwise: str) -> _Condition:
    if not parts:
        return _Condition(otherwise)
    text = f" {by} ".join(f"({part.text})" for part in parts)
    return _Condition(text, *(value for part in parts for value in part.values))


def _not(condition: _Condition) -> _Condition:
    return _Condition(f"NOT ({condition.text})", *condition.values)


def _all_of(terms: Sequence[TermWords], level: int, only: NumberFilter) -> _Condition:
    parts = [_term(term, level) for term in terms]
    if only.articles is not None:
        parts.append(_Condition("article = ANY (?::bigint[])", sorted(only.articles)))
    return _joined([*parts, *_filter(only.items)], "AND", "true")


def _term(term: TermWords, level: int) -> _Condition:
    names, beginning, texts = words_up_to(term, level)
    start = term.at_name_start
    found = _any_word("starts" if start else "names", names) + _any_word("texts", texts)
    if len(beginning) > LONGEST_BEGINNING:
        found += _any_word("starts" if start else "names", term.long_beginnings)
    elif beginning:
        found += _any_word("name_starts" if start else "beginnings", [beginning])
    return _has(found)


def _filter(only: ItemFilter) -> list[_Condition]:
    parts = []
    if only.kinds:
        parts.append(_has(_any_word("kind", sorted(only.kinds))))
    if only.excluded_kinds:
        parts.append(_not(_has(_any_word("kind", sorted(only.excluded_kinds)))))
    parts += [_Condition("first_day <= ? AND last_day >= ?", last, first) for first, last in only.days]
    for group in only.conditions:
        any_of = _joined([_condition(each) for each in group], "OR", "false")
        parts.append(_not(any_of) if group[0].excluded else any_of)
    parts += [_not(_joined([_term(term, 4) for term in terms], "AND", "true")) for terms in only.excluded_terms]
    return parts


def _condition(condition: ItemCondition) -> _Condition:
    found = _has(_any_word(condition.field, condition.values))
    if not condition.names:
        return found
    field = _NAMES_OF[condition.field]
    named = _joined([_has(_any_word(field, words)) for words in condition.names], "AND", "false")
    return _joined([found, named], "OR", "false")
