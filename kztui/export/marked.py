"""Plain words made safe for Markdown, so that a text can hold no mark that its author did not write."""

import re
from collections.abc import Callable

from kztui.article.links import Linked

_SIGNS = re.compile(r"[\\`*_\[\]<>|~$#&]|==|%%")
_LINE_START = re.compile(r"^(\s*)([-+]|\d{1,9}[.)])(?=\s|$)", re.MULTILINE)

Linker = Callable[[str, str], str]
"""From a link's words, as they are read, and its target to Markdown."""


def escaped(text: str) -> str:
    """`text` as Markdown that reads as `text`."""
    return _LINE_START.sub(_literal, _SIGNS.sub(_step_aside, text))


def marked(text: Linked, link: Linker) -> str:
    """`text` as Markdown, its links as `link` writes them."""
    pieces: list[str] = []
    at = 0
    for span in text.spans:
        before, words = text.plain[at : span.start], text.plain[span.start : span.end]
        pieces += (_SIGNS.sub(_step_aside, before), link(words, span.target))
        at = span.end
    pieces.append(_SIGNS.sub(_step_aside, text.plain[at:]))
    return _LINE_START.sub(_literal, "".join(pieces))


def _step_aside(match: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in match[0])


def _literal(match: re.Match[str]) -> str:
    """The mark of a list at the start of a line, made literal."""
    return f"{match[1]}{match[2][:-1]}\\{match[2][-1]}"
