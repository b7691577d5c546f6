"""Lines on a terminal: coloured, and wrapped between words by their width in cells."""

from collections.abc import Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

# Only the terminal's own colours and weights, which follow its theme. No meaning is carried by colour alone.
STYLES = {
    "": "",
    "heading": "bold",
    "label": "bold",
    "kind": "cyan",
    "target": "green",
    "dim": "dim",
    "link": "underline",
    "match": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "place": "bold",
}


class Terminal:
    """Standard output that is a terminal, or is treated as one because of --color always."""

    def __init__(self, stream: TextIO, *, colored: bool, wrapped: bool) -> None:
        self._console = Console(
            file=stream,
            color_system="standard" if colored else None,
            force_terminal=colored or None,
            no_color=not colored,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
        )
        self.width = max(self._console.width, 20) if wrapped else None

    def line(self, pieces: Sequence[tuple[str, str]], hang: int = 0) -> None:
        """Print one line of texts, each with the name of its style; where it is too long, go on under column `hang`."""
        text = Text.assemble(*((part, STYLES[style]) for part, style in pieces))
        if self.width is None or text.cell_len <= self.width:
            self._console.print(text)
            return
        hang = min(hang, self.width // 2)
        head, tail = text.divide([hang]) if hang else (Text(), text)
        for number, part in enumerate(tail.wrap(self._console, self.width - hang)):
            part.rstrip()
            self._console.print(Text.assemble(head if number == 0 else " " * hang, part))

    def markdown(self, text: str) -> None:
        """Print a page of the manual, laid out for the width of the terminal; for 80 columns into a pipe."""
        from kztui.manual.rendering import THEME, rendered  # noqa: PLC0415 only help has a page to print

        with self._console.use_theme(THEME):
            self._console.print(rendered(text), soft_wrap=False)
