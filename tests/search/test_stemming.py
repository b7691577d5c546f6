import pytest

from kztui.search.stemming import PROTECTED_LETTERS, stem

ONE_STEM = [
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


@pytest.mark.parametrize("line", ONE_STEM)
def test_suffixes_and_british_spellings_are_removed(line: str) -> None:
    assert len({stem(word) for word in line.split()}) == 1


@pytest.mark.parametrize("line", APART)
def test_different_words_keep_different_stems(line: str) -> None:
    assert len({stem(word) for word in line.split()}) == 2


@pytest.mark.parametrize("word", ["jak", "bus", "2011", "taraz", "mali", "iraq"])
def test_short_words_and_figures_are_their_own_stems(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("line", ONE_STEM)
def test_a_stem_begins_as_its_words_do(line: str) -> None:
    assert all(word.startswith(stem(word)[:PROTECTED_LETTERS]) for word in line.split())
