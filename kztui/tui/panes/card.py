"""A preview of an item's card: beside the finder's results, and over the main screen for a link."""

from kztui.article.article import Article
from kztui.tui.render.card_page import card_page
from kztui.tui.render.cells import crop_parts
from kztui.tui.render.page import Page
from kztui.tui.render.page_lines import PageStyle, draw_lines
from kztui.tui.render.styled_text import Parts
from kztui.tui.render.wrapped_page import Position, WrappedPage
from kztui.tui.theme import KIND_SIGN
from kztui.tui.widgets.pane import Pane

NOWHERE = Position(-1, -1)


class CardPane(Pane, can_focus=False):
    """Shows the beginning of an item's card, or of another page; it has no cursor."""

    def __init__(self, name: str, article: Article, title: str) -> None:
        super().__init__(name)
        self.title = title
        self.article = article
        self.target = ""
        self.remark = ""
        """What is said of it in the lower border."""
        self._page: Page | None = None
        self._layout: WrappedPage | None = None

    def footer(self) -> str:
        """The remark, as far as it fits."""
        return crop_parts(self.remark, self.inner.width - 4) if self.remark else ""

    def set_article(self, article: Article) -> None:
        """Show the same card of another version of the article."""
        self.article, self._layout = article, None
        self.redraw()

    def show(self, target: str) -> None:
        """Show another card; an unknown target leaves the pane empty."""
        if target != self.target or self._page:
            self.target = target if target in self.article.items else ""
            self._page = self._layout = None
            self.redraw()

    def show_in(self, article: Article, target: str) -> None:
        """Show a card of another article."""
        if article is not self.article:
            self.target, self._page = "", None
            self.set_article(article)
        self.show(target)

    def show_page(self, page: Page) -> None:
        """Show a page that is no item's card."""
        self.target, self._page, self._layout = "", page, None
        self.redraw()

    def counts(self) -> Parts:
        """The item's kind with its sign; nothing for another page."""
        item = self.article.items.get(self.target)
        return [(f"{KIND_SIGN[item.item_kind]} {item.item_kind}", self.palette.kind(item.item_kind))] if item else []

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The first lines of the card or page; none without either."""
        if not self.target and not self._page:
            return []
        if self._layout is None or self._layout.cells != cells:
            self._layout = WrappedPage(self._page or card_page(self.article, self.target), cells)
        style = PageStyle(self.palette, self.article.kind, NOWHERE, -1, focused=False)
        return draw_lines(self._layout, Position(0, 0), (cells, lines), style)
