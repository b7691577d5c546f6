"""Fields of an item or of the article set, added to and removed."""

import re
from collections.abc import Mapping
from typing import Literal

import msgspec

from kztui.article.dates import parse_or_none
from kztui.article.findings import Keys
from kztui.article.kinds.item import Item
from kztui.article.publication import Publication, csl_name
from kztui.article.written_dates import read_written_date
from kztui.files.edit.article_documents import ArticleDocuments, key_order
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.naming import Rename
from kztui.files.edit.operation import Operation, Outcome
from kztui.files.edit.toml_document import TomlDocument
from kztui.files.edit.toml_literals import encode_prose

ARTICLE = "article"
"""The target that stands for the article itself."""
_DATES = frozenset({"date", *(csl_name(field) for field in Publication.DATES)})


class SetField(Operation, frozen=True):
    """Set a field of an item, or of the article; add a value to a list, or remove one.

    `value` is what TOML has as text, number, truth value, list and table; None removes the field. A date may be as it
    is written: it is read in the article's language. Of numbers that come together, such as latitude and longitude,
    both are set by a text such as "50.28, 57.17" or a list of them, and removed with one another.
    """

    target: str
    field: str
    value: object = None
    how: Literal["set", "append", "remove"] = "set"

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Change the field. Raises EditRefusedError where a date cannot be read, or there is no such value."""
        if self.field == "id" and self.how == "set" and self.target != ARTICLE:
            return Rename(self.target, str(self.value)).perform(documents)
        value, notes = self._value(documents)
        own: Keys = (ARTICLE,)
        prose: tuple[str, ...] = ()
        if self.target == ARTICLE:
            document, name = documents.single(ARTICLE), ARTICLE
            order = tuple(map(csl_name, Publication.__struct_fields__))
        else:
            placed = documents.find(self.target)
            document, own, name = placed.document, placed.own, placed.item.id
            order, prose = key_order(type(placed.item)), placed.item.prose_keys
            if self.how == "set" and self.field in placed.item.joint_keys:
                return _set_joint(document, own, placed.item, self.field, self.value)
        if self.how == "append":
            _append(document, own, self.field, value, order)
        elif self.how == "remove" and value is not None:
            _remove(document, own, self.field, value)
        elif value is None:
            document.remove_keys(own, [self.field])
        elif document.get((*own, self.field)) != value:
            is_prose = isinstance(value, str) and self.field in prose
            written = encode_prose(str(value), document.newline) if is_prose else document.encoded(value)
            document.set_value(own, self.field, value, order, written)
        verb = {"append": "added to", "remove": "removed from"}.get(self.how, "set")
        return Outcome(f"{verb} {self.field} of {name}", notes=notes, target="" if name == ARTICLE else name)

    def _value(self, documents: ArticleDocuments) -> tuple[object, tuple[str, ...]]:
        """The value as it is written, a date as EDTF, and what is to be said of it."""
        if self.field not in _DATES or not isinstance(self.value, str) or parse_or_none(self.value):
            return self.value, ()
        article = documents.tables.article
        found = read_written_date(self.value, article.language, article.issued)
        if not found:
            raise EditRefusedError(f"“{self.value}” cannot be read as a date: write it as EDTF, such as 2011-09")
        return found, (f"“{self.value}” is {found}",)


class SetEntry(Operation, frozen=True):
    """Set one entry of a list, a text or a table, or a key of an entry; None removes the entry or the key."""

    target: str
    field: str
    entry: int
    """Counted from 0, as the article has the list."""
    key: str = ""
    value: object = None

    def perform(self, documents: ArticleDocuments) -> Outcome:
        """Change the entry. Raises EditRefusedError where there is no such entry."""
        path: Keys = (ARTICLE,) if self.target == ARTICLE else documents.find(self.target).path
        document, own = documents.place((*path, self.field, self.entry))
        known = document.get(own)
        if known is None:
            raise EditRefusedError(f"{self.field} of {self.target} has no entry {self.entry + 1}")
        if self.key:
            _set_keys(document, own, {self.key: self.value})
        elif self.value is None:
            document.remove_entries(own[:-1], [int(own[-1])])
        elif isinstance(known, dict) and isinstance(self.value, dict) and document.span(own) is None:
            _set_keys(document, own, {**dict.fromkeys(known), **self.value})
        elif known != self.value:
            document.set_value(own[:-1], own[-1], self.value)
        verb = "removed from" if self.value is None and not self.key else "set in"
        return Outcome(f"{verb} {self.field} of {self.target}", target="" if self.target == ARTICLE else self.target)


def _set_joint(document: TomlDocument, own: Keys, item: Item, field: str, value: object) -> Outcome:
    """Set the numbers of an item that come together. Raises EditRefusedError where one would be without the others."""
    keys = item.joint_keys
    given = re.findall(r"[^\s,;]+", value) if isinstance(value, str) else value if isinstance(value, list) else [value]
    values: dict[str, object] = dict.fromkeys(keys) if value is None else {field: value}
    if len(given) == len(keys) and all(map(_is_number, given)):
        values = {
            key: float(number) if isinstance(number, str) else number for key, number in zip(keys, given, strict=True)
        }
    elif value is not None and any(document.get((*own, key)) is None for key in keys if key != field):
        raise EditRefusedError(f"{' and '.join(keys)} come together: give {len(keys)} numbers, such as 43.65, 51.16")
    _set_keys(document, own, values, key_order(type(item)))
    return Outcome(f"set {' and '.join(values)} of {item.id}", target=item.id)


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?", value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _set_keys(document: TomlDocument, own: Keys, values: Mapping[str, object], order: tuple[str, ...] = ()) -> None:
    """Give a table these values of keys, None for no value."""
    document.remove_keys(own, [key for key, value in values.items() if value is None])
    for key, value in values.items():
        if value is not None and document.get((*own, key)) != value:
            document.set_value(own, key, value, order)


def _list_of(document: TomlDocument, own: Keys, field: str) -> list[object]:
    """The values of a field by now. Raises EditRefusedError where it is no list."""
    known = document.get((*own, field), [])
    if not isinstance(known, list):
        raise EditRefusedError(f"{field} is no list")
    return known


def _append(document: TomlDocument, own: Keys, field: str, value: object, order: tuple[str, ...]) -> None:
    known = _list_of(document, own, field)
    if value in known:
        return
    numbers = [entry for entry in known if isinstance(entry, int)]
    before = None
    if isinstance(value, int) and len(numbers) == len(known) and numbers == sorted(numbers):
        before = next((at for at, number in enumerate(numbers) if number > value), None)
    document.extend(own, field, [value], order, before)


def _remove(document: TomlDocument, own: Keys, field: str, value: object) -> None:
    known = _list_of(document, own, field)
    gone = [
        at
        for at, entry in enumerate(known)
        if entry == value or (isinstance(entry, dict) and not isinstance(value, dict) and value in entry.values())
    ]
    if not gone:
        raise EditRefusedError(f"{field} has no {msgspec.json.encode(value).decode()}")
    document.remove_entries((*own, field), gone)
