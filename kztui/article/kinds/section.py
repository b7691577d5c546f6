"""Sections and their paragraphs: the text of an article, and the units in which it is cited."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from msgspec import Meta

from kztui.article.kinds.item import CardRow, Item, LinkedText, Passage, Reference, Strings, linked_value, plain_row
from kztui.article.link_types import CONTAINS
from kztui.article.number_ranges import pilcrows

if TYPE_CHECKING:
    from kztui.article.article import Article


class Paragraph(Item, frozen=True, kw_only=True, gc=False):
    """The unit that is cited, retold in our own words."""

    item_kind: ClassVar[str] = "paragraph"
    plural: ClassVar[str] = "paragraphs"
    letters: ClassVar[str] = "para"
    sign: ClassVar[str] = "¶"
    index_pane: ClassVar[str] = ""
    is_text: ClassVar[bool] = True
    is_named: ClassVar[bool] = False
    is_linked: ClassVar[bool] = False
    prose_keys: ClassVar[Strings] = ("text", "note")

    number: Annotated[int, Meta(extra_json_schema={"minimum": 1})]
    text: LinkedText = ""
    fingerprint: Annotated[
        str,
        Meta(
            description="of the original paragraph's words; see `kztui --original`",
            extra_json_schema={"pattern": "^[0-9a-f]{16}$"},
        ),
    ] = ""
    note: LinkedText = ""

    @property
    def id(self) -> str:
        return f"p{self.number}"

    @property
    def caption(self) -> str:
        return f"¶{self.number}"

    @property
    def heading(self) -> str:
        return f"Paragraph {self.number}"

    @property
    def numbers(self) -> tuple[int, ...]:
        return (self.number,)

    def link_label(self, caption_of: Callable[[str], str]) -> str:
        return self.caption

    def paraphrase(self, article: "Article") -> str:
        return article.linked(self.text).plain

    def passages(self, article: "Article") -> Iterator[Passage]:
        if self.text:
            yield Passage(article.linked(self.text), self.number)

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        section = article.section_of(self.number)
        yield CardRow(CONTAINS.reverse, (linked_value(article, section.id),) if section else ())

    def search_facts(self) -> Iterator[str]:
        yield f"{self.id} {self.number}"

    def properties(self, link: Callable[[str], str]) -> Mapping[str, Any]:
        return {}


class Section(Item, frozen=True, kw_only=True):
    """A part of the article under one heading."""

    item_kind: ClassVar[str] = "section"
    plural: ClassVar[str] = "sections"
    letters: ClassVar[str] = "s"
    sign: ClassVar[str] = "§"
    color: ClassVar[str] = "accent"
    emphasis: ClassVar[str] = "bold"
    index_pane: ClassVar[str] = "sections"
    is_text: ClassVar[bool] = True
    is_linked: ClassVar[bool] = False
    search_boost: ClassVar[float] = 0.005
    required_keys: ClassVar[Strings] = ("title",)

    id: str
    title: str = ""
    aliases: Strings = ()
    paragraphs: tuple[Paragraph, ...] = ()
    note: LinkedText = ""

    @property
    def caption(self) -> str:
        return self.title or self.id

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(paragraph.number for paragraph in self.paragraphs)

    def paraphrase(self, article: "Article") -> str:
        return " ".join(paragraph.paraphrase(article) for paragraph in self.paragraphs)

    def references(self) -> Iterator[Reference]:
        for at, paragraph in enumerate(self.paragraphs):
            yield Reference(("paragraphs", at), paragraph.id, CONTAINS)

    def passages(self, article: "Article") -> Iterator[Passage]:
        for paragraph in self.paragraphs:
            yield Passage(article.linked(paragraph.text), paragraph.number)

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        yield plain_row("paragraphs", pilcrows(self.numbers))

    def index_group(self) -> str:
        return ""

    def index_remark(self, article: "Article") -> str:
        return pilcrows(self.numbers)

    def properties(self, link: Callable[[str], str]) -> Mapping[str, Any]:
        return {}
