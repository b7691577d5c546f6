"""What a library costs: to index it, to index one changed article, to search it, and how much memory that takes.

python tests/benchmarks/library_speed.py FOLDER                 10,000 articles of 100 items, written into FOLDER
python tests/benchmarks/library_speed.py FOLDER 300             another number
python tests/benchmarks/library_speed.py FOLDER 300 --quality   first hits, against one index in memory

The index goes into the cache folder: XDG_CACHE_HOME=FOLDER.cache keeps it apart from your own.
"""

import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

from invented_articles import ITEMS, WAYS, Inventor, typed, write_library
from msgspec.structs import replace

from kztui.library.catalogue import open_library
from kztui.library.library_index import LibraryIndex, open_index
from kztui.search.entries import IndexEntry, entries
from kztui.search.index import Index
from kztui.search.results import SearchResults

ARTICLES = 10_000
EACH = 200
"""Queries of each way of typing."""
SEED = 19


class LibraryQuery(NamedTuple):
    """What is typed, in which way, and the name of the item that is meant."""

    text: str
    way: str
    name: str


def resident() -> float:
    """Megabytes of this process that are in memory now, without pages of files that are mapped."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def queries(index: LibraryIndex) -> Iterator[LibraryQuery]:
    """Names of items that are there, drawn at random, as people type them."""
    assert index.engine
    chance = random.Random(SEED)  # noqa: S311 - the same queries each time
    numbers = [article.number for article in index.engine.store.articles().values() if article.number]
    for way in WAYS:
        found = 0
        while found < EACH:
            number = chance.choice(numbers) * (1 << 20) + chance.randrange(ITEMS)
            item = index.engine.items([number]).get(number)
            if item is not None and item.kind in {"actor", "place", "event"}:
                found += 1
                yield LibraryQuery(typed(item.names[0], way, chance), way, item.names[0])


def times(index: LibraryIndex, asked: list[LibraryQuery]) -> dict[str, list[float]]:
    """Milliseconds of each search with its first twenty results, by way of typing."""
    found: dict[str, list[float]] = defaultdict(list)
    for query in asked:
        start = time.perf_counter()
        list(index.find(query.text, limit=20).results)
        found[query.way].append(1000 * (time.perf_counter() - start))
    return found


def at(values: list[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def timed(what: str, done: Callable[[], object]) -> None:
    """Say how many seconds and how much processor time of this process something takes."""
    start, spent = time.perf_counter(), time.process_time()
    done()
    print(f"{what}: {time.perf_counter() - start:.2f} s, {time.process_time() - spent:.2f} s of this process")


def measure_speed(folder: Path, index: LibraryIndex) -> None:
    """Indexing one change, searching here and in a process of its own, memory."""
    timed("fresh, nothing changed", index.is_fresh)
    changed = next(folder.iterdir()) / "article.toml"
    changed.write_text(changed.read_text(encoding="utf-8") + f"# {time.time_ns()}\n", encoding="utf-8")
    timed("one article changed", index.update)
    index.close()
    timed("opened", index.load)
    asked = list(queries(index))
    random.Random(SEED).shuffle(asked)  # noqa: S311 - as above
    by_way = times(index, asked)
    every = [value for values in by_way.values() for value in values]
    for way, values in {"all": every, **by_way}.items():
        print(f"search, {way:9} p50 {at(values, 0.5):6.1f} ms   p99 {at(values, 0.99):6.1f} ms")
    print(f"memory while searching: {resident():.0f} MB")
    command = [sys.executable, "-m", "kztui", "library", "search", asked[0].text, "--library", str(folder)]
    timed("search in a process of its own", lambda: subprocess.run(command, check=False, capture_output=True))


def in_memory(folder: Path) -> Index:
    """One index over the items of all articles, under their addresses."""

    def addressed() -> Iterator[IndexEntry]:
        for article in open_library(folder).articles():
            for entry in entries(article):
                yield replace(entry, target=f"{article.publication.id}:{entry.target}")

    return Index(addressed())


def hits(find: Callable[[str], SearchResults], asked: list[LibraryQuery]) -> dict[str, int]:
    """How many queries find an item of the name that is meant first, by way of typing."""
    found: dict[str, int] = defaultdict(int)
    for query in asked:
        first = find(query.text).results[:1]
        found[query.way] += bool(first) and query.name in (first[0].label, *first[0].aliases)
    return found


def measure_quality(folder: Path, index: LibraryIndex) -> None:
    """First hits by way of typing, against the index in memory."""
    asked = list(queries(index))
    here, there = hits(lambda text: index.find(text, limit=20), asked), hits(in_memory(folder).find, asked)
    for way in WAYS:
        print(f"first hit, {way:9} {100 * here[way] / EACH:5.1f} %   in memory {100 * there[way] / EACH:5.1f} %")


def main(folder: Path, articles: int, *, quality: bool) -> None:
    """Write the library, index it, and measure."""
    write_library(folder, articles, Inventor())
    index = open_index(folder)
    timed(f"{articles:,} articles indexed", lambda: index.is_fresh() or index.update())
    (measure_quality if quality else measure_speed)(folder, index)


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(Path(given[0]).resolve(), int(given[1]) if len(given) > 1 else ARTICLES, quality="--quality" in sys.argv)
