"""The fields of a table of the format, as it declares them: of what sort each is, and what it may hold.

Who edits fields one by one, such as the encode mode, needs no list of kinds or keys besides the declarations.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from kztui.article.kinds.item import Item
from kztui.article.publication import Name, Publication, csl_name
from kztui.article.quotes import Quote
from kztui.article.table import Edtf, ItemKind, LinkedText, Numbers, Target

Sort = Literal["text", "prose", "date", "flag", "number", "numbers", "reference", "name", "table"]
"""What a value is: one line, prose with links, EDTF, yes or no, a number or a text, numbers of paragraphs, the id of an
item, a person's or an organisation's name, a table."""

_PROBE = "?"


class Field(Struct, frozen=True):
    """One key of a table."""

    key: str
    """As it is written in TOML."""
    sort: Sort
    is_list: bool = False
    """Whether it holds any number of such values."""
    item_kind: ItemKind = ""
    """The kind of item that it names; empty for any."""
    choices: tuple[str, ...] = ()
    """The only values that are allowed; empty for any."""
    is_required: bool = False
    parts: tuple["Field", ...] = ()
    """The fields of each table that it holds."""

    @property
    def label(self) -> str:
        """The key as words."""
        return self.key.replace("_", " ").replace("-", " ")


@cache
def item_fields(kind: type[Item]) -> tuple[Field, ...]:
    """The fields of a kind that a person writes, what says most first: without its id, quotes and review."""
    hints = get_type_hints(kind, include_extras=True)
    keys = (key for key in kind.__struct_fields__ if key != kind.id_key and key not in kind.computed_keys)
    fields = (_field(key, hints[key], key in kind.required_keys, kind) for key in keys)
    return tuple(sorted((field for field in fields if field), key=_rank))


def _rank(field: Field) -> tuple[bool, bool]:
    """What says most of an item comes first, the editor's note last."""
    is_more = field.sort in {"flag", "numbers"} or (field.is_list and field.sort == "text")
    return field.key == "note", is_more


@cache
def publication_fields() -> tuple[Field, ...]:
    """The fields of the publication but for its id, which is the citation key; the main ones first."""
    hints = get_type_hints(Publication, include_extras=True)
    main = Publication.MAIN
    keys = sorted(Publication.__struct_fields__, key=lambda key: main.index(key) if key in main else len(main))
    found = []
    for key in keys:
        field = _field(key, hints[key], key == "title", None)
        if field and key != "id":
            sort: Sort = "date" if key in Publication.DATES else field.sort
            found.append(msgspec.structs.replace(field, key=csl_name(key), sort=sort))
    return tuple(found)


def _field(key: str, hint: Any, required: bool, kind: type[Item] | None) -> Field | None:
    """The field of a key by its type; None for what is written by other means."""
    inner, is_list = hint, False
    if hint != Numbers and get_origin(_bare(hint)) is tuple:
        inner, is_list = get_args(_bare(hint))[0], True
    bare = _bare(inner)
    if isinstance(bare, type) and issubclass(bare, Struct):
        if issubclass(bare, Quote | Item):
            return None
        if issubclass(bare, Name):
            return Field(key, "name", is_list, is_required=required)
        item_kind = _kind_named(kind, key, hint)
        return Field(key, "table", is_list, item_kind, (), required, tuple(_parts(bare, item_kind)))
    item_kind = _kind_named(kind, key, hint) if inner == Target else ""
    return Field(key, _sort(inner, bare), is_list, item_kind, _choices(inner), required)


def _parts(table: type[Struct], item_kind: ItemKind) -> Iterator[Field]:
    """The fields of a table that stands in a list."""
    hints = get_type_hints(table, include_extras=True)
    for field in msgspec.structs.fields(table):
        part = _field(field.encode_name, hints[field.name], field.required, None)
        if part:
            yield msgspec.structs.replace(part, item_kind=item_kind if part.sort == "reference" else "")


def _sort(hint: Any, bare: Any) -> Sort:
    if hint == Target:
        return "reference"
    if hint == Edtf:
        return "date"
    if hint == LinkedText:
        return "prose"
    if hint == Numbers:
        return "numbers"
    if bare is bool:
        return "flag"
    return "text" if bare is str else "number"


def _bare(hint: Any) -> Any:
    """The type without what `Annotated` says of it."""
    return get_args(hint)[0] if hasattr(hint, "__metadata__") else hint


def _choices(hint: Any) -> tuple[str, ...]:
    """The values that the declaration lists."""
    for meta in getattr(hint, "__metadata__", ()):
        if isinstance(meta, Meta) and meta.extra_json_schema and "enum" in meta.extra_json_schema:
            return tuple(meta.extra_json_schema["enum"])
    return ()


def _kind_named(kind: type[Item] | None, key: str, hint: Any) -> ItemKind:
    """The kind of item that a field names, as `references` of an item that has the field says."""
    if kind is None:
        return ""
    item = msgspec.convert({kind.id_key: _PROBE, key: _probe(hint)}, kind)
    return next((reference.kind for reference in item.references() if reference.keys[0] == key), "")


def _probe(hint: Any) -> Any:
    """A value of a type, in which every field of every table is set."""
    bare = _bare(hint)
    if hint == Numbers or get_origin(bare) is tuple:
        inner = get_args(bare)[0]
        return [] if inner is int or inner is Quote else [_probe(inner)]
    if isinstance(bare, type) and issubclass(bare, Struct):
        hints = get_type_hints(bare, include_extras=True)
        return {field.encode_name: _probe(hints[field.name]) for field in msgspec.structs.fields(bare)}
    return _PROBE
