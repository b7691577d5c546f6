"""Events: what happened, or is foreseen, with its date, place and participants."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from msgspec import Meta

from kztui.article import dates
from kztui.article.card_rows import CardRow, linked_row, linked_value, plain_row
from kztui.article.findings import MISSING_KEY, CheckContext, Finding, Keys, Rule, Where
from kztui.article.kinds.item import Item
from kztui.article.links import LinkType, Reference
from kztui.article.quotes import Quotes
from kztui.article.table import Edtf, LinkedText, Numbers, OutsideIds, Strings, Table, Target

if TYPE_CHECKING:
    from kztui.article.article import Article

PARTICIPANT = LinkType("participants", "took part in", 0, 1, "participant", "participant")
HAPPENED_AT = LinkType("took place in", "events here", 2, 3, reverse_beside="took place here")

DATED_UNDATED = Rule(
    "dated-undated", "error", "An event has a date and is said to be undated.", 'date = "2011"\nundated = true'
)
NO_DATE = Rule(
    "no-date",
    "warning",
    "An event has no date, and is not said to be undated.",
    '[[events]]\nid = "summit"\ntitle = "Summit"',
)
FORESEEN_PAST = Rule(
    "foreseen-past",
    "warning",
    "An event is foreseen, and yet dated before the article was published.",
    'date = "1999"\nforeseen = true',
)
AFTER_ARTICLE = Rule(
    "after-article",
    "warning",
    "An event that the article tells of is dated after it was published, and is not said to be foreseen.",
    'date = "2050"\nparagraphs = [1]',
)


class Participant(Table, frozen=True, kw_only=True, gc=False):
    """One actor's part in an event."""

    actor: Target
    role: Annotated[str, Meta(min_length=1)] = ""
    """Which part it took; an author who does not know leaves it out."""
    quotes: Quotes = ()


