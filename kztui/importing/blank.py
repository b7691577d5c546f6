"""An empty article to fill in: valid files in which every table that an article may hold stands as a comment."""

from kztui.article.ids import safe_id
from kztui.article.model import FORMAT

_ARTICLE = """\
# The publication. Any CSL variable may be added; citations need author, issued, container-title and URL.

format = {format}

[article]
id = "{key}"
title = "Untitled"
# type = "article-magazine"
# author = [{{ family = "Marlowe", given = "Ada" }}]
# issued = "2020-05-14"
# container-title = "The Harbour Review"
# URL = "https://example.org/article"
# language = "en"
"""
_SECTIONS = """\
# The headings of the article, and its paragraphs in your own words, with links as [[id]] or [[id|words]].

[[sections]]
id = "text"
title = "Text"

# [[sections.paragraphs]]
# number = 1
# text = "The [[harbour-board]] closed the [[quay|old quay]]."
"""
_ITEMS = """\
# What the article speaks of. An item is stated in the paragraphs that list it or link to it.

# [[events]]
# id = "closing"
# title = "Closing of the old quay"
# kind = "decision"
# date = "2019-10"
# place = "quay"
# participants = [{ actor = "harbour-board", role = "decided" }]
# summary = "The board closed the quay to ferries."
# paragraphs = [1]

# [[actors]]
# id = "harbour-board"
# name = "Harbour Board"
# aliases = ["the board"]
# kind = "organisation"
# summary = "Runs the harbour."
# paragraphs = [1]

# [[places]]
# id = "quay"
# name = "Old quay"
# paragraphs = [1]

# [[terms]]
# id = "berth"
# name = "berth"
# definition = "A ship's place at a quay."
# paragraphs = [1]

# [[claims]]
# id = "ferries"
# kind = "figure"
# text = "The quay served nine ferries a day."
# value = 9
# unit = "ferries a day"
# by = "harbour-board"
# paragraphs = [1]
"""


def blank_files(name: str) -> dict[str, str]:
    """The files of an empty article, by their names; `name`, such as that of its folder, gives its citation key."""
    article = _ARTICLE.format(format=FORMAT, key=safe_id(name))
    return {"article.toml": article, "sections.toml": _SECTIONS, "items.toml": _ITEMS}
