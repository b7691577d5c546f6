"""The articles that every export must write."""

import pytest

from harbour import harbour
from kztui.article.article import Article
from kztui.article.bundled import bundled
from kztui.article.load import load


@pytest.fixture(scope="module", params=["harbour", *(path.name for path in bundled())])
def article(request: pytest.FixtureRequest) -> Article:
    if request.param == "harbour":
        return harbour()
    return load(next(path for path in bundled() if path.name == request.param)).article
