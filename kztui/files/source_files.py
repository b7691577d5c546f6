"""Reads the files of an article: they must exist, be readable, not too large, and UTF-8, the one encoding of TOML.

`Examined` is the result of reading them: their text, the data, where each part of it came from, what is wrong.
"""

import codecs
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from kztui.article.findings import Finding, Keys
from kztui.files.problems import (
    ENCODING,
    MISSING_FILE,
    NO_TOML,
    NOT_A_FILE,
    TOO_LARGE,
    UNREADABLE,
    Problem,
    file_problem,
)
from kztui.files.sanitize import sanitize_line

if TYPE_CHECKING:
    from kztui.article.model import ArticleTables

MAX_BYTES = 64 * 1024 * 1024
"""Of all files of an article together. A long report has a hundredth of it."""
MAIN_FILE = "article.toml"


class SourceFile(Struct, frozen=True):
    """A file of an article: its name as it is shown, and its text."""

    name: str
    path: Path
    text: str


class UnreadableError(Exception):
    """A path gives no text; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _mode(path: Path) -> int:
    """The mode of the file or folder, as `stat` gives it. Raises UnreadableError when there is none."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableError(file_problem(str(path), MISSING_FILE, "there is no such file or folder")) from None
    except (OSError, ValueError) as error:
        raise UnreadableError(file_problem(str(path), UNREADABLE, f"cannot be accessed: {_why(error)}")) from None


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def toml_entries(folder: Path) -> list[Path]:
    """All that is called `*.toml` in a folder and is not hidden, by name, `article.toml` first: files or not.

    Raises OSError when the folder cannot be listed.
    """
    entries = [entry for entry in folder.iterdir() if entry.suffix.lower() == ".toml" and entry.name[0] != "."]
    return sorted(entries, key=lambda entry: (entry.name.lower() != MAIN_FILE, entry.name))


def toml_files(path: Path) -> list[Path]:
    """The files at `path`: the file itself, or those among the `toml_entries` of a folder.

    Raises UnreadableError when there are none.
    """
    mode = _mode(path)
    if stat.S_ISREG(mode):
        return [path]
    if not stat.S_ISDIR(mode):
        raise UnreadableError(file_problem(str(path), UNREADABLE, "is neither a file nor a folder"))
    try:
        # One that cannot be examined is reported when it is read.
        files = [entry for entry in toml_entries(path) if not _other_kind(entry)]
    except OSError as error:
        message = f"the folder cannot be read: {_why(error)}"
        raise UnreadableError(file_problem(str(path), UNREADABLE, message)) from None
    if not files:
        raise UnreadableError(file_problem(str(path), NO_TOML, "the folder holds no .toml file"))
    return files


def not_files(path: Path) -> list[Problem]:
    """The problems of what is called `*.toml` in the folder at `path` and is no file; none where it is no folder."""
    try:
        kinds = [(entry, _other_kind(entry)) for entry in toml_entries(path)] if os.path.isdir(path) else []  # noqa: PTH112 - never raises
    except OSError:
        return []
    return [
        file_problem(str(entry), NOT_A_FILE, f"is {kind}, not a file: it is left out") for entry, kind in kinds if kind
    ]


def _other_kind(entry: Path) -> str:
    """What an entry of a folder is; empty for a file, and where that cannot be told."""
    try:
        mode = entry.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "a link that leads nowhere" if entry.is_symlink() else ""
    except OSError as error:
        return "a link that leads to itself" if error.errno == errno.ELOOP else ""
    if stat.S_ISREG(mode):
        return ""
    return "a folder" if stat.S_ISDIR(mode) else "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file. Raises UnreadableError when it cannot be read, or has more than `limit` bytes."""
    if not stat.S_ISREG(_mode(path)):
        raise UnreadableError(file_problem(str(path), UNREADABLE, "is not a file"))
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            raw = file.read(size if 0 < size <= limit else limit + 1)
    except OSError as error:
        raise UnreadableError(file_problem(str(path), UNREADABLE, f"cannot be read: {_why(error)}")) from None
    if len(raw) > limit:
        message = f"has more than {MAX_BYTES // 2**20} MB, alone or with the other files of its article"
        raise UnreadableError(file_problem(str(path), TOO_LARGE, message))
    return raw


_HEAD = 4096


def _wide(raw: bytes) -> str:
    """UTF-16 or UTF-32 where bytes that are not UTF-8, or hold zeros, are in one of these; else empty."""
    from kztui.files.wide_encodings import marked_encoding, unmarked_encoding  # noqa: PLC0415 - nearly all are UTF-8

    return (marked_encoding(raw)[1] or unmarked_encoding(raw))[: len("utf-16")].upper()


