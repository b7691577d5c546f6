"""Words by what they mean: synonyms, and stop words that mean nothing of their own in a query."""

from functools import lru_cache

from kztui.search.stemming import stem
from kztui.search.word_tables import rows

STOP_WORDS = frozenset(word for (word,) in rows("stop_words"))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[str, ...]]:
    near: dict[str, set[str]] = {}
    for (group,) in rows("synonyms"):
        stems = {stem(word) for word in group.split()}
        for each in stems:
            near.setdefault(each, set()).update(stems - {each})
    return {each: tuple(sorted(others)) for each, others in near.items()}


def synonyms(word: str) -> tuple[str, ...]:
    """The stems of words that mean nearly the same as a folded English word; empty where none are known."""
    return _synonyms().get(stem(word), ())
