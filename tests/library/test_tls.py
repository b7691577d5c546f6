"""A shared library over TLS: the certificate of the server is known to the reader, unknown, or of another name;
and a server that wants to know the certificates of its users."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from command_line import RunCommand
from kztui.cli.output import ExitCode
from postgres_server import PostgresServer
from requirements import require_address, require_program
from strait import STRAIT

pytestmark = pytest.mark.xdist_group("postgres")
PASSWORD = "k0hlrabi"  # noqa: S105 - of a user that the test makes
PASSPHRASE = "p4rsnip-and-leek"  # noqa: S105 - of a key that the test makes
ADDRESS = f"127.77.{os.getpid() % 250}.1"
"""Of the loopback interface: other servers that listen there, at the usual port, are elsewhere."""


def certificate(folder: Path, name: str) -> Path:
    """A certificate for the host or user of that name, signed by itself, with its key beside it."""
    file = folder / f"{name}.crt"
    subprocess.run(
        [
            *(require_program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"),
            *("-out", str(file), "-keyout", str(file.with_suffix(".key"))),
        ],
        check=True,
        capture_output=True,
    )
    file.with_suffix(".key").chmod(0o600)
    return file


@contextmanager
def listening(server: PostgresServer, rule: str, *files: Path, **settings: str) -> Iterator[None]:
    """The server takes connections with TLS alone, as a line of pg_hba.conf says; it has copies of `files`."""
    for file in files:
        copy = Path(shutil.copy(file, server.folder))
        copy.chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(copy, "nobody", "nogroup")
    rules = server.data / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"{before}hostssl all all 127.0.0.0/8 {rule}\n")
    server.stop()
    own = {
        f"ssl_{part}_file": str(server.folder / f"localhost.{end}") for part, end in (("cert", "crt"), ("key", "key"))
    }
    try:
        server.start(listen_addresses=ADDRESS, ssl="on", **own, **settings)
        yield
    finally:
        rules.write_text(before)
        server.stop()
        server.start()


@pytest.fixture
def known(postgres: PostgresServer, tmp_path: Path) -> Path:
    """The certificate of the server, which has a user `tls`."""
    require_address(ADDRESS, 5432)
    postgres.execute(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tls')"
        f" THEN CREATE ROLE tls SUPERUSER LOGIN PASSWORD '{PASSWORD}'; END IF; END $$"
    )
    return certificate(tmp_path, "localhost")


def named(server: PostgresServer) -> str:
    """The name of a new, empty database."""
    return server.new_database().partition("@/")[2].partition("?")[0]


def refused(run: RunCommand, address: str) -> str:
    """What is said of a database that cannot be read: nothing that is secret, and not by a traceback."""
    result = run("library", "search", "berth", "--library", address)
    assert result.code == ExitCode.USAGE
    assert f"cannot connect to postgresql://tls@{address.partition('@')[2].partition('/')[0]}/" in result.err
    assert PASSWORD not in result.err
    assert PASSPHRASE not in result.err
    assert "Traceback" not in result.err
    return str(result.err)


def is_shared(run: RunCommand, address: str) -> bool:
    """Write the library into a database and read it there; whether that is done, and no password told."""
    written = run("library", "index", "--library", str(STRAIT), "--into", address)
    assert PASSWORD not in written.err
    assert PASSPHRASE not in written.err
    return (
        written.code == ExitCode.OK and "hale2015:berth" in run("library", "search", "berth", "--library", address).out
    )


def test_a_library_is_written_and_read_over_tls_with_a_server_that_is_known(
    run: RunCommand, postgres: PostgresServer, known: Path, tmp_path: Path
) -> None:
    unknown = certificate(tmp_path, "elsewhere")
    base = f"postgresql://tls:{PASSWORD}@localhost/{named(postgres)}?hostaddr={ADDRESS}"
    with listening(postgres, "scram-sha-256", known, known.with_suffix(".key")):
        for security in ("sslmode=require", f"sslmode=verify-full&sslrootcert={known}"):
            assert is_shared(run, f"{base}&{security}")
        other_name = base.replace("@localhost", "@db.example.test")
        for address, told in (
            (f"{base}&sslmode=verify-full&sslrootcert={unknown}", "certificate verify failed"),
            (f"{base}&sslmode=verify-full&sslrootcert={tmp_path / 'none.crt'}", "does not exist"),
            (f"{other_name}&sslmode=verify-full&sslrootcert={known}", 'does not match host name "db.example.test"'),
            (f"{base}&sslmode=disable", "no encryption"),
        ):
            assert told in refused(run, address)


def test_a_library_is_written_and_read_by_users_with_certificates(
    run: RunCommand, postgres: PostgresServer, known: Path, tmp_path: Path
) -> None:
    own, other, unknown = (certificate(tmp_path, name) for name in ("tls", "somebody", "nobody-knows"))
    under_passphrase = tmp_path / "locked.key"
    subprocess.run(
        [
            *(require_program("openssl"), "pkcs8", "-topk8", "-in", str(own.with_suffix(".key"))),
            *("-passout", f"pass:{PASSPHRASE}", "-out", str(under_passphrase)),
        ],
        check=True,
        capture_output=True,
    )
    trusted = tmp_path / "users.crt"
    trusted.write_text(own.read_text() + other.read_text())
    server_files = (known, known.with_suffix(".key"), trusted)
    place = f"localhost/{named(postgres)}?hostaddr={ADDRESS}&sslmode=verify-full&sslrootcert={known}"
    users = {"ssl_ca_file": str(postgres.folder / "users.crt")}

    def shown(file: Path, key: Path | None = None) -> str:
        """The parameters that show a certificate."""
        return f"&sslcert={file}&sslkey={key or file.with_suffix('.key')}"

    with listening(postgres, "scram-sha-256 clientcert=verify-full", *server_files, **users):
        base = f"postgresql://tls:{PASSWORD}@{place}"
        assert is_shared(run, base + shown(own))
        readable = Path(shutil.copy(own.with_suffix(".key"), tmp_path / "readable.key"))
        readable.chmod(0o644)
        for address, told in (
            (base + f"&sslcert={tmp_path / 'none.crt'}", "requires a valid client certificate"),
            (base + shown(other), "authentication failed"),
            (base + shown(unknown), "unknown ca"),
            (base + shown(own, tmp_path / "none.key"), "none.key"),
            (base + shown(own, readable), "group or world access"),
            (base + shown(own, other.with_suffix(".key")), "somebody.key"),
        ):
            assert told in refused(run, address)
    with listening(postgres, "cert", *server_files, **users):
        base = f"postgresql://tls@{place}"
        assert is_shared(run, base + shown(own))
        assert is_shared(run, base + shown(own, under_passphrase) + f"&sslpassword={PASSPHRASE}")
        wrong = base + shown(own, under_passphrase) + f"&sslpassword={PASSPHRASE[::-1]}"
        assert "could not load private key" in refused(run, wrong)
        assert "authentication failed" in refused(run, base + shown(other))
