"""The reader: the article as continuous text, or an item's card, with a cursor that moves by line and by link."""

from msgspec.structs import replace
from textual import events

from kztui.article.article import Article
from kztui.article.kinds.section import Paragraph
from kztui.session.history import Location
from kztui.session.session import first_target
from kztui.tui.commands import bindings
from kztui.tui.render.page import Anchor, Page, article_page
from kztui.tui.render.page_lines import PageStyle, anchor_at, draw_lines
from kztui.tui.render.styled_text import Parts
from kztui.tui.render.wrapped_page import MEASURE, Position, WrappedPage
from kztui.tui.view_state import Highlighter, Jump, Say, Select
from kztui.tui.widgets.selectable_pane import SelectablePane


class ReaderPane(SelectablePane):
    """Holds the page that is shown, the cursor line and the current link; posts messages to the screen for the rest."""

    BINDINGS = bindings("reader")
    number = "0"
    title = "Read"

    def __init__(self, name: str, article: Article, measure: int = MEASURE) -> None:
        super().__init__(name)
        self._measure = measure
        self.article = article
        self.originals: dict[int, str] | None = None
        self._text = article_page(article)
        self._page: Page = self._text
        self._layout: WrappedPage | None = None
        self._opening = Location(block=self._text.starts.get(first_target(article), 0))
        self.cursor, self.top = Position(self._opening.block, 0), Position(0, 0)
        self.link = -1
        self.all_names = False  # whether cards show all other names, however many lines they take
        self._restored: Location | None = self._opening
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
        """The current link; None where none is."""
        return self._page[self.cursor.block].anchors[self.link] if self.link >= 0 else None

    @property
    def here(self) -> str:
        """The target of the card, or of the paragraph or section under the cursor line."""
        if self._page.target:
            return self._page.target
        target = self._page[self.cursor.block].target
        return target or (self.article.sections[0].id if self.article.sections else "")

    @property
    def in_lower_half(self) -> bool:
        """Whether the cursor line is below the middle of the pane."""
        return self.layout_.distance(self.top, self.cursor, self.size.height) > self.inner.height // 2

    @property
    def on_card(self) -> bool:
        """Whether a card is shown, not the text."""
        return bool(self._page.target)

    @property
    def location(self) -> Location:
        """The page, the cursor, the first line in view and the current link."""
        layout = self._layout
        if layout is None or layout.page is not self._page:
            return self._restored or Location(page=self._page.target)
        if self._restored and self._restored_at == (self.cursor, self.top, self.link):
            # Only the size has changed: the location is kept as it was set, not rounded to a line of this width.
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
        """Go to a location; to the last block where its page has fewer blocks, to the text where its item is gone."""
        known = location.page in self.article.items
        self._page = self._card(location.page) if known else self._text
        block, top = (min(block, len(self._page) - 1) for block in (location.block, location.top_block))
        here = Location(page=self._page.target, block=block, offset=location.offset, link=location.link)
        self._go_to_blocks(replace(here, top_block=top, top_offset=location.top_offset))
        if self.size.area:
            _ = self.layout_
        self.redraw()

    def _card(self, target: str) -> Page:
        from kztui.tui.render.card_page import card_page  # noqa: PLC0415 - the text, which is shown first, needs no cards

        return card_page(self.article, target, self.all_names)

    def _go_to_blocks(self, location: Location) -> None:
        """Go to the first lines of a location's blocks, until the page is wrapped at the width of the pane."""
        self._layout, self._restored = None, location
        self.cursor, self.top = Position(location.block, 0), Position(location.top_block, 0)
        self.link = location.link if location.link < len(self._page[location.block].anchors) else -1

    def _go_to_lines(self, location: Location) -> None:
        layout = self._layout = self._layout or WrappedPage(self._page, max(20, self.inner.width), self._measure)
        self.cursor = layout.position_at(location.block, location.offset)
        self.top = layout.position_at(location.top_block, location.top_offset)
        self.link = location.link if location.link < len(self._page[self.cursor.block].anchors) else -1
        down, lines = layout.distance(self.top, self.cursor, self.size.height), max(1, self.inner.height)
        if location is self._opening and down > lines // 2:
            self.top = layout.step(self.cursor, -2)  # the section's heading
        elif not 0 <= down < lines:
            self._scroll()
        self._restored, self._restored_at = location, (self.cursor, self.top, self.link)

    def resized(self) -> None:
        """Wrap the page at the new width and stay at the location."""
        super().resized()
        location = self.location
        self._layout = self.layout_
        self._go_to_lines(location)

    def show(self, target: str, at: int = -1, highlighter: Highlighter | None = None) -> None:
        """Show an item: a section or paragraph in the text, with its link number `at` current; any other as a card.

        In a paragraph the cursor moves to the line where `highlighter` first finds something. An unknown target
        changes nothing.
        """
        item = self.article.items.get(target)
        if item is None:
            return
        in_text = item.is_text
        self._page = self._text if in_text else self._card(target)
        block, offset, link = self._page.place_of(target, at, highlighter if in_text else None)
        self._go_to_blocks(Location(page=self._page.target, block=block, offset=offset, link=link))
        if self.size.area:
            self.cursor = self.layout_.position_at(block, offset)
            first = self.cursor if link >= 0 else self.layout_.first_text(block)
            above = 1 if item.parts else max(2, self.inner.height // 4)  # what has parts heads them
            self.top = self.layout_.step(first, -above) if in_text else Position(0, 0)
            self.link = link
            self._scroll()
        self.redraw()

    def set_originals(self, originals: dict[int, str] | None) -> None:
        """Show the original beside the paraphrase, paragraph number to text; None removes it."""
        location = self.location
        self.originals = originals
        self._text = article_page(self.article, originals)
        self.restore(location)

    # Moving.

    def link_at(self, x: int, y: int) -> str:
        """The target of the link at column `x` and line `y` inside the border; empty for none."""
        link = self._link_under(x, y)
        block = self._page[self.layout_.step(self.top, y).block]
        return block.anchors[link].target if link >= 0 else ""

    def _link_under(self, x: int, y: int) -> int:
        return anchor_at(self.layout_, self.layout_.step(self.top, y), x)

    def move(self, step: int) -> None:
        """Move the cursor by `step` lines and select the paragraph there."""
        self._move_to(self.layout_.step(self.cursor, step))

    def wheel(self, event: events.MouseEvent, direction: int) -> None:
        """Scroll by three lines; the cursor stays in view."""
        height = max(1, self.inner.height)
        self.top, position = self.layout_.scrolled(self.top, self.cursor, height, 3 * direction)
        self._move_to(position)

    def page(self, share: float) -> None:
        """Scroll text and cursor by `share` of the pane's height less two lines."""
        lines = round(max(1, self.inner.height - 2) * share)
        self.top = self.layout_.step(self.top, lines)
        self.move(lines)

    def move_to_end(self, last: bool) -> None:
        """Move the cursor to the first or the last line of the page."""
        self._move_to(self.layout_.end() if last else Position(0, 0))

    def _move_to(self, position: Position) -> None:
        self.cursor, self.link = position, -1
        self._select(self.here)

    def _select(self, target: str) -> None:
        self._scroll()
        view = self.view
        if view is not None and target and view.selected != target:
            # The new view state redraws this pane and the others in one frame.
            self.post_message(Select(target, shown=True))
        else:
            self.redraw()

    def _scroll(self) -> None:
        self.top = self.layout_.in_view(self.top, self.cursor, max(1, self.inner.height))

    def action_next_link(self, step: int) -> None:
        """Go to the next link in the text, or to the previous one."""
        offset = self.layout_.offset(self.cursor) if self.link < 0 else 0
        found = self._page.next_link(self.cursor.block, self.link, offset, step)
        if found is None:
            self.post_message(Say("No next link" if step > 0 else "No previous link"))
            return
        block, link = found
        anchor = self._page[block].anchors[link]
        self.cursor, self.link = self.layout_.position_at(block, anchor.start), link
        self._select(anchor.target if anchor.target in self.article.items else self.here)

    def can(self, command: str) -> bool:
        """A link can be followed where it leads somewhere; other names can be shown where a card folds them."""
        if command == "open":
            return bool(self.current_link and self.article.kind(self.current_link.target))
        if command == "next_link":
            at = self.cursor.block, self.link, self.layout_.offset(self.cursor)
            return self._page.next_link(*at, 1, reach=30) is not None
        if command == "all_names":
            return self.on_card and (self.all_names or self.layout_.lines(1)[-1].is_cut)
        return True

    def action_open(self) -> None:
        """Go to the target of the current link."""
        anchor = self.current_link
        if anchor is None:
            self.post_message(Say("No current link: l and h go to the next and the previous one"))
        elif self.article.kind(anchor.target):
            self.post_message(Jump(anchor.target, anchor.at))
        else:
            self.post_message(Say(f"Broken link: this article has no item “{anchor.target}”", warn=True))

    def action_all_names(self) -> None:
        """Show all other names on cards, or one line of them."""
        if self.on_card:
            self.all_names = not self.all_names
            self.restore(self.location)
        else:
            self.post_message(Say("All other names are shown on cards: of actors, places and others"))

    def lines_in_view(self) -> tuple[WrappedPage, Position]:
        """The wrapped page, and the position of the first line in view."""
        return self.layout_, self.top

    def click(self, x: int, y: int) -> None:
        """Move the cursor to line `y`, and follow the link at the cell if there is one; not after selecting text."""
        if self.text_selection is not None:
            return
        self.cursor, self.link = self.layout_.step(self.top, y), self._link_under(x, y)
        if self.link >= 0:
            self.action_open()
        else:
            self._select(self.here)

    # Drawing.

    def counts(self) -> Parts:
        """The number of the paragraph under the cursor, of how many, and the one under its heading if that is cited."""
        counts, under = self.short_counts(), self.current_view.under_headings
        counted = self.article.under_heading(self.here) if counts and under else ""
        return [*counts, (f" = {counted}", self.palette.dim)] if counted else counts

    def short_counts(self) -> Parts:
        """The number of the paragraph under the cursor, of how many; empty for headings and cards."""
        item = self.article.items.get(self.here)
        if self.on_card or not isinstance(item, Paragraph):  # paragraphs alone are numbered
            return []
        return [(f"¶{item.number} of {len(self.article.paragraphs)}", self.palette.dim)]

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """A scrollbar of a sixth of the lines, at the share of the page's blocks above the first line in view."""
        layout, start = self.layout_, Position(0, 0)
        if layout.step(start, lines) == layout.end() and self.top == start:
            return None
        size = max(1, lines // 6)
        return round(self.top.block * (lines - size) / max(1, len(self._page) - 1)), size

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The lines of the page from `top` on."""
        shown, highlighter = (self.cursor, self.link, self.has_focus), self.current_view.highlighter
        style = PageStyle(self.palette, self.article.kind, *shown, highlighter)
        return draw_lines(self.layout_, self.top, (cells, lines), style)
