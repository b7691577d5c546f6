"""What a source is, is told by its content; what is no article is named, with the way out."""

import io
import time
import zipfile
from contextlib import suppress

import pytest

from kztui.article.data_tables import rows
from kztui.importing.sniff import Format, sniff
from kztui.importing.source import OriginalError, Source

PROSE = "The ferry was late again, and nobody at the quay could say why.\n\nThe council met on Monday.\n"
NOTES = "# The ferry\n\nIt was **late** again, as [the log](https://ferry.example/log) says.\n"


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            # At a date of its own: the bytes name the tests, and each process of pytest is to know them by one name.
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), text)
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + stream.encode("utf-16-le") + bytes(100)


READ = [
    ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", Format.PDF),
    ("a", b"\r\n junk \n%PDF-1.4\n", Format.PDF),
    ("a.zip", zipped(**{"[Content_Types].xml": "", "word/document.xml": "<w/>"}), Format.DOCX),
    ("a.txt", b"<!DOCTYPE html>\n<title>x</title>", Format.HTML),
    (
        "a",
        b"\xef\xbb\xbf \n<!-- saved --><?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD'><html>",
        Format.HTML,
    ),
    (
        "a.xml",
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'b'>]><html xmlns='http://www.w3.org/1999/xhtml'>",
        Format.HTML,
    ),
    ("a.html", "\ufeff<html><p>Ferry".encode("utf-16"), Format.HTML),
    ("a.html", "<html><p>Ferry</p></html>".encode("utf-16-le"), Format.HTML),
    ("a.html", b"Late again. <p>The ferry", Format.HTML),
    ("-", b"<div><p>The ferry</p></div>", Format.HTML),
    ("a.md", b"<p align=center>The ferry</p>\n\n# Late", Format.MARKDOWN),
    ("a.md", PROSE.encode(), Format.MARKDOWN),
    ("-", NOTES.encode(), Format.MARKDOWN),
    ("-", b"---\ntitle: The ferry\n---\nLate.", Format.MARKDOWN),
    ("a.txt", b"# a comment\n\n" + PROSE.encode(), Format.TEXT),
    ("a.txt", PROSE.encode("utf-16"), Format.TEXT),
    ("a.txt", PROSE.encode("utf-16-be"), Format.TEXT),
    ("a.txt", "Паром опять опоздал.".encode("koi8-r"), Format.TEXT),
    ("a.txt", "渡船はまた遅れた。".encode("iso-2022-jp"), Format.TEXT),
    ("a.txt", b"BMW and MZ built ferries.", Format.TEXT),
    ("a.txt", b"From the quay nobody saw it.", Format.TEXT),
    ("a.txt", b"[The ferry was late.]", Format.TEXT),
]

REFUSED = [
    ("a.html", b"", "is an empty file"),
    ("a.txt", b" \r\n\t", "is blanks alone"),
    ("a.doc", ole("WordDocument"), "is an old Word document (.doc): open it in LibreOffice or Word"),
    ("a.docx", ole("EncryptedPackage"), "protected by a password"),
    ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), "OpenDocument text"),
    ("a.epub", zipped(mimetype="application/epub+zip"), "electronic book (EPUB)"),
    ("a.docx", zipped(**{"xl/workbook.xml": ""}), "Excel spreadsheet"),
    ("a.docx", zipped(**{"photo.png": ""}), "is a ZIP archive: unpack it first"),
    ("a.docx", zipped(**{"word/document.xml": "x" * 999})[:200], "damaged ZIP archive or Word document"),
    ("a.html", b"\x1f\x8b\x08\x00" + bytes(20), "compressed with gzip"),
    ("a.pdf", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "is a picture (JPEG): its text must be recognized"),
    ("a.txt", b"BM\x9a\x00\x00\x00\x00\x00", "a picture (BMP)"),
    ("a", b"\x7fELF\x02\x01\x01" + bytes(60), "is a program (ELF)"),
    ("a.txt", b"{\\rtf1\\ansi Late again}", "rich text document (RTF)"),
    ("a", b"\x00\x01\x02\x03\x04\x05" * 40, "binary data"),
    ("a.xml", b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", "news feed (RSS)"),
    ("a.svg", b"<?xml version='1.0'?><svg:svg>", "drawing (SVG)"),
    ("a.xml", b"<?xml version='1.0'?><ledger>", "an XML document"),
    ("a.json", b'{"ferry": [1, 2]}', "JSON data"),
    ("a.mht", b"From: <Saved by a browser>\r\nSubject: x\r\nContent-Type: multipart/related;\r\n", "MHTML"),
    ("a.eml", b"Received: from quay\nFrom: a@quay.example\n\nLate.", "an e-mail"),
    ("a.bib", b"% kept\n@article{ferry,\n title={Late}}", "a bibliography (BibTeX)"),
    ("a.url", b"[InternetShortcut]\r\nURL=https://ferry.example/", "shortcut to a web page"),
]


@pytest.mark.parametrize(("name", "data", "format_"), READ)
def test_what_can_be_read_is_told_by_its_content(name: str, data: bytes, format_: Format) -> None:
    assert sniff(Source(name, data)) is format_


@pytest.mark.parametrize(("name", "data", "message"), REFUSED)
def test_anything_else_is_named_with_the_way_out(name: str, data: bytes, message: str) -> None:
    with pytest.raises(OriginalError) as error:
        sniff(Source(name, data))
    assert message in error.value.problem.message
    assert error.value.problem.file == name


def test_every_mark_in_the_table_is_told_and_has_advice() -> None:
    table = list(rows("importing/data/foreign_formats.tsv"))
    ways = {value for test, value, _, _ in table if test == "way"}
    assert {way for test, _, _, way in table if test != "way"} <= ways
    for test, value, _, _ in table:
        if test.startswith("bytes "):
            with pytest.raises(OriginalError):
                sniff(
                    Source(
                        "a",
                        bytes(range(1, 200)).ljust(int(test[6:]))[: int(test[6:])] + bytes.fromhex(value) + bytes(9),
                    )
                )


@pytest.mark.parametrize(
    "piece", ["<!", "<!--", "<?", "<!x[", "](#", "**a", "__a", "[^a", "x-a:\n", "%\n", "# ", "[", "{"]
)
def test_no_beginning_takes_long(piece: str) -> None:
    begun = time.process_time()
    with suppress(OriginalError):
        sniff(Source("-", piece.encode() * (2_000_000 // len(piece))))
    assert time.process_time() - begun < 1
