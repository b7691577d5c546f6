"""Punctuation where parts of a citation meet: nothing twice, nothing that swallows another, quotes closed where the
locale wants them. citeproc-py knows only exact doubles, and no `punctuation-in-quote`."""

from kztui.citation.csl.nodes import Mark, Node, Piece
from kztui.citation.csl.rich_text import Quotes, spread

_MARKS = frozenset(".,;:")
# What two signs become when they meet: the first, the second, or (where absent) both.
_FIRST = frozenset(
    {
        "!.",
        "!:",
        "?.",
        "?:",
        ":.",
        ";.",
        ";:",
        "..",
        ",,",
        ";;",
        "::",
        "!!",
        "??",
        "  ",
        "\u00a0 ",
        " \u00a0",
        "\u00a0\u00a0",
    }
)
_SECOND = frozenset({":!", ":?", ";!", ";?"})
_INTO_QUOTES = frozenset(".,!?")


class Line:
    """Pieces in reading order; each text that is put at the end meets what stands before it."""

    def __init__(self, punctuation_in_quote: bool) -> None:
        self.pieces: list[Piece] = []
        self._in_quote = punctuation_in_quote

    def open(self, mark: Mark) -> None:
        self.pieces.append(Piece("", mark, opens=True))

    def close(self, mark: Mark) -> None:
        self.pieces.append(Piece("", mark))

    def _last_text(self) -> int:
        """Where the last text stands; -1 where there is none, or where a mark has opened after it."""
        for at in range(len(self.pieces) - 1, -1, -1):
            piece = self.pieces[at]
            if piece.text:
                return at
        return -1

    def _last_sign(self, at: int) -> str:
        """The last character up to the piece at `at` that is no blank."""
        for piece in reversed(self.pieces[: at + 1]):
            if text := piece.text.rstrip(" "):
                return text[-1]
        return ""

    def _closing_quote(self, since: int) -> int:
        """Where the innermost quotation closes after the piece at `since`; -1 where none does, or anything opens."""
        after = range(since + 1, len(self.pieces))
        if any(self.pieces[at].opens for at in after):
            return -1
        return next(
            (at for at in after if (mark := self.pieces[at].mark) and mark.kind == "quotes" and mark.value != "none"),
            -1,
        )

    def put(self, text: str) -> None:
        """Add text of any source: a field's, a term's, an affix."""
        while text:
            at = self._last_text()
            if at < 0:
                break
            before, first = self.pieces[at].text, text[0]
            meeting = before[-1] + first
            if meeting in _FIRST or (first in _MARKS and before[-1] == " " and self._last_sign(at) == first):
                text = text[1:]
            elif meeting in _SECOND:
                self._replace(at, before[:-1])
            elif self._in_quote and first in _INTO_QUOTES and (close := self._closing_quote(at)) > 0:
                self.pieces.insert(close, Piece(first))
                text = text[1:]
            else:
                break
        if text:
            self.pieces.append(Piece(text))

    def _replace(self, at: int, text: str) -> None:
        self.pieces[at] = self.pieces[at]._replace(text=text)


def _inside(line: Line, node: Node, quotes: Quotes) -> None:
    if not isinstance(node.inside, str):
        first = True
        for child in node.inside:
            if child:
                if not first:
                    line.put(node.delimiter)
                _put(line, child, quotes)
                first = False
    elif node.verbatim:
        line.put(node.inside)
    else:
        pieces = spread(node.inside, quotes)
        if pieces and pieces[0].text:
            line.put(pieces[0].text)
            del pieces[0]
        # What stands within one field stands as its author put it: only its two ends meet the style's punctuation.
        line.pieces += pieces


def _put(line: Line, node: Node, quotes: Quotes) -> None:
    line.put(node.prefix)
    for mark in reversed(node.marks):
        line.open(mark)
    _inside(line, node, quotes)
    for mark in node.marks:
        line.close(mark)
    line.put(node.suffix)


def in_line(node: Node, quotes: Quotes, punctuation_in_quote: bool) -> list[Piece]:
    """The tree as pieces in reading order, its seams mended."""
    line = Line(punctuation_in_quote)
    _put(line, node, quotes)
    return line.pieces
