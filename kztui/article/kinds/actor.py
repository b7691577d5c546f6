"""Actors: who acts, speaks, is targeted or is counted, and what the article says they are to each other."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec import Meta

from kztui.article.card_rows import CardRow, linked_value
from kztui.article.data_tables import rows
from kztui.article.findings import MISSING_KEY, CheckContext, Finding, Keys, Where
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.links import Linked, LinkType, Reference
from kztui.article.quotes import Quotes
from kztui.article.table import LinkedText, Numbers, OutsideIds, Strings, Table, Target

if TYPE_CHECKING:
    from kztui.article.article import Article

ABBREVIATION = 6
"""Characters of an abbreviation at most."""


def short_alias(aliases: Iterable[str]) -> str:
    """The first of other names that is as short as an abbreviation; empty where none is."""
    return next((alias for alias in aliases if len(alias) <= ABBREVIATION and alias.isascii()), "")


@cache
def _relation_types() -> dict[str, LinkType]:
    """The relations that have names of their own, by what an author writes as their kind."""
    table = rows("article/data/relation_types.tsv")
    return {kind: LinkType(name, reverse, reverse_beside=one) for kind, name, reverse, one in table}


def relation_type(kind: str) -> LinkType:
    """The names of a relation of `kind`; an unknown one reads as written, and as “… (from)” in reverse."""
    words = kind.replace("-", " ").strip() or "related to"
    return _relation_types().get(kind) or LinkType(words, f"{words} (from)")


class Relation(Table, frozen=True, kw_only=True):
    """What the article says one actor is to another, such as `member-of`."""

    to: Target
    kind: str
    paragraphs: Numbers = ()
    quotes: Quotes = ()


class Actor(Item, frozen=True, kw_only=True):
    """A person, group, body, state, population or outlet that acts, speaks, is targeted or is counted."""

    item_kind: ClassVar[str] = "actor"
    plural: ClassVar[str] = "actors"
    letters: ClassVar[str] = "a"
    sign: ClassVar[str] = "●"
    color: ClassVar[str] = "primary"
    ansi_color: ClassVar[str] = "blue"
    index_key: ClassVar[str] = "3"
    index_groupings: ClassVar[Strings] = ("kind",)
    is_mentioned: ClassVar[bool] = True
    search_boost: ClassVar[float] = 0.01
    own_kinds: ClassVar[Strings] = ("person", "group", "agency", "state", "organisation", "population", "outlet")
    name_key: ClassVar[str] = "name"
    required_keys: ClassVar[Strings] = ("name", "kind")
    prose_keys: ClassVar[Strings] = ("summary", "note")
    quoted_parts: ClassVar[Strings] = ("relations",)
    plural_kinds: ClassVar[Mapping[str, str]] = {"person": "people", "agency": "agencies"}
    """The plurals of its own kinds that are not made by adding s."""
    ftm_schemata: ClassVar[Mapping[str, str]] = {
        "person": "Person",
        "group": "Organization",
        "agency": "PublicBody",
        "state": "PublicBody",
        "organisation": "Organization",
        "outlet": "Organization",
    }

    id: str
    name: str = ""
    aliases: Strings = ()
    ids: OutsideIds = ()
    kind: Annotated[str, Meta(extra_json_schema={"enum": list(own_kinds)})] = ""
    summary: LinkedText = ""
    relations: tuple[Relation, ...] = ()
    paragraphs: Numbers = ()
    note: LinkedText = ""

    def paraphrase(self, article: "Article") -> str:
        """The summary; its name before it unless it begins with that."""
        text = article.linked(self.summary).plain
        return text if text.startswith(self.caption) else super().paraphrase(article)

    @property
    def short_name(self) -> str:
        """For a person the part of the name in which an alias ends: “Ivanov”, with the alias “President Ivanov”.

        The order of names differs between languages, so that no part can be taken for the family name without one.
        """
        name = self.name.split()
        ends: list[list[str]] = []
        for alias in self.aliases if self.kind == "person" else ():
            words = alias.split()
            parts = (words[at:] for at in range(max(0, len(words) - len(name) + 1), len(words)))
            ends += [part for part in parts if any(name[at : at + len(part)] == part for at in range(len(name)))]
        longest = sorted(ends, key=len)[-1:]
        return " ".join(longest[0]) if longest else self.name

    def references(self) -> Iterator[Reference]:
        """The other actor of each relation."""
        for at, relation in enumerate(self.relations):
            type_ = relation_type(relation.kind)
            yield Reference(("relations", at, "to"), relation.to, type_, "actor", "", relation.paragraphs)

    def card_rows(self, article: "Article") -> Iterator[CardRow]:
        """Its relations, those of one name together."""
        found: dict[str, list[Linked]] = {}
        for relation in self.relations:
            value = linked_value(article, relation.to, pilcrows(relation.paragraphs))
            found.setdefault(relation_type(relation.kind).name, []).append(value)
        yield from (CardRow(name, tuple(values)) for name, values in found.items())

    def search_facts(self) -> Iterator[str]:
        """Its kind, and those of its relations."""
        yield self.kind
        yield from (relation.kind for relation in self.relations)

    @classmethod
    def plural_kind(cls, kind: str) -> str:
        """The plural of one of its own kinds."""
        return cls.plural_kinds.get(kind) or super().plural_kind(kind)

    def index_group(self, article: "Article", grouping: str) -> str:
        """The plural of its kind."""
        return self.plural_kind(self.kind)

    def index_remark(self, article: "Article") -> str:
        """A short alias, such as an abbreviation."""
        return short_alias(self.aliases)

    def check(self, path: Keys, context: CheckContext) -> Iterator[Finding]:
        """Relations without a kind."""
        for at, relation in enumerate(self.relations):
            here = (*path, "relations", at)
            if not relation.kind.strip() and context.lacks(here, "kind", ""):
                yield Finding(MISSING_KEY, Where((*here, "kind")), f"a relation without kind: to {relation.to}")

    @classmethod
    def csv_columns(cls) -> tuple[str, ...]:
        """Its keys, and `events`: those that link to it."""
        return ("id", "name", "aliases", "kind", "summary", "paragraphs", "events", "note")

    def csv_value(self, column: str, article: "Article") -> object:
        """The value of a key, or the ids of the events that link to it."""
        if column == "events":
            sides = (side for side in article.graph.sides(self.id) if not side.outgoing)
            return tuple(dict.fromkeys(side.other for side in sides if article.kind(side.other) == "event"))
        return getattr(self, column)

    def ftm_schema(self) -> str:
        """The schema for its kind; LegalEntity for any other."""
        return self.ftm_schemata.get(self.kind, "LegalEntity")
