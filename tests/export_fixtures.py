"""Articles to export, and the results of exports, for the tests of the formats."""

import json
from typing import Any

import pytest

from harbour import harbour
from kztui.article.article import Article
from kztui.export.formats import export
from kztui.files.folders import bundled
from kztui.files.load import load


@pytest.fixture(scope="module", params=["harbour", *(path.name for path in bundled())])
def any_article(request: pytest.FixtureRequest) -> Article:
    """Each of the articles that every export must write."""
    if request.param == "harbour":
        return harbour()
    return load(next(path for path in bundled() if path.name == request.param)).article


def sole(article: Article, name: str, part: str = "") -> str:
    """The one document of the format `name`."""
    return export(article, name, part).files[""]


def parsed(article: Article, name: str) -> Any:
    """The same, as JSON data."""
    return json.loads(sole(article, name))
