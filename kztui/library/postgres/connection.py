"""A connection to the database of a shared library: statements with parameters, and errors that say what would help.

Reading goes on where a server was lost: the connection is made anew once, with libpq's own choice among several hosts.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NoReturn, TypeVar, cast

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from kztui.library.database_url import SharedLibraryError, shown_url

CONNECT_SECONDS = "10"
WAIT_SECONDS = 20.0
"""How long to wait for another program that writes."""
_LOCK = 0x6B7A_7475
"""The number of the advisory lock of writers."""
_ROWS = 20_000
"""Rows of one statement."""
_TYPES = {"kind": "integer", "otherwise": "integer", "names": "bigint", "mentioned": "bigint", "texts": "bigint"}
"""Of the columns that are no text."""
_COLUMNS = {
    "words": ("word", "stem", "names", "mentioned", "texts"),
    "sounds": ("sound", "word", "otherwise"),
    "keys": ("sound", "consonants"),
    "deletions": ("kind", "short", "whole"),
}
_GRANTS = "whoever owns it can grant it: kztui help library"
_T = TypeVar("_T")


class PostgresDatabase:
    """The database at an address, with the tables of kztui in its schema `kztui`. Not for several threads at once.

    Every method raises SharedLibraryError where the server does not answer, or refuses.
    """

    def __init__(self, url: str, *, writing: bool = False) -> None:
        self.shown = shown_url(url)
        """The address without its password."""
        try:
            given = conninfo_to_dict(url)
        except psycopg.Error:
            given = {}
        if not given or _is_misread(given):
            # What libpq says of it may quote a password.
            raise SharedLibraryError(
                f"{self.shown} cannot be read as the address of a database: in its name and password, signs such as"
                " @ : / ? # % are written as %40 %3A %2F %3F %23 %25; a password is better kept in ~/.pgpass"
            )
        self._secrets = [str(given[name]) for name in ("password", "sslpassword") if given.get(name)]
        self._secrets += filter(None, [os.environ.get("PGPASSWORD")])
        defaults = {"connect_timeout": CONNECT_SECONDS, "application_name": "kztui"}
        if writing:
            defaults["target_session_attrs"] = "read-write"
        variables = {"connect_timeout": "PGCONNECT_TIMEOUT", "target_session_attrs": "PGTARGETSESSIONATTRS"}
        self._parameters = given | {
            name: value
            for name, value in defaults.items()
            if name not in given and variables.get(name, "PGAPPNAME") not in os.environ
        }
        self._depth = 0
        self._holds_lock = False
        self._connection = self._connected()

    def _connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        try:
            connection = psycopg.connect(**cast("dict[str, Any]", self._parameters), autocommit=True)
            connection.execute("SET search_path TO kztui, pg_temp")
            # The planner does not know what reading words that stand out of line costs, and would look at all rows.
            connection.execute("SET enable_seqscan TO off")
        except psycopg.Error as error:
            raise SharedLibraryError(f"cannot connect to {self.shown}: {self._said(error)}{_hint(error)}") from None
        return connection

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _said(self, error: Exception) -> str:
        """What the server or libpq says, on one line and without passwords."""
        diagnosis = getattr(error, "diag", None)
        text = (diagnosis.message_primary if diagnosis else None) or str(error)
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        text = "; ".join(dict.fromkeys(lines)) or type(error).__name__
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text

    def _fail(self, error: psycopg.Error) -> NoReturn:
        if isinstance(error, errors.InsufficientPrivilege):
            user = self._connection.info.user
            message = f"the user {user} may not do that in {self.shown} ({self._said(error)}); {_GRANTS}"
        elif isinstance(error, errors.ReadOnlySqlTransaction):
            message = f"{self.shown} can only be read: name the host of the primary server to write"
        elif isinstance(error, errors.UndefinedTable | errors.InvalidSchemaName):
            message = f"there is no library in {self.shown}: kztui library index --into URL puts one there"
        elif self._connection.closed:
            message = f"the connection to {self.shown} was lost: {self._said(error)}"
        else:
            message = f"the database {self.shown} says: {self._said(error)}"
        raise SharedLibraryError(message) from None

    def _run(self, action: "Callable[[psycopg.Connection[tuple[Any, ...]]], _T]") -> _T:
        try:
            return action(self._connection)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            if self._depth or self._holds_lock or not self._connection.closed:
                self._fail(error)
        except psycopg.Error as error:
            self._fail(error)
        self._connection = self._connected()
        try:
            return action(self._connection)
        except psycopg.Error as error:
            self._fail(error)

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The answer to a statement of SQL whose values are written as `?`."""
        query = _query(statement)
        return self._run(lambda connection: connection.execute(query, values).fetchall())

    def change(self, statement: str, *values: object) -> int:
        """Carry out a statement that changes rows, whose values are written as `?`; gives how many."""
        query = _query(statement)
        return self._run(lambda connection: connection.execute(query, values).rowcount)

    def run_script(self, script: str) -> None:
        """Carry out several statements without values."""
        self._run(lambda connection: connection.execute(script.encode()))

    def copy_in(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Insert many rows, none of which is there."""

        def action(connection: "psycopg.Connection[tuple[Any, ...]]") -> None:
            """Send them."""
            statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
            with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                for row in rows:
                    copy.write_row(row)

        self._run(action)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes within the block are made at its end, or none."""
        if self._depth:
            yield
            return
        self._run(lambda connection: connection.execute("BEGIN"))
        self._depth += 1
        try:
            yield
            self._run(lambda connection: connection.execute("COMMIT"))
        except BaseException:
            if not self._connection.closed:
                self._connection.rollback()
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def writing_alone(self) -> Iterator[None]:
        """Hold the lock of writers. Raises SharedLibraryError where another program holds it for too long.

        The lock ends with the connection, so within the block nothing is connected anew.
        """
        until = time.monotonic() + WAIT_SECONDS
        while not self.rows("SELECT pg_try_advisory_lock(?)", _LOCK)[0][0]:
            if time.monotonic() > until:
                raise SharedLibraryError(f"another kztui is writing into {self.shown}: try again when it is done")
            time.sleep(0.2)
        self._holds_lock = True
        try:
            yield
        finally:
            self._holds_lock = False
            if not self._connection.closed:
                self.rows("SELECT pg_advisory_unlock(?)", _LOCK)

    def insert_new(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Insert rows in all columns; those whose key is there already are left out."""
        arrays = _arrays(_COLUMNS[table])
        for columns in _by_column(rows):
            self.change(f"INSERT INTO {table} SELECT * FROM unnest({arrays}) ON CONFLICT DO NOTHING", *columns)  # noqa: S608 - our names

    def delete(self, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]) -> None:
        """Delete the rows that have these values in the columns."""
        names, arrays = ", ".join(columns), _arrays(columns)
        for values in _by_column(rows):
            self.change(f"DELETE FROM {table} WHERE ({names}) IN (SELECT * FROM unnest({arrays}))", *values)  # noqa: S608 - our names

    def change_counts(self, rows: Iterable[tuple[int, int, int, str]]) -> None:
        """Add to `names`, `mentioned` and `texts` of a word; what is no word yet stays none."""
        for columns in _by_column(rows):
            self.change(
                "UPDATE words SET names = words.names + more.names, mentioned = words.mentioned + more.mentioned,"
                " texts = words.texts + more.texts FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[])"
                " AS more (names, mentioned, texts, word) WHERE words.word = more.word",
                *columns,
            )


def _is_misread(parameters: Mapping[str, object]) -> bool:
    """Whether a part of a password was taken for the host, port or database, as it has signs that are not escaped."""
    host, port, name = (str(parameters.get(key) or "") for key in ("host", "port", "dbname"))
    return "@" in host + name or not f"0{port}".replace(",", "").isdigit()


def _query(statement: str) -> bytes:
    """A statement as psycopg takes it: none of ours has a percent sign, or a question mark that is no parameter."""
    return statement.replace("?", "%s").encode()


def _arrays(columns: Sequence[str]) -> str:
    return ", ".join(f"?::{_TYPES.get(column, 'text')}[]" for column in columns)


def _by_column(rows: Iterable[tuple[object, ...]]) -> Iterator[list[list[object]]]:
    """The values of each column, for some rows at a time."""
    rest = iter(rows)
    while part := list(islice(rest, _ROWS)):
        yield [list(column) for column in zip(*part, strict=True)]


def _hint(error: Exception) -> str:
    """What would help where no connection was made, told by libpq's English words; else nothing."""
    text = str(error)
    for words, hint in _HINTS:
        if any(word in text for word in words):
            return f" ({hint})"
    return ""


_HINTS = (
    (("password", "no pg_hba.conf entry"), "the password is that of PGPASSWORD, ~/.pgpass or the address"),
    (("does not exist",), "createdb makes a database, createuser a user"),
    (("timeout", "timed out"), "is the host right, and can it be reached from here?"),
    (
        ("refused", "No such file", "could not translate", "resolve"),
        "is the server running there?",
    ),
    (("read-only", "read-write", "standby"), "none of these hosts can be written to"),
)
