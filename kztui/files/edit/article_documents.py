"""All files of an article while one edit is made: where each item stands, what names it, and what changes in them."""

from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from kztui.article.findings import Keys
from kztui.article.kinds.item import Item
from kztui.article.links import LINK, Reference
from kztui.article.model import FORMAT, LISTS
from kztui.article.suggestion import did_you_mean, nearest
from kztui.files.edit.article_files import ArticleFiles, EditRefusedError
from kztui.files.edit.splices import Splices
from kztui.files.edit.toml_document import TomlDocument
from kztui.files.edit.toml_literals import TextEdit, encode_prose, encode_value
from kztui.files.item_ids import replacements
from kztui.files.sanitize import sanitize_line


class PlacedItem(NamedTuple):
    """An item, where its table is in the data of all files, and the document and path that it is written at."""

    item: Item
    path: Keys
    document: TomlDocument
    own: Keys


class ProseLink(NamedTuple):
    """A link in a text: its target, sanitized, where link and target stand in the text as written, and its words."""

    target: str
    link: tuple[int, int]
    target_span: tuple[int, int]
    words: str


class ArticleDocuments:
    """The files of an article, edited together."""

    def __init__(self, files: ArticleFiles) -> None:
        self.files = files
        self.documents = list(map(TomlDocument, files.contents.values(), files.data))
        self.created: dict[Path, str] = {}
        """The texts of files that the edit makes."""
        if files.examined.file is None:
            raise EditRefusedError("there is no article to edit")
        self.tables = files.examined.file

    # What is where.

    def place(self, path: Keys) -> tuple[TomlDocument, Keys]:
        """The document in which a place of the data is written, and the path there."""
        index, own = self.files.examined.own(path)
        return self.documents[index], own

    @cached_property
    def items(self) -> list[PlacedItem]:
        """Every item, in reading order."""
        return [PlacedItem(item, path, *self.place(path)) for path, item in self.tables.placed]

    @cached_property
    def _by_target(self) -> dict[str, PlacedItem]:
        return {placed.item.id: placed for placed in reversed(self.items)}

    @cached_property
    def _as_written(self) -> dict[str, str]:
        """From the safe ids that an article opens under to those of the file."""
        return {safe: written for written, safe in replacements(self.tables).items()}

    def find(self, target: str) -> PlacedItem:
        """The item of a target. Raises EditRefusedError where there is none."""
        target = self._as_written.get(target, target)
        if target not in self._by_target:
            raise EditRefusedError(f"there is no item {target}{did_you_mean(nearest(target, list(self._by_target)))}")
        return self._by_target[target]

    def has(self, target: str) -> bool:
        """Whether there is an item of that id."""
        return target in self._by_target

    def single(self, key: str) -> TomlDocument:
        """The document that has a table that stands once, or is to have it: that of [article]."""
        owners = self.files.examined.provenance.owners
        return self.documents[owners.get(key, owners.get("article", 0))]

    def written(self, placed: PlacedItem, key: str) -> Any:
        """The value of a key as the file has it, before anything is taken out of it; None where there is none."""
        return placed.document.get((*placed.own, key))

    # Edits that more than one operation makes.

    def set_value(self, placed: PlacedItem, key: str, value: object) -> None:
        """Set a key of an item."""
        newline = placed.document.newline
        is_prose = isinstance(value, str) and key in placed.item.prose_keys
        written = encode_prose(str(value), newline) if is_prose else encode_value(value)
        placed.document.set_value(placed.own, key, value, key_order(type(placed.item)), written)

    def extend(self, placed: PlacedItem, key: str, values: Sequence[object], before: int | None = None) -> None:
        """Add values to a list of an item."""
        placed.document.extend(placed.own, key, values, key_order(type(placed.item)), before)

    def references(self) -> Iterator[tuple[PlacedItem, Reference]]:
        """Every field that names another item; the paragraphs that stand in a section are none."""
        for placed in self.items:
            if not placed.item.parts:
                for reference in placed.item.references():
                    yield placed, reference

    def prose_links(self, targets: Container[str]) -> Iterator[tuple[PlacedItem, str, list[ProseLink]]]:
        """Every text with links to some of `targets`: its item, its key, and those links in order."""
        for placed in self.items:
            for key in placed.item.prose_keys:
                if "[[" in getattr(placed.item, key):
                    links = [link for link in links_in(self.written(placed, key) or "") if link.target in targets]
                    if links:
                        yield placed, key, links

    def remove_references(self, gone: Container[str]) -> None:
        """Remove every field that names one of `gone`, and make its links plain words, in all items but these."""
        naming = [
            (placed, reference)
            for placed, reference in self.references()
            if reference.target in gone and placed.item.id not in gone
        ]
        self.remove_fields(naming)
        for placed, key, found_links in self.prose_links(gone):
            if placed.item.id not in gone:
                edits = [TextEdit(*link.link, link.words or self.caption(link.target)) for link in found_links]
                placed.document.edit_text((*placed.own, key), edits)

    def remove_fields(self, naming: Sequence[tuple[PlacedItem, Reference]]) -> None:
        """Remove fields that name items: of a list the entry, with the last of them the list."""
        entries: dict[tuple[int, Keys], tuple[TomlDocument, set[int]]] = {}
        fields: dict[tuple[int, Keys], tuple[PlacedItem, list[str]]] = {}
        for placed, reference in naming:
            document, own = self.place((*placed.path, *reference.keys))
            numbers = [at for at in range(len(placed.own), len(own)) if isinstance(own[at], int)]
            if numbers:
                found = entries.setdefault((id(document), own[: numbers[0]]), (document, set()))
                found[1].add(int(own[numbers[0]]))
            else:
                fields.setdefault((id(document), placed.own), (placed, []))[1].append(str(reference.keys[0]))
        for (_, path), (document, numbers_gone) in entries.items():
            document.remove_entries(path, numbers_gone)
        for placed, keys in fields.values():
            placed.document.remove_keys(placed.own, keys)

    def caption(self, target: str) -> str:
        """How a link without words names an item."""
        return self._by_target[target].item.caption if target in self._by_target else target

    def raise_format(self) -> None:
        """Say the newest format, where an edit writes keys that older ones have not."""
        written = [document for document in self.documents if "format" in document.data]
        for document in written or [self.single("article")]:
            document.set_value((), "format", FORMAT)

    def create(self, path: Path, text: str) -> None:
        """Make a file, or add to one that the edit makes."""
        known = self.created.get(path)
        self.created[path] = text if known is None else f"{known}\n{text}"

    def changes(self) -> dict[Path, Splices]:
        """The splices of each file that has some."""
        files = zip(self.files.paths, self.documents, strict=True)
        return {path: splices for path, document in files if (splices := document.splices())}


def key_order(kind: type[Item]) -> tuple[str, ...]:
    """The keys of a kind in the order in which they are written: its own first."""
    own = [name for name in kind.__struct_fields__ if name not in Item.__struct_fields__ and name != "note"]
    return (*own, *Item.__struct_fields__, "note")


def links_in(text: str) -> list[ProseLink]:
    """The links in a text as written, in order."""
    found = []
    for match in LINK.finditer(text):
        start, end = match.span(1)
        lead, target = len(match[1]) - len(match[1].lstrip()), match[1].strip()
        span = (start + lead, start + lead + len(target)) if target else (start, end)
        found.append(ProseLink(sanitize_line(target), match.span(), span, (match[2] or "").strip()))
    return found


def list_of(kind_name: str) -> tuple[str, type[Item]]:
    """The key of the list of a kind, and the kind, by its name in singular or plural. Raises EditRefusedError."""
    for plural, kind in LISTS.items():
        if kind_name in {plural, kind.item_kind}:
            return plural, kind
    names = [kind.item_kind for kind in LISTS.values()]
    raise EditRefusedError(f"there is no kind {kind_name}{did_you_mean(nearest(kind_name, names))}")
