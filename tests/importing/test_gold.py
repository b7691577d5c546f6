"""The gold for candidates is well-formed: what it names stands where it says, and its dates are EDTF."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import tomli

from kztui.article import dates

GOLD = sorted((Path(__file__).parent / "gold").glob("*.toml"))


def paragraphs_of(path: Path) -> dict[int, str]:
    blocks = path.with_suffix(".txt").read_text("utf-8").strip().split("\n\n")
    return dict(enumerate((block for block in blocks if not block.startswith("## ")), start=1))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_gold_fits_its_article(path: Path) -> None:
    gold: dict[str, Any] = tomli.loads(path.read_text("utf-8"))
    paragraphs = paragraphs_of(path)
    body = "\n".join(paragraphs.values())
    assert 700 <= len(body.split()) <= 1000
    assert dates.parse(gold["published"]).precision == "day"
    names = [name for entry in gold["actors"] + gold["places"] for name in [entry["name"], *entry["aliases"]]]
    assert len(names) == len(set(names))
    for entry in gold["actors"] + gold["places"]:
        assert any(name in body for name in [entry["name"], *entry["aliases"]]), entry
    assert {entry["kind"] for entry in gold["actors"]} <= {"person", "organisation", "group"}
    for entry in gold["dates"]:
        assert entry["text"] in paragraphs[entry["paragraph"]], entry
        dates.parse(entry["date"])
    actors = {entry["name"] for entry in gold["actors"]}
    for entry in gold["claims"]:
        assert entry["text"] in paragraphs[entry["paragraph"]], entry
        assert entry["kind"] in {"figure", "statement", "forecast"}
        assert (entry["kind"] == "figure") <= ("value" in entry and "unit" in entry), entry
        source = entry.get("source", "")
        assert source in actors or source in body, entry


def test_of_what_is_there_enough_is_found_and_little_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))
    candidates = import_module("candidates")
    total: dict[str, Any] = {}
    for path in GOLD:
        gold = tomli.loads(path.read_text("utf-8"))
        found = candidates.predicted(path, gold["published"], gold["language"])
        scores = {kind: candidates.names(found[kind], gold[kind]) for kind in ("actors", "places")}
        scores["dates"] = candidates.dates(found["dates"], gold["dates"])
        total = {kind: score + total[kind] if total else score for kind, score in scores.items()}
    assert total["actors"].f1 >= 0.6
    assert total["places"].f1 >= 0.8
    assert min(total["dates"].precision, total["dates"].recall) >= 0.75


def test_there_is_gold() -> None:
    assert len(GOLD) >= 3
