"""Common synonyms of the keys of the format, to suggest the right key where an author wrote another word."""

from functools import cache

from kztui.article.data_tables import rows


@cache
def _aliases() -> dict[str, list[str]]:
    """From each word to the keys that it may mean; the table that it stands in decides which."""
    return {word: keys.split() for word, keys in rows("files/data/key_aliases.tsv")}


def resolve_alias(word: str, known: list[str]) -> str:
    """The key among `known` of which `word` is a synonym; empty when there is none."""
    folded = word.casefold().replace("_", "-")
    return next((key for key in _aliases().get(folded, ()) if key in known), "")
