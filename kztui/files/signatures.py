"""What a file is that is no text, by the bytes that formats begin with: pictures, archives, programs and others.

`signature_of(data)` tells those that are told by a mark alone; `name_of(data)` also PDF, ZIP and old Office files, of
which there is more to tell.
"""

from functools import cache
from typing import NamedTuple

from kztui.article.data_tables import rows

PDF_HEAD = 1024
"""The mark of a PDF lies somewhere within so many bytes (PDF 1.7, implementation note 13)."""
BINARY = "binary data of no kind that is known here"
CONTROL_SHARE = 0.05
"""Data with more control characters than this share is no text."""
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
# Tab, line feed, vertical tab, form feed, carriage return, and the escape of ISO-2022-JP are in texts.
_CONTROL = bytes(sorted({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}))


class Signature(NamedTuple):
    """A mark of a format, at an offset; what a file with it is called, and the advice on it."""

    mark: bytes
    offset: int
    name: str
    advice: str


@cache
def _signatures() -> tuple[Signature, ...]:
    table = rows("files/data/file_signatures.tsv")
    return tuple(Signature(bytes.fromhex(mark), int(where[6:]), name, advice) for where, mark, name, advice in table)


def is_binary(data: bytes) -> bool:
    """Whether bytes in no encoding that is known are no text, by their control characters."""
    return control_characters(data) > CONTROL_SHARE * len(data)


def control_characters(data: bytes) -> int:
    """How many bytes of `data` are control characters that no text has."""
    return len(data) - len(data.translate(None, _CONTROL))


def signature_of(data: bytes) -> Signature | None:
    """The signature that `data` has, if any.

    A mark of letters, such as “BM” or “OTTO”, may be but the first word of a text.
    """
    for signature in _signatures():
        is_word = signature.mark.isalnum() and not control_characters(data[:512])
        if data.startswith(signature.mark, signature.offset) and not is_word:
            return signature
    return None


def name_of(data: bytes) -> str:
    """What `data` is called if it is of a format other than text; else empty."""
    if data.startswith(ZIP):
        return "a ZIP archive, Word document or other Office file"
    if b"%PDF-" in data[:PDF_HEAD]:
        return "a PDF"
    if data.startswith(OLE):
        return "an old Office document"
    found = signature_of(data)
    return found.name if found else ""
