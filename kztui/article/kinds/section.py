"""Sections and their paragraphs: the text of an article, and the units in which it is cited."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from msgspec import Meta

from kztui.article.card_rows import CardRow, Passage, linked_value, plain_row
from kztui.article.findings import CheckContext, Finding, Keys, Rule, Where
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.links import CONTAINS, Reference
from kztui.article.table import LinkedText, Strings

if TYPE_CHECKING:
    from kztui.article.article import Article

EMPTY_TEXT = Rule(
    "empty-text",
    "error",
    "A paragraph has neither a text nor the fingerprint of its original.",
    '[[sections.paragraphs]]\nnumber = 1\ntext = ""',
)
PARAGRAPH_ORDER = Rule(
    "paragraph-order",
    "error",
    "Paragraphs are numbered from 1 through the body, each higher than the one before.",
    "[[sections.paragraphs]]\nnumber = 5\n[[sections.paragraphs]]\nnumber = 4",
)
BAD_FINGERPRINT = Rule(
    "bad-fingerprint",
    "error",
    "A fingerprint is the first 16 hexadecimal digits of a SHA-256, in lower case.",
    'fingerprint = "0x12AB"',
)
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


class Paragraph(Item, frozen=True, kw_only=True, gc=False):
    """The unit that is cited, with its paraphrase."""

    item_kind: ClassVar[str] = "paragraph"
    plural: ClassVar[str] = "paragraphs"
    letters: ClassVar[str] = "para"
    sign: ClassVar[str] = "¶"
    has_index: ClassVar[bool] = False
    is_text: ClassVar[bool] = True
    is_named: ClassVar[bool] = False
    is_stated_whole: ClassVar[bool] = True
    is_linked: ClassVar[bool] = False
    id_key: ClassVar[str] = "number"
    prose_keys: ClassVar[Strings] = ("text", "note")
    computed_keys: ClassVar[Strings] = ("quotes", "review", "fingerprint")
    rules: ClassVar[tuple[Rule, ...]] = (EMPTY_TEXT, PARAGRAPH_ORDER, BAD_FINGERPRINT)

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
        """`p` and its number."""
        return f"p{self.number}"

    @property
    def caption(self) -> str:
        """Its number after a pilcrow."""
        return f"¶{self.number}"

    def heading(self, article: "Article") -> str:
        """Its number in words."""
        return f"Paragraph {self.number}"

    @property
    def numbers(self) -> tuple[int, ...]:
        """Its own number."""
        return (self.number,)

    @property
    def is_unwritten(self) -> bool:
        """Whether it has a fingerprint and no text."""
        return bool(self.fingerprint and not self.text.strip())

    def link_label(self, caption_of: Callable[[str], str]) -> str:
        """Its caption."""
        return self.caption

    def passages(self, article: "Article") -> Iterator[Passage]:
        """Its text, with its number."""
        text = article.main_text(self)
        if text.plain:
            yield Passage(text, self.number)

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        """The section that holds it."""
        section = article.section_of(self.number)
        yield CardRow(CONTAINS.reverse, (linked_value(article, section.id),) if section else ())

    def search_facts(self) -> Iterator[str]:
        """Its number, with and without `p`."""
        yield f"{self.id} {self.number}"

    def check(self, path: Keys, context: CheckContext) -> Iterator[Finding]:
        """An empty text, a number below 1, a malformed fingerprint."""
        if not self.is_unwritten and context.lacks(path, "text", self.text.strip()):
            yield Finding(EMPTY_TEXT, Where((*path, "text")), f"paragraph {self.number} has no text")
        if self.number < 1:
            yield Finding(PARAGRAPH_ORDER, Where((*path, "number")), "paragraphs are numbered from 1")
        if self.fingerprint and not _FINGERPRINT.fullmatch(self.fingerprint):
            lower = self.fingerprint.lower()
            suggestion = lower if _FINGERPRINT.fullmatch(lower) else ""
            message = "a fingerprint has 16 hexadecimal digits in lower case"
            yield Finding(BAD_FINGERPRINT, Where((*path, "fingerprint")), message, suggestion)

    @classmethod
    def check_all(cls, items: Sequence[tuple[Keys, Any]]) -> Iterator[Finding]:
        """Numbers that are lower than one before them."""
        previous = 0
        for path, paragraph in items:
            if 0 < paragraph.number < previous:
                message = f"paragraph {paragraph.number} stands after paragraph {previous}"
                yield Finding(PARAGRAPH_ORDER, Where((*path, "number")), message)
            previous = max(previous, paragraph.number)


class Section(Item, frozen=True, kw_only=True):
    """A part of the article under one heading."""

    item_kind: ClassVar[str] = "section"
    plural: ClassVar[str] = "sections"
    letters: ClassVar[str] = "s"
    sign: ClassVar[str] = "§"
    color: ClassVar[str] = "accent"
    emphasis: ClassVar[str] = "bold"
    index_key: ClassVar[str] = "1"
    is_text: ClassVar[bool] = True
    is_linked: ClassVar[bool] = False
    search_boost: ClassVar[float] = 0.005
    name_key: ClassVar[str] = "title"
    required_keys: ClassVar[Strings] = ("title",)

    id: str
    title: str = ""
    aliases: Strings = ()
    printed: Annotated[
        bool, Meta(description="false where the heading is ours; it is never cited", extra={"format": 2})
    ] = True
    paragraphs: tuple[Paragraph, ...] = ()
    note: LinkedText = ""

    @property
    def parts(self) -> Sequence[Paragraph]:
        """Its paragraphs."""
        return self.paragraphs

    @property
    def numbers(self) -> tuple[int, ...]:
        """Those of its paragraphs."""
        return tuple(paragraph.number for paragraph in self.paragraphs)

    def paraphrase(self, article: "Article") -> str:
        """Those of its paragraphs, one after the other."""
        return " ".join(paragraph.paraphrase(article) for paragraph in self.paragraphs)

    def references(self) -> Iterator[Reference]:
        """Its paragraphs."""
        for at, paragraph in enumerate(self.paragraphs):
            yield Reference(("paragraphs", at), paragraph.id, CONTAINS)

    def passages(self, article: "Article") -> Iterator[Passage]:
        """The texts of its paragraphs."""
        for paragraph in self.paragraphs:
            yield Passage(article.main_text(paragraph), paragraph.number)

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        """The numbers of its paragraphs."""
        yield plain_row("paragraphs", pilcrows(self.numbers))

    def index_remark(self, article: "Article") -> str:
        """The numbers of its paragraphs."""
        return pilcrows(self.numbers)
