"""A library in a PostgreSQL database: two people write, nothing is lost and conflicts are told; readers only read."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest
from msgspec.structs import replace

from command_line import RunCommand
from kztui.cli.library_spec import LIBRARY
from kztui.cli.output import ExitCode
from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import NothingToReverseError
from kztui.library.addresses import parse_address
from kztui.library.catalogue_entry import encode_entry
from kztui.library.database_url import SharedLibraryError, shown_url
from kztui.library.index_folder import SCHEMA as CONTENT
from kztui.library.joins import Verdict, join_of
from kztui.library.joins_file import JoinsFile
from kztui.library.postgres import schema
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.postgres.messages import not_connected
from kztui.library.postgres.push import WrittenLibrary, write_library
from kztui.library.postgres.shared_library import SharedLibrary
from kztui.library.postgres.untrusted import item_of
from postgres_server import PostgresServer
from strait import STRAIT

pytestmark = pytest.mark.xdist_group("postgres")
ONE, OTHER = parse_address("hale2015:aslanov-docker"), parse_address("rahimi2018:almira")
SECRET = "r0senkohl@7:/?#%"  # noqa: S105 - of a user that the test makes


def folder_of(tmp_path: Path, name: str) -> Path:
    """A copy of the library of the tests, of somebody's own."""
    return Path(shutil.copytree(STRAIT, tmp_path / name / "strait"))


def written(folder: Path, url: str, *, force: bool = False) -> WrittenLibrary:
    database = PostgresDatabase(url, writing=True)
    try:
        return write_library(folder, database, lambda _done, _total: None, force=force)
    finally:
        database.close()


def change(folder: Path, new: str) -> None:
    file = folder / "hale2015" / "article.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Harbour Pilots' Union", new), encoding="utf-8")


@pytest.fixture
def shared(postgres: PostgresServer, tmp_path: Path) -> Callable[..., SharedLibrary]:
    """Opens the library at an address, by default that of the test."""
    return lambda url: SharedLibrary(url, tmp_path / "copies")


