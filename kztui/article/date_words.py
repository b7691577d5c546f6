"""The words that written dates are made of, by language, and a text taken apart into them.

Each token of a text gets a role, one character, so that the forms of dates are regular expressions over roles
(`kztui.article.date_forms`) and no form has to be written once for each language.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kztui.article.data_tables import rows
from kztui.article.edtf import MONTHS
from kztui.article.lazy_regex import alternation

ROLES = {name: role for name, role, _ in rows("article/data/date_roles.tsv")}
"""The role of each group of words in `data/date_words.tsv`."""
LANGUAGES = ("en", "ru", "uk", "kk", "de", "fr", "es", "pl", "tr", "ar", "zh")
MAX_WORD = 24
"""Longer words are no words of dates."""

_DECADE_ENDING = r"(?:[’'ʼ]?s|er|[-–]?(?:х|е|ых|ые|ті|тих|шы|ші|шылар\w{0,6}|ших)|[’'](?:lar|ler)\w{0,6})"
_NUMBERS = (
    r"(?P<iso>\d{4}-\d\d-\d\d)(?!\d)(?:T[\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<full>\d{1,2}([./-])\d{1,2}\3\d{4})(?!\d)"
    rf"|(?P<decade>\b\d{{3}}0{_DECADE_ENDING}\b|[’'‘]?\b\d0{_DECADE_ENDING}\b)"
    r"|(?P<other>\d{1,3}(?:[.,  \u202f]\d{3})+(?!\d)|\d+[.,]\d+)"
    r"|(?P<number>\d+)(?:st|nd|rd|th|er|ère|re|ème|e|º|ª|-ші|-шы|-е|-го|-м)?(?![^\W\d_\u3000-\U0010ffff])|(?P<digits>\d+)"
)
_SYMBOLS = {
    **dict.fromkeys("-–—‒", "-"),
    **dict.fromkeys("$€£¥₽₸₴₺", "$"),
    **{sign: sign for sign in ".,/()%"},
}
_ROMAN = re.compile(r"([IVXІХ]{1,5})(?:e|ème)?\Z")  # Cyrillic letters are often typed for the Latin ones
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}
_WRITTEN_OUT = frozenset({"may", "june", "july"})
_BEFORE_YEAR = frozenset("IfbregTmsnkYLC-&(,")
"""After these a number far from our time may be a year; elsewhere it rather counts something."""

Value = int | str


def primary_language(tag: str) -> str:
    """The language of a BCP 47 tag in whose words its dates are looked for; Japanese writes them as Chinese does."""
    primary = tag.partition("-")[0].lower()
    return "zh" if primary == "ja" else primary


class DateToken(NamedTuple):
    """A word, number or sign with its role: `text[start:end]`."""

    role: str
    value: Value
    start: int
    end: int


class DateVocabulary:
    """The words of dates in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words: dict[str, tuple[str, Value]] = {}
        self._stems: dict[str, tuple[str, Value]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, Value]]] = {}

    def add(self, role: str, value: str, word: str) -> None:
        """Take in a word, a stem (with `*`) or words joined by `_`."""
        meaning = (ROLES[role], int(value) if value.lstrip("-").isdigit() else value)
        first, *rest = word.split("_")
        if rest:
            self._phrases.setdefault(first, []).append((tuple(rest), *meaning))
        elif word.endswith("*"):
            self._stems[word[:-1]] = meaning
        else:
            self._words[word] = meaning

    def meaning(self, word: str) -> tuple[str, Value] | None:
        """The role and value of a word in lower case, if it is one of dates."""
        found = self._words.get(word)
        if found is None and self._stems:
            found = next((self._stems[word[:n]] for n in range(len(word), 2, -1) if word[:n] in self._stems), None)
        if found is None and self.language == "ar" and word[0] in "وبلف":  # conjunctions and prepositions of one letter
            found = self._words.get(word[1:])
        return found

    def is_foreign(self, word: str) -> bool:
        """Whether a word surely is none of dates; a quick test for most words of a text."""
        lower = word.casefold()
        known = lower in self._words or lower in self._phrases or bool(self._stems) or self.language in {"uk", "ar"}
        return not known and not _ROMAN.match(word)

    def numbers(self) -> dict[str, int]:
        """The small numbers that are written in words."""
        return {word: int(value) for word, (role, value) in self._words.items() if role == ROLES["number"]}

    def phrase(self, first: str, matches: list[re.Match[str]], at: int) -> tuple[str, Value, int] | None:
        """The role and value of the words that begin with `first` at `at`, and how many matches they take."""
        for rest, role, value in self._phrases.get(first, ()):
            following = matches[at + 1 : at + 2 * len(rest) + 1]
            words = [number for number, other in enumerate(following, 2) if other.lastgroup == "word"][: len(rest)]
            if tuple(matches[at + number - 1][0].casefold() for number in words) == rest:
                return role, value, words[-1]
        return None

    @property
    def pattern(self) -> re.Pattern[str]:
        """What a token may be: in a script without blanks a known word or any character."""
        if self.language == "zh":
            return re.compile(rf"{_NUMBERS}|(?P<word>{alternation(self._words)})|(?P<sign>\S)")
        inner = r"(?:[’'ʼ][^\W\d_]+)?" if self.language == "uk" else ""
        return re.compile(rf"{_NUMBERS}|(?P<word>[^\W\d_]+{inner})|(?P<sign>\S)")


