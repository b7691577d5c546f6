"""A connection to the database of a shared library: statements with parameters, and errors that say what would help.

Reading goes on where a server was lost: the connection is made anew once, with libpq's own choice among several hosts.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import RLock
from typing import Any, NoReturn, TypeVar, cast

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from kztui.library.database_url import SharedLibraryError, shown_url
from kztui.library.postgres import answer_limit
from kztui.library.postgres.answer_limit import AnswerLimit
from kztui.library.postgres.messages import not_connected, server_message
from kztui.library.vocabulary_tables import COLUMNS

_DEFAULTS = {
    "connect_timeout": ("10", "PGCONNECT_TIMEOUT"),
    "application_name": ("kztui", "PGAPPNAME"),
    # A server that is gone without a word is given up as fast.
    "tcp_user_timeout": ("10000", ""),
    "keepalives_idle": ("10", ""),
    "keepalives_interval": ("3", ""),
    "keepalives_count": ("3", ""),
}
"""Parameters of libpq where neither the address nor a variable of the environment has them."""
# The planner does not know what reading words that stand out of line costs, and would look at all rows. Where a table
# has to be read whole all the same, that looks so costly that a program would be compiled.
_SETTINGS = "SET search_path TO kztui, pg_temp; SET enable_seqscan TO off; SET jit TO off"
AGAIN_SECONDS = 2.0
"""How long a host that did not answer is not tried again: nobody waits for it at every key."""
WAIT_SECONDS = 20.0
"""How long to wait for another program that writes."""
_LOCK = 0x6B7A_7475
"""The number of the advisory lock of writers."""
_ROWS = 20_000
"""Rows of one statement."""
_TYPES = {"otherwise": "integer", "names": "bigint", "mentioned": "bigint", "texts": "bigint"}
"""Of the columns that are no text."""
_GRANTS = "its owner can grant it, see kztui help library"
_T = TypeVar("_T")


class PostgresDatabase:
    """The database at an address, with the tables of kztui in its schema `kztui`.

    Several threads may read at once; a transaction is of one thread.

    Every method raises SharedLibraryError where the server does not answer, or refuses.
    """

    def __init__(self, url: str, *, writing: bool = False, answer_seconds: float | None = None) -> None:
        """Connect to it. A statement that takes more than `answer_seconds`, by default ANSWER_SECONDS, is given up."""
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
        defaults = _DEFAULTS | ({"target_session_attrs": ("read-write", "PGTARGETSESSIONATTRS")} if writing else {})
        self._parameters = given | {
            name: value
            for name, (value, variable) in defaults.items()
            if name not in given and variable not in os.environ
        }
        self._writing = writing
        self._depth = 0
        self._holds_lock = False
        self._one_at_a_time = RLock()
        self._failed = ""
        """Why the last attempt to connect failed."""
        self._again = 0.0
        """When to try again, on the clock of `time.monotonic`."""
        self._limit = AnswerLimit(answer_seconds or answer_limit.ANSWER_SECONDS)
        self._connection = self._connected()

    def _connected(self) -> "psycopg.Connection[tuple[Any, ...]]":
        if time.monotonic() < self._again:
            raise SharedLibraryError(self._failed)
        try:
            connection = psycopg.connect(**cast("dict[str, Any]", self._parameters), autocommit=True)
            with self._limit.watching(connection):
                connection.execute(_SETTINGS)
        except psycopg.Error as error:
            hosts = str(self._parameters.get("host") or os.environ.get("PGHOST", "")).split(",")
            message = not_connected(self.shown, error, self._secrets, hosts, writing=self._writing)
            self._failed = self._silent() if self._limit.is_over else message
            self._again = time.monotonic() + AGAIN_SECONDS
            raise SharedLibraryError(self._failed) from None
        return connection

    def close(self) -> None:
        """Close the connection."""
        self._limit.end()
        self._connection.close()

    def _silent(self) -> str:
        seconds = f"{self._limit.seconds:g} seconds"
        return f"{self.shown} has not answered for {seconds}, and was given up: is the server overloaded, or cut off?"

    def _fail(self, error: psycopg.Error) -> NoReturn:
        reason = server_message(error, self._secrets)
        if isinstance(error, errors.InsufficientPrivilege):
            user = self._connection.info.user
            message = f"the user {user} may not do that in {self.shown}: {_GRANTS} ({reason})"
        elif isinstance(error, errors.ReadOnlySqlTransaction):
            message = f"{self.shown} can only be read: name the host of the primary server to write"
        elif isinstance(error, errors.UndefinedTable | errors.InvalidSchemaName):
            message = f"there is no library in {self.shown}: kztui library index --into URL puts one there"
        elif self._limit.is_over:
            message = self._failed = self._silent()
            self._again = time.monotonic() + AGAIN_SECONDS
        elif self._connection.closed:
            doing = " while something was written, which is to be done again" if self._holds_lock else ""
            message = f"the connection to {self.shown} was lost{doing} ({reason})"
        else:
            message = f"the database {self.shown} says: {reason}"
        raise SharedLibraryError(message) from None

    def _run(self, action: "Callable[[psycopg.Connection[tuple[Any, ...]]], _T]") -> _T:
        with self._one_at_a_time:
            return self._run_alone(action)

    def _run_alone(self, action: "Callable[[psycopg.Connection[tuple[Any, ...]]], _T]") -> _T:
        try:
            with self._limit.watching(self._connection):
                return action(self._connection)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            if self._depth or self._holds_lock or self._limit.is_over or not self._connection.closed:
                self._fail(error)
        except psycopg.Error as error:
            self._fail(error)
        self._connection = self._connected()
        try:
            with self._limit.watching(self._connection):
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
        """All changes within the block are made at its end; none where it raises, which goes on."""
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
        arrays = _arrays(COLUMNS[table])
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
