"""The source positions of every key, value, table and list entry of a TOML file, from tree-sitter's syntax tree.

Only problems and edits need them, so the parser is imported and run only when there are some.
"""

import re
from functools import cached_property
from typing import NamedTuple

import tomli
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from kztui.article.findings import Keys

_LANGUAGE = Language(tree_sitter_toml.language())

DEEPEST = 16
"""How many parts of a path are told apart: more than any of the format has."""
LONGEST_HEADER = 200
"""How many bytes the key of a table header may have: those of the format have a fifth of it."""
_TOKEN = re.compile(
    rb'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|,(?=(?:\s|#[^\n]*\n)*\})|\n',
    re.DOTALL,
)
_CLOSING = frozenset({"]", "]]"})
_NESTED = frozenset({"array", "inline_table"})
_NEW_ESCAPE = re.compile(rb"(\\\\)|\\e|\\x[0-9A-Fa-f]{2}")


class TomlSpans(NamedTuple):
    """The source of an entry: byte offsets (start, end) of its key or table header, and of its value."""

    key: tuple[int, int]
    value: tuple[int, int]


class TomlPair(NamedTuple):
    """A key with its value: the path of the value, that of the table it is written in, and the byte offsets of both.

    They differ by more than one key where the key is dotted. `inline` says whether the table is written in braces.
    """

    path: Keys
    table: Keys
    inline: bool
    start: int
    end: int


class TomlBlock(NamedTuple):
    """A table with a header of its own: its path, and the byte offsets of its header and of the end of its last pair.

    The path of an entry of an array of tables ends in its number.
    """

    path: Keys
    header: tuple[int, int]
    end: int
    is_entry: bool


def _as_toml_1_0(source: bytes) -> bytes:
    """`source` in TOML 1.0, of the same length in bytes, for the grammar, which does not know TOML 1.1.

    Line breaks, comments and trailing commas in inline tables become blanks; two new escapes become older ones.
    """
    open_brackets: list[bytes] = []

    def token(match: re.Match[bytes]) -> bytes:
        """What replaces a token; as many bytes."""
        text = match[0]
        first = text[:1]
        if first == b'"':
            return _NEW_ESCAPE.sub(lambda found: found[1] or b"\\b" + b" " * (len(found[0]) - 2), text)
        if first in b"[{":
            open_brackets.append(first)
        elif first in b"]}" and open_brackets:
            open_brackets.pop()
        elif open_brackets[-1:] == [b"{"] and first in b"#\n,":
            return b" " * len(text)
        return text

    return _TOKEN.sub(token, source)


def _parts(key: Node) -> list[tuple[str, tuple[int, int]]]:
    """The parts of a dotted key, with their spans: `a.b."c d"` has three. Its tree may be deep, so no recursion."""
    names: list[tuple[str, tuple[int, int]]] = []
    waiting = [key]
    while waiting:
        node = waiting.pop()
        if node.type == "dotted_key":
            waiting += reversed(node.named_children)
            continue
        text = (node.text or b"").decode()
        name = text if node.type == "bare_key" else next(iter(tomli.loads(f"{text}=0")), "")
        names.append((name, _span(node)))
    return names


