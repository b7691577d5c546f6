"""Which encoding a page or text has: by the byte order mark, by what the server or page says, or by detection.

The order is that of HTML's “determining the character encoding” (WHATWG HTML, 13.2.3), save that bytes that are UTF-8
are read as such whatever a page says: saved pages keep the declaration of the page that they were saved from.
"""

import codecs
import re
from functools import cache

from kztui.article.data_tables import rows
from kztui.files.wide_encodings import marked_encoding, unmarked_encoding

HEAD = 4096
"""A page declares its encoding within so many bytes (HTML allows 1,024)."""
MAX_BROKEN = 0.01
"""A declared encoding is believed while it cannot read at most this share of the characters outside ASCII."""

_META = re.compile(rb"<meta[^<>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})")
_ISO_2022_JP = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf_7", "mbcs", "oem"}
    | {"utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"}
)
"""Codecs of Python that no page is in, or none that could declare it."""
REPLACED = "\ufffd"


def decode_source(data: bytes, charset: str = "", *, declared: bool = True) -> str:
    """The text of a source. `charset` is what the server says; with `declared`, what a page says of itself counts."""
    mark, encoding = marked_encoding(data)
    if encoding := encoding or unmarked_encoding(data):
        return data.removeprefix(mark).decode(encoding, "replace")
    if _ISO_2022_JP.search(data) and (text := _decoded(data, "iso2022_jp_ext")) is not None:
        return text
    if (text := _decoded(data, "utf-8")) is not None:
        return text
    labels = [charset.encode(errors="replace")] if charset else []
    if declared:
        head = data[:HEAD]
        labels += [match[1] for pattern in (_META, _XML) if (match := pattern.search(head))]
    for label in labels:
        if (name := codec_of(label.decode("ascii", "replace"))) and (text := _mostly(data, name)) is not None:
            return text
    from kztui.files.encoding_detection import detect  # noqa: PLC0415 - most sources are UTF-8, or say what they are

    return data.decode(detect(data), "replace")


def codec_of(label: str) -> str:
    """The codec that a label of an encoding means; empty for what is none, such as `unknown` or `idna`."""
    label = label.strip().strip("\"'").lower()
    if name := _labels().get(label):
        return name
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return ""
    known = getattr(found, "_is_text_encoding", True) and found.name.replace("-", "_") not in _NO_CHARSETS
    return found.name if known else ""


@cache
def _labels() -> dict[str, str]:
    return {label: codec for codec, labels in rows("importing/data/charset_labels.tsv") for label in labels.split()}


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _mostly(data: bytes, name: str) -> str | None:
    """The bytes in an encoding, unless it cannot read more than a few of them."""
    text = data.decode(name, "replace")
    foreign = sum(byte > 127 for byte in data) if len(data) < 4 * HEAD else len(data) - len(data.translate(None, _HIGH))
    return text if text.count(REPLACED) <= MAX_BROKEN * foreign + 1 else None


_HIGH = bytes(range(128, 256))
