"""The reader: the article as continuous text, or an item's card; its cursor moves by line, by page and by link."""

from kztui.article.article import Article
from kztui.article.kinds.section import Paragraph, Section
from kztui.session.location import Location
from kztui.tui.commands import bindings
from kztui.tui.messages import Jump, Say, Select
from kztui.tui.render.page import Anchor, Page, article_page, card_page
from kztui.tui.render.page_lines import PageStyle, anchor_at, draw_lines
from kztui.tui.render.styled_text import Parts
from kztui.tui.render.wrapped_page import MEASURE, Position, WrappedPage, margin_of
from kztui.tui.view_state import Highlighter
from kztui.tui.widgets.selectable_pane import SelectablePane


class ReaderPane(SelectablePane):
    """Owns the page that is shown, the reading line and the current link; asks the screen for everything else."""

    BINDINGS = bindings("reader")
    number = "5"
    title = "Read"

    def __init__(self, name: str, article: Article, measure: int = MEASURE) -> None:
        super().__init__(name)
        self._measure = measure
        self.article = article
        self.originals: dict[int, str] | None = None
        self._text = article_page(article)
        self._page: Page = self._text
        self._layout: WrappedPage | None = None
        self.cursor = Position(0, 0)
        self.top = Position(0, 0)
        self.link = -1
        self._restored: Location | None = None
        self._restored_at: tuple[Position, Position, int] | None = None

    # Where one is.

    @property
    def layout_(self) -> WrappedPage:
        """The page at the pane's width."""
        cells = max(20, self.inner.width)
        layout = self._layout
        if layout is None or layout.page is not self._page or layout.cells != cells:
            kept = self.location if layout is not None and layout.page is self._page else self._restored
            layout = self._layout = WrappedPage(self._page, cells, self._measure)
            if kept:
                self._go_to_lines(kept)
        return layout

    @property
    def current_link(self) -> Anchor | None:
        """The current link."""
        return self._page[self.cursor.block].anchors[self.link] if self.link >= 0 else None

    @property
    def here(self) -> str:
        """The item that is being read: the card's, or the paragraph or section under the reading line."""
        if self._page.target:
            return self._page.target
        target = self._page[self.cursor.block].target
        return target or (self.article.sections[0].id if self.article.sections else "")

    @property
    def in_lower_half(self) -> bool:
        """Whether the reading line is below the pane's middle."""
        return self.layout_.distance(self.top, self.cursor, self.size.height) > self.inner.height // 2

    @property
    def on_card(self) -> bool:
        return bool(self._page.target)

    @property
    def location(self) -> Location:
        """Where the reader is, as far as this pane knows it: the page, the cursor, the first line, the current link."""
        layout = self._layout
        if layout is None or layout.page is not self._page:
            return self._restored or Location(page=self._page.target)
        if self._restored and self._restored_at == (self.cursor, self.top, self.link):
            # Nothing but the size has changed: what was put there is the location, and no line of this width.
            return self._restored
        return Location(
            page=self._page.target,
            block=self.cursor.block,
            offset=layout.offset(self.cursor),
            top_block=self.top.block,
            top_offset=layout.offset(self.top),
            link=self.link,
        )

    def restore(self, location: Location) -> None:
        """Go back to a location exactly; one that is gone leads to the nearest that is there."""
        known = location.page in self.article.items
        self._page = card_page(self.article, location.page) if known else self._text
        last = len(self._page) - 1
        self._restored = Location(
            page=self._page.target,
            block=min(location.block, last),
            offset=location.offset,
            top_block=min(location.top_block, last),
            top_offset=location.top_offset,
            link=location.link,
        )
        self._layout = None
        self._go_to_blocks(self._restored)
        if self.size.area:
            _ = self.layout_
        self.redraw()

    def _go_to_blocks(self, location: Location) -> None:
        """Go to a location's blocks: a pane that is not shown has no lines yet."""
        self.cursor, self.top = Position(location.block, 0), Position(location.top_block, 0)
        self.link = location.link if location.link < len(self._page[location.block].anchors) else -1

    def _go_to_lines(self, location: Location) -> None:
        layout = self._layout = self._layout or WrappedPage(self._page, max(20, self.inner.width), self._measure)
        self.cursor = layout.position_at(location.block, location.offset)
        self.top = layout.position_at(location.top_block, location.top_offset)
        self.link = location.link if location.link < len(self._page[self.cursor.block].anchors) else -1
        if not 0 <= layout.distance(self.top, self.cursor, self.size.height) < max(1, self.inner.height):
            self._scroll()
        self._restored, self._restored_at = location, (self.cursor, self.top, self.link)

    def on_resize(self) -> None:
        location = self.location
        self._layout = self.layout_
        self._go_to_lines(location)
        super().on_resize()

    def show(self, target: str, at: int = -1, highlighter: Highlighter | None = None) -> None:
        """Show an item: a section or paragraph in the text, with its link number `at` current; any other as a card.

        In a paragraph one comes to the line where `highlighter` first finds something.
        """
        item = self.article.items.get(target)
        if item is None:
            return
        in_text = item.is_text
        self._page = self._text if in_text else card_page(self.article, target)
        self._layout = None
        block, link = self._page.index(target, at)
        offset = self._page[block].anchors[link].start if link >= 0 else 0
        if highlighter and in_text and link < 0:
            block, offset = self._page.first_highlighted(block, highlighter)
        self._restored = Location(page=self._page.target, block=block, offset=offset, link=link)
        self._go_to_blocks(self._restored)
        if self.size.area:
            self.cursor = self.layout_.position_at(block, offset)
            first = self.cursor if link >= 0 else self.layout_.first_text(block)
            is_heading = isinstance(item, Section)  # of the text, which it heads
            self.top = self.layout_.step(first, -self._lines_above(is_heading)) if in_text else Position(0, 0)
            self.link = link
            self._scroll()
        self.redraw()

    def _lines_above(self, section: bool) -> int:
        return 1 if section else max(2, self.inner.height // 4)

    def set_originals(self, originals: dict[int, str] | None) -> None:
        """Show the original beside the paraphrase, paragraph number to text; None takes it away."""
        location = self.location
        self.originals = originals
        self._text = article_page(self.article, originals)
        self.restore(location)

    # Moving.

    def link_at(self, x: int, y: int) -> str:
        """The target of the link under an inner position; empty for none."""
        link = self._link_under(x, y)
        block = self._page[self.layout_.step(self.top, y).block]
        return block.anchors[link].target if link >= 0 else ""

    def _link_under(self, x: int, y: int) -> int:
        position = self.layout_.step(self.top, y)
        return anchor_at(self.layout_, position, x)

    def move(self, step: int) -> None:
        self._move_to(self.layout_.step(self.cursor, step))

    def wheel(self, step: int, y: int) -> None:
        self.top, position = self.layout_.scrolled(self.top, self.cursor, max(1, self.inner.height), step)
        self._move_to(position)

    def page(self, share: float) -> None:
        lines = round(max(1, self.inner.height - 2) * share)
        self.top = self.layout_.step(self.top, lines)
        self._move_to(self.layout_.step(self.cursor, lines))

    def move_to_end(self, last: bool) -> None:
        self._move_to(self.layout_.end() if last else Position(0, 0))

    def _move_to(self, position: Position) -> None:
        self.cursor, self.link = position, -1
        self._select(self.here)

    def _select(self, target: str) -> None:
        self._scroll()
        view = self.view
        if view is not None and target and view.selected != target:
            # Drawn with the panes that follow, in one frame.
            self.post_message(Select(target, shown=True))
        else:
            self.redraw()

    def _scroll(self) -> None:
        layout, lines = self.layout_, max(1, self.inner.height)
        margin = margin_of(lines)
        down = layout.distance(self.top, self.cursor, 3 * lines)
        if down < margin:
            self.top = layout.step(self.cursor, -margin)
        elif down >= lines - margin:
            self.top = layout.step(self.cursor, margin + 1 - lines)
        self.top = min(self.top, layout.step(layout.end(), 1 - lines))

    def action_next_link(self) -> None:
        self._next_link(1)

    def action_previous_link(self) -> None:
        self._next_link(-1)

    def _next_link(self, step: int) -> None:
        found = self._link_in_direction(step)
        if found is None:
            self.post_message(Say("No next link" if step > 0 else "No previous link"))
            return
        block, link = found
        anchor = self._page[block].anchors[link]
        self.cursor, self.link = self.layout_.position_at(block, anchor.start), link
        self._select(anchor.target if anchor.target in self.article.items else self.here)

    def _link_in_direction(self, step: int) -> tuple[int, int] | None:
        """The next link in the direction of `step`, as (block, link)."""
        block = self.cursor.block
        anchors = self._page[block].anchors
        if self.link >= 0:
            nearest = self.link + step
        else:
            offset = self.layout_.offset(self.cursor)
            after = sum(1 for anchor in anchors if anchor.end <= offset)
            nearest = after if step > 0 else after - 1
        while not 0 <= nearest < len(anchors):
            block += step
            if not 0 <= block < len(self._page):
                return None
            anchors = self._page[block].anchors
            nearest = 0 if step > 0 else len(anchors) - 1
        return block, nearest

    def open(self) -> None:
        anchor = self.current_link
        if anchor is None:
            self.post_message(Say("No current link: l and h go to the next and the previous one"))
        elif anchor.target in self.article.items:
            self.post_message(Jump(anchor.target, anchor.at))
        else:
            self.post_message(Say(f"Broken link: this article has no item “{anchor.target}”", warn=True))

    def lines_in_view(self) -> tuple[WrappedPage, Position]:
        return self.layout_, self.top

    def click(self, x: int, y: int) -> None:
        if self.text_selection is not None:
            return
        position, link = self.layout_.step(self.top, y), self._link_under(x, y)
        self.cursor, self.link = position, link
        if link >= 0:
            self.open()
        else:
            self._select(self.here)

    # Drawing.

    def counts(self) -> Parts:
        item = self.article.items.get(self.here)
        if self.on_card or not isinstance(item, Paragraph):  # paragraphs alone are numbered
            return []
        return [(f"¶{item.number} of {len(self.article.paragraphs)}", self.palette.dim)]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        layout = self.layout_
        if layout.step(Position(0, 0), lines) == layout.end() and self.top == Position(0, 0):
            return None
        blocks = len(self._page)
        size = max(1, lines // 6)
        return round(self.top.block * (lines - size) / max(1, blocks - 1)), size

    def body(self, cells: int, lines: int) -> list[Parts]:
        layout, view = self.layout_, self.current_view
        look = PageStyle(self.palette, self.article.kind, self.cursor, self.link, self.has_focus, view.highlighter)
        return draw_lines(layout, self.top, (cells, lines), look)
