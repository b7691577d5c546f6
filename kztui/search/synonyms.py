"""Words by what they mean: synonyms, and stop words that mean nothing of their own in a query."""

from functools import lru_cache

from kztui.article.data_tables import rows
from kztui.search.stemming import stem

STOP_WORDS = frozenset(word for (word,) in rows("search/data/stop_words.tsv"))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[str, ...]]:
    near: dict[str, set[str]] = {}
    for (group,) in rows("search/data/synonyms.tsv"):
        stems = {stem(word) for word in group.split()}
        for each in stems:
            near.setdefault(each, set()).update(stems - {each})
    return {each: tuple(sorted(others)) for each, others in near.items()}


def synonyms(word: str) -> tuple[str, ...]:
    """The stems of words that mean nearly the same as a folded English word; empty where none are known."""
    return _synonyms().get(stem(word), ())
