"""Names in which the letters of a query stand in order but scattered: `kzspf` in Kazakh Special Forces.

Kept as one whole number for each letter, whose n-th bit says whether the n-th name has it; names with all the letters
are the few bits that remain when these numbers meet.
"""

import re
from collections.abc import Sequence

from kztui.search.grams import rows

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_TO_DIGITS = bytes.maketrans(b"\0\1", b"01")
LONGEST = 24
SHORTEST = 3
_IN_ONE_WORD = 0.6
_MOST = 100
"""Names that are looked at letter by letter."""


def _bits(flags: bytes) -> int:
    return int(flags.translate(_TO_DIGITS)[::-1] or b"0", 2)


def pattern(letters: str) -> re.Pattern[str]:
    """What finds `letters` in order from the beginning of a word on, without ever trying twice."""
    parts = [rf"(?<![a-z0-9]){letters[0]}"]
    parts += [f"[^{letter}]*{letter}" for letter in letters[1:]]
    return re.compile("".join(parts))


class Scattered:
    """Folded names, a name known by its place in the sequence given."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

        self._having: dict[str, int] = {}
        self._beginning: dict[str, int] = {}

    def _names_having(self, letter: str) -> int:
        if letter not in self._having:
            self._having[letter] = _bits(bytes(letter in name for name in self._names))
        return self._having[letter]

    def _names_with_word(self, letter: str) -> int:
        """Names one of whose words begins with `letter`."""
        if letter not in self._beginning:
            inside = f" {letter}"
            self._beginning[letter] = _bits(bytes(name[:1] == letter or inside in name for name in self._names))
        return self._beginning[letter]

    def prepare(self) -> None:
        """Make what is otherwise made when first needed."""
        for letter in _LETTERS:
            self._names_having(letter)
            self._names_with_word(letter)

    def holding(self, letters: str) -> list[int]:
        """The first names, in order, that hold `letters` in order from the beginning of a word on."""
        if not SHORTEST <= len(letters) <= LONGEST:
            return []
        left = self._names_with_word(letters[0])
        for letter in set(letters):
            left &= self._names_having(letter)
        found: list[int] = []
        search = pattern(letters).search
        for number in rows(left):
            if search(self._names[number]):
                found.append(number)
                if len(found) >= _MOST:
                    break
        return found


def best_places(letters: str, name: str) -> tuple[int, ...]:
    """Where in `name` the letters stand so that most of them begin a word or follow one another; empty if nowhere."""
    best: dict[int, tuple[int, tuple[int, ...]]] = {}
    for at, letter in enumerate(letters):
        reached: dict[int, tuple[int, tuple[int, ...]]] = {}
        before: tuple[int, tuple[int, ...]] | None = None
        for place, other in enumerate(name):
            if other == letter and (at == 0 or before):
                begins = not place or name[place - 1] == " "
                if at == 0:
                    if begins:
                        reached[place] = (1, (place,))
                elif before:
                    options = [(before[0] + begins, before[1])]
                    if place - 1 in best:
                        options.append((best[place - 1][0] + 1, best[place - 1][1]))
                    points, places = max(options, key=lambda option: option[0])
                    reached[place] = (points, (*places, place))
            if at and place in best and (before is None or best[place][0] > before[0]):
                before = best[place]
        best = reached
    return max(best.values(), key=lambda option: option[0], default=(0, ()))[1]


def evenness(places: Sequence[int], name: str) -> float:
    """From 0 to 1: the share of the letters that begin a word or follow one another, less for what lies between.

    Letters that all stand in one word count as one left without its vowels, which is a habit of its own.
    """
    if not places:
        return 0.0
    first, last = places[0], places[-1]
    good = sum(not place or name[place - 1] == " " or place - 1 in places for place in places) / len(places)
    even = good * 0.8 + 0.2 * len(places) / (last - first + 1)
    if " " not in name[first:last]:
        end = name.find(" ", last)
        even = max(even, _IN_ONE_WORD + (1 - _IN_ONE_WORD) * len(places) / ((end if end > 0 else len(name)) - first))
    return even
