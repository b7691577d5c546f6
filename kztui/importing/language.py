"""The language of a text that states none: by its script, and in Latin letters by the words that every sentence has."""

import re
from collections import Counter
from functools import cache

from kztui.article.data_tables import rows
from kztui.importing.lexicon import function_words

SAMPLE = 20_000
"""How many characters of a text are looked at."""
MIN_SHARE = 0.1
"""In which share of its words those of the language must be."""
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("kk", re.compile("[әғқңөұүһ]")),
    ("uk", re.compile("[їєґ]")),
    ("ru", re.compile("[а-яё]")),
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0620-\u064a]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
)
_FEW = 0.01
"""Which share of the letters those of one language alone must be."""


@cache
def _latin() -> dict[str, frozenset[str]]:
    """The words by language that are written in Latin letters."""
    found = {language: function_words(language) for language, _ in rows("importing/data/function_words.tsv")}
    latin = {language: words for language, words in found.items() if any(word.isascii() for word in words)}
    return {"en": function_words("en"), **latin}


def guess_language(text: str) -> str:
    """The primary tag (BCP 47) of the language that a text most likely is in; empty where that is not clear."""
    sample = text[:SAMPLE].lower()
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    for language, letter in _SCRIPTS:
        share = len(letter.findall(sample)) / letters if letters else 0
        if share > (_FEW if language in {"kk", "uk", "ja"} else 0.3):
            return language
    counts = Counter({language: sum(word in known for word in words) for language, known in _latin().items()})
    best, count = counts.most_common(1)[0]
    return best if words and count >= MIN_SHARE * len(words) else ""


def language_of(text: str, stated: str) -> str:
    """The language in which a text is to be read: the stated one, unless the text plainly is in another."""
    guessed = guess_language(text)
    primary = stated.partition("-")[0].lower()
    ours = {"en", *dict(rows("importing/data/function_words.tsv")), *(language for language, _ in _SCRIPTS)}
    return guessed if guessed and guessed != primary and (not primary or primary in ours) else stated
