"""Text selection with the mouse in a pane that shows a page: copied text has no margins and no line breaks."""

from textual.selection import Selection
from textual.strip import Strip

from kztui.tui.render.styled_text import measured_strip
from kztui.tui.render.wrapped_page import BEFORE_ORIGINAL, BELOW, MARGIN, Position, WrappedPage
from kztui.tui.widgets.pane import Pane


class SelectablePane(Pane):
    """A pane whose lines are those of a `WrappedPage` from a position on."""

    ALLOW_SELECT = True

    def lines_in_view(self) -> tuple[WrappedPage, Position]:
        """The wrapped page that is shown, and the position of its first visible line.

        Every subclass overrides it. Raises NotImplementedError otherwise.
        """
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Line `y` with the offsets by which Textual finds the selected text: it asks for the line under the mouse."""
        return super().render_line(y).apply_offsets(0, y)

    def painted_line(self, y: int) -> Strip:
        """Line `y` without them: they take longer to compute than the line to draw."""
        return super().render_line(y)

    def _draw(self) -> list[Strip]:
        strips, selection = super()._draw(), self.text_selection
        if selection is None:
            return strips
        return [self._highlighted(strip, selection.get_span(y) or (0, 0)) for y, strip in enumerate(strips)]

    def _highlighted(self, strip: Strip, span: tuple[int, int]) -> Strip:
        start = max(1, span[0])
        end = min(strip.cell_length - 1, span[1] if span[1] >= 0 else strip.cell_length)
        if end <= start:
            return strip
        text, link = self.palette.text, self.palette.link
        middle = [seg._replace(style=(seg.style or text) + link) for seg in strip.crop(start, end)]
        return measured_strip([*strip.crop(0, start), *middle, *strip.crop(end)], strip.cell_length)

    def selection_updated(self, selection: Selection | None) -> None:
        """Redraw the pane when the selected text changes."""
        self.redraw()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text: lines of one block joined by blanks, blocks by newlines."""
        layout, position = self.lines_in_view()
        end = layout.end()
        pieces: list[str] = []
        before = -1
        start = selection.start
        # What began in the original beside the text is of the original alone.
        aside = layout.beside and start is not None and start.x > layout.aside_left
        for y in range(1, self.size.height - 1):
            if piece := self._piece(layout, position, selection.get_span(y), aside=aside):
                pieces += [*[" " if position.block == before else "\n"] * bool(pieces), piece]
                before = position.block
            if position == end:
                break
            position = layout.step(position, 1)
        return ("".join(pieces), "\n") if pieces else None

    @staticmethod
    def _piece(layout: WrappedPage, position: Position, span: tuple[int, int] | None, *, aside: bool) -> str:
        """The selected part of a line; of the original where it is below the paraphrase, or beside it if `aside`."""
        line, block = layout.lines(position.block)[position.line], layout.page[position.block]
        below = line.start == BELOW
        if span is None or ((aside or below) and not line.aside) or (line.start < 0 and not (aside or below)):
            return ""
        if below or aside:
            (start, end), text = line.aside or (0, 0), block.aside
            left = 1 + (layout.left + MARGIN + len(BEFORE_ORIGINAL) if below else layout.aside_left)
        else:
            start, end, text = line.start, line.end, block.text
            left = 1 + layout.left + layout.indent(position)
        first = start + max(0, span[0] - left)
        last = end if span[1] < 0 else min(end, start + max(0, span[1] - left))
        return text[first:last].strip()
