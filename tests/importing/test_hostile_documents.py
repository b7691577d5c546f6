"""Whatever a stranger's document does to its reader, the session gets a clear error in bounded time and memory."""

import sys
import time
import zlib
from collections.abc import Callable
from time import process_time

import pytest

from docx_writer import docx, paragraph, part
from kztui.importing.child import run_in_child
from kztui.importing.readers import read_here, read_source
from kztui.importing.reading import Reading
from kztui.importing.source import OriginalError, Source
from pdf_writer import Text, column, pdf

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of the child process")


def packed_twice(megabytes: int) -> bytes:
    """A page whose content unpacks to blanks, packed twice. One packed megabyte is repeated: packing is slow."""
    packer = zlib.compressobj(9)
    head = packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    data = pdf([], streams=[zlib.compress(head + piece * megabytes, 9)])
    return data.replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]")


def form_loop() -> bytes:
    """A page that draws a form which draws itself."""
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /I 6 0 R >> >> /Length 5 >>\n"
    return pdf([], streams=[zlib.compress(b"/I Do")], more=[form + b"stream\n/I Do\nendstream"])


def page_tree_loop() -> bytes:
    return pdf([column("The quay.", 50, 700, 40)]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]")


@linux
def test_a_pdf_of_a_few_kilobytes_that_unpacks_to_more_than_the_memory_is_refused() -> None:
    data = packed_twice(512)
    assert len(data) < 16384
    with pytest.raises(OriginalError, match="needs more than 512 MB"):
        run_in_child(read_here, Source("bomb.pdf", data), Reading, memory=512 << 20)


@pytest.mark.parametrize("data", [form_loop(), page_tree_loop()], ids=["form", "page tree"])
def test_a_pdf_that_refers_to_itself_ends(data: bytes) -> None:
    begun = time.monotonic()
    with pytest.raises(OriginalError):
        read_source(Source("loop.pdf", data))
    assert time.monotonic() - begun < 20


def test_more_empty_paragraphs_than_the_limit_are_refused() -> None:
    data = docx(paragraph("The quay.") + "<w:p/>" * 100_000)
    assert len(data) < 50_000
    with pytest.raises(OriginalError, match="has more than 50,000 paragraphs"):
        read_source(Source("bomb.docx", data))


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt><w:sdtContent>" * 3000 + paragraph("The quay.") + "</w:sdtContent></w:sdt>" * 3000,
        "<w:p>" + "<w:ins>" * 9000 + "<w:r><w:t>The quay.</w:t></w:r>" + "</w:ins>" * 9000 + "</w:p>",
    ],
    ids=["blocks", "runs"],
)
def test_a_word_document_nested_without_end_is_a_clear_error(body: str) -> None:
    with pytest.raises(OriginalError, match=r"damaged Word document|nested too deeply"):
        read_source(Source("deep.docx", docx(body)))


def test_styles_that_are_based_on_each_other_are_followed_for_a_while() -> None:
    loop = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    data = docx(paragraph("The quay was late again.", "A"), word__styles_xml=part(loop, "styles"))
    assert [block.text for block in read_source(Source("loop.docx", data)).blocks] == ["The quay was late again."]


def test_the_attributes_of_an_element_of_a_word_document_take_time_that_grows_with_their_number() -> None:
    def took(count: int) -> float:
        attributes = " ".join(f'w:a{at}="x"' for at in range(count))
        source = Source(
            "a.docx", docx(f'<w:p><w:pPr><w:pStyle {attributes} w:val="Zitat"/></w:pPr></w:p>{paragraph("Late.")}')
        )
        start = process_time()
        assert read_here(source).blocks
        return process_time() - start

    took(100)  # imports what reads Word documents
    small, large = zip(*((took(2_500 + attempt), took(40_000 + attempt)) for attempt in range(3)), strict=True)
    assert min(large) < 2.6**4 * min(small) + 0.02


def test_characters_that_drive_a_terminal_are_gone() -> None:
    data = pdf([[Text(50, 700, "The quay \x1b[2J was late, and nobody said why."), Text(50, 660, "Late\x07")]])
    reading = read_source(Source("quay.pdf", data))
    assert not any("\x1b" in block.text or "\x07" in block.text for block in reading.blocks)


PROSE = "The board said on Monday that it had borrowed twice before the quay was opened in the spring. "
SLOW: dict[str, Callable[[int], str]] = {
    "a row of a table": lambda size: f"<p>{PROSE * 4}</p><table><tr>{'<td>A 5' * (size // 8)}</table>",
    "attributes": lambda size: f"<p {' '.join(f'a{at}' for at in range(size // 4))}>{PROSE * 4}</p>",
    "attributes with values": lambda size: (
        "<p " + "".join(f'a{at}="x"' for at in range(size // 4)) + f">{PROSE * 4}</p>"
    ),
}


@pytest.mark.parametrize("kind", SLOW)
def test_with_each_doubling_of_a_page_it_takes_at_most_2_6_times_as_long(kind: str) -> None:
    def took(size: int) -> float:
        source = Source("page.html", f"<html><body>{SLOW[kind](size)}</body></html>".encode())
        start = process_time()
        reading = read_here(source)
        seconds = process_time() - start
        assert reading.blocks
        return seconds

    took(1_000)  # imports what reads pages
    # In turn, so that what else runs slows both; over four doublings, what is quadratic is far beyond the limit.
    small, large = zip(*((took(12_500 + attempt), took(200_000 + attempt)) for attempt in range(3)), strict=True)
    assert min(large) < 2.6**4 * min(small) + 0.02
