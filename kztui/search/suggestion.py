"""The suggestion ("did you mean …?") for a query without results."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kztui.search.phonetic import phonetic_key
from kztui.search.query import QueryTerm

if TYPE_CHECKING:
    from kztui.search.index import Index

_SIMILAR_ENOUGH = 0.5
"""Normalized similarity that the phonetic keys of a name's word and a term must have."""
_LONGEST_KEY = 40


def suggest_name(index: "Index", terms: Sequence[QueryTerm]) -> str:
    """The label of the entry with the word in its name that is most similar to any of `terms`; empty if none is."""
    from rapidfuzz.distance.OSA import normalized_similarity  # noqa: PLC0415 - needed only where nothing is found

    best = (_SIMILAR_ENOUGH, "")
    for term in terms:
        if len(term.text) < 3:
            continue
        key = phonetic_key(term.pronounced)[:_LONGEST_KEY]
        for word, other in index.vocabulary.nearest(key):
            similarity = normalized_similarity(key, other)
            if similarity > best[0] and (entries := index.name_postings.get(word)):
                best = (similarity, index.entries[min(entries)].label)
    return best[1]
