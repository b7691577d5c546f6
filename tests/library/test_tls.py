"""A shared library over TLS: the certificate of the server is known to the reader, unknown, or of another name."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import RunCommand
from kztui.cli.output import ExitCode
from postgres_server import PostgresServer
from requirements import require_address, require_program
from strait import STRAIT

pytestmark = pytest.mark.xdist_group("postgres")
PASSWORD = "k0hlrabi"  # noqa: S105 - of a user that the test makes
ADDRESS = f"127.77.{os.getpid() % 250}.1"
"""Of the loopback interface: other servers that listen there, at the usual port, are elsewhere."""


def certificate(folder: Path, name: str) -> Path:
    """A certificate for the host of that name, signed by itself, with its key beside it."""
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
    return file


@pytest.fixture
def database(postgres: PostgresServer, tmp_path: Path) -> Iterator[str]:
    """The name of an empty database on a server that takes connections with TLS alone; `tmp_path` has certificates."""
    require_address(ADDRESS, 5432)
    name = postgres.new_database().partition("@/")[2].partition("?")[0]
    postgres.execute(f"CREATE ROLE tls SUPERUSER LOGIN PASSWORD '{PASSWORD}'")
    shown, key = certificate(tmp_path, "localhost"), postgres.folder / "tls.key"
    certificate(tmp_path, "elsewhere")
    shutil.copy(shown.with_suffix(".key"), key)
    shutil.copy(shown, postgres.folder / "tls.crt")
    key.chmod(0o600)
    if os.geteuid() == 0:
        for file in (key, postgres.folder / "tls.crt"):
            shutil.chown(file, "nobody", "nogroup")
    rules = postgres.data / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(before + "hostssl all all 127.0.0.0/8 scram-sha-256\n")
    postgres.stop()
    files = {"ssl_cert_file": str(postgres.folder / "tls.crt"), "ssl_key_file": str(key)}
    postgres.start(listen_addresses=ADDRESS, ssl="on", **files)
    yield name
    rules.write_text(before)
    postgres.stop()
    postgres.start()


def test_a_library_is_written_and_read_over_tls_with_a_server_that_is_known(
    run: RunCommand, database: str, tmp_path: Path
) -> None:
    base = f"postgresql://tls:{PASSWORD}@localhost/{database}?hostaddr={ADDRESS}"
    known, unknown = (f"sslrootcert={tmp_path / name}.crt" for name in ("localhost", "elsewhere"))
    for security in ("sslmode=require", f"sslmode=verify-full&{known}"):
        written = run("library", "index", "--library", str(STRAIT), "--into", f"{base}&{security}")
        assert (written.code, PASSWORD in written.err) == (ExitCode.OK, False)
        assert "hale2015:berth" in run("library", "search", "berth", "--library", f"{base}&{security}").out
    other_name = base.replace("@localhost", "@db.example.test")
    for address, told in (
        (f"{base}&sslmode=verify-full&{unknown}", "certificate verify failed"),
        (f"{base}&sslmode=verify-full&sslrootcert={tmp_path / 'none.crt'}", "does not exist"),
        (f"{other_name}&sslmode=verify-full&{known}", 'does not match host name "db.example.test"'),
        (f"{base}&sslmode=disable", "no encryption"),
    ):
        refused = run("library", "search", "berth", "--library", address)
        assert refused.code == ExitCode.USAGE
        assert told in refused.err
        assert f"cannot connect to postgresql://tls@{address.partition('@')[2].partition('/')[0]}/" in refused.err
        assert PASSWORD not in refused.err
        assert "Traceback" not in refused.err
