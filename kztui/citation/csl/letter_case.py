"""Capital and small letters by language, where they differ from Unicode's default: in Turkish, Greek, Lithuanian.

Unicode 16, 3.13 "Default Case Algorithms" and SpecialCasing.txt; for Greek the transform `el-Upper` of CLDR. Python's
`str.upper` and `str.lower` know no language.
"""

import re
import unicodedata
from functools import cache

from msgspec import Struct

from kztui.article.data_tables import rows
from kztui.article.lazy_regex import LazyPattern

_DIALYTIKA = "\u0308"
_GREEK_VOWEL = LazyPattern("([αεηιουωΑΕΗΙΟΥΩ])([\u0300-\u0345]*)")
_GREEK_ACCENTS = LazyPattern("[\u0300\u0301\u0313\u0314\u0342\u0343]")
"""Varia, tonos, psili, dasia, perispomeni, koronis: what capitals in a word of capitals do not have."""
_OR = "Η\u0301"
_GREEK_OR = "(?<!\\w)η\u0301(?!\\w)"
_ABOVE = "\u0307"
_LITHUANIAN_DOT = LazyPattern(f"([ijįIJĮ]\u0328?){_ABOVE}")
_LITHUANIAN_CAPITAL = LazyPattern("([IJĮ])(?=[\u0300\u0301\u0303])")


class _Mapping(Struct, frozen=True):
    """The letters of a language that do not follow the default, each with what it becomes."""

    upper: dict[int, str]
    lower: dict[int, str]


_DEFAULT = _Mapping({}, {})


@cache
def _mappings() -> dict[str, _Mapping]:
    """By language."""
    return {language: _Mapping(*map(_pairs, pairs)) for language, *pairs in rows("citation/data/letter_case.tsv")}


def _pairs(text: str) -> dict[int, str]:
    return {ord(pair[0]): pair[2:] for pair in text.split()}


def _primary(tag: str) -> str:
    """The language of a tag of BCP 47 in lower case: `tr` of `tr-TR`."""
    return tag[:3].lower().split("-")[0].split("_")[0]


def upper(text: str, tag: str) -> str:
    """`text` in capital letters, as the language of the BCP 47 tag writes them; by default where it is empty."""
    language = _primary(tag)
    if language == "el":
        return _greek_upper(text)
    if language == "lt":
        text = unicodedata.normalize("NFC", _LITHUANIAN_DOT.sub(r"\1", unicodedata.normalize("NFD", text)))
    special = _mappings().get(language, _DEFAULT).upper
    return (text.translate(special) if special else text).upper()


def lower(text: str, tag: str) -> str:
    """`text` in small letters, as the language of the BCP 47 tag writes them; by default where it is empty."""
    language = _primary(tag)
    if language == "lt":
        # An i keeps its dot under a further accent.
        text = _LITHUANIAN_CAPITAL.sub(rf"\1{_ABOVE}", unicodedata.normalize("NFD", text))
        return unicodedata.normalize("NFC", text.lower())
    special = _mappings().get(language, _DEFAULT).lower
    if special:
        text = text.replace(f"I{_ABOVE}", "İ").translate(special)
    return text.lower()


def capitalized(word: str, tag: str) -> str:
    """`word` with its first letter as a capital; in Dutch `ij` is one letter."""
    language = _primary(tag)
    if language == "nl" and word[:2] == "ij":
        return f"IJ{word[2:]}"
    special = _mappings().get(language, _DEFAULT).upper.get(ord(word[0])) if word else None
    # A letter such as ǆ has a form of its own at the beginning of a word.
    return (special[0] + special[1:].lower() if special else word[:1].title()) + word[1:]


def _greek_upper(text: str) -> str:
    """Greek capitals without accents, save in the word `ή`; `ι` and `υ` after an accented vowel take a dialytika."""
    after_accent = -1

    def vowel(match: re.Match[str]) -> str:
        """A vowel with the marks that stay: `Μάιος` is `ΜΑΪΟΣ`."""
        nonlocal after_accent
        letter, marks = match[1], match[2]
        bare = _GREEK_ACCENTS.sub("", marks)
        dialytika = match.start() == after_accent and letter in "ιυΙΥ" and _DIALYTIKA not in marks
        after_accent = match.end() if bare != marks and _DIALYTIKA not in marks else -1
        return letter + bare + (_DIALYTIKA if dialytika else "")

    words = re.split(_GREEK_OR, unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", _OR.join(_GREEK_VOWEL.sub(vowel, word).upper() for word in words))
