"""JSON: everything, and back again."""

from export_fixtures import parsed, sole
from kztui.article.article import Article
from kztui.export.json import read


def test_json_read_back_is_the_same_article(any_article: Article) -> None:
    again = read(sole(any_article, "json"))
    assert again.file == any_article.file
    assert list(again.items.values()) == list(any_article.items.values())


def test_json_has_every_living_link_once(any_article: Article) -> None:
    found = parsed(any_article, "json")["links"]
    assert len(found) == any_article.graph.count
    assert all(link["source"] in any_article.items and link["target"] in any_article.items for link in found)
