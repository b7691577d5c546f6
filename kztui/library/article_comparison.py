"""What the articles of a library say of one thing, side by side: its dates, and claims about it by unit.

Nothing is averaged and nobody is held to be right: each cell is what one article says, with the paragraph that says so.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.article.kinds.claim import Claim
from kztui.article.kinds.item import Item
from kztui.library.addresses import ItemAddress
from kztui.search.folding import tokenize
from kztui.search.stemming import stem

if TYPE_CHECKING:
    from kztui.article.article import Article


class ClaimStatement(Struct, frozen=True, array_like=True, gc=False):
    """What a comparison needs of a claim, without its article."""

    about: tuple[str, ...]
    """The targets that it is about."""
    key: tuple[str, ...]
    """Claims of one key stand in one row."""
    label: str
    """Of that row."""
    value: str
    """The figure with its unit, or the beginning of what is claimed."""
    source: str
    """The name of who says so; empty where it is the article itself."""


class ComparedStatement(Struct, frozen=True):
    """What one article says: a value or the words of a claim, when it was so, and who says it."""

    address: ItemAddress
    """The claim, or the item that has the date."""
    value: str
    """The figure with its unit, a date in words, or the beginning of what is claimed."""
    date: str = ""
    """EDTF: the date of the claim."""
    source: str = ""
    """The name of who says so; empty where it is the article itself."""
    paragraphs: tuple[int, ...] = ()


class ComparisonRow(Struct, frozen=True):
    """One thing that is compared: dates, claims of one unit, or claims of one kind that have no unit."""

    label: str
    statements: tuple[ComparedStatement, ...]
    """In the order of the articles."""

    def of(self, article_id: str) -> list[ComparedStatement]:
        """What one article says; empty where it says nothing of it."""
        return [statement for statement in self.statements if statement.address.article == article_id]


class ArticleComparison(Struct, frozen=True):
    """What some articles say of one thing; each article is a column."""

    items: tuple[ItemAddress, ...]
    """The items that are the same thing, one article's after the other's."""
    articles: tuple[str, ...]
    """The ids of the articles that have them, in that order."""
    rows: tuple[ComparisonRow, ...]


def compare(members: Iterable["tuple[Article, Item]"]) -> ArticleComparison:
    """The comparison of items that are the same thing, each with its article; the articles come in that order."""
    members = list(members)
    statements = (statement for article, item in members for statement in _statements(article, item))
    return compared((ItemAddress(article.publication.id, item.id) for article, item in members), statements)


KeyedStatement = tuple[tuple[str, ...], str, ComparedStatement]
"""A statement with the key and the label of its row."""


def compared(items: Iterable[ItemAddress], statements: Iterable[KeyedStatement]) -> ArticleComparison:
    """The comparison of items by what was said of them, which comes in their order."""
    items = tuple(items)
    rows: dict[tuple[str, ...], list[ComparedStatement]] = {}
    labels: dict[tuple[str, ...], str] = {}
    for key, label, statement in statements:
        labels.setdefault(key, label)
        rows.setdefault(key, []).append(statement)
    return ArticleComparison(
        items,
        tuple(dict.fromkeys(item.article for item in items)),
        tuple(ComparisonRow(labels[key], tuple(rows[key])) for key in sorted(rows, key=lambda key: _rank(key, rows))),
    )


def _rank(key: tuple[str, ...], rows: dict[tuple[str, ...], list[ComparedStatement]]) -> tuple[object, ...]:
    """Dates first, then what most articles say something of; claims without a unit last."""
    return key[0] != "date", key[0] != "unit", -len({each.address.article for each in rows[key]}), key


def _statements(article: "Article", item: Item) -> Iterable[KeyedStatement]:
    article_id = article.publication.id
    if item.date:
        yield date_statement(ItemAddress(article_id, item.id), item.date_in_words, item.numbers)
    for each in article.items.values():
        if any(reference.target == item.id for reference in each.references()):
            statement = claim_statement(article, each)
            if statement and item.id in statement.about:
                yield keyed(statement, ItemAddress(article_id, each.id), each.date, each.numbers)


def date_statement(item: ItemAddress, words: str, paragraphs: tuple[int, ...]) -> KeyedStatement:
    """When an item was."""
    return ("date",), "date", ComparedStatement(item, words, paragraphs=paragraphs)


def keyed(statement: ClaimStatement, claim: ItemAddress, date: str, paragraphs: tuple[int, ...]) -> KeyedStatement:
    """What a claim says, with the row it belongs to."""
    return statement.key, statement.label, ComparedStatement(claim, statement.value, date, statement.source, paragraphs)


def claim_statement(article: "Article", claim: Item) -> ClaimStatement | None:
    """What a comparison needs of a claim; None of any other item."""
    if not isinstance(claim, Claim):  # figures and what is said of a thing are the point of a comparison
        return None
    unit = claim.unit.partition(" (")[0]
    return ClaimStatement(
        claim.about,
        ("unit", *unit_key(unit)) if unit else ("kind", claim.kind),
        unit or claim.plural_kind(claim.kind),
        claim.value_in_words or article.main_text(claim).plain,
        article.caption(claim.by) if claim.by else "",
    )


def unit_key(unit: str) -> tuple[str, ...]:
    """Units agree that have one key: their words in any order, without case and endings."""
    return tuple(sorted(stem(word) for word in tokenize(unit)))
