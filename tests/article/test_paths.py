"""Paths between items: cheapest first, the same from either end, without what connects everything with everything."""

import os
from itertools import combinations
from pathlib import Path
from time import process_time
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kztui.article.article import Article
from kztui.article.model import ArticleFile
from kztui.article.paths import HUB_LINKS, FoundPaths, PathFinder
from kztui.files.load import load

PUBLICATION = {"id": "x", "author": [{"given": "Ada", "family": "Quill"}]}


def article(*actors: dict[str, Any], **lists: list[dict[str, Any]]) -> Article:
    tables = {"article": PUBLICATION, "actors": [{"kind": "group", "name": each["id"], **each} for each in actors]}
    return Article(msgspec.convert({**tables, **lists}, ArticleFile))


def actor(target: str, *others: str, kind: str = "member-of", **fields: Any) -> dict[str, Any]:
    return {"id": target, "relations": [{"to": other, "kind": kind, "paragraphs": [2]} for other in others], **fields}


def items_of(found: FoundPaths) -> list[tuple[str, ...]]:
    return [path.targets for path in found.paths]


def test_a_step_is_named_from_the_item_above_it() -> None:
    finder = PathFinder(article(actor("pilot", "crew"), actor("crew", "port", kind="funds"), actor("port")))
    (there,) = finder.find("pilot", "port").paths
    assert there.targets == ("pilot", "crew", "port")
    assert [step.name for step in there.steps] == ["member of", "funder of"]
    (back,) = finder.find("port", "pilot").paths
    assert [step.name for step in back.steps] == ["funded by", "members"]
    assert back == there.reversed()
    assert there.paragraphs == (2,)


def test_all_links_between_two_items_are_one_step_with_their_roles() -> None:
    found = PathFinder(
        article(
            *map(actor, ("pilot", "port")),
            events=[{"id": "race", "participants": [{"actor": "pilot", "role": "victor"}, {"actor": "port"}]}],
            claims=[{"id": "said", "by": "port", "about": ["port", "race"], "paragraphs": [3]}],
        )
    ).find("said", "port")
    assert [step.name for step in found.paths[0].steps] == ["source · about"]
    assert found.paths[0].paragraphs == (3,)
    (around,) = (path for path in found.paths if "race" in path.targets)
    assert [step.name for step in around.steps] == ["about", "participants"]


def test_several_paths_differ_and_the_cheapest_comes_first() -> None:
    actors = [actor("a", "b", "c", "d"), actor("b", "z"), actor("c", "z"), actor("d", "e"), actor("e", "z"), actor("z")]
    found = PathFinder(article(*actors)).find("a", "z")
    assert items_of(found) == [("a", "b", "z"), ("a", "c", "z"), ("a", "d", "e", "z")]
    assert len(PathFinder(article(*actors)).find("a", "z", limit=2).paths) == 2


def test_the_author_is_never_passed_but_may_be_an_end() -> None:
    found = article(actor("a", "quill"), actor("z", "quill"), actor("quill", name="Ada Quill"))
    finder = PathFinder(found)
    assert finder.find("a", "z") == FoundPaths((), left_out=("quill",))
    assert finder.in_words(finder.find("a", "z")) == "without the author"
    assert items_of(finder.find("a", "quill")) == [("a", "quill")]
    assert finder.find("a", "quill").left_out == ()


def test_a_hub_is_passed_only_where_there_is_no_other_path() -> None:
    crowd = [f"n{number}" for number in range(HUB_LINKS + 1)]
    actors = [*map(actor, crowd), actor("state", *crowd), actor("n-a", "n0"), actor("n-b", "n-a", "n1")]
    finder = PathFinder(article(*actors))
    assert finder.hubs == ("state",)
    around = finder.find("n0", "n1")
    assert (items_of(around), around.left_out) == ([("n0", "n-a", "n-b", "n1")], ("state",))
    through = finder.find("n0", "n2")
    assert (items_of(through)[0], through.left_out, through.only_through) == (("n0", "state", "n2"), (), ("state",))
    assert finder.in_words(through) == "only through state"


