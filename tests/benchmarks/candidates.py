"""How many of the actors, places, dates and claims of invented articles are found, and how much is found that is none.

python tests/benchmarks/candidates.py           beside the rules before there was a gazetteer, and dateparser's search
python tests/benchmarks/candidates.py --write   put the table into the manual

The articles and what is right are in tests/importing/gold; rules are never tuned to them, so no misses are printed.
"""

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # markdown_parts.py, which tests share
TREE = Path(os.environ.get("KZTUI_TREE") or Path(__file__).parents[2])
sys.path.insert(0, str(TREE))  # kztui of this checkout, or of an earlier one

import tomli  # noqa: E402 - after the path

from kztui.article.dates import parse  # noqa: E402 - after the path
from markdown_parts import MANUAL, write_part  # noqa: E402 - after the path

GOLD = Path(__file__).parents[1] / "importing" / "gold"
BEFORE = "4d844d0"
"""The commit before candidates had a gazetteer."""
SEASONS = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11")}
Found = dict[str, Any]


class Score(NamedTuple):
    """How many right ones were found, how many were found in all, and how many there are."""

    right: int
    found: int
    there: int

    def __add__(self, other: "Score") -> "Score":  # type: ignore[override]  # a sum of scores, not a longer tuple
        return Score(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 0.0


def paragraphs_of(path: Path) -> list[str]:
    blocks = path.with_suffix(".txt").read_text("utf-8").strip().split("\n\n")
    return [block for block in blocks if not block.startswith("## ")]


def predicted(path: Path, published: str, language: str) -> Found:
    """What kztui finds in an article, as plain data."""
    from kztui.importing.candidates import Candidates  # noqa: PLC0415 - of the tree that is measured
    from kztui.importing.dates import find_dates  # noqa: PLC0415 - the same

    paragraphs = paragraphs_of(path)
    earlier = "KZTUI_TREE" in os.environ
    candidates: Any = Candidates(paragraphs) if earlier else Candidates(paragraphs, language)
    found: Found = {
        f"{kind}s": [[one.name, *one.aliases] for one in candidates.of_kind(kind)] for kind in ("actor", "place")
    }
    found["dates"], found["claims"] = [], []
    for number, text in enumerate(paragraphs, 1):
        dates = find_dates(text, published[:4]) if earlier else find_dates(text, published, language)
        found["dates"] += [(number, date.edtf) for date in dates]
    if not earlier:
        found["claims"] = list(_claims(paragraphs, candidates, published, language))
    return found


def _claims(paragraphs: list[str], candidates: Any, published: str, language: str) -> Iterator[dict[str, Any]]:
    from kztui.article.quotes import quoted_span  # noqa: PLC0415 - of the tree that is measured
    from kztui.importing.claims import find_claims  # noqa: PLC0415 - the same

    for claim in find_claims(paragraphs, candidates, published, language):
        start, end = quoted_span(claim.quote, paragraphs[claim.paragraph - 1])
        source = [claim.source.name, *claim.source.aliases] if claim.source else []
        yield {
            "kind": claim.kind,
            "paragraph": claim.paragraph,
            "span": (start, end),
            "value": claim.value,
            "unit": claim.unit,
            "source": source,
        }


def before() -> Callable[[Path, str, str], Found]:
    """The same of the commit before, in a process of its own."""
    folder = Path(tempfile.mkdtemp(prefix="kztui-before-"))
    archive = subprocess.run(["git", "archive", BEFORE, "kztui"], cwd=TREE, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder)  # noqa: S202 - our own commit

    def find(path: Path, published: str, language: str) -> Found:
        command = [sys.executable, __file__, "--predict", str(path), published, language]
        env = {**os.environ, "KZTUI_TREE": str(folder)}
        return dict(json.loads(subprocess.run(command, env=env, capture_output=True, check=True).stdout))

    return find


def searched(path: Path, published: str, language: str) -> Found:
    """What dateparser's search finds, with the publication as its base."""
    from dateparser.search import search_dates  # type: ignore[import-untyped]  # noqa: PLC0415 - it ships no types

    settings = {"RELATIVE_BASE": datetime.fromisoformat(published)}
    moments = []
    for number, text in enumerate(paragraphs_of(path), 1):
        for _words, moment in search_dates(text, languages=[language], settings=settings) or ():
            moments.append((number, f"{moment:%Y-%m-%d}"))
    return {"moments": moments}


def plain(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.lower().replace("’", "'").replace(".", "").split()).removeprefix("the ")


def names(found: Iterable[list[str]], gold: list[dict[str, Any]]) -> Score:
    """Candidates against the names that are there; a second candidate for one is one too many."""
    by_name = {plain(name): entry for entry in gold for name in (entry["name"], *entry["aliases"])}
    right: set[str] = set()
    wrong = 0
    for listed in found:
        entries = [by_name[plain(name)] for name in listed if plain(name) in by_name]
        if not entries or (entries[0]["name"] in right and not entries[0].get("optional")):
            wrong += 1
        elif not entries[0].get("optional"):
            right.add(entries[0]["name"])
    return Score(len(right), len(right) + wrong, sum(not entry.get("optional") for entry in gold))


def as_months(edtf: str) -> str:
    """A season as its months, and without the mark that “early” and “late” leave, as the gold has them."""
    edtf = edtf.replace("~", "")
    year, _, season = edtf.partition("-")
    return f"{year}-{SEASONS[season][0]}/{year}-{SEASONS[season][1]}" if season in SEASONS else edtf


def dates(found: Iterable[tuple[int, str]], gold: list[dict[str, Any]], within: bool = False) -> Score:
    """Dates against those that are there; `within`: a day counts as right within the gold's date."""
    left = [(entry["paragraph"], as_months(entry["date"])) for entry in gold]
    there, right, count = len(left), 0, 0
    for paragraph, edtf in found:
        count += 1
        for one in left:
            if one[0] == paragraph and (as_months(edtf) == one[1] or (within and _covers(one[1], edtf))):
                left.remove(one)
                right += 1
                break
    return Score(right, count, there)


def _covers(edtf: str, day: str) -> bool:
    known, moment = parse(edtf), parse(day)
    return bool(
        known.earliest and known.latest and known.earliest <= (moment.earliest or known.earliest) <= known.latest
    )


def claims(found: list[dict[str, Any]], gold: list[dict[str, Any]], paragraphs: list[str]) -> tuple[Score, Score]:
    """Claims against those that are there, and of the claims found how many sources are right."""
    right = sources = sourced = 0
    for entry in gold:
        start = paragraphs[entry["paragraph"] - 1].index(entry["text"])
        end = start + len(entry["text"].rstrip(" .,;:!?”\"'’"))
        fitting = [
            one
            for one in found
            if one["kind"] == entry["kind"]
            and one["paragraph"] == entry["paragraph"]
            and one["span"][0] <= start + 1
            and end - 1 <= one["span"][1]
            and (entry["kind"] != "figure" or _same_figure(one, entry))
        ]
        right += bool(fitting)
        if fitting and entry.get("source"):
            sourced += 1
            sources += any(plain(entry["source"]) in map(plain, one["source"]) for one in fitting)
    return Score(right, len(found), len(gold)), Score(sources, sourced, sourced)


def _same_figure(one: dict[str, Any], entry: dict[str, Any]) -> bool:
    units = [str(unit).lower().rstrip("s") for unit in (one["unit"], entry["unit"])]
    same = units[0] in units[1] or units[1] in units[0] or {*units} <= {"%", "percent", "per cent"}
    return bool(same) and one["value"] == entry["value"]


def row(name: str, find: Callable[[Path, str, str], Found]) -> list[str]:
    """One way of finding candidates as cells of the table: its scores over all articles."""
    total: dict[str, Score] = {}
    for path in sorted(GOLD.glob("*.toml")):
        gold = tomli.loads(path.read_text("utf-8"))
        found = find(path, gold["published"], gold["language"])
        scores: dict[str, Score] = {}
        if "moments" in found:
            scores["dates"] = dates(found["moments"], gold["dates"], within=True)
        else:
            scores = {kind: names(found[kind], gold[kind]) for kind in ("actors", "places")}
            scores["dates"] = dates([tuple(date) for date in found["dates"]], gold["dates"])
        if found.get("claims"):
            scores["claims"], scores["sources"] = claims(found["claims"], gold["claims"], paragraphs_of(path))
        for kind, score in scores.items():
            total[kind] = total.get(kind, Score(0, 0, 0)) + score
    shown = {kind: f"{one.f1:.2f} ({one.precision:.2f}, {one.recall:.2f})" for kind, one in total.items()}
    shown |= {
        kind: f"{one.recall:.2f} ({one.precision:.2f})" for kind, one in total.items() if kind in {"dates", "claims"}
    }
    shown["sources"] = f"{total['sources'].recall:.2f}" if "sources" in total else ""
    return [name, *(shown.get(kind, "") for kind in ("actors", "places", "dates", "claims", "sources"))]


HEAD = (
    "",
    "actors: F1 (precision, recall)",
    "places: the same",
    "dates: recall (precision)",
    "claims: the same",
    "their sources",
)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    if arguments[:1] == ["--predict"]:
        print(json.dumps(predicted(Path(arguments[1]), arguments[2], arguments[3])))
        return 0
    ways = {"kztui": predicted, "kztui before the gazetteer": before(), "dateparser’s search_dates": searched}
    lines = [f"| {' | '.join(HEAD)} |", "| --- |" + " ---: |" * (len(HEAD) - 1)]
    lines += [f"| {' | '.join(row(name, find))} |" for name, find in ways.items()]
    text = "\n".join(lines)
    print(text)
    if "--write" in arguments:
        write_part(MANUAL / "measurements.md", "candidates", text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
