"""Dehyphenation: joins lines into text, and decides whether a hyphen at a line end is part of the word."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kztui.article.data_tables import rows
from kztui.importing.pdf.characters import HYPHEN
from kztui.importing.pdf.lines import DIVIDED

FRAGMENT_SHARE = 0.5
"""Where what follows a hyphen at a line's end is more often no word, words are divided there."""
PART_LETTERS = 4
"""Two words of at least so many letters with a hyphen between them may be a compound that stands nowhere else."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_LAST = re.compile(r"[^\W_]+$")
_FIRST = re.compile(r"[^\W_]+")
# Han, kana and their punctuation: these scripts put no blanks between words, and break lines anywhere.
_UNSPACED = re.compile(r"[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]")


class LineJoiner:
    """Joins the lines of one document, whose other words say how its words are spelled."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words: Counter[str] = Counter()
        self._compounds: Counter[str] = Counter()
        self._hyphenated = frozenset((place, word) for place, word in rows("importing/data/hyphenated_words.tsv"))
        divided = [line.endswith((HYPHEN, DIVIDED)) for line in lines]
        for before, line, ends in zip([False, *divided], lines, divided, strict=False):
            self._read(line, begins_within=before, ends_within=ends)
        parts = list(_parts(lines))
        fragments = sum(bool(self._count(before + after)) or not self._words[after] for before, after in parts)
        self._divides = fragments > FRAGMENT_SHARE * len(parts)

    def join(self, lines: Iterable[str]) -> str:
        """The lines as one text."""
        pieces: list[str] = []
        for line in lines:
            last = pieces[-1] if pieces else ""
            if last.endswith((HYPHEN, DIVIDED)):
                pieces[-1] = last[:-1] + self._between(last, line)
            elif last and line and not (_UNSPACED.match(last[-1]) and _UNSPACED.match(line[0])):
                pieces[-1] += " "
            if line:
                pieces.append(line)
        text = "".join(pieces).strip()
        return text[:-1] + "-" if text.endswith((HYPHEN, DIVIDED)) else text

    def _read(self, line: str, *, begins_within: bool, ends_within: bool) -> None:
        """Count the whole words of a line."""
        words = _WORD.findall(line)
        self._words.update(words[begins_within : len(words) - ends_within])
        self._compounds.update(found.casefold() for found in _COMPOUND.findall(line))

    def _count(self, word: str) -> int:
        return self._words[word] + self._words[word.lower()] + self._words[word.capitalize()]

    def _between(self, text: str, line: str) -> str:
        """The hyphen between the end of `text` and `line`, or nothing."""
        last, first = _LAST.search(text[-80:-1]), _FIRST.match(line)
        if not last or not first:
            return "-"
        before, after = last[0], first[0]
        if after[0].isdigit() or before[-1].isdigit() or (after[0].isupper() and not before.isupper()):
            return "-"
        joined, compound = self._count(before + after), self._compounds[f"{before}-{after}".casefold()]
        if joined != compound:
            return "-" if compound > joined else ""
        if text.endswith(DIVIDED):
            return ""
        places = [("before", before.casefold()), ("after", after)]
        if self._count(after):
            places.append(("before word", before.casefold()))
        if not self._divides or not self._hyphenated.isdisjoint(places):
            return "-"
        both = min(len(before), len(after)) >= PART_LETTERS and self._words[before] and self._words[after]
        return "-" if both else ""


def _parts(lines: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The two parts of each word at a line's end that has a hyphen."""
    for line, following in pairwise(lines):
        if line.endswith((HYPHEN, DIVIDED)):
            last, first = _LAST.search(line[-80:-1]), _FIRST.match(following)
            if last and first:
                yield last[0], first[0]
