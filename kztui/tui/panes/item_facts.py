"""The item in hand, beside its paragraph: what is known of it, and where the article names it."""

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.links import Linked
from kztui.article.with_original import mentions_in
from kztui.tui.render.cells import wrap
from kztui.tui.render.styled_text import Parts
from kztui.tui.widgets.pane import Pane, scrollbar_span

LABEL = 13


class ItemFactsPane(Pane):
    """Draws the facts of one item as rows: label and value."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.title = "Item"
        self.article: Article | None = None
        self.target = ""
        self.top = 0
        self._rows: list[tuple[str, str]] = []

    def set_item(self, article: Article, target: str) -> None:
        """Show an item; a target that the article lacks leaves the pane empty."""
        item = article.items.get(target)
        self.article, self.target, self.top = article, target if item else "", 0
        self.title = f"{article.link_label(target)} ─ {item.item_kind}{'?' if item.is_open else ''}" if item else "Item"
        self.short_title = self.title
        self._rows = fact_rows(article, target) if item else []
        self.redraw()

    def _lines(self, cells: int) -> list[Parts]:
        theme = self.palette
        label_cells = min(LABEL, cells // 3)
        lines: list[Parts] = []
        for label, value in self._rows:
            named = label
            for start, end in wrap(value, max(8, cells - label_cells - 2)):
                words = (value[start:end], theme.dim if value == "—" else theme.text)
                lines.append([(f" {named:<{label_cells}}"[: label_cells + 1], theme.dim), words])
                named = ""
        return lines

    def scrollbar(self, lines: int) -> tuple[int, int] | None:
        """The scrollbar for the lines."""
        return scrollbar_span(self.top, len(self._lines(self.inner.width)), lines)

    def body(self, cells: int, lines: int) -> list[Parts]:
        """The rows from `top` on."""
        return self._lines(cells)[self.top : self.top + lines]

    def move(self, step: int) -> None:
        """Scroll by `step` lines."""
        self.top = max(0, min(self.top + step, len(self._lines(self.inner.width)) - self.inner.height))
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
