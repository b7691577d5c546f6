"""A small made-up article with every kind of item, which the tests of the command line and the exports share."""

from pathlib import Path

from kztui.article.article import Article
from kztui.files.load import load

HARBOUR = Path(__file__).parent / "cli" / "harbour.toml"


def harbour() -> Article:
    """The article, loaded anew."""
    return load(HARBOUR).article
