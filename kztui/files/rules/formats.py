"""Keys of a newer format in a file that says it has an older one: programs of that time would not know them."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec.inspect as kinds
from msgspec import Struct
from msgspec.structs import fields

from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.model import ArticleFile
from kztui.files.rules.context import RuleContext
from kztui.files.rules.reading import NEWER_KEY

RULES: tuple[Rule, ...] = ()
"""`NEWER_KEY` is listed with the rules of reading, which find it too."""


@lru_cache(maxsize=64)
def _added(struct: type[Struct]) -> tuple[tuple[str, int, object], ...]:
    """The keys that format 1 did not have: name, the format that added it, and the value of one that is absent."""
    info = kinds.type_info(struct)
    assert isinstance(info, kinds.StructType)  # noqa: S101 - narrows the type; structs alone are asked about
    defaults = {field.name: field.default for field in fields(struct)}
    return tuple(
        (field.encode_name, field.type.extra["format"], defaults[field.name])
        for field in info.fields
        if isinstance(field.type, kinds.Metadata) and field.type.extra and "format" in field.type.extra
    )


def find(context: RuleContext) -> Iterator[Finding]:
    """Each key that is newer than the format that the file says it has."""
    yield from _newer(context.file, ArticleFile, (), context.file.format)
    for path, item in context.placed:
        yield from _newer(item, type(item), path, context.file.format)
        for name in item.quoted_parts:
            for at, part in enumerate(getattr(item, name)):
                yield from _newer(part, type(part), (*path, name, at), context.file.format)


def _newer(table: Struct, struct: type[Struct], path: Keys, written_format: int) -> Iterator[Finding]:
    for key, added_in, default in _added(struct):
        if written_format < added_in and getattr(table, key) != default:
            message = f"{key} is a key of format {added_in}; the file has format {written_format}"
            yield Finding(NEWER_KEY, Where((*path, key), on_key=True), message, f"format = {added_in}")
