"""What a Russian word can stand for in an English text: its stem, a Chinese name in pinyin, or an exonym.

Transliteration alone does not find Xinjiang for `Синьцзяна`, nor Georgia for `Грузии`. The case endings, syllables and
exonyms stand in `data/`.
"""

import re
from functools import lru_cache

from kztui.article.data_tables import mappings, rows

_ENDINGS = frozenset(ending for (ending,) in rows("search/data/russian_endings.tsv"))
_LONGEST_ENDING = 4
_SHORTEST_STEM = 3


def case_stems(word: str) -> list[str]:
    """The lower-case Cyrillic `word` and what is left of it without each ending it may have, longest first."""
    cuts = range(1, min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM) + 1)
    return [word, *(word[:-cut] for cut in cuts if word[-cut:] in _ENDINGS)]


# The Palladius system, by which Chinese names are written in Russian.
_PALLADIUS = mappings("search/data/palladius.tsv")
_INITIALS, _FINALS = _PALLADIUS["initial"], _PALLADIUS["final"]
_SYLLABLE = re.compile(f"({'|'.join(_INITIALS)})({'|'.join(_FINALS)})ъ?")
_CHINESE = re.compile(f"(?:(?:{'|'.join(_INITIALS)})(?:{'|'.join(_FINALS)})ъ?)+")


def _syllable(initial: str, final: str) -> str:
    start, end = _INITIALS[initial], _FINALS[final]
    if not start:
        return _PALLADIUS["alone"].get(end) or ("y" + end[1:] if end[0] == "i" else end)
    if final[0] in "ияею":
        start = _PALLADIUS["softened"].get(start, start)
    if final == "о" and start in {"b", "p", "m", "f", "w"}:
        end = "o"
    return start + end


def pinyin(word: str) -> str:
    """A lower-case Russian word read as a Chinese name, in pinyin; nothing where it cannot be one."""
    if not _CHINESE.fullmatch(word):
        return ""
    return "".join(_syllable(initial, final) for initial, final in _SYLLABLE.findall(word))


_EXONYMS = {word: tuple(translations.split()) for word, translations in rows("search/data/exonyms.tsv")}


@lru_cache(maxsize=1024)
def exonyms(word: str) -> tuple[str, ...]:
    """The English words that a lower-case Russian or Kazakh word stands for, where a table is needed to know."""
    for stem in case_stems(word):
        if stem in _EXONYMS:
            return _EXONYMS[stem]
    return ()
