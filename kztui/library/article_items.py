"""Makes what the index of a library keeps of an article: most of the work of indexing, which other processes do."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.kinds import KINDS
from kztui.article.table import ItemKind
from kztui.library.article_comparison import claim_statement
from kztui.library.stored_items import (
    FIRST_DAY,
    LAST_DAY,
    LONGEST_BEGINNING,
    UNMENTIONED,
    ArticleItems,
    PostedItem,
    StoredItem,
    day_number,
)
from kztui.search.entries import IndexEntry, entries
from kztui.search.folding import tokenize
from kztui.search.index import EntryTokenizer, number_rank

_PLURALS = {kind.item_kind: kind.plural_kind for kind in KINDS}


@lru_cache(maxsize=4096)
def _beginnings_of(word: str) -> tuple[str, ...]:
    return tuple([word[:length] for length in range(1, min(len(word), LONGEST_BEGINNING) + 1)])


def _beginnings(words: Iterable[str]) -> str:
    return " ".join(set().union(*map(_beginnings_of, words)))


def _days(date: str) -> tuple[int, int]:
    """The first and the last day of an EDTF date, as `search.filters.overlaps` takes them."""
    read = dates.parse_or_none(date) if date else None
    if read is None:
        return LAST_DAY + 1, FIRST_DAY - 1
    first, last = read.reach
    return day_number(*first) if first else FIRST_DAY, day_number(*last) if last else LAST_DAY


class _Places:
    """Which sections hold a paragraph, and how they are called."""

    def __init__(self, article: Article) -> None:
        self._ids: dict[int, str] = {}
        self._within: dict[tuple[int, ...], tuple[tuple[str, ...], str]] = {}
        self._names: dict[int, str] = {}
        for section in article.sections:
            names = " ".join(dict.fromkeys(token for name in section.names for token in tokenize(name)))
            for number in section.numbers:
                self._ids[number] = section.id.casefold()
                self._names[number] = names

    def within(self, numbers: tuple[int, ...]) -> tuple[tuple[str, ...], str]:
        """The targets of paragraphs and of the sections that hold them, and the words of their names."""
        if numbers not in self._within:
            self._within[numbers] = self._around(numbers)
        return self._within[numbers]

    def _around(self, numbers: tuple[int, ...]) -> tuple[tuple[str, ...], str]:
        known = [number for number in numbers if number in self._ids]
        ids = (*(f"p{number}" for number in known), *(self._ids[number] for number in known))
        names = " ".join(dict.fromkeys(word for number in known for word in self._names[number].split()))
        return tuple(dict.fromkeys(ids)), names


def items_of(article: Article) -> ArticleItems:
    """What the index keeps of an article."""
    found = ArticleItems([], [], {})
    tokenizer = EntryTokenizer()
    places = _Places(article)
    source_names = {item.source: _folded(article.items[item.source].names, tokenizer) for item in _attributed(article)}
    for entry in entries(article):
        names = tokenizer.names(entry)
        words = tuple(dict.fromkeys(token for tokens in names for token in tokens))
        outside: tuple[str, ...] = getattr(article.items[entry.target], "ids", ())
        texts = tokenizer.texts(entry) | {outside_token(each) for each in outside}
        stored = _stored(article, entry, names, texts)
        found.stored.append(stored)
        found.posted.append(_posted(entry, names, words, stored.tokens, source_names.get(entry.source, ""), places))
    found.pronunciations = tokenizer.pronunciations
    return found


def outside_token(outside: str) -> str:
    """The word under which the index knows an outside id, such as `wikidata:Q232`: no two ids have the same."""
    return f"id{blake2b(outside.encode(), digest_size=12).hexdigest()}"


def _attributed(article: Article) -> Iterator[IndexEntry]:
    return (item for item in article.items.values() if item.source in article.items)  # type: ignore[misc]  # any with a source


def _folded(names: Iterable[str], tokenizer: EntryTokenizer) -> str:
    return " ".join(dict.fromkeys(token for name in names for token in tokenizer.read(name)))


def _stored(article: Article, entry: IndexEntry, names: list[list[str]], texts: set[str]) -> StoredItem:
    prefix, item = article.publication.id, article.items[entry.target]
    return StoredItem(
        f"{prefix}:{entry.target}",
        entry.kind,
        entry.label,
        entry.names,
        entry.facts,
        entry.prose,
        entry.date,
        entry.mentions,
        entry.own_kind,
        f"{prefix}:{entry.source}" if entry.source else "",
        article.short_name(entry.source) if entry.source else "",
        tuple(sorted(entry.states)),
        entry.paragraphs,
        tuple([" ".join(tokens) for tokens in names]),
        " ".join(sorted(texts)),
        getattr(item, "ids", ()),
        claim_statement(article, item),
    )


@lru_cache(maxsize=1024)
def _types(kind: ItemKind, own_kind: str) -> tuple[str, ...]:
    """An item's own kind, folded, in the singular and plural."""
    return tuple(dict.fromkeys(" ".join(tokenize(word)) for word in (own_kind, _PLURALS[kind](own_kind))))


def _posted(
    entry: IndexEntry, names: list[list[str]], words: Sequence[str], texts: str, source_names: str, places: _Places
) -> PostedItem:
    unmentioned, length = number_rank(entry)
    starts = dict.fromkeys(token for tokens in names for token in islice(tokens, 1))
    within, within_names = places.within(entry.paragraphs)
    first_day, last_day = _days(entry.date)
    beginnings = _beginnings(words)
    return PostedItem(
        unmentioned * UNMENTIONED + min(length, UNMENTIONED - 1),
        entry.kind,
        " ".join(words),
        " ".join(starts),
        beginnings,
        beginnings if len(starts) == len(words) else _beginnings(starts),
        texts,
        _types(entry.kind, entry.own_kind) if entry.own_kind else (),
        tuple(entry.states),
        (entry.source.casefold(),) if entry.source else (),
        source_names,
        (entry.target.casefold(), *within),
        within_names,
        first_day,
        last_day,
    )
