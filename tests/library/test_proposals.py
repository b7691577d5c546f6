"""Proposals: the own item in another article is proposed whatever its script; a verdict ends the proposing."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from kztui.article.table import ItemKind
from kztui.library.addresses import parse_address
from kztui.library.catalogue import Library, open_library
from kztui.library.clusters import Clusters, shared_ids
from kztui.library.joins import Join, join_of
from kztui.library.library_index import open_index
from kztui.library.proposals import Find, Proposal, Proposer
from kztui.search.entries import entries
from kztui.search.index import Index
from kztui.search.results import SearchResult
from strait import STRAIT


def find_in(library: Library) -> Find:
    """The search of each article, one after the other."""
    indexes = {article.publication.id: Index(entries(article)) for article in library.articles()}

    def find(query: str, kind: ItemKind, most: int, besides: str) -> Sequence[SearchResult]:
        return [
            replace(result, target=f"{article}:{result.target}")
            for article, index in indexes.items()
            if article != besides
            for result in index.find(query, {kind}, most).results
        ]

    return find


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library(STRAIT)


def proposed(library: Library, address: str, joins: Sequence[Join] = ()) -> list[Proposal]:
    clusters = Clusters(joins, shared_ids(library.articles()))
    proposer = Proposer(library, find_in(library), clusters, {join.pair for join in joins})
    return proposer.of(*library.item(parse_address(address)))


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("hale2015:dzhunusova", {"dzhaksybek2016:junusova", "rahimi2018:jounoussova"}),
        ("dzhaksybek2016:junusova", {"hale2015:dzhunusova", "rahimi2018:jounoussova"}),
        ("rahimi2018:jounoussova", {"hale2015:dzhunusova", "dzhaksybek2016:junusova"}),
        ("rahimi2018:tulmas", {"hale2015:tolmas"}),
        ("rahimi2018:berth", {"hale2015:berth-fee"}),
    ],
)
def test_the_own_item_is_proposed_in_any_script(library: Library, address: str, others: set[str]) -> None:
    found = {str(each.other) for each in proposed(library, address)}
    assert others <= found
    assert not any(other.startswith(address.partition(":")[0]) for other in found)


def test_two_actors_of_one_name_are_proposed_and_only_a_person_keeps_them_apart(library: Library) -> None:
    (first, *_) = proposed(library, "hale2015:aslanov-minister")
    assert (str(first.other), first.score) == ("dzhaksybek2016:aslanov-docker", 1.0)
    assert first.reasons == ("the same name, Карим Асланов",)
    apart = join_of(first.item, first.other, "different")
    assert all(each.pair != apart.pair for each in proposed(library, "hale2015:aslanov-minister", [apart]))


def test_events_of_one_time_kind_and_place_are_proposed_without_a_name_in_common(library: Library) -> None:
    places = join_of(parse_address("hale2015:tolmas"), parse_address("rahimi2018:tulmas"), "same")
    (found,) = (each for each in proposed(library, "rahimi2018:almira", [places]) if each.other.article == "hale2015")
    assert str(found.other) == "hale2015:ferry-fire"
    assert found.reasons[-3:] == ("dates overlap", "the same kind, fire", "Толмас is in both")
    without = [each for each in proposed(library, "rahimi2018:almira") if "dates overlap" in each.reasons]
    assert without == []


def test_an_article_is_gone_through_once(library: Library) -> None:
    proposer = Proposer(library, find_in(library), Clusters([]))
    found = list(proposer.of_article(library.article("hale2015")))
    assert len({each.pair for each in found}) == len(found) > 4


@pytest.mark.parametrize("name", ['A "quoted" name: !not', "OR", "date:", "…", ""])
def test_signs_of_the_query_in_a_name_are_no_operators(library: Library, name: str) -> None:
    article, item = library.item(parse_address("hale2015:pilots"))
    queries: list[str] = []

    def find(query: str, _kind: ItemKind, _most: int, _besides: str) -> Sequence[SearchResult]:
        queries.append(query)
        return ()

    Proposer(library, find, Clusters([])).of(article, replace(item, name=name, aliases=()))
    assert not any(sign in query for query in queries for sign in ('"', "!", ":"))


@pytest.mark.parametrize(
    ("address", "name", "other"),
    [
        ("hale2015:pilots", "Ministry of Roads and Transport", "rahimi2018:ministry"),  # most words, and not all
        ("hale2015:pilots", "the Harbour Pilots", "novak2020:pilots"),
    ],
)
def test_what_shares_words_with_a_name_is_proposed_after_what_is_called_so(
    library: Library, address: str, name: str, other: str
) -> None:
    article, item = library.item(parse_address(address))
    found = Proposer(library, find_in(library), Clusters([])).of(article, replace(item, name=name, aliases=()))
    assert {str(each.other) for each in found} >= {other}
    assert all(each.score < 1.0 for each in found)


def test_a_name_is_looked_for_by_its_initials_too(library: Library) -> None:
    article, item = library.item(parse_address("rahimi2018:ministry"))
    found = Proposer(library, find_in(library), Clusters([])).of(article, replace(item, name="Hall of Peaceful Unions"))
    (short,) = [each for each in found if "HPU are its initials" in each.reasons]
    assert str(short.other) == "hale2015:pilots"


@pytest.mark.parametrize(
    ("name", "other", "reason"),
    [
        ("МоТ", "rahimi2018:ministry", "МоТ are the initials of Ministry of Transport"),
        ("MoTs", "", ""),
        ("MOT", "rahimi2018:ministry", "MOT are the initials of Ministry of Transport"),
        ("Министериалбюро", "rahimi2018:ministry", "words of both names begin with Минис"),
    ],
)
def test_a_short_or_foreign_name_is_proposed_from_its_own_side(
    library: Library, name: str, other: str, reason: str
) -> None:
    article, item = library.item(parse_address("dzhaksybek2016:lotsmany"))
    found = Proposer(library, find_in(library), Clusters([])).of(article, replace(item, name=name, aliases=()))
    assert [str(each.other) for each in found if reason in each.reasons] == ([other] if other else [])


def test_names_of_the_article_itself_do_not_keep_like_ones_from_being_found(tmp_path: Path) -> None:
    for name, place in (("one", "Zharkenov"), ("two", "Zharkenow")):
        text = f'[article]\nid = "{name}"\ntitle = "{name}"\n[[places]]\nid = "z"\nname = "{place}"\nparagraphs = [1]\n'
        sections = '[[sections]]\nid = "s"\ntitle = "s"\n[[sections.paragraphs]]\nnumber = 1\ntext = "[[z]]"\n'
        (tmp_path / f"{name}.toml").write_text(f"format = 1\n{text}{sections}", encoding="utf-8")
    index = open_index(tmp_path, in_memory=True)
    index.update()
    library = index.library()
    proposer = Proposer(library, index.find_elsewhere, Clusters([]))
    (found,) = proposer.of(*library.item(parse_address("one:z")))
    assert str(found.other) == "two:z"
