"""Names in prose (named entities), by rules: runs of capitalized words, and abbreviations in brackets after them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kztui.article.edtf import MONTHS
from kztui.article.lazy_regex import LazyPattern
from kztui.article.word_breaks import LETTERS, MARKS
from kztui.importing.gazetteer import known_name
from kztui.importing.lexicon import lexicon
from kztui.importing.name_rules import (
    ACTOR_KINDS,
    CAPITAL_NOUNS,
    INFLECTED,
    NameRules,
    name_rules,
    particle_prefix,
)

_CAPITAL = "A-ZÀ-ÖØ-ÞĄ-ŽА-ЯЁІЇЄҐӘҒҚҢӨҰҮҺ"
_WORD = re.compile(
    rf"(?:[{_CAPITAL}]\.){{2,}}|[{_CAPITAL}]\.(?=\s?[{_CAPITAL}])|&"
    r"|(?:Dr|Mr|Mrs|Ms|Prof|Gen|Col|Lt|Sen|Gov|St|Rep|Sgt|Capt|Maj|Rev|Hon)\.(?= )"
    rf"|[dlDL][’'](?=\w{{3}})|\w(?:[\w’'.{MARKS}-]*[\w{MARKS}])?(?:(?<=s)[’'](?= [A-Z]))?"
)
_COMPOUND = re.compile(r"-(?:style|based|led|backed|born|linked|inspired|affiliated|trained|type|era|wide|held)$")
_POSSESSIVE = re.compile(r"[’']s$")
_OF_MANY = re.compile(
    r"(?:Worker|Farmer|Fisherman|Teacher|Nurse|Writer|King|Queen|(?:\w*(?:[mM]en|[pP]eople|[fF]olk|[cC]hild(?:ren)?)))[’']s$"
)
"""In the middle of a name rather than at its end, unless it is a place's (Yemen’s): People’s Bank, Seamen’s Mission."""
_CASE_AFTER_APOSTROPHE = re.compile(r"[’'][^\W\d_]{1,8}$")
_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*[\"'“‘«„(\[—–-]*$")
_OPENING = re.compile(r"[\"'“‘«„(\[\s—–•*-]*$")
_BRACKETED = re.compile(rf"\s*\(\s*[\"'“‘]?((?=(?:[^()]*?[{_CAPITAL}]){{2}})[\w&.-]{{2,12}})[\"'”’]?\s*\)")
_FOLLOWING = LazyPattern(rf"(?: {LETTERS}(?:[-’']{LETTERS})?){{1,3}}")
_ADJECTIVE = LazyPattern(r"(?:ый|ий|ая|ое|ого|его|ой|ей|ому|ую|ым|им|ом|ый|ої|ого|ий|а|y|ego|a|ej)$")
_GENITIVE_ADJECTIVE = LazyPattern(r"(?:ых|их|ой|ей|ого|его|ої|ої|ych|ich|ego|ej)$")
_GENITIVE = LazyPattern(r"(?:[ыиаяів]|ей|ел|і|и|ї|ości|[aiuy])$")
_GENITIVE_PLURAL = LazyPattern(r"\w{3,}(?:[оеі]в|ей)")
"""Whose body it is, which no other word after it ends in: Северный союз паромщиков."""
_PLURAL_NOUN = LazyPattern(r"\w{3,}[ыиі]е?")
_OF_MASCULINE = LazyPattern(r"\w{2,}(?:ого|его)")
"""A noun in the plural before an adjective in the genitive only begins the sentence: Экипажи Северного союза."""
_LOOK_BACK = 12
MAX_WORDS = 9
"""A longer run of capitalized words is a headline rather than a name."""


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
def _calendar() -> frozenset[str]:
    """Months and weekdays, which are capitalized but no names."""
    weekdays = lexicon().weekdays
    return weekdays.union(MONTHS, (f"{day}s" for day in weekdays))


def _is_name(word: str) -> bool:
    return word[0].isupper() or bool(particle_prefix().match(word))


def find_names(text: str, language: str = "en") -> Iterator[NameMention]:
    """The names in a paragraph, in order; months and weekdays are none."""
    rules = name_rules(language)
    elides = language in {"fr", "it", "ca"}
    run: list[re.Match[str]] = []
    inner: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = match[0]
        elided = len(word) == 2 and word[-1] in "'’"
        if run and elided and not elides:
            continue
        before = (inner or run)[-1] if run else None
        gap = text[before.end() : match.start()] if before and match.start() - before.end() < 2 else "_"
        adjacent = gap == " " or (gap == "" and before is not None and before[0][-1] in "'’.")
        if _is_name(word) and word not in _calendar() and not elided and not (inner and word == "The"):
            if not adjacent or (language == "tr" and _is_place_in_case(word)):
                yield from _name_of(text, run, rules)
                run, inner, adjacent = [], [], False
            run += [*inner, match] if adjacent else [match]
            inner = []
            if _POSSESSIVE.search(word) and not _is_of_many(word):
                yield from _name_of(text, run, rules)
                run = []
        elif adjacent and len(inner) < 2 and _joins(run, inner, word, rules):
            inner.append(match)
        else:
            yield from _name_of(text, run, rules)
            run, inner = [], []
    yield from _name_of(text, run, rules)


def _is_of_many(word: str) -> bool:
    return bool(_OF_MANY.match(word)) and known_name(word[:-2], "en") is None


