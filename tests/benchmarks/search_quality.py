"""How often each way of searching puts the right item first, class by class, on the same items and queries.

python tests/benchmarks/search_quality.py             each article's items among 10,000 unrelated towns
python tests/benchmarks/search_quality.py --towns 0   alone, or among as many as wanted
python tests/benchmarks/search_quality.py --write     put the table into the manual

The others are given names alone, and names together with prose; what each does better with counts, class by class.
Textual's Matcher has names alone: on prose its time grows without bounds.
"""

import os
import signal
import sqlite3
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1] / "search"))  # judged_queries.py, which tests share
sys.path.insert(0, str(Path(__file__).parents[1]))  # markdown_parts.py, the same
sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

from judged_queries import CASPIAN, ZENN, JudgedQuery, article, in_latin_only, judged_queries, places

from kztui.search.entries import IndexEntry, entries
from kztui.search.index import Index
from markdown_parts import MANUAL, write_part

FILES = (("queries.tsv", ZENN), ("held_out.tsv", ZENN), ("caspian.tsv", CASPIAN))
LATIN = "script, items in Latin only"
CLASSES = ("exact", "prefix", "abbrev", "typo", "translit", "script", "order", "body", "subseq", LATIN)
TOWNS = 10_000
PATIENCE = 2.0
"""Seconds after which a query counts as not answered."""
FIRST = 5

Search = Callable[[str], Sequence[int]]
"""From a query to the numbers of entries, best first."""
Texts = list[tuple[str, int]]
"""What is searched, each with the number of its entry."""


def texts_of(listed: Sequence[IndexEntry], prose: bool) -> Texts:
    """Every name on its own, and every piece of prose where wanted."""
    return [
        (text.replace("\n", " "), number)
        for number, entry in enumerate(listed)
        for text in ((*entry.names, *entry.prose) if prose else (entry.names or (entry.label,)))
    ]


def kztui(listed: Sequence[IndexEntry]) -> Search:
    """Ours, through the one function that the finder and the command call."""
    built = Index(listed)
    built.prepare()
    number_of = {entry.target: number for number, entry in enumerate(listed)}
    return lambda query: [number_of[result.target] for result in built.find(query).results]


def wratio(texts: Texts) -> Search:
    """rapidfuzz's best all-round measure."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - each way brings in its own

    choices = [utils.default_process(text) for text, _number in texts]

    def search(query: str) -> list[int]:
        found = process.extract(utils.default_process(query), choices, scorer=fuzz.WRatio, limit=50)
        return [texts[at][1] for _text, _score, at in found]

    return search


def matcher(texts: Texts) -> Search:
    """What Textual's command palette does."""
    from textual.fuzzy import Matcher  # noqa: PLC0415 - each way brings in its own

    def search(query: str) -> list[int]:
        match = Matcher(query).match
        scored = [(-match(text), at) for at, (text, _number) in enumerate(texts)]
        return [texts[at][1] for score, at in sorted(scored) if score]

    return search


def fzf(texts: Texts) -> Search:
    """fzf as a filter; its time holds the start of a process for each query."""
    lines = "\n".join(f"{at}\t{text}" for at, (text, _number) in enumerate(texts))
    command = ("fzf", "--delimiter", "\t", "--nth", "2..", "--filter")
    env = {name: value for name, value in os.environ.items() if not name.startswith("FZF")}

    def search(query: str) -> list[int]:
        done = subprocess.run((*command, query), input=lines, env=env, capture_output=True, text=True, check=False)
        return [texts[int(line.partition("\t")[0])][1] for line in done.stdout.splitlines()]

    return search


