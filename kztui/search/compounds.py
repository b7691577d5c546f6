"""Compounds: words written apart here and together there, as `alkhilafah`, `zhana ozen`, `counterterrorism`."""

from collections.abc import Iterator, Sequence

from kztui.search.query import QueryTerm
from kztui.search.vocabulary import Vocabulary

_SHORTEST_PART = 3
_MOST_TERMS = 5


def _split(term: QueryTerm, vocabulary: Vocabulary) -> tuple[QueryTerm, ...]:
    """The term as two words of the vocabulary, the first as long as can be; itself where there are none."""
    text = term.text
    if term.exact or not text.isalpha() or text in vocabulary:
        return (term,)
    for cut in range(len(text) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if text[:cut] in vocabulary and vocabulary.with_prefix(text[cut:]):
            return tuple(QueryTerm(part, part, part) for part in (text[:cut], text[cut:]))
    return (term,)


def compound_variants(terms: Sequence[QueryTerm], vocabulary: Vocabulary) -> Iterator[tuple[QueryTerm, ...]]:
    """Other ways to split the letters of a query into terms, such that the words exist."""
    if len(terms) > _MOST_TERMS:
        return
    split = tuple(part for term in terms for part in _split(term, vocabulary))
    if len(split) > len(terms):
        yield split
    for at in range(len(terms) - 1):
        first, second = terms[at : at + 2]
        joined = first.text + second.text
        if not (first.exact or second.exact) and vocabulary.with_prefix(joined):
            yield (*terms[:at], QueryTerm(joined, joined, joined), *terms[at + 2 :])
