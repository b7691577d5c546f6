"""The article that tests of the screen read: made up, so that nobody's edits to a real one reach them."""

from functools import cache
from pathlib import Path

from kztui.article.article import Article
from kztui.files.load import load

CASPIAN = Path(__file__).parent / "files" / "valid" / "caspian-2021.toml"


@cache
def caspian() -> Article:
    """The article, loaded once."""
    return load(CASPIAN).article
