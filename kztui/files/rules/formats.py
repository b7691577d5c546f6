"""Keys of a newer format in a file that says it has an older one: programs of that time would not know them."""

from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter

import msgspec.inspect as kinds
from msgspec import Struct
from msgspec.structs import fields

from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.model import FORMAT, ArticleFile
from kztui.files.problems import NEWER_KEY
from kztui.files.rules.context import RuleContext

RULES: tuple[Rule, ...] = ()
"""`NEWER_KEY` is listed with the rules of reading, which find it too."""


@lru_cache(maxsize=64)
def _added(struct: type[Struct]) -> tuple[tuple[str, ...], tuple[object, ...], int]:
    """The keys that a newer format added: their names, the values of those that are absent, and that format."""
    info = kinds.type_info(struct)
    assert isinstance(info, kinds.StructType)  # noqa: S101 - narrows the type; structs alone are asked about
    defaults = {field.name: field.default for field in fields(struct)}
    added = {
        field.encode_name: field.type.extra["format"]
        for field in info.fields
        if isinstance(field.type, kinds.Metadata) and field.type.extra and "format" in field.type.extra
    }
    return tuple(added), tuple(defaults[name] for name in added), max(added.values(), default=0)


def find(context: RuleContext) -> Iterator[Finding]:
    """Each key that is newer than the format that the file says it has."""
    written_format = context.file.format
    if written_format >= FORMAT:
        return
    yield from _newer(context.file, ArticleFile, (), written_format)
    for kind in KINDS:
        names, absent, _ = _added(kind)
        values = attrgetter(*names)
        for path, item in context.by_kind[kind.item_kind]:
            if values(item) != absent:
                yield from _newer(item, kind, path, written_format)
    for path, table in context.quoting:
        if not isinstance(table, Item):
            yield from _newer(table, type(table), path, written_format)


def _newer(table: Struct, struct: type[Struct], path: Keys, written_format: int) -> Iterator[Finding]:
    names, absent, added_in = _added(struct)
    for key, default in zip(names, absent, strict=True):
        if getattr(table, key) != default:
            message = f"{key} is a key of format {added_in}; the file has format {written_format}"
            yield Finding(NEWER_KEY, Where((*path, key), on_key=True), message, f"format = {added_in}")
