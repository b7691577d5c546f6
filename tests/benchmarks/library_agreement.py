"""Whether PostgreSQL answers as tantivy does: how many of 1,000 queries have the same top ten, and how long they take.

python tests/benchmarks/library_agreement.py FOLDER         300 articles of 100 items, written into FOLDER
python tests/benchmarks/library_agreement.py FOLDER 1000    another number

The server is Debian's, in a folder of its own; at least 99 of 100 must agree. The index of tantivy goes into the cache
folder: XDG_CACHE_HOME=FOLDER.cache keeps it apart from your own.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the server of the tests
sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

from invented_articles import WAYS, Inventor, write_library
from library_speed import EACH, SEED, LibraryQuery, at, queries, timed

from kztui.library.library_index import LibraryIndex, open_index
from kztui.library.opening import connect, open_index_at
from kztui.library.postgres import push
from kztui.library.postgres.connection import PostgresDatabase
from postgres_server import running_server

ARTICLES = 300
TOP = 10
BUDGET = 0.99
"""Of all queries, that have the same top ten."""


def answers(index: LibraryIndex, asked: list[LibraryQuery]) -> tuple[list[list[str]], list[float]]:
    """The top ten of each query, and how many milliseconds it took with its first twenty results."""
    found, times = [], []
    for query in asked:
        start = time.perf_counter()
        results = list(index.find(query.text, limit=20).results)
        times.append(1000 * (time.perf_counter() - start))
        found.append([result.target for result in results[:TOP]])
    return found, times


def compare(folder: Path, url: str) -> bool:
    """Ask both the same, and say how far they agree; whether that is enough."""
    local, shared = open_index(folder), open_index_at(connect(url))
    asked = list(queries(local))
    random.Random(SEED).shuffle(asked)  # noqa: S311 - the same order each time
    here, times_here = answers(local, asked)
    there, times_there = answers(shared, asked)
    agree = Counter(query.way for query, one, other in zip(asked, here, there, strict=True) if one == other)
    for way in WAYS:
        print(f"the same top ten, {way:9} {100 * agree[way] / EACH:5.1f} %")
    for query, one, other in zip(asked, here, there, strict=True):
        if one != other:
            print(f"not of {query.text!r} ({query.way}): {one} and {other}")
    for name, times in (("tantivy", times_here), ("PostgreSQL", times_there)):
        print(f"search, {name:10} p50 {at(times, 0.5):6.1f} ms   p99 {at(times, 0.99):6.1f} ms")
    share = agree.total() / len(asked)
    print(f"the same top ten: {agree.total():,} of {len(asked):,}, {100 * share:.1f} % (budget {100 * BUDGET:.0f} %)")
    return share >= BUDGET


def main(folder: Path, articles: int) -> int:
    """Write the library into the folder, index it twice, and compare; the exit code."""
    write_library(folder, articles, Inventor())
    index = open_index(folder)
    timed(f"{articles:,} articles indexed", lambda: index.is_fresh() or index.update())
    index.close()
    with running_server() as server:
        url = server.new_database()
        database = PostgresDatabase(url, writing=True)
        timed("written into PostgreSQL", lambda: push.write_library(folder, database, lambda _done, _total: None))
        database.close()
        return 0 if compare(folder, url) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES))
