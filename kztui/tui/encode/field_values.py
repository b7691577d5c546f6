"""Values of fields, chosen where there is a choice, else typed; and how they are read, before they are taken."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kztui.article import dates
from kztui.article.fields import Field, publication_fields
from kztui.article.kinds.item import Item
from kztui.article.publication import Publication
from kztui.article.written_dates import read_written_date
from kztui.files.csl_types import CSL_TYPES
from kztui.files.edit.field_edits import SetEntry, SetField
from kztui.files.edit.new_items import AddItem
from kztui.session.field_rows import FieldRow, referable, value_of, values_in_use
from kztui.tui.dialogs.choice_dialog import ChoiceDialog
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.encode.field_choices import NEW, NONE, items_source, values_source
from kztui.tui.encode.field_texts import name_table, read_name, read_number, read_numbers, written_numbers
from kztui.tui.encode.fields import OTHER
from kztui.tui.finder_sources import FinderRow, FinderSource

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen

Take = Callable[[object], str]
"""Sets a value; why that is refused, or nothing."""


class FieldLineDialog(LineDialog):
    """Asks for one line below the paragraph."""

    IS_LOW = True


class FieldValuesController:
    """Sets and removes the values of the fields that are listed."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen

    @property
    def target(self) -> str:
        """What the fields are of."""
        return self._screen.fields.target

    @property
    def owner(self) -> Item | Publication | None:
        """The same as the article has it."""
        return self._screen.fields.owner

    def remove(self, row: FieldRow) -> None:
        """Remove a value."""
        if row.entry >= 0:
            self._screen.edits.make(SetEntry(self.target, row.field.key, row.entry), keep=True)
        elif row.text:
            self._screen.edits.make(SetField(self.target, row.field.key), keep=True)

    def edit(self, row: FieldRow) -> None:
        """Ask for a value of the row's field, or for another one."""
        field = row.field
        if field == OTHER:
            self._other()
            return
        asked: dict[str, Callable[[FieldRow], None]] = {
            "flag": self._toggle,
            "reference": self._reference,
            "table": self._table,
            "prose": self._prose,
        }
        asked.get(field.sort, self._line if self._is_typed(field) else self._value)(row)

    def _is_typed(self, field: Field) -> bool:
        """Whether nothing can be offered: it is no text, or a name of the item's own."""
        if field.sort != "text" or field.is_list:
            return True
        owner = self.owner
        return (isinstance(owner, Item) and field.key == owner.name_key) or not (self._offered(field) or field.choices)

    def _take(self, row: FieldRow) -> Take:
        """What sets the value of a row."""
        key = row.field.key

        def take(value: object) -> str:
            """Set it, or add it to a list."""
            if row.entry >= 0:
                return self._screen.edits.problem_of(SetEntry(self.target, key, row.entry, value=value), keep=True)
            setting = SetField(self.target, key, value, "append" if row.field.is_list else "set")
            return self._screen.edits.problem_of(setting, keep=True)

        return take

    def _other(self) -> None:
        """Choose another field of the article, and ask for its value."""
        listed = {field.key for field in self._screen.fields.fields}
        others = {field.label: field for field in publication_fields() if field.key not in listed}

        def accept(chosen: FinderRow) -> str:
            """List the field, and ask for it."""
            field = others[chosen.target]
            self._screen.fields.more.add(field.key)
            self._screen.show_item()
            self._screen.call_later(self.edit, FieldRow(field))
            return ""

        self._ask(values_source("another field · article", sorted(others), "", fixed=True), "", accept)

    def _toggle(self, row: FieldRow) -> None:
        owner = self.owner
        if owner is not None:
            self._screen.edits.make(SetField(self.target, row.field.key, not value_of(owner, row.field)), keep=True)

    def _reference(self, row: FieldRow) -> None:
        self._choose_item(row.field, f"{row.field.label} · {self._name}", self._take(row))

    def _choose_item(self, field: Field, title: str, take: Take) -> None:
        """Choose an item that a field can name, those of the paragraph first; make one where there is none."""
        screen, number = self._screen, self._screen.number
        items = referable(screen.article, field.item_kind, number, self.target)

        def accept(chosen: FinderRow) -> str:
            """Take the item, a new one once it is made."""
            if chosen.kind != NEW:
                return take(chosen.target)
            known = set(screen.article.items)
            problem = screen.edits.problem_of(AddItem(field.item_kind, chosen.target, number), keep=True)
            return problem or take(next(iter(screen.article.items.keys() - known)))

        self._ask(items_source(title, screen.article, items, field.item_kind), "", accept)

    def _ask(self, source: FinderSource, value: str, accept: Callable[[FinderRow], str]) -> None:
        screen = self._screen
        screen.app.push_screen(ChoiceDialog(screen.theme, screen.article, source, value, accept))

    def _table(self, row: FieldRow) -> None:
        """Add a table: first the item that it names, then each of its texts; of one that is there set the texts."""
        field = row.field
        texts = [part for part in field.parts if part.sort == "text"]
        if row.entry >= 0:
            owner = self.owner
            known = value_of(owner, field)[row.entry] if owner is not None else None
            for part in texts[:1]:
                self._part(row, part, getattr(known, part.key), self._take_part(row, part))
            return
        named = next(part for part in field.parts if part.sort == "reference")
        number = self._screen.number
        stated = {part.key: [number] for part in field.parts if part.sort == "numbers" and number}

        def chosen(target: object) -> str:
            """Ask for the text that goes with it."""
            table = {named.key: target} | stated
            take = self._take(row)
            if not texts:
                return take(table)

            def with_text(text: object) -> str:
                """Add the table."""
                order = [part.key for part in field.parts]
                whole = table | ({texts[0].key: text} if text else {})
                return take({key: whole[key] for key in order if key in whole})

            self._screen.call_later(self._part, row, texts[0], "", with_text)
            return ""

        self._choose_item(named, f"{field.label} · {self._name}", chosen)

    def _take_part(self, row: FieldRow, part: Field) -> Take:
        def take(value: object) -> str:
            """Set a text of a table that is there."""
            entry = SetEntry(self.target, row.field.key, row.entry, key=part.key, value=value or None)
            return self._screen.edits.problem_of(entry, keep=True)

        return take

    def _part(self, row: FieldRow, part: Field, value: str, take: Take) -> None:
        """Ask for a text of a table, of those in use."""
        owner = self.owner
        used = values_in_use(self._screen.article, owner.item_kind, row.field, part) if isinstance(owner, Item) else []
        none = "" if part.is_required else f"no {part.label}"
        title = f"{part.label} · {row.text or row.field.label}"
        self._ask(values_source(title, used, value, none=none), value, self._of_row(take))

    def _of_row(self, take: Take) -> Callable[[FinderRow], str]:
        return lambda row: take("" if row.kind == NONE else row.target)

    # Texts.

    @property
    def _name(self) -> str:
        """What the fields are of, in a title."""
        return "article" if self._screen.fields.of_article else self._screen.article.link_label(self.target)

    def _offered(self, field: Field) -> Sequence[str]:
        owner = self.owner
        if isinstance(owner, Item):
            return values_in_use(self._screen.article, owner.item_kind, field)
        return CSL_TYPES if field.key == "type" else ()

    def _value(self, row: FieldRow) -> None:
        """Choose one of the values that are allowed or in use."""
        field = row.field
        fixed = field.choices or (tuple(self._offered(field)) if self._screen.fields.of_article else ())
        values = list(fixed or self._offered(field))
        source = values_source(f"{field.label} · {self._name}", values, row.text, fixed=bool(fixed))
        self._ask(source, "" if fixed else row.text, self._of_row(self._take(row)))

    def _line(self, row: FieldRow) -> None:
        """Ask for a line, and say how it is read."""
        screen, field, take = self._screen, row.field, self._take(row)
        owner = self.owner
        known = value_of(owner, field) if owner is not None else ""
        value: Any = known[row.entry] if row.entry >= 0 else "" if field.is_list else known
        readers: dict[str, tuple[Callable[[str], object], Callable[[str], str]]] = {
            "number": (read_number, lambda _: ""),
            "numbers": (read_numbers, lambda _: ""),
            "name": (name_table, read_name),
            "date": (str, self._read_date),
        }
        read, remark = readers.get(field.sort, (str, lambda _: ""))

        def accept(answer: str) -> str:
            """Take the line as it is read."""
            try:
                return take(read(answer))
            except ValueError as error:
                return str(error)

        shown = written_numbers(value) if field.sort == "numbers" else getattr(value, "plain", value)
        prompt = f"{field.label} of {self._name}"
        text = "" if shown is None else str(shown)
        screen.app.push_screen(FieldLineDialog(screen.theme, field.label.capitalize(), prompt, text, accept, remark))

    def _read_date(self, text: str) -> str:
        """How a date is read, before it is taken."""
        publication = self._screen.article.publication
        edtf = text if dates.parse_or_none(text) else read_written_date(text, publication.language, publication.issued)
        if not text:
            return "as it is written, such as early September 2011, or as EDTF, such as 2011-09~"
        return f"{edtf} · {dates.words(edtf)}" if edtf else "not read as a date yet"

    def _prose(self, row: FieldRow) -> None:
        """Write a text with links, under the paragraph."""
        owner = self.owner
        if owner is not None:
            title, name = f"{row.field.label} · {self._name}", f"{self.target} {row.field.key}"
            text, target = str(value_of(owner, row.field)), self.target
            self._screen.writing.write_text(title, text, self._take(row), name, target=target)
