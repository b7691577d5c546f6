"""Names as styles render them: initials, particles, et-al, substitutes."""

from typing import Any

import pytest

from kztui.citation.csl.personal_name import PersonalName, initials, mark_abbreviations, parse_name
from kztui.citation.csl.render import render_citation, render_entry
from kztui.citation.styles import find_style

Item = dict[str, Any]


def by(*names: dict[str, str], **more: Any) -> Item:
    return {
        "id": "x",
        "type": "book",
        "title": "Steppe",
        "author": list(names),
        "publisher": "Reed",
        "issued": {"date-parts": [[2001]]},
        "language": "en-US",
        **more,
    }


@pytest.mark.parametrize(
    ("given", "mark", "right"),
    [
        ("Jacob", ". ", "J."),
        ("Chidi M.", ". ", "C. M."),
        ("Chidi M.", "", "CM"),
        ("Anna-Karin", ". ", "A.-K."),
        ("Jean-pierre", ". ", "J."),
        ("J.R.R.", ". ", "J. R. R."),
        ("Юрий Петрович", ". ", "Ю. П."),
        ("Қасым-Жомарт", ". ", "Қ.-Ж."),
        ("Ғабит", ".", "Ғ."),
        ("Élise", ". ", "É."),
        ("İsmet", ". ", "İ."),
        ("Yu. N.", ". ", "Yu. N."),
        ("Ludwig van", ". ", "L. van"),
        ("", ". ", ""),
        ("泽东", ". ", "泽东"),
        ("<i>Ida</i> Noor", ". ", "<i>I.</i> N."),
        ("<i>Ida</i>-Noor van", ". ", "<i>I.</i>-N. van"),
        ("<i>Ida</i> Noor", "", "<i>I</i>N"),
    ],
)
def test_initials(given: str, mark: str, right: str) -> None:
    assert initials(given, mark, hyphen=True) == right


def test_initials_without_a_hyphen() -> None:
    assert initials("Anna-Karin", "", hyphen=False) == "AK"


@pytest.mark.parametrize(
    ("given", "mark", "right"),
    [
        ("Chidi M.", ". ", "Chidi M."),
        ("Chidi M.", "", "Chidi M"),
        ("Anna-Karin", "", "Anna-Karin"),
        ("I.F.", ". ", "I. F."),
        ("A. Bo C.", "", "A Bo C"),
        ("Ann M. K", "", "Ann MK"),
        ("Ann M. K", ". ", "Ann M. K."),
        ("J.-L.", ". ", "J.-L."),
        ("Jr.", "", "Jr"),
        ("III", "", "III"),
    ],
)
def test_a_style_that_does_not_initialize_keeps_names_in_full(given: str, mark: str, right: str) -> None:
    assert mark_abbreviations(given, mark) == right


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ({"family": "van den Berg", "given": "Willem"}, PersonalName("Berg", "Willem", particle="van den")),
        ({"family": "Van Dyke", "given": "Karl"}, PersonalName("Van Dyke", "Karl")),
        ({"family": "d’Encausse", "given": "H."}, PersonalName("Encausse", "H.", particle="d’")),
        ({"family": "al-Farabi", "given": "Yusuf"}, PersonalName("Farabi", "Yusuf", particle="al-")),
        ({"family": "Beauvoir", "given": "Simone de"}, PersonalName("Beauvoir", "Simone", dropping="de")),
        ({"family": "King", "given": "Martin, Jr."}, PersonalName("King", "Martin", suffix="Jr.")),
        ({"family": "Ames", "given": "Roy, ! Jr."}, PersonalName("Ames", "Roy", suffix="Jr.", comma_suffix=True)),
        ({"family": "hooks", "given": "bell"}, PersonalName("hooks", "bell")),
        ({"family": "García Márquez", "given": "Gabriel"}, PersonalName("García Márquez", "Gabriel")),
        ({"family": "Berg", "given": "W.", "non-dropping-particle": "van"}, PersonalName("Berg", "W.", particle="van")),
    ],
)
def test_parts_of_a_name(name: dict[str, str], right: PersonalName) -> None:
    assert parse_name(name) == right


MANY = [{"family": f"Author{letter}", "given": "Ann"} for letter in "ABCDEFGHIJKLMNOPQRSTUVWXY"]


