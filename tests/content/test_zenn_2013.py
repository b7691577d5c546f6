"""The first article's content against a list of its figures, dates and statements, made by a second reading."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kztui.article import links
from kztui.article.article import Article
from kztui.article.kinds.actor import Actor
from kztui.article.kinds.claim import Claim
from kztui.article.kinds.event import Event
from kztui.article.kinds.item import Item
from kztui.article.kinds.place import Place
from kztui.article.kinds.term import Term
from kztui.files.check import check_paths
from kztui.files.load import load

CONTENT = Path(__file__).parents[2] / "content" / "zenn-2013"
FIGURES = Path(__file__).with_name("figures.tsv")
PARAGRAPHS = range(1, 14)
Row = dict[str, str]


@cache
def zenn() -> Article:
    return load(CONTENT).article


def rows() -> list[Row]:
    """One row for each figure, date and attributed statement of the original; the file's head tells which is which."""
    with FIGURES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", strict=True))


def figures() -> list[Row]:
    return [row for row in rows() if row["value"]]


def statements() -> list[Row]:
    return [row for row in rows() if row["by"] and not row["value"]]


def happenings() -> list[Row]:
    return [row for row in rows() if not row["by"]]


def stands_in(row: Row, item: Item) -> bool:
    """Whether the item names the row's paragraph; a row without one is from the page around the article."""
    return int(row["paragraph"]) in item.numbers if row["paragraph"] else not item.numbers


def speaks_of(row: Row, item: Item) -> bool:
    """Whether the item has every word by which the row says what it is about."""
    said = " ".join((item.caption, *map(links.plain, item.prose))).casefold()
    return all(word in said for word in row["what"].casefold().split())


def agrees(row: Row, item: Event | Claim) -> bool:
    return item.date == row["date"] and stands_in(row, item) and speaks_of(row, item)


def said_so(row: Row, claim: Claim) -> bool:
    return agrees(row, claim) and zenn().caption(claim.by) == row["by"]


def states(row: Row, claim: Claim) -> bool:
    figure = claim.kind == "figure" and str(claim.value) == row["value"] and row["unit"] in claim.unit
    return figure and said_so(row, claim)


def says(row: Row, claim: Claim) -> bool:
    return claim.kind == "statement" and said_so(row, claim)


def texts(article: Article) -> Iterator[tuple[str, str]]:
    for item in article.items.values():
        for text in item.prose:
            yield item.id, text


def dated(article: Article) -> list[Event | Claim]:
    every: list[Event | Claim] = [*article.events, *article.of(Claim)]
    return [item for item in every if item.date]


def named(row: Row) -> str:
    return " ".join(filter(None, row.values()))


@pytest.mark.parametrize("row", figures(), ids=named)
def test_each_figure_of_the_original_is_one_claim(row: Row) -> None:
    assert len([claim.id for claim in zenn().of(Claim) if states(row, claim)]) == 1


@pytest.mark.parametrize("row", statements(), ids=named)
def test_each_statement_of_the_original_is_one_claim(row: Row) -> None:
    assert len([claim.id for claim in zenn().of(Claim) if says(row, claim)]) == 1


@pytest.mark.parametrize("row", happenings(), ids=named)
def test_each_date_of_the_original_has_its_event_or_claim(row: Row) -> None:
    assert [item.id for item in dated(zenn()) if agrees(row, item)]


def test_no_figure_or_statement_is_claimed_that_the_original_lacks() -> None:
    claims = [claim for claim in zenn().of(Claim) if claim.kind in {"figure", "statement"}]
    assert claims
    assert [claim.id for claim in claims if not any(states(row, claim) or says(row, claim) for row in rows())] == []


def test_figures_alone_have_values() -> None:
    claims = zenn().of(Claim)
    assert [claim.id for claim in claims if (claim.kind == "figure") != (claim.value is not None)] == []


def test_no_date_is_given_that_the_original_lacks() -> None:
    items = dated(zenn())
    known = {(row["paragraph"], row["date"]) for row in rows()}
    unknown = [
        item.id
        for item in items
        if not any((number, item.date) in known for number in (map(str, item.numbers) if item.numbers else [""]))
    ]
    assert items
    assert unknown == []


def test_check_finds_nothing() -> None:
    assert check_paths([CONTENT]) == []


def test_all_paragraphs_are_there_each_with_its_own_fingerprint() -> None:
    paragraphs = zenn().paragraphs
    assert list(paragraphs) == list(PARAGRAPHS)
    fingerprints = [paragraph.fingerprint for paragraph in paragraphs.values()]
    assert [mark for mark in fingerprints if not re.fullmatch(r"[0-9a-f]{16}", mark)] == []
    assert len(set(fingerprints)) == len(PARAGRAPHS)


def test_paragraphs_that_items_name_exist() -> None:
    article = zenn()
    cited = {number for item in article.items.values() for number in item.numbers}
    cited |= {number for actor in article.of(Actor) for relation in actor.relations for number in relation.paragraphs}
    assert cited == set(PARAGRAPHS)


@pytest.mark.parametrize("number", PARAGRAPHS)
def test_a_paragraph_links_to_just_the_events_actors_and_places_that_name_it(number: int) -> None:
    article = zenn()
    reached = {target: article.items[target] for target in links.targets(article.paragraphs[number].text)}
    linked = {target for target, item in reached.items() if isinstance(item, Event | Actor | Place)}
    assert linked == {
        item.id for item in article.items.values() if isinstance(item, Event | Actor | Place) and number in item.numbers
    }


@pytest.mark.parametrize("number", PARAGRAPHS)
def test_a_paragraph_links_to_no_term_or_claim_that_does_not_name_it(number: int) -> None:
    article = zenn()
    reached = [article.items[target] for target in links.targets(article.paragraphs[number].text)]
    assert reached
    assert [item.id for item in reached if number not in item.numbers] == []


def test_each_term_is_linked_from_a_paragraph_that_uses_it() -> None:
    article = zenn()
    used = {
        target
        for number, paragraph in article.paragraphs.items()
        for target in links.targets(paragraph.text)
        if number in article.items[target].numbers
    }
    assert [term.id for term in article.of(Term) if term.id not in used] == []


def test_each_claim_is_linked_from_a_text() -> None:
    article = zenn()
    reached = {target for _, text in texts(article) for target in links.targets(text)}
    assert [claim.id for claim in article.of(Claim) if claim.id not in reached] == []


def test_statements_name_their_speaker_and_all_claims_their_source() -> None:
    article = zenn()
    assert [claim.id for claim in article.of(Claim) if not claim.by] == []
    assert [claim.id for claim in article.of(Claim) if claim.kind == "statement" and claim.by == "zenn"] == []


def test_what_is_foreseen_has_not_happened_by_the_day_of_publication() -> None:
    article = zenn()
    foreseen = {event.id for event in article.events if event.foreseen}
    assert {"us-withdrawal", "rebel-victory", "syrian-war-end", "jihadists-return"} <= foreseen
    assert [event.id for event in article.events if event.foreseen and event.date and event.date < "2013-09-04"] == []


def test_relations_say_where_the_article_says_so() -> None:
    article = zenn()
    without = {
        actor.id
        for actor in article.of(Actor)
        for relation in actor.relations
        if not relation.paragraphs or not set(relation.paragraphs) <= set(actor.paragraphs)
    }
    # the publisher stands on the page around the article
    assert without == {"caci-srsp"}


def test_signs_are_typographic() -> None:
    assert [(place, text) for place, text in texts(zenn()) if re.search(r"[\"']| - |\.\.\.", links.plain(text))] == []
