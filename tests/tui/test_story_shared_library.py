"""Stories in a library that a database holds: read, searched, joined and compared as in a folder, until it is lost."""

import shutil
import socket
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest

from kztui.library.opening import connect, load_at
from kztui.library.postgres import answer_limit, connection
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.postgres.push import write_library
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.join_dialog import JoinDialog
from kztui.tui.options import Options
from postgres_server import PostgresServer
from stories import Reader, play
from strait import STRAIT

pytestmark = pytest.mark.xdist_group("postgres")
SOCKET = ".s.PGSQL.5432"
JOINED = '[[joins]]\na = "dzhaksybek2016:fire"\nb = "hale2015:ferry-fire"\nverdict = "same"\n'


@pytest.fixture
def url(postgres: PostgresServer, tmp_path: Path) -> str:
    """The address of a library with a verdict."""
    folder = Path(shutil.copytree(STRAIT, tmp_path / "strait"))
    (folder / "joins.toml").write_text(JOINED, encoding="utf-8")
    url = postgres.new_database()
    database = PostgresDatabase(url, writing=True)
    write_library(folder, database, lambda _done, _total: None)
    database.close()
    return url


class SilentServer:
    """A server before another one, that passes on what is said, or takes it and says nothing."""

    def __init__(self, behind: Path, folder: Path) -> None:
        self.is_silent = False
        self._behind = str(behind / SOCKET)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(folder / SOCKET))
        self._listener.listen()
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            client, server = self._listener.accept()[0], socket.socket(socket.AF_UNIX)
            server.connect(self._behind)
            for one, other in ((client, server), (server, client)):
                Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while said := one.recv(1 << 16):
                if not self.is_silent:
                    other.sendall(said)
            other.shutdown(socket.SHUT_RDWR)


def opened(url: str) -> tuple[Path, Options]:
    """An article of the library at an address, and the options to begin with the list of its articles."""
    folder = connect(url)
    load_at(folder, folder / "hale2015")
    return folder / "hale2015", Options(clipboard="osc52", osc52=True, library=folder, choose=True)


async def known(reader: Reader) -> None:
    """Wait until the library was read."""
    await reader.until(lambda: reader.main_screen.article.elsewhere)


def test_a_database_is_read_joined_and_compared_like_a_folder(url: str) -> None:
    async def story(reader: Reader) -> None:
        await reader.until(lambda: isinstance(reader.top_screen, FinderDialog))
        assert "Papers on the strait · 1 draft · 1 broken" in reader.lines[0]
        await reader.type("list of")
        await reader.press("enter")
        await reader.until(lambda: reader.main_screen.article.publication.id == "rahimi2018")
        await reader.press("slash", "ctrl+l")
        await reader.type("junusova author:hale year:2015")
        await reader.until(lambda: "Sabira Dzhunusova" in "".join(reader.shown("preview")))
        await reader.press("enter")
        await reader.until(lambda: reader.main_screen.article.publication.id == "hale2015")
        await reader.press("J")
        await reader.until(lambda: isinstance(reader.top_screen, JoinDialog))
        await reader.press("s", "d")
        await reader.until(lambda: "That was the last" in reader.messages)
        await reader.press("u")
        taken_back = "Taken back: hale2015:dzhunusova and rahimi2018:jounoussova: different"
        await reader.until(lambda: reader.messages.startswith(taken_back))
        await reader.press("escape")
        await reader.until(lambda: "dzhunusova" in reader.main_screen.article.elsewhere)
        await reader.go("ferry-fire")
        await reader.press("V")
        await reader.until(lambda: any("12 dead" in line and "19 dead" in line for line in reader.lines))
        await reader.press("escape", "9")
        await reader.until(lambda: any("▌Hale 2015" in line and "· 9 March 2014" in line for line in reader.lines))
        await reader.press("escape", "H", "H")
        await reader.until(lambda: reader.main_screen.article.publication.id == "rahimi2018")
        await reader.press("E")
        await reader.until(lambda: "a copy from a shared library" in reader.messages)

    path, options = opened(url)
    play(story, path, options=options)


