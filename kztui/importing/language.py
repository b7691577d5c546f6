"""The language of a text that states none: by its script, and by the frequent words of the languages written in it."""

import re
from collections import Counter
from functools import cache

from kztui.article.data_tables import rows

SAMPLE = 20_000
"""How many characters of a text are looked at."""
LEAST_SHARE = 0.06
"""A language of whose frequent words a text has a smaller share is not its own."""
LEAST_WORDS = 40
LEAST_LETTERS = 100
"""The language of a text with fewer words, or fewer letters of a script of its own, is not certain."""
CERTAIN_SHARE = 0.08
"""A text is surely in a language of whose frequent words it has a larger share."""
MOST_OF_ANOTHER = 0.6
"""It has at most so many times as many of the frequent words of any other."""
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = tuple(
    (language, chr(int(first, 16)), chr(int(last, 16)), float(share))
    for language, first, last, share in rows("importing/data/scripts.tsv")
)
"""Languages that are written in a script of their own: its first and last letter, and the share that tells them."""

_LETTERS = (("kk", "әғқңөұүһ", 0.01), ("uk", "їєґ", 0.01), ("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", 0.5))
"""Letters that tell a language of Cyrillic script where none of its frequent words does: as in a line."""


@cache
def _languages() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in rows("importing/data/language_words.tsv")}


def _frequent_words(text: str) -> tuple[dict[str, int], int]:
    """How many words of a text are frequent ones of each language, and how many it has."""
    words = Counter(_WORD.findall(text))
    return {language: sum(words[word] for word in known) for language, known in _languages().items()}, words.total()


def guess_language(text: str) -> str:
    """The primary tag (BCP 47) of the language that a text is most likely in; empty where nothing tells."""
    text = text[:SAMPLE].casefold()
    counts = Counter(text)
    letters = sum(count for char, count in counts.items() if char.isalpha())
    for language, first, last, share in _SCRIPTS:
        if letters and sum(count for char, count in counts.items() if first <= char <= last) >= share * letters:
            return language
    scores, total = _frequent_words(text)
    best = max(scores, key=lambda language: scores[language])
    if total and scores[best] >= max(1, LEAST_SHARE * total):
        return best
    return next(
        (language for language, own, share in _LETTERS if sum(counts[char] for char in own) > share * letters), ""
    )


def certain_language(text: str) -> str:
    """The language that a text is surely in: one whose frequent words it is full of, and no other's by half as many.

    Empty for a short text, and for a language that is not known by its words or its script.
    """
    sample = text[:SAMPLE].casefold()
    found = guess_language(text)
    if found in {language for language, *_ in _SCRIPTS}:
        return found if sum(map(str.isalpha, sample)) >= LEAST_LETTERS else ""
    scores, total = _frequent_words(sample)
    best, *rest = sorted(scores.values(), reverse=True)
    certain = total >= LEAST_WORDS and best >= CERTAIN_SHARE * total and rest[0] <= MOST_OF_ANOTHER * best
    return found if certain and scores.get(found) == best else ""


def language_of(text: str, stated: str) -> str:
    """The language in which a text is to be read: the stated one, unless the text plainly is in another."""
    guessed = guess_language(text)
    primary = stated.partition("-")[0].lower()
    known = {*_languages(), *(language for language, *_ in _SCRIPTS)}
    return guessed if guessed and guessed != primary and (not primary or primary in known) else stated
