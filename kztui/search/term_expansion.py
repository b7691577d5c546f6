"""How far a word of the query reaches: every word of the vocabulary that it can mean, and how surely."""

import re
from collections.abc import Iterable, Iterator

from kztui.search import ranking
from kztui.search.folding import words as folded_words
from kztui.search.phonetic import beginning_of, bones, sound
from kztui.search.query import Word
from kztui.search.stemming import COMMON, akin, root
from kztui.search.transliteration import is_arabic, is_cyrillic
from kztui.search.vocabulary import Vocabulary

_LONGER = 8
"""Letters that may be missing at the end of a word whose beginning holds a slip."""
_CASE_ENDING = 3
"""Letters in which a name and the stem of its Russian form may differ."""
_LONGEST_WORD = 40
_SHORT_SOUND = 4
"""Letters of a sound in which a slip leaves too little to know it by."""
_VOWEL = re.compile("[aeiou]")
# Short names, too short for their consonants to be compared, with their short vowel and, as Arabic has it, without.
_TWO_VOWELS = re.compile("([^aeiou])[aeiu]([^aeiou][aeiu])")
_ONE_VOWEL = re.compile("[^aeiou]{2}[aeiu]")


class Reach:
    """The vocabulary as one word of the query sees it. `widen` lets it see more."""

    def __init__(self, word: Word, vocabulary: Vocabulary) -> None:
        self.word = word
        self.text = word.text
        self.start = word.start
        self.common = word.text in COMMON and not word.exact
        self.sure: dict[str, float] = {}
        """Whole words, by letters, ending or sound."""
        self.loose: dict[str, float] = {}
        """Words by slips or meaning."""
        self.beginning = range(0)
        """The words that begin with this one."""
        self.width = 0
        """0 for what is sure, 1 with slips, 2 with all that is loose."""
        self._vocabulary = vocabulary
        if len(self.text) > _LONGEST_WORD:
            return
        self._see(vocabulary.number(self.text), ranking.WHOLE)
        if not word.exact:
            self.beginning = vocabulary.beginning(self.text)
            self._see_surely()

    @property
    def whole(self) -> bool:
        """Whether the word itself stands anywhere."""
        return ranking.WHOLE in self.sure.values()

    @property
    def known(self) -> bool:
        """Whether the word itself, or one that begins with it or has another ending, stands anywhere."""
        return bool(self.beginning) or any(quality >= ranking.ROOT for quality in self.sure.values())

    def quality(self, word: str) -> float:
        """How surely `word`, of some entry, is meant; 0 where it is not."""
        quality = self.sure.get(word, 0.0)
        if not quality and self.beginning and word.startswith(self.text):
            return ranking.PREFIX + ranking.FULL_PREFIX * len(self.text) / len(word)
        return quality or self.loose.get(word, 0.0)

    def widen_by_slips(self) -> None:
        """See words with slips too."""
        if not self.width and self._may_widen:
            self.width = 1
            self._add(self._slipped())

    def widen(self) -> None:
        """See words with slips, near sounds, more letters and other meanings too."""
        self.widen_by_slips()
        if self.width == 1:
            self.width = 2
            self._add(self._loosely())

    @property
    def _may_widen(self) -> bool:
        return not self.word.exact and len(self.text) <= _LONGEST_WORD

    def _add(self, loose: Iterable[tuple[int, float]]) -> None:
        for number, quality in loose:
            word = self._vocabulary.words[number]
            if word not in self.sure and quality > self.loose.get(word, 0.0):
                self.loose[word] = quality

    def _see(self, number: int, quality: float) -> None:
        if number >= 0:
            word = self._vocabulary.words[number]
            self.sure[word] = max(quality, self.sure.get(word, 0.0))

    def _see_surely(self) -> None:
        seen, text = self._vocabulary, self.text
        if len(text) > 2 and not text.isdecimal():
            for number in seen.rooted(root(text)) if self.word.raw.isascii() else ():
                if seen.words[number] in COMMON:
                    continue
                alike = seen.words[number].removesuffix("s") == text.removesuffix("s")
                self._see(number, ranking.PLURAL if alike else ranking.ROOT)
            for number in seen.sounding(sound(self.word.sounded)):
                self._see(number, ranking.SOUND)
        if vowels := _TWO_VOWELS.fullmatch(text):
            for number in seen.spoken_otherwise(vowels[1] + vowels[2]):
                self._see(number, ranking.SAME_SOUND_SLIPS)
        for other, quality in _readings(self.word):
            self._see(seen.number(other), quality)
            for number in seen.sounding(sound(other)):
                self._see(number, quality)

    def _slipped(self) -> Iterator[tuple[int, float]]:
        """Words within the slips that this one forgives."""
        seen = self._vocabulary
        forgiven = ranking.slips_forgiven(self.text)
        said = sound(self.word.sounded)
        for number, slips in seen.slipped(self.text, forgiven) if forgiven else ():
            word = seen.words[number]
            wrong = ranking.WRONG_START if word[0] != self.text[0] else 0.0
            yield number, ranking.SAME_SOUND_SLIPS if sound(word) == said else ranking.SLIPS[slips] - wrong

    def _loosely(self) -> Iterator[tuple[int, float]]:
        if self.text.isdecimal():
            yield from self._near_figures(int(self.text))
            return
        yield from self._nearly_sounding(sound(self.word.sounded))
        yield from self._in_another_case()
        for key in akin(self.text):
            yield from ((number, ranking.AKIN) for number in self._vocabulary.rooted(key))

    def _nearly_sounding(self, said: str) -> Iterator[tuple[int, float]]:
        """Words whose sound has a slip, or goes on, or has the same consonants."""
        seen = self._vocabulary
        if len(said) > _SHORT_SOUND and ranking.slips_forgiven(self.text):
            yield from ((number, ranking.SLIPS[2]) for number in seen.nearly_sounding(said))
            yield from ((number, ranking.SLIP_PREFIX) for number in seen.nearly_beginning(said, _LONGER))
        if len(said) >= _SHORT_SOUND:
            yield from ((number, ranking.SOUND_PREFIX) for number in seen.sound_beginning(said, _LONGER))
        quality = ranking.BONES if _VOWEL.search(self.text, 1) else ranking.BONES_AS_TYPED
        for bare in _consonants(self.word, said):
            yield from ((number, quality) for number in seen.boned(bare))

    def _in_another_case(self) -> Iterator[tuple[int, float]]:
        """Names of which this is a Russian case."""
        seen = self._vocabulary
        for stem in _stems(self.word):
            shorter = beginning_of(sound(stem))
            if len(shorter) > 2:
                ending = _CASE_ENDING if len(shorter) >= _SHORT_SOUND else 1
                yield from ((number, ranking.SOUND) for number in seen.sound_beginning(shorter, ending))
            if len(shorter) > _SHORT_SOUND:
                yield from ((number, ranking.SLIPS[2]) for number in seen.nearly_sounding(shorter))

    def _near_figures(self, value: int) -> Iterator[tuple[int, float]]:
        if value < 10 or 1500 < value < 2100:
            return
        for figure, number in self._vocabulary.figures:
            if figure != value and abs(figure - value) * 10 <= value:
                yield number, ranking.NEAR_FIGURE


