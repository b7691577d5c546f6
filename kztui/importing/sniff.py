"""What the bytes of a source are, told by their content; what is no article is named, with the way out.

`sniff(source) -> Format`. The name of a file decides only where the content leaves open whether it is Markdown or HTML.
"""

import io
import json
import re
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import PurePath

from kztui.article.data_tables import rows
from kztui.files.problems import UNREADABLE, file_problem
from kztui.files.signatures import BINARY, OLE, PDF_HEAD, ZIP, is_binary, signature_of
from kztui.files.wide_encodings import marked_encoding, unmarked_encoding
from kztui.importing.source import OriginalError, Source

HEAD = 64 * 1024
"""How many bytes from the beginning are looked at."""
MAX_DIRECTORY = 4 * 1024 * 1024
"""How many bytes the list of what a ZIP archive holds may have: that of ten thousand files has a quarter."""

_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".qmd", ".rmd"})
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", ".php", ".asp", ".aspx", ".jsp"})
_TEXT_NAMES = frozenset({".txt", ".text", ".asc"})
_PROLOG = (("<!--", "-->"), ("<?", "?>"), ("<!", ">"))
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta)\b", re.IGNORECASE)
_FRAGMENT = re.compile(
    r"<(?:div|p|article|main|section|header|h[1-6]|table|span|ul|ol|blockquote|center|font|a|img|br)\b", re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[\w-]+:|#)")
_MARKDOWN = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^#{1,6} \S",
        r"^\S[^\n]*\n(?:={3,}|-{3,})[ \t]*$",
        r"\]\((?:https?://|#|/|\./|mailto:)[^\s)]{0,400}\)",
        r"(?<![\w*])\*\*[^\s*][^*\n]*\*\*|(?<!\w)__[^\s_][^_\n]*__",
        r"^```|^~~~",
        r"^\[\^?[^\]\n]{1,80}\]: \S",
    )
)


class Format(Enum):
    """A format that can be read."""

    HTML = "HTML page"
    PDF = "PDF"
    DOCX = "Word document"
    MARKDOWN = "Markdown"
    TEXT = "text"


def sniff(source: Source) -> Format:
    """The format of a source. Raises OriginalError, which names what else it is, when no reader knows it."""
    data = source.data
    if not data.strip(b"\0 \t\r\n\x0b\x0c"):
        raise _refused(source, "an empty file" if not data else "blanks alone", "empty")
    if b"%PDF-" in data[:PDF_HEAD] and not data.startswith(ZIP):
        return Format.PDF
    if data.startswith(ZIP):
        return _zip(source)
    if data.startswith(OLE):
        raise _refused(source, *_first("ole", lambda name: name.encode("utf-16-le") in data))
    if signature := signature_of(data):
        raise _refused(source, signature.name, signature.advice)
    return _text(source, _head(source))


def _head(source: Source) -> str:
    """The beginning of a text, a character for each byte where its encoding is not known. Raises OriginalError."""
    data = source.data[:HEAD]
    mark, encoding = marked_encoding(data)
    if mark:
        return data.removeprefix(mark).decode(encoding, "replace")
    if encoding := unmarked_encoding(data):
        text = data.decode(encoding, "replace")
        if not is_binary(text.encode()):
            return text
    if is_binary(data):
        raise _refused(source, BINARY, "unknown")
    return data.decode("latin-1")


def _text(source: Source, head: str) -> Format:
    suffix = PurePath(source.name).suffix.lower() if not source.url else ""
    rest = _without_prolog(head)
    if _PAGE.match(rest):
        return Format.HTML
    if head.lstrip().startswith("<?xml") or (rest[:1] == "<" and suffix == ".xml"):
        root = _ROOT.match(rest)
        name = root[1].lower() if root else ""
        if name == "html":
            return Format.HTML
        raise _refused(source, *_first("xml", lambda known: name == known))
    if _FRAGMENT.match(rest) and suffix not in _MARKDOWN_NAMES | _TEXT_NAMES:
        return Format.HTML
    if suffix in _HTML_NAMES and "<" in head:
        return Format.HTML
    for test, value, name, way in _foreign():
        if test == "text" and re.match(value, head):
            raise _refused(source, name, way)
    if _is_json(source, head):
        raise _refused(source, "JSON data", "not")
    if suffix in _MARKDOWN_NAMES or _looks_like_markdown(head, 3 if suffix in _TEXT_NAMES else 2):
        return Format.MARKDOWN
    return Format.TEXT


def _without_prolog(head: str) -> str:
    """What follows blanks, comments, processing instructions and declarations other than that of HTML."""
    at, end = 0, len(head)
    while at < end:
        if head[at].isspace():
            at += 1
            continue
        closing = next((close for opening, close in _PROLOG if head.startswith(opening, at)), "")
        if not closing or _PAGE.match(head, at):
            break
        if closing == ">" and "[" in head[at : head.find(">", at)]:
            closing = "]>"
        found = head.find(closing, at)
        at = found + len(closing) if found >= 0 else end
    return head[at : at + 4096]


def _looks_like_markdown(head: str, wanted: int) -> bool:
    """Whether a text has front matter, or so many kinds of the marks of Markdown."""
    return bool(_FRONT_MATTER.match(head)) or sum(bool(mark.search(head)) for mark in _MARKDOWN) >= wanted


def _is_json(source: Source, head: str) -> bool:
    if head.lstrip()[:1] not in {"{", "["} or source.data.rstrip()[-1:] not in b"}]":
        return False
    try:
        json.loads(source.data)
    except (ValueError, RecursionError):
        return False
    return True


def _zip(source: Source) -> Format:
    """DOCX; what else a ZIP archive is, is said by an error."""
    import zipfile  # noqa: PLC0415 - most originals are pages and texts

    end = source.data.rfind(b"PK\x05\x06")
    if end >= 0 and int.from_bytes(source.data[end + 12 : end + 16], "little") > MAX_DIRECTORY:
        raise _refused(source, f"a ZIP archive with a list of more than {MAX_DIRECTORY // 2**20} MB", "archive")
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
            if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
                return Format.DOCX
            info = archive.getinfo("mimetype") if "mimetype" in names else None
            kind = archive.read(info).decode("latin-1") if info and info.file_size < 200 else ""
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
        EOFError,
    ) as error:
        broken = f"a damaged ZIP archive or Word document ({str(error).rstrip('.').lower()})"
        raise _refused(source, broken, "damaged") from None
    if kind:
        raise _refused(source, *_first("mimetype", kind.startswith))
    raise _refused(source, *_first("zip", lambda known: any(name.startswith(known) for name in names)))


@cache
def _foreign() -> tuple[tuple[str, str, str, str], ...]:
    return tuple((test, value, name, way) for test, value, name, way in rows("importing/data/foreign_formats.tsv"))


def _first(test: str, matches: Callable[[str], bool]) -> tuple[str, str]:
    """What the first row of that test whose value matches calls the file, and its advice."""
    return next((name, way) for kind, value, name, way in _foreign() if kind == test and (not value or matches(value)))


def _refused(source: Source, name: str, way: str) -> OriginalError:
    """The error that says what a source is, and what to do instead."""
    advice = next(text for kind, key, text, _ in _foreign() if kind == "way" and key == way)
    return OriginalError(file_problem(source.name, UNREADABLE, f"is {name}: {advice}"))