def test_mentions_and_paragraphs_are_followed_on_request() -> None:
    text = "[[a]] and [[z]] were there."
    sections = [{"id": "s", "title": "S", "paragraphs": [{"number": 1, "text": text}]}]
    finder = PathFinder(article(*map(actor, "az"), actor("y", summary="Not [[a]]."), sections=sections))
    assert finder.find("a", "z").paths == finder.find("a", "y").paths == ()
    for other, path, names in (
        ("z", ("a", "p1", "z"), ["mentioned in", "mentions"]),
        ("y", ("a", "y"), ["mentioned in"]),
    ):
        (found,) = finder.find("a", other, mentions=True).paths
        assert found.targets == path
        assert [step.name for step in found.steps] == names
        assert all(step.is_weak for step in found.steps)


def test_text_is_connected_with_what_it_states_but_is_passed_on_request_alone() -> None:
    sections = [{"id": "s", "title": "S", "paragraphs": [{"number": 1, "text": "."}, {"number": 2, "text": "."}]}]
    finder = PathFinder(article(actor("a", paragraphs=[1]), actor("z", "a", paragraphs=[2]), sections=sections))
    assert items_of(finder.find("p1", "z")) == [("p1", "a", "z")]
    assert items_of(finder.find("s", "a")) == [("s", "p1", "a"), ("s", "p2", "z", "a")]
    assert finder.find("z", "a").paths[0].targets == ("z", "a")


ENDS = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] != pair[1])


@settings(max_examples=50, deadline=None)
@given(st.sets(ENDS, max_size=20), st.booleans(), st.integers(1, 4))
def test_the_way_back_is_the_same_reversed(links: set[tuple[int, int]], mentions: bool, limit: int) -> None:
    made = article(*(actor(f"n{one}", *(f"n{b}" for a, b in sorted(links) if a == one)) for one in range(8)))
    finder, again = PathFinder(made), PathFinder(made)
    for one, other in combinations(made.items, 2):
        there, back = finder.find(one, other, limit, mentions), again.find(other, one, limit, mentions)
        assert there.paths == tuple(path.reversed() for path in back.paths)
        assert len(set(items_of(there))) == len(there.paths) <= limit
        assert all(path.targets[0] == one and path.targets[-1] == other for path in there.paths)
        assert all(len(set(path.targets)) == len(path.targets) for path in there.paths)


ZENN = load(Path(__file__).parents[2] / "content" / "zenn-2013").article


def test_the_bundled_articles_paths_lead_over_named_relations() -> None:
    path = PathFinder(ZENN).find("merah", "buryatskiy").paths[0]
    assert path.targets == ("merah", "jak-amir", "jak", "jak-founders", "buryatskiy")
    assert [step.name for step in path.steps] == ["trained by", "leader of", "founders", "influenced by"]
    assert [step.paragraphs for step in path.steps] == [(3,), (3,), (8,), (8,)]


LONG = os.environ.get("KZTUI_LONG") == "1"
MOST_SECONDS = 0.03


def found_in_time(finder: PathFinder, one: str, other: str) -> FoundPaths:
    """What is found, where one of three searches takes less processor time than it may."""
    for _ in range(3):
        begun = process_time()
        found = finder.find(one, other)
        if process_time() - begun <= MOST_SECONDS:
            return found
    raise AssertionError(f"from {one} to {other} takes too long")


def test_any_two_actors_take_less_than_thirty_milliseconds_and_the_way_back_is_the_same() -> None:
    finder, again = PathFinder(ZENN), PathFinder(ZENN)
    pairs = list(combinations((item.id for item in ZENN.of_kind("actor")), 2))
    for one, other in pairs if LONG else pairs[::7]:
        there, back = found_in_time(finder, one, other), again.find(other, one)
        assert there == replace(back, paths=tuple(path.reversed() for path in back.paths)), (one, other)