class Event(Item, frozen=True, kw_only=True):
    """Something that happened, or is foreseen, at some time."""

    item_kind: ClassVar[str] = "event"
    plural: ClassVar[str] = "events"
    letters: ClassVar[str] = "e"
    sign: ClassVar[str] = "◆"
    color: ClassVar[str] = "warning"
    ansi_color: ClassVar[str] = "yellow"
    emphasis: ClassVar[str] = "bold underline"
    index_key: ClassVar[str] = "2"
    is_mentioned: ClassVar[bool] = True
    on_timeline: ClassVar[bool] = True
    is_stated_whole: ClassVar[bool] = True
    search_boost: ClassVar[float] = 0.015
    name_key: ClassVar[str] = "title"
    required_keys: ClassVar[Strings] = ("title",)
    prose_keys: ClassVar[Strings] = ("summary", "note")
    quoted_parts: ClassVar[Strings] = ("participants",)
    rules: ClassVar[tuple[Rule, ...]] = (DATED_UNDATED, NO_DATE, FORESEEN_PAST, AFTER_ARTICLE)

    id: str
    title: str = ""
    aliases: Strings = ()
    ids: OutsideIds = ()
    kind: str = ""
    date: Edtf = ""
    date_text: Annotated[str, Meta(description="the date in the source's terms, such as “early September 2011”")] = ""
    undated: Annotated[bool, Meta(description="true where the source gives no date")] = False
    foreseen: Annotated[bool, Meta(description="true where the source expects it and it had not happened")] = False
    place: Target = ""
    participants: tuple[Participant, ...] = ()
    summary: LinkedText = ""
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def date_in_words(self) -> str:
        """When, in the source's terms where the article gives them, and whether it is foreseen."""
        words = self.date_text or ("undated" if self.undated else dates.words(self.date) if self.date else "")
        return f"{words} (foreseen)" if self.foreseen and words else "foreseen" if self.foreseen else words

    @property
    def is_foreseen(self) -> bool:
        """Whether it is said to be."""
        return self.foreseen

    def references(self) -> Iterator[Reference]:
        """Its participants, each with the role, and its place."""
        for at, part in enumerate(self.participants):
            yield Reference(("participants", at, "actor"), part.actor, PARTICIPANT, "actor", part.role)
        if self.place:
            yield Reference(("place",), self.place, HAPPENED_AT, "place")

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        """Date, place, and participants with their roles."""
        yield plain_row("date", self.date_in_words)
        yield linked_row(HAPPENED_AT.name, article, [self.place])
        parts = tuple(linked_value(article, part.actor, part.role) for part in self.participants)
        yield CardRow(PARTICIPANT.name, parts)

    def search_facts(self) -> Iterator[str]:
        """Its kind, its date in several forms, and the roles."""
        yield from (self.kind, self.date, self.date and dates.words(self.date), self.date_text)
        yield from (part.role for part in self.participants)

    def index_lead(self, article: "Article", cells: int) -> str:
        """The date as it fits, with an arrow where it is foreseen."""
        arrow = "→" if self.foreseen else ""
        return f"{dates.compact(self.date, cells - len(arrow)) if self.date else '–'}{arrow}"

    def index_remark(self, article: "Article") -> str:
        """The name of its place."""
        return article.caption(self.place) if self.place else ""

    @property
    def index_style(self) -> str:
        """Note where it is foreseen, else text."""
        return "note" if self.foreseen else "text"

    def check(self, path: Keys, context: CheckContext) -> Iterator[Finding]:
        """Empty roles, and a date that is missing or does not fit the article's."""
        for at, part in enumerate(self.participants):
            if part.role.isspace():
                where = Where((*path, "participants", at, "role"))
                yield Finding(MISSING_KEY, where, "the role is empty: say which, or leave it out")
        if not self.date:
            if context.lacks(path, "undated", self.undated) and context.lacks(path, "date", self.date):
                yield Finding(NO_DATE, Where(path), f"{self.id} has no date: give one, or undated = true")
            return
        if self.undated:
            yield Finding(DATED_UNDATED, Where((*path, "undated")), f"{self.id} has a date: {self.date}")
        date, issued = dates.parse_or_none(self.date), context.issued
        if date is None or issued is None:
            return
        if self.foreseen and date.latest and issued.earliest and date.latest < issued.earliest:
            message = "the event is foreseen, yet dated before the article"
            yield Finding(FORESEEN_PAST, Where((*path, "date")), message)
        if self.paragraphs and not self.foreseen and date.earliest and issued.latest and date.earliest > issued.latest:
            message = "the event is dated after the article: say foreseen = true, or mend the date"
            yield Finding(AFTER_ARTICLE, Where((*path, "date")), message)

    @classmethod
    def csv_columns(cls) -> tuple[str, ...]:
        """Its keys, its date in words and as two days, and the name of its place."""
        return (
            *("id", "title", "aliases", "kind", "date", "date_words", "earliest", "latest", "place", "place_name"),
            *("participants", "summary", "paragraphs", "undated", "foreseen", "note"),
        )

    def csv_value(self, column: str, article: "Article") -> object:
        """The value of a key; participants by name, with their roles."""
        if column == "participants":
            return tuple(linked_value(article, part.actor, part.role).plain for part in self.participants)
        return getattr(self, column)

    def properties(self, link: Callable[[str], str]) -> Mapping[str, Any]:
        """Its date, place and participants."""
        participants = [link(part.actor) for part in self.participants]
        place = self.place and link(self.place)
        return {**Item.properties(self, link), "place": place, "participants": participants}

    def ftm_schema(self) -> str:
        """Event."""
        return "Event"

    def ftm_properties(self, article: "Article", entity_id: Callable[[str], str]) -> Mapping[str, Any]:
        """Its kind, place and actors."""
        involved = dict.fromkeys(part.actor for part in self.participants if article.kind(part.actor) == "actor")
        return {
            "keywords": self.kind,
            "location": article.caption(self.place) if self.place in article.items else "",
            "addressEntity": entity_id(self.place) if article.kind(self.place) == "place" else "",
            "involved": [entity_id(actor) for actor in involved],
        }
