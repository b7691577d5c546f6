"""The rules of rank, each by the order it makes."""

import pytest

from kztui.search import ranking
from kztui.search.entries import Entry
from kztui.search.index import Index
from kztui.search.ranking import slips_forgiven


def named(*names: str, weight: int = 1) -> Entry:
    """A place under its first name."""
    return Entry(names[0], "place", names[0], names, weight=weight)


def told(target: str, prose: str, kind: str = "event") -> Entry:
    """An item of which something is said."""
    return Entry(target, kind, target, (target,), prose=(prose,), weight=2)  # type: ignore[arg-type] # a kind's name


def order(query: str, *entries: Entry) -> list[str]:
    return [hit.target for hit in Index(entries).find(query).hits]


def test_whole_name_then_whole_word_then_beginning() -> None:
    rungs = [named("Aktobesk"), named("Greater Aktobe Junction"), named("Aktobe")]
    assert order("aktobe", *rungs) == ["Aktobe", "Greater Aktobe Junction", "Aktobesk"]


def test_more_of_a_name_comes_before_less_of_it() -> None:
    assert order("karag", named("Karaganda North"), named("Karagan")) == ["Karagan", "Karaganda North"]


def test_fewer_slips_come_first() -> None:
    assert order("semipalatinsk", named("Semipalaxxnsk"), named("Semipalatinzk")) == ["Semipalatinzk", "Semipalaxxnsk"]


@pytest.mark.parametrize(("letters", "slips"), [(1, 0), (3, 0), (4, 1), (6, 1), (7, 2), (11, 2), (12, 3), (30, 3)])
def test_the_longer_a_word_the_more_slips_it_forgives(letters: int, slips: int) -> None:
    assert slips_forgiven("x" * letters) == slips
    assert slips_forgiven("1" * letters) == slips_forgiven("x" * (letters - 1) + "1") == 0


def test_a_slip_comes_before_another_spelling_and_that_before_consonants_alone() -> None:
    names = ("Kzlrd", "Qızılorda", "Kyzylorta")
    assert order("kyzylorda", *(named(name, weight=0) for name in names)) == ["Kyzylorta", "Qızılorda", "Kzlrd"]


def test_no_slip_is_looked_for_where_what_is_told_of_sounds_just_so() -> None:
    assert order("kyzylorda", named("Kyzylorta"), named("Qızılorda")) == ["Qızılorda"]


def test_a_name_comes_before_an_alias_and_that_before_prose() -> None:
    entries = [told("Report", "on Taraz"), named("Town", "Taraz Old Town"), named("Taraz Old Town")]
    assert order("taraz", *entries) == ["Taraz Old Town", "Town", "Report"]


def test_an_abbreviation_said_in_full_comes_before_names_that_hold_it() -> None:
    assert order("jak", named("JaK founders"), named("Soldiers", "JaK")) == ["Soldiers", "JaK founders"]


@pytest.mark.parametrize("query", ["jak", "JAK", "JaK"])
def test_short_names_are_never_mixed_up(query: str) -> None:
    assert order(query, named("Jack"), named("JaK"), named("JK"), named("Yak")) == ["JaK"]


def test_two_letters_find_themselves_and_what_begins_with_them() -> None:
    assert order("tj", named("JT"), named("TJK"), named("TJ"), named("TG")) == ["TJ", "TJK"]


def test_words_count_in_any_order_but_in_their_order_first() -> None:
    found = order("lama sharif", named("Sharif Lama"), named("Lama Sharif"))
    assert found == ["Lama Sharif", "Sharif Lama"]


def test_all_words_are_needed_and_may_stand_in_different_fields() -> None:
    split = Entry("split", "event", "Bombing", ("Bombing",), ("Atyrau",), ("a suicide attack",), weight=1)
    assert order("suicide bombing atyrau", told("other", "a suicide bombing elsewhere"), split) == ["split"]


def test_where_nothing_has_all_words_most_of_them_come_first_and_it_is_said() -> None:
    index = Index([told("one", "red"), told("two", "red green"), told("three", "blue")])
    found = index.find("red green unheardof")
    assert found.partial
    assert [hit.target for hit in found.hits][:2] == ["two", "one"]


def test_a_rare_word_counts_for_more_where_some_are_missing() -> None:
    many = [told(f"common-{number}", "harbour") for number in range(20)]
    assert order("harbour lighthouse fisherman", *many, told("rare", "lighthouse"))[0] == "rare"


def test_an_item_the_article_speaks_of_comes_before_a_bare_name() -> None:
    entries = [named("Springton East", weight=0), named("Springton West", weight=3)]
    assert order("springton", *entries) == ["Springton West", "Springton East"]


def test_words_close_together_come_before_words_far_apart() -> None:
    far = told("far", "The court of the city sat for " + "very " * 40 + "long and gave permission")
    near = told("near", "Many words stand here, and " + "very " * 40 + "many more, and court permission")
    assert order("court permission", far, near) == ["near", "far"]


