"""The format as a whole: what an article's TOML may hold, made from the publication and the kinds of items."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from kztui.article import links
from kztui.article.findings import Keys
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.publication import Publication
from kztui.article.table import Edtf, Table

FORMAT = 2
"""The newest format that this program knows; it knows all before it too."""
OLDEST_FORMAT = 1
"""The format of a file that does not say which it has."""
DERIVED_SINCE = 2
"""The first format whose items are stated by quotes and links too."""
SINGLE_TABLES = ("format", "article", "review", "original")
"""The keys that stand once in all files of an article."""
LISTS: dict[str, type[Item]] = {kind.plural: kind for kind in KINDS if kind is not Paragraph}
"""The keys under which a file's items stand, in reading order; paragraphs stand in their sections."""

ItemT = TypeVar("ItemT", bound=Item)


class Review(Table, frozen=True, kw_only=True):
    """What was decided about candidates."""

    rejected: Annotated[
        tuple[str, ...], Meta(description="candidates that must not come back, such as actor:Arab Spring")
    ] = ()


class Original(Table, frozen=True, kw_only=True):
    """Where the original was when the article was encoded."""

    file: Annotated[str, Meta(description="a file beside the article")] = ""
    url: str = ""
    sha256: Annotated[str, Meta(extra_json_schema={"pattern": "^[0-9a-f]{64}$"})] = ""
    read: Edtf = ""


class ArticleTables(Table, frozen=True, kw_only=True, dict=True):
    """The whole of an article's TOML but for the lists of its items, which `ArticleFile` adds."""

    format: int = OLDEST_FORMAT
    article: Publication
    review: Annotated[Review | None, Meta(extra={"format": 2})] = None
    original: Annotated[Original | None, Meta(extra={"format": 2})] = None

    def of(self, kind: type[ItemT]) -> tuple[ItemT, ...]:
        """The items of a kind that has a list of its own, as they stand in the file."""
        items: tuple[ItemT, ...] = getattr(self, kind.plural)
        return items

    @cached_property
    def linking(self) -> Mapping[str, Sequence[int]]:
        """For each target the numbers of the paragraphs whose text links to it; none before `DERIVED_SINCE`."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        if self.format >= DERIVED_SINCE:
            for section in self.of(Section):  # paragraphs stand in them
                for paragraph in section.paragraphs:
                    for target in dict.fromkeys(links.targets(paragraph.text)):
                        found[target].append(paragraph.number)
        return found

    @cached_property
    def placed(self) -> list[tuple[Keys, Item]]:
        """Every item with the place of its table, in reading order: sections each with its paragraphs."""
        found: list[tuple[Keys, Item]] = []
        for name in LISTS:
            for at, item in enumerate(getattr(self, name)):
                found.append(((name, at), item))
                found += [((name, at, "paragraphs", inner), part) for inner, part in enumerate(item.parts)]
        return found


_LIST_FIELDS: list[tuple[str, Any, Any]] = [(name, tuple[kind, ...], ()) for name, kind in LISTS.items()]  # type: ignore[valid-type]  # the kinds are only known at run time
ArticleFile: type[ArticleTables] = msgspec.defstruct(  # type: ignore[assignment]  # a subclass, made at run time
    "ArticleFile",
    _LIST_FIELDS,
    bases=(ArticleTables,),
    module=__name__,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
)
"""The whole of an article's TOML, from one file or from all files of a folder together."""


def article_file(publication: Publication, *items: Item, format: int = OLDEST_FORMAT) -> ArticleTables:  # noqa: A002 - the key of the format
    """The tables of an article that holds `items`; paragraphs come within their sections."""
    lists = {name: tuple(item for item in items if item.plural == name) for name in LISTS}
    return msgspec.convert({"format": format, "article": publication, **lists}, ArticleFile)
