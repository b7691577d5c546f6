"""Chooses one of several values as one types, at the lower end of the screen: what is above stays in sight."""

from collections.abc import Callable, Mapping

from textual.geometry import Region

from kztui.article.article import Article
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.results_pane import NARROW
from kztui.tui.finder_sources import FinderRow, FinderSource
from kztui.tui.theme import Palette


class ChoiceDialog(FinderDialog):
    """A small finder. `accept` takes the row that was chosen, or says why not; then the dialog stays."""

    WIDTH = 84
    HEIGHT = 16

    def __init__(
        self, theme: Palette, article: Article, source: FinderSource, value: str, accept: Callable[[FinderRow], str]
    ) -> None:
        """`value` is typed in already, and selected."""
        super().__init__(theme, article, source, (), lambda _: None)
        self.query_line.value = value
        self._accept = accept

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The choices with the query on their first line, and the keys below."""
        pane = self.low(width, height)
        line = Region(pane.x + 4, pane.y + 1, max(1, pane.width - (8 if pane.width < NARROW else 10)), 1)
        return {"results": pane, "preview": Region(0, 0, 0, 0), "query": line, "bottom": self.bar(width, height)}

    def choose(self, row: FinderRow) -> None:
        """Close with a choice that is accepted; else say what is wrong with it."""
        problem = self._accept(row)
        if problem:
            self.say(problem, warn=True)
        else:
            super().choose(row)

    def _hints(self) -> None:
        keys = (("open_result", "choose"), ("next_row", "next"), ("close_finder", "cancel"))
        self.bottom.hints(self.theme, [(command, self.key_of(command), name) for command, name in keys], [])
