"""Rules in situations of their own: one fault is told once, and a good article is never blamed."""

from itertools import combinations
from pathlib import Path

import pytest

from kztui.files.check import check_paths
from kztui.files.problems import Problem

HEAD = 'format = 1\n[article]\nid = "x"\ntitle = "X"\n'
TEXT = '[[sections]]\nid = "all"\ntitle = "All"\n[[sections.paragraphs]]\nnumber = 1\ntext = "{}"\n'
TERM = '[[terms]]\nid = "{0}"\nname = "{0}"\ndefinition = "What {0} is."\nparagraphs = [1]\n'


def problems(folder: Path, text: str) -> list[Problem]:
    path = folder / "article.toml"
    path.write_text(text, encoding="utf-8")
    return check_paths([path])


def rules(folder: Path, text: str) -> list[str]:
    return [problem.rule for problem in problems(folder, text)]


def test_what_names_an_item_that_was_left_out_is_not_to_blame(tmp_path: Path) -> None:
    term = TERM.format("berth").replace('"berth"', "7", 1)
    assert rules(tmp_path, HEAD + TEXT.format("A [[berth]].") + term) == ["wrong-type"]
    paragraph = HEAD + TEXT.format("A [[berth]].").replace("number = 1", 'number = "1"') + TERM.format("berth")
    assert "unknown-paragraph" not in rules(tmp_path, paragraph)


def test_an_item_without_an_id_hides_no_target_that_names_nothing(tmp_path: Path) -> None:
    nameless = TERM.format("quay").replace('id = "quay"\n', "")
    found = problems(tmp_path, HEAD + TEXT.format("A [[birth]].") + TERM.format("berth") + nameless)
    errors = [(problem.rule, problem.suggestion) for problem in found if problem.severity == "error"]
    assert errors == [("dangling-target", "berth"), ("missing-id", "")]


@pytest.mark.parametrize("target", ["full-berth#part", "full-berth#", "full-berth #a b"])
def test_a_link_to_a_part_of_an_item_is_meant_for_the_item(target: str, tmp_path: Path) -> None:
    text = HEAD + TEXT.format(f"A [[{target}]].") + TERM.format("full-berth") + TERM.format("part") + TERM.format("a-b")
    found = [problem for problem in problems(tmp_path, text) if problem.severity == "error"]
    assert [(problem.rule, problem.suggestion) for problem in found] == [("dangling-target", "full-berth")]


def numbered(*numbers: str) -> str:
    """A section of paragraphs with these numbers, as TOML writes them; none for an empty one."""
    lines = [f"number = {number}" if number else "# no number" for number in numbers]
    paragraphs = "".join(f'[[sections.paragraphs]]\n{line}\ntext = "Said."\n' for line in lines)
    return f'[[sections]]\nid = "part-{len(numbers)}"\ntitle = "Part"\n{paragraphs}'


@pytest.mark.parametrize(
    ("sections", "referred", "unknown"),
    [
        (numbered("1", "", "3"), (1, 2, 3, 4), [4]),
        (numbered("1", "", "5"), (0, 2, 3, 4, 6), [0, 6]),
        (numbered("1", '"2"', "5"), (2, 3, 4), [3, 4]),
        (numbered("1", "2.0", "5"), (2, 3), [3]),
        (numbered("1", '"two"', "5"), (2, 3, 6), [6]),
        (numbered("1", "2", ""), (3, 4), [4]),
        (numbered("1", "", "", ""), (2, 4, 5), [5]),
        (numbered("", "2"), (1, 3), [3]),
        (numbered("", ""), (0, 1, 2, 3), [0, 3]),
        (numbered("1", "") + numbered("4", "5", ""), (2, 3, 6, 7), [7]),
        (numbered("1", "2") + "[[sections]]\ntitle = 'No id'\n" + numbered("7"), (3, 6, 8), [8]),
        (numbered("1", "2") + "[[sections]]\ntitle = 'No id'\n", (3, 90), []),
        (numbered("1") + '[[sections]]\nid = "a"\ntitle = "A"\nparagraphs = "two"\n', (0, 9), [0]),
        (numbered("1") + '[[sections]]\nid = "a"\ntitle = "A"\naliases = [1]\n', (9,), [9]),
        (numbered("1", "2").replace('"Said."', "7", 1), (3,), [3]),
    ],
)
def test_only_the_numbers_that_a_lost_paragraph_may_have_are_not_to_blame(
    sections: str, referred: tuple[int, ...], unknown: list[int], tmp_path: Path
) -> None:
    term = TERM.format("berth").replace("paragraphs = [1]", f"paragraphs = {list(referred)}")
    found = problems(tmp_path, HEAD + sections + term)
    said = [problem.message for problem in found if problem.rule == "unknown-paragraph"]
    assert [message.split(";")[0] for message in said] == [f"there is no paragraph {number}" for number in unknown]


