"""Lines of scripts that run from right to left, such as Arabic and Hebrew, in the order in which they are read."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Protocol, TypeVar

BLANK = 0.18
"""A gap of so many times the height of the text is a blank; joined letters have none between them."""
_MIRRORED = str.maketrans("()[]{}«»‹›<>", ")(][}{»«›‹><")
_CLOSING = frozenset(".,:;!?،؛؟")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEFT_TO_RIGHT = frozenset({"L", "EN", "AN"})
_BETWEEN_NUMBERS = frozenset({"CS", "ES", "ET"})


class Placed(Protocol):
    """A character, or a word, with its place, as far as it is needed here."""

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...


Char = TypeVar("Char", bound=Placed)


def is_right_to_left(text: str) -> bool:
    """Whether most letters of a text run from right to left (Unicode Standard Annex 9, bidirectional classes)."""
    if text.isascii():
        return False
    classes = [unicodedata.bidirectional(char) for char in text if char.isalpha()]
    return 2 * sum(one in _RIGHT_TO_LEFT for one in classes) > len(classes)


def reading_order(chars: Sequence[Char], height: float) -> str:
    """The text of a line, whose characters have places and are no blanks, in the order in which it is read."""
    ordered = sorted(chars, key=lambda char: -(char.left + char.right))
    signs: list[str] = []
    for at, char in enumerate(ordered):
        if at and char.text not in _CLOSING and ordered[at - 1].left - char.right > BLANK * height:
            signs.append(" ")
        signs.append(char.text.translate(_MIRRORED))
    words = groupby(zip(signs, _runs_left_to_right(signs), strict=True), key=lambda pair: pair[1])
    return "".join(
        "".join(sign for sign, _ in (reversed(list(pairs)) if left_to_right else pairs))
        for left_to_right, pairs in words
    )


def _runs_left_to_right(signs: Sequence[str]) -> list[bool]:
    """Whether each character is in a word or number that runs from left to right."""
    classes = [unicodedata.bidirectional(sign[:1]) for sign in signs]
    found = [one in _LEFT_TO_RIGHT for one in classes]
    for at in range(1, len(signs) - 1):
        before, after = found[at - 1], classes[at + 1] in _LEFT_TO_RIGHT
        found[at] |= before and after and (classes[at] in _BETWEEN_NUMBERS or signs[at] == " ")
    return found