@cache
def vocabulary(language: str) -> DateVocabulary:
    """The words of one of LANGUAGES; for any other those that dateparser knows of its months and units, if it does."""
    found = DateVocabulary(language)
    for of_language, role, value, words in rows("article/data/date_words.tsv"):
        if of_language == language:
            for word in words.split():
                found.add(role, value, word)
    if language and language not in LANGUAGES:
        for role, value, word in _words_of_dateparser(language):
            found.add(role, value, word)
    return found


def _words_of_dateparser(language: str) -> Iterator[tuple[str, str, str]]:
    """Role, value and word of the months that dateparser's locale of a language names."""
    from dateparser.languages.loader import (  # type: ignore[import-untyped]  # noqa: PLC0415 - .1 s; it ships no types
        default_loader,
    )

    try:
        info = default_loader.get_locale(language).info
    except ValueError:  # a language that it does not know
        return
    for number, name in enumerate(MONTHS, 1):
        for word in info.get(name.lower(), ()):
            if re.fullmatch(r"[^\W\d_]{3,}", word):
                yield "month_name", str(number), word.casefold()
    for word in ("de", "del", "di"):
        yield "joiner", "", word


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return vocabulary(language).pattern


def tokens(text: str, language: str, *, any_case: bool = False) -> list[DateToken]:
    """The tokens of a text; in English months and weekdays have a capital letter unless `any_case` says otherwise."""
    known = vocabulary(language)
    matches = list(_pattern(language).finditer(text))
    found: list[DateToken] = []
    at = 0
    while at < len(matches):
        match = matches[at]
        kind = match.lastgroup or ""
        if kind == "word" and known.is_foreign(match[0]):
            at += 1
            last = found[-1] if found else None
            is_suffix = last and last.role in "mynYkN" and match.start() == last.end + 1 and text[last.end] in "'’"
            if not is_suffix and not (last and last.role == "_"):
                found.append(DateToken("_", "", *match.span()))
            continue
        if kind == "word":
            token, taken = _word(matches, at, known, any_case)
        else:
            token, taken = _number_or_sign(match, kind), 1
        at += taken
        if token.role in "_." and found and found[-1].role == token.role:
            continue
        if token.role == "'" or (token.role == "." and found and _is_shortened(text, found[-1])):
            continue
        suffix = found and token.role == "_" and token.start == found[-1].end + 1 and text[found[-1].end] in "'’"
        if token.role == "y" and not 1900 <= int(token.value) <= 2100 and found and found[-1].role not in _BEFORE_YEAR:
            token = token._replace(role="_")
        if token.role != "j" and not (suffix and found[-1].role in "mynYkN"):
            found.append(token)
    return found


def _is_shortened(text: str, before: DateToken) -> bool:
    """Whether the full stop after a token belongs to it: Sept. 2011, 2011 г."""
    word = text[before.start : before.end]
    if before.role == "m":
        return (
            len(word) <= 5
            and word.lower() not in _WRITTEN_OUT
            and text[before.end + 1 : before.end + 3].strip()[:1].isdigit()
        )
    return before.role == "Y" and len(word) <= 2


def _word(matches: list[re.Match[str]], at: int, known: DateVocabulary, any_case: bool) -> tuple[DateToken, int]:
    match = matches[at]
    word = match[0]
    if len(word) > MAX_WORD:
        return DateToken("_", word[:1], *match.span()), 1
    lower = word.casefold().replace("’", "'").replace("ʼ", "'")
    if phrase := known.phrase(lower, matches, at):
        role, value, length = phrase
        return DateToken(role, value, match.start(), matches[at + length - 1].end()), length
    role, value = known.meaning(lower) or ("_", "")
    if role in "mw" and known.language == "en" and not any_case and not word[0].isupper():
        role = "_"
    if role == "_" and (numeral := _ROMAN.match(word)):
        return DateToken("R", _roman(numeral[1]), *match.span()), 1
    return DateToken(role, value, *match.span()), 1


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _number_or_sign(match: re.Match[str], kind: str) -> DateToken:
    text = match[0]
    if kind in {"iso", "full"}:
        return DateToken("N", match[kind], *match.span())
    if kind == "decade":
        digits = "".join(filter(str.isdigit, text))
        return DateToken("k", int(digits), *match.span())
    if kind == "number":
        digits = match["number"]
        role = "y" if len(digits) == 4 and 1000 <= int(digits) <= 2199 else "n" if len(digits) <= 2 else "_"
        return DateToken(role, int(digits) if role != "_" else 0, *match.span())
    if kind == "sign":
        role = "'" if text in "'’ʼ" else _SYMBOLS.get(text, "_")
        return DateToken(role, text, *match.span())
    return DateToken("_", "", *match.span())
