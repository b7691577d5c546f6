"""A kind that the program does not have, declared as any other: `python document.py …` is kztui with it."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Any, ClassVar

from kztui.article import kinds
from kztui.article.card_rows import CardRow, linked_row, plain_row
from kztui.article.findings import CheckContext, Finding, Keys, Rule, Where
from kztui.article.kinds.item import Item
from kztui.article.links import LinkType, Reference
from kztui.article.table import Edtf, LinkedText, Numbers, Strings, Target

if TYPE_CHECKING:
    from kztui.article.article import Article

ISSUED_BY = LinkType("issued by", "documents issued", 4, 9)
NO_ARCHIVE = Rule("no-archive", "warning", "A document is in no archive.", '[[documents]]\nid = "d"\nname = "D"')


class Document(Item, frozen=True, kw_only=True):
    """A paper that the article relies on."""

    item_kind: ClassVar[str] = "document"
    plural: ClassVar[str] = "documents"
    letters: ClassVar[str] = "d"
    sign: ClassVar[str] = "▤"
    color: ClassVar[str] = "secondary"
    ansi_color: ClassVar[str] = "cyan"
    emphasis: ClassVar[str] = "underline"
    on_timeline: ClassVar[bool] = True
    on_map: ClassVar[bool] = True
    search_boost: ClassVar[float] = 0.005
    required_keys: ClassVar[Strings] = ("name",)
    prose_keys: ClassVar[Strings] = ("summary", "note")
    rules: ClassVar[tuple[Rule, ...]] = (NO_ARCHIVE,)

    id: str
    name: str = ""
    aliases: Strings = ()
    archive: str = ""
    issuer: Target = ""
    date: Edtf = ""
    summary: LinkedText = ""
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def caption(self) -> str:
        return self.name or self.id

    @property
    def coordinates(self) -> tuple[float, float] | None:
        return (12.5, 40.25)

    def references(self) -> Iterator[Reference]:
        if self.issuer:
            yield Reference(("issuer",), self.issuer, ISSUED_BY, "actor")

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        yield plain_row("archive", self.archive)
        yield linked_row(ISSUED_BY.name, article, [self.issuer])

    def search_facts(self) -> Iterator[str]:
        yield from super().search_facts()
        yield self.archive

    def check(self, path: Keys, context: CheckContext) -> Iterator[Finding]:
        if context.lacks(path, "archive", self.archive):
            yield Finding(NO_ARCHIVE, Where(path), f"{self.id} is in no archive")

    def properties(self, link: Callable[[str], str]) -> Mapping[str, Any]:
        return {"archive": self.archive}

    def ftm_schema(self) -> str:
        return "Document"


if __name__ == "__main__":
    kinds.KINDS = (*kinds.KINDS, Document)
    from kztui.cli.main import main

    if sys.argv[1:] != ["--each-line"]:
        sys.exit(main())
    # Command lines as JSON, one a line; each is answered by its exit code, standard output and standard error.
    for line in sys.stdin:
        with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as error:
            code = main(json.loads(line))
        print(json.dumps([code, out.getvalue(), error.getvalue()]), flush=True)
