"""What the search of a page looks names up by: names folded as `kztui search` folds them, and how to fold a query."""

import unicodedata
from collections.abc import Iterator

from kztui.article.kinds.item import Item
from kztui.search.folding import tokenize, tokenize_as_pronounced

# Latin letters that are no letter with a mark, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian.
_ALPHABETS = ((0xDF, 0x250), (0x250, 0x2B0), (0x370, 0x590), (0x5D0, 0x5F3), (0x620, 0x6D6), (0x10D0, 0x1100))


def folded_names(item: Item) -> str:
    """The names of an item as a query is folded, separated by `|`, each once; empty where it has none."""
    names = (tokens for name in item.names for tokens in (tokenize(name), tokenize_as_pronounced(name)))
    return "|".join(dict.fromkeys(filter(None, map(" ".join, names))))


def folding_table() -> str:
    """How to fold a query: small letters that Unicode does not decompose to ASCII, each with what it folds to."""
    return " ".join(_pairs())


def _pairs() -> Iterator[str]:
    for first, end in _ALPHABETS:
        for letter in map(chr, range(first, end)):
            if letter.isalpha() and letter == letter.lower() and not _decomposes(letter):
                yield letter + "".join(tokenize(letter))


def _decomposes(letter: str) -> bool:
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return bare.isascii()
