"""Plain words made safe for Markdown, so that a text can hold no mark that its author did not write."""

import re
from collections.abc import Callable

from kztui.article.links import Linked
from kztui.citation.csl.output import markdown_line

_SIGNS = re.compile(r"[\\`*_\[\]<>|~$#&]|==|%%")

Linker = Callable[[str, str], str]
"""From a link's words, as they are read, and its target to Markdown."""


def escaped(text: str) -> str:
    """`text` as Markdown that reads as `text`."""
    return _lines_escaped(_SIGNS.sub(_step_aside, text))


def marked(text: Linked, link: Linker) -> str:
    """`text` as Markdown, its links as `link` writes them."""
    pieces: list[str] = []
    at = 0
    for span in text.spans:
        before, words = text.plain[at : span.start], text.plain[span.start : span.end]
        pieces += (_SIGNS.sub(_step_aside, before), link(words, span.target))
        at = span.end
    pieces.append(_SIGNS.sub(_step_aside, text.plain[at:]))
    return _lines_escaped("".join(pieces))


def quoted(markdown: str) -> str:
    """What follows the first `> ` of a quotation: each further line of it begins with that too."""
    return markdown.replace("\n", "\n> ")


def _step_aside(match: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in match[0])


def _lines_escaped(text: str) -> str:
    """`text` without what Markdown reads as markup where a line begins: blanks there could make code of the line."""
    return "\n".join(markdown_line(line.lstrip(" \t")) for line in text.split("\n"))
