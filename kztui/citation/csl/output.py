"""A citation in a line, written as plain text, Markdown or HTML: everything that is not markup of ours is escaped.

citeproc-py's HTML lets a title's own tags through, and italics within italics stay italic.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Literal, NamedTuple

from kztui.citation.csl.nodes import Mark, Piece
from kztui.citation.csl.rich_text import Quotes

Output = Literal["text", "markdown", "html"]

_OTHER = {
    ("font-style", "italic"): "normal",
    ("font-style", "oblique"): "normal",
    ("font-weight", "bold"): "normal",
    ("font-variant", "small-caps"): "normal",
    ("quotes", "outer"): "inner",
    ("quotes", "inner"): "outer",
    # A style that says `quotes="false"` of a title makes the quotations in it outer ones.
    ("quotes", "none"): "outer",
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
# What CommonMark or its common extensions would read as markup where it stands; a URL holds nothing of the kind.
_MARKDOWN_SIGN = re.compile(
    r"(?P<url>https?://[^\s<>]+)|[\\`*~^$]|=(?==)|(?<![^\W_])_|_(?![^\W_])|\[(?=[^\[\]]*\][\[(])|<(?=[A-Za-z/!?])(?!https?://)"
    r"|&(?=#?\w+;)"
)
_BLANKS = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
# At the start of a line: headings, quotes, items of lists, rules, lines under headings, definitions, fences, addresses
# of links. A number takes the sign behind it.
_MARKDOWN_START = re.compile(
    r"\d{1,9}(?=[.)](?:\s|$))|(?=(?:#{1,6}|[+>-])(?:\s|$)|(?:-{2,}|=+)\s*$|:(?:[\s:]|$)|\[(?:[^\[\]\\]|\\.)*\]:)"
)
# How some styles begin an entry: a list with one item shows it as it is.
_LABEL = "1. "


class Run(NamedTuple):
    """Text that is all set in one way."""

    text: str
    marks: frozenset[Mark]


def _effective(stack: list[Mark], mark: Mark) -> Mark:
    """What `mark` means within `stack`: italics within italics stand upright, quotes within quotes change form."""
    for outer in reversed(stack) if mark.value != "none" else ():
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
            if stack[-1].kind == "quotes" and stack[-1].value != "none":
                yield Run(quotes.open if stack[-1].value == "outer" else quotes.open_inner, _set(stack))
        elif piece.mark:
            if stack[-1].kind == "quotes" and stack[-1].value != "none":
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


def _trimmed(found: list[Run]) -> list[Run]:
    """The runs without blanks at the two ends of the line, and with one where a style has several."""
    found = [run._replace(text=_BLANKS.sub(" ", run.text)) for run in found]
    while found and not found[0].text.strip(" "):
        del found[0]
    while found and not found[-1].text.strip(" "):
        del found[-1]
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip(" "))
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip(" "))
    return found


def _html(run: Run) -> str:
    text = escape(run.text, quote=False)
    for mark in sorted(run.marks, reverse=True):
        before, after = _HTML[mark]
        text = f"{before}{text}{after}"
    return text


def escape_markdown(text: str) -> str:
    """Plain text with every sign escaped that Markdown would take for markup."""
    return _MARKDOWN_SIGN.sub(lambda match: match[0] if match["url"] else f"\\{match[0]}", text)


def escape_markdown_line(line: str) -> str:
    """A line of Markdown, its first sign escaped where it would make something else of the line than a paragraph."""
    found = _MARKDOWN_START.match(line)
    return f"{found[0]}\\{line[found.end() :]}" if found else line


def _flanks(inside: str, outside: str) -> bool:
    """Whether a sign of emphasis between the two characters is read as one: not between punctuation and a letter."""
    return inside.isalnum() or not outside or outside.isspace() or not outside.isalnum()


def _markdown(found: list[Run]) -> str:
    """Runs in Markdown; blanks at their ends stand outside, where emphasis would not be seen otherwise."""
    done = ""
    for at, run in enumerate(found):
        core = run.text.strip()
        if not core or not run.marks:
            done += escape_markdown(run.text)
            continue
        start = run.text.index(core)
        before, after = run.text[:start], run.text[start + len(core) :]
        next_to = (before or done)[-1:], (after or (found[at + 1].text if at + 1 < len(found) else ""))[:1]
        signs = _MARKDOWN if _flanks(core[0], next_to[0]) and _flanks(core[-1], next_to[1]) else _HTML
        text = escape_markdown(core)
        for mark in sorted(run.marks, reverse=True):
            opening, closing = signs.get(mark, ("", ""))
            text = f"{opening}{text}{closing}"
        done += before + text + after
    label = _LABEL if done.startswith(_LABEL) else ""
    return label + escape_markdown_line(done.removeprefix(label))


def write(pieces: Iterable[Piece], quotes: Quotes, output: Output) -> str:
    """The line as text in one of the three forms; never more than one line."""
    found = _trimmed(_merged(runs(pieces, quotes)))
    if output == "html":
        return "".join(map(_html, found))
    if output == "markdown":
        return _markdown(found)
    return "".join(run.text for run in found)
