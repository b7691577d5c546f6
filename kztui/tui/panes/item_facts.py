"""The item in hand, beside its paragraph: what is known of it, and while the pane has the focus all of its fields."""

from collections.abc import Mapping

from rich.style import Style
from textual import events
from textual.message import Message

from kztui.article.article import Article
from kztui.article.fields import Field
from kztui.article.ids import pilcrows
from kztui.article.links import Linked
from kztui.article.with_original import mentions_in
from kztui.session.field_rows import TAKEN, FieldRow
from kztui.tui.commands import bindings
from kztui.tui.render.cells import crop, wrap
from kztui.tui.render.styled_text import Parts, both_ends, on
from kztui.tui.view_state import CursorMoved, Say
from kztui.tui.widgets.pane import Pane, scrollbar_span

LABEL = 13
UNDERLINED = Style(underline=True)


class ItemFactsPane(Pane):
    """Draws the facts of one item as rows: label and value. With the focus, it lists its fields, with a cursor."""

    BINDINGS = bindings("item fields")

    class Edited(Message):
        """A field is to be asked for; or with `removed` its value to be removed."""

        def __init__(self, row: FieldRow, *, removed: bool = False) -> None:
            super().__init__()
            self.row = row
            self.removed = removed

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.title = "Item"
        self.top = 0
        self.cursor = 0
        self._facts: list[tuple[str, str]] = []
        self._rows: list[FieldRow] = []
        self._letters: Mapping[str, str] = {}
        self.commands: frozenset[str] = frozenset()
        """The letters that are keys of the screen here too."""
        self.elsewhere: Mapping[str, str] = {}
        """What the other letters do where no fields are edited."""

    def set_item(
        self,
        titles: tuple[str, str],
        facts: list[tuple[str, str]],
        rows: list[FieldRow],
        letters: Mapping[str, str],
    ) -> None:
        """Show an item by its facts and the rows of its fields; without any the pane is empty.

        `titles` are a long one and one for a narrow pane, `letters` those of the fields by their keys.
        """
        here = self.current
        is_same = titles == (self.title, self.short_title)
        self.title, self.short_title = titles
        self._facts, self._rows, self._letters = facts, rows, letters
        if not is_same:
            self.top = self.cursor = 0
        elif here is not None:
            # The cursor stays on its field; where its last value went, on the place for one.
            same = [at for at, row in enumerate(rows) if row.field.key == here.field.key]
            self.cursor = min(self.cursor, same[-1]) if same and same[0] <= self.cursor else same[0] if same else 0
        self.follow()
        self.redraw()

    def begin(self) -> None:
        """Put the cursor on the first field that has to have a value and has none."""
        self.cursor = next((at for at, row in enumerate(self._rows) if row.is_missing), 0)
        self.follow()
        self.redraw()

    @property
    def current(self) -> FieldRow | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    # Drawing.

    def _fact_lines(self, cells: int) -> list[Parts]:
        theme = self.palette
        label_cells = min(LABEL, cells // 3)
        lines: list[Parts] = []
        for label, value in self._facts:
            named = label
            for start, end in wrap(value, max(8, cells - label_cells - 2)):
                words = (value[start:end], theme.dim if value == "—" else theme.text)
                lines.append([(f" {crop(named, label_cells - 1):<{label_cells}}", theme.dim), words])
                named = ""
        return lines

    def _field_lines(self, cells: int) -> list[list[Parts]]:
        """The lines of each row of a field."""
        theme, label_cells = self.palette, min(LABEL, cells // 3)
        blank: Parts = [(" " * label_cells, theme.dim)]
        found: list[list[Parts]] = []
        before = ""
        for at, row in enumerate(self._rows):
            is_first, before = row.field.key != before, row.field.key
            empty = "missing" if row.is_missing and is_first else "—" if is_first else "+"
            style = theme.text if row.text else theme.warn if empty == "missing" else theme.dim
            value, label = row.text or empty, self._label(row.field, label_cells) if is_first else blank
            lines: list[Parts] = []
            for start, end in wrap(value, max(8, cells - label_cells - 3)):
                lines.append([*label, (" ", theme.text), (value[start:end], style)])
                label = blank
            under = self._under_cursor(lines, cells) if at == self.cursor else None
            found.append(under or [[(" ", theme.text), *line] for line in lines])
        return found

    def _label(self, field: Field, cells: int) -> Parts:
        """The label of a field with its letter underlined."""
        theme, label = self.palette, crop(field.label, cells)
        letter = self._letters.get(field.key, "")
        at = label.casefold().find(letter) if letter else -1
        if at < 0:
            return [(f"{label:<{cells}}", theme.dim)]
        rest = f"{label[at + 1 :]:<{cells - at - 1}}"
        return [(label[:at], theme.dim), (label[at], theme.accent + UNDERLINED), (rest, theme.dim)]

    def _under_cursor(self, lines: list[Parts], cells: int) -> list[Parts]:
        theme = self.palette
        padded = (both_ends(line, [], cells - 1, theme.text) for line in lines)
        return [[("▌", theme.accent), *on(line, theme.cursor)] for line in padded]

    def _lines(self, cells: int) -> list[Parts]:
        if self.has_focus and self._rows:
            return [line for lines in self._field_lines(cells) for line in lines]
        return self._fact_lines(cells)

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the lines."""
        return scrollbar_span(self.top, len(self._lines(self.inner.width)), lines)

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The rows from `top` on."""
        return self._lines(cells)[self.top : self.top + lines]

    def follow(self) -> None:
        """Scroll the row under the cursor into view."""
        if not self.has_focus or self.view is None or not self.size.area:
            return
        heights = [len(lines) for lines in self._field_lines(self.inner.width)]
        start = sum(heights[: self.cursor])
        end = start + sum(heights[self.cursor : self.cursor + 1])
        self.top = max(0, min(max(min(self.top, start), end - self.inner.height), sum(heights) - self.inner.height))

    def watch_has_focus(self, has_focus: bool) -> None:
        """List the fields when the focus comes, and the facts when it goes."""
        self.top = 0
        self.follow()
        super().watch_has_focus(has_focus)

    # Keys.

    def move(self, step: int) -> None:
        """Move the cursor by `step` rows; without the focus scroll by as many lines."""
        if self.has_focus:
            self.cursor = max(0, min(self.cursor + step, len(self._rows) - 1))
            self.follow()
            self.post_message(CursorMoved())
        else:
            self.top = max(0, min(self.top + step, len(self._lines(self.inner.width)) - self.inner.height))
        self.redraw()

    def move_to_end(self, last: bool) -> None:
        """Move to the first or the last row."""
        self.move(len(self._rows) if last else -len(self._rows))

    def action_open(self) -> None:
        """Ask for the field under the cursor."""
        if self.current is not None:
            self.post_message(self.Edited(self.current))

    def action_remove_value(self) -> None:
        """Remove the value under the cursor."""
        if self.current is not None and self.current.text:
            self.post_message(self.Edited(self.current, removed=True))

    def on_key(self, event: events.Key) -> None:
        """Ask for the field with the letter that was pressed; for another value where it is a list."""
        key = next((key for key, letter in self._letters.items() if letter == event.character), None)
        sign = event.character or ""
        if key is None and sign.isascii() and sign.islower() and sign not in {*TAKEN, *self.commands}:
            event.stop()
            there = f"; Esc leaves the fields, then it is “{self.elsewhere[sign]}”" if sign in self.elsewhere else ""
            self.post_message(Say(f"No field has the letter {sign}{there}"))
        elif key is not None:
            event.stop()
            self.cursor = max(at for at, row in enumerate(self._rows) if row.field.key == key)
            self.follow()
            self.redraw()
            self.action_open()

    def click(self, x: int, y: int) -> None:
        """Put the cursor on the row at line `y`; on the one under the cursor, ask for its field."""
        at = 0
        for row, lines in enumerate(self._field_lines(self.inner.width)):
            at += len(lines)
            if self.top + y < at:
                if row == self.cursor and self.has_focus:
                    self.action_open()
                self.cursor = row
                break
        self.redraw()


def fact_rows(article: Article, target: str) -> list[tuple[str, str]]:
    """The facts of an item as label and value: name, kind, those of its kind, where it stands, its id."""
    item = article.items[target]
    rows = [("name", item.caption)] if item.is_named else []
    if "kind" in item.__struct_fields__:
        rows.append(("kind", item.kind or "—"))
    if item.aliases:
        rows.append(("also", " · ".join(item.aliases)))
    for row in item.card_rows(article):
        rows += [(row.label if not at else "", _plain(value)) for at, value in enumerate(row.values)]
    text = article.linked(item.main_text).plain
    rows += [("text", text)] * bool(text)
    numbers = item.numbers
    count = sum(len(mentions_in(article.originals[at].text, at, item)) for at in numbers if at in article.originals)
    if numbers:
        rows.append(("in", pilcrows(numbers) + (f" ({count}×)" if count > 1 else "")))
    rows.append(("id", item.id))
    return rows


def _plain(value: Linked) -> str:
    return value.plain
