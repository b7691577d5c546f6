"""CSV: tables that lose nothing."""

import csv
import io

import pytest

from export_fixtures import sole
from harbour import harbour
from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.event import Event
from kztui.article.model import article_file
from kztui.article.publication import Publication
from kztui.export.csv import write
from kztui.export.formats import export


def rows(article: Article, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sole(article, "csv", table))))


def test_tables_have_a_row_for_each_event_and_actor(any_article: Article) -> None:
    assert [row["id"] for row in rows(any_article, "events")] == [event.id for event in any_article.events]
    assert [row["id"] for row in rows(any_article, "actors")] == [actor.id for actor in any_article.of(Actor)]
    assert [row["date"] for row in rows(any_article, "events")] == [event.date for event in any_article.events]


def test_relations_name_both_ends() -> None:
    found = {(row["source"], row["relation"], row["target"], row["role"]) for row in rows(harbour(), "relations")}
    assert ("dockers", "opposed to", "ferry-line", "") in found
    assert ("great-strike", "participants", "dockers", "struck") in found
    assert not any(relation in {"mentions", "stated in"} for _, relation, _, _ in found)


def test_a_date_covers_its_days() -> None:
    strike = next(row for row in rows(harbour(), "events") if row["id"] == "great-strike")
    assert (strike["earliest"], strike["latest"]) == ("2018-04-01", "2018-06-30")


def test_a_date_before_our_era_has_four_digits() -> None:
    article = Article(article_file(Publication(id="x"), Event(id="e", title="E", date="-0043-03/0009")))
    (row,) = rows(article, "events")
    assert (row["earliest"], row["latest"]) == ("-0043-03-01", "0009-12-31")


def test_without_a_part_all_tables_come_as_files() -> None:
    tables = ("actors", "claims", "events", "places", "relations", "terms")
    assert sorted(export(harbour(), "csv").files) == [f"{name}.csv" for name in tables]


def test_cells_stay_as_they_are_and_risky_ones_are_pointed_out() -> None:
    article = Article(article_file(Publication(id="x"), *(Event(id="e", title='=1+2, "so"'),)))
    made = write(article, "events")
    assert next(csv.DictReader(io.StringIO(made.files[""])))["title"] == '=1+2, "so"'
    assert made.hints == ("events: 1 cells begin with =, +, - or @; import them as text",)


@pytest.mark.parametrize("title", ["x;=1+2", "x; @sum", "＝1+2", " +1", "x;'=1"])
def test_what_becomes_a_formula_in_some_spreadsheets_is_pointed_out(title: str) -> None:
    article = Article(article_file(Publication(id="x"), *(Event(id="e", title=title),)))
    (hint,) = write(article, "events").hints
    assert hint.startswith("events: 1 cells ")
    harmless = Article(article_file(Publication(id="x"), *(Event(id="e", title="a; b – c = d, e-mail"),)))
    assert write(harmless, "events").hints == ()
