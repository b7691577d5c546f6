"""Text of an article as Markdown, escaped so that nothing in it is read as markup, with its links."""

import re
from collections.abc import Callable
from functools import lru_cache

from kztui.article.links import Linked
from kztui.citation.csl.output import escape_markdown_line

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$#&]|==|%%")

Linker = Callable[[str, str], str]
"""From a link's text (not escaped) and its target to Markdown."""


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """`text` as Markdown that reads as `text`."""
    return _escape_line_starts(_SPECIAL.sub(_backslashed, text))


def markdown_of(text: Linked, link: Linker) -> str:
    """`text` as Markdown, its links as `link` writes them."""
    pieces = text.pieces()
    written = (_SPECIAL.sub(_backslashed, words) if target is None else link(words, target) for words, target in pieces)
    return _escape_line_starts("".join(written))


def in_blockquote(markdown: str) -> str:
    """`markdown` as it continues a line that begins with `> `: its further lines begin so too."""
    return markdown.replace("\n", "\n> ")


def _backslashed(match: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in match[0])


def _escape_line_starts(text: str) -> str:
    """`text` without what Markdown reads as markup at the start of a line; indentation is dropped, as it means code."""
    return "\n".join(escape_markdown_line(line.lstrip(" \t")) for line in text.split("\n"))
