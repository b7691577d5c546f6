import pytest

from kztui.search.stemming import COMMON, ROOT_LETTERS, akin, root

UNDER_ONE_ROOT = [
    "radicalised radicalized radicalisation radicalization radicals radicalise",
    "labour labor labours labourers",
    "defence defense defences",
    "programme program programmes",
    "travelled traveled travelling",
    "bombing bombings bombed bomber bombs",
    "amendment amendments amended",
    "organisation organization organisations",
    "country countries",
    "planned planning planner plan",
    "occurred occurring occurs occur",
    "compelled compelling compels",
]
APART = ["hour our", "rise rice", "kill skill", "hostage hospital", "port part", "law lawn"]


@pytest.mark.parametrize("line", UNDER_ONE_ROOT)
def test_endings_and_british_spellings_fall_away(line: str) -> None:
    assert len({root(word) for word in line.split()}) == 1


@pytest.mark.parametrize("line", APART)
def test_different_words_keep_different_roots(line: str) -> None:
    assert len({root(word) for word in line.split()}) == 2


@pytest.mark.parametrize("word", ["jak", "bus", "2011", "taraz", "mali", "iraq"])
def test_short_words_and_figures_are_their_own_roots(word: str) -> None:
    assert root(word) == word


@pytest.mark.parametrize("line", UNDER_ONE_ROOT)
def test_a_root_begins_as_its_words_do(line: str) -> None:
    assert all(word.startswith(root(word)[:ROOT_LETTERS]) for word in line.split())


def test_words_for_one_thing_are_akin_in_both_directions() -> None:
    assert root("killed") in akin("dead")
    assert root("dead") in akin("killed")
    assert akin("aktobe") == ()


def test_common_words_are_those_without_a_meaning_of_their_own() -> None:
    assert {"the", "of", "al"} <= COMMON
    assert not {"not", "war", "us", "un"} & COMMON
