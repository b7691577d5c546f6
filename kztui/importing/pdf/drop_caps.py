"""Drop caps: initials that are as high as several lines, put back before the words that they begin."""

from collections.abc import Sequence
from statistics import median

from kztui.importing.pdf.lines import TextPiece

LARGE = 1.6
"""An initial is at least so many times as high as the text."""
MAX_INITIALS = 200
"""How many initials a page may have; what has more sets single letters apart for another reason."""


def join_drop_caps(pieces: Sequence[TextPiece]) -> list[TextPiece]:
    """The pieces of a page, its initials joined to the first of the lines to their right."""
    if not pieces:
        return []
    size = median(piece.height for piece in pieces)
    initials = [piece for piece in pieces if piece.height >= LARGE * size and _is_initial(piece.text)]
    if not initials or len(initials) > MAX_INITIALS:
        return list(pieces)
    found = {id(piece): piece for piece in pieces}
    for initial in initials:
        beside = [piece for piece in pieces if piece is not initial and _is_beside(piece, initial, size)]
        if not beside:
            continue
        first = max(beside, key=lambda piece: piece.baseline)
        for piece in beside:
            found[id(piece)] = piece._replace(left=initial.left)
        word = first.right - first.left if " " not in first.text else first.first_word
        joined = first._replace(text=initial.text + first.text, left=initial.left)
        found[id(first)] = joined._replace(first_word=word + first.left - initial.left)
        del found[id(initial)]
    return list(found.values())


def _is_initial(text: str) -> bool:
    """Whether a text is one letter, perhaps after a quotation mark."""
    letter = text.lstrip("“„«\"'‘")
    return len(letter) == 1 and letter.isalpha() and len(text) <= 2


def _is_beside(piece: TextPiece, initial: TextPiece, size: float) -> bool:
    """Whether a line of the text stands right beside an initial."""
    near = -0.3 * size <= piece.left - initial.right <= 1.2 * size or abs(piece.left - initial.left) < 0.2 * size
    below, above = initial.baseline - 0.3 * size, initial.baseline + initial.height
    return near and piece.height < 0.7 * initial.height and below <= piece.baseline <= above
