"""Clusters: chains of verdicts and shared ids join items, a verdict `different` keeps them apart, and both are told."""

import random
import time

import pytest

from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.library.addresses import parse_address
from kztui.library.catalogue import open_library
from kztui.library.clusters import Clusters, shared_ids
from kztui.library.joins import Join, join_of
from strait import STRAIT


def joins(*lines: str) -> list[Join]:
    """Verdicts such as `x:1 = y:1` (same), `x:1 # y:1` (different), `x:1 ? y:1` (unsure)."""
    found = []
    for line in lines:
        a, sign, b = line.split()
        verdict = {"=": "same", "#": "different", "?": "unsure"}[sign]
        found.append(join_of(parse_address(a), parse_address(b), verdict))  # type: ignore[arg-type] # one of three
    return found


def clusters(found: Clusters) -> list[str]:
    return [" ".join(map(str, members)) for members in found.all()]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        (["x:1 = y:1"], ["x:1 y:1"]),
        (["x:1 = y:1", "y:1 = z:1", "v:2 = w:2"], ["v:2 w:2", "x:1 y:1 z:1"]),
        (["x:1 ? y:1", "x:2 # y:2"], []),
        (["v:1 = x:1", "y:1 = z:1", "x:1 = y:1"], ["v:1 x:1 y:1 z:1"]),
    ],
)
def test_chains_of_same_make_a_cluster(lines: list[str], expected: list[str]) -> None:
    found = Clusters(joins(*lines))
    assert clusters(found) == expected
    assert not found.contradictions


@pytest.mark.parametrize("order", [1, -1])
def test_different_breaks_a_chain_and_the_contradiction_is_told(order: int) -> None:
    found = Clusters(joins(*["x:1 = y:1", "y:1 = z:1", "x:1 # z:1"][::order]))
    assert clusters(found) == ["x:1 y:1"]
    (said,) = map(str, found.contradictions)
    assert said == "y:1 and z:1 are said to be the same, but x:1 and z:1 are different"


def test_a_shared_id_joins_by_itself_but_never_against_a_verdict() -> None:
    shared = {"wikidata:Q1": [parse_address(each) for each in ("x:1", "y:1", "z:1")]}
    assert clusters(Clusters([], shared)) == ["x:1 y:1 z:1"]
    apart = Clusters(joins("x:1 # z:1"), shared)
    assert clusters(apart) == ["x:1 y:1"]
    assert str(apart.contradictions[0]).startswith("x:1 and z:1 share wikidata:Q1, but")


def test_the_ids_of_a_library_join_its_places_alone() -> None:
    shared = shared_ids(open_library(STRAIT).articles())
    assert clusters(Clusters([], shared)) == ["dzhaksybek2016:tolmas hale2015:tolmas"]


def test_the_result_does_not_depend_on_the_order_of_the_verdicts() -> None:
    dice = random.Random(19)  # noqa: S311 - verdicts that can be drawn again
    lines = [f"x:{dice.randrange(6)} {dice.choice('==#')} y:{dice.randrange(6)}" for _ in range(20)]
    drawn = [*{join.pair: join for join in joins(*lines)}.values()]
    first = Clusters(drawn)
    for _ in range(20):
        dice.shuffle(drawn)
        again = Clusters(drawn)
        assert (clusters(again), again.contradictions) == (clusters(first), first.contradictions)
        assert not any(join.b in again.of(join.a) for join in drawn if join.verdict == "different"), (
            "items that are different are in one cluster"
        )


def test_a_cluster_of_thousands_is_made_at_once() -> None:
    chain = joins(*(f"a{n:04}:x = a{n + 1:04}:x" for n in range(4_999)), "a0000:x # zz:x")
    start = time.process_time()
    found = Clusters(chain)
    spent = time.process_time() - start
    assert len(found.of(parse_address("a2500:x"))) == 5_000
    assert spent < 1


HARD = (
    ("Olan Mirek", "Mirek Olan"),
    ("Teodor Vass", "Teodor Vass Jr."),
    ("Samir Kadyr", "Samir Kadyr"),
    ("Union of Dockers", "Dockers' Union"),
    ("Novy Port", "New Port"),
    ("Bank of Tolmas", "Central Bank of Tolmas"),
    ("Лев Орлан", "Lev Orlan"),
    ("Ministry of Works", "Ministry of Public Works"),
)
"""Different actors, whose names are alike or the same, in whatever order, language or script."""


@pytest.mark.parametrize("ids", [((), ()), (("wikidata:Q1",), ("wikidata:Q10",)), (("viaf:17",), ("wikidata:17",))])
def test_nothing_is_joined_by_a_name_however_alike(ids: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    articles = []
    for side in (0, 1):
        actors = tuple(Actor(id=f"n{n}", name=pair[side], ids=ids[side]) for n, pair in enumerate(HARD))
        articles.append(Article(article_file(Publication(id=f"side{side}"), *actors)))
    assert Clusters((), shared_ids(articles)).all() == []
