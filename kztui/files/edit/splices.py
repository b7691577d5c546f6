"""Splices: the bytes of a file that an edit replaces, and how they are made, taken back, and moved to a newer file."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from kztui.files.edit.line_diff import LineMatcher

MOST_COMPARED = 4000
"""Lines that are compared one by one where a file has changed; of more, all between the first and last change count."""


class Splice(NamedTuple):
    """One replacement in the bytes of a file: `old` stands at byte `start` before, `new` in its place after."""

    start: int
    old: bytes
    new: bytes

    @property
    def end(self) -> int:
        """Where `old` ends."""
        return self.start + len(self.old)


Splices = tuple[Splice, ...]
"""Splices of one file, in order, all counted in the file as it is before; no two overlap."""


def digest(content: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    return sha256(content).hexdigest()


def spliced(content: bytes, splices: Iterable[Splice]) -> bytes:
    """`content` with the splices made. Raises ValueError where what one replaces does not stand there."""
    pieces: list[bytes] = []
    at = 0
    for splice in splices:
        if splice.start < at or content[splice.start : splice.end] != splice.old:
            raise ValueError(f"byte {splice.start} is not what it was")
        pieces += (content[at : splice.start], splice.new)
        at = splice.end
    return b"".join((*pieces, content[at:]))


def inverse(splices: Iterable[Splice]) -> Splices:
    """The splices that take `splices` back, counted in the file after them."""
    found, moved = [], 0
    for start, old, new in splices:
        found.append(Splice(start + moved, new, old))
        moved += len(new) - len(old)
    return tuple(found)


def changed_lines(before: bytes, after: bytes) -> Splices:
    """The lines that differ between two versions of a file, as splices of whole lines."""
    if before == after:
        return ()
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    middle, other = old[first : len(old) - last], new[first : len(new) - last]
    start = sum(map(len, old[:first]))
    if max(len(middle), len(other)) > MOST_COMPARED:
        return (Splice(start, b"".join(middle), b"".join(other)),)
    starts = [start]
    for line in middle:
        starts.append(starts[-1] + len(line))
    codes = LineMatcher(middle, other).get_opcodes()
    return tuple(
        Splice(starts[low], b"".join(middle[low:high]), b"".join(other[from_:to]))
        for tag, low, high, from_, to in codes
        if tag != "equal"
    )


def rebased(splices: Sequence[Splice], base: bytes, content: bytes) -> Splices | None:
    """The splices of `base` as splices of `content`, another version of it; None where a line of theirs has changed."""
    changes = changed_lines(base, content)
    starts, ends = [change.start for change in changes], [change.end for change in changes]
    moves = [0, *accumulate(len(change.new) - len(change.old) for change in changes)]
    found = []
    for splice in splices:
        low, high = _lines_around(base, splice)
        before = bisect_left(starts, high)
        if before and ends[before - 1] > low:
            return None
        found.append(splice._replace(start=splice.start + moves[bisect_right(ends, low)]))
    return tuple(found)


def _lines_around(base: bytes, splice: Splice) -> tuple[int, int]:
    """The lines that a splice replaces something in; of one that only inserts lines, the line above them."""
    low = base.rfind(b"\n", 0, splice.start) + 1
    if not splice.old and low == splice.start:
        return base.rfind(b"\n", 0, max(low - 1, 0)) + 1, low
    return low, base.find(b"\n", max(splice.end - 1, low)) + 1 or len(base)


def line_number(content: bytes, at: int) -> int:
    """The line, from 1, of a byte."""
    return content.count(b"\n", 0, at) + 1


class SpliceCollector:
    """Collects the replacements of one document, made in any order, into splices that do not overlap."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._cuts: list[tuple[int, int]] = []
        self._edits: list[tuple[int, int, bytes]] = []

    def cut(self, start: int, end: int) -> None:
        """Remove a stretch; cuts may overlap."""
        if start < end:
            self._cuts.append((start, end))

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Replace a stretch. It is dropped where it lies within a cut; other replacements must not overlap with it."""
        self._edits.append((start, end, new))

    def insert(self, at: int, new: bytes) -> None:
        """Insert at a place, also within a cut; what is inserted at one place stands in the order of the calls."""
        self._edits.append((at, at, new))

    def splices(self) -> Splices:
        """All of them, in order."""
        cuts = self._joined_cuts()
        starts = [start for start, _ in cuts]
        inserted = [b""] * len(cuts)
        changes: list[tuple[int, int, bytes]] = []
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            at = bisect_right(starts, start) - 1
            if at < 0 or start >= cuts[at][1] or (start == end == cuts[at][0]):
                changes.append((start, end, new))
            elif start == end:
                inserted[at] += new
        changes += [(start, end, new) for (start, end), new in zip(cuts, inserted, strict=True)]
        changes.sort(key=lambda change: change[:2])
        return _joined([Splice(start, self._content[start:end], new) for start, end, new in changes])

    def _joined_cuts(self) -> list[tuple[int, int]]:
        """The cuts in order, those that touch or overlap as one."""
        cuts: list[tuple[int, int]] = []
        for start, end in sorted(self._cuts):
            if cuts and start <= cuts[-1][1]:
                cuts[-1] = (cuts[-1][0], max(end, cuts[-1][1]))
            else:
                cuts.append((start, end))
        return cuts


def _joined(splices: list[Splice]) -> Splices:
    """Splices that touch, as one each; those that change nothing are left out."""
    found: list[Splice] = []
    for splice in splices:
        if found and splice.start == found[-1].end:
            found[-1] = Splice(found[-1].start, found[-1].old + splice.old, found[-1].new + splice.new)
        else:
            found.append(splice)
    return tuple(splice for splice in found if splice.old != splice.new)
