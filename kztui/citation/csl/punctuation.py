"""Flatten a tree of nodes to tokens, and merge punctuation of adjacent texts: no duplicates, `punctuation-in-quote`.

CSL 1.0.2, "Locale Options" (`punctuation-in-quote`); the pairs of colliding marks are those of citeproc-js, since the
specification lists none. citeproc-py merges equal marks alone.
"""

from kztui.citation.csl.nodes import Formatting, InlineToken, Node
from kztui.citation.csl.rich_text import QuotationMarks, tokenize
from kztui.citation.errors import CitationError

_PUNCTUATION = frozenset(".,;:")
# Two marks that collide become the first one, the second one, or (not listed) both.
_KEEP_FIRST = frozenset(
    {
        *("!.", "!:", "?.", "?:", ":.", ";.", ";:", "..", ",,", ";;", "::", "!!", "??"),
        *("  ", "\u00a0 ", " \u00a0", "\u00a0\u00a0"),
    }
)
_KEEP_SECOND = frozenset({":!", ":?", ";!", ";?"})
MAX_LENGTH = 1_000_000
"""Characters of a citation, far more than any has: a style may repeat its affixes."""
_MOVES_INTO_QUOTES = frozenset(".,!?")


class PunctuationJoiner:
    """Tokens in reading order; the start of each appended text is merged with the end of the text before it."""

    def __init__(self, punctuation_in_quote: bool) -> None:
        self.tokens: list[InlineToken] = []
        self._in_quote = punctuation_in_quote
        self._length = 0
        self.after_field = False
        """Whether the text appended last is the end of a field, and no affix or delimiter."""

    def open(self, formatting: Formatting) -> None:
        """Append the start of `formatting`."""
        self.tokens.append(InlineToken("", formatting, opens=True))

    def close(self, formatting: Formatting) -> None:
        """Append the end of `formatting`."""
        self.tokens.append(InlineToken("", formatting))

    def _last_text(self) -> int:
        """The index of the last token with a text; -1 where there is none."""
        for at in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[at]
            if token.text:
                return at
        return -1

    def _last_character(self, at: int) -> str:
        """The last character up to the token at `at` that is no space."""
        for token in reversed(self.tokens[: at + 1]):
            if text := token.text.rstrip(" "):
                return text[-1]
        return ""

    def _closing_quote(self, since: int) -> int:
        """The first closing quotation mark after the token at `since`; -1 where there is none, or anything opens."""
        after = range(since + 1, len(self.tokens))
        if any(self.tokens[at].opens for at in after):
            return -1
        closed = ((at, formatting) for at in after if (formatting := self.tokens[at].formatting))
        return next((at for at, (kind, value) in closed if kind == "quotes" and value != "none"), -1)

    def append_text(self, text: str) -> None:
        """Append text of any source: a field, a term, an affix, a delimiter.

        A mark that a field ends with, and a blank after it, takes the place of the same mark of the style; what two
        affixes print on both sides of a blank stays, as in citeproc-js: `<https://example.org>. .`.
        Raises `CitationError` where the line becomes longer than `MAX_LENGTH`.
        """
        self._length += len(text)
        if self._length > MAX_LENGTH:
            raise CitationError(f"the style prints more than {MAX_LENGTH:,} characters")
        while text:
            at = self._last_text()
            if at < 0:
                break
            before, first = self.tokens[at].text, text[0]
            pair = before[-1] + first
            after_space = self.after_field and before[-1] == " " and first in _PUNCTUATION
            if pair in _KEEP_FIRST or (after_space and self._last_character(at) == first):
                text = text[1:]
            elif pair in _KEEP_SECOND:
                self._replace(at, before[:-1])
            elif self._in_quote and first in _MOVES_INTO_QUOTES and (close := self._closing_quote(at)) > 0:
                self.tokens.insert(close, InlineToken(first))
                text = text[1:]
            else:
                break
        if text:
            self.tokens.append(InlineToken(text))
            self.after_field = False

    def _replace(self, at: int, text: str) -> None:
        self.tokens[at] = self.tokens[at]._replace(text=text)


def _append_inside(joiner: PunctuationJoiner, node: Node, quotes: QuotationMarks) -> None:
    if not isinstance(node.inside, str):
        first = True
        for child in node.inside:
            if child:
                if not first:
                    joiner.append_text(node.delimiter)
                _append_node(joiner, child, quotes)
                first = False
        return
    if node.verbatim:
        joiner.append_text(node.inside)
    else:
        tokens = tokenize(node.inside, quotes)
        if tokens and tokens[0].text:
            joiner.append_text(tokens[0].text)
            del tokens[0]
        # Within one field punctuation is the author's: only its start and its end are merged with that of the style.
        joiner.tokens += tokens
    joiner.after_field = True


def _append_node(joiner: PunctuationJoiner, node: Node, quotes: QuotationMarks) -> None:
    joiner.append_text(node.prefix)
    for formatting in reversed(node.formatting):
        joiner.open(formatting)
    _append_inside(joiner, node, quotes)
    for formatting in node.formatting:
        joiner.close(formatting)
    joiner.append_text(node.suffix)


def flatten(node: Node, quotes: QuotationMarks, punctuation_in_quote: bool) -> list[InlineToken]:
    """The tree as tokens in reading order, with colliding punctuation merged."""
    joiner = PunctuationJoiner(punctuation_in_quote)
    _append_node(joiner, node, quotes)
    return joiner.tokens
