"""The rules of ranking, each by the order it makes."""

import pytest

from kztui.search import ranking
from kztui.search.entries import IndexEntry
from kztui.search.index import Index
from kztui.search.ranking import max_typos


def named(*names: str, mentions: int = 1) -> IndexEntry:
    """A place under its first name."""
    return IndexEntry(names[0], "place", names[0], names, mentions=mentions)


def described(target: str, prose: str, kind: str = "event") -> IndexEntry:
    """An item of which something is said."""
    return IndexEntry(target, kind, target, (target,), prose=(prose,), mentions=2)


def order(query: str, *entries: IndexEntry) -> list[str]:
    return [result.target for result in Index(entries).find(query).results]


def test_whole_name_then_whole_word_then_prefix() -> None:
    rungs = [named("Aktobesk"), named("Greater Aktobe Junction"), named("Aktobe")]
    assert order("aktobe", *rungs) == ["Aktobe", "Greater Aktobe Junction", "Aktobesk"]


def test_more_of_a_name_comes_before_less_of_it() -> None:
    assert order("karag", named("Karaganda North"), named("Karagan")) == ["Karagan", "Karaganda North"]


def test_fewer_typos_come_first() -> None:
    assert order("semipalatinsk", named("Semipalaxxnsk"), named("Semipalatinzk")) == ["Semipalatinzk", "Semipalaxxnsk"]


@pytest.mark.parametrize(("letters", "typos"), [(1, 0), (3, 0), (4, 1), (6, 1), (7, 2), (11, 2), (12, 3), (30, 3)])
def test_the_longer_a_word_the_more_typos_it_forgives(letters: int, typos: int) -> None:
    assert max_typos("x" * letters) == typos
    assert max_typos("1" * letters) == max_typos("x" * (letters - 1) + "1") == 0


def test_a_typo_comes_before_another_spelling_and_that_before_consonants_alone() -> None:
    names = ("Kzlrd", "Qızılorda", "Kyzylorta")
    assert order("kyzylorda", *(named(name, mentions=0) for name in names)) == ["Kyzylorta", "Qızılorda", "Kzlrd"]


def test_no_typo_is_looked_for_where_what_is_mentioned_sounds_just_so() -> None:
    assert order("kyzylorda", named("Kyzylorta"), named("Qızılorda")) == ["Qızılorda"]


def test_a_name_comes_before_an_alias_and_that_before_prose() -> None:
    entries = [described("Report", "on Taraz"), named("Town", "Taraz Old Town"), named("Taraz Old Town")]
    assert order("taraz", *entries) == ["Taraz Old Town", "Town", "Report"]


def test_an_abbreviation_that_is_a_whole_name_comes_before_names_that_hold_it() -> None:
    assert order("jak", named("JaK founders"), named("Soldiers", "JaK")) == ["Soldiers", "JaK founders"]


@pytest.mark.parametrize("query", ["jak", "JAK", "JaK"])
def test_short_names_are_never_mixed_up(query: str) -> None:
    assert order(query, named("Jack"), named("JaK"), named("JK"), named("Yak")) == ["JaK"]


def test_two_letters_find_themselves_and_what_they_are_a_prefix_of() -> None:
    assert order("tj", named("JT"), named("TJK"), named("TJ"), named("TG")) == ["TJ", "TJK"]


def test_words_count_in_any_order_but_in_their_order_first() -> None:
    found = order("lama sharif", named("Sharif Lama"), named("Lama Sharif"))
    assert found == ["Lama Sharif", "Sharif Lama"]


def test_all_words_are_needed_and_may_stand_in_different_fields() -> None:
    split = IndexEntry("split", "event", "Bombing", ("Bombing",), ("Atyrau",), ("a suicide attack",), mentions=1)
    assert order("suicide bombing atyrau", described("other", "a suicide bombing elsewhere"), split) == ["split"]


def test_where_nothing_has_all_terms_the_most_come_first_as_partial_matches() -> None:
    index = Index([described("one", "red"), described("two", "red green"), described("three", "blue")])
    found = index.find("red green unheardof")
    assert found.partial
    assert [result.target for result in found.results][:2] == ["two", "one"]


def test_a_rare_word_counts_for_more_where_some_are_missing() -> None:
    many = [described(f"common-{number}", "harbour") for number in range(20)]
    assert order("harbour lighthouse fisherman", *many, described("rare", "lighthouse"))[0] == "rare"


def test_an_item_the_article_speaks_of_comes_before_a_bare_name() -> None:
    entries = [named("Springton East", mentions=0), named("Springton West", mentions=3)]
    assert order("springton", *entries) == ["Springton West", "Springton East"]


def test_words_close_together_come_before_words_far_apart() -> None:
    far = described("far", "The court of the city sat for " + "very " * 40 + "long and gave permission")
    near = described("near", "Many words stand here, and " + "very " * 40 + "many more, and court permission")
    assert order("court permission", far, near) == ["near", "far"]


def test_closeness_counts_wherever_in_the_prose_the_words_are_close() -> None:
    far = described("far", "Court " + "very " * 40 + "permission, here and there")
    near = described("near", "Here and there, " + "very " * 40 + "court permission")
    assert order("court permission", far, near) == ["near", "far"]


