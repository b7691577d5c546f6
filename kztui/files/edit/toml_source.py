"""The TOML of one file as it is written: its bytes, its data, and where in the bytes each value and table stands."""

import codecs
from functools import cached_property
from typing import Any

import tomli

from kztui.article.findings import Keys
from kztui.files.toml_tree import TomlBlock, TomlPair, TomlTree


class TomlSource:
    """One file. Paths are those of its own data: keys, and the numbers of entries of lists.

    Offsets are bytes of `body`, which is the content without a byte order mark.
    """

    def __init__(self, content: bytes, data: dict[str, Any] | None = None) -> None:
        """`data` is what the content is parsed to, where that is known."""
        self.content = content
        if data is not None:
            self.data = data
        self.mark = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
        """How many bytes stand before `body`."""
        self.body = content[self.mark :]
        self.newline = "\r\n" if b"\r\n" in self.body[: self.body.find(b"\n") + 1] else "\n"

    @cached_property
    def tree(self) -> TomlTree:
        """The syntax tree; its byte offsets count from behind a byte order mark."""
        return TomlTree(self.body.decode("utf-8"))

    @cached_property
    def data(self) -> dict[str, Any]:
        """The data, parsed. Raises tomli.TOMLDecodeError where it is no TOML."""
        return tomli.loads(self.body.decode("utf-8"))

    def get(self, path: Keys, default: Any = None) -> Any:
        """The value at a path; `default` where there is none."""
        found: Any = self.data
        try:
            for part in path:
                found = found[part]
        except (KeyError, IndexError, TypeError):
            return default
        return found

    def blocks(self, path: Keys) -> list[TomlBlock]:
        """The blocks of a table and of all tables in it."""
        return [block for block in self.tree.blocks if block.path[: len(path)] == path]

    @cached_property
    def _by_path(self) -> dict[Keys, TomlBlock]:
        return {block.path: block for block in reversed(self.tree.blocks)}

    def block(self, path: Keys) -> TomlBlock | None:
        """The block of a table that has a header of its own."""
        return self._by_path.get(path)

    def pairs(self, path: Keys) -> list[TomlPair]:
        """The pairs that are written for a value: several where its keys are dotted; none where it is in blocks."""
        for length in range(len(path)):
            found = [pair for pair in self.tree.pairs_of(path[:length]) if _leads_to(pair.path, path)]
            if found:
                return found
        return []

    def span(self, path: Keys) -> tuple[int, int] | None:
        """The bytes of the value at a path, where it is written as one value."""
        known, spans = self.tree.nearest(path)
        if spans is None or known != path:
            return None
        is_entry = isinstance(path[-1], int) and self.block(path) is None
        return spans.value if is_entry or path in self.tree.pairs else None

    def text_at(self, span: tuple[int, int]) -> str:
        """The source between two byte offsets."""
        return self.body[slice(*span)].decode("utf-8")


def _leads_to(pair: Keys, path: Keys) -> bool:
    """Whether a pair writes the value at `path`, or a part of it."""
    return pair[: len(path)] == path
