"""Side by side: claims with units that agree, from every article, each with its paragraph; nothing is averaged."""

import pytest

from kztui.library.addresses import parse_address
from kztui.library.article_comparison import ArticleComparison, compare, unit_key
from kztui.library.catalogue import open_library
from strait import STRAIT


@pytest.fixture(scope="module")
def fire() -> ArticleComparison:
    library = open_library(STRAIT)
    told = ("hale2015:ferry-fire", "dzhaksybek2016:fire", "rahimi2018:almira")
    return compare(library.item(parse_address(address)) for address in told)


def test_what_disagrees_stands_in_one_row(fire: ArticleComparison) -> None:
    dead = next(row for row in fire.rows if row.label == "dead")
    assert [(each.address.article, each.value, each.source, each.paragraphs) for each in dead.statements] == [
        ("hale2015", "12 dead", "Karim Aslanov", (2,)),
        ("hale2015", "17 dead", "Sabira Dzhunusova", (2,)),
        ("dzhaksybek2016", "19 dead", "Сабира Джунусова", (1,)),
        ("rahimi2018", "about 12 dead", "Ministry of Transport", (5,)),
    ]
    assert [len(dead.of(article)) for article in fire.articles] == [2, 1, 1]
    assert dead.of("novak2020") == []


def test_dates_come_first_and_claims_without_a_unit_last(fire: ArticleComparison) -> None:
    assert [row.label for row in fire.rows] == ["date", "dead", "rescued", "assessments"]
    assert [each.value for each in fire.rows[0].statements] == ["7 March 2014", "9 March 2014", "March 2014"]
    (assessment,) = fire.rows[-1].statements
    assert (assessment.value, assessment.source) == ("Nobody was ever named as responsible for the fire.", "")


def test_every_cell_has_an_address_and_a_paragraph(fire: ArticleComparison) -> None:
    library = open_library(STRAIT)
    for row in fire.rows:
        for statement in row.statements:
            assert statement.paragraphs
            article, _ = library.item(statement.address)
            assert all(f"p{number}" in article.items for number in statement.paragraphs)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("people killed", "killed people", True),
        ("attack", "Attacks", True),
        ("dead", "wounded", False),
        ("US dollars", "dollars", False),
    ],
)
def test_units_agree_by_their_words(one: str, other: str, agree: bool) -> None:
    assert (unit_key(one) == unit_key(other)) is agree
