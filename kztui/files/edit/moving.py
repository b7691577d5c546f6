"""Items moved: to another kind, with what that has of their fields; or to another place in the list of their kind."""

import re
from typing import Any

from kztui.article.kinds.item import Item
from kztui.files.edit.article_documents import ArticleDocuments, PlacedItem, key_order, list_of
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.homes import add_block, add_item, home_of
from kztui.files.edit.operation import Operation, Outcome
from kztui.files.edit.review import forget_rejections
from kztui.files.edit.toml_document import TomlDocument


class MoveToKind(Operation, frozen=True):
    """Make an item one of another kind. `own_kind` is its `kind` there, where it needs one; else the first is taken."""

    target: str
    kind: str
    own_kind: str = ""

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Move the table, and remove fields that want its old kind. Raises EditRefusedError for a part of the text."""
        placed = documents.find(self.target)
        plural, kind = list_of(self.kind)
        if placed.item.is_text or kind.is_text:
            raise EditRefusedError(f"{placed.item.id} cannot become a {kind.item_kind}")
        if isinstance(placed.item, kind):  # which kind it is of is the point
            return Outcome(f"{placed.item.id} is a {kind.item_kind}", target=placed.item.id)
        keys = _keys_there(placed, kind)
        data: dict[str, Any] = placed.document.get(placed.own)
        dropped = [key for key in data if key not in keys]
        if placed.document.block(placed.own) is None or not _takes_blocks(documents, plural):
            fields = {keys[key]: value for key, value in data.items() if key in keys} | self._needed(placed, kind, keys)
            add_item(documents, plural, {key: fields[key] for key in key_order(kind) if key in fields})
        else:
            add_block(documents, plural, self._block(placed, plural, kind, keys))
        placed.document.remove(placed.own)
        notes = [f"not taken over: {', '.join(dropped)}"] if dropped else []
        notes += _drop_references(documents, placed.item, kind)
        forget_rejections(documents, {f"{kind.item_kind}:{placed.item.caption}"})
        summary = f"moved {placed.item.id} to the {plural}"
        return Outcome(summary, target=placed.item.id, notes=tuple(notes))

    def _needed(self, placed: PlacedItem, kind: type[Item], keys: dict[str, str]) -> dict[str, object]:
        """What it needs there and has not: its `kind`, and a name."""
        found: dict[str, object] = {}
        if kind.name_key and kind.name_key not in keys.values():
            found[kind.name_key] = placed.item.caption
        if self.own_kind or ("kind" in kind.required_keys and kind.own_kinds):
            found["kind"] = self.own_kind or kind.own_kinds[0]
        return found

    def _block(self, placed: PlacedItem, plural: str, kind: type[Item], keys: dict[str, str]) -> str:
        """The source of its table as it is to be: other headers and names of keys, without those it cannot have."""
        text = placed.document.block_texts(placed.own)
        renamed = TomlDocument(text.encode())
        own = (placed.item.plural, 0)
        needed = self._needed(placed, kind, keys)
        renamed.remove_keys(own, [key for key in renamed.get(own) if key not in keys and key not in needed])
        for old, new in keys.items():
            if old != new:
                renamed.rename_key((*own, old), new)
        for key, value in needed.items():
            renamed.set_value(own, key, value, key_order(kind))
        return re.sub(
            rf"^([ \t]*\[\[?[ \t]*)(['\"]?){placed.item.plural}\2",
            lambda header: f"{header[1]}{plural}",
            renamed.result().decode(),
            flags=re.MULTILINE,
        )


def _keys_there(placed: PlacedItem, kind: type[Item]) -> dict[str, str]:
    """The keys of an item that another kind has too, each with its name there."""
    item = placed.item
    other = {item.name_key: kind.name_key or kind.prose_keys[0], item.prose_keys[0]: kind.prose_keys[0]}
    if not item.name_key:  # what it says is what it is called
        other = {item.prose_keys[0]: kind.name_key or kind.prose_keys[0]}
    elif not kind.name_key and placed.document.get((*placed.own, item.prose_keys[0])):
        other = {item.prose_keys[0]: kind.prose_keys[0]}
    known = key_order(kind)
    found = {}
    for key in placed.document.get(placed.own):
        new = other.get(key, key)
        fits = key not in {"kind", item.name_key, item.prose_keys[0]} or key in other
        if new in known and fits and _same_type(type(item), key, kind, new):
            found[key] = new
    return found


def _same_type(kind: type[Item], key: str, other: type[Item], new: str) -> bool:
    """Whether a key means the same in both kinds: a participant is no relation."""
    return key != new or kind.__annotations__.get(key) == other.__annotations__.get(new) or key in Item.__annotations__


def _takes_blocks(documents: ArticleDocuments, plural: str) -> bool:
    home = home_of(documents, plural)
    return not isinstance(home, TomlDocument) or home.span((plural,)) is None


def _drop_references(documents: ArticleDocuments, item: Item, kind: type[Item]) -> list[str]:
    """Remove the fields of other items that want an item of the kind it was; gives what is to be said of it."""
    wrong = [
        (placed, reference)
        for placed, reference in documents.references()
        if reference.target == item.id and reference.kind not in {"", kind.item_kind}
    ]
    documents.remove_fields([(placed, reference) for placed, reference in wrong if placed.item.id != item.id])
    return [f"removed from {reference.keys[0]} of {placed.item.id}" for placed, reference in wrong]


class Reorder(Operation, frozen=True):
    """Move an item before another of its kind in its list; behind all others where `before` is empty."""

    target: str
    before: str = ""

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Move the table. Raises EditRefusedError where the two are of different kinds, or are not written alike."""
        placed = documents.find(self.target)
        document = placed.document
        if self.before:
            other = documents.find(self.before)
            if other.item.item_kind != placed.item.item_kind or other.own[:-1] != placed.own[:-1]:
                raise EditRefusedError(f"{placed.item.id} and {other.item.id} do not stand in one list")
        if self.before == placed.item.id:
            return Outcome(f"{placed.item.id} stays where it is", target=placed.item.id)
        if document.block(placed.own) is None:
            self._reorder_entry(documents, placed)
        else:
            text = document.block_texts(placed.own)
            if self.before:
                other = documents.find(self.before)
                other.document.add_block_before(other.own, text.replace(document.newline, other.document.newline))
            else:
                add_block(documents, placed.item.plural, text)
            document.remove(placed.own)
        where = f"before {self.before}" if self.before else "to the end"
        return Outcome(f"moved {placed.item.id} {where}", target=placed.item.id)

    def _reorder_entry(self, documents: ArticleDocuments, placed: PlacedItem) -> None:
        document, number = placed.document, int(placed.own[-1])
        table, key = placed.own[:-2], str(placed.own[-2])
        before = None
        if self.before:
            other = documents.find(self.before)
            if other.document is not document:
                raise EditRefusedError(f"{placed.item.id} and {other.item.id} are written in different files")
            before = int(other.own[-1])
        if before in {number, number + 1} or (before is None and number == len(document.get(placed.own[:-1])) - 1):
            return
        span = document.span(placed.own)
        document.extend(table, key, [document.get(placed.own)], before=before, written=document.text_at(span or (0, 0)))
        document.remove(placed.own)