def test_a_link_to_a_paragraph_that_may_be_there_is_not_to_blame(tmp_path: Path) -> None:
    links = numbered("1", "", "3").replace('"Said."', '"As [[p2]] and [[p4]] say, and [[p]], [[px]]."', 1)
    found = [(problem.rule, problem.message) for problem in problems(tmp_path, HEAD + links)]
    dead = [("dangling-target", f"there is no item {target}") for target in ("p4", "p", "px")]
    assert sorted(found) == sorted([("missing-id", "a paragraph without number"), *dead])


def test_an_empty_id_is_reported_once_and_names_nothing(tmp_path: Path) -> None:
    place = '[[places]]\nid = ""\nname = "Bay"\nparagraphs = [1]\n'
    assert rules(tmp_path, HEAD + TEXT.format("A bay.") + place) == ["missing-id", "unlinked-item"]


def test_a_problem_in_a_dotted_key_is_at_its_own_part(tmp_path: Path) -> None:
    text = "format = 1\narticle.id = 'x'\narticle.title = 'X'\narticle . 'isued' = '2011'\n[events.extra]\n"
    found = [(problem.line, problem.column, problem.rule) for problem in problems(tmp_path, text)]
    assert found == [(4, 11, "unknown-key"), (5, 2, "wrong-type")]


def test_a_name_of_blanks_is_no_name(tmp_path: Path) -> None:
    found = problems(
        tmp_path, HEAD + TEXT.format("A [[berth]].") + TERM.format("berth").replace('name = "berth"', 'name = " "')
    )
    assert [(problem.line, problem.column, problem.rule) for problem in found] == [(13, 8, "missing-key")]


def test_a_file_that_is_no_toml_hides_nothing_that_is_wrong_in_the_others(tmp_path: Path) -> None:
    (tmp_path / "article.toml").write_text(f'{HEAD}isued = "2011-13"\n', encoding="utf-8")
    (tmp_path / "events.toml").write_text("[[events]]\nid = harbour\n", encoding="utf-8")
    (tmp_path / "terms.toml").write_text(TERM.format("berth").replace("definition", "defintion"), encoding="utf-8")
    found = [
        (Path(problem.file).name, problem.line, problem.column, problem.rule) for problem in check_paths([tmp_path])
    ]
    assert found == [
        ("article.toml", 5, 1, "unknown-key"),
        ("events.toml", 2, 6, "syntax"),
        ("terms.toml", 4, 1, "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ('Title = "T"\ndate = "2011"', ["unknown-key"]),
        ('title = "T"\nDate = "2011"', ["unknown-key"]),
        ('title = "T"\nwhen = "2011"', ["unknown-key"]),
        ('title = "T"\ndate = "2011"\nparticipants = [{ role = "host", Actor = "e" }]', ["unknown-key"]),
        ('titel = "T"\nsubject = "T"\ndate = "2011"', ["unknown-key", "unknown-key"]),
        ('subject = "T"\ndate = "2011"', ["missing-key", "unknown-key"]),
        ('title = "T"\ndate = 2011', ["wrong-type"]),
        ('title = 5\ndate = "2011"', ["wrong-type"]),
        ('title = "T"\nundated = "yes"', ["wrong-type"]),
    ],
)
def test_what_is_of_the_wrong_type_or_name_is_not_missing_as_well(event: str, found: list[str], tmp_path: Path) -> None:
    assert sorted(rules(tmp_path, f'{HEAD}[[events]]\nid = "e"\n{event}\n')) == sorted(found)


