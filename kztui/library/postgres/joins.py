"""Verdicts of a shared library, in its database: recorded under a lock, each change kept, so that none is ever lost."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from kztui.files.edit.article_files import EditRefusedError
from kztui.files.edit.editor import NothingToReverseError
from kztui.library.addresses import ItemAddress
from kztui.library.database_url import SharedLibraryError
from kztui.library.joins import Join, JoinsDocument
from kztui.library.joins_file import JoinsChange, JoinsFile
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.postgres.untrusted import LONGEST_TEXT, address_of, verdict_of

Pair = tuple[ItemAddress, ItemAddress]


def origin_of(place: Path) -> bytes:
    """A short name for a user and a folder on a machine: where a change came from. It says nothing of either."""
    from getpass import getuser  # noqa: PLC0415 - only where something is written
    from platform import node  # noqa: PLC0415 - the same

    user = ""
    with suppress(OSError, KeyError, ImportError):  # the system knows no name for its user
        user = getuser()
    return blake2b(f"{node()}\0{user}\0{place}".encode("utf-8", "surrogateescape"), digest_size=12).digest()


def read_joins(database: PostgresDatabase) -> dict[Pair, Join]:
    """All verdicts in the database; one that is not understood is left out."""
    found = {}
    for row in database.rows("SELECT a, b, verdict, said_by, said_on, left(why, ?) FROM joins", LONGEST_TEXT):
        join = verdict_of(dict(zip(("a", "b", "verdict", "by", "on", "why"), row, strict=True)))
        if join is not None:
            found[join.pair] = join
    return dict(sorted(found.items()))


def write_join(database: PostgresDatabase, pair: Pair, before: Join | None, after: Join | None, origin: bytes) -> None:
    """Record a verdict on a pair, or none, and keep what it replaces; within a transaction."""
    a, b = map(str, pair)
    if after is None:
        database.change("DELETE FROM joins WHERE a = ? AND b = ?", a, b)
    else:
        database.change(
            "INSERT INTO joins (a, b, verdict, said_by, said_on, why) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (a, b)"
            " DO UPDATE SET verdict = excluded.verdict, said_by = excluded.said_by, said_on = excluded.said_on,"
            " why = excluded.why",
            *(a, b, after.verdict, after.by, after.on, after.why),
        )
    database.change(
        "INSERT INTO join_changes (a, b, before, after, origin) VALUES (?, ?, ?::jsonb, ?::jsonb, ?)",
        *(a, b, _packed(before), _packed(after), origin),
    )


def verdict_in_words(join: Join | None) -> str:
    """A verdict in words: what, by whom and when."""
    if join is None:
        return "no verdict"
    return " ".join(part for part in (join.verdict, join.by and f"by {join.by}", join.on and f"on {join.on}") if part)


def verdict_only(join: Join | None) -> str:
    """The verdict alone."""
    return join.verdict if join else "no verdict"


def _entry(join: Join | None) -> bytes:
    return JoinsDocument(b"").with_join(join) if join else b""


def _packed(join: Join | None) -> str | None:
    return msgspec.json.encode(join.fields()).decode() if join else None


@contextmanager
def _refusing() -> Iterator[None]:
    """Raises EditRefusedError where the database cannot be read or written within the block."""
    try:
        yield
    except SharedLibraryError as error:
        raise EditRefusedError(str(error)) from error


class SharedJoins(JoinsFile):
    """The verdicts in a database, as those in a file are used.

    Where somebody else has changed a verdict since it was read here, it is not replaced unseen: that is refused once,
    and told.
    """

    def __init__(self, database: PostgresDatabase, writer: Callable[[], PostgresDatabase], folder: Path) -> None:
        """`writer` gives a connection to a server that can be written to."""
        super().__init__(folder)
        self._database = database
        self._writer = writer
        self._origin = origin_of(Path())
        self._seen: dict[Pair, Join] | None = None

    def document(self) -> JoinsDocument:
        """The verdicts as they are by now. Raises EditRefusedError where the database cannot be read."""
        document = JoinsDocument(b"", self._database.shown)
        with _refusing():
            document.joins.update(read_joins(self._database))
        self._seen = dict(document.joins)
        return document

    def record(self, join: Join) -> bool:
        """Record a verdict; gives whether anything changed.

        Raises EditRefusedError where the database cannot be written, and once where somebody else has changed the
        verdict since it was read here.
        """
        pair = join.pair
        with _refusing():
            database = self._writer()
            with database.writing_alone(), database.transaction():
                current = read_joins(database)
                before = current.get(pair)
                if self._seen is not None and self._seen.get(pair) != before and before != join:
                    self._seen = current
                    raise EditRefusedError(
                        f"somebody else has changed the verdict on {pair[0]} and {pair[1]} meanwhile: it is now"
                        f" {verdict_in_words(before)}; say yours again to replace it"
                    )
                if before != join:
                    write_join(database, pair, before, join, self._origin)
        self._seen = {**current, pair: join}
        return before != join

    def preview(self, join: Join) -> JoinsChange:
        """What `record` would do, as the entries that a file would have. Raises EditRefusedError as `document` does."""
        known = self.document().joins.get(join.pair)
        return JoinsChange(f"{join.a} and {join.b}: {join.verdict}", _entry(known), _entry(join))

    def preview_undo(self) -> JoinsChange:
        """What `undo` would do.

        Raises NothingToReverseError where there is nothing, EditRefusedError where the database cannot be read.
        """
        with _refusing():
            _, pair, before, after = self._last(self._database)
        return JoinsChange(f"{pair[0]} and {pair[1]}: {verdict_only(after)}", _entry(after), _entry(before))

    def follow_edit(self, article: str, now: str, renamed: Mapping[str, str]) -> bool:
        """Nothing: articles are edited in their own folder, whose verdicts follow and are written here with it."""
        return False

    def undo(self) -> str:
        """Take the last change from here back; gives its summary.

        Raises NothingToReverseError where there is none, EditRefusedError where somebody has changed it since, or the
        database cannot be written.
        """
        with _refusing():
            database = self._writer()
            with database.writing_alone(), database.transaction():
                number, pair, before, after = self._last(database)
                now = read_joins(database).get(pair)
                if now != after:
                    a, b = pair
                    raise EditRefusedError(
                        f"the verdict on {a} and {b} has been changed since: it is {verdict_in_words(now)}"
                    )
                write_join(database, pair, after, before, self._origin)
                database.change(
                    "UPDATE join_changes SET undone = true WHERE number = ? OR number ="
                    " (SELECT max(number) FROM join_changes WHERE origin = ?)",
                    *(number, self._origin),
                )
        self._seen = None
        return f"{pair[0]} and {pair[1]}: {verdict_only(after)}"

    def _last(self, database: PostgresDatabase) -> tuple[int, Pair, Join | None, Join | None]:
        """The last change from here that is not undone: number, pair, and the verdicts before and after it.

        Raises NothingToReverseError where there is none.
        """
        rows = database.rows(
            "SELECT number, a, b, before, after FROM join_changes WHERE origin = ? AND NOT undone"
            " ORDER BY number DESC LIMIT 1",
            self._origin,
        )
        if not rows:
            raise NothingToReverseError("no verdict was recorded from here that could be taken back")
        number, a, b, before, after = rows[0]
        return int(number), (address_of(a), address_of(b)), verdict_of(before), verdict_of(after)
