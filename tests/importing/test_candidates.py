"""Candidates for actors, places and terms in several languages, each thing once under its basic name."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from kztui.importing.candidates import CANDIDATE_KINDS, Candidates
from kztui.importing.claims import find_claims
from kztui.importing.events import find_events
from kztui.importing.language import certain_language, language_of

LINES = Path(__file__).with_name("candidates.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize("row", ROWS, ids=[row[1][:40] for row in ROWS])
def test_names_become_candidates_of_their_kind(row: list[str]) -> None:
    language, text, *columns = row
    candidates = Candidates([text], language)
    for kind, column in zip(CANDIDATE_KINDS, columns, strict=True):
        names = set(column.removeprefix("*").removeprefix("-").split(";")) - {""}
        found = [candidate.name for candidate in candidates.of_kind(kind)]
        assert len(found) == len(set(found))
        assert (names <= set(found)) if column.startswith("*") else (names == set(found)), kind


def test_a_title_is_a_role_and_other_forms_are_aliases() -> None:
    candidates = Candidates(["Governor Anselm Rook spoke. Rook left with the Farmers’ League (FL)."])
    rook, league = candidates.of_kind("actor")
    assert (rook.name, list(rook.roles), rook.actor_kind()) == ("Anselm Rook", ["Governor"], "person")
    assert {"Rook", "Governor Anselm Rook"} <= set(rook.aliases)
    assert (league.name, list(league.aliases), league.actor_kind()) == ("Farmers’ League", ["FL"], "organisation")


def test_each_mention_is_known_with_its_place() -> None:
    texts = ["Nobody.", "Марат Оспанов прибыл. Оспанова ждали."]
    mentions = Candidates(texts, "ru").mentions_in(2)
    assert [texts[1][one.start : one.end] for one in mentions] == ["Марат Оспанов", "Оспанова"]
    assert mentions[0].candidate is mentions[1].candidate


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        ("The mill was shut and the men went to the sea.", "", "en"),
        ("Завод закрыли, и люди ушли к морю.", "en", "ru"),
        ("Die Mühle wurde geschlossen und die Männer gingen an das Meer.", "en-US", "de"),
        ("Kvarnen stängdes och männen gick till havet.", "sv", "sv"),
        ("Диірмен жабылып, ерлер теңізге кетті.", "", "kk"),
        ("3 + 4", "", ""),
    ],
)
def test_a_language_is_the_stated_one_unless_the_text_is_plainly_in_another(
    text: str, stated: str, language: str
) -> None:
    assert language_of(text, stated) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The board met in March and gave most of its money to the survey of two quays. " * 5, "en"),
        ("Der Rat kam im März zusammen und gab das Geld für die Kais nicht mit der Mehrheit aus. " * 5, "de"),
        ("委员会三月开会，把大部分经费用于两个码头的勘察。" * 6, "zh"),
        ("Las juntas del puerto no dijeron más, pero fue por la niebla que los barcos no salieron. " * 4, "es"),
        (
            "Rådet gav ikke penge til kajerne, og det blev efter mødet også sagt af de fleste på havnen. " * 4,
            "",
        ),  # Danish or Norwegian
        ("The board met in March.", ""),
        ("Dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore. " * 9, ""),
        ("The board met in March and gave most of its money away. Der Rat gab das Geld nicht mit Freude aus. " * 6, ""),
    ],
)
def test_a_language_that_no_page_states_is_written_where_it_is_certain(text: str, language: str) -> None:
    assert certain_language(text) == language


SLOW: dict[str, Callable[[int], list[str]]] = {
    "names": lambda size: [" and then ".join(f"Xa{number}b met" for number in range(size // 14))],
    "surnames": lambda size: [". ".join(f"Then A{number}e Smith said no" for number in range(size // 24))],
    "dates": lambda size: ["in May and " * (size // 11)],
    "a word": lambda size: ["A" * size],
}


@pytest.mark.parametrize("kind", SLOW)
def test_with_each_doubling_of_the_text_it_takes_at_most_2_6_times_as_long(kind: str) -> None:
    def took(size: int) -> float:
        texts = SLOW[kind](size)
        start = process_time()
        candidates = Candidates(texts)
        find_events(texts, candidates, "2013-09-04")
        find_claims(texts, candidates, "2013-09-04")
        return process_time() - start

    once, fourfold = (min(took(size + attempt) for attempt in range(3)) for size in (4_000, 16_000))
    assert fourfold < 2.6**2 * once + 0.02


def test_an_event_after_the_publication_is_foreseen() -> None:
    texts = ["The dam broke in 2011. It will be built again next year."]
    events = find_events(texts, Candidates(texts), "2013-09-04")
    assert [(event.date, event.foreseen) for event in events] == [("2011", False), ("2014", True)]
