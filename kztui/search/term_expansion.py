"""Term expansion (fuzzy matching): every word of the vocabulary that a term of the query can mean, and how surely."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kztui.search import ranking
from kztui.search.folding import tokenize
from kztui.search.phonetic import consonant_skeleton, phonetic_key, phonetic_prefix
from kztui.search.query import QueryTerm
from kztui.search.stemming import stem
from kztui.search.synonyms import STOP_WORDS, synonyms
from kztui.search.transliteration import is_arabic, is_cyrillic
from kztui.search.vocabulary import Vocabulary

_LONGER = 8
"""Letters that may be missing at the end of a word whose prefix holds a typo."""
_CASE_ENDING = 3
"""Letters in which a name and the stem of its Russian form may differ."""
_MAX_LENGTH = 40
"""Letters of the longest term that is expanded."""
_SHORT_KEY = 4
"""Letters of a phonetic key in which a typo leaves too little to know it by."""
_VOWEL = re.compile("[aeiou]")
# Short names, too short for their consonants to be compared, with their short vowel and, as Arabic has it, without.
_TWO_VOWELS = re.compile("([^aeiou])[aeiu]([^aeiou][aeiu])")
_ONE_VOWEL = re.compile("[^aeiou]{2}[aeiu]")

_TYPOS_ADDED, _FUZZY_ADDED = 1, 2


class TermExpansion:
    """The words that one term of the query matches, by quality from 0 to 1 (see `ranking`); it can be widened."""

    def __init__(self, term: QueryTerm, vocabulary: Vocabulary) -> None:
        self.term = term
        self.text = term.text
        self.is_stop_word = term.text in STOP_WORDS and not term.exact
        self.confident: dict[str, float] = {}
        """Whole words, by their letters, stem or sound, each with its quality."""
        self.fuzzy: dict[str, float] = {}
        """Words by typos, near sounds or meaning, each with its quality."""
        self.prefix_matches: Sequence[str] = ()
        """The words that begin with the term."""
        self.width = 0
        """0 for confident matches only, 1 with typos, 2 with all that is fuzzy."""
        self._vocabulary = vocabulary
        if len(self.text) > _MAX_LENGTH:
            return
        self._add_confident([self.text] if self.text in vocabulary else [], ranking.WHOLE_WORD)
        if not term.exact:
            self.prefix_matches = vocabulary.with_prefix(self.text)
            self._expand_confidently()

    @property
    def has_whole_word(self) -> bool:
        """Whether the term itself is in the vocabulary."""
        return ranking.WHOLE_WORD in self.confident.values()

    @property
    def is_known(self) -> bool:
        """Whether the term itself, or a word that begins with it or has its stem, is in the vocabulary."""
        return bool(self.prefix_matches) or any(quality >= ranking.SAME_STEM for quality in self.confident.values())

    def quality(self, word: str) -> float:
        """How surely `word`, of some entry, is meant; 0 where it is not."""
        quality = self.confident.get(word, 0.0)
        if not quality and self.prefix_matches and word.startswith(self.text):
            return ranking.PREFIX + ranking.PREFIX_COVERAGE * len(self.text) / len(word)
        return quality or self.fuzzy.get(word, 0.0)

    def sounding_alike(self) -> list[str]:
        """The words of which each is the term, in another form or with a typo that leaves its sound."""
        return [word for word, grade in (self.confident | self.fuzzy).items() if grade >= ranking.SAME_SOUND]

    def add_typos(self) -> None:
        """Match words with typos too."""
        if not self.width and self._may_widen:
            self.width = _TYPOS_ADDED
            self._add_fuzzy(self._typos())

    def add_fuzzy(self) -> None:
        """Match words with typos, near sounds, more letters and other meanings too."""
        self.add_typos()
        if self.width == _TYPOS_ADDED:
            self.width = _FUZZY_ADDED
            self._add_fuzzy(self._fuzzy())

    @property
    def _may_widen(self) -> bool:
        return not self.term.exact and len(self.text) <= _MAX_LENGTH

    def _add_fuzzy(self, matches: Iterable[tuple[str, float]]) -> None:
        for word, quality in matches:
            if word not in self.confident and quality > self.fuzzy.get(word, 0.0):
                self.fuzzy[word] = quality

    def _add_confident(self, words: Iterable[str], quality: float) -> None:
        for word in words:
            self.confident[word] = max(quality, self.confident.get(word, 0.0))

    def _expand_confidently(self) -> None:
        vocabulary, text = self._vocabulary, self.text
        if len(text) > 2 and not text.isdecimal():
            for word in vocabulary.with_stem(stem(text)) if self.term.raw.isascii() else ():
                if word in STOP_WORDS:
                    continue
                is_plural = word.removesuffix("s") == text.removesuffix("s")
                self._add_confident([word], ranking.PLURAL if is_plural else ranking.SAME_STEM)
            self._add_confident(vocabulary.with_phonetic_key(phonetic_key(self.term.pronounced)), ranking.SAME_SOUND)
        if vowels := _TWO_VOWELS.fullmatch(text):
            self._add_confident(vocabulary.pronounced_otherwise(vowels[1] + vowels[2]), ranking.SAME_SOUND_TYPO)
        for other, quality in _readings(self.term):
            self._add_confident([other] if other in vocabulary else [], quality)
            self._add_confident(vocabulary.with_phonetic_key(phonetic_key(other)), quality)

    def _typos(self) -> Iterator[tuple[str, float]]:
        """Words within the edit distance that the term is forgiven."""
        most = ranking.max_typos(self.text)
        key = phonetic_key(self.term.pronounced)
        for word, distance in self._vocabulary.within_edit_distance(self.text, most) if most else ():
            wrong = ranking.WRONG_FIRST_LETTER if word[0] != self.text[0] else 0.0
            yield word, ranking.SAME_SOUND_TYPO if phonetic_key(word) == key else ranking.TYPOS[distance] - wrong

    def _fuzzy(self) -> Iterator[tuple[str, float]]:
        if self.text.isdecimal():
            yield from self._near_numbers(int(self.text))
            return
        yield from self._near_sounds(phonetic_key(self.term.pronounced))
        yield from self._russian_cases()
        for key in synonyms(self.text):
            yield from ((word, ranking.SYNONYM) for word in self._vocabulary.with_stem(key))

    def _near_sounds(self, key: str) -> Iterator[tuple[str, float]]:
        """Words whose phonetic key has a typo, or goes on, or has the same consonants."""
        vocabulary = self._vocabulary
        if len(key) > _SHORT_KEY and ranking.max_typos(self.text):
            yield from ((word, ranking.TYPOS[2]) for word in vocabulary.near_phonetic_key(key))
            yield from ((word, ranking.TYPO_PREFIX) for word in vocabulary.near_phonetic_prefix(key, _LONGER))
        if len(key) >= _SHORT_KEY:
            yield from ((word, ranking.SOUND_PREFIX) for word in vocabulary.with_phonetic_prefix(key, _LONGER))
        quality = ranking.SAME_CONSONANTS if _VOWEL.search(self.text, 1) else ranking.CONSONANTS_AS_TYPED
        for skeleton in _skeletons(self.term, key):
            yield from ((word, quality) for word in vocabulary.with_consonants(skeleton))

    def _russian_cases(self) -> Iterator[tuple[str, float]]:
        """Names of which the term is a Russian case."""
        vocabulary = self._vocabulary
        for russian_stem in _russian_stems(self.term):
            prefix = phonetic_prefix(phonetic_key(russian_stem))
            if len(prefix) > 2:
                ending = _CASE_ENDING if len(prefix) >= _SHORT_KEY else 1
                yield from ((word, ranking.SAME_SOUND) for word in vocabulary.with_phonetic_prefix(prefix, ending))
            if len(prefix) > _SHORT_KEY:
                yield from ((word, ranking.TYPOS[2]) for word in vocabulary.near_phonetic_key(prefix))

    def _near_numbers(self, value: int) -> Iterator[tuple[str, float]]:
        """Numbers within a tenth; none for small ones and years."""
        if value < 10 or 1500 < value < 2100:
            return
        for number, word in self._vocabulary.numbers:
            if number != value and abs(number - value) * 10 <= value:
                yield word, ranking.NEAR_NUMBER


def _skeletons(term: QueryTerm, key: str) -> set[str]:
    """The consonants of a term; in Arabic letters there are hardly any vowels, often an article, and Persian sounds."""
    keys = [key]
    if is_arabic(term.raw):
        keys = [phonetic_key(text.removeprefix("al") + "a") for text in (term.text, term.pronounced)]
    return {skeleton for each in keys if (skeleton := consonant_skeleton(each))}


def _russian_stems(term: QueryTerm) -> list[str]:
    """A Cyrillic term without its case endings, transliterated."""
    raw = term.raw.casefold()
    if not is_cyrillic(raw):
        return []
    from kztui.search.russian import case_stems  # noqa: PLC0415 - its tables are read for Cyrillic queries only

    return [folded for stem_ in case_stems(raw)[1:] for folded in tokenize(stem_)]


def _readings(term: QueryTerm) -> Iterator[tuple[str, float]]:
    """Other words that this one surely stands for: without the Arabic article before it, or in another language."""
    text = term.text
    if len(text) > 5 and text[:2] in {"al", "el", "ul"}:
        yield text[2:], ranking.SAME_SOUND
    if is_arabic(term.raw):
        for spelling in dict.fromkeys((text, term.pronounced)):
            if _ONE_VOWEL.fullmatch(spelling):
                short = (f"{spelling[0]}{vowel}{spelling[1:]}" for vowel in "aeiu")
                yield from ((reading, ranking.SAME_SOUND_TYPO) for reading in short)
    raw = term.raw.casefold()
    if is_cyrillic(raw):
        from kztui.search.russian import case_stems, exonyms, pinyin  # noqa: PLC0415 - as above

        for stem_ in case_stems(raw):
            yield from ((folded, ranking.SAME_SOUND) for folded in tokenize(stem_) if len(folded) > 3)
            if chinese := pinyin(stem_):
                yield chinese, ranking.EXONYM
        for translation in exonyms(raw):
            yield translation, ranking.EXONYM
