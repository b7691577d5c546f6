"""The nearest thing to a query that found nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kztui.search.phonetic import sound
from kztui.search.query import Word

if TYPE_CHECKING:
    from kztui.search.index import Index

_ALIKE_ENOUGH = 0.5
"""Share of its letters that a name's word must have in common with the query's."""


def nearest_name(index: "Index", words: Sequence[Word]) -> str:
    """The label of the entry that has the word most like any of `words` in its name; empty where none is like it."""
    from rapidfuzz.distance.OSA import normalized_similarity  # noqa: PLC0415 - needed only where nothing is found

    best = (_ALIKE_ENOUGH, "")
    for word in words:
        if len(word.text) < 3:
            continue
        said = sound(word.sounded)[:40]
        for number, other in index.vocabulary.nearest(said):
            likeness = normalized_similarity(said, other)
            if likeness > best[0] and (entries := index.names.of(number)):
                best = (likeness, index.entries[min(entries)].label)
    return best[1]
