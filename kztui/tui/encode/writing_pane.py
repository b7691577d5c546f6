"""The frame around a text that is written; below the text stands what can be linked, and a warning in several lines."""

from collections.abc import Sequence

from kztui.article.article import Article
from kztui.article.kinds.item import Item
from kztui.tui.render.cells import cell_width, crop, wrap
from kztui.tui.render.styled_text import Parts, parts_width
from kztui.tui.widgets.pane import Pane

MOST_LINES = 6
"""Lines of a warning that are shown."""
LABEL = 30
"""Cells of an item's name."""


class WritingPane(Pane, can_focus=False):
    """Draws the frame, and what is said below the text."""

    def __init__(self, title: str, article: Article) -> None:
        super().__init__("writing")
        self.title = title
        self.keys: Sequence[str] = ()
        """The keys that do something now, in several forms, the longest first."""
        self.warning = ""
        self.offered: Sequence[tuple[str, Item]] = ()
        """The words that each link would have, where they are known, and where it would lead."""
        self.chosen = 0
        self._article = article

    def footer(self) -> str:
        """The keys, in the longest form that fits."""
        return next((keys for keys in self.keys if cell_width(keys) <= self.size.width - 6), "")

    def warning_lines(self, cells: int) -> list[str]:
        """The warning in lines for a pane so wide."""
        spans = wrap(self.warning, max(8, cells - 2)) if self.warning else []
        return [self.warning[start:end] for start, end in spans[:MOST_LINES]]

    def body(self, cells: int, lines: int) -> list[Parts]:
        """Room for the text, and on the last lines what is offered and the warning."""
        below: list[Parts] = [self._offers(cells)]
        below += [[(f" {line}", self.palette.warn)] for line in self.warning_lines(cells)]
        return [*([[]] * max(0, lines - len(below))), *below]

    def _offers(self, cells: int) -> Parts:
        """The items that are offered, from the one on with which the chosen one is in view."""
        theme = self.palette
        offers: list[Parts] = []
        for at, (words, item) in enumerate(self.offered):
            label = self._article.link_label(item.id)
            style = theme.links[item.item_kind] if at == self.chosen else theme.kind(item.item_kind)
            lead = [(f"{crop(words, LABEL)} → ", theme.text)] if words and words != label else []
            offers.append([("   " if at else " ", theme.text), *lead, (f"{item.sign} {crop(label, LABEL)}", style)])
        first = 0
        while first < self.chosen and sum(map(parts_width, offers[first : self.chosen + 1])) > cells:
            first += 1
        return [part for offer in offers[first:] for part in offer]
