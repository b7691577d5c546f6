"""The rows of lists: what stands beside a label gives way to it, and labels wrap where there are lines to spare."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.tui.render.cells import cell_width, crop, wrap
from kztui.tui.widgets.pane import Pane

NARROW = 24
"""The cells of a row up to which what stands before its label is as short as its kind can have it."""
WIDE = 38
"""The cells of a row from which there is room for more than a short date before its label."""
SHORT, LONGEST = 7, 18
"""The most cells for what stands before a label, and for a column behind it, in a row that is narrower, and at all."""
MEASURED = 2000
"""How many rows at most are measured for the width of their columns."""
NOTHING = "–"
"""What stands before the label of an item that lacks what others have there."""
COLUMNS_FROM = 64
"""The cells of a row from which its columns are as wide as they need."""
LEAST_LABEL, ROOMY_LABEL = 12, 24
"""The least cells of a label beside the last of its columns, and beside any other."""
SIGNS = 2
"""The cells of the sign of a note, with the blank before it."""
MOST_LINES = 3
"""The most lines of a row."""


class RowsPane(Pane):
    """A pane of rows, where the row under the cursor is whole while the pane is in use.

    When it gets the focus its rows move: a click that gives it the focus is for the row that was under the mouse.
    """

    _pressed = -1
    """The row for which a mouse button went down and gave the focus; -1 for none."""

    def row_at(self, y: int) -> int:
        """The row at line `y` inside the border. Raises NotImplementedError in the base."""
        raise NotImplementedError

    def click_row(self, row: int) -> None:
        """Handle a click on a row. Raises NotImplementedError in the base."""
        raise NotImplementedError

    def make_room(self) -> None:
        """Scroll so that the row under the cursor is in view. Raises NotImplementedError in the base."""
        raise NotImplementedError

    def focus_on_click(self) -> bool:
        """Whether a click gives the focus; where it does, remember the row under the mouse."""
        at, inner = self.app.mouse_position - self.region.offset, self.inner
        self._pressed = self.row_at(at.y - inner.y) if not self.has_focus and inner.contains(*at) else -1
        return super().focus_on_click()

    def on_mouse_down(self) -> None:
        """Take the click at once where it gave the focus."""
        if self._pressed >= 0:
            self.click_row(self._pressed)

    def click(self, x: int, y: int) -> None:
        """Handle a click, unless it was taken when the button went down."""
        if self._pressed < 0:
            self.click_row(self.row_at(y))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Make room for the row under the cursor, or take it back."""
        if self.size.area:
            self.make_room()
        super().watch_has_focus(has_focus)


class RowTexts(Struct, frozen=True):
    """What stands before the label, the lines of the label, the signs of its notes, and what is at the right edge."""

    lead: str
    label: Sequence[str]
    signs: str
    remark: str


class RowWriter:
    """Writes the rows of one index pane."""

    def __init__(self, article: Article, kind: type[Item], grouping: str, targets: Sequence[str]) -> None:
        """`targets` are the items of the pane, of which the first ones are measured."""
        self._article, self._kind, self._grouping = article, kind, grouping
        self._measured = [article.items[target] for target in targets[:MEASURED]]
        self._leads: dict[int, Mapping[str, int]] = {}
        self._columns: dict[int, Sequence[int]] = {}

    def texts(self, target: str, cells: int, most: int = 1) -> RowTexts:
        """An item's row of `cells` cells and at most `most` lines; the last is cut where that is too little."""
        item, longest = self._article.items[target], self._longest_lead(cells)
        columns = self._lead_widths(longest)
        column = columns.get(item.index_group(self._article, self._grouping), 0)
        lead = f"{padded(item.index_lead(self._article, longest), column)} " if column else ""
        signs = self._article.note_signs(target)
        signs = signs and f" {signs}"
        room = max(1, cells - cell_width(lead) - cell_width(signs))
        # The columns of all rows are the same, whatever stands beside the label of each.
        least = cells - max(columns.values(), default=0) - 1 - SIGNS
        remark = self._last_columns(item, least, LONGEST if cells >= COLUMNS_FROM else SHORT)
        label = item.index_label(self._article, least - cell_width(remark))
        remark = remark or self._remark(item, cell_width(label), room, bool(column))
        room = max(1, room - (cell_width(remark) + 1 if remark else 0))
        return RowTexts(lead, wrapped(label, room, most), signs, remark)

    def _longest_lead(self, cells: int) -> int:
        """How many cells what stands before a label is to have at most, in a row of `cells` cells."""
        if cells < NARROW:
            return self._kind.least_lead
        return SHORT if cells < WIDE else max(SHORT, min(LONGEST, cells // self._kind.lead_share))

    def _lead_widths(self, most: int) -> Mapping[str, int]:
        """The width of the column before the labels of each group; none where no item of it has anything there."""
        if most not in self._leads:
            groups: dict[str, set[str]] = {}
            for item in self._measured:
                lead = item.index_lead(self._article, most)
                groups.setdefault(item.index_group(self._article, self._grouping), set()).add(lead)
            widths = {group: min(max(map(cell_width, leads)), most + 4) for group, leads in groups.items()}
            self._leads[most] = widths if any(leads - {NOTHING, ""} for leads in groups.values()) else {}
        return self._leads[most]

    def _last_columns(self, item: Item, room: int, most: int) -> str:
        """The columns at the right edge, each of at most `most` cells: as many of the last ones as leave room."""
        if most not in self._columns:
            rows = [
                [*map(cell_width, each.index_columns(self._article, self._grouping, most))] for each in self._measured
            ]
            self._columns[most] = [min(max(widths), LONGEST) for widths in zip(*rows, strict=True)]
        texts = item.index_columns(self._article, self._grouping, most)
        widths = self._columns[most]
        columns = [padded(text, width) for text, width in zip(texts[:-1], widths[:-1], strict=True) if width]
        columns += [
            f"{text:>{width + len(text) - cell_width(text)}}"
            for text, width in zip(texts[-1:], widths[-1:], strict=True)
        ]
        while len(columns) > 1 and room - cell_width("  ".join(columns)) - 1 < ROOMY_LABEL:
            del columns[0]
        if len(columns) > 1:
            return "  ".join(columns)
        last = texts[-1] if texts else ""
        return last if room - cell_width(last) - 1 >= LEAST_LABEL else ""

    def _remark(self, item: Item, label: int, room: int, has_lead: bool) -> str:
        """What the item says at the right edge, where its label, so many cells wide, leaves room for that."""
        remark = item.index_remark(self._article)
        return remark if room - cell_width(remark) - 1 >= (label + 1 if has_lead else min(label, room // 2)) else ""


def padded(text: str, cells: int) -> str:
    """The text in exactly `cells` cells."""
    cut = crop(text, cells)
    return cut + " " * (cells - cell_width(cut))


def wrapped(text: str, cells: int, most: int) -> list[str]:
    """The text on at most `most` lines of `cells` cells; the last is cut where that is too little."""
    if most == 1 or cell_width(text) <= cells:
        return [crop(text, cells)]
    spans = wrap(text, cells)
    lines = [text[start:end] for start, end in spans[:most]]
    return lines if len(spans) <= most else [*lines[:-1], crop(text[spans[most - 1][0] :], cells)]


def taller_rows(more: Iterable[int], spare: int) -> dict[int, int]:
    """The rows to be taller, each with its lines: from the top as many as there are lines to spare for.

    `more` has how many lines each row needs besides its first.
    """
    taller = {}
    for row, lines in enumerate(more):
        if 0 < lines <= spare:
            taller[row] = 1 + lines
            spare -= lines
    return taller
