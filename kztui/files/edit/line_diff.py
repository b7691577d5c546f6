"""Compares the lines of two versions of a file: diffs, in time that grows with the number of lines (patience diff).

difflib alone compares each line with all that are the same, again and again: with thousands of them it takes minutes.
So the files are first divided at the lines that stand once in both of them; what is left between is compared by it.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from typing import TypeVar

_LineT = TypeVar("_LineT", bound=Hashable)
_COMPARED = 2_500
"""Lines of the one times those of the other, of parts that difflib compares."""
_DEEPEST = 12
"""How often a part is divided again; what is left then has changed as a whole."""


class LineMatcher(SequenceMatcher[_LineT]):
    """The lines that two versions have in common, as `SequenceMatcher` gives them."""

    def __init__(self, old: Sequence[_LineT], new: Sequence[_LineT]) -> None:
        super().__init__(None, old, new, autojunk=False)
        self._blocks = _joined([*_common(old, new), Match(len(old), len(new), 0)])

    def get_matching_blocks(self) -> list[Match]:
        """The stretches of common lines in order, and an empty one at the ends."""
        return self._blocks


def unified_diff(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """The lines of a unified diff, with three lines around each change; none where nothing has changed."""
    groups = [
        group for group in LineMatcher(old, new).get_grouped_opcodes(3) if any(code[0] != "equal" for code in group)
    ]
    if groups:
        yield from (f"--- a/{name}", f"+++ b/{name}")
    for group in groups:
        yield f"@@ -{_range(group[0][1], group[-1][2])} +{_range(group[0][3], group[-1][4])} @@"
        for tag, low, high, from_, to in group:
            if tag == "equal":
                yield from (f" {line}" for line in old[low:high])
            else:
                yield from (f"-{line}" for line in old[low:high])
                yield from (f"+{line}" for line in new[from_:to])


def _range(start: int, stop: int) -> str:
    """Lines as the head of a hunk counts them: one alone without their number, none by the line before."""
    count = stop - start
    return f"{start + 1}" if count == 1 else f"{start + bool(count)},{count}"


def _common(old: Sequence[_LineT], new: Sequence[_LineT]) -> Iterator[Match]:
    parts: list[tuple[int, int, int, int, int]] = [(0, len(old), 0, len(new), 0)]
    while parts:
        low, high, from_, to, depth = parts.pop()
        size = 0
        while low + size < high and from_ + size < to and old[low + size] == new[from_ + size]:
            size += 1
        yield Match(low, from_, size)
        low, from_ = low + size, from_ + size
        size = 0
        while high - size > low and to - size > from_ and old[high - size - 1] == new[to - size - 1]:
            size += 1
        high, to = high - size, to - size
        yield Match(high, to, size)
        if (high - low) * (to - from_) <= _COMPARED:
            matcher = SequenceMatcher(None, old[low:high], new[from_:to], autojunk=False)
            yield from (Match(low + a, from_ + b, count) for a, b, count in matcher.get_matching_blocks())
        elif depth < _DEEPEST and (anchors := _anchors(old[low:high], new[from_:to])):
            for a, b in (*((low + a, from_ + b) for a, b in anchors), (high, to)):
                parts.append((low, a, from_, b, depth + 1))
                yield Match(a, b, int(a < high and b < to))
                low, from_ = a + 1, b + 1


def _anchors(old: Sequence[_LineT], new: Sequence[_LineT]) -> list[tuple[int, int]]:
    """The places of lines that stand once in both, the most that are in the same order in both."""
    counts, others = Counter(old), Counter(new)
    places = {line: at for at, line in enumerate(new) if others[line] == 1}
    pairs = [(at, places[line]) for at, line in enumerate(old) if counts[line] == 1 and line in places]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1], last[at : at + 1] = [place], [number]
    found, number = [], last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _joined(blocks: list[Match]) -> list[Match]:
    """Blocks in order, those that touch as one, without empty ones but the last."""
    found: list[Match] = []
    for block in sorted(block for block in blocks[:-1] if block.size):
        if found and (found[-1].a + found[-1].size, found[-1].b + found[-1].size) == (block.a, block.b):
            a, b, size = found.pop()
            found.append(Match(a, b, size + block.size))
        else:
            found.append(block)
    return [*found, blocks[-1]]
