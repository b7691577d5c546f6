"""A PostgreSQL server of the tests' own: in a temporary folder, on a Unix socket, ended with them."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from requirements import require_library, require_program

_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
_NUMBERS = count()


def program(name: str) -> str:
    """The path of a program of PostgreSQL; without it the test is skipped, or fails where CI runs it."""
    found = next((str(folder / name) for folder in _FOLDERS if (folder / name).is_file()), None)
    return found or require_program(name)


class PostgresServer:
    """A server in a folder, that listens on a socket there alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, *command: str) -> None:
        """Run a program of PostgreSQL as the user of the server."""
        subprocess.run(
            [program(command[0]), *command[1:]], check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **as_nobody()
        )

    def start(self, **more: str) -> None:
        """Start it, with `more` settings, and wait until it answers."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "shared_buffers": "16MB",
            "max_connections": "100",
            "max_wal_senders": "3",
            "password_encryption": "scram-sha-256",
            **more,
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [program("postgres"), "-D", str(self.data), *options], stdout=log, stderr=log, **as_nobody()
            )
        psycopg = require_library("psycopg")
        until = time.monotonic() + 30
        while not self._answers(psycopg):
            assert time.monotonic() < until, (self.folder / "log").read_text()
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.02)

    def _answers(self, psycopg: Any) -> bool:
        try:
            psycopg.connect(self.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """End it and all its connections at once."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)
            self._process = None

    def url(self, database: str, user: str = "owner", password: str = "") -> str:
        """The address of a database."""
        login = f"{user}:{password}" if password else user
        return f"postgresql://{login}@/{database}?host={self.folder}"

    def execute(self, *statements: str, database: str = "postgres") -> None:
        """Carry out statements as the owner, each on its own."""
        psycopg = require_library("psycopg")
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def wait_for(self, primary: "PostgresServer") -> None:
        """As a replica, have all that its primary has by now."""
        psycopg = require_library("psycopg")
        with psycopg.connect(primary.url("postgres")) as one, psycopg.connect(self.url("postgres")) as other:
            (place,) = one.execute("SELECT pg_current_wal_lsn()::text").fetchone()
            until = time.monotonic() + 30
            while not other.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", (place,)).fetchone()[0]:
                assert time.monotonic() < until
                time.sleep(0.02)

    def new_database(self) -> str:
        """The address of a new, empty database."""
        name = f"papers{next(_NUMBERS)}"
        self.execute(f"CREATE DATABASE {name}")
        return self.url(name)


def as_nobody() -> dict[str, Any]:
    """What `subprocess` is told so that a program does not run as root, which PostgreSQL refuses."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": ()} if os.geteuid() == 0 else {}


@contextmanager
def _new_server() -> Iterator[PostgresServer]:
    """A server without any data yet, in a folder that is gone afterwards."""
    require_library("psycopg")
    program("initdb")
    # Below the system's folder for temporary files, not pytest's: the path of a socket has at most 107 bytes.
    folder = Path(mkdtemp(prefix="kztui-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    server = PostgresServer(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """A new server whose user `owner` may do everything; others need a password."""
    with _new_server() as server:
        server.run("initdb", "-D", str(server.data), "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        rules = "local all owner trust\nlocal replication owner trust\nlocal all all scram-sha-256\n"
        (server.data / "pg_hba.conf").write_text(rules)
        server.start()
        yield server


@contextmanager
def running_replica(primary: PostgresServer) -> Iterator[PostgresServer]:
    """A copy of a server that streams what changes there, and can only be read."""
    with _new_server() as server:
        server.run(
            *("pg_basebackup", "-h", str(primary.folder), "-U", "owner", "-D", str(server.data)),
            *("-R", "-X", "stream", "-c", "fast", "--no-sync"),
        )
        server.start()
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server of all tests of a process; those that use it are in one group, so that one process has them all."""
    with running_server() as server:
        yield server
