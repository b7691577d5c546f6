"""Phonetic keys: one form for the habits of romanising Kazakh, Russian, Arabic and Turkic names.

`phonetic_key` is what two spellings of one name share, as Soundex or Metaphone give for English; its
`consonant_skeleton` matches spellings that leave the vowels out or differ in them. Neither is ever shown. The spellings
of each sound stand in `search/data/phonetic.tsv`.
"""

import re
from functools import lru_cache

from kztui.article.data_tables import mappings

_SPELLINGS = mappings("search/data/phonetic.tsv")
_CONSONANTS, _VOWELS = _SPELLINGS["consonant"], _SPELLINGS["vowel"]
_PARTS = re.compile("^x|" + "|".join(_CONSONANTS) + r"|c(?=[eiy])|c|[aeiouy]{2,}|y|([bdfgklmnprstvz])\1+")
_DOUBLED = re.compile(r"(.)\1+")

_WRITTEN_LONGER = "_"


@lru_cache(maxsize=4096)
def _symbol(letters: str) -> str:
    if letters == "c":
        return "k"
    if letters == "y":
        return "i"
    if letters[0] in "aeiouy":
        run = letters.replace("y", "i")
        if run in {"oo", "ee"}:
            return _VOWELS[run]
        run = _DOUBLED.sub(r"\1", run)
        return _VOWELS.get(run, run)
    return _CONSONANTS.get(letters) or letters[0]


def _replaced(match: re.Match[str]) -> str:
    letters = match[0]
    if letters == "x" and not match.start():
        return "h"
    if letters == "c" and match.string[match.end() : match.end() + 1] in {"e", "i", "y"}:
        return "s"
    return _symbol(letters)


def phonetic_key(word: str) -> str:
    """What the spellings of a folded word have in common; figures and words of up to three letters are themselves.

    A key of three letters from a longer spelling ends in `_`, so that JaK and Jack stay two names.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    key = _DOUBLED.sub(r"\1", _PARTS.sub(_replaced, word))
    if key[-1] == "h" and len(key) > 3 and key[-2] in "aeiou":
        key = key[:-1]
    elif key[-1] == "f":
        key = key[:-1] + "v"
    return key if len(key) > 3 else key + _WRITTEN_LONGER


def phonetic_prefix(key: str) -> str:
    """A phonetic key as longer keys may begin."""
    return key.removesuffix(_WRITTEN_LONGER)


FIRST_LETTERS = _SPELLINGS["first"]
"""For the first symbol of a phonetic key, the letters that its words may begin with; only itself where not listed."""

# Without vowels, sounds that one script or language writes for another are one: `ch` is `sh` in French, `kh` becomes
# `k` or `c`, and `s` between vowels is read `z`.
_NO_VOWELS = str.maketrans("Chz", "Sks", "aeiou")


def consonant_skeleton(key: str) -> str:
    """The consonants of a phonetic key, after an `A` where it opens with a vowel; empty if fewer than three."""
    left = key.translate(_NO_VOWELS)
    if len(left) < 3 or not key.isalpha():
        return ""
    return "A" + left if key[0] in "aeiou" else left
