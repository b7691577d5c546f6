"""GraphML: the link graph, as networkx opens it."""

import networkx as nx

from exported import sole
from kztui.article.article import Article


def test_networkx_reads_the_graph(article: Article) -> None:
    graph = nx.parse_graphml(sole(article, "graphml"), force_multigraph=True)
    assert set(graph.nodes) == set(article.items)
    assert graph.number_of_edges() == article.graph.count
    for target, data in graph.nodes(data=True):
        assert data["label"] == article.label(target)
        assert data["kind"] == article.items[target].item_kind