def _consonants(word: Word, said: str) -> set[str]:
    """The bones of a word; in Arabic letters there are hardly any vowels, often an article, and Persian sounds."""
    spoken = [said]
    if is_arabic(word.raw):
        spoken = [sound(text.removeprefix("al") + "a") for text in (word.text, word.sounded)]
    return {bare for each in spoken if (bare := bones(each))}


def _stems(word: Word) -> list[str]:
    """A Cyrillic word without its case endings, as it sounds."""
    raw = word.raw.casefold()
    if not is_cyrillic(raw):
        return []
    from kztui.search.russian import stems  # noqa: PLC0415 - its table is read for Cyrillic queries only

    return [folded for stem in stems(raw)[1:] for folded in folded_words(stem)]


def _readings(word: Word) -> Iterator[tuple[str, float]]:
    """Other words that this one surely stands for: without the article grown onto it, or in another language."""
    text = word.text
    if len(text) > 5 and text[:2] in {"al", "el", "ul"}:
        yield text[2:], ranking.SOUND
    if is_arabic(word.raw):
        for spoken in dict.fromkeys((text, word.sounded)):
            if _ONE_VOWEL.fullmatch(spoken):
                short = (f"{spoken[0]}{vowel}{spoken[1:]}" for vowel in "aeiu")
                yield from ((reading, ranking.SAME_SOUND_SLIPS) for reading in short)
    raw = word.raw.casefold()
    if is_cyrillic(raw):
        from kztui.search.russian import english, pinyin, stems  # noqa: PLC0415 - as above

        for stem in stems(raw):
            yield from ((folded, ranking.SOUND) for folded in folded_words(stem) if len(folded) > 3)
            if chinese := pinyin(stem):
                yield chinese, ranking.KNOWN_NAME
        for translation in english(raw):
            yield translation, ranking.KNOWN_NAME