def _span(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte


def _header(table: Node) -> tuple[Node | None, Node]:
    """The key of a table header, None where it lacks one, and its closing bracket.

    They are nearly always the second and third of many children.
    """
    if table.child_count > 2 and table.child(1).type.endswith("_key") and table.child(2).type in _CLOSING:
        return table.child(1), table.child(2)
    children = table.children
    closing = next((child for child in children if child.type in _CLOSING), table)
    return next((child for child in children if child.is_named and child.type.endswith("_key")), None), closing


class TomlTree:
    """The spans of one file, by path. The tables of an array of tables are numbered from 0.

    Only the headers are read at first; the entries of a table are read when one of them is looked up.
    """

    def __init__(self, text: str) -> None:
        self.source = text.encode("utf-8", "surrogatepass")
        self.spans: dict[Keys, TomlSpans] = {}
        self._tables: dict[Keys, int] = {}
        self._unread: dict[Keys, list[Node]] = {}
        self._headed: list[tuple[Keys, tuple[int, int], Node]] = []
        self.pairs: dict[Keys, TomlPair] = {}
        self._of_table: dict[Keys, list[TomlPair]] = {}
        parser = Parser(_LANGUAGE)
        root = parser.parse(self.source).root_node
        if root.has_error:
            root = parser.parse(_as_toml_1_0(self.source)).root_node
        for child in root.named_children:
            if child.type == "pair":
                self._pair(child, ())
            elif child.type in {"table", "table_array_element"}:
                self._table(child)

    def _table(self, node: Node) -> None:
        key, closing = _header(node)
        if key is None or key.end_byte - key.start_byte > LONGEST_HEADER:
            return
        path: Keys = ()
        header = node.start_byte, closing.end_byte
        parts = _parts(key)
        if len(parts) > DEEPEST:
            return
        for at, (part, span) in enumerate(parts):
            path = (*path, part)
            if node.type == "table_array_element" and at == len(parts) - 1:
                self._tables[path] = self._tables.get(path, -1) + 1
            self.spans.setdefault(path, TomlSpans(span, header))
            if path in self._tables:
                path = (*path, self._tables[path])
                self.spans.setdefault(path, TomlSpans(span, header))
        self._unread.setdefault(path, []).append(node)
        self._headed.append((path, header, node))

    def _pair(self, pair: Node, table: Keys) -> None:
        """Add a pair and all that its value holds. Values may be nested deeply, so this is not recursive."""
        waiting = [(pair, table)]
        while waiting:
            node, path = waiting.pop()
            inner = [child for child in node.named_children if child.type not in {"comment", "ERROR"}]
            if node.type == "pair" and len(inner) > 1:
                outer = path
                for part, span in _parts(inner[0]):
                    path = (*path, part)
                    self.spans.setdefault(path, TomlSpans(span, _span(inner[1])))
                start, end = inner[0].start_byte, inner[1].end_byte
                self.pairs[path] = TomlPair(path, outer, node is not pair, start, end)
                self._of_table.setdefault(outer, []).append(self.pairs[path])
                if inner[1].type in _NESTED:
                    waiting.append((inner[1], path))
            elif node.type == "inline_table":
                waiting += [(child, path) for child in inner]
            elif node.type == "array":
                for at, entry in enumerate(inner):
                    here = (*path, at)
                    self.spans[here] = TomlSpans(_span(entry), _span(entry))
                    if entry.type in _NESTED:
                        waiting.append((entry, here))

    def nearest(self, path: Keys) -> tuple[Keys, TomlSpans | None]:
        """The nearest enclosing path of `path` that exists, or itself, and its spans; None when there is none."""
        for length in range(len(path)):
            self._read(path[:length])
        while path and path not in self.spans:
            path = path[:-1]
        return path, self.spans.get(path)

    def _read(self, path: Keys) -> None:
        """Read the entries of the table at `path`, unless that is done."""
        for table in self._unread.pop(path, ()):
            for child in table.named_children:
                if child.type == "pair":
                    self._pair(child, path)

    def pairs_of(self, table: Keys) -> list[TomlPair]:
        """The pairs that are written in the table at `path`, in the order of the file."""
        self.nearest((*table, ""))
        return sorted(self._of_table.get(table, ()), key=lambda pair: pair.start)

    @cached_property
    def blocks(self) -> list[TomlBlock]:
        """The tables with headers, in the order of the file."""
        found = []
        for path, header, node in self._headed:
            end = header[1]
            for child in reversed(node.named_children):
                values = [each for each in child.named_children if each.type != "comment"]
                if child.type == "pair" and len(values) > 1:
                    end = values[1].end_byte
                    break
            found.append(TomlBlock(path, header, end, node.type == "table_array_element"))
        return found
