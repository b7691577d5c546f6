"""What an export wrote, as the tests of the formats read it."""

import json
from typing import Any

from kztui.article.article import Article
from kztui.export.formats import export


def sole(article: Article, name: str, part: str = "") -> str:
    """The one document of the format `name`."""
    return export(article, name, part).files[""]


def parsed(article: Article, name: str) -> Any:
    """The same, as JSON data."""
    return json.loads(sole(article, name))
