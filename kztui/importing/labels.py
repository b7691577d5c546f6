"""Words by which lines and styles are told apart, such as those that begin a byline or the caption of a figure."""

from functools import cache

from kztui.article.data_tables import rows
from kztui.article.lazy_regex import alternation


@cache
def _words() -> dict[str, str]:
    return dict(rows("importing/data/label_words.tsv"))


def label_pattern(group: str) -> str:
    """A regular expression for any of the words of a group of `data/label_words.tsv`, the longest first.

    Raises KeyError where there is no such group.
    """
    return alternation(word.replace("_", " ") for word in _words()[group].split())
