"""The format, described once: what an article's TOML may hold, and what an item is to the rest of the program."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from kztui.article.publication import Publication

FORMAT = 1

ItemKind = Literal["section", "paragraph", "event", "actor", "place", "term", "claim"]
ITEM_KINDS: tuple[ItemKind, ...] = ("section", "paragraph", "event", "actor", "place", "term", "claim")

ACTOR_KINDS = ("person", "group", "agency", "state", "organisation", "population", "outlet")
CLAIM_KINDS = ("figure", "statement", "assessment", "forecast")

Target = Annotated[str, Meta(description="the id of an item of this article")]
Edtf = Annotated[str, Meta(description="an EDTF date (ISO 8601-2, level 1), as precise as the source and no more")]
LinkedText = Annotated[str, Meta(description="prose in our own words, with links as [[target]] or [[target|words]]")]
Strings = tuple[str, ...]
Numbers = Annotated[tuple[int, ...], Meta(description="numbers of the paragraphs of the original that say so")]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A table of the format. A key that is not declared is a problem, never ignored."""


class Participant(Part, frozen=True, kw_only=True, gc=False):
    """One actor's part in an event."""

    actor: Target
    role: Annotated[str, Meta(min_length=1)] = ""
    """Which part it took; an author who does not know leaves it out."""


class Relation(Part, frozen=True, kw_only=True):
    """What the article says one actor is to another, such as `member-of`."""

    to: Target
    kind: str
    paragraphs: Numbers = ()


class Paragraph(Part, frozen=True, kw_only=True, gc=False):
    """The unit that is cited, retold in our own words."""

    item_kind: ClassVar[ItemKind] = "paragraph"
    aliases: ClassVar[Strings] = ()

    number: int
    text: LinkedText = ""
    fingerprint: Annotated[str, Meta(description="of the original paragraph's words; see `kztui --original`")] = ""
    note: LinkedText = ""

    @property
    def id(self) -> str:
        return f"p{self.number}"

    @property
    def caption(self) -> str:
        return f"¶{self.number}"

    @property
    def prose(self) -> Strings:
        return (self.text, self.note)

    @property
    def numbers(self) -> tuple[int, ...]:
        return (self.number,)


class Section(Part, frozen=True, kw_only=True):
    """A part of the article under one heading."""

    item_kind: ClassVar[ItemKind] = "section"

    id: str
    title: str = ""
    aliases: Strings = ()
    paragraphs: tuple[Paragraph, ...] = ()
    note: LinkedText = ""

    @property
    def caption(self) -> str:
        return self.title or self.id

    @property
    def prose(self) -> Strings:
        return (self.note,)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(paragraph.number for paragraph in self.paragraphs)


class Event(Part, frozen=True, kw_only=True):
    """Something that happened, or is foreseen, at some time."""

    item_kind: ClassVar[ItemKind] = "event"

    id: str
    title: str = ""
    aliases: Strings = ()
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
    def caption(self) -> str:
        return self.title or self.id

    @property
    def prose(self) -> Strings:
        return (self.summary, self.note)

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.paragraphs


class Actor(Part, frozen=True, kw_only=True):
    """A person, group, body, state, population or outlet that acts, speaks, is targeted or is counted."""

    item_kind: ClassVar[ItemKind] = "actor"

    id: str
    name: str = ""
    aliases: Strings = ()
    kind: Annotated[str, Meta(extra_json_schema={"enum": list(ACTOR_KINDS)})] = ""
    summary: LinkedText = ""
    relations: tuple[Relation, ...] = ()
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def caption(self) -> str:
        return self.name or self.id

    @property
    def prose(self) -> Strings:
        return (self.summary, self.note)

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.paragraphs


class Place(Part, frozen=True, kw_only=True):
    """Somewhere that the article names; `within` is the place that holds it."""

    item_kind: ClassVar[ItemKind] = "place"

    id: str
    name: str = ""
    aliases: Strings = ()
    within: Target = ""
    latitude: Annotated[float | None, Meta(extra_json_schema={"minimum": -90, "maximum": 90})] = None
    longitude: Annotated[float | None, Meta(extra_json_schema={"minimum": -180, "maximum": 180})] = None
    summary: LinkedText = ""
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def caption(self) -> str:
        return self.name or self.id

    @property
    def prose(self) -> Strings:
        return (self.summary, self.note)

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.paragraphs


class Term(Part, frozen=True, kw_only=True):
    """A word that a newcomer must look up."""

    item_kind: ClassVar[ItemKind] = "term"

    id: str
    name: str = ""
    aliases: Strings = ()
    definition: LinkedText = ""
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def caption(self) -> str:
        return self.name or self.id

    @property
    def prose(self) -> Strings:
        return (self.definition, self.note)

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.paragraphs


class Claim(Part, frozen=True, kw_only=True):
    """One thing the article says is so: a figure, an attributed statement, an assessment or a forecast."""

    item_kind: ClassVar[ItemKind] = "claim"
    aliases: ClassVar[Strings] = ()

    id: str
    kind: Annotated[str, Meta(extra_json_schema={"enum": list(CLAIM_KINDS)})] = ""
    text: LinkedText = ""
    by: Target = ""
    value: Annotated[int | float | str | None, Meta(description="the figure, as a number where it is one")] = None
    unit: str = ""
    date: Edtf = ""
    about: tuple[Target, ...] = ()
    paragraphs: Numbers = ()
    note: LinkedText = ""

    @property
    def caption(self) -> str:
        return self.id

    @property
    def prose(self) -> Strings:
        return (self.text, self.note)

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.paragraphs


# Every item has `id`, `item_kind`, `aliases`, `caption` (its name, where it has one), `prose` (its texts with links, in
# the order in which a card shows them) and `numbers` (the paragraphs of the original that it stands for).
Item = Section | Paragraph | Event | Actor | Place | Term | Claim


class ArticleFile(Part, frozen=True, kw_only=True):
    """The whole of an article's TOML, from one file or from all files of a folder together."""

    format: int = FORMAT
    article: Publication
    sections: tuple[Section, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    terms: tuple[Term, ...] = ()
    claims: tuple[Claim, ...] = ()
