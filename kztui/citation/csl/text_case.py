"""`text-case`: lower, upper, sentence and title case (CSL 1.0.2, "Text-case", "Title Case Conversion").

citeproc-py leaves the second half of `counter-terrorism` in lower case, and splits words at spaces alone.

Letters change by language where that differs from Unicode's default: in Turkish, Greek, Lithuanian. Unicode 16, 3.13
"Default Case Algorithms" and SpecialCasing.txt; for Greek the transform `el-Upper` of CLDR. Python's `str.upper` and
`str.lower` know no language.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from kztui.article.data_tables import rows
from kztui.article.lazy_regex import LazyPattern
from kztui.citation.csl.rich_text import TAG, TAGS

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


_STOP_WORDS = frozenset(word for (word,) in rows("citation/data/title_case_stop_words.tsv"))
_TAG = LazyPattern(f"({TAG.pattern})")
_PUNCTUATION = LazyPattern("([-‘’“”\"'–—/.,;?!:\\[\\]()])")
_TAG_OR_PUNCTUATION = LazyPattern(f"({TAG.pattern}|{_PUNCTUATION.pattern[1:-1]})")
_SPACES = LazyPattern(r"([\u00a0 \u2000-\u200b\u202f\u205f\u3000]+)")
_APOSTROPHES = frozenset("’'")
_ELIDED_BEFORE = LazyPattern(r"(?<=[^\W\d_][’'])([^\W\d_])")
_FIRST_WORD = LazyPattern(r"[^\w<]*[^\W\d_]+")
_KEPT = dict.fromkeys((tag for tag in TAGS if tag.startswith("<span")), "</span>") | {
    "<sc>": "</sc>",
    "<sub>": "</sub>",
    "<sup>": "</sup>",
}


def _capital(word: str, language: str) -> str:
    """The word capitalized; single Greek letters are symbols and stay."""
    return word if len(word) == 1 and "\u0370" <= word <= "\u03ff" else capitalized(word, language)


class _TitleCase:
    """Title case in one pass over the words and the punctuation and tags between them."""

    def __init__(self, text: str) -> None:
        self.parts = (_TAG_OR_PUNCTUATION if "<" in text else _PUNCTUATION).split(text)
        self.capitalize = True
        """Whether the next word is capitalized even if it is a stop word: the first, and after `:`, `?`, `!`."""
        self.kept: list[str] = []
        """The closing tags of open tags whose text keeps its case."""
        self.tail = -1
        """The index of the part that begins with the rest of a word, after an apostrophe."""
        self.last: tuple[int, int] | None = None
        """The last word: the index of its part, and of the word within that."""

    def __str__(self) -> str:
        for at, part in enumerate(self.parts):
            if at % 2:
                self._sign(at, part)
            elif part.strip():
                self._kept() if self.kept else self._words(at, part)
        if self.last:
            self._last_word(*self.last)
        return "".join(self.parts)

    def _kept(self) -> None:
        self.last = None
        self.capitalize = False

    def _sign(self, at: int, sign: str) -> None:
        if sign in _KEPT:
            self.kept.append(_KEPT[sign])
        elif self.kept and sign == self.kept[-1]:
            self.kept.pop()
        elif sign in "!?:":
            self.capitalize = True
        elif sign in "’'" and self.parts[at - 1][-1:].isalnum() and self.parts[at + 1][:1].isalnum():
            self.tail = at + 1

    def _words(self, at: int, part: str) -> None:
        words = _SPACES.split(part)
        for index in range(0, len(words), 2):
            word = words[index]
            if not word:
                continue
            if at == self.tail and index == 0:
                self._kept()
                continue
            hyphen = at == 0 and index == len(words) - 1 and self.parts[1:2] == ["-"]
            if word == word.lower() and (self.capitalize or hyphen or (len(word) > 1 and word not in _STOP_WORDS)):
                words[index] = _capital(word, "en")
            self.capitalize = False
            self.last = (at, index)
        self.parts[at] = "".join(words)

    def _last_word(self, at: int, index: int) -> None:
        words = _SPACES.split(self.parts[at])
        if len(words[index]) > 1 and words[index].lower() in _STOP_WORDS:
            words[index] = _capital(words[index], "en")
            self.parts[at] = "".join(words)


def _outside_kept(text: str, change: Callable[[str, str], str], language: str) -> str:
    """Lower or upper case, except within tags that keep the case, such as a `nocase` span."""
    kept: list[str] = []
    done = []
    for at, part in enumerate(_TAG.split(text)):
        if at % 2:
            if part in _KEPT:
                kept.append(_KEPT[part])
            elif kept and part == kept[-1]:
                kept.pop()
        done.append(part if at % 2 or kept else change(part, language))
    return "".join(done)


def _capitalize(text: str, language: str, *, all_words: bool) -> str:
    """The first word capitalized, or all words; one that has a capital somewhere stays, and so do tags with their case.

    What follows an apostrophe is no word of its own.
    """
    parts = _TAG_OR_PUNCTUATION.split(text)
    kept: list[str] = []
    for at, part in enumerate(parts):
        if part in _KEPT:
            kept.append(_KEPT[part])
        elif kept and part == kept[-1]:
            kept.pop()
        elif at % 2 == 0 and part.strip():
            if not kept:
                rest = at > 1 and parts[at - 1] in _APOSTROPHES and parts[at - 2][-1:].isalnum()
                parts[at] = _capitalized_words(part, language, all_words=all_words, rest=rest)
            if not all_words:
                break
    return "".join(parts)


def _capitalized_words(text: str, language: str, *, all_words: bool, rest: bool) -> str:
    """The first word of a text without tags capitalized, or all; with `rest` it begins with the rest of a word."""
    words = _SPACES.split(text)
    for index in range(0, len(words), 2):
        word = words[index]
        if word and not (rest and index == 0):
            words[index] = _capital(word, language) if word == word.lower() else word
            if not all_words:
                break
    return "".join(words)


def _sentence(text: str, language: str) -> str:
    """Sentence case: all in lower case but the first letter; where not all are capitals, but the first word as well.

    There the capital after an apostrophe stays too, since it is the name's that is elided before: `d’Artagnan`.
    """
    lowered = _outside_kept(text, lower, language)
    if text != _outside_kept(text, upper, language) and len(lowered) == len(text):
        letters = list(lowered)
        for match in _ELIDED_BEFORE.finditer(text):
            letters[match.start(1)] = match[1]
        lowered = "".join(letters)
        if first := _FIRST_WORD.match(text):
            lowered = first[0] + lowered[first.end() :]
    return _capitalize(lowered, language, all_words=False)


def convert_case(text: str, case: str, language: str) -> str:
    """`text` in the `text-case` named `case`, with the capitals of `language` (BCP 47).

    Title case only where that is English (CSL 1.0.2, "Non-English Items").
    """
    if case == "title":
        return str(_TitleCase(text)) if is_english(language) else text
    if case in {"lowercase", "uppercase"}:
        return _outside_kept(text, lower if case == "lowercase" else upper, language)
    if case in {"capitalize-first", "capitalize-all"}:
        return _capitalize(text, language, all_words=case == "capitalize-all")
    if case == "sentence":
        return _sentence(text, language)
    return text


def is_english(language: str) -> bool:
    """Whether a language tag (BCP 47) is one of English."""
    return language[:3].lower() in {"en", "en-", "en_"}
