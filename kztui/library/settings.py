"""The settings of a library: `library.toml` in its folder, with a name and globs for what is in it and what is not."""

from pathlib import Path
from typing import Any

import msgspec

from kztui.article.findings import Rule
from kztui.article.suggestion import nearest
from kztui.files.folders import LIBRARY
from kztui.files.problems import Problem, file_problem
from kztui.files.sanitize import sanitize_line
from kztui.files.source_files import UnreadableError, read_bytes, source_file

LIBRARY_SETTINGS = Rule(
    "library-settings",
    "error",
    "library.toml is no TOML, or has a key that is unknown or of another type; that key is left out.",
    "articles = 3",
)
_EXPECTED = {"name": "a text in quotes", "articles": "a list of globs", "ignore": "a list of globs"}


class LibrarySettings(msgspec.Struct, frozen=True, kw_only=True):
    """What `library.toml` says; the folder alone says the rest."""

    name: str = ""
    articles: tuple[str, ...] = ("*",)
    ignore: tuple[str, ...] = ()


def read_settings(path: Path) -> tuple[LibrarySettings, list[Problem]]:
    """The settings of the library in the folder `path`, and what is wrong with them. Never raises."""
    file = path / LIBRARY
    if not file.is_file():
        return LibrarySettings(), []
    import tomli  # noqa: PLC0415 - most libraries have no settings

    try:
        data: dict[str, Any] = tomli.loads(source_file(file, read_bytes(file)).text)
    except UnreadableError as fault:
        return LibrarySettings(), [fault.problem]
    except tomli.TOMLDecodeError as error:
        found = _problem(file, error.msg[:1].lower() + error.msg[1:])
        return LibrarySettings(), [found._replace(line=error.lineno, column=error.colno)]
    except (ValueError, RecursionError):
        return LibrarySettings(), [_problem(file, "nested too deeply, or a number is too long")]
    problems: list[Problem] = []
    right: dict[str, Any] = {}
    kinds = {field.name: field.type for field in msgspec.structs.fields(LibrarySettings)}
    for key, value in data.items():
        if key not in kinds:
            problems.append(_problem(file, f"a library has no setting called {key}", nearest(key, kinds)))
            continue
        try:
            right[key] = msgspec.convert(value, kinds[key])
        except msgspec.ValidationError:
            problems.append(_problem(file, f"{key} must be {_EXPECTED[key]}"))
    if "name" in right:
        right["name"] = sanitize_line(right["name"])
    return LibrarySettings(**right), problems


def _problem(file: Path, message: str, suggestion: str = "") -> Problem:
    return file_problem(str(file), LIBRARY_SETTINGS, message, suggestion)
