"""The dialog that shows how two items are connected: paths of named steps, each to open or to cite."""

from collections.abc import Callable

from textual import on

from kztui.article import links
from kztui.article.article import Article
from kztui.article.paths import ItemPath, PathFinder, Step
from kztui.tui.commands import bindings
from kztui.tui.dialogs.fitted_dialog import FittedDialog
from kztui.tui.dialogs.item_paths_pane import ItemPathsPane
from kztui.tui.textual_compat.region_layout import rearrange
from kztui.tui.theme import Palette

Place = tuple[str, int]
"""A target to go to, and the number of the link in its text to make current; -1 for none."""


class ItemPathsDialog(FittedDialog[Place]):
    """Dismissed with where to go to; `cite` copies a path with its citation, and reports by `say`."""

    BINDINGS = bindings("paths dialog")
    WIDTH = 136

    def __init__(
        self, theme: Palette, article: Article, ends: tuple[str, str], cite: Callable[[ItemPath], None]
    ) -> None:
        start, end = ends
        self._pane = ItemPathsPane(article, f"{article.link_label(start)} → {article.link_label(end)}")
        super().__init__(theme, self._pane)
        self._article, self._ends, self._cite = article, ends, cite
        self._finder = PathFinder(article)
        self._mentions = False

    def on_mount(self) -> None:
        """Find the paths and show them."""
        self.publish()
        self._find()

    def _find(self) -> None:
        found = self._finder.find(*self._ends, mentions=self._mentions)
        key = self.key_of("toggle_mentions")
        remark = self._finder.in_words(found)
        problem: list[str] = []
        if not found.paths:
            names = " and ".join(map(self._article.link_label, self._ends))
            along = "not even through mentions" if self._mentions else "by what the article says of them"
            problem.append(f"{names} are not connected, {along}.")
            if not self._mentions:
                problem.append(f"{key} looks along mentions too: where one text names both.")
        remarks = ["along mentions too"] * self._mentions + [remark] * bool(remark)
        opens = (f"{self.key_of('open')} open", f"{self.key_of('cite_path')} cite the chain")
        closes = (f"{key} {'without' if self._mentions else 'with'} mentions", f"{self.key_of('close')} close")
        self._pane.keys = (*opens, *closes) if found.paths else closes
        self._pane.show(found, " · ".join(remarks), problem)
        rearrange(self)

    def action_toggle_mentions(self) -> None:
        """Look along mentions too, or along what the article says alone."""
        self._mentions = not self._mentions
        self._find()

    def action_change_path(self, step: int) -> None:
        """Move to the next or the previous path."""
        self._pane.change_path(step)

    def action_cite_path(self) -> None:
        """Copy the path that the cursor is on, with the citation of its paragraphs."""
        if path := self._pane.current:
            self._cite(path)

    @on(ItemPathsPane.Opened)
    def _open(self) -> None:
        step, item = self._pane.current_step, self._pane.current_item
        self.dismiss(_evidence(self._article, step, item) if step else (item, -1))


def _evidence(article: Article, step: Step, item: str) -> Place:
    """The paragraph that states a step, at its link to `item` or to the other end; without one, the link's source."""
    link = step.sides[0].link
    if not step.paragraphs or step.paragraphs[0] not in article.paragraphs:
        return (link.source, -1)
    paragraph = article.paragraphs[step.paragraphs[0]]
    named = links.targets(paragraph.text)
    first = next((target for target in (item, link.source, link.target) if target in named), "")
    return (paragraph.id, named.index(first) if first else -1)
