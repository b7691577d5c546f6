"""A primary with a streaming replica: reading goes on without the primary, writing once the other is promoted."""

import time
from collections.abc import Iterator

import pytest

from command_line import RunCommand
from kztui.cli.output import ExitCode
from kztui.library.opening import connect, shared_at
from postgres_server import PostgresServer, running_replica
from strait import STRAIT

pytestmark = pytest.mark.xdist_group("postgres")
SAME = ("library", "join", "hale2015:ferry-fire", "rahimi2018:almira", "--verdict", "same")
UNSURE = (*SAME[:-1], "unsure")


@pytest.fixture(scope="module")
def replica(postgres: PostgresServer) -> Iterator[PostgresServer]:
    """A server that streams all that the primary has."""
    with running_replica(postgres) as replica:
        yield replica


def test_reading_goes_on_with_a_replica_and_writing_waits_for_a_primary(
    run: RunCommand, postgres: PostgresServer, replica: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = postgres.new_database().partition("@/")[2].partition("?")[0]
    # The replica first: who writes has to look for the other one.
    both = f"postgresql://owner:k0hlrabi@/{name}?host={replica.folder},{postgres.folder}"
    assert run("library", "index", "--library", str(STRAIT), "--into", both).code == ExitCode.OK
    replica.wait_for(postgres)
    assert run(*SAME, "--library", both).code == ExitCode.OK
    replica.wait_for(postgres)
    url = f"postgresql://owner:k0hlrabi@/{name}?host={postgres.folder},{replica.folder}"
    monkeypatch.setenv("KZTUI_LIBRARY", url)
    shared = shared_at(connect(url))
    assert shared
    found = shared.index.find("junusova").total
    postgres.stop()
    try:
        start = time.monotonic()
        assert shared.index.find("junusova").total == found > 0, "the connection of before is lost, and made anew"
        assert time.monotonic() - start < 5
        assert shared.copies.catalogue().article("novak2020").items, "copied now"
        assert len(shared.joins().document().joins) == 1
        in_folder = run("library", "search", "berth", "--library", str(STRAIT))
        assert run("library", "search", "berth").out == in_folder.out
        for words in (UNSURE, ("library", "index", "--library", str(STRAIT), "--into", both)):
            refused = run(*words)
            assert refused.code == ExitCode.USAGE
            assert f"cannot write to postgresql://owner@/{name}?host=" in refused.err
            assert f"{replica.folder} (can only be read)" in refused.err
            assert f"{postgres.folder} (No such file" in refused.err
            assert "Reading goes on; writing does when the primary server runs again" in refused.err
            assert "k0hlrabi" not in refused.err
        alone = run(*UNSURE, "--library", replica.url(name))
        assert "the server can only be read (name the host of the primary server to write)" in alone.err
        # What was a replica is promoted: writing goes on there, also of who had a connection to the lost primary.
        replica.run("pg_ctl", "promote", "-D", str(replica.data))
        assert run(*UNSURE).code == ExitCode.OK
        joins = shared.joins()
        (verdict,) = joins.document().joins.values()
        assert verdict.verdict == "unsure"
        assert joins.record(verdict._replace(verdict="different"))
        assert run("library", "index", "--library", str(STRAIT), "--into", both).code == ExitCode.OK
    finally:
        postgres.start()
    assert run(*UNSURE).code == ExitCode.OK
