"""Autocompletion of filters as one types: values that complete its last part, words that name a filter."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.article.data_tables import rows
from kztui.article.kinds import KINDS
from kztui.search.conditions import ConditionSets
from kztui.search.folding import tokenize
from kztui.search.query import FILTERS, KIND_NAMES, MAX_LENGTH, STATES, parse

if TYPE_CHECKING:
    from kztui.search.index import Index

MOST = 12
"""Offers at most."""
MEANINGS = dict(rows("search/data/filter_meanings.tsv"))
_WORDS = {"notes": "has:note", "mynotes": "has:mynote", "quotes": "has:quote", "bookmarks": "is:bookmarked"}
_HEADED = frozenset(kind.item_kind for kind in KINDS if kind.is_text and kind.is_named)
_CLOSED = {own: kind for kind in KINDS for own in kind.own_kinds}


class FilterOffer(Struct, frozen=True):
    """A filter that the reader may mean."""

    filter: str
    """As in a query: `is:foreseen`."""
    meaning: str
    query: str
    """The whole query with the filter in it."""
    count: int
    """How many items the filter lets through."""


def offers(index: "Index", text: str, bookmarks: Collection[str] = ()) -> tuple[tuple[FilterOffer, ...], bool]:
    """The filters to offer for what was typed so far, and whether they come before all results.

    A filter at the end is completed. Without one, words that name a filter are replaced by it, in the singular or
    plural; filters come first where all words do so.
    """
    if len(text) > MAX_LENGTH:
        return (), False
    *before, last = text.split(" ") if text else [""]
    start = " ".join([*before, ""])
    name, colon, value = last.removeprefix("!").partition(":")
    not_ = "!" * last.startswith("!")
    if colon and name.casefold() in FILTERS:
        found = [
            _offer(index, f"{not_}{each}", meaning, f"{start}{not_}{each} ", bookmarks)
            for each, meaning in _completions(index, name.casefold(), value.strip('"'))
        ]
        return tuple(found), True
    words = text.split()
    named = [_named(index, word) for word in words]
    if not any(named):
        return (), False
    filters = " ".join(filter(None, named))
    query = " ".join(name or word for name, word in zip(named, words, strict=True))
    meaning = ", ".join(_meaning(name) for name in named if name)
    return (_offer(index, filters, meaning, f"{query} ", bookmarks),), all(named)


def _offer(index: "Index", written: str, meaning: str, query: str, bookmarks: Collection[str]) -> FilterOffer:
    parsed = parse(written)
    passing = ConditionSets(index, bookmarks).passing(parsed.conditions)
    numbers = range(len(index.entries)) if passing is None else passing
    count = sum(not parsed.kinds or index.entries[at].kind in parsed.kinds for at in numbers)
    return FilterOffer(written, meaning, query, count)


def _completions(index: "Index", name: str, value: str) -> Iterator[tuple[str, str]]:
    """Each filter that begins as typed, and what it means; none where it is written out already."""
    begun = " ".join(tokenize(value))
    found: list[tuple[str, str, tuple[str, ...]]]
    if name in STATES:
        found = [(each, MEANINGS[f"{name}:{each}"], (each,)) for each in STATES[name]]
    elif name == "type":
        counts = Counter(entry.own_kind for entry in index.entries if entry.own_kind)
        found = [(kind, "of this type", index.own_kinds[kind]) for kind, _ in counts.most_common()]
    else:
        found = [*_named_items(index, name)]
    fitting = [
        (_written(name, each), meaning)
        for each, meaning, words in found
        if each.casefold() != value.casefold() and any(_begins(word, begun) for word in words)
    ]
    if all(each.casefold() != value.casefold() for each, *_ in found):
        yield from fitting[:MOST]


def _named_items(index: "Index", name: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The sources of claims, those of most claims first, or the sections in order; with the names of each."""
    if name == "by":
        targets = [source for source, _ in Counter(entry.source for entry in index.entries).most_common() if source]
    else:
        sections = (entry for entry in index.entries if entry.kind in _HEADED)
        targets = [entry.target for entry in sorted(sections, key=lambda entry: min(entry.paragraphs, default=0))]
    entries = {entry.target: (number, entry) for number, entry in enumerate(index.entries)}
    for target in targets:
        if target in entries:
            number, entry = entries[target]
            yield target, entry.label, (target.casefold(), *index.names[number])


def _written(name: str, value: str) -> str:
    return f'{name}:"{value}"' if " " in value else f"{name}:{value}"


def _begins(word: str, begun: str) -> bool:
    """Whether a word of a name begins so, or the name does."""
    return not begun or word.startswith(begun) or f" {begun}" in f" {word}"


def _named(index: "Index", word: str) -> str:
    """The filter that a word names in the singular or plural; empty for none."""
    folded = word.casefold()
    if folded in KIND_NAMES:
        return f"{KIND_NAMES[folded]}:"
    for own, kind in _CLOSED.items():
        if folded in {own, kind.plural_kind(own)} and own in index.own_kinds:
            return f"type:{own}"
    states = (f"{name}:{value}" for name, values in STATES.items() for value in values if value == folded)
    return _WORDS.get(folded) or next(states, "")


def _meaning(written: str) -> str:
    if written in MEANINGS:
        return MEANINGS[written]
    return "of this type" if written.startswith("type:") else f"only {written[:-1]}s"
