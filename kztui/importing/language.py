"""The language of a text that states none: by its script, and by the frequent words of the languages written in it."""

import re
from collections import Counter
from functools import cache

from kztui.article.data_tables import rows

SAMPLE = 20_000
"""How many characters of a text are looked at."""
LEAST_SHARE = 0.06
"""A language of whose frequent words a text has a smaller share is not its own."""
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.05),
    ("ko", re.compile("[\uac00-\ud7a3]"), 0.3),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.5),
    ("he", re.compile("[\u0590-\u05ff]"), 0.5),
    ("hy", re.compile("[\u0530-\u058f]"), 0.5),
    ("ka", re.compile("[\u10a0-\u10ff]"), 0.5),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.5),
    ("hi", re.compile("[\u0900-\u097f]"), 0.5),
)

_LETTERS = (
    ("kk", re.compile("[әғқңөұүһ]"), 0.01),
    ("uk", re.compile("[їєґ]"), 0.01),
    ("ru", re.compile("[а-яё]"), 0.5),
)
"""Letters that tell a language of Cyrillic script where none of its frequent words does: as in a line."""


@cache
def _languages() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in rows("importing/data/language_words.tsv")}


def guess_language(text: str) -> str:
    """The primary tag (BCP 47) of the language that a text is most likely in; empty where nothing tells."""
    text = text[:SAMPLE].casefold()
    letters = sum(map(str.isalpha, text))
    for language, script, share in _SCRIPTS:
        if letters and len(script.findall(text)) >= share * letters:
            return language
    words = Counter(_WORD.findall(text))
    total = sum(words.values())
    scores = {language: sum(words[word] for word in known) for language, known in _languages().items()}
    best = max(scores, key=lambda language: scores[language])
    if total and scores[best] >= max(1, LEAST_SHARE * total):
        return best
    return next((language for language, own, share in _LETTERS if len(own.findall(text)) > share * letters), "")


def language_of(text: str, stated: str) -> str:
    """The language in which a text is to be read: the stated one, unless the text plainly is in another."""
    guessed = guess_language(text)
    primary = stated.partition("-")[0].lower()
    known = {*_languages(), *(language for language, _, _ in _SCRIPTS)}
    return guessed if guessed and guessed != primary and (not primary or primary in known) else stated
