"""Words that are written apart here and together there: `alkhilafah`, `zhana ozen`, `counterterrorism`."""

from collections.abc import Iterator, Sequence

from kztui.search.query import Word
from kztui.search.vocabulary import Vocabulary

_SHORTEST_PART = 3
_MOST_WORDS = 5


def _parts(word: Word, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """The word as two that stand in the vocabulary, the first as long as can be; itself where there are none."""
    text = word.text
    if word.exact or not text.isalpha() or vocabulary.number(text) >= 0:
        return (word,)
    for cut in range(len(text) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        if vocabulary.number(text[:cut]) >= 0 and vocabulary.beginning(text[cut:]):
            return tuple(Word(part, part, part) for part in (text[:cut], text[cut:]))
    return (word,)


def respelled(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[tuple[Word, ...]]:
    """Other ways to part the letters of a query into words, such that the words exist."""
    if len(words) > _MOST_WORDS:
        return
    split = tuple(part for word in words for part in _parts(word, vocabulary))
    if len(split) > len(words):
        yield split
    for at in range(len(words) - 1):
        first, second = words[at : at + 2]
        together = first.text + second.text
        if not (first.exact or second.exact) and vocabulary.beginning(together):
            yield (*words[:at], Word(together, together, together), *words[at + 2 :])
