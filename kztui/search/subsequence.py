"""Subsequence matching, as in fzf: the letters of a query in order but apart, `kzspf` in Kazakh Special Forces."""

import re
from collections.abc import Iterable, Sequence

MAX_LETTERS = 24
MIN_LETTERS = 3
_IN_ONE_WORD = 0.6
_MOST = 100
"""Names found that are enough."""


def _pattern(letters: str) -> re.Pattern[str]:
    """What finds `letters` in order from the beginning of a word on, without backtracking."""
    parts = [rf"(?<![a-z0-9]){letters[0]}"]
    parts += [f"[^{letter}]*{letter}" for letter in letters[1:]]
    return re.compile("".join(parts))


def names_with_subsequence(letters: str, names: Sequence[str]) -> list[int]:
    """The places of the first of folded `names` that hold `letters` in order from the beginning of a word on."""
    if not MIN_LETTERS <= len(letters) <= MAX_LETTERS:
        return []
    places: Iterable[int] = range(len(names))
    for letter in dict.fromkeys(letters):
        places = [place for place in places if letter in names[place]]
    search = _pattern(letters).search
    return [place for place in places if search(names[place])][:_MOST]


def best_alignment(letters: str, name: str) -> tuple[int, ...]:
    """Offsets in `name` of the letters, such that most of them begin a word or follow one another; empty if nowhere."""
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


def alignment_quality(places: Sequence[int], name: str) -> float:
    """From 0 to 1: the share of the letters that begin a word or follow one another, less for the letters between them.

    Letters that all stand in one word count as that word abbreviated by leaving out its vowels.
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
