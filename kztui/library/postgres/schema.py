"""The tables of kztui in a database: made, migrated to the newest schema, told apart from other versions."""

import re
from importlib.resources import files

from kztui.library.database_url import SharedLibraryError
from kztui.library.index_folder import SCHEMA as CONTENT
from kztui.library.postgres.connection import PostgresDatabase

_NUMBER = re.compile(r"[0-9]{1,9}")


def migrations() -> list[str]:
    """The scripts that lead from no tables to those of this version, in order."""
    folder = files("kztui.library.postgres") / "data"
    names = sorted((entry.name for entry in folder.iterdir() if entry.name.endswith(".sql")), key=lambda n: int(n[:-4]))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def _structure(database: PostgresDatabase) -> tuple[int, str]:
    """The version of its tables, 0 where there are none, and that of what is written in them."""
    if database.rows("SELECT to_regclass('kztui.library') IS NULL")[0][0]:
        return 0, CONTENT
    found = database.rows("SELECT structure, content FROM kztui.library")
    if found and not _NUMBER.fullmatch(str(found[0][1])):
        raise SharedLibraryError(f"the version of the library in {database.shown} is not one that kztui writes")
    return (int(found[0][0]), str(found[0][1])) if found else (0, CONTENT)


def check_schema(database: PostgresDatabase) -> None:
    """Raises SharedLibraryError where the tables are missing, or not those of this version of kztui."""
    structure, content = _structure(database)
    wanted = len(migrations())
    if structure == 0:
        raise SharedLibraryError(
            f"there is no library in {database.shown}: kztui library index --library PATH --into URL puts one there"
        )
    _refuse_newer(database, structure, content)
    if (structure, content) != (wanted, CONTENT):
        raise SharedLibraryError(
            f"the library in {database.shown} was written by an older kztui (version {structure}.{content}, this one"
            f" reads {wanted}.{CONTENT}): whoever may write there renews it with kztui library index --into URL"
        )


def migrate(database: PostgresDatabase) -> bool:
    """Make or renew the tables; gives whether what is written in them must be made anew.

    The lock of writers is held. Raises SharedLibraryError where they are those of a newer version.
    """
    structure, content = _structure(database)
    _refuse_newer(database, structure, content)
    scripts = migrations()
    if structure < len(scripts):
        if database.rows("SHOW server_encoding")[0][0] != "UTF8":
            raise SharedLibraryError(f"{database.shown} is not in UTF-8: createdb --encoding UTF8 makes one that is")
        with database.transaction():
            database.run_script("CREATE SCHEMA IF NOT EXISTS kztui")
            for script in scripts[structure:]:
                database.run_script(script)
            database.change(
                "INSERT INTO library (structure, content) VALUES (?, ?)"
                " ON CONFLICT (single) DO UPDATE SET structure = excluded.structure",
                len(scripts),
                CONTENT,
            )
    return content != CONTENT


def _refuse_newer(database: PostgresDatabase, structure: int, content: str) -> None:
    if structure > len(migrations()) or int(content) > int(CONTENT):
        raise SharedLibraryError(
            f"the library in {database.shown} was written by a newer kztui (version {structure}.{content}, this one"
            f" reads {len(migrations())}.{CONTENT}): update kztui"
        )
