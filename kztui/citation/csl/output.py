"""Write tokens as one line of plain text, Markdown or HTML, with everything escaped that is not our own markup.

citeproc-py does not escape HTML in fields, and leaves italics within italics italic.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Literal, NamedTuple
from unicodedata import normalize

from kztui.article.lazy_regex import LazyPattern
from kztui.citation.csl.nodes import NO_DECORATION, Formatting, InlineToken
from kztui.citation.csl.rich_text import QuotationMarks
from kztui.files.sanitize import sanitize_text

OutputFormat = Literal["text", "markdown", "html"]

_NESTED = {
    ("font-style", "italic"): "normal",
    ("font-style", "oblique"): "normal",
    ("font-weight", "bold"): "normal",
    ("font-variant", "small-caps"): "normal",
    ("quotes", "outer"): "inner",
    ("quotes", "inner"): "outer",
    # Quotations in a title that the style sets without quotation marks are outer ones.
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
# Superscript digits and letters: fonts lack some of them, or draw them unevenly.
_SUPERSCRIPT = LazyPattern(
    "[\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02b8\u02c0\u02c1\u02e0-\u02e4\u06e5\u06e6\u1d2c-\u1d61\u2070-\u207f"
    "\u2120\u2122\u3192-\u319f]+"
)
# Raised letters that Unicode does not decompose.
_RAISED = str.maketrans("\u02c0\u02c1\u06e5\u06e6", "\u0294\u0295\u0648\u064a")
# Markdown has no syntax of its own for these, but allows HTML.
_MARKDOWN = {
    **{key: tags for key, tags in _HTML.items() if key[0] == "vertical-align"},
    ("font-style", "italic"): ("*", "*"),
    ("font-style", "oblique"): ("*", "*"),
    ("font-weight", "bold"): ("**", "**"),
}
# What CommonMark or its usual extensions read as markup anywhere in a line; URLs are matched to be left alone.
_MARKDOWN_SPECIAL = LazyPattern(
    r"(?P<url>https?://[^\s<>]+)|[\\`*~^$]|=(?==)|(?<![^\W_])_|_(?![^\W_])|\[(?=[^\[\]]*\][\[(])|<(?=[A-Za-z/!?])(?!https?://)"
    r"|&(?=#?\w+;)"
)
_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
# What begins a block at the start of a line: heading, blockquote, list item, thematic break, setext underline, fence,
# definition, link reference. After a number the `.` or `)` is escaped.
_MARKDOWN_START = LazyPattern(
    r"\d{1,9}(?=[.)](?:\s|$))|(?=(?:#{1,6}|[+>-])(?:\s|$)|(?:-{2,}|=+)\s*$|:(?:[\s:]|$)|\[(?:[^\[\]\\]|\\.)*\]:)"
)
# Some styles number entries: a list of one item looks the same.
_LABEL = "1. "


class StyledRun(NamedTuple):
    """Text of one formatting."""

    text: str
    formatting: frozenset[Formatting]


def _effective(stack: list[Formatting], formatting: Formatting) -> Formatting:
    """What `formatting` means within `stack`: italics within italics are upright, quotes within quotes alternate."""
    for outer in reversed(stack) if formatting.value != "none" else ():
        if outer.kind == formatting.kind and outer.value != "inherit":
            if formatting.kind == "quotes" or outer.value == formatting.value:
                return Formatting(formatting.kind, _NESTED.get((outer.kind, outer.value), formatting.value))
            break
    return formatting


def styled_runs(tokens: Iterable[InlineToken], quotes: QuotationMarks) -> Iterator[StyledRun]:
    """Tokens as text, each with the formatting that applies to it; quotation marks become text."""
    stack: list[Formatting] = []
    for token in tokens:
        if token.text:
            yield StyledRun(token.text, _set(stack))
        elif token.formatting and token.opens:
            toggles = token.toggles or token.formatting.kind == "quotes"
            stack.append(_effective(stack, token.formatting) if toggles else token.formatting)
            if stack[-1].kind == "quotes" and stack[-1].value != "none":
                yield StyledRun(quotes.open if stack[-1].value == "outer" else quotes.open_inner, _set(stack))
        elif token.formatting:
            if stack[-1].kind == "quotes" and stack[-1].value != "none":
                yield StyledRun(quotes.close if stack[-1].value == "outer" else quotes.close_inner, _set(stack))
            stack.pop()


def _set(stack: list[Formatting]) -> frozenset[Formatting]:
    """For each kind the innermost formatting, where it has markup; none from outside of `nodecor`."""
    if NO_DECORATION in stack:
        stack = stack[len(stack) - stack[::-1].index(NO_DECORATION) :]
    innermost = {formatting.kind: formatting for formatting in stack if formatting.value != "inherit"}
    return frozenset(formatting for formatting in innermost.values() if formatting in _HTML)


def _merged(found: Iterable[StyledRun]) -> list[StyledRun]:
    merged: list[StyledRun] = []
    for run in found:
        if merged and merged[-1].formatting == run.formatting:
            merged[-1] = StyledRun(merged[-1].text + run.text, run.formatting)
        else:
            merged.append(run)
    return merged


def _sanitized(text: str) -> str:
    """`text` without what could control a terminal or deceive a reader; quick where all of it is plain."""
    return text if text.replace("\u00a0", " ").isprintable() else sanitize_text(text)


def _trimmed(found: list[StyledRun]) -> list[StyledRun]:
    """The runs without spaces at the two ends of the line, and with one space in place of several.

    They are sanitized: what a style prints was not, unlike what an article says.
    """
    found = [run._replace(text=_SPACES.sub(" ", _sanitized(run.text))) for run in found]
    while found and not found[0].text.strip(" "):
        del found[0]
    while found and not found[-1].text.strip(" "):
        del found[-1]
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip(" "))
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip(" "))
    return found


def _superscript(match: re.Match[str]) -> str:
    """Superscript characters, which the ordinals of some locales have, as markup."""
    plain = normalize("NFKC", match[0]).translate(_RAISED)
    return match[0] if plain == match[0] else f"<sup>{plain}</sup>"


def _html(run: StyledRun) -> str:
    text = escape(run.text, quote=False)
    if not text.isascii() and not any(formatting.kind == "vertical-align" for formatting in run.formatting):
        text = _SUPERSCRIPT.sub(_superscript, text)
    for formatting in sorted(run.formatting, reverse=True):
        before, after = _HTML[formatting]
        text = f"{before}{text}{after}"
    return text


def escape_markdown(text: str) -> str:
    """Plain text with everything escaped that Markdown reads as markup within a line."""
    return _MARKDOWN_SPECIAL.sub(lambda match: match[0] if match["url"] else f"\\{match[0]}", text)


def escape_markdown_line(line: str) -> str:
    """A line of Markdown, escaped at its start where it would begin another block than a paragraph."""
    found = _MARKDOWN_START.match(line)
    return f"{found[0]}\\{line[found.end() :]}" if found else line


def _flanks(inside: str, outside: str) -> bool:
    """Whether `*` between the two characters is a delimiter of emphasis (CommonMark 0.31, 6.2, "flanking")."""
    return inside.isalnum() or not outside or outside.isspace() or not outside.isalnum()


def _markdown(found: list[StyledRun]) -> str:
    """The runs as Markdown; spaces at their ends are put outside of `*`, which would not be read as emphasis."""
    done = ""
    for at, run in enumerate(found):
        core = run.text.strip()
        if not core or not run.formatting:
            done += escape_markdown(run.text)
            continue
        start = run.text.index(core)
        before, after = run.text[:start], run.text[start + len(core) :]
        next_to = (before or done)[-1:], (after or (found[at + 1].text if at + 1 < len(found) else ""))[:1]
        signs = _MARKDOWN if _flanks(core[0], next_to[0]) and _flanks(core[-1], next_to[1]) else _HTML
        text = escape_markdown(core)
        for formatting in sorted(run.formatting, reverse=True):
            opening, closing = signs.get(formatting, ("", ""))
            text = f"{opening}{text}{closing}"
        done += before + text + after
    label = _LABEL if done.startswith(_LABEL) else ""
    return label + escape_markdown_line(done.removeprefix(label))


def write_line(tokens: Iterable[InlineToken], quotes: QuotationMarks, output: OutputFormat) -> str:
    """The tokens as text in one of the three outputs: always one line, no space at its ends."""
    found = _trimmed(_merged(styled_runs(tokens, quotes)))
    if output == "html":
        return "".join(map(_html, found))
    if output == "markdown":
        return _markdown(found)
    return "".join(run.text for run in found)
