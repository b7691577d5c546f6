"""Words of an original paragraph selected from the keyboard: a cursor on one word, motions, and the whole name around.

The unit is what quotes count: words, or in scripts without blanks characters (`article.quotes`).
"""

import re
from bisect import bisect_left, bisect_right
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from kztui.article.quotes import Quote, character_spans, quote_of, word_spans

_SENTENCE_END = re.compile(r"[.!?…。！？]")
_JOINED = re.compile(r"[ \u00a0]|[-‐‑'’.]|\. ?")
"""What may stand between two words of one name; a full stop with a blank only behind an initial or a title."""
_TITLES = frozenset(["Dr", "Mr", "Mrs", "Ms", "St", "Prof", "Gen", "Col", "Lt", "Sen", "Gov", "Rep", "Rev"])
_WITHIN = frozenset({"of", "the", "for", "and", "al", "el", "bin", "ibn", "y", "e", "và", "van", "von", "zu"}).union(
    ("de", "del", "della", "der", "den", "des", "du", "da", "do", "dos", "di", "la", "le")
)
"""Words in lower case that may stand within a name."""


class WordSelection(Struct, frozen=True):
    """The words from the anchor to the cursor, both counted from 0; without an anchor the word under the cursor."""

    text: str
    cursor: int = 0
    anchor: int | None = None
    fixed: bool = False
    """Whether the words were taken, so that something can be made of them."""
    by_characters: bool = False

    @property
    def units(self) -> tuple[tuple[int, int], ...]:
        """Where each word, or character, stands in the text."""
        return character_spans(self.text) if self.by_characters else word_spans(self.text)

    @property
    def span(self) -> tuple[int, int]:
        """Where the selected words stand in the text, as start and end."""
        if not self.units:
            return 0, 0
        first, last = self._ends
        return self.units[first][0], self.units[last][1]

    @property
    def words(self) -> str:
        """The selected words as the original has them."""
        return self.text[slice(*self.span)]

    def quote(self, paragraph: int) -> Quote | None:
        """The selected words as numbers; None where the paragraph has no words."""
        return quote_of(paragraph, self.text, *self.span, by_characters=self.by_characters)

    @property
    def _ends(self) -> tuple[int, int]:
        other = self.cursor if self.anchor is None else self.anchor
        return min(self.cursor, other), max(self.cursor, other)

    # Motions.

    def to(self, unit: int) -> "WordSelection":
        """With the cursor on another word; one that is not there is the nearest."""
        return replace(self, cursor=max(0, min(unit, len(self.units) - 1)), fixed=False)

    def move(self, step: int) -> "WordSelection":
        """`step` words, or characters, further on."""
        return self.to(self.cursor + step)

    def to_word(self, step: int) -> "WordSelection":
        """The beginning of the next run of letters (1), or of this or the previous one (-1)."""
        starts = [start for start, _ in word_spans(self.text)]
        here = self.units[self.cursor][0] if self.units else 0
        at = bisect_right(starts, here) if step > 0 else bisect_left(starts, here) - 1
        return self.to_offset(starts[at]) if 0 <= at < len(starts) else self.to(-1 if step < 0 else len(self.units))

    def to_offset(self, offset: int) -> "WordSelection":
        """The word at an offset of the text, or the one before it."""
        return self.to(bisect_right(self.units, offset, key=itemgetter(0)) - 1)

    def to_sentence(self, step: int) -> "WordSelection":
        """The first word of the next sentence (1), or of this or the previous one (-1)."""
        starts = self._sentence_starts
        at = bisect_right(starts, self.cursor) if step > 0 else bisect_left(starts, self.cursor) - 1
        return self.to(starts[at]) if 0 <= at < len(starts) else self.to(0 if step < 0 else len(self.units))

    @property
    def _sentence_starts(self) -> list[int]:
        """The words that begin a sentence."""
        units = self.units
        return [0, *(at for at in range(1, len(units)) if _SENTENCE_END.search(self._between(at)) and self._new(at))]

    def _between(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.units[at - 1][1] : self.units[at][0]]

    def _new(self, at: int) -> bool:
        """Whether a word behind a full stop begins a sentence: not behind an initial or a title, nor in lower case."""
        if self.by_characters:
            return True
        first, spaced = self.text[self.units[at][0]], any(sign.isspace() for sign in self._between(at))
        return spaced and not first.islower() and not self._are_joined(at)

    # Selecting.

    def begin(self) -> "WordSelection":
        """Select from the word under the cursor on, or stop selecting."""
        return replace(self, anchor=self.cursor if self.anchor is None or self.fixed else None, fixed=False)

    def take(self) -> "WordSelection":
        """Take what is selected; where nothing is, the whole name around the word under the cursor."""
        if self.anchor is not None or not self.units:
            return replace(self, fixed=bool(self.units))
        first, last = self._name_around(self.cursor)
        return replace(self, anchor=first, cursor=last, fixed=True)

    def release(self) -> "WordSelection":
        """Nothing is taken or selected any more."""
        return replace(self, anchor=None, fixed=False)

    def _name_around(self, at: int) -> tuple[int, int]:
        """The first and the last word of the name that a word belongs to; the word itself where it is no name's."""
        first = last = at
        while (before := self._neighbour(first, -1)) is not None:
            first = before
        while (after := self._neighbour(last, 1)) is not None:
            last = after
        return first, last

    def _neighbour(self, at: int, step: int) -> int | None:
        """The nearest word of the same name, past words that may stand within one; None at its end."""
        if not self._capital(at):
            return None
        for distance in (1, 2, 3):
            other = at + step * distance
            if not 0 <= other < len(self.units) or not self._are_joined(max(other, other - step)):
                return None
            if self._capital(other):
                return other
            if self._word(other) not in _WITHIN:
                return None
        return None

    def _are_joined(self, at: int) -> bool:
        """Whether a word may belong to one name with the word before it."""
        between, before = self._between(at), self._word(at - 1)
        return bool(_JOINED.fullmatch(between)) and (between != ". " or len(before) == 1 or before in _TITLES)

    def _capital(self, at: int) -> bool:
        return self._word(at)[:1].isupper()

    def _word(self, at: int) -> str:
        return self.text[slice(*self.units[at])]