def test_places_stay_right_behind_entries_that_were_left_out(tmp_path: Path) -> None:
    text = f"""{HEAD}[[events]]
title = "Without an id"
[[events]]
id = "e"
title = "E"
date = "2011-13"
participants = [{{ role = "none" }}, {{ actor = "" }}, 3, {{ actor = "e" }}]
"""
    assert [(problem.line, problem.column, problem.rule) for problem in problems(tmp_path, text)] == [
        (5, 1, "missing-id"),
        (10, 8, "bad-date"),
        (11, 17, "missing-key"),
        (11, 46, "dangling-target"),
        (11, 52, "wrong-type"),
        (11, 65, "wrong-kind"),
    ]


def test_a_link_may_have_blanks_and_brackets_of_other_kinds_beside_it(tmp_path: Path) -> None:
    text = "A [[ berth ]] and [[berth | words ]], [1] and f[x], and [[berth|(twice)]]."
    assert rules(tmp_path, HEAD + TEXT.format(text) + TERM.format("berth")) == []


def test_a_note_of_ours_may_name_what_it_does_not_link(tmp_path: Path) -> None:
    actor = '[[actors]]\nid = "guild"\nname = "Guild"\nkind = "group"\nparagraphs = [1]\n'
    text = TEXT.format("The [[guild]] met.") + 'note = "So it says [sic]; the Guild denies it."\n'
    other = text.replace("The [[guild]] met.", "They met.").replace('id = "all"', 'id = "b"').replace("= 1", "= 2")
    assert rules(tmp_path, HEAD + text + other + actor) == []


LISTED = {
    "events": '[[events]]\nid = "one"\ntitle = "T"\nkind = "k"\ndate = "2011"\n',
    "actors": '[[actors]]\nid = "one"\nname = "N"\nkind = "group"\n',
    "places": '[[places]]\nid = "one"\nname = "N"\n',
    "terms": '[[terms]]\nid = "one"\nname = "N"\ndefinition = "D"\n',
    "claims": '[[claims]]\nid = "one"\nkind = "statement"\ntext = "T"\n',
}


@pytest.mark.parametrize(("first", "second"), list(combinations(LISTED, 2)))
def test_an_id_is_taken_whichever_list_has_it(first: str, second: str, tmp_path: Path) -> None:
    found = problems(tmp_path, HEAD + LISTED[first] + LISTED[second])
    line = (HEAD + LISTED[first]).count("\n") + 2
    (doubled,) = [problem for problem in found if problem.rule == "doubled-id"]
    assert doubled.line == line
    assert doubled.message.endswith("article.toml:6:6)")


def test_an_empty_id_of_the_article_is_reported_beside_other_problems(tmp_path: Path) -> None:
    nameless = HEAD.replace('"x"', '" "')
    assert rules(tmp_path, f"{nameless}isued = 1\n") == ["missing-id", "unknown-key"]
    assert rules(tmp_path, nameless + '[[places]]\nname = "P"\n') == ["missing-id", "missing-id"]
    assert rules(tmp_path, HEAD.replace('"x"', "7") + 'issued = "soon"\n') == ["wrong-type", "bad-date"]
    assert rules(tmp_path, HEAD.replace('id = "x"', 'issued = "soon"')) == ["missing-id", "bad-date"]
    assert rules(tmp_path, "format = 1\narticle = 7\n") == ["wrong-type"]


def test_a_name_is_found_beside_brackets_of_other_kinds(tmp_path: Path) -> None:
    actors = "".join(
        f'[[actors]]\nid = "{name.lower()}"\nname = "{name}"\nkind = "group"\nparagraphs = [1]\n'
        for name in ("Guild", "League")
    )
    words = "In [1], the [[guild ]] met the League; [[league|they]] and the Guild lost, says the Crown."
    assert rules(tmp_path, HEAD + TEXT.format(words) + actors) == []
    text = HEAD + TEXT.format(words.replace("[[league|they]]", "they")) + actors
    found = [problem for problem in problems(tmp_path, text) if problem.rule == "unlinked-mention"]
    assert [(problem.column, problem.length, problem.suggestion) for problem in found] == [
        (len('text = "') + words.index("League") + 1, len("League"), "[[league|League]]")
    ]


