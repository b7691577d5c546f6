"""A citation in a line, written as plain text, Markdown or HTML: everything that is not markup of ours is escaped.

citeproc-py's HTML lets a title's own tags through, and italics within italics stay italic.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Literal, NamedTuple

from kztui.citation.corrections.quotes import Quotes
from kztui.citation.corrections.tree import Mark, Piece

Output = Literal["plain", "markdown", "html"]

_OTHER = {
    ("font-style", "italic"): "normal",
    ("font-style", "oblique"): "normal",
    ("font-weight", "bold"): "normal",
    ("font-variant", "small-caps"): "normal",
    ("quotes", "outer"): "inner",
    ("quotes", "inner"): "outer",
}
_HTML = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<i>", "</i>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps">', "</span>"),
    ("text-decoration", "underline"): ("<u>", "</u>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
}
# Markdown has no sign of its own for these; it lets HTML through.
_MARKDOWN = {
    **{key: tags for key, tags in _HTML.items() if key[0] == "vertical-align"},
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
}
# Signs that CommonMark or its common extensions would read as markup where they stand.
_MARKDOWN_SIGN = re.compile(
    r"[\\`*~]|(?<![^\W_])_|_(?![^\W_])|\[(?=[^\[\]]*\][\[(:])|<(?=[A-Za-z/!?])(?!https?://[^\s<>]*>)"
    r"|&(?=#?\w+;)|^(?:[#>+-]|=+(?=\s*$))(?=\s|$)|(?<!\\)\|"
)


class Run(NamedTuple):
    """Text that is all set in one way."""

    text: str
    marks: frozenset[Mark]


def _effective(stack: list[Mark], mark: Mark) -> Mark:
    """What `mark` means within `stack`: italics within italics stand upright, quotes within quotes change their form."""
    for outer in reversed(stack):
        if outer.kind == mark.kind and outer.value != "inherit":
            if mark.kind == "quotes" or outer.value == mark.value:
                return Mark(mark.kind, _OTHER.get((outer.kind, outer.value), mark.value))
            break
    return mark


def runs(pieces: Iterable[Piece], quotes: Quotes) -> Iterator[Run]:
    """Pieces as text, each with the marks that count for it; quotation marks are text from here on."""
    stack: list[Mark] = []
    for piece in pieces:
        if piece.text:
            yield Run(piece.text, _set(stack))
        elif piece.mark and piece.opens:
            stack.append(_effective(stack, piece.mark))
            if piece.mark.kind == "quotes":
                yield Run(quotes.open if stack[-1].value == "outer" else quotes.open_inner, _set(stack))
        elif piece.mark:
            if piece.mark.kind == "quotes":
                yield Run(quotes.close if stack[-1].value == "outer" else quotes.close_inner, _set(stack))
            stack.pop()


def _set(stack: list[Mark]) -> frozenset[Mark]:
    """For each kind the innermost mark, where it changes how text is set."""
    innermost = {mark.kind: mark for mark in stack if mark.value != "inherit"}
    return frozenset(mark for mark in innermost.values() if mark in _HTML)


def _merged(found: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in found:
        if merged and merged[-1].marks == run.marks:
            merged[-1] = Run(merged[-1].text + run.text, run.marks)
        else:
            merged.append(run)
    return merged


def _html(run: Run) -> str:
    text = escape(run.text, quote=False)
    for mark in sorted(run.marks, reverse=True):
        before, after = _HTML[mark]
        text = f"{before}{text}{after}"
    return text


def markdown_text(text: str) -> str:
    """Plain text with every sign escaped that Markdown would take for markup."""
    return _MARKDOWN_SIGN.sub(lambda match: f"\\{match[0]}", text)


def _markdown(run: Run) -> str:
    """A run in Markdown; blanks at its ends stand outside, where emphasis would not be seen otherwise."""
    core = run.text.strip()
    if not core:
        return run.text
    at = run.text.index(core)
    text = markdown_text(core)
    for mark in sorted(run.marks, reverse=True):
        before, after = _MARKDOWN.get(mark, ("", ""))
        text = f"{before}{text}{after}"
    return run.text[:at] + text + run.text[at + len(core) :]


def write(pieces: Iterable[Piece], quotes: Quotes, output: Output) -> str:
    """The line as text in one of the three forms; never more than one line."""
    found = _merged(runs(pieces, quotes))
    if output == "html":
        return "".join(map(_html, found))
    if output == "markdown":
        return "".join(map(_markdown, found))
    return "".join(run.text for run in found)
