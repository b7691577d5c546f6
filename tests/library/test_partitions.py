"""A library beyond one server, by PostgreSQL's own means: partitions on two other servers, and a standby to read from.

The SQL is that of the manual. Only a long form: `KZTUI_LONG=1 python -m pytest -s tests/library/test_partitions.py`
"""

import os
import random
import re
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from kztui.library import library_index
from kztui.library.library_index import LibraryIndex
from kztui.library.opening import connect, open_index_at
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.postgres.push import write_library
from postgres_server import PostgresServer, running_replica, running_server

pytestmark = [pytest.mark.long, pytest.mark.once, pytest.mark.timeout(3_000), pytest.mark.xdist_group("postgres")]
ARTICLES, QUERIES = 100, 200
NAME = "papers"
MANUAL = Path(library_index.__file__).parents[1] / "manual" / "library.md"


def statements() -> list[list[str]]:
    """The statements of the manual for each of the other servers, and for the one that is asked."""
    found = re.findall(r"```sql\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
    on_shard, on_coordinator = (block for block in found if "shard" in block)
    return [[each for each in block.split(";") if each.strip()] for block in (on_shard, on_coordinator)]


def written(folder: Path, server: PostgresServer) -> float:
    """Write the library into the database of a server; how many seconds that takes."""
    database, start = PostgresDatabase(server.url(NAME), writing=True), time.monotonic()
    write_library(folder, database, lambda _done, _total: None)
    database.close()
    return time.monotonic() - start


def top_tens(index: LibraryIndex, queries: list[str], what: str) -> list[list[tuple[str, float]]]:
    """What each query finds, with its scores; says how long that took."""
    times, found = [], []
    for query in queries:
        start = time.monotonic()
        results = list(index.find(query, limit=10).results)
        times.append(1000 * (time.monotonic() - start))
        found.append([(result.target, result.score) for result in results])
    times.sort()
    print(f"{what}: p50 {times[len(times) // 2]:.0f} ms, p99 {times[len(times) * 99 // 100]:.0f} ms")
    return found


@pytest.mark.skipif(os.environ.get("KZTUI_LONG") != "1", reason="long form alone: five servers")
def test_shards_and_a_standby_find_what_one_server_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))
    from invented_articles import WAYS, Inventor, typed  # noqa: PLC0415 - of the benchmarks
    from invented_articles import write_library as write_articles  # noqa: PLC0415 - the same

    inventor, chance = Inventor(), random.Random(19)  # noqa: S311 - the same queries each time
    folder, empty = write_articles(tmp_path / "papers", ARTICLES, inventor), tmp_path / "empty"
    empty.mkdir()
    (empty / "library.toml").write_text('name = "Papers"\n', encoding="utf-8")
    queries = [typed(inventor.person(chance), WAYS[at % len(WAYS)], chance) for at in range(QUERIES)]
    with ExitStack() as stack:
        one, coordinator, *shards = (stack.enter_context(running_server()) for _ in range(4))
        for server in (one, coordinator, *shards):
            server.execute(f"CREATE DATABASE {NAME}")
        on_shard, on_coordinator = statements()
        for shard in shards:
            shard.execute(*on_shard, database=NAME)
        written(empty, coordinator)
        for number, shard in enumerate(shards, 1):
            on_coordinator = [each.replace(f"shard{number}.example.org", str(shard.folder)) for each in on_coordinator]
        on_coordinator = [each.replace("user 'papers', password '…'", "user 'owner'") for each in on_coordinator]
        coordinator.execute(*on_coordinator, database=NAME)
        print(f"\nwritten into one server in {written(folder, one):.0f} s, into two shards in ", end="")
        print(f"{written(folder, coordinator):.0f} s")
        counted = [PostgresDatabase(shard.url(NAME)).rows("SELECT count(*) FROM items")[0][0] for shard in shards]
        print(f"items of the shards: {counted}")
        assert min(counted) > 0.2 * sum(counted)
        standby = stack.enter_context(running_replica(coordinator))
        expected = top_tens(open_index_at(connect(one.url(NAME))), queries, "one server")
        assert sum(map(bool, expected)) > 0.7 * QUERIES
        both = f"postgresql://owner@/{NAME}?host={coordinator.folder},{standby.folder}"
        index = open_index_at(connect(both))
        assert top_tens(index, queries, "a coordinator and two shards") == expected
        coordinator.stop()
        assert top_tens(index, queries, "a standby and two shards") == expected
        coordinator.start()
        changed = next(folder.iterdir()) / "article.toml"
        changed.write_text(changed.read_text(encoding="utf-8") + '[[terms]]\nid = "zz"\nname = "Qwrtzplimf"\n')
        print(f"one changed article written in {written(folder, coordinator):.1f} s")
        assert open_index_at(connect(both)).find("qwrtzplimf").total == 1
