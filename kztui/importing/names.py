"""Names in prose: runs of capitalized words, and the abbreviations in brackets after them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kztui.article.edtf import MONTHS
from kztui.importing.lexicon import any_of, lexicon

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])|&|\w(?:[\w’'.-]*\w)?(?:(?<=s)[’'](?= [A-Z]))?")
_COMPOUND = re.compile(r"-(?:style|based|led|backed|born|linked|inspired|affiliated|trained|type|era|wide|held)$")
_POSSESSIVE = re.compile(r"[’']s$")
_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\s*[\"'“‘«(]*$|^[\"'“‘«(\s]*$")
_BRACKETED = re.compile(r"\s*\(\s*[\"'“‘]?((?=(?:[^()]*?[A-Z]){2})[\w&.-]{2,12})[\"'”’]?\s*\)")


class NameMention(NamedTuple):
    """A name where it stands in a text: `text[start:end]`, without the abbreviation after it."""

    words: tuple[str, ...]
    start: int
    end: int
    starts_sentence: bool
    """Whether its first word may be capitalized only because it begins a sentence."""
    possessive: bool
    abbreviation: str = ""
    """In brackets after it: Regional Water Authority (RWA)."""

    @property
    def text(self) -> str:
        """Its words, separated by blanks."""
        return " ".join(self.words)


@cache
def _particle_prefix() -> re.Pattern[str]:
    """A particle joined to a capitalized word: al-Nusra."""
    return re.compile(rf"(?:{any_of(lexicon().particles)})[-’'][A-Z]")


@cache
def _calendar() -> frozenset[str]:
    """Months and weekdays, which are capitalized but no names."""
    return lexicon().weekdays.union(MONTHS)


@cache
def _inner_words() -> frozenset[str]:
    """Words in lower case that may stand within a name."""
    return lexicon().connectors.union(lexicon().particles)


def _is_name(word: str) -> bool:
    return word[0].isupper() or bool(_particle_prefix().match(word))


def find_names(text: str) -> Iterator[NameMention]:
    """The names in a paragraph, in order; months and weekdays are none."""
    run: list[re.Match[str]] = []
    inner: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = match[0]
        adjacent = bool(run) and text[(inner or run)[-1].end() : match.start()] == " "
        if _is_name(word) and word not in _calendar() and not (adjacent and inner and word == "The"):
            if not adjacent:
                yield from _name_of(text, run)
                run = []
            run += [*inner, match] if adjacent else [match]
            inner = []
            if _POSSESSIVE.search(word):
                yield from _name_of(text, run)
                run = []
        elif adjacent and word in _inner_words() and len(inner) < 2 and _joins(run[-1][0], word):
            inner.append(match)
        else:
            yield from _name_of(text, run)
            run, inner = [], []
    yield from _name_of(text, run)


def _joins(before: str, word: str) -> bool:
    """Whether a word in lower case belongs to the name; “on” does so only after some nouns."""
    return word != "on" or before in lexicon().nouns_before_on


def _name_of(text: str, run: list[re.Match[str]]) -> Iterator[NameMention]:
    """The name in a run of words, if there is one: without an article or ordinary word before it."""
    starts = bool(run) and bool(_SENTENCE.search(text[: run[0].start()]))
    while run and (run[0][0] in {"The", "A", "An"} or (starts and run[0][0].lower() in lexicon().sentence_openers)):
        run, starts = run[1:], False
    if not run:
        return
    words = [match[0] for match in run]
    possessive = bool(_POSSESSIVE.search(words[-1]))
    words[-1] = _COMPOUND.sub("", _POSSESSIVE.sub("", words[-1]))
    bracket = _BRACKETED.match(text, run[-1].end())
    end = run[-1].end()
    if any(word not in _inner_words() for word in words) and (len(words) > 1 or len(words[0]) > 1):
        yield NameMention(tuple(words), run[0].start(), end, starts, possessive, bracket[1] if bracket else "")
