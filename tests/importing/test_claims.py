"""Candidates for claims: figures with a unit, reported speech, forecasts, and the words that make them."""

from pathlib import Path

import pytest

from kztui.article.quotes import quoted_words
from kztui.importing.candidates import Candidates
from kztui.importing.claims import ClaimCandidate, find_claims

LINES = Path(__file__).with_name("claims.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if not line.startswith("#")]


def shown(claim: ClaimCandidate) -> str:
    parts = (
        claim.kind,
        "" if claim.value is None else str(claim.value),
        claim.unit,
        claim.source and claim.source.name,
    )
    return ":".join((part or "-").replace(" ", "_") for part in parts)


@pytest.mark.parametrize(("language", "text", "claims"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_claims_of_a_sentence(language: str, text: str, claims: str) -> None:
    found = find_claims([text], Candidates([text]), "2013-09-04", language)
    assert (" ".join(map(shown, found)) or "-") == claims


def test_a_claim_is_quoted_by_its_sentence_and_he_is_who_spoke_before() -> None:
    text = "The mayor, Anselm Rook, said that the pump was lost. He added that Dr. Weiss had 30 more. It rained."
    found = find_claims([text], Candidates([text]), "")
    assert [(one.kind, one.source and one.source.name) for one in found][:1] == [("statement", "Anselm Rook")]
    assert {one.source and one.source.name for one in found} == {"Anselm Rook"}
    assert quoted_words(found[-1].quote, text) == "He added that Dr. Weiss had 30 more"


def test_a_quotation_of_several_sentences_is_one_statement_and_what_follows_in_quotation_marks_another() -> None:
    text = "“We have no water. Nobody helps,” said Petra Lind of the Water Board. “We wait.” The board said no more."
    found = find_claims([text], Candidates([text]), "")
    assert [quoted_words(one.quote, text) for one in found] == [
        "We have no water. Nobody helps,” said Petra Lind of the Water Board",
        "We wait",
        "The board said no more",
    ]
    assert [one.source and one.source.name for one in found] == ["Petra Lind", "Petra Lind", "Water Board"]