def decode(path: Path, raw: bytes) -> str:
    """The text of a UTF-8 file.

    Raises UnreadableError when it is not UTF-8, which names the format that it has instead, or the likely encoding.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if b"\0" in raw[:_HEAD]:
        if name := _format_of(raw):
            raise UnreadableError(_no_toml(path, name))
        if wide := _wide(raw):
            raise UnreadableError(_not_utf8(path, wide))
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        if name := _format_of(raw):
            raise UnreadableError(_no_toml(path, name)) from None
        if wide := _wide(raw):
            raise UnreadableError(_not_utf8(path, wide)) from None
        if name := _binary(raw[:_HEAD]):
            raise UnreadableError(_no_toml(path, name)) from None
        before = raw[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        byte = raw[error.start]
        from kztui.files.encoding_detection import name_near  # noqa: PLC0415 - nearly all files are UTF-8

        found = _not_utf8(path, name_near(raw, error.start), f"byte 0x{byte:02X} here is not UTF-8; ")
        raise UnreadableError(found._replace(line=line, column=column)) from None
    if text.startswith("%PDF-"):
        raise UnreadableError(_no_toml(path, _format_of(raw)))
    return text


def _format_of(raw: bytes) -> str:
    from kztui.files.signatures import name_of  # noqa: PLC0415 - the same

    return name_of(raw)


def _binary(raw: bytes) -> str:
    from kztui.files.signatures import BINARY, is_binary  # noqa: PLC0415 - the same

    return BINARY if is_binary(raw) else ""


def _no_toml(path: Path, name: str) -> Problem:
    """The problem of a file of another format."""
    original = name == "a PDF" or "Word document" in name
    way = "; kztui new makes a draft of an original" if original else ""
    return file_problem(str(path), ENCODING, f"the file is {name}, not TOML{way}")


def _not_utf8(path: Path, name: str, detail: str = "") -> Problem:
    return file_problem(str(path), ENCODING, f"{detail}the file looks like {name}: save it as UTF-8")


def _read(path: Path, limit: int) -> tuple[SourceFile, int] | Problem:
    """One file and the number of its bytes, or why it cannot be read."""
    try:
        raw = read_bytes(path, limit)
        return source_file(path, raw), len(raw)
    except UnreadableError as fault:
        return fault.problem


def source_file(path: Path, raw: bytes) -> SourceFile:
    """The file of these bytes. Raises UnreadableError when they are not UTF-8."""
    return SourceFile(sanitize_line(str(path)), path, decode(path, raw))


def read_files(path: Path) -> tuple[list[SourceFile], list[Problem]]:
    """All files of an article, in order, and the problems of those that cannot be read."""
    try:
        paths = toml_files(path)
    except UnreadableError as fault:
        return [], [fault.problem]
    files: list[SourceFile] = []
    problems: list[Problem] = []
    limit = MAX_BYTES
    for each in paths:
        read = _read(each, limit)
        if isinstance(read, Problem):
            problems.append(read)
            if read.rule == TOO_LARGE.name:
                break
        else:
            files.append(read[0])
            limit -= read[1]
    return files, problems


class FileData(Struct, frozen=True):
    """What was read of one file: its data, sanitized, and what is wrong in it."""

    text: str
    data: dict[str, Any]
    findings: list[Finding]
    is_as_written: bool
    """Whether sanitizing has left the data as the file has it."""


class Provenance(Struct):
    """Which file each part of the merged data came from, and what was left out on the way."""

    starts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """For each list of items: the index of its first entry from a file, and that file, in order."""
    owners: dict[str, int] = field(default_factory=dict)
    """For `article` and `format`: the file that has it."""
    moved: dict[Keys, list[int]] = field(default_factory=dict)
    """For each list with entries left out: the indices that the others had."""

    def as_written(self, path: Keys) -> Keys:
        """`path` with the indices that its entries had before others were left out."""
        if not self.moved:
            return path
        written: Keys = ()
        for part in path:
            kept = self.moved.get(written, [])
            written = (*written, kept[part] if isinstance(part, int) and part < len(kept) else part)
        return written


class Examined(Struct):
    """The result of reading an article's files, whether or not they hold an article."""

    path: Path
    files: list[SourceFile] = field(default_factory=list)
    provenance: Provenance = field(default_factory=Provenance)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """What was found before there was any data to point into."""
    left_out: list[Problem] = field(default_factory=list)
    """What is called like a file of the article and is none; the article is shown without."""
    file: "ArticleTables | None" = None
    read: dict[int, FileData] | None = None
    """What was read of each file, by its index, where that is kept for another version of the article."""

    def own(self, path: Keys) -> tuple[int, Keys]:
        """The file that a place of the data is written in, by its index, and the path in the data of that file."""
        return self.written(self.provenance.as_written(path))

    def written(self, path: Keys) -> tuple[int, Keys]:
        """The same of a path whose indices are as written already."""
        key = str(path[0])
        if key in self.provenance.starts and len(path) > 1 and isinstance(path[1], int):
            start, index = next(entry for entry in reversed(self.provenance.starts[key]) if entry[0] <= path[1])
            return index, (key, path[1] - start, *path[2:])
        return self.provenance.owners.get(key, 0), path

    @property
    def fatal(self) -> bool:
        """Whether there is no article to show."""
        return self.file is None or bool(self.problems) or any(finding.rule.fatal for finding in self.findings)
