"""A page of the manual as rich draws it, on the terminal of `kztui help` and in the screen's dialog."""

from rich.markdown import Markdown
from rich.theme import Theme

THEME = Theme(
    {
        "markdown.h2": "bold underline",
        "markdown.h3": "bold",
        "markdown.code": "bold",
        "markdown.code_block": "none",
        "markdown.item.bullet": "none",
        "markdown.item.number": "none",
        "markdown.link_url": "underline",
        "markdown.table.header": "bold",
        "markdown.table.border": "dim",
    }
)
"""Weights alone: rich's own colours for Markdown cannot be read on every background."""


def rendered(text: str) -> Markdown:
    """Markdown to be printed in `THEME`; links keep their address in sight."""
    # rich centres a heading of the first level.
    return Markdown(f"#{text}", code_theme="ansi_dark", hyperlinks=False)
