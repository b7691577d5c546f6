"""A look at an item's card from elsewhere: the finder's preview, and the peek at a link."""

from kztui.article.article import Article
from kztui.tui.drawing import Look, draw_lines
from kztui.tui.frame.pane import Pane
from kztui.tui.layout import Layout, Spot
from kztui.tui.lines import Parts
from kztui.tui.page import Page, card_page
from kztui.tui.palette import KIND_SIGN

NOWHERE = Spot(-1, -1)


class CardPane(Pane, can_focus=False):
    """Shows the beginning of an item's card, or of another page that stands for something; it does nothing else."""

    def __init__(self, name: str, article: Article, title: str) -> None:
        super().__init__(name)
        self.title = title
        self.article = article
        self.target = ""
        self._page: Page | None = None
        self._layout: Layout | None = None

    def show(self, target: str) -> None:
        """Show another card; an unknown target leaves the pane empty."""
        if target != self.target or self._page:
            self.target = target if target in self.article.items else ""
            self._page = self._layout = None
            self.redraw()

    def show_page(self, page: Page) -> None:
        """Show what is no item."""
        self.target, self._page, self._layout = "", page, None
        self.redraw()

    def counts(self) -> Parts:
        item = self.article.items.get(self.target)
        return [(f"{KIND_SIGN[item.item_kind]} {item.item_kind}", self.palette.kind(item.item_kind))] if item else []

    def body(self, cells: int, lines: int) -> list[Parts]:
        if not self.target and not self._page:
            return []
        if self._layout is None or self._layout.cells != cells:
            self._layout = Layout(self._page or card_page(self.article, self.target), cells)
        layout = self._layout
        look = Look(self.palette, self.article.kind, NOWHERE, -1, focused=False)
        return draw_lines(layout, Spot(0, 0), (cells, lines), look)
