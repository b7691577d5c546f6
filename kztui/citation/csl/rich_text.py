"""Parse the rich text of a CSL-JSON field into tokens: quotation marks, apostrophes, and tags such as `<i>`.

The tags are those of the citeproc-js manual, "HTML-like formatting within fields". citeproc-py prints all of it raw.
"""

import re

from msgspec import Struct

from kztui.article.lazy_regex import LazyPattern
from kztui.citation.csl.nodes import NO_DECORATION, Formatting, InlineToken

TAGS = {
    "<i>": Formatting("font-style", "italic"),
    "<b>": Formatting("font-weight", "bold"),
    "<sup>": Formatting("vertical-align", "sup"),
    "<sub>": Formatting("vertical-align", "sub"),
    "<sc>": Formatting("font-variant", "small-caps"),
    '<span style="font-variant:small-caps;">': Formatting("font-variant", "small-caps"),
    '<span style="font-variant: small-caps;">': Formatting("font-variant", "small-caps"),
    '<span class="nocase">': Formatting("font-style", "inherit"),
    '<span class="nodecor">': NO_DECORATION,
}
_CLOSING = {tag: f"</{re.split(r'[ >]', tag[1:])[0]}>" for tag in TAGS}
TAG = LazyPattern("|".join(map(re.escape, (*TAGS, *sorted(set(_CLOSING.values()))))))
_QUOTE = LazyPattern("[\"'“”‘’„«»‹›]")
_TAG_OR_QUOTE = LazyPattern(f"{TAG.pattern}|{_QUOTE.pattern}")
_BEFORE_OPENING_QUOTE = frozenset(" \u00a0([{—–-/“‘\"'¿¡")
APOSTROPHE = "’"


def _signs(text: str) -> LazyPattern:
    """What to look for in a text: few texts have tags, and the pattern of all of them takes long to compile."""
    return _TAG_OR_QUOTE if "<" in text else _QUOTE


class QuotationMarks(Struct, frozen=True):
    """The quotation marks of a locale."""

    open: str
    close: str
    open_inner: str
    close_inner: str


class _Unclosed(Struct, frozen=True):
    """An opening tag or quotation mark that has no closing one yet."""

    at: int
    closing: str
    formatting: Formatting


class _RichTextParser:
    """Matches opening and closing tags and quotation marks in one field."""

    def __init__(self, text: str, quotes: QuotationMarks | None) -> None:
        self.text = text
        self.quotes = quotes
        self.unclosed: list[_Unclosed] = []
        self.first_straight = ""
        self.tag_end = 0
        """Where the last tag ends; what stands before it stands before the character there too."""
        self.before_tag = " "
        self.matched: dict[int, tuple[int, InlineToken]] = {}
        """By position in the text: how many characters a matched tag or mark takes, and its token."""

    def read(self) -> list[InlineToken]:
        """All tokens of the field."""
        for match in _signs(self.text).finditer(self.text):
            self._token(match[0], match.start())
        for left in self.unclosed:
            self._unmatched(left)
        return self._pieces()

    def _around(self, at: int) -> tuple[str, str]:
        before = self.before_tag if at == self.tag_end else self.text[at - 1 : at]
        return before, self.text[at + 1 : at + 2] or " "

    def _token(self, sign: str, at: int) -> None:
        before, after = self._around(at)
        if sign[0] == "<":
            self.tag_end, self.before_tag = at + len(sign), before
        if sign in TAGS:
            self.unclosed.append(_Unclosed(at, _CLOSING[sign], TAGS[sign]))
        elif sign.startswith("<"):
            self._close(sign, at)
        elif self.quotes is None:
            return
        elif sign in "'’" and before.isalnum() and after.isalnum():
            self._apostrophe(at)
        elif sign == '"' and before.isspace() and after.isspace():
            return  # neither opens nor closes a quotation
        elif sign in "\"'" and before in _BEFORE_OPENING_QUOTE and not after.isspace():
            self.first_straight = self.first_straight or sign
            # Of the two straight quotation marks, whichever a text uses first is the outer one.
            level = "outer" if sign == self.first_straight else "inner"
            self.unclosed.append(_Unclosed(at, sign, Formatting("quotes", level)))
        elif sign == self.quotes.open:
            self.unclosed.append(_Unclosed(at, self.quotes.close, Formatting("quotes", "outer")))
        elif sign == self.quotes.open_inner:
            self.unclosed.append(_Unclosed(at, self.quotes.close_inner, Formatting("quotes", "inner")))
        else:
            self._close(sign, at)

    def _close(self, sign: str, at: int) -> None:
        for depth in range(len(self.unclosed) - 1, -1, -1):
            opened = self.unclosed[depth]
            if opened.closing == sign:
                for left in self.unclosed[depth + 1 :]:
                    self._unmatched(left)
                del self.unclosed[depth:]
                width = len(self.text[opened.at :].split(">", 1)[0]) + 1 if self.text[opened.at] == "<" else 1
                self.matched[opened.at] = (width, InlineToken("", opened.formatting, opens=True, toggles=True))
                self.matched[at] = (len(sign), InlineToken("", opened.formatting))
                return
            if sign in "'’" and opened.formatting.kind == "quotes":
                break
        if sign in "'’":
            self._apostrophe(at)

    def _apostrophe(self, at: int) -> None:
        self.matched[at] = (1, InlineToken(APOSTROPHE))

    def _unmatched(self, left: _Unclosed) -> None:
        """An opening tag or mark without a closing one is text; a single quotation mark is an apostrophe."""
        if self.text[left.at] == "'":
            self._apostrophe(left.at)

    def _pieces(self) -> list[InlineToken]:
        tokens: list[InlineToken] = []
        at = 0
        plain = ""
        for start in sorted(self.matched):
            width, token = self.matched[start]
            plain += self.text[at:start] + token.text
            at = start + width
            if token.formatting:
                if plain:
                    tokens.append(InlineToken(plain))
                plain = ""
                tokens.append(token)
        plain += self.text[at:]
        return [*tokens, InlineToken(plain)] if plain else tokens


def tokenize(text: str, quotes: QuotationMarks | None) -> list[InlineToken]:
    """`text` as tokens: quotations and tags as formatting (`outer`/`inner` as the text has them), apostrophes curly.

    Without `quotes` only the tags are read, and all else stays as it is.
    """
    return _RichTextParser(text, quotes).read() if _signs(text).search(text) else [InlineToken(text)]
