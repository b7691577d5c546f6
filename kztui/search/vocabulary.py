"""Every word that stands in an index, and which of them a word of a query can mean.

Words are kept in alphabetical order and known by their place in it, so that all that begin alike stand side by side.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from kztui.search.grams import Grams
from kztui.search.phonetic import LETTERS_OF_SOUND, bones, sound
from kztui.search.stemming import ROOT_LETTERS, root

_AFTER_LETTERS = "{"
"""Sorts behind every letter and digit."""

_Several = dict[str, int | tuple[int, ...]]


def _gather(pairs: Iterable[tuple[str, int]]) -> _Several:
    """Keys with the numbers under each; a lone number stands bare, which halves the memory of a large index."""
    found: _Several = {}
    for key, number in pairs:
        known = found.get(key)
        if known is None:
            found[key] = number
        elif isinstance(known, int):
            found[key] = (known, number)
        else:
            found[key] = (*known, number)
    return found


def _under(several: _Several, key: str) -> tuple[int, ...]:
    found = several.get(key, ())
    return (found,) if isinstance(found, int) else found


def _distance() -> Callable[..., int]:
    # imported where it is needed: it costs a fifth of a command's start, and most queries hold no slip
    from rapidfuzz.distance.OSA import distance  # noqa: PLC0415

    return distance


class Vocabulary:
    """The words of an index in alphabetical order, with the ways that lead to each but its own letters."""

    def __init__(self, words: list[str], sounded: Mapping[str, str]) -> None:
        """`sounded` says how those words are spoken that were written with more than ASCII letters."""
        self.words = words
        self._sounded = sounded
        self._sounds: dict[str, _Several] = {}
        """By the sound's first letter."""

    def number(self, word: str) -> int:
        """The place of `word`; -1 where it is not in the vocabulary."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else -1

    def beginning(self, start: str) -> range:
        """The words that begin with `start`."""
        return range(bisect_left(self.words, start), bisect_left(self.words, start + _AFTER_LETTERS))

    def rooted(self, key: str) -> list[int]:
        """The words whose root is `key`; they begin with the same letters, as no ending comes before the fifth."""
        words = self.words
        return [number for number in self.beginning(key[:ROOT_LETTERS]) if root(words[number]) == key]

    def _sounds_of(self, numbers: Iterable[int]) -> Iterator[tuple[str, int]]:
        for number in numbers:
            word = self.words[number]
            said = sound(word)
            yield said, number
            other = self._sounded.get(word)
            if other is not None and (spoken := sound(other)) != said:
                yield spoken, number

    def sounding(self, said: str) -> tuple[int, ...]:
        """The words that sound as `said` does."""
        first = said[0]
        if first not in self._sounds:
            # One search needs the sounds of the words with one beginning, not of all words.
            ranges = map(self.beginning, LETTERS_OF_SOUND.get(first, first))
            sounds = self._sounds_of(chain.from_iterable(ranges))
            self._sounds[first] = _gather(pair for pair in sounds if pair[0][0] == first)
        return _under(self._sounds[first], said)

    def spoken_otherwise(self, said: str) -> list[int]:
        """The words that sound as `said` does, of those only whose letters have two sounds."""
        return [number for number in self.sounding(said) if self.words[number] in self._sounded]

    @cached_property
    def _sound_list(self) -> list[str]:
        everything: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for pair in self._sounds_of(range(len(self.words))):
            everything[pair[0][0]].append(pair)
        self._sounds.update((first, _gather(pairs)) for first, pairs in everything.items())
        return sorted(chain.from_iterable(self._sounds.values()))

    def sound_beginning(self, said: str, longer: int) -> Iterator[int]:
        """The words whose sound begins with `said` and has at most `longer` letters more."""
        sounds = self._sound_list
        for at in range(bisect_left(sounds, said), bisect_left(sounds, said + _AFTER_LETTERS)):
            if len(sounds[at]) <= len(said) + longer:
                yield from self.sounding(sounds[at])

    @cached_property
    def _bones(self) -> _Several:
        return _gather((bare, at) for at, said in enumerate(self._sound_list) if (bare := bones(said)))

    def boned(self, bare: str) -> Iterator[int]:
        """The words with just these consonants."""
        for at in _under(self._bones, bare):
            yield from self.sounding(self._sound_list[at])

    @cached_property
    def _word_grams(self) -> Grams:
        return Grams(self.words)

    @cached_property
    def _sound_grams(self) -> Grams:
        return Grams(self._sound_list)

    def slipped(self, text: str, slips: int) -> list[tuple[int, int]]:
        """The words at most `slips` slips from `text` by their letters, each with how many."""
        distance, words = _distance(), self.words
        near = self._word_grams.near(text, slips)
        return [(at, off) for at in near if (off := distance(text, words[at], score_cutoff=slips)) <= slips]

    def nearly_sounding(self, said: str) -> list[int]:
        """The words whose sound is one slip from `said`."""
        distance, sounds = _distance(), self._sound_list
        near = [at for at in self._sound_grams.near(said, 1) if distance(said, sounds[at], score_cutoff=1) <= 1]
        return [number for at in near for number in self.sounding(sounds[at])]

    def nearly_beginning(self, said: str, longer: int) -> list[int]:
        """The words whose sound begins one slip from `said`, with the same letter, and goes on."""
        distance, sounds, size = _distance(), self._sound_list, len(said)
        near = [
            at
            for at in self._sound_grams.near(said, 1, longer)
            if sounds[at][0] == said[0]
            and any(distance(said, sounds[at][:cut], score_cutoff=1) <= 1 for cut in (size, size - 1, size + 1))
        ]
        return [number for at in near for number in self.sounding(sounds[at])]

    def nearest(self, said: str) -> list[tuple[int, str]]:
        """The few words that share most with `said`, however little that is, each with its sound."""
        near = self._sound_grams.nearest(said, enough=3)
        return [(number, self._sound_list[at]) for at in near for number in self.sounding(self._sound_list[at])]

    @cached_property
    def figures(self) -> list[tuple[int, int]]:
        """The whole numbers among the words, in order of their value, each with its place."""
        words = self.words
        digits = range(bisect_left(words, "0"), bisect_left(words, ":"))
        return sorted((int(words[at]), at) for at in digits if words[at].isdecimal() and len(words[at]) <= 12)

    def prepare(self) -> Iterator[None]:
        """Make what is otherwise made when first needed, a part at a time."""
        for part in ("_sound_list", "_bones", "figures"):
            getattr(self, part)
            yield
        _distance()
        for grams in (self._word_grams, self._sound_grams):
            grams.prepare()
            yield
