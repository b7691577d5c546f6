"""The fields of an item as an author goes through them: what each holds, and what is offered for it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from msgspec import Struct

from kztui.article import dates
from kztui.article.article import Article
from kztui.article.fields import Field
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.article.publication import Publication
from kztui.article.table import ItemKind

TAKEN = frozenset("bgjkux")
"""The letters that do something else wherever fields are listed: move, remove, undo."""


class FieldRow(Struct, frozen=True):
    """One value of a field, or the place for one."""

    field: Field
    text: str = ""
    """The value as it is read; empty for none."""
    entry: int = -1
    """Which value of a list, from 0; -1 where the field is no list, and for the row that adds one."""

    @property
    def is_missing(self) -> bool:
        """Whether it has to be there and is not."""
        return self.field.is_required and not self.text


def field_rows(article: Article, owner: Item | Publication, fields: Sequence[Field]) -> list[FieldRow]:
    """A row for each value, and for each field without one; a list has a row at its end that adds to it."""
    found = []
    for field in fields:
        value = value_of(owner, field)
        if field.is_list:
            found += [FieldRow(field, shown(article, field, each), at) for at, each in enumerate(value)]
            found.append(FieldRow(field))
        else:
            found.append(FieldRow(field, shown(article, field, value)))
    return found


def value_of(owner: Item | Publication, field: Field) -> Any:
    """What a field holds as the article has it."""
    return getattr(owner, field.key.replace("-", "_"))


def shown(article: Article, field: Field, value: Any) -> str:
    """A value as it is read; empty where it says nothing."""
    readers: dict[str, Callable[[Any], str]] = {
        "reference": article.label,
        "prose": lambda text: article.linked(text).plain,
        "date": _date,
        "numbers": pilcrows,
        "table": lambda table: " · ".join(filter(None, _parts(article, field, table))),
        "name": lambda name: name.plain,
        "flag": lambda flag: "yes" if flag else "no",
    }
    return "" if value in ("", None, ()) else readers.get(field.sort, str)(value)


def _parts(article: Article, field: Field, table: Any) -> Iterator[str]:
    return (shown(article, part, getattr(table, part.key)) for part in field.parts)


def _date(edtf: str) -> str:
    words = dates.words(edtf)
    return edtf if words == edtf else f"{edtf} · {words}"


def values_in_use(article: Article, item_kind: ItemKind, field: Field, part: Field | None = None) -> list[str]:
    """The values that a field of text has in the items of a kind, or a field of its tables; the most frequent first."""
    found = Counter(_texts(article, item_kind, field, part))
    return [text for text, _ in found.most_common() if text]


def _texts(article: Article, item_kind: ItemKind, field: Field, part: Field | None) -> Iterator[str]:
    for item in article.of_kind(item_kind):
        value = value_of(item, field)
        if part:
            yield from (getattr(each, part.key) for each in value)
        elif field.is_list:
            yield from value
        else:
            yield value


def referable(article: Article, item_kind: ItemKind, number: int, owner: str) -> list[Item]:
    """The items that a field of `owner` can name: those that paragraph `number` speaks of first, then in reading order.

    An empty kind stands for all but the parts of the text.
    """
    items = [
        item
        for item in article.items.values()
        if item.id != owner and (item.item_kind == item_kind if item_kind else not item.is_text)
    ]
    return sorted(items, key=lambda item: number not in item.numbers)


def field_letters(fields: Sequence[Field], taken: Collection[str] = TAKEN) -> dict[str, str]:
    """The letter of each field by its key: the first of its label that no field before it has, and none of `taken`."""
    found: dict[str, str] = {}
    for field in fields:
        known = {*taken, *found.values()}
        letter = next((sign for sign in field.label.casefold() if "a" <= sign <= "z" and sign not in known), "")
        if letter:
            found[field.key] = letter
    return found
