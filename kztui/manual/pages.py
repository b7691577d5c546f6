"""The pages of the manual, for `kztui help` and the command palette: Markdown files that travel with the program."""

import re
from pathlib import Path
from typing import NamedTuple

TOPICS = (
    *("screen", "keys", "questions", "search", "cite", "export", "commands", "json", "new", "edit"),
    *("library", "format"),
    *("settings", "privacy", "design", "measurements"),
)
"""The name of each page, in reading order; the page is the file of that name beside this module."""

_FOLDER = Path(__file__).parent
# Generated tables stand between comments, and pages link to one another by their files' names.
_COMMENT_LINE = r"(?m)^<!--.*?-->\n"
_LINK_TO_PAGE = r"\[([^\]]+)\]\(([a-z]+)\.md\)"


class ManualPage(NamedTuple):
    """One page of the manual."""

    topic: str
    title: str
    summary: str
    """Its first paragraph, in one line."""
    text: str
    """All of it as Markdown, title included; links to other pages name the command that prints them."""


def read_page(topic: str) -> ManualPage:
    """The page of one of `TOPICS`. Raises OSError where the program was installed without it."""
    text = (_FOLDER / f"{topic}.md").read_text(encoding="utf-8")
    text = re.sub(_LINK_TO_PAGE, r"\1 (`kztui help \2`)", re.sub(_COMMENT_LINE, "", text))
    title, summary = text.split("\n\n", 2)[:2]
    return ManualPage(topic, title.removeprefix("# "), " ".join(summary.split()), text)
