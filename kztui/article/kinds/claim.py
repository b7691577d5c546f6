"""Claims: what the article says is so, by whom, about what."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from msgspec import Meta

from kztui.article import dates, links
from kztui.article.card_rows import CardRow, linked_row, plain_row
from kztui.article.data_tables import rows
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.links import LinkType, Reference
from kztui.article.table import Edtf, LinkedText, Numbers, Strings, Target

if TYPE_CHECKING:
    from kztui.article.article import Article

SOURCE = LinkType("source", "claims made", 4, 9, reverse_beside="source")
ABOUT = LinkType("about", "claims about", 8, 10, reverse_beside="about")
HEADING = 160
"""Characters of a claim's text that head its card at most."""
WORDS_FROM = 32
"""The cells for a label in an index pane from which its value is in words."""
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
"""The words by which large numbers are shortened (short scale)."""


class Claim(Item, frozen=True, kw_only=True):
    """One thing the article says is so: a figure, an attributed statement, an assessment or a forecast."""

    item_kind: ClassVar[str] = "claim"
    plural: ClassVar[str] = "claims"
    letters: ClassVar[str] = "c"
    sign: ClassVar[str] = "❝"
    color: ClassVar[str] = "error"
    ansi_color: ClassVar[str] = "red"
    emphasis: ClassVar[str] = "underline2"
    index_key: ClassVar[str] = "4"
    index_groupings: ClassVar[Strings] = (SOURCE.name, "kind")
    lead_share: ClassVar[int] = 6
    least_lead: ClassVar[int] = 4
    is_named: ClassVar[bool] = False
    is_stated_whole: ClassVar[bool] = True
    is_linked: ClassVar[bool] = False
    search_boost: ClassVar[float] = 0.01
    own_kinds: ClassVar[Strings] = ("figure", "statement", "assessment", "forecast")
    required_keys: ClassVar[Strings] = ("kind", "text")
    prose_keys: ClassVar[Strings] = ("text", "note")

    id: str
    kind: Annotated[str, Meta(extra_json_schema={"enum": list(own_kinds)})] = ""
    text: LinkedText = ""
    by: Target = ""
    value: Annotated[int | float | str | None, Meta(description="the figure, as a number where it is one")] = None
    unit: str = ""
    date: Edtf = ""
    about: tuple[Target, ...] = ()
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def source(self) -> Target:
        """Who says it."""
        return self.by

    def heading(self, article: "Article") -> str:
        """Who says it, and what: the beginning of its text where that is long."""
        text = links.shortened(article.main_text(self).plain, HEADING) or self.kind.capitalize() or "Claim"
        return f"{article.short_name(self.by)}: {text}" if self.by else text

    @property
    def is_foreseen(self) -> bool:
        """Whether it is a forecast."""
        return self.kind == "forecast"

    @property
    def is_unwritten(self) -> bool:
        """Whether it has quotes and no text."""
        return bool(self.quotes and not self.text.strip())

    @property
    def value_in_words(self) -> str:
        """The value with its unit, as in a sentence: thousands separated, a hedge in the unit's brackets put first."""
        value = "" if self.value is None else self.value if isinstance(self.value, str) else f"{self.value:,}"
        unit, _, hedge = self.unit.partition(" (")
        hedged = hedge.endswith(")") and bool(value)
        return " ".join(part for part in (hedge[:-1] if hedged else "", value, unit if hedged else self.unit) if part)

    @property
    def value_in_short(self) -> str:
        """The same for a narrow row, as a number that is cut would be another one: `>380 killed`, `~2.5 million`."""
        unit, _, hedge = self.unit.partition(" (")
        sign = _hedge_signs().get(hedge.removesuffix(")"), "")
        if isinstance(self.value, (int, float)) and (sign or not hedge):
            return f"{sign}{_rounded(self.value)} {unit}".rstrip()
        return self.value_in_words

    def references(self) -> Iterator[Reference]:
        """Its source, and the items that it is about."""
        if self.by:
            yield Reference(("by",), self.by, SOURCE, "actor")
        for at, target in enumerate(self.about):
            yield Reference(("about", at), target, ABOUT)

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        """Date, source, value, and the items that it is about."""
        yield plain_row("date", self.date_in_words)
        yield linked_row(SOURCE.name, article, [self.by])
        yield plain_row("value", self.value_in_words)
        yield linked_row(ABOUT.name, article, self.about)

    def search_facts(self) -> Iterator[str]:
        """Its kind, date, unit and value."""
        yield from (self.kind, self.date, self.date and dates.words(self.date), self.unit)
        yield "" if self.value is None else str(self.value)

    def index_group(self, article: "Article", grouping: str) -> str:
        """Who says it, or the plural of its kind."""
        if grouping == SOURCE.name:
            return article.caption(self.by) if self.by else "no source"
        return self.plural_kind(self.kind)

    def index_lead(self, article: "Article", cells: int) -> str:
        """Who says it: by an abbreviation where the name does not fit."""
        return links.shortened(article.short_name(self.by, cells), cells) if self.by else "–"

    def index_label(self, article: "Article", cells: int) -> str:
        """Its value, where it has one, and its words."""
        value = self.value_in_words if cells >= WORDS_FROM else self.value_in_short
        return " · ".join(part for part in (value, article.label(self.id)) if part)

    def index_remark(self, article: "Article") -> str:
        """The paragraphs that say so."""
        return pilcrows(self.paragraphs)

    def index_columns(self, article: "Article", grouping: str, cells: int) -> tuple[str, ...]:
        """Its kind, date and paragraphs."""
        kind = "" if grouping == "kind" else self.kind
        return kind, dates.compact(self.date, cells) if self.date else "", pilcrows(self.paragraphs)

    @classmethod
    def csv_columns(cls) -> tuple[str, ...]:
        """Its keys, the name of its source, and its date in words and as two days."""
        return (
            *("id", "kind", "text", "by", "by_name", "value", "unit", "date", "date_words", "earliest", "latest"),
            *("about", "paragraphs", "note"),
        )

    def properties(self, link: Callable[[str], str]) -> Mapping[str, Any]:
        """Its date, source, value, unit, and the items that it is about."""
        return {
            **Item.properties(self, link),
            "by": self.by and link(self.by),
            "value": self.value,
            "unit": self.unit,
            "about": [link(target) for target in self.about],
        }


@lru_cache(maxsize=1)
def _hedge_signs() -> dict[str, str]:
    """The signs of words such as "more than", which stand in brackets behind a unit."""
    return dict(rows("article/data/hedges.tsv"))


def _rounded(value: float) -> str:
    """The number in as few digits as say it exactly, with up to two decimals of a million, billion or trillion."""
    for size, name in SCALES:
        if size <= abs(value) < 1000 * size and value * 100 % size == 0:
            return f"{value / size:g} {name}"
    return f"{value:,}"
