"""Copying from the screen: citations are made once, joined by lines, and told of as they came to be."""

import pytest

from caspian import caspian
from kztui.article.quotes import OriginalParagraph
from kztui.citation.errors import CitationError
from kztui.citation.request import CitationRequest
from kztui.tui.clipboard_service import Citer, Clipboard, copy_text, text_of


def terminal(sent: list[str]) -> Clipboard:
    return Clipboard("osc52", True, sent.append)


def test_a_citation_is_made_once() -> None:
    citer = Citer(caspian())
    first = citer.cited(("p3",), CitationRequest())
    assert citer.cited(("p3",), CitationRequest()) is first
    assert citer.cited(("p3",), CitationRequest(style="apa")) is not first


def test_the_readers_copy_is_read_once_and_only_when_something_is_cited() -> None:
    read: list[dict[int, OriginalParagraph]] = []

    def originals() -> dict[int, OriginalParagraph]:
        read.append({3: OriginalParagraph(text="The sea rose.", page="417")})
        return read[0]

    citer = Citer(caspian(), originals)
    citer.warm("apa")
    assert not read
    for style in ("apa", "oscola"):
        assert "417" in text_of(citer.cited(("p3",), CitationRequest(style=style)))
    assert len(read) == 1


def test_warming_up_a_style_that_does_not_exist_is_no_fault() -> None:
    citer = Citer(caspian())
    citer.warm("no-such-style")
    with pytest.raises(CitationError):
        citer.cited((), CitationRequest(style="no-such-style"))


def test_several_citations_are_a_line_each_and_what_reads_the_same_stands_once() -> None:
    citer = Citer(caspian())
    lines = text_of(citer.cited(("p3", "p4", "p3"), CitationRequest())).split("\n")
    assert len(lines) == 2
    assert all("Meer" in line for line in lines)


def test_what_was_copied_is_told_with_the_text_itself() -> None:
    sent: list[str] = []
    copied = copy_text("one\ntwo", terminal(sent))
    assert (copied.text, copied.failed) == ("one\ntwo", False)
    assert copied.message
    assert len(sent) == 1


def test_one_line_is_copied_without_line_ends() -> None:
    assert copy_text("one\ntwo", terminal([]), one_line=True).text == "one two"


def test_a_failure_is_told_as_one_and_keeps_the_text() -> None:
    copied = copy_text("words", Clipboard("off", None, None))
    assert (copied.failed, copied.warn, copied.text) == (True, True, "words")
    assert "switched off" in copied.message


def test_what_nobody_confirmed_is_a_warning() -> None:
    copied = copy_text("words", terminal([])._replace(osc52=None))
    assert (copied.failed, copied.warn) == (False, True)