@pytest.mark.parametrize(
    ("style", "count", "right"),
    [
        ("apa", 3, "(AuthorA et al., 2001)"),
        ("apa", 2, "(AuthorA & AuthorB, 2001)"),
        ("chicago-author-date", 3, "(AuthorA et al. 2001)"),
        ("chicago-author-date", 2, "(AuthorA and AuthorB 2001)"),
        ("mla", 3, "(AuthorA et al.)"),
        ("harvard", 3, "(AuthorA, AuthorB and AuthorC, 2001)"),
        ("harvard", 4, "(AuthorA *et al.*, 2001)"),
    ],
)
def test_many_authors_in_the_text(style: str, count: int, right: str) -> None:
    assert render_citation(by(*MANY[:count]), find_style(style), output="markdown") == right


def test_apa_names_twenty_authors_and_of_more_the_first_nineteen_and_the_last() -> None:
    twenty = render_entry(by(*MANY[:20]), find_style("apa"))
    assert "AuthorS, A., & AuthorT, A. (2001)" in twenty
    more = render_entry(by(*MANY), find_style("apa"))
    assert "AuthorS, A., … AuthorY, A. (2001)" in more
    assert "AuthorT" not in more


@pytest.mark.parametrize(
    ("style", "right"),
    [
        ("apa", "van den Berg, W., & Gaulle, A. de."),
        ("chicago-author-date", "Berg, Willem van den, and Anne de Gaulle."),
        ("vancouver", "1. van den Berg W, Gaulle A de."),
    ],
)
def test_particles(style: str, right: str) -> None:
    berg = {"family": "Berg", "given": "Willem", "non-dropping-particle": "van den"}
    gaulle = {"family": "Gaulle", "given": "Anne", "dropping-particle": "de"}
    assert render_entry(by(berg, gaulle), find_style(style)).startswith(right.removesuffix("."))


def test_an_organisation_is_neither_turned_round_nor_shortened() -> None:
    item = by({"literal": "Institute of Steppe & Sea"})
    assert render_entry(item, find_style("apa")).startswith("Institute of Steppe & Sea. (2001)")
    assert render_citation(item, find_style("oscola")).startswith("Institute of Steppe & Sea, ")


def test_a_suffix_follows_the_given_name_when_the_family_comes_first() -> None:
    item = by({"family": "King", "given": "Martin", "suffix": "Jr."})
    assert render_entry(item, find_style("apa")).startswith("King, M., Jr. (2001)")
    assert render_entry(item, find_style("vancouver")).startswith("1. King M Jr.")
    assert render_citation(item, find_style("chicago-notes")).startswith("Martin King Jr., ")


def test_cyrillic_names_are_shortened_like_others_and_their_titles_left_alone() -> None:
    item = by({"family": "Иванов", "given": "Сергей Петрович"}, title="История степи и моря", language="ru-RU")
    assert (
        render_entry(item, find_style("apa"), output="markdown")
        == "Иванов, С. П. (2001). *История степи и моря*. Reed."
    )
    assert "“" not in render_entry(item, find_style("chicago-author-date"))
    assert "История степи и моря" in render_entry(item, find_style("chicago-author-date"))


def test_names_without_an_alphabet_stay_together() -> None:
    assert "毛泽东" in render_citation(by({"family": "毛", "given": "泽东"}), find_style("chicago-notes"))


def test_a_person_with_one_name_is_named() -> None:
    assert render_citation(by({"given": "Prince"}), find_style("apa")) == "(Prince, 2001)"


def test_editors_who_are_translators_too_are_named_once() -> None:
    hill = [{"family": "Hill", "given": "Jane"}]
    text = render_entry(
        by({"family": "Clavijo", "given": "Ruy"}, editor=hill, translator=hill), find_style("chicago-author-date")
    )
    assert text.count("Hill") == 1
    assert "Edited and translated by Jane Hill" in text


def test_what_stands_in_for_a_missing_author_is_printed_once() -> None:
    item = {"id": "x", "type": "webpage", "title": "Timeline of storms", "issued": {"date-parts": [[2011]]}}
    for style in ("apa", "chicago-author-date", "mla", "harvard", "oscola", "vancouver"):
        assert render_entry(item, find_style(style)).lower().count("timeline of storms") == 1


def test_an_editor_stands_in_with_the_word_for_it() -> None:
    item = by(editor=[{"family": "Malik", "given": "Hafeez"}, {"family": "Green", "given": "Sarah"}])
    assert render_entry(item, find_style("chicago-author-date")).startswith(
        "Malik, Hafeez, and Sarah Green, eds. 2001."
    )
    assert render_entry(item, find_style("apa")).startswith("Malik, H., & Green, S. (Eds.). (2001)")
