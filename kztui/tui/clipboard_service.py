"""Copies citations and other text from a worker thread, and reports whether the copy succeeded."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from kztui.article.article import Article
from kztui.citation.cite import cite_each
from kztui.citation.errors import CitationError
from kztui.citation.request import Citation, CitationRequest
from kztui.clipboard.copy import Mode, copy
from kztui.clipboard.outcome import CopyStatus


class Clipboard(NamedTuple):
    """The settings for copying."""

    mode: str
    osc52: bool | None
    terminal: Callable[[str], None] | None
    """Writes a control sequence to the terminal; called from a worker thread. None where there is no terminal."""


class Copied(NamedTuple):
    """The message to show, and the text, to be shown in full where the copy failed."""

    message: str
    warn: bool
    text: str
    failed: bool


class Citer:
    """Renders citations of one article and caches them; may be called from one worker at a time."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.cited = lru_cache(maxsize=512)(self._cited)

    def _cited(self, targets: tuple[str, ...], request: CitationRequest) -> tuple[Citation, ...]:
        return tuple(cite_each(self.article, targets, request))

    def warm(self, style: str) -> None:
        """Import and parse what the first citation in `style` needs."""
        try:
            self.cited((), CitationRequest(style=style))
        except CitationError:
            return


def text_of(citations: Sequence[Citation]) -> str:
    """The text of the citations, a line each."""
    return "\n".join(citation.text for citation in citations)


def copy_text(text: str, clipboard: Clipboard, one_line: bool = False) -> Copied:
    """Copy a text, joined to one line if `one_line`, and report. Call it from a worker: copying may take seconds."""
    mode = cast("Mode", clipboard.mode)
    result = copy(text, mode=mode, terminal=clipboard.terminal, osc52=clipboard.osc52, one_line=one_line)
    failed = result.status is CopyStatus.FAILED
    return Copied(result.message, failed or result.status is CopyStatus.UNKNOWN, result.text, failed)