def test_commands_read_a_library_that_was_written_into_a_database(
    run: RunCommand, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.new_database()
    monkeypatch.setenv("KZTUI_LIBRARY", url)
    refused = run("library", "list")
    assert refused.code == ExitCode.USAGE
    assert "there is no library in postgresql://owner@/" in refused.err
    into = ("library", "index", "--library", str(STRAIT), "--into", url)
    assert run(*into).out == "4 articles, 39 items; 5 articles written now, 0 gone, 0 verdicts\n"
    again = json.loads(run(*into, "--json").out)
    assert "{" + ", ".join(again) + "}" in LIBRARY.json
    assert (again["indexed"], again["deleted"], again["conflicts"]) == (0, 0, [])
    in_folder = run("library", "list", "--library", str(STRAIT))
    assert (run("library", "list").out.split("broken:")[0]) == in_folder.out.split("broken:")[0]
    words: tuple[str, ...]
    for words in (("search", "junusova"), ("search", "berth", "--in", "hale2015"), ("show", "hale2015:pilots")):
        assert run("library", *words).out == run("library", *words, "--library", str(STRAIT)).out
    for words in (("library", "compare", "hale2015:ferry-fire"), ("library", "timeline"), ("cite", "hale2015:p3")):
        assert run(*words).out == run(*words, "--library", str(STRAIT)).out != ""
    for words in (("export", "--to", "claims"), ("join", "--propose", "hale2015:pilots")):
        assert run("library", *words).out == run("library", *words, "--library", str(STRAIT)).out
    same = ("library", "join", "hale2015:ferry-fire", "rahimi2018:almira", "--verdict", "same", "--by", "ana")
    assert "almira" in run(*same, "--dry-run").out
    assert run(*same).code == ExitCode.OK
    assert "ana" in run("library", "join").out
    assert "taken back: hale2015:ferry-fire and rahimi2018:almira: same" in run("library", "join", "--undo").err
    assert "ana" not in run("library", "join").out
    assert "a text in quotes is not closed" in run("library", "check").out
    assert "name the folder" in run("library", "index", "--into", url).err
    assert "takes the address of a database" in run("library", "index", "--into", "papers").err


def test_what_one_changed_is_read_by_others_and_what_is_gone_goes(
    postgres: PostgresServer, tmp_path: Path, shared: Callable[..., SharedLibrary]
) -> None:
    url, folder = postgres.new_database(), folder_of(tmp_path, "ana")
    written(folder, url)
    library = shared(url)
    assert library.copies.catalogue().article("hale2015").items["pilots"].caption == "Harbour Pilots' Union"
    change(folder, "Union of Steersmen")
    shutil.rmtree(folder / "rahimi2018")
    result = written(folder, url)
    assert (result.indexed, result.deleted, result.articles, result.conflicts) == (1, 1, 3, [])
    assert library.copies.catalogue().article("hale2015").items["pilots"].caption == "Union of Steersmen"
    assert library.index.find("steersmen").results[0].target == "hale2015:pilots"
    assert library.index.engine
    assert "exiles" not in library.index.engine.vocabulary
    assert len(list(library.copies.catalogue().articles())) == 3
    assert sorted(path.name for path in library.copies.whole().iterdir() if path.is_dir()) == [
        *("dzhaksybek2016", "hale2015", "novak2020", "torn2019")
    ]


def test_articles_that_two_people_changed_are_told_and_left(postgres: PostgresServer, tmp_path: Path) -> None:
    url, ana, ben = postgres.new_database(), folder_of(tmp_path, "ana"), folder_of(tmp_path, "ben")
    written(ana, url)
    assert written(ben, url).conflicts == []
    change(ana, "Union of Steersmen")
    written(ana, url)
    assert written(ben, url).conflicts == [], "what is older here is no conflict"
    change(ben, "Pilots of Tolmas")
    (conflict,) = written(ben, url).conflicts
    assert conflict.startswith("hale2015 was written there from elsewhere since this folder last was, by owner at 2")
    assert written(ben, url, force=True).indexed > 0
    assert len(written(ana, url).conflicts) == 0
    change(ana, "nothing that is there")
    shutil.rmtree(ana / "hale2015")
    (conflict,) = written(ana, url).conflicts
    assert conflict.startswith("hale2015 is gone here, but was changed there since")


def say(folder: Path, verdict: Verdict, by: str) -> None:
    JoinsFile(folder).record(join_of(ONE, OTHER, verdict, by, "2026-03-01"))


def test_verdicts_of_two_folders_meet_and_contradictions_are_told(
    postgres: PostgresServer, tmp_path: Path, shared: Callable[..., SharedLibrary]
) -> None:
    url, ana, ben = postgres.new_database(), folder_of(tmp_path, "ana"), folder_of(tmp_path, "ben")
    say(ana, "same", "ana")
    assert written(ana, url).joins == 1
    say(ben, "different", "ben")
    (conflict,) = written(ben, url).conflicts
    assert "different by ben on 2026-03-01 here, same by ana on 2026-03-01 there" in conflict
    assert [join.verdict for join in shared(url).joins().document().joins.values()] == ["same"]
    say(ana, "unsure", "ana")
    assert written(ana, url).joins == 1
    assert written(ben, url, force=True).joins == 1
    assert written(ana, url).conflicts == [], "nothing was changed here since"
    (ben / "joins.toml").unlink()
    assert written(ben, url).joins == 1
    assert shared(url).joins().document().joins == {}


def test_a_verdict_is_not_replaced_unseen_and_is_taken_back(
    postgres: PostgresServer, tmp_path: Path, shared: Callable[..., SharedLibrary]
) -> None:
    url = postgres.new_database()
    written(STRAIT, url)
    ana, ben = shared(url).joins(), shared(url).joins()
    assert ana.document().joins == ben.document().joins == {}
    assert ana.record(join_of(ONE, OTHER, "same", "ana"))
    with pytest.raises(EditRefusedError, match=r"somebody else has changed .* now same by ana; say yours again"):
        ben.record(join_of(ONE, OTHER, "different", "ben"))
    assert ben.record(join_of(ONE, OTHER, "different", "ben"))
    assert not ben.record(join_of(ONE, OTHER, "different", "ben"))
    assert ben.undo() == f"{ONE} and {OTHER}: different"
    assert [join.by for join in ana.document().joins.values()] == ["ana"]
    ana.undo()
    assert ana.document().joins == {}
    with pytest.raises(NothingToReverseError):
        ana.undo()
    changes = shared(url).database.rows("SELECT undone FROM join_changes")
    assert changes == [(True,)] * 4


def test_many_write_at_once_and_no_verdict_is_lost(
    postgres: PostgresServer, tmp_path: Path, shared: Callable[..., SharedLibrary]
) -> None:
    url = postgres.new_database()
    written(STRAIT, url)
    writers = [shared(url).joins() for _ in range(3)]

    def write(at: int) -> None:
        for number in range(5):
            writers[at].record(join_of(ONE, parse_address(f"rahimi2018:x{at}{number}"), "same", f"writer {at}"))

    threads = [threading.Thread(target=write, args=(at,)) for at in range(3)]
    threads += [threading.Thread(target=written, args=(folder_of(tmp_path, f"w{at}"), url)) for at in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(writers[0].document().joins) == 15


def test_a_user_who_may_only_read_reads_and_is_told_what_writing_needs(
    postgres: PostgresServer, shared: Callable[..., SharedLibrary], tmp_path: Path
) -> None:
    url = postgres.new_database()
    written(STRAIT, url)
    name = url.partition("@/")[2].partition("?")[0]
    postgres.execute(
        "CREATE ROLE reader LOGIN PASSWORD 'r0senkohl@7:/?#%'",
        "GRANT USAGE ON SCHEMA kztui TO reader",
        database=name,
    )
    reader = postgres.url(name, "reader", quote(SECRET, safe=""))
    with pytest.raises(SharedLibraryError, match="the user reader may not do that in postgresql://reader@/"):
        shared(reader)
    postgres.execute("GRANT SELECT ON ALL TABLES IN SCHEMA kztui TO reader", database=name)
    library = shared(reader)
    assert library.index.find("junusova").total == 8
    assert library.copies.catalogue().article("rahimi2018").items
    with pytest.raises(EditRefusedError, match="the user reader may not do that"):
        library.joins().record(join_of(ONE, OTHER, "same"))
    with pytest.raises(SharedLibraryError, match="the user reader may not"):
        written(folder_of(tmp_path, "reader"), reader, force=True)
    wrong = postgres.url(name, "reader", quote(SECRET + "!", safe=""))
    with pytest.raises(SharedLibraryError, match=r"password authentication failed .*\(the password is that of") as told:
        shared(wrong)
    assert "senkohl" not in str(told.value)


def test_tables_of_other_versions_are_refused_or_renewed(
    postgres: PostgresServer, shared: Callable[..., SharedLibrary], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.new_database()
    written(STRAIT, url)
    known = schema.migrations()
    monkeypatch.setattr(schema, "migrations", lambda: [*known, "ALTER TABLE library ADD COLUMN motto text"])
    with pytest.raises(
        SharedLibraryError,
        match=rf"an older kztui \(version {len(known)}\.{CONTENT}, this one reads {len(known) + 1}\.{CONTENT}\)",
    ):
        shared(url)
    assert written(STRAIT, url).indexed == 0
    assert shared(url).index.find("junusova").total == 8
    name = url.partition("@/")[2].partition("?")[0]
    postgres.execute("UPDATE kztui.library SET content = '0'", "UPDATE kztui.items SET item = ''", database=name)
    with pytest.raises(SharedLibraryError, match="an older kztui"):
        shared(url)
    assert written(folder_of(tmp_path, "ben"), url).conflicts == []
    assert shared(url).index.find("junusova").total == 8
    monkeypatch.undo()
    for open_it in (shared, lambda url: written(STRAIT, url)):
        with pytest.raises(SharedLibraryError, match=rf"a newer kztui \(version {len(known) + 1}\.{CONTENT}, this one"):
            open_it(url)


def test_reading_goes_on_after_the_connection_was_lost(
    postgres: PostgresServer, shared: Callable[..., SharedLibrary], tmp_path: Path
) -> None:
    url = postgres.new_database()
    written(STRAIT, url)
    library = shared(url)
    name = url.partition("@/")[2].partition("?")[0]
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608 - our own name
    postgres.execute(end)
    assert library.index.find("junusova").total == 8
    database = PostgresDatabase(url, writing=True)
    folder = folder_of(tmp_path, "ana")
    change(folder, "Union of Steersmen")
    with pytest.raises(SharedLibraryError, match=r"the connection to .* was lost"):
        write_library(folder, database, lambda _done, _total: postgres.execute(end), force=True)
    assert shared(url).index.find("steersmen").total + shared(url).index.find("harbour").total > 0
    assert written(folder, url).conflicts == []
    assert library.index.find("steersmen").results[0].target == "hale2015:pilots"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:k0hl@rabi@localhost:1/papers",
        "postgresql://ana:k0hl/rabi@localhost:1/papers",
        "postgresql://ana:k0hl?rabi@localhost:1/papers",
        "postgresql://ana:k0hl?rabi=x@localhost:1/papers",
        "postgresql://ana:k0hl%rabi@localhost:1/papers",
        "postgresql://ana:k0hlrabi@localhost:1/papers",
        "postgresql://ana@localhost:1/papers?password=k0hlrabi&connect_timeout=1",
        "postgresql://localhost:1/papers?password=k0hl@rabi",
        "postgresql://ana:1k0hl:rabi@localhost:1,localhost:2/papers",
        "postgres://ana:1/k0hlrabi@localhost/papers",
    ],
)
def test_no_message_has_a_password(url: str) -> None:
    with pytest.raises(SharedLibraryError) as told:
        PostgresDatabase(url)
    assert not {"k0hl", "rabi"} & {told.value.args[0][at : at + 4] for at in range(len(told.value.args[0]))}
    assert "k0hl" not in shown_url(url)
    assert "rabi" not in shown_url(url)


def test_what_somebody_else_wrote_into_a_database_is_sanitized_and_bounded(
    run: RunCommand, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch, shared: Callable[..., SharedLibrary]
) -> None:
    url = postgres.new_database()
    written(STRAIT, url)
    library = shared(url)
    rows = library.database.rows("SELECT number, item FROM items")
    assert all(msgspec.msgpack.encode(item_of(item)) == item for _, item in rows), "what kztui wrote stays as it is"
    assert library.index.engine
    number, item = next((number, item_of(item)) for number, item in rows if b":dzhunusova" in item)
    unsafe = replace(item, label=f"\x1b[2J\u202e{item.label}\r\nroot", names=(f"{item.names[0]}\x9b1m\u2066",) * 9_000)
    entry = next(iter(library.copies.catalogue().entries))
    bad = replace(entry, id="../../up", title="gone")
    odd = replace(entry, id="odd", title="\x1b]0;owned\x07\u202ePapers", year="9" * 9_000, open_candidates=-(2**60))
    library.database.change("UPDATE items SET item = ? WHERE number = ?", msgspec.msgpack.encode(unsafe), number)
    for path, what in (("hale2015", bad), ("rahimi2018", odd)):
        library.database.change("UPDATE articles SET entry = ? WHERE path = ?", encode_entry(what), path)
    library.database.change("UPDATE library SET name = ?", "\x1b[31mPapers\u202e\n" * 9_000)
    library.database.change(
        "INSERT INTO joins VALUES (?, ?, 'same', ?, '', ?)", "a:\x1b[1mb", "c:d", "\u202eana", "\x07" * 90_000
    )
    monkeypatch.setenv("KZTUI_LIBRARY", url)
    outputs = [run("library", *words) for words in (("list",), ("search", "dzhunusova"), ("join",), ("search", "x"))]
    shown = "".join(output.out + output.err for output in outputs)
    assert "Dzhunusova" in shown
    assert "what the database knows of this article is damaged" in shown
    assert not set(shown) & set("\x1b\x07\x9b\r\u202e\u2066")
    assert len(shown) < 100_000
    assert len(library.index.find("dzhunusova").results[0].aliases) < 1_000
    library.database.change("UPDATE items SET item = ?", b"\xc1")
    assert "has an item that cannot be read" in run("library", "search", "dzhunusova").err
    library.database.change("UPDATE library SET content = '1\x1b'")
    assert "is not one that kztui writes" in run("library", "list").err


REFUSED = 'connection failed: connection to server at "{}" (10.0.0.1), port 5432 failed: Connection refused'
READ_ONLY = 'connection failed: connection to server on socket "{}/.s.PGSQL.5432" failed: session is read-only'
SEVERAL = """x
Multiple connection attempts failed. All failures were:
- host: 'db1', port: None, hostaddr: '10.0.0.1': {}
- host: '/run/b', port: '5433', hostaddr: None: {}"""
WHEN = ". Reading goes on; writing does when the primary server runs again, or another is promoted"


@pytest.mark.parametrize(
    ("text", "hosts", "told"),
    [
        (REFUSED.format("db1"), ["db1"], "Connection refused (is the server running there?)"),
        (READ_ONLY.format("/run/b"), ["/run/b"], "the server can only be read (name the host of the primary server to"),
        (
            READ_ONLY.format("/run/b"),
            ["db1", "/run/b"],
            f"/run/b (can only be read) and db1 (no address is known{WHEN}",
        ),
        (
            SEVERAL.format(REFUSED.format("db1"), READ_ONLY.format("/run/b")),
            ["db1", "/run/b", "db3"],
            f"db1 (Connection refused), /run/b:5433 (can only be read) and db3 (no address is known{WHEN}",
        ),
    ],
)
def test_a_message_names_each_host_that_was_tried(text: str, hosts: list[str], told: str) -> None:
    message = not_connected("postgresql://db1/papers", RuntimeError(text), ["k0hl"], hosts, writing=True)
    assert message.startswith("cannot write to postgresql://db1/papers: ")
    assert told in message.replace(" for this name)", "")