def test_the_first_word_of_a_paragraph_is_a_mention_as_any_other(tmp_path: Path) -> None:
    actor = '[[actors]]\nid = "guild"\nname = "Guild"\nkind = "group"\nparagraphs = [1]\n'
    other = (
        actor.replace("guild", "crown").replace("Guild", "Crown") + 'relations = [{ to = "guild", kind = "funds" }]\n'
    )
    found = problems(tmp_path, HEAD + TEXT.format("Guild and [[crown]] met.") + actor + other)
    assert [(problem.rule, problem.column, problem.length) for problem in found] == [("unlinked-mention", 9, 5)]


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (1, "a in a"),
        (3, "a in b in c in a"),
        (5, "a in b in c in d in e in a"),
        (6, "a in b in c in … in f in a"),
        (9, "a in b in c in … in i in a"),
    ],
)
def test_a_long_circle_of_places_is_shortened_in_the_message(count: int, shown: str, tmp_path: Path) -> None:
    names = "abcdefghi"[:count]
    places = [
        f'[[places]]\nid = "{a}"\nname = "{a}"\nwithin = "{b}"\n' for a, b in zip(names, [*names[1:], "a"], strict=True)
    ]
    found = [problem.message for problem in problems(tmp_path, HEAD + "".join(places)) if "cycle" in problem.rule]
    assert found == [f"a place within itself: {shown}"]


def test_a_name_within_a_longer_name_or_word_is_not_a_mention(tmp_path: Path) -> None:
    actors = "".join(
        f'[[actors]]\nid = "{target}"\nname = "{name}"\nkind = "group"\nparagraphs = [1]\n'
        for target, name in (("north", "Guild"), ("guild", "Guild of the North"))
    )
    text = 'text = "The [[guild]] met; the Guild of the North sang; Guildhalls and guilds burned. [[north]]"'
    assert rules(tmp_path, HEAD + TEXT.replace('text = "{}"', text) + actors) == []


def test_one_name_of_two_items_is_linked_by_either(tmp_path: Path) -> None:
    both = (
        '[[actors]]\nid = "tallinn"\nname = "Tallinn"\nkind = "state"\nparagraphs = [1]\n'
        '[[places]]\nid = "tallinn-city"\nname = "Tallinn"\nparagraphs = [1]\n'
        '[[claims]]\nid = "c"\nkind = "statement"\ntext = "So it is."\nby = "tallinn"\nparagraphs = [1]\n'
    )
    assert rules(tmp_path, HEAD + TEXT.format("In [[tallinn-city]], or Tallinn.") + both) == []


def test_the_type_and_kind_meant_are_suggested(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, f'{HEAD}type = "Magazine article"\n')
    assert (problem.rule, problem.suggestion) == ("unknown-type", "article-magazine")


@pytest.mark.parametrize(("name", "word"), [("दिल", "दिल्ली"), ("Ọ̀yọ", "Ọ̀yọ́ba"), ("هيئ", "هيئَة")])
def test_a_name_is_not_seen_in_a_word_that_begins_like_it_and_goes_on_with_a_mark(
    name: str, word: str, tmp_path: Path
) -> None:
    actor = '[[actors]]\nid = "a"\nname = "{}"\nkind = "group"\nparagraphs = [1]\n'
    assert "unlinked-mention" not in rules(tmp_path, HEAD + TEXT.format(f"So {word} said.") + actor.format(name))
    (found,) = [
        problem
        for problem in problems(tmp_path, HEAD + TEXT.format(f"So {word} said.") + actor.format(word))
        if problem.rule == "unlinked-mention"
    ]
    assert found.message == f"“{word}” is not linked"