def _is_place_in_case(word: str) -> bool:
    """Whether a Turkish word is a known place with the ending of a case, which a name before it does not go with."""
    place = _CASE_AFTER_APOSTROPHE.sub("", word)
    return place != word and known_name(place, "tr") is not None


def _joins(run: list[re.Match[str]], inner: list[re.Match[str]], word: str, rules: NameRules) -> bool:
    """Whether a word in lower case may stand within the name that a run begins; “on” does so only after some nouns."""
    plain = word.rstrip("'’")
    if rules.language != "en":
        return plain in rules.connectors
    if inner:
        return word in {"the", *rules.connectors} and inner[-1][0] in {"of", "for", "de", "on"}
    if word in {"of", "for"} and len(run) > 1:
        return bool(rules.head_kind(run[-1][0])) or all(rules.is_title(match[0]) for match in run)
    if word == "and":
        linked = [match[0] for match in run if match[0] in {"of", "for"}]
        return len(linked) == 1 and run[-2][0] in linked and bool(rules.head_kind(run[0][0]))
    return word in rules.connectors and (word != "on" or run[-1][0] in lexicon().nouns_before_on)


def _words(run: list[re.Match[str]]) -> list[str]:
    """The words of a run; an elided article belongs to the word after it: l’Union."""
    words: list[str] = []
    for match in run:
        if words and len(words[-1]) == 2 and words[-1][-1] in "'’":
            words[-1] += match[0]
        else:
            words.append(match[0])
    return words


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start]
    return bool(_SENTENCE.search(before)) or (start <= _LOOK_BACK and bool(_OPENING.match(before)))


def _lower_words(text: str, run: list[re.Match[str]], words: list[str], rules: NameRules) -> int:
    """How many characters of words in lower case after a run belong to it: Комитет национальной безопасности."""
    following = _FOLLOWING.match(text, run[-1].end()) if rules.language != "en" and rules.heads else None
    if not following or rules.language in CAPITAL_NOUNS:
        return 0
    lower = following[0].split()
    lower = lower[: next((at for at, word in enumerate(lower) if not word.islower()), len(lower))]
    if not lower:
        return 0
    ends = [match.end() for match in re.finditer(r"\S+", following[0])]
    for count in range(len(lower), 0, -1):
        if known_name(" ".join([*words, *lower[:count]]), rules.language):
            return ends[count - 1]
    if rules.head_kind(words[-1]) in ACTOR_KINDS and not rules.is_title(words[-1]):
        count = _after_head(lower, rules)
    else:
        adjective = all(map(rules.is_title, words[:-1])) and _ADJECTIVE.search(words[-1]) is not None
        count = int(adjective and rules.head_kind(lower[0]) in ACTOR_KINDS)
        count += bool(count and len(lower) > 1 and _GENITIVE_PLURAL.fullmatch(lower[1]))
    return ends[count - 1] if count else 0


def _after_head(lower: list[str], rules: NameRules) -> int:
    """How many words in lower case say which committee or bank it is: adjectives and a noun in the genitive."""
    if rules.language not in INFLECTED:
        start = 1 if lower[0] in rules.connectors and len(lower) > 1 and lower[0] not in {"à", "et"} else 0
        start += start and len(lower) > start + 1 and lower[start] in rules.connectors
        return 0 if lower[start] in rules.function_words or lower[start] in rules.connectors else start + 1
    count = 0
    while count < len(lower) - 1 and _GENITIVE_ADJECTIVE.search(lower[count]):
        count += 1
    is_noun = lower[count] not in rules.function_words and _GENITIVE.search(lower[count])
    return count + 1 if is_noun else 0


def _is_before_name(word: str, starts: bool, rules: NameRules) -> bool:
    """Whether a word at the beginning of a run is an article, an ordinary word of a sentence, or a connector."""
    if word in {"The", "A", "An"} or (starts and word.lower() in rules.function_words):
        return True
    return word.islower() and word.lower() in rules.connectors and not particle_prefix().match(word)


def _begins_with_noun(run: list[re.Match[str]]) -> bool:
    return bool(_PLURAL_NOUN.fullmatch(run[0][0]) and _OF_MASCULINE.fullmatch(run[1][0]))


def _name_of(text: str, run: list[re.Match[str]], rules: NameRules) -> Iterator[NameMention]:
    """The name in a run of words, if there is one: without an article or ordinary word before it."""
    starts = bool(run) and _starts_sentence(text, run[0].start())
    first = 0
    while first < len(run) and _is_before_name(run[first][0], starts and first < MAX_WORDS, rules):
        first += 1
    if starts and rules.language in INFLECTED and len(run) > first + 1 and _begins_with_noun(run[first:]):
        first += 1
    run, starts = run[first:], starts and not first
    if not run or len(run) > MAX_WORDS:
        return
    words = _words(run)
    possessive = bool(_POSSESSIVE.search(words[-1]))
    words[-1] = _COMPOUND.sub("", _POSSESSIVE.sub("", words[-1]))
    if rules.language == "tr":
        words[-1] = _CASE_AFTER_APOSTROPHE.sub("", words[-1])
    end = run[-1].end() + _lower_words(text, run, words, rules)
    if end > run[-1].end():
        words += text[run[-1].end() : end].split()
    bracket = _BRACKETED.match(text, end)
    if any(word not in rules.connectors for word in words) and (len(words) > 1 or len(words[0]) > 1):
        joined = tuple(words)
        yield NameMention(joined, run[0].start(), end, starts, possessive, bracket[1] if bracket else "")
