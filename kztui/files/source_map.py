"""From a path in the data to line and column in a file: for keys, values, and characters within strings.

`locate_findings(examined, findings) -> list[Problem]`, unsorted. Imported only when there are problems.
"""

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from kztui.article.findings import Finding, Keys, Where
from kztui.files.problems import Problem
from kztui.files.sanitize import mask_unsafe, sanitize_line
from kztui.files.source_files import Examined, SourceFile
from kztui.files.toml_tree import TomlTree

LONGEST = 300
"""How many characters of a message are kept: it may quote a long value of the file."""
_PIECE = re.compile(r"\\\r?\n\s*|\\[ \t]+\r?\n\s*|\\u....|\\U........|\\x..|\\.|\r\n|.", re.DOTALL)
_CHARACTER = re.compile(r"\r\n|.", re.DOTALL)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def _size(text: str) -> int:
    """How many bytes the text takes in its file."""
    return len(text.encode("utf-8", "surrogatepass"))


def _unescaped(piece: str) -> str:
    kind, digits = piece[1], piece[2:]
    return chr(int(digits, 16)) if kind in "uUx" else _ESCAPES.get(kind, "")


def decode_string(literal: str) -> list[tuple[str, int]]:
    """The characters of a TOML string literal, each with its offset in the literal."""
    quote = literal[:3] if literal[:3] in {'"""', "'''"} else literal[:1]
    start = len(quote)
    if start == 3:
        start += 2 if literal[3:5] == "\r\n" else literal[3:4] == "\n"
    inner = literal[: len(literal) - len(quote)]
    if quote[0] == "'":
        matches = _CHARACTER.finditer(inner, start)
        return [("\n" if match[0] == "\r\n" else match[0], match.start()) for match in matches]
    found = []
    for match in _PIECE.finditer(inner, start):
        piece = match[0]
        character = "\n" if piece == "\r\n" else _unescaped(piece) if piece[0] == "\\" and len(piece) > 1 else piece
        if character:
            found.append((character, match.start()))
    return found


class _File:
    """The text of one file, its lines, and its syntax tree, which is made when first needed."""

    def __init__(self, file: SourceFile) -> None:
        self.name = file.name
        self.text = file.text
        self.lines = file.text.split("\n")
        self.starts = list(accumulate((_size(line) + 1 for line in self.lines), initial=0))

    @cached_property
    def tree(self) -> TomlTree:
        """The syntax tree, parsed at first use."""
        return TomlTree(self.text)

    def line_column(self, byte: int) -> tuple[int, int]:
        """Line and column, from 1, of a byte offset; the column in characters."""
        line = max(bisect_right(self.starts, byte) - 1, 0)
        line = min(line, len(self.lines) - 1)
        inside = self._line_as_bytes(line)[: byte - self.starts[line]]
        return line + 1, len(inside.decode("utf-8", "replace")) + 1

    # A hostile file has thousands of problems on one line of a megabyte: what is made of it is made once.

    @lru_cache(maxsize=4)  # noqa: B019 - a file is one of those of one check, which ends
    def _line_as_bytes(self, line: int) -> bytes:
        return self.lines[line].encode("utf-8", "surrogatepass")

    @lru_cache(maxsize=4)  # noqa: B019 - the same
    def shown_line(self, line: int) -> str:
        """The line of that number, from 1, as it is shown under a problem."""
        return mask_unsafe(self.lines[line - 1].rstrip("\r")) if line <= len(self.lines) else ""

    @lru_cache(maxsize=4)  # noqa: B019 - the same
    def _string(self, value: tuple[int, int]) -> tuple[str, list[tuple[str, int]], str]:
        """A string as written, its characters with their offsets, and its text."""
        literal = self.tree.source[slice(*value)].decode("utf-8", "surrogatepass")
        characters = decode_string(literal) if literal[:1] in {'"', "'"} else []
        return literal, characters, "".join(character for character, _ in characters)

    def span(self, where: Where, path: Keys) -> tuple[int, int]:
        """The byte offsets (start, end) of a place in this file."""
        found, spans = self.tree.nearest(path)
        if spans is None:
            return 0, 0
        if where.on_key and found == path:
            return spans.key
        if where.at is not None and found == path:
            return self._within(spans.value, where)
        return spans.value

    def _within(self, value: tuple[int, int], where: Where) -> tuple[int, int]:
        """The byte offsets of a part of a string."""
        literal, characters, raw = self._string(value)
        if literal[:1] not in {'"', "'"}:
            return value
        at, length = where.at or 0, where.length
        if where.text is not None and raw != where.text:
            at = _offset_as_written(raw, where.text, at, length)
        if not characters:
            return value
        first = characters[min(at, len(characters) - 1)][1]
        closing = 3 if literal[:3] in {'"""', "'''"} else 1
        end = characters[at + length][1] if at + length < len(characters) else len(literal) - closing
        return value[0] + _size(literal[:first]), value[0] + _size(literal[:end])


def _offset_as_written(raw: str, text: str, at: int, length: int) -> int:
    """The offset of `text[at : at + length]`, a part of a sanitized text, in the text as written."""
    piece = text[at : at + length]
    found = -1
    for _ in range(text.count(piece, 0, at) + 1):
        found = raw.find(piece, found + 1)
    return found if found >= 0 else at


class _Locator:
    """Turns the findings of one article into problems."""

    def __init__(self, examined: Examined) -> None:
        self.examined = examined
        self._files: dict[int, _File] = {}

    def file(self, index: int) -> _File:
        """The file at an index."""
        if index not in self._files:
            self._files[index] = _File(self.examined.files[index])
        return self._files[index]

    def own(self, where: Where) -> tuple[int, Keys]:
        """The index of the file of a place, and the path within that file."""
        if where.file is not None or not where.path:
            return where.file or 0, where.path
        return self.examined.written(where.path) if where.as_written else self.examined.own(where.path)

    def place(self, where: Where) -> tuple[_File, int, int, int]:
        """The file, line, column and length of a place."""
        index, path = self.own(where)
        file = self.file(index)
        if where.line:
            # The TOML parser may report a column behind the end of the line.
            line = min(where.line, len(file.lines))
            return file, line, min(where.column, len(file.lines[line - 1].rstrip("\r")) + 1), 1
        start, end = file.span(where, path)
        line, column = file.line_column(start)
        last, after = file.line_column(max(end, start))
        length = after - column if last == line else len(file.lines[line - 1].rstrip("\r")) - column + 1
        return file, line, column, max(length, 1)

    def problem(self, finding: Finding) -> Problem:
        """The finding with its file, line, column and length; its message shortened."""
        rule = finding.rule
        message, suggestion = sanitize_line(finding.message), sanitize_line(finding.suggestion)
        if len(message) > LONGEST:
            message = message[: LONGEST - 1] + "…"
        if len(suggestion) > LONGEST:
            suggestion = ""
        if finding.also:
            other, line, column, _ = self.place(finding.also)
            message = f"{message} ({other.name}:{line}:{column})"
        if not self.examined.files:
            return Problem(sanitize_line(str(self.examined.path)), 1, 1, rule.severity, rule.name, message, suggestion)
        file, line, column, length = self.place(finding.where)
        source = file.shown_line(line)
        return Problem(file.name, line, column, rule.severity, rule.name, message, suggestion, source, length)


def locate_findings(examined: Examined, findings: list[Finding]) -> list[Problem]:
    """The findings as problems of the files they are in."""
    if not findings:
        return []
    locator = _Locator(examined)
    return [locator.problem(finding) for finding in findings]
