"""Items, sections and paragraphs added by their names, where no words of the original are needed."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from kztui.article.kinds.item import Item
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import LISTS
from kztui.article.quotes import fingerprint
from kztui.files.edit.new_items import AddItem
from kztui.tui.dialogs.choice_dialog import ChoiceDialog
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.encode.field_choices import values_source
from kztui.tui.finder_sources import FinderRow

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen


class AddingController:
    """Asks what is to be added and how it is called, and adds it in the paragraph that is shown."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen

    def add(self) -> None:
        """Choose a sort of item, or a part of the text; then ask for its name or its text."""
        screen, number = self._screen, self._screen.number
        choices = self._choices()

        def accept(row: FinderRow) -> str:
            """Ask for the name, once the choice is closed."""
            screen.call_later(choices[row.target])
            return ""

        title = f"new · in ¶{number}" if number else "new"
        source = values_source(title, list(choices), "", fixed=True)
        screen.app.push_screen(ChoiceDialog(screen.theme, screen.article, source, "", accept))

    def _choices(self) -> Mapping[str, Callable[[], None]]:
        """What can be added, and what asks for it: each sort of item, parts of the text, each kind of a sort."""
        screen, number = self._screen, self._screen.number
        kinds = [kind for kind in LISTS.values() if not kind.is_text]
        found: dict[str, Callable[[], None]] = {kind.item_kind: partial(self._ask, kind, "") for kind in kinds}
        new = self._free_number()
        found[f"{Paragraph.item_kind} · ¶{new}"] = partial(self._ask_paragraph, new)
        if number in screen.article.paragraphs:
            found[f"{Section.item_kind} · from ¶{number} on"] = partial(self._ask_section, number)
        found[f"{Section.item_kind} · at the end"] = partial(self._ask_section, 0)
        for kind in kinds:
            for own in (*kind.own_kinds, *screen.reviewing.kinds_in_use(kind)):
                found[f"{kind.item_kind} · {own}"] = partial(self._ask, kind, own)
        return found

    def _ask(self, kind: type[Item], own: str) -> None:
        """Ask for the name of an item, or for its text where it has no name."""
        screen, name, number = self._screen, kind.item_kind, self._screen.number
        words, positions = screen.making.taken
        fields = {"kind": own} if own else {}
        text = kind.prose_keys[0]

        def add(answer: str) -> str:
            """Add it; why that is refused, or nothing."""
            return screen.edits.problem_of(AddItem(name, answer, number, *positions, fields=fields))

        def named(answer: str | None) -> None:
            """Ask for what has to be said of it, or to link its name."""
            if answer and needs_text:
                self._ask_text(AddItem(name, answer, number, fields=fields), text)
            elif answer:
                screen.making.added(answer)

        needs_text = bool(kind.name_key) and text in kind.required_keys and not any(positions)
        if kind.name_key:
            place = f" in ¶{number}" if number else ""
            prompt = f"The name of the new {name}{place}; its id comes by itself"
            accept = (lambda _: "") if needs_text else add
            screen.app.push_screen(LineDialog(screen.theme, f"New {name}", prompt, words, accept), named)
        else:
            screen.writing.write_text(f"new {name} · {text}", "", add, f"a new {name}")

    def _ask_text(self, addition: AddItem, key: str) -> None:
        """Ask for a text without which an item cannot be, such as a term's definition, and add the item with it."""
        screen = self._screen

        def add(text: str) -> str:
            """Add it; why that is refused, or nothing."""
            whole = msgspec.structs.replace(addition, fields={**addition.fields, key: text})
            problem = screen.edits.problem_of(whole)
            if not problem:
                screen.call_later(screen.making.added, addition.name)
            return problem

        screen.writing.write_text(f"new {addition.kind} · {key} of {addition.name}", "", add, addition.name)

    def _ask_section(self, number: int) -> None:
        """Ask for the heading of a section that begins at a paragraph, or with 0 stands at the end."""
        screen = self._screen
        prompt = f"The heading of the section {f'from ¶{number} on' if number else 'at the end'}"

        def add(heading: str) -> str:
            """Add it; why that is refused, or nothing."""
            return screen.edits.problem_of(AddItem(Section.item_kind, heading, number))

        screen.app.push_screen(LineDialog(screen.theme, "New section", prompt, "", add))

    def _ask_paragraph(self, number: int) -> None:
        """Write a paragraph that is not there yet."""
        screen = self._screen

        def add(text: str) -> str:
            """Add it; why that is refused, or nothing."""
            original = screen.article.originals.get(number)
            fields = {"fingerprint": fingerprint(original.text)} if original else {}
            return screen.edits.problem_of(AddItem(Paragraph.item_kind, text, number, fields=fields))

        screen.writing.write_text(f"new ¶{number} · paraphrase", "", add, f"the new ¶{number}", number)

    def _free_number(self) -> int:
        """The number that a paragraph added behind the one shown has."""
        known = self._screen.article.paragraphs
        number = (self._screen.number or max(known, default=0)) + 1
        while number in known:
            number += 1
        return number