def test_one_and_many_come_before_other_endings() -> None:
    assert order("attack", described("other", "attacking"), described("many", "attacks")) == ["many", "other"]
    assert order("attacks", described("other", "attacking"), described("one", "attack")) == ["one", "other"]


def test_an_event_comes_before_a_paragraph_that_says_the_same() -> None:
    same = "the pipeline burst in winter"
    assert order("pipeline burst", described("p", same, "paragraph"), described("e", same, "event")) == ["e", "p"]


def test_other_endings_spellings_and_synonyms_are_found_in_that_order() -> None:
    entries = [described("synonym", "killed"), described("ending", "deaths"), described("word", "death")]
    assert order("death", *entries) == ["word", "ending", "synonym"]
    assert order("dead", described("synonym", "killed"), described("none", "alive")) == ["synonym"]
    assert order("labour", described("american", "labor")) == ["american"]


def test_a_number_finds_itself_and_else_what_is_within_a_tenth() -> None:
    assert order("400", described("near", "some 380 people"), described("far", "some 300 people")) == ["near"]
    assert order("400", described("near", "some 380 people"), described("same", "some 400 people")) == ["same", "near"]
    assert order("2011", described("near", "in 2012")) == []


def test_a_subsequence_of_letters_is_looked_for_in_names_only() -> None:
    assert order("kzspf", described("prose", "kazakh special forces"), named("Kazakh Special Forces")) == [
        "Kazakh Special Forces"
    ]


@pytest.mark.parametrize("query", ["'kzspf", "^kzspf", '"kzspf"'])
def test_letters_that_are_meant_as_they_stand_are_not_a_subsequence(query: str) -> None:
    assert order(query, named("Kazakh Special Forces")) == []


def test_no_way_to_match_a_word_counts_for_more_than_a_surer_one() -> None:
    letters = [ranking.WHOLE_WORD, ranking.PLURAL, ranking.SAME_STEM, ranking.PREFIX]
    letters += [ranking.SAME_SOUND_TYPO, *ranking.TYPOS]
    sounds = [ranking.SAME_SOUND_TYPO, ranking.SAME_SOUND, ranking.CONSONANTS_AS_TYPED, ranking.SOUND_PREFIX]
    sounds += [ranking.SAME_CONSONANTS, ranking.SYNONYM]
    fields = [ranking.IN_NAME, ranking.IN_ALIAS, ranking.PREFIX_IN_TEXT, ranking.IN_TEXT]
    for ladder in (letters, sounds, fields):
        assert ladder == sorted(ladder, reverse=True)
        assert 1 >= ladder[0] > ladder[-1] > 0


def test_compounds_are_found_written_together_or_apart() -> None:
    assert order("counterterrorism", named("Counter-terrorism law")) == ["Counter-terrorism law"]
    assert order("zhana ozen", named("Zhanaozen")) == ["Zhanaozen"]
    assert order("alqaeda", named("al-Qaeda")) == ["al-Qaeda"]


def test_an_arabic_article_written_onto_a_word_is_left_out_where_enough_is_left() -> None:
    assert order("alqaeda", named("Qaeda")) == ["Qaeda"]
    assert order("elbrus", named("Brus")) == ["Brus"]
    assert order("alash", named("Ash")) == []


def test_no_more_than_two_single_letters_are_read() -> None:
    index = Index([named("Alpha Beta")])
    assert not index.find("a b x").partial
    assert [result.target for result in index.find("a b x y").results] == ["Alpha Beta"]
    assert not index.find("a x").results


def test_the_name_of_a_kind_beside_other_words_asks_for_that_kind() -> None:
    entries = [named("Atyrau"), described("explosion", "in Atyrau")]
    assert order("event atyrau", *entries)[0] == "explosion"
    assert order("place atyrau", *entries)[0] == "Atyrau"


def test_equal_scores_stay_in_document_order_each_time() -> None:
    entries = [IndexEntry(f"t{number}", "place", "Springfield", ("Springfield",)) for number in range(9)]
    index = Index(entries)
    for _again in range(3):
        assert [result.target for result in index.find("springfield").results] == [f"t{n}" for n in range(9)]


def test_a_misspelt_name_is_suggested_where_nothing_is_found() -> None:
    index = Index([named("Ust-Kamenogorsk"), named("Taraz")])
    found = index.find("xkamanagarskh")
    assert not found.results
    assert found.suggestion == "Ust-Kamenogorsk"
    assert Index([named("Taraz")]).find("qqqqqqqq").suggestion == ""
    far = Index([named("Website blocking"), named("Hostage"), named("National Board")])
    assert [far.find(query).suggestion for query in ("blockchain", "mortgage", "navalny")] == ["", "", ""]


@pytest.mark.parametrize(("query", "label"), [("🔥", "Fire 🔥"), ("🔥 fire", "Fire 🔥"), ("🇰🇿", "Flag 🇰🇿")])
def test_emoji_are_found_and_highlighted_and_no_others_are(query: str, label: str) -> None:
    (result,) = Index([named("Fire 🔥"), named("Water 💧"), named("Flag 🇰🇿")]).find(query).results
    assert result.label == label
    assert {label[start:end].casefold() for start, end in result.label_spans} <= {*query.split(), *query}
    assert result.label_spans
