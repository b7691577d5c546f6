"""What an item of an article is to the rest of the program, and what a kind of item declares in its own module.

A kind is a subclass of `Item`, listed in `kztui.article.kinds.KINDS`. Its fields are the keys of its TOML table.
Loading, checking, lists, cards, search, panes, colours, the JSON Schema and exports follow from what it declares here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from msgspec import Meta

from kztui.article import dates, links
from kztui.article.card_rows import CardRow, Passage, linked_value
from kztui.article.findings import CheckContext, Finding, Keys, Rule
from kztui.article.links import STATED, Reference
from kztui.article.quotes import Quotes
from kztui.article.table import ItemKind, Table, Target

if TYPE_CHECKING:
    from kztui.article.article import Article

OPEN = "open"
"""What `review` says of a candidate; nothing of an item that was accepted."""


class Item(Table, frozen=True, kw_only=True):
    """Anything in an article that has an id.

    A kind has fields of its own and may override what stands here; the properties without a field are their defaults.
    """

    item_kind: ClassVar[ItemKind]
    """The kind's name in the singular, lower case."""
    plural: ClassVar[str]
    """Its name in the plural: the key of its tables in TOML, the heading of its lists."""
    letters: ClassVar[str]
    """What is short for it in a query, such as `e` in `e:strike`."""
    sign: ClassVar[str]
    """The character that stands for the kind in lists; one cell wide."""
    color: ClassVar[str] = "foreground"
    """The theme colour that it is drawn in: primary, secondary, accent, warning, error, success or foreground."""
    ansi_color: ClassVar[str] = "default"
    """The same for a terminal with sixteen colours, as Rich names it."""
    emphasis: ClassVar[str] = "underline"
    """How a link to it is drawn besides its colour, so that its kind shows without colours; a Rich style."""
    has_index: ClassVar[bool] = True
    """Whether there is an index pane that lists the items of the kind."""
    index_key: ClassVar[str] = ""
    """The key that goes to that pane; panes stand in the order of their keys."""
    index_groupings: ClassVar[tuple[str, ...]] = ()
    """By what its items can be listed in groups; the first is how its index pane begins."""
    lead_share: ClassVar[int] = 2
    """Of a wide row there, one part in so many is at most for what stands before the label."""
    least_lead: ClassVar[int] = 7
    """Of a narrow row there, so many cells are at most for that."""
    is_text: ClassVar[bool] = False
    """Whether it is a part of the article's text rather than something that the text speaks of."""
    is_named: ClassVar[bool] = True
    """Whether it has a name or title; what has none is known by the beginning of its text."""
    is_linked: ClassVar[bool] = True
    """Whether an item without links to it was most likely forgotten."""
    is_mentioned: ClassVar[bool] = False
    """Whether its names in a paragraph are most likely meant as links."""
    is_stated_whole: ClassVar[bool] = False
    """Whether the paragraphs that state it say so of its links too, as with what happened to whom."""
    on_timeline: ClassVar[bool] = False
    """Whether programs that draw timelines take it as an event."""
    on_map: ClassVar[bool] = False
    """Whether programs that draw maps take it as a place."""
    search_boost: ClassVar[float] = 0.0
    """Added to a result's score where the query matched its facts or prose rather than its names; at most 0.015."""
    own_kinds: ClassVar[tuple[str, ...]] = ()
    """The only values of its `kind`, where not all are allowed."""
    id_key: ClassVar[str] = "id"
    """The key that gives its id."""
    required_keys: ClassVar[tuple[str, ...]] = ()
    """The keys without which it cannot be understood, besides `id`."""
    name_key: ClassVar[str] = ""
    """The key of its name or title; empty where it has none."""
    prose_keys: ClassVar[tuple[str, ...]] = ("note",)
    """The keys of its texts with links, in the order in which a card shows them; the editor's note is last."""
    quoted_parts: ClassVar[tuple[str, ...]] = ()
    """The keys of its tables that may have quotes of their own."""
    computed_keys: ClassVar[tuple[str, ...]] = ("quotes", "review")
    """The keys that a program writes rather than a person."""
    joint_keys: ClassVar[tuple[str, ...]] = ()
    """The keys of numbers that come together: an edit sets all of them, or none."""
    rules: ClassVar[tuple[Rule, ...]] = ()
    """The rules that its own checks find broken."""

    quotes: Quotes = ()
    review: Annotated[
        str,
        Meta(
            description="open: a candidate that nobody has accepted yet",
            extra_json_schema={"enum": [OPEN]},
            extra={"format": 2},
        ),
    ] = ""

    @property
    def id(self) -> str:
        """Its target, unique in the article. Raises NotImplementedError when a kind has no such field."""
        raise NotImplementedError

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""
        return ()

    @property
    def kind(self) -> str:
        """What the article calls it beyond its item kind: "bombing", "person", "figure"."""
        return ""

    @property
    def date(self) -> str:
        """EDTF; empty where it has none."""
        return ""

    @property
    def source(self) -> Target:
        """Who says it; empty where nobody is said to."""
        return ""

    @property
    def paragraphs(self) -> Sequence[Any]:
        """The numbers of the paragraphs that say so; a section's own paragraphs."""
        return ()

    @property
    def parts(self) -> Sequence["Item"]:
        """The items that stand in it, such as a section's paragraphs."""
        return ()

    @property
    def note(self) -> str:
        """The editor's note, with links."""
        return ""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The paragraphs of the original that it stands for."""
        return tuple(self.paragraphs)

    @property
    def caption(self) -> str:
        """What a link without words of its own reads as: its name, where it has one."""
        return getattr(self, self.name_key, "") or self.id

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called, best first; empty where it has no name."""
        return (self.caption, *self.aliases) if self.is_named else ()

    @property
    def short_name(self) -> str:
        """What it is called where its full name is too long: its caption, unless its kind knows better."""
        return self.caption

    def heading(self, article: "Article") -> str:
        """What heads its card."""
        return self.caption

    @property
    def prose(self) -> tuple[str, ...]:
        """Its texts with links, by `prose_keys`."""
        return tuple([getattr(self, key) for key in self.prose_keys])

    @property
    def main_text(self) -> str:
        """The text that says what it is, with links; empty where only a note does."""
        return self.prose[0] if len(self.prose_keys) > 1 else ""

    @property
    def is_open(self) -> bool:
        """Whether it is a candidate that nobody has accepted yet."""
        return self.review == OPEN

    @property
    def is_foreseen(self) -> bool:
        """Whether the article expects it to come."""
        return False

    @property
    def is_unwritten(self) -> bool:
        """Whether the original says it, and it has no paraphrase yet."""
        return False

    @property
    def date_in_words(self) -> str:
        """Its date in words; empty where it has none."""
        return dates.words(self.date) if self.date else ""

    def label(self, caption_of: Callable[[str], str]) -> str:
        """What stands for it in a list; `caption_of` names the targets of links in its text."""
        if self.is_named:
            return self.caption
        return links.short(self.main_text, caption_of) or self.caption

    def link_label(self, caption_of: Callable[[str], str]) -> str:
        """What stands for it in a list of links."""
        return self.label(caption_of)

    def paraphrase(self, article: "Article") -> str:
        """The paraphrase: all that the article says of it, on one line, without links, after its name if it has one."""
        parts = (self.caption if self.is_named else "", article.linked(self.main_text).plain)
        return ": ".join(part for part in parts if part)

    def references(self) -> Iterator[Reference]:
        """Every field that names another item, in order; an empty one too where it must not be empty."""
        yield from ()

    def passages(self, article: "Article") -> Iterator[Passage]:
        """Its text as a card shows it, without the editor's note."""
        text = article.main_text(self)
        if text.plain:
            yield Passage(text)

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        """The facts of its own fields, in the order in which a reader asks for them; those without a value too."""
        yield from ()

    def all_card_rows(self, article: "Article") -> Iterator[CardRow]:
        """The facts that have a value, and where the article states them."""
        yield from (row for row in self.card_rows(article) if row.values)
        if self.numbers and not self.is_text:
            yield CardRow(STATED.name, tuple(linked_value(article, f"p{number}") for number in self.numbers))

    def search_facts(self) -> Iterator[str]:
        """What it is known by besides its names and texts, as written and in words; empty ones are left out."""
        yield from (self.kind, self.date, self.date_in_words)

    @classmethod
    def plural_kind(cls, kind: str) -> str:
        """The plural of one of its own kinds: "bombings"."""
        return f"{kind}s" if kind else "others"

    def index_group(self, article: "Article", grouping: str) -> str:
        """The heading under which its index pane lists it, by one of `index_groupings`; empty for none."""
        return ""

    def index_lead(self, article: "Article", cells: int) -> str:
        """What stands before its label in an index pane, in a column of at most `cells` cells."""
        return ""

    def index_label(self, article: "Article", cells: int) -> str:
        """What stands for it in an index pane, where it begins a row with `cells` cells for it."""
        return article.label(self.id)

    def index_remark(self, article: "Article") -> str:
        """What stands at the right edge of its row in an index pane, where its label leaves room."""
        return self.kind

    def index_columns(self, article: "Article", grouping: str, cells: int) -> tuple[str, ...]:
        """What stands there instead, in as many columns for each item; not what its group says.

        Each is to take at most `cells` cells. Where a row has no room for all, the first ones are left out.
        """
        return ()

    @property
    def index_style(self) -> str:
        """The style of its label in an index pane: text or note."""
        return "text"

    def check(self, path: Keys, context: CheckContext) -> Iterator[Finding]:
        """What is wrong with it that no rule for all kinds finds; `path` is where its table stands."""
        yield from ()

    @classmethod
    def check_all(cls, items: Sequence[tuple[Keys, Any]]) -> Iterator[Finding]:  # noqa: ARG003 - a kind may look at them
        """What is wrong with the article's items of this kind together, each with its table's place."""
        yield from ()

    @classmethod
    def csv_columns(cls) -> tuple[str, ...]:
        """The columns of its table for spreadsheets: keys, or names that `csv_value` knows."""
        return tuple(field for field in cls.__struct_fields__ if field not in Item.__struct_fields__)

    def csv_value(self, column: str, article: "Article") -> object:
        """What stands in a column; texts with links are still as written."""
        return getattr(self, column)

    def properties(self, link: Callable[[str], str]) -> Mapping[str, Any]:
        """Its fields as properties, besides name, kind and paragraphs; `link` makes a link of a target."""
        return {"date": self.date, "when": self.date_in_words}

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, where both are known."""
        return None

    def ftm_schema(self) -> str:
        """The FollowTheMoney schema that it is an entity of; empty where there is none."""
        return ""

    def ftm_properties(self, article: "Article", entity_id: Callable[[str], str]) -> Mapping[str, Any]:
        """Its properties there besides name, aliases, text, date and notes; `entity_id` names a target's entity."""
        return {}
