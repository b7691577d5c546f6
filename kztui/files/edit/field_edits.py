"""Fields of an item or of the article set, added to and removed."""

from typing import Literal

import msgspec

from kztui.article.dates import parse_or_none
from kztui.article.findings import Keys
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
    is written: it is read in the article's language.
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


def _append(document: TomlDocument, own: Keys, field: str, value: object, order: tuple[str, ...]) -> None:
    known = document.get((*own, field), [])
    if not isinstance(known, list):
        raise EditRefusedError(f"{field} is no list")
    if value in known:
        return
    numbers = [entry for entry in known if isinstance(entry, int)]
    before = None
    if isinstance(value, int) and len(numbers) == len(known) and numbers == sorted(numbers):
        before = next((at for at, number in enumerate(numbers) if number > value), None)
    document.extend(own, field, [value], order, before)


def _remove(document: TomlDocument, own: Keys, field: str, value: object) -> None:
    known = document.get((*own, field), [])
    if not isinstance(known, list):
        raise EditRefusedError(f"{field} is no list")
    gone = [
        at
        for at, entry in enumerate(known)
        if entry == value or (isinstance(entry, dict) and not isinstance(value, dict) and value in entry.values())
    ]
    if not gone:
        raise EditRefusedError(f"{field} has no {msgspec.json.encode(value).decode()}")
    document.remove_entries((*own, field), gone)