def test_a_reader_is_told_what_may_not_be_done_and_what_a_lost_server_keeps_from_being_read(
    url: str, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "AGAIN_SECONDS", 0.0)
    name = url.partition("@/")[2].partition("?")[0]
    postgres.execute(
        "CREATE ROLE guest LOGIN PASSWORD 'k0hlrabi'",
        "GRANT USAGE ON SCHEMA kztui TO guest",
        "GRANT SELECT ON ALL TABLES IN SCHEMA kztui TO guest",
        database=name,
    )

    async def story(reader: Reader) -> None:
        await known(reader)
        await reader.go("dzhunusova")
        await reader.press("J")
        await reader.until(lambda: isinstance(reader.top_screen, JoinDialog))
        await reader.press("s")
        await reader.until(lambda: reader.messages.startswith("Not recorded: the user guest may not do that"))
        await reader.press("escape")
        postgres.stop()
        try:
            await reader.go("ferry-fire")
            for key, message in (("J", "cannot connect to"), ("9", "The events are not read: cannot connect to")):
                await reader.press(key)
                await reader.until(lambda message=message: reader.messages.startswith(message))  # type: ignore[misc] # bound now
            await reader.press("V")
            await reader.until(lambda: "12 dead" in reader.text)  # what was read before
            await reader.press("escape")
            await reader.press("slash", "ctrl+l")
            await reader.type("junusova")
            await reader.until(lambda: "Not searched: cannot connect to" in reader.text)
            await reader.press("escape", "A")
            assert "Papers on the strait" in reader.lines[0]
            await reader.type("draft")
            await reader.press("enter")
            await reader.until(lambda: reader.messages.startswith("Not opened: cannot connect"))
            await reader.press("ctrl+r")
            await reader.until(
                lambda: reader.messages.startswith(("This is the last copy", "The library is not read: "))
            )
            assert "k0hlrabi" not in reader.text
            assert reader.main_screen.article.publication.id == "hale2015"
        finally:
            postgres.start()
        await reader.press("slash", "ctrl+l")
        await reader.type("jounoussova")
        await reader.until(lambda: "Rahimi 2018" in reader.text)

    path, options = opened(postgres.url(name, "guest", "k0hlrabi"))
    play(story, path, options=options._replace(choose=False))


def test_a_server_that_does_not_answer_keeps_no_key_waiting_and_is_given_up(
    url: str, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_limit, "ANSWER_SECONDS", 0.8)
    monkeypatch.setattr(connection, "AGAIN_SECONDS", 0.0)
    name = url.partition("@/")[2].partition("?")[0]
    with TemporaryDirectory(dir="/tmp") as folder:
        server = SilentServer(postgres.folder, Path(folder))

        async def story(reader: Reader) -> None:
            await known(reader)
            await reader.go("dzhunusova")
            server.is_silent = True
            await reader.press("J")
            assert reader.messages == "Asking the database …"
            await reader.until(lambda: "has not answered for 0.8 seconds, and was given up" in reader.messages)
            assert f"postgresql://owner@/{name}?host={folder}" in reader.messages
            assert "k0hlrabi" not in reader.text
            await reader.press("J")
            assert reader.messages == "Asking the database …"
            await reader.press("escape")
            assert "Asking" not in reader.text
            await reader.go("ferry-fire")
            await reader.go("dzhunusova")
            server.is_silent = False
            await reader.press("J")
            await reader.until(lambda: isinstance(reader.top_screen, JoinDialog))
            await reader.press("s")
            await reader.until(lambda: "· 2 of 2" in reader.text)
            server.is_silent = True
            await reader.press("d")
            assert reader.messages == "Asking the database …"
            await reader.press("escape")
            assert not isinstance(reader.top_screen, JoinDialog)
            await reader.until(
                lambda: reader.messages.startswith("Not recorded: ") and "has not answered" in reader.messages
            )
            server.is_silent = False

        path, options = opened(f"postgresql://owner:k0hlrabi@/{name}?host={folder}&connect_timeout=2")
        play(story, path, options=options._replace(choose=False))