def test_closeness_counts_wherever_in_the_prose_the_words_are_close() -> None:
    far = told("far", "Court " + "very " * 40 + "permission, here and there")
    near = told("near", "Here and there, " + "very " * 40 + "court permission")
    assert order("court permission", far, near) == ["near", "far"]


def test_one_and_many_come_before_other_endings() -> None:
    assert order("attack", told("other", "attacking"), told("many", "attacks")) == ["many", "other"]
    assert order("attacks", told("other", "attacking"), told("one", "attack")) == ["one", "other"]


def test_an_event_comes_before_a_paragraph_that_says_the_same() -> None:
    same = "the pipeline burst in winter"
    assert order("pipeline burst", told("p", same, "paragraph"), told("e", same, "event")) == ["e", "p"]


def test_other_endings_spellings_and_meanings_are_found_in_that_order() -> None:
    entries = [told("akin", "killed"), told("ending", "deaths"), told("word", "death")]
    assert order("death", *entries) == ["word", "ending", "akin"]
    assert order("dead", told("akin", "killed"), told("none", "alive")) == ["akin"]
    assert order("labour", told("american", "labor")) == ["american"]


def test_a_figure_finds_itself_and_else_what_is_within_a_tenth() -> None:
    assert order("400", told("near", "some 380 people"), told("far", "some 300 people")) == ["near"]
    assert order("400", told("near", "some 380 people"), told("same", "some 400 people")) == ["same", "near"]
    assert order("2011", told("near", "in 2012")) == []


def test_scattered_letters_are_tried_on_names_only() -> None:
    assert order("kzspf", told("prose", "kazakh special forces"), named("Kazakh Special Forces")) == [
        "Kazakh Special Forces"
    ]


@pytest.mark.parametrize("query", ["'kzspf", "^kzspf", '"kzspf"'])
def test_letters_that_are_meant_as_they_stand_are_not_scattered(query: str) -> None:
    assert order(query, named("Kazakh Special Forces")) == []


def test_no_way_to_meet_a_word_counts_for_more_than_a_surer_one() -> None:
    letters = [ranking.WHOLE, ranking.PLURAL, ranking.ROOT, ranking.PREFIX, ranking.SAME_SOUND_SLIPS, *ranking.SLIPS]
    sounds = [
        ranking.SAME_SOUND_SLIPS,
        ranking.SOUND,
        ranking.BONES_AS_TYPED,
        ranking.SOUND_PREFIX,
        ranking.BONES,
        ranking.AKIN,
    ]
    fields = [ranking.IN_NAME, ranking.IN_ALIAS, ranking.IN_TEXT_BEGINNING, ranking.IN_TEXT]
    for ladder in (letters, sounds, fields):
        assert ladder == sorted(ladder, reverse=True)
        assert 1 >= ladder[0] > ladder[-1] > 0


def test_words_written_together_or_apart_are_found_either_way() -> None:
    assert order("counterterrorism", named("Counter-terrorism law")) == ["Counter-terrorism law"]
    assert order("zhana ozen", named("Zhanaozen")) == ["Zhanaozen"]
    assert order("alqaeda", named("al-Qaeda")) == ["al-Qaeda"]


def test_an_article_grown_onto_a_word_falls_away_where_enough_is_left() -> None:
    assert order("alqaeda", named("Qaeda")) == ["Qaeda"]
    assert order("elbrus", named("Brus")) == ["Brus"]
    assert order("alash", named("Ash")) == []


def test_no_more_than_two_lone_letters_are_read() -> None:
    index = Index([named("Alpha Beta")])
    assert not index.find("a b x").partial
    assert [hit.target for hit in index.find("a b x y").hits] == ["Alpha Beta"]
    assert not index.find("a x").hits


def test_the_name_of_a_kind_beside_other_words_asks_for_that_kind() -> None:
    entries = [named("Atyrau"), told("explosion", "in Atyrau")]
    assert order("event atyrau", *entries)[0] == "explosion"
    assert order("place atyrau", *entries)[0] == "Atyrau"


def test_equals_stay_in_document_order_each_time() -> None:
    entries = [Entry(f"t{number}", "place", "Springfield", ("Springfield",)) for number in range(9)]
    index = Index(entries)
    for _again in range(3):
        assert [hit.target for hit in index.find("springfield").hits] == [f"t{n}" for n in range(9)]


def test_a_misspelt_name_is_suggested_where_nothing_is_found() -> None:
    index = Index([named("Ust-Kamenogorsk"), named("Taraz")])
    found = index.find("xkamanagarskh")
    assert not found.hits
    assert found.suggestion == "Ust-Kamenogorsk"
    assert Index([named("Taraz")]).find("qqqqqqqq").suggestion == ""
