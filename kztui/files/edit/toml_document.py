"""The TOML of one file, edited in place: keys are set and removed, tables added and removed, all else stays.

    document = TomlDocument(b'[[actors]]\\nid = "x"\\n')
    document.set_value(("actors", 0), "name", "X", order=("id", "name"))
    document.splices()

All edits of one document are counted in the file as it was; none sees what another has changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kztui.article.findings import Keys
from kztui.files.edit import toml_arrays
from kztui.files.edit.splices import SpliceCollector, Splices, spliced
from kztui.files.edit.toml_lines import (
    blank,
    comment_end,
    comments_below,
    cut_of_block,
    cut_of_pair,
    indent_of,
    line_end,
    line_start,
)
from kztui.files.edit.toml_literals import TextEdit, edit_literal, encode_key, encode_prose, encode_value
from kztui.files.edit.toml_source import TomlSource
from kztui.files.toml_tree import TomlBlock, TomlPair


class TomlDocument(TomlSource):
    """One file, and the edits of it."""

    def __init__(self, content: bytes, data: dict[str, Any] | None = None) -> None:
        super().__init__(content, data)
        self._edits = SpliceCollector(content)
        self._removed: dict[Keys, set[int]] = {}

    def splices(self) -> Splices:
        """The edits so far, counted in the bytes of the file."""
        return self._edits.splices()

    def result(self) -> bytes:
        """The bytes of the file after the edits."""
        return spliced(self.content, self.splices())

    # Values.

    def set_value(self, table: Keys, key: str | int, value: Any, order: Sequence[str] = (), written: str = "") -> None:
        """Set a key of a table: its value is replaced, or the key inserted where `order` has it; or an entry of a list.

        `written` is the value as TOML where that is not to be decided here.
        """
        span = self.span((*table, key))
        written = written or self.encoded(value)
        if span is not None:
            self._replace(*span, self._like(span, value, written))
            return
        if self.get((*table, key)) is not None:
            self.remove((*table, key))
        self._insert(table, str(key), written, order)

    def encoded(self, value: object) -> str:
        """A value as TOML, with the line breaks of this file."""
        if isinstance(value, str) and (" " in value or "\n" in value):
            return encode_prose(value, self.newline)
        return encode_value(value)

    def _like(self, span: tuple[int, int], value: object, written: str) -> str:
        """A new value in lines of its own where the old one is, if it is a text."""
        if isinstance(value, str) and self.body[span[0] :].startswith((b'"""', b"'''")):
            return encode_prose(value, self.newline, in_lines=True)
        return written

    def rename_key(self, path: Keys, new: str) -> None:
        """Give the key at a path another name; its value stays."""
        known, spans = self.tree.nearest(path)
        if spans is not None and known == path:
            self._replace(*spans.key, encode_key(new))

    def edit_text(self, path: Keys, edits: Sequence[TextEdit]) -> None:
        """Change stretches of the string at a path; they are counted in the string as the file has it."""
        span = self.span(path)
        if span is None or not edits:
            return
        literal = self.text_at(span)
        for start, end, new in edit_literal(literal, edits, self.newline):
            low = span[0] + len(literal[:start].encode())
            self._replace(low, low + len(literal[start:end].encode()), new)

    def _insert(self, table: Keys, key: str, written: str, order: Sequence[str]) -> None:
        pairs = self.tree.pairs_of(table)
        at = len(table)
        before = set(order[: order.index(key)] if key in order else ())
        # A table whose keys are dotted has its pairs in the table around it.
        after = [pair for pair in pairs if pair.path[at] in before] or (pairs if key not in order else [])
        line = f"{encode_key(key)} = {written}"
        span, block = self.span(table), self.block(table)
        if span is not None:
            self._insert_inline(span, pairs, after, line)
        elif after:
            self._insert_line(after[-1].end, line, indent_of(self.body, after[-1].start))
        elif block is not None:
            self._insert_line(block.header[1], line, indent_of(self.body, block.header[0]))
        elif table and (dotted := self.pairs(table)):
            prefix = ".".join(encode_key(str(part)) for part in table[len(dotted[-1].table) :])
            self._insert_line(dotted[-1].end, f"{prefix}.{line}", indent_of(self.body, dotted[-1].start))
        elif not table:
            self._insert_at_top(pairs, line)
        else:
            self._append(f"[{'.'.join(encode_key(str(part)) for part in table)}]\n{line}\n")

    def _insert_inline(
        self, span: tuple[int, int], pairs: Sequence[TomlPair], after: Sequence[TomlPair], line: str
    ) -> None:
        if not pairs:
            self._replace(*span, f"{{ {line} }}")
        elif after:
            self._put(after[-1].end, f", {line}")
        else:
            self._put(pairs[0].start, f"{line}, ")

    def _insert_line(self, at: int, line: str, indent: str) -> None:
        """Insert a line below the one that `at` is on."""
        end = line_end(self.body, at)
        if end == len(self.body) and not self.body.endswith(b"\n"):
            self._put(end, f"{self.newline}{indent}{line}")
        else:
            self._put(end, f"{indent}{line}{self.newline}")

    def _insert_at_top(self, pairs: Sequence[TomlPair], line: str) -> None:
        if pairs:
            self._insert_line(pairs[-1].end, line, "")
            return
        first = self.tree.blocks[0].header[0] if self.tree.blocks else len(self.body)
        start = line_start(self.body, first)
        while start and not blank(self.body, line_start(self.body, start - 1), start):
            start = line_start(self.body, start - 1)
        self._put(start, f"{line}{self.newline}{self.newline}")

    # Lists.

    def extend(
        self,
        table: Keys,
        key: str,
        values: Sequence[object],
        order: Sequence[str] = (),
        before: int | None = None,
        written: str = "",
    ) -> None:
        """Add values to a list of a table, before its entry number `before` or at its end; the list is made.

        `written` is their source where that is known.
        """
        path = (*table, key)
        span, known = self.span(path), self.get(path)
        if not values:
            return
        if span is not None:
            entries = [spans.value for at in range(len(known)) if (spans := self.tree.nearest((*path, at))[1])]
            written = written or ", ".join(map(encode_value, values))
            if before is None:  # what is removed is nothing to stand behind
                removed = self._removed.get(path, ())
                entries = [entry for number, entry in enumerate(entries) if number not in removed]
            for place, text in toml_arrays.added(self.body, span, entries, written, before):
                self._put(place, text.replace("\n", self.newline))
        elif known is None:
            self._insert(table, key, encode_value(values), order)
        else:
            text = self.newline.join(self.table_text(path, value) for value in values if isinstance(value, Mapping))
            self.add_block(path, text)

    def remove_entries(self, path: Keys, numbers: Iterable[int]) -> None:
        """Remove entries of a list, all at once; the key of the list with the last of them.

        What is added to the same list is to be added after that.
        """
        gone = self._removed[path] = set(numbers)
        known = self.get(path, [])
        if not gone:
            return
        if gone.issuperset(range(len(known))):
            self.remove(path)
            return
        span = self.span(path)
        if span is None:
            for number in gone:
                self.remove((*path, number))
            return
        entries = [spans for at in range(len(known)) if (spans := self.tree.nearest((*path, at))[1])]
        for low, high in toml_arrays.cuts(self.body, [entry.value for entry in entries], gone):
            self._cut(low, high)

    # Tables.

    def remove(self, path: Keys) -> None:
        """Remove whatever is at a path: an entry of a list, a key, a table with all tables in it."""
        if isinstance(path[-1], int):
            if self.span(path) is not None:
                self.remove_entries(path[:-1], {path[-1]})
            else:
                self._remove_blocks(path)
        else:
            self.remove_keys(path[:-1], [path[-1]])

    def remove_keys(self, table: Keys, keys: Iterable[str]) -> None:
        """Remove keys of a table, those that are there; of dotted keys and of tables all that belong to it."""
        inline: dict[Keys, list[TomlPair]] = {}
        for key in keys:
            pairs = self.pairs((*table, key))
            for pair in pairs:
                if pair.inline:
                    inline.setdefault(pair.table, []).append(pair)
                else:
                    self._cut(*cut_of_pair(self.body, pair.start, pair.end))
            if not pairs:
                self._remove_blocks((*table, key))
        for around, pairs in inline.items():
            siblings = self.tree.pairs_of(around)
            spans = [(each.start, each.end) for each in siblings]
            for low, high in toml_arrays.cuts(
                self.body, spans, {siblings.index(pair) for pair in pairs}, in_table=True
            ):
                self._cut(low, high)

    def _remove_blocks(self, path: Keys) -> None:
        for block in self.blocks(path):
            self._cut_block(block)

    def remove_heading(self, path: Keys) -> None:
        """Remove a table, and leave those in it to the table of the same list before it."""
        block = self.block(path)
        if block is not None:
            self._cut_block(block)

    def _cut_block(self, block: TomlBlock) -> None:
        at = self.tree.blocks.index(block) + 1
        following = self.tree.blocks[at].header[0] if at < len(self.tree.blocks) else len(self.body)
        self._cut(*cut_of_block(self.body, block.header[0], block.end, following))

    def block_texts(self, path: Keys) -> str:
        """The source of a table's blocks, from its header to its last pair, with those of the tables in it."""
        blocks = self.blocks(path)
        first, last = self.tree.blocks.index(blocks[0]), self.tree.blocks.index(blocks[-1])
        runs = [(blocks[0], blocks[-1])] if last - first == len(blocks) - 1 else [(block, block) for block in blocks]
        spans = [(line_start(self.body, low.header[0]), comment_end(self.body, high.end)) for low, high in runs]
        return f"{self.newline}{self.newline}".join(map(self.text_at, spans)) + self.newline

    def table_text(self, path: Keys, fields: Mapping[str, object]) -> str:
        """A table of a list as the file would have it, as a block of its own."""
        name = ".".join(encode_key(str(part)) for part in path if not isinstance(part, int))
        lines = [f"{encode_key(key)} = {self.encoded(value)}" for key, value in fields.items()]
        return "".join(f"{line}{self.newline}" for line in (f"[[{name}]]", *lines))

    def add_table(self, path: Keys, fields: Mapping[str, object]) -> None:
        """Add a table to the list at `path`, behind its last one; at the end of the file where there is none."""
        if self.span(path) is not None:
            self.extend(path[:-1], str(path[-1]), [fields])
        else:
            self.add_block(path, self.table_text(path, fields))

    def add_block(self, path: Keys, text: str) -> None:
        """Add the source of a table to the list at `path`, which has blocks: behind its last one."""
        blocks = self.blocks(path) or (self.blocks(path[:-1]) if len(path) > 1 else [])
        if not blocks:
            self._append(text)
            return
        end = comments_below(self.body, line_end(self.body, blocks[-1].end))
        start = "" if self.body[:end].endswith(b"\n") else self.newline
        self._put(end, f"{start}{self.newline}{text}")

    def add_block_before(self, path: Keys, text: str) -> None:
        """Add the source of a table above the block at `path`, and above the comment on it."""
        block = self.block(path)
        if block is None:
            self._append(text)
            return
        start = line_start(self.body, block.header[0])
        while start and self.body[line_start(self.body, start - 1) :].lstrip(b" \t").startswith(b"#"):
            start = line_start(self.body, start - 1)
        self._put(start, f"{text}{self.newline}")

    def _append(self, text: str) -> None:
        """Add lines at the end of the file, below a blank line."""
        body = self.body
        text = text.replace("\r\n", "\n").replace("\n", self.newline)
        start = "" if not body else self.newline if body.endswith(b"\n") else self.newline * 2
        self._put(len(body), f"{start}{text}")

    # The edits, counted behind the byte order mark.

    def _put(self, at: int, text: str) -> None:
        self._edits.insert(self.mark + at, text.encode())

    def _cut(self, start: int, end: int) -> None:
        self._edits.cut(self.mark + start, self.mark + end)

    def _replace(self, start: int, end: int, text: str) -> None:
        self._edits.replace(self.mark + start, self.mark + end, text.encode())
