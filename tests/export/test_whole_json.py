"""JSON: everything, and back again."""

from exported import parsed, sole
from kztui.article.article import Article
from kztui.export import whole_json


def test_json_read_back_is_the_same_article(article: Article) -> None:
    again = whole_json.read(sole(article, "json"))
    assert again.file == article.file
    assert list(again.items.values()) == list(article.items.values())


def test_json_has_every_living_link_once(article: Article) -> None:
    found = parsed(article, "json")["links"]
    assert len(found) == article.graph.count
    assert all(link["source"] in article.items and link["target"] in article.items for link in found)
