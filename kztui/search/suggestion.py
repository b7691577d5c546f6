"""The suggestion ("did you mean …?") for a query without results."""

from collections.abc import Callable, Sequence

from kztui.search.phonetic import consonant_skeleton, phonetic_key
from kztui.search.query import QueryTerm
from kztui.search.vocabulary import Vocabulary

_SIMILAR_ENOUGH = 0.5
"""Normalized similarity that the phonetic keys of a name's word and a term must have."""
_SPELT_ALIKE = 0.6
"""The same for the words as they are written: keys leave so much out that far words have near ones."""
_CONSONANTS_ALIKE = 0.7
"""The same for their consonants, which a misspelt name keeps better than its vowels."""
_LONGEST_KEY = 40


def suggest_name(vocabulary: Vocabulary, label_of: Callable[[str], str], terms: Sequence[QueryTerm]) -> str:
    """The label of the entry with the word in its name that is most similar to any of `terms`; empty if none is.

    `label_of` gives the label of the first entry with a word in its name; empty where there is none.
    """
    from rapidfuzz.distance.OSA import normalized_similarity  # noqa: PLC0415 - needed only where nothing is found

    best = (_SIMILAR_ENOUGH, "")
    for term in terms:
        if len(term.text) < 3:
            continue
        key = phonetic_key(term.pronounced)[:_LONGEST_KEY]
        for word, other in vocabulary.nearest(key):
            similarity = normalized_similarity(key, other)
            near = similarity > best[0] and _is_near(normalized_similarity, (term.text, word), (key, other))
            if near and (label := label_of(word)):
                best = (similarity, label)
    return best[1]


def _is_near(similarity: Callable[[str, str], float], words: tuple[str, str], keys: tuple[str, str]) -> bool:
    """Whether what was typed is spelt like a word, given both and their phonetic keys."""
    skeletons = map(consonant_skeleton, keys)
    return similarity(*words) > _SPELT_ALIKE and similarity(*skeletons) >= _CONSONANTS_ALIKE
