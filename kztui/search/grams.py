"""Near spellings by counting shared letter pairs, for many words at once.

For each length of word and each pair of letters there is one whole number whose n-th bit says whether the n-th word of
that length has that pair. Adding such numbers up in columns counts the pairs that every word shares with a query in a
few dozen machine-fast operations, so a slip of the finger costs well under a millisecond among a million words.
Only the words that share enough pairs are then measured letter by letter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

_SET = re.compile(rb"[^\0]")
_FEW = 1000
_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def _pairs(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 2] for at in range(len(padded) - 1)}


class _Column:
    """All words of one length."""

    def __init__(self, numbers: list[int], words: Sequence[str]) -> None:
        self.numbers = numbers
        self._words = words

    @cached_property
    def _bits(self) -> dict[str, int]:
        having: dict[str, list[int]] = defaultdict(list)
        for row, number in enumerate(self.numbers):
            for pair in _pairs(self._words[number]):
                having[pair].append(row)
        size = len(self.numbers) // 8 + 1
        return {pair: _as_bits(rows, size) for pair, rows in having.items()}

    def sharing(self, pairs: Iterable[str], least: int) -> list[int]:
        """The numbers of the words that have at least `least` of `pairs`."""
        counts: list[int] = []
        for pair in pairs:
            carry = self._bits.get(pair, 0)
            for place, count in enumerate(counts):
                if not carry:
                    break
                counts[place], carry = count ^ carry, count & carry
            if carry:
                counts.append(carry)
        bits = _at_least(counts, least)
        return [self.numbers[row] for row in rows(bits)] if bits else []

    def maybe_sharing(self, pairs: Iterable[str], least: int) -> list[int]:
        """The same, and other words where there are so few that it is quicker to measure them all."""
        return self.numbers if len(self.numbers) < _FEW else self.sharing(pairs, least)

    def prepare(self) -> None:
        """Make what is otherwise made when first needed."""
        if len(self.numbers) >= _FEW:
            self._bits  # noqa: B018 - a cached property is made by being read


def _as_bits(rows: list[int], size: int) -> int:
    bits = bytearray(size)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return int.from_bytes(bits, "little")


def _at_least(counts: list[int], least: int) -> int:
    """The rows whose column of `counts` (lowest place first) adds up to `least` or more."""
    if least >> len(counts):
        return 0
    more, same = 0, -1
    for place in range(len(counts) - 1, -1, -1):
        if least >> place & 1:
            same &= counts[place]
        else:
            more |= same & counts[place]
            same &= ~counts[place]
    return more | same


def rows(bits: int) -> Iterator[int]:
    """The places of the set bits, lowest first."""
    data = bits.to_bytes((bits.bit_length() + 7) // 8, "little")
    for match in _SET.finditer(data):
        first = match.start() * 8
        for bit in _BITS[data[match.start()]]:
            yield first + bit


class Grams:
    """Words by the letter pairs in them; a word is known by its number, its place in the sequence given."""

    def __init__(self, words: Sequence[str]) -> None:
        by_length: dict[int, list[int]] = defaultdict(list)
        for number, word in enumerate(words):
            by_length[len(word)].append(number)
        self._columns = {length: _Column(numbers, words) for length, numbers in by_length.items()}

    def prepare(self) -> None:
        """Make what is otherwise made when first needed."""
        for column in self._columns.values():
            column.prepare()

    def near(self, word: str, slips: int, longer: int = 0) -> list[int]:
        """The numbers of the words that may be at most `slips` slips from `word`, and some others.

        With `longer`, of the words that many letters longer whose beginning may be that near. A slip changes, drops,
        adds or swaps letters, and so breaks two pairs; one swap may break one more.
        """
        pairs = _pairs(word) - ({word[-1] + "$"} if longer else set())
        least = max(1 + len(pairs) * 2 // 5, len(pairs) - 1 - 2 * slips)
        if longer:
            lengths = range(len(word) + slips + 1, len(word) + longer + 1)
        else:
            lengths = range(len(word) - slips, len(word) + slips + 1)
        found: list[int] = []
        for length in lengths:
            if column := self._columns.get(length):
                found += column.maybe_sharing(pairs, least)
        return found

    def nearest(self, word: str, enough: int) -> list[int]:
        """The numbers of the words that share the most pairs with `word`, where at least `enough` words share any."""
        pairs = _pairs(word)
        for least in range(len(pairs), 0, -1):
            lengths = range(max(1, len(word) // 2), len(word) * 2 + 1)
            columns = [self._columns[length] for length in lengths if length in self._columns]
            found = [number for column in columns for number in column.sharing(pairs, least)]
            if len(found) >= enough or (found and least <= 2):
                return found
        return []
