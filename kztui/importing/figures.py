"""Figures in prose: numbers with a unit or with what they count, and the words by which other claims are recognised."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from kztui.article.data_tables import rows
from kztui.article.date_words import vocabulary
from kztui.article.lazy_regex import alternation
from kztui.importing.dates import DateMention
from kztui.importing.lexicon import function_words

_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₽": "roubles", "₸": "tenge", "₴": "hryvnias"}
_SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_NUMBER = (
    r"(?:(?P<currency>[$€£¥₽₸₴])|(?<![\w.,/:-]))[ \u00a0]?"
    r"(?P<digits>\d{1,3}(?:[ \u00a0\u202f.,’]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?)"
    r"(?:(?:[–-]| (?:to|bis|à|a|до|–|-) )(?P<last>\d+(?:[.,]\d+)?))?"
    r"(?P<suffix>bn|mn|tn|[mk])?(?![\w\u00b0]*[A-Za-z]|[/:-]\d)"
)
_TOKEN = re.compile(r"[ \u00a0-]*([^\W\d_][^\W\d_.’']*|%)")
_WITH_UNIT_SIGN = re.compile(r"[ \u00a0]?%")
MAX_DIGITS = 20
"""A number with more, and the signs between them, is no figure."""
LARGEST = 2**53
"""Larger ones are not kept exactly."""
MAX_WORDS = 4
"""How many words after a number are looked at for the noun that it counts."""


class ClaimWords:
    """The words of `data/claim_words.tsv` in one language, as expressions and sets."""

    def __init__(self, language: str) -> None:
        words: dict[str, list[str]] = {}
        for of_language, role, listed in rows("importing/data/claim_words.tsv"):
            if of_language in {language, "any"}:
                words[role] = [word.replace("_", " ") for word in listed.split()]
        glued = language == "zh"
        self.language = language
        self.say_words = frozenset(words.get("say", ()))
        self.say = _any(words.get("say", ()), glued)
        self.according = _any(words.get("according", ()), glued)
        self.forecast = _any(words.get("forecast", ()), glued)
        self.weak_forecast = _any(words.get("weak_forecast", ()), glued)
        self.not_forecast = frozenset(words.get("not_forecast", ()))
        self.units = frozenset(words.get("unit", ()))
        self.counted = frozenset(words.get("counted", ()))
        self.time = frozenset(words.get("time", ()))
        self.function_words = frozenset(function_words(language))
        self.numbers = {word: value for word, value in vocabulary(language).numbers().items() if value > 1}
        self.scales = {word: int(factor) for factor, _, word in (one.partition("=") for one in words.get("scale", ()))}

    @cached_property
    def number_pattern(self) -> re.Pattern[str]:
        """A number in digits or, of the small ones, in words."""
        spelled = alternation(self.numbers)
        word = rf"\b(?P<word>{spelled})\b" if spelled and self.language != "zh" else r"(?P<word>(?!))"
        return re.compile(rf"{_NUMBER}|{word}", re.IGNORECASE)


def _any(words: Sequence[str], glued: bool) -> re.Pattern[str]:
    """An expression for one of `words`; for none where there are none."""
    listed = alternation(words)
    return re.compile(listed if glued and words else rf"\b(?:{listed})\b" if words else r"(?!)", re.IGNORECASE)


@cache
def claim_words(language: str) -> ClaimWords:
    """The words of a language, by its primary tag."""
    return ClaimWords(language)


def find_figures(
    sentence: str, offset: int, dates: Sequence[DateMention], words: ClaimWords
) -> Iterator[tuple[int | float | str, str]]:
    """The numbers of a sentence that have a unit, each with it; `offset` is where it stands in the text of `dates`."""
    ends = [date.end for date in dates]
    for match in words.number_pattern.finditer(sentence):
        place = bisect_right(ends, offset + match.start())
        if place < len(dates) and dates[place].start < offset + match.end():
            continue
        spelled = match["word"]
        scale, at = _scale(sentence, match.end(), words)
        scale *= _SUFFIXES.get(match["suffix"] or "", 1)
        unit = _CURRENCIES.get(match["currency"] or "", "") or _unit(sentence, at, words)
        if not unit or (spelled and scale == 1 and unit.lower() not in words.counted):
            continue
        numbers = [words.numbers[spelled.lower()]] if spelled else _values(match, words.language)
        exact = [_exact(number * scale) for number in numbers if number * scale <= LARGEST]
        if exact:
            yield (exact[0] if len(exact) == 1 else "–".join(map(str, exact))), unit


def _values(match: re.Match[str], language: str) -> list[float]:
    """A number in digits, or the two of a span: 25–40; none where they have too many digits."""
    written = [digits for digits in (match["digits"], match["last"]) if digits]
    return [_value(digits, language) for digits in written] if max(map(len, written)) <= MAX_DIGITS else []


def _exact(number: float) -> int | float:
    """The number, whole where it is."""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _value(digits: str, language: str) -> float:
    """A number in digits; outside of English the comma is the decimal sign."""
    plain = re.sub(r"[ \u00a0\u202f’]", "", digits)
    if language in {"en", "zh", ""}:
        return float(plain.replace(",", "") or 0) if plain.count(".") <= 1 else float(plain.replace(".", ""))
    grouped = re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain)
    plain = plain.replace(".", "") if grouped else plain
    return (
        float(plain.replace(",", ".")) if plain.count(",") + plain.count(".") <= 1 else float(re.sub("[.,]", "", plain))
    )


def _scale(sentence: str, at: int, words: ClaimWords) -> tuple[int, int]:
    """The factor of “million” and the like after a number, and where it ends."""
    match = _TOKEN.match(sentence, at)
    if not match or match[1].lower() not in words.scales:
        return 1, at
    end = match.end() + (sentence[match.end() : match.end() + 1] == ".")
    return words.scales[match[1].lower()], end


def _unit(sentence: str, at: int, words: ClaimWords) -> str:
    """The unit or counted noun after a number; empty for times, and where there is none."""
    if _WITH_UNIT_SIGN.match(sentence, at):
        return "%"
    first = ""
    for number in range(MAX_WORDS):
        match = _TOKEN.match(sentence, at)
        if not match:
            break
        word, at = match[1], match.end()
        lower = word.lower()
        if lower in words.time or (number == 0 and len(word) > 30):
            return ""
        if lower in words.function_words:
            break
        if lower in words.counted or words.language != "en" or (number == 0 and lower in words.units):
            return word if lower in words.counted or words.language != "zh" else ""
        if word.islower() and lower.endswith(("s", "men")) and not lower.endswith(("ss", "us", "is")):
            return word
        first = first or word
    return ""
