"""From a place in the data to the line and column of a file: exact for keys, values and characters within strings.

`located(examined, findings) -> list[Problem]`, unsorted. Needed for problems alone, and imported only then.
"""

import re
from bisect import bisect_right
from itertools import accumulate

from kztui.article.findings import Finding, Keys, Where
from kztui.files.load import Examined
from kztui.files.problems import Problem
from kztui.files.sanitize import clean_line, guard
from kztui.files.source_files import SourceFile
from kztui.files.toml_tree import TomlMap

LONGEST = 300
"""How many characters of a message are told: it may hold what the file has in place of a word."""
_PIECE = re.compile(r"\\\r?\n\s*|\\[ \t]+\r?\n\s*|\\u....|\\U........|\\x..|\\.|\r\n|.", re.DOTALL)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


def _unescaped(piece: str) -> str:
    kind, digits = piece[1], piece[2:]
    return chr(int(digits, 16)) if kind in "uUx" else _ESCAPES.get(kind, "")


def decoded(literal: str) -> list[tuple[str, int]]:
    """The characters that a TOML string stands for, each with its place in the literal."""
    quote = literal[:3] if literal[:3] in {'"""', "'''"} else literal[:1]
    start = len(quote)
    if start == 3:
        start += 2 if literal[3:5] == "\r\n" else literal[3:4] == "\n"
    inner = literal[: len(literal) - len(quote)]
    if quote[0] == "'":
        return [
            ("\n" if match[0] == "\r\n" else match[0], match.start())
            for match in re.compile(r"\r\n|.", re.DOTALL).finditer(inner, start)
        ]
    found = []
    for match in _PIECE.finditer(inner, start):
        piece = match[0]
        character = "\n" if piece == "\r\n" else _unescaped(piece) if piece[0] == "\\" and len(piece) > 1 else piece
        if character:
            found.append((character, match.start()))
    return found


class _File:
    """One file's text, its lines, and the map of its TOML, which is made when first asked for."""

    def __init__(self, file: SourceFile) -> None:
        self.name = file.name
        self.text = file.text
        self._map: TomlMap | None = None
        self.lines = file.text.split("\n")
        self.starts = list(
            accumulate((len(line) + 1 for line in file.text.encode("utf-8", "surrogatepass").split(b"\n")), initial=0)
        )

    @property
    def map(self) -> TomlMap:
        if self._map is None:
            self._map = TomlMap(self.text)
        return self._map

    def line_column(self, byte: int) -> tuple[int, int]:
        """Line and column, from 1, of a byte offset; the column in characters."""
        line = max(bisect_right(self.starts, byte) - 1, 0)
        line = min(line, len(self.lines) - 1)
        inside = self.lines[line].encode("utf-8", "surrogatepass")[: byte - self.starts[line]]
        return line + 1, len(inside.decode("utf-8", "replace")) + 1

    def span(self, where: Where, path: Keys) -> tuple[int, int]:
        """The bytes that a place of this file means."""
        found, spot = self.map.nearest(path)
        if spot is None:
            return 0, 0
        if where.on_key and found == path:
            return spot.key
        if where.at is not None and found == path:
            return self._within(spot.value, where)
        return spot.value

    def _within(self, value: tuple[int, int], where: Where) -> tuple[int, int]:
        """The bytes of some characters of a string."""
        literal = self.map.source[slice(*value)].decode("utf-8", "surrogatepass")
        if literal[:1] not in {'"', "'"}:
            return value
        characters = decoded(literal)
        at, length = where.at or 0, where.length
        if where.text is not None and "".join(character for character, _ in characters) != where.text:
            at = _same(characters, where.text, at, length)
        if not characters:
            return value
        first = characters[min(at, len(characters) - 1)][1]
        closing = 3 if literal[:3] in {'"""', "'''"} else 1
        end = characters[at + length][1] if at + length < len(characters) else len(literal) - closing
        offset = value[0]
        return (
            offset + len(literal[:first].encode("utf-8", "surrogatepass")),
            offset + len(literal[:end].encode("utf-8", "surrogatepass")),
        )


def _same(characters: list[tuple[str, int]], text: str, at: int, length: int) -> int:
    """Where the piece `text[at : at + length]` of a cleaned text stands in the text as it was written."""
    raw = "".join(character for character, _ in characters)
    piece = text[at : at + length]
    found = -1
    for _ in range(text.count(piece, 0, at) + 1):
        found = raw.find(piece, found + 1)
    return found if found >= 0 else at


class _Locator:
    """Turns findings into problems, for one article."""

    def __init__(self, examined: Examined) -> None:
        self.examined = examined
        self._files: dict[int, _File] = {}

    def file(self, index: int) -> _File:
        if index not in self._files:
            self._files[index] = _File(self.examined.files[index])
        return self._files[index]

    def own(self, where: Where) -> tuple[int, Keys]:
        """Which file a place is in, and its path in that file alone."""
        known = where.as_written or where.file is not None
        path = where.path if known else self.examined.layout.as_written(where.path)
        if where.file is not None or not path:
            return where.file or 0, path
        layout = self.examined.layout
        key = str(path[0])
        if key in layout.starts and len(path) > 1 and isinstance(path[1], int):
            start, index = next(entry for entry in reversed(layout.starts[key]) if entry[0] <= path[1])
            return index, (key, path[1] - start, *path[2:])
        return layout.owners.get(key, 0), path

    def place(self, where: Where) -> tuple[_File, int, int, int]:
        """The file, line, column and length that are meant."""
        index, path = self.own(where)
        file = self.file(index)
        if where.line:
            # The parser of TOML counts on into what it expected after the line.
            line = min(where.line, len(file.lines))
            return file, line, min(where.column, len(file.lines[line - 1].rstrip("\r")) + 1), 1
        start, end = file.span(where, path)
        line, column = file.line_column(start)
        last, after = file.line_column(max(end, start))
        length = after - column if last == line else len(file.lines[line - 1].rstrip("\r")) - column + 1
        return file, line, column, max(length, 1)

    def problem(self, finding: Finding) -> Problem:
        rule = finding.rule
        message, suggestion = clean_line(finding.message), clean_line(finding.suggestion)
        if len(message) > LONGEST:
            message = message[: LONGEST - 1] + "…"
        if len(suggestion) > LONGEST:
            suggestion = ""
        if finding.also:
            other, line, column, _ = self.place(finding.also)
            message = f"{message} ({other.name}:{line}:{column})"
        if not self.examined.files:
            return Problem(clean_line(str(self.examined.path)), 1, 1, rule.severity, rule.name, message, suggestion)
        file, line, column, length = self.place(finding.where)
        source = guard(file.lines[line - 1].rstrip("\r")) if line <= len(file.lines) else ""
        return Problem(file.name, line, column, rule.severity, rule.name, message, suggestion, source, length)


def located(examined: Examined, findings: list[Finding]) -> list[Problem]:
    """The findings as problems of the files they are in."""
    if not findings:
        return []
    locator = _Locator(examined)
    return [locator.problem(finding) for finding in findings]
