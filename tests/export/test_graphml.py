"""GraphML: the link graph, as networkx opens it."""

import networkx as nx

from export_fixtures import sole
from kztui.article.article import Article


def test_networkx_reads_the_graph(any_article: Article) -> None:
    graph = nx.parse_graphml(sole(any_article, "graphml"), force_multigraph=True)
    assert set(graph.nodes) == set(any_article.items)
    assert graph.number_of_edges() == any_article.graph.count
    for target, data in graph.nodes(data=True):
        assert data["label"] == any_article.label(target)
        assert data["kind"] == any_article.items[target].item_kind
