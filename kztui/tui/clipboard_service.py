"""Copies citations and other text from a worker thread, and reports whether the copy succeeded."""

import os
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, cast

from kztui.article.article import Article
from kztui.citation.cite import cite_each
from kztui.citation.errors import CitationError
from kztui.citation.quotation import Originals, QuotablePassage, find_passages, pages_of
from kztui.citation.request import Citation, CitationRequest
from kztui.clipboard.copy import Mode, copy
from kztui.clipboard.outcome import CopyResult, CopyStatus


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


NO_ORIGINAL = "a quote is of the original’s words: attach your own copy of it, or start with kztui --original FILE"


class Citer:
    """Renders citations of one article and caches them; may be called from one worker at a time."""

    def __init__(self, article: Article, read_originals: Callable[[], Originals] = dict) -> None:
        """`read_originals` is called once, for the first citation: it may read a file; without a copy it gives none."""
        self.article = article
        self._read_originals = read_originals
        self.cited = lru_cache(maxsize=512)(self._cited)

    @cached_property
    def originals(self) -> Originals:
        """The paragraphs of the reader's own copy, which quotes alone hold words of."""
        return self._read_originals()

    @cached_property
    def pages(self) -> dict[int, str]:
        """The pages of the paragraphs of which the copy has them."""
        return pages_of(self.originals)

    def _cited(self, targets: tuple[str, ...], request: CitationRequest) -> tuple[Citation, ...]:
        return tuple(cite_each(self.article, targets, request, self.pages))

    def quoted(self, targets: Sequence[str], request: CitationRequest) -> tuple[Citation, ...]:
        """A quote of the original for each passage that says what the targets say, with its citation.

        Raises CitationError where there is no copy or nothing to quote, SeveralPassagesError where one has to choose.
        """
        if not self.originals:
            raise CitationError(NO_ORIGINAL)
        found = [passage for target in targets for passage in find_passages(self.article, target, self.originals)]
        return self.quoted_passages(found, request)

    def quoted_passages(self, passages: Sequence[QuotablePassage], request: CitationRequest) -> tuple[Citation, ...]:
        """The passages, each with its citation."""
        from kztui.citation.formats.quoted_text import quote  # noqa: PLC0415 - it brings in citeproc

        return tuple(quote(self.article, passage, request, self.pages) for passage in passages)

    def warm(self, style: str) -> None:
        """Import and parse what the first citation in `style` needs."""
        try:
            cite_each(self.article, (), CitationRequest(style=style))
        except CitationError:
            return


def text_of(citations: Sequence[Citation]) -> str:
    """The text of the citations, a line each."""
    return "\n".join(citation.text for citation in citations)


def copy_formatted_text(citations: Sequence[Citation], html: Sequence[Citation], clipboard: Clipboard) -> Copied:
    """Copy citations and the same as HTML, and report. Call it from a worker: copying may take seconds."""
    from kztui.clipboard.formatted import FormattedText, copy_formatted  # noqa: PLC0415 - few copies are formatted

    lines = [citation.text for citation in html]
    marked = lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
    text, mode = FormattedText(text_of(citations), marked), cast("Mode", clipboard.mode)
    result = copy_formatted(text, mode=mode, terminal=clipboard.terminal, osc52=clipboard.osc52, env=os.environ)
    return _reported(result)


def copy_text(text: str, clipboard: Clipboard, one_line: bool = False) -> Copied:
    """Copy a text, joined to one line if `one_line`, and report. Call it from a worker: copying may take seconds."""
    mode = cast("Mode", clipboard.mode)
    result = copy(text, mode=mode, terminal=clipboard.terminal, osc52=clipboard.osc52, one_line=one_line)
    return _reported(result)


def _reported(result: CopyResult) -> Copied:
    failed = result.status is CopyStatus.FAILED
    return Copied(result.message, failed or result.status is CopyStatus.UNKNOWN, result.text, failed)
