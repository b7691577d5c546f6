"""A field's text taken apart: its quotation marks, its apostrophes, and the few tags that CSL-JSON allows.

citeproc-py prints all three as they stand: straight apostrophes, quotes within quotes of the same form, raw tags.
"""

import re
from typing import NamedTuple

from kztui.citation.csl.nodes import Mark, Piece

_TAGS = {
    "<i>": Mark("font-style", "italic"),
    "<b>": Mark("font-weight", "bold"),
    "<sup>": Mark("vertical-align", "sup"),
    "<sub>": Mark("vertical-align", "sub"),
    "<sc>": Mark("font-variant", "small-caps"),
    '<span style="font-variant:small-caps;">': Mark("font-variant", "small-caps"),
    '<span style="font-variant: small-caps;">': Mark("font-variant", "small-caps"),
    '<span class="nocase">': Mark("font-style", "inherit"),
}
_CLOSING = {tag: f"</{re.split(r'[ >]', tag[1:])[0]}>" for tag in _TAGS}
TAG = re.compile("|".join(map(re.escape, (*_TAGS, *sorted(set(_CLOSING.values()))))))
_SIGN = re.compile(rf"{TAG.pattern}|[\"'“”‘’„«»‹›]")
_BEFORE_OPENING = frozenset(" \u00a0([{—–-/“‘\"'¿¡")
APOSTROPHE = "’"


class Quotes(NamedTuple):
    """The quotation marks of a locale."""

    open: str
    close: str
    open_inner: str
    close_inner: str


class _Open(NamedTuple):
    """A sign that may begin something, waiting for its other half."""

    at: int
    closing: str
    mark: Mark


def _straight(sign: str, first: str) -> Mark:
    """Whichever form of straight quotes a text uses first is its outer one."""
    return Mark("quotes", "outer" if sign == first else "inner")


class _Reader:
    """Finds the halves that belong together in one field."""

    def __init__(self, text: str, quotes: Quotes | None) -> None:
        self.text = text
        self.quotes = quotes
        self.waiting: list[_Open] = []
        self.first_straight = ""
        self.halves: dict[int, tuple[int, Piece]] = {}
        """What stands at a position: how many characters it takes, and what it means."""

    def read(self) -> list[Piece]:
        for match in _SIGN.finditer(self.text):
            self._sign(match[0], match.start())
        for left in self.waiting:
            self._lonely(left)
        return self._pieces()

    def _around(self, at: int) -> tuple[str, str]:
        return self.text[at - 1 : at] if at else " ", self.text[at + 1 : at + 2] or " "

    def _sign(self, sign: str, at: int) -> None:
        before, after = self._around(at)
        if sign in _TAGS:
            self.waiting.append(_Open(at, _CLOSING[sign], _TAGS[sign]))
        elif sign.startswith("<"):
            self._close(sign, at)
        elif self.quotes is None:
            return
        elif sign in "'’" and before.isalnum() and after.isalnum():
            self._apostrophe(at)
        elif sign in "\"'" and before in _BEFORE_OPENING and not after.isspace():
            self.first_straight = self.first_straight or sign
            self.waiting.append(_Open(at, sign, _straight(sign, self.first_straight)))
        elif sign == self.quotes.open:
            self.waiting.append(_Open(at, self.quotes.close, Mark("quotes", "outer")))
        elif sign == self.quotes.open_inner:
            self.waiting.append(_Open(at, self.quotes.close_inner, Mark("quotes", "inner")))
        else:
            self._close(sign, at)

    def _close(self, sign: str, at: int) -> None:
        for depth in range(len(self.waiting) - 1, -1, -1):
            opened = self.waiting[depth]
            if opened.closing == sign:
                for left in self.waiting[depth + 1 :]:
                    self._lonely(left)
                del self.waiting[depth:]
                width = len(self.text[opened.at :].split(">", 1)[0]) + 1 if self.text[opened.at] == "<" else 1
                self.halves[opened.at] = (width, Piece("", opened.mark, opens=True))
                self.halves[at] = (len(sign), Piece("", opened.mark))
                return
            if sign in "'’" and opened.mark.kind == "quotes":
                break
        if sign in "'’":
            self._apostrophe(at)

    def _apostrophe(self, at: int) -> None:
        self.halves[at] = (1, Piece(APOSTROPHE))

    def _lonely(self, left: _Open) -> None:
        """What begins and never ends is no quotation: a tag or a double quote stays as written."""
        if self.text[left.at] == "'":
            self._apostrophe(left.at)

    def _pieces(self) -> list[Piece]:
        pieces: list[Piece] = []
        at = 0
        plain = ""
        for start in sorted(self.halves):
            width, piece = self.halves[start]
            plain += self.text[at:start] + piece.text
            at = start + width
            if piece.mark:
                if plain:
                    pieces.append(Piece(plain))
                plain = ""
                pieces.append(piece)
        plain += self.text[at:]
        return [*pieces, Piece(plain)] if plain else pieces


def spread(text: str, quotes: Quotes | None) -> list[Piece]:
    """`text` as pieces: quotations and tags as marks (`outer`/`inner` as the text has them), apostrophes curly.

    Without `quotes` only the tags are read, and all else stays as it is.
    """
    return _Reader(text, quotes).read() if _SIGN.search(text) else [Piece(text)]
