"""GraphML: the link graph, as networkx opens it."""

from collections.abc import Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape

import networkx as nx
import pytest

from export_fixtures import sole
from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.section import Paragraph, Section
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.export import graphml


def test_networkx_reads_the_graph(any_article: Article) -> None:
    graph = nx.parse_graphml(sole(any_article, "graphml"), force_multigraph=True)
    assert set(graph.nodes) == set(any_article.items)
    assert graph.number_of_edges() == any_article.graph.count
    for target, data in graph.nodes(data=True):
        assert data["label"] == any_article.label(target)
        assert data["kind"] == any_article.items[target].item_kind


def test_what_thousands_of_links_have_in_common_is_escaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    escaped: list[str] = []

    def counted(text: str, entities: Mapping[str, str] = MappingProxyType({})) -> str:
        escaped.append(text)
        return escape(text, {**entities})

    monkeypatch.setattr(graphml, "escape", counted)
    section = Section(id="s", title="S", paragraphs=(Paragraph(number=1, text="[[crew]] " * 3_000),))
    article = Article(article_file(Publication(id="x"), section, Actor(id="crew", name="A crew & a boat <never met>")))
    graph = nx.parse_graphml(graphml.write(article).files[""], force_multigraph=True)
    assert graph.number_of_edges("p1", "crew") == 3_000
    assert len(escaped) < 100