def trigram(texts: Texts) -> Search:
    """SQLite's full-text index of trigrams: all words, or else any trigram of them."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='trigram')")
    database.executemany(
        "INSERT INTO texts(rowid, text) VALUES (?, ?)", ((at, text) for at, (text, _n) in enumerate(texts))
    )
    ask = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 50"

    def rows(parts: Sequence[str], joined: str) -> list[int]:
        match = joined.join('"{}"'.format(part.replace('"', '""')) for part in parts)
        return [texts[at][1] for (at,) in database.execute(ask, (match,))] if parts else []

    def search(query: str) -> list[int]:
        said = [word for word in query.split() if len(word) > 2]
        parts = [query[at : at + 3] for at in range(len(query) - 2)]
        return rows(said, " AND ") or rows(parts, " OR ")

    return search


class OutOfPatienceError(Exception):
    """A query took too long."""


@contextmanager
def patience() -> Iterator[None]:
    """Give up on what runs within after a while."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise OutOfPatienceError

    signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class Tally:
    """How one way of searching fared, by class: each query's rank (0 where it is not among the first), and its time."""

    def __init__(self) -> None:
        self.ranks: dict[str, list[int]] = defaultdict(list)
        self.took: list[float] = []
        self.unanswered = 0

    def ask(self, search: Search, question: JudgedQuery, listed: Sequence[IndexEntry]) -> None:
        numbers: Sequence[int] = ()
        start = perf_counter()
        try:
            with patience():
                numbers = search(question.query)
        except OutOfPatienceError:
            self.unanswered += 1
        self.took.append(perf_counter() - start)
        best = list(dict.fromkeys(numbers))[:FIRST]
        ranks = (rank for rank, at in enumerate(best, 1) if question.means(listed[at].label, listed[at].names))
        self.ranks[question.sort].append(next(ranks, 0))

    def first(self, sort: str) -> float:
        """The share of a class's queries whose right item came first."""
        return sum(rank == 1 for rank in self.ranks[sort]) / len(self.ranks[sort])

    def among_first(self) -> float:
        """The share of all queries whose right item was among the first few."""
        every = [rank for ranks in self.ranks.values() for rank in ranks]
        return sum(map(bool, every)) / len(every)


OTHERS: dict[str, tuple[Callable[[Texts], Search], bool]] = {
    "rapidfuzz WRatio": (wratio, True),
    "Textual Matcher": (matcher, False),
    "fzf --filter": (fzf, True),
    "SQLite FTS5 trigram": (trigram, True),
}
"""Each with whether it is tried on prose."""


def rounds(towns: int) -> Iterator[tuple[list[IndexEntry], list[JudgedQuery]]]:
    """Items and what to ask of them: each file, and what it asks in other scripts once more where no item has any."""
    for file, path in FILES:
        own, questions = list(entries(article(path))), judged_queries(file)
        beside = places(towns) if towns else ()
        yield [*own, *beside], questions
        again = [question._replace(sort=LATIN) for question in questions if question.sort == "script"]
        yield [*in_latin_only(own), *beside], again


def tallies(towns: int) -> dict[str, list[Tally]]:
    """Every way of searching, asked everything; the others on names, and on names with prose."""
    found = {"kztui": [Tally()], **{name: [Tally() for _ in range(1 + prose)] for name, (_, prose) in OTHERS.items()}}
    for listed, questions in rounds(towns):
        for name, tries in found.items():
            print(f"{len(questions)} queries: {name}", file=sys.stderr)
            for prose, tally in enumerate(tries):
                search = OTHERS[name][0](texts_of(listed, bool(prose))) if name in OTHERS else kztui(listed)
                for question in questions:
                    tally.ask(search, question, listed)
    return found


def table(found: dict[str, list[Tally]]) -> str:
    """One Markdown table: a row for each class, a column for each way."""
    lines = ["| right item first, % | " + " | ".join(found) + " |", "| --- |" + " ---: |" * len(found)]
    for sort in CLASSES:
        shares = {name: max(tally.first(sort) for tally in both) for name, both in found.items()}
        count = len(found["kztui"][0].ranks[sort])
        cells = (
            f"**{100 * share:.0f}**" if share == max(shares.values()) else f"{100 * share:.0f}"
            for share in shares.values()
        )
        lines.append(f"| {sort} ({count}) | " + " | ".join(cells) + " |")
    five = (f"{100 * max(tally.among_first() for tally in both):.0f}" for both in found.values())
    lines.append("| all, among the first five | " + " | ".join(five) + " |")
    for words, share in (("median", 0.5), ("slowest in a hundred", 0.99)):
        times = (statistics.quantiles(both[-1].took, n=1000)[int(share * 1000) - 1] * 1000 for both in found.values())
        lines.append(f"| ms a query, {words} | " + " | ".join(f"{took:.1f}" for took in times) + " |")
    unanswered = (both[-1].unanswered for both in found.values())
    lines.append(f"| not answered in {PATIENCE:g} s | " + " | ".join(map(str, unanswered)) + " |")
    return "\n".join(lines)


def leads(found: dict[str, list[Tally]]) -> bool:
    """Whether ours is first, or among the first, in every class."""
    ours, *others = found.values()
    return all(ours[0].first(sort) >= max(t.first(sort) for both in others for t in both) for sort in CLASSES)


def main(arguments: list[str]) -> int:
    """Measure and print; the exit code says whether ours leads in every class."""
    towns = int(arguments[arguments.index("--towns") + 1]) if "--towns" in arguments else TOWNS
    found = tallies(towns)
    text = table(found)
    print(text)
    if "--write" in arguments:
        write_part(MANUAL / "measurements.md", "search", text)
    return 0 if leads(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
