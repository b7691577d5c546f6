"""Stems English words: `radicalised`, `radicalization` and `radicals` share a stem, and so do `labour` and `labor`.

Cruder than a dictionary, and safe, because a shared stem only ever counts for less than the word itself.
"""

import re
from functools import lru_cache

# British spellings to American ones.
_BRITISH = {"our": "or", "is": "iz", "re": "er", "c": "s", "mme": "m", "ogue": "og", "ll": "l"}
_BRITISH_PARTS = re.compile(
    r"(?<=[a-z]{2}[bdlmnptv])our(?=$|s$|ed$|ing$|er|ist|able|ful|ite|hood)"
    r"|(?<=[a-z]{3})(?:is(?=e$|ed$|es$|ing$|er|ation)|ogue(?=s?$)|ll(?=ed$|ing$|ers?$))"
    r"|(?<=[a-z]{3}[ct])re$|(?<=[a-z]{2}en)c(?=es?$)|(?<=[a-z]{4})mme(?=s?$)"
)

# Removed one after another for as long as four letters stay.
_SUFFIXES = (
    "izations", "ization", "ational", "ations", "ation", "ments", "ment", "ities", "ity", "ings", "ing", "iers", "ier",
    "ists", "ist", "isms", "ism", "ized", "izing", "izes", "ize", "ers", "er", "ors", "or", "ies", "ied", "ions", "ion",
    "ives", "ive", "ness", "ials", "ial", "als", "al", "ants", "ant", "ly", "ed", "es", "s", "e", "y", "i",
)  # fmt: skip
PROTECTED_LETTERS = 4
"""Letters at the beginning of a word that are never removed or respelt."""
_REMOVED_LAST = ("e", "es", "y", "i")
"""Suffixes after whose removal the stem is final."""
_BY_LAST_LETTER: dict[str, tuple[str, ...]] = {
    last: tuple(suffix for suffix in _SUFFIXES if suffix[-1] == last) for last in {suffix[-1] for suffix in _SUFFIXES}
}


def _without_suffix(word: str) -> str:
    for suffix in _BY_LAST_LETTER.get(word[-1], ()):
        left = len(word) - len(suffix)
        if left >= PROTECTED_LETTERS and word.endswith(suffix) and not (suffix == "s" and word[-2] in "su"):
            return word[:left]
    return word


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A folded English word without its suffixes; figures and words of up to four letters are themselves."""
    if len(word) <= PROTECTED_LETTERS or not word.isalpha():
        return word
    word = _BRITISH_PARTS.sub(lambda british: _BRITISH[british[0]], word)
    while (shorter := _without_suffix(word)) != word:
        last, word = word[len(shorter) :], shorter
        if last in _REMOVED_LAST:
            break
    return word[:-1] if len(word) > PROTECTED_LETTERS and word[-1] == word[-2] else word
