"""Writes the library of a folder into a database: its articles and verdicts, without undoing what others wrote there.

Of each article and verdict three states are compared: how it is in the folder, how it is in the database, and how this
folder last knew it there. What changed here alone is written; what changed there alone stays; what changed in both is a
conflict, which is told, and written only if that is forced.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from kztui.library.addresses import parse_address
from kztui.library.catalogue import article_paths
from kztui.library.changed_files import Progress
from kztui.library.extraction import hash_of
from kztui.library.index_folder import SCHEMA as CONTENT
from kztui.library.indexing import BATCH, IndexUpdate
from kztui.library.joins import Join, JoinsDocument
from kztui.library.joins_file import JoinsFile
from kztui.library.postgres.connection import PostgresDatabase
from kztui.library.postgres.joins import origin_of, read_joins, verdict_in_words, write_join
from kztui.library.postgres.postings import PostgresPostings
from kztui.library.postgres.schema import migrate
from kztui.library.postgres.shared_library import ArticleCopies
from kztui.library.postgres.store import PostgresStore
from kztui.library.postgres.untrusted import line_of
from kztui.library.settings import read_settings
from kztui.library.vocabulary_tables import COLUMNS


class WrittenLibrary(Struct):
    """What was written into a database, and what was not."""

    indexed: int = 0
    deleted: int = 0
    joins: int = 0
    """Verdicts that were recorded, changed or taken out."""
    articles: int = 0
    """That are in the database now, with their items."""
    items: int = 0
    conflicts: list[str] = []
    """What was left as it is there, as somebody else has changed it, each with what would help."""


class _FolderUpdate(IndexUpdate):
    """The articles of a folder written into a database."""

    def __init__(self, library: Path, store: PostgresStore, *, force: bool) -> None:
        super().__init__(library, store, PostgresPostings(store.database))
        self._shared = store
        self._force = force
        self._origin = origin_of(library)
        self.conflicts: list[str] = []

    def write(self, progress: Progress) -> None:
        """Write what changed here, and delete what is gone here."""
        database = self._shared.database
        seen_rows = database.rows("SELECT path, hash FROM seen_articles WHERE origin = ?", self._origin)
        seen = {path: bytes(content) for path, content in seen_rows}
        paths = [str(path) for path in article_paths(self._library)]
        known = {path: article.hash for path, article in self._known.items()}
        wanted, same = [], []
        for path in paths:
            here, there, last = hash_of(Path(path)), known.get(path), seen.get(self._shared.relative(path))
            if here and here == there:
                same.append(path)
            elif there is None or self._force or there == last:
                wanted.append(path)
            elif here != last:
                self._conflict(path, "was written there from elsewhere since this folder last was")
        self._delete_gone_here(seen, known, set(paths))
        self._remember(same)
        # A connection may be lost: what is written by then is known to be from here.
        self._index(wanted, {}, 0, progress, lambda done: self._remember(wanted[max(0, done - BATCH) : done]))
        left = [path for path in paths if self._is_unowned(path)]
        self._index(left, {}, len(wanted), progress, lambda _done: None)

    def _delete_gone_here(self, seen: dict[str, bytes], known: dict[str, bytes], paths: set[str]) -> None:
        """Delete the articles that this folder wrote and has no more; those of others stay."""
        ours = {path for path in known.keys() - paths if self._shared.relative(path) in seen}
        changed = {path for path in ours if known[path] != seen[self._shared.relative(path)] and not self._force}
        for path in sorted(changed):
            self._conflict(path, "is gone here, but was changed there since")
        self._delete_gone(self._known.keys() - (ours - changed))
        for path in ours - changed:
            self._shared.database.change(
                "DELETE FROM seen_articles WHERE origin = ? AND path = ?", self._origin, self._shared.relative(path)
            )

    def _conflict(self, path: str, what: str) -> None:
        below = self._shared.relative(path)
        ((by, on),) = self._shared.database.rows(
            "SELECT written_by, to_char(written_at, 'YYYY-MM-DD HH24:MI') FROM articles WHERE path = ?", below
        )
        self.conflicts.append(
            f"{below} {what}, by {line_of(by)} at {line_of(on)}: it is left as it is there; --force replaces it"
        )

    def _remember(self, paths: list[str]) -> None:
        """Keep that this folder has these articles as they are in the database."""
        self._shared.database.change(
            "INSERT INTO seen_articles SELECT ?, path, hash FROM articles WHERE path = ANY (?)"
            " ON CONFLICT (origin, path) DO UPDATE SET hash = excluded.hash",
            *(self._origin, [self._shared.relative(path) for path in paths]),
        )


def write_library(
    library: Path, database: PostgresDatabase, progress: Progress, *, force: bool = False
) -> WrittenLibrary:
    """Bring the database up to date with the library in the folder `library`.

    Raises SharedLibraryError where that cannot be; what was written before stays, and the next call goes on.
    """
    library = library.resolve()
    with database.writing_alone():
        if migrate(database):
            _index_anew(database, progress)
        store = PostgresStore(database, library)
        update = _FolderUpdate(library, store, force=force)
        update.write(progress)
        joins, conflicts = _write_joins(library, database, force=force)
        settings, _ = read_settings(library)
        database.change("UPDATE library SET name = ? WHERE name = ''", settings.name or library.name)
        if update.changes.indexed:
            for table in ("postings", *COLUMNS):
                database.run_script(f"ANALYZE {table}")
        articles = int(database.rows("SELECT count(*) FROM articles WHERE number IS NOT NULL")[0][0])
        return WrittenLibrary(
            update.changes.indexed,
            update.changes.deleted,
            joins,
            articles,
            PostgresPostings(database).size,
            [*update.conflicts, *conflicts],
        )


class _CopiesUpdate(IndexUpdate):
    """The articles that are in a database indexed anew, as they are there."""

    def write(self, progress: Progress) -> None:
        """Read all of them again."""
        self._index(list(self._known), {}, 0, progress, lambda _done: None)


def _index_anew(database: PostgresDatabase, progress: Progress) -> None:
    """Make all that is computed from the articles in the database anew, whoever wrote them."""
    with TemporaryDirectory(prefix="kztui-") as place:
        copies = ArticleCopies(database, Path(place))
        with database.transaction():
            for table in ("items", "postings", *COLUMNS):
                database.run_script(f"DELETE FROM {table}")  # noqa: S608 - our names
            database.run_script("UPDATE articles SET number = NULL, items = 0")
        copies.renew(copies.store.articles())
        _CopiesUpdate(copies.folder, copies.store, PostgresPostings(database)).write(progress)
    database.change("UPDATE library SET content = ?", CONTENT)


def _write_joins(library: Path, database: PostgresDatabase, *, force: bool) -> tuple[int, list[str]]:
    """Write the verdicts of the folder; how many changed, and which were left, as somebody said otherwise there."""
    document: JoinsDocument = JoinsFile(library).document()
    if not document.is_readable:
        return 0, [f"{document.file} cannot be read: no verdict was written"]
    origin = origin_of(library)
    changed, conflicts = 0, []
    with database.transaction():
        there = read_joins(database)
        rows = database.rows("SELECT a, b, verdict FROM seen_joins WHERE origin = ?", origin)
        seen = {(a, b): verdict for a, b, verdict in rows}
        for pair in sorted(document.joins.keys() | {p for p in there if (str(p[0]), str(p[1])) in seen}):
            here, now = document.joins.get(pair), there.get(pair)
            last = seen.get((str(pair[0]), str(pair[1])))
            if _meaning(here) in {_meaning(now), last}:
                continue  # nothing is to be changed there
            if _meaning(now) == last or force:
                write_join(database, pair, now, here, origin)
                changed += 1
            else:
                conflicts.append(_conflict(pair, here, now))
        kept = read_joins(database)
        database.change("DELETE FROM seen_joins WHERE origin = ?", origin)
        agreed = [join for pair, join in document.joins.items() if _meaning(kept.get(pair)) == join.verdict]
        agreed_rows = [(str(join.a), str(join.b), join.verdict) for join in agreed]
        kept_seen = [(a, b, seen[a, b]) for a, b in seen.keys() - {row[:2] for row in agreed_rows}]
        still = [row for row in kept_seen if (parse_address(row[0]), parse_address(row[1])) in kept]
        database.copy_in(
            "seen_joins", ("origin", "a", "b", "verdict"), [(origin, *row) for row in (*agreed_rows, *still)]
        )
    return changed, conflicts


def _meaning(join: Join | None) -> str | None:
    return join.verdict if join else None


def _conflict(pair: tuple[object, object], here: Join | None, there: Join | None) -> str:
    kept = "it is left as it is there; --force replaces it"
    return f"{pair[0]} and {pair[1]}: {verdict_in_words(here)} here, {verdict_in_words(there)} there; {kept}"
