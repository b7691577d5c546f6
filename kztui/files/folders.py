"""What a folder is: one article, several articles, or a library of them; and the folders of this program.

A folder whose files hold one `[article]` is an article. With more than one, each such file is an article. A folder with
only subfolders that hold articles, or with a `library.toml`, is a library. The
bundled articles are in a folder inside the package once installed, beside it in a checkout.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

LIBRARY = "library.toml"
"""Says which articles a library has: `name`, `articles` (globs; every file and folder by default), `ignore` (globs)."""
JOINS = "joins.toml"
"""Says which items of a library's articles are the same; no article is called so."""
_XDG = {
    "cache": ("XDG_CACHE_HOME", ".cache"),
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
}
"""The variable and the folder below the home of each (XDG Base Directory Specification 0.8)."""
_NOT_ARTICLES = frozenset({LIBRARY, JOINS})
# Begins with a plain character, which the engine looks for many times faster than for the beginning of a line.
_ARTICLE_HEADER = re.compile(r"\n[ \t]*\[[ \t]*article[ \t]*\]")


def has_article_header(text: str) -> bool:
    """Whether a line of a file's text looks like the head of its [article] table."""
    return _ARTICLE_HEADER.search("\n" + text) is not None


def articles_in(path: Path) -> list[Path]:
    """The files and folders that are an article each: `path` itself, or all in it.

    A folder without any article is given as it is: whoever loads it says what is wrong.
    """
    return list(each_article_in(path))


def each_article_in(path: Path) -> Iterator[Path]:
    """The same one after the other: the first is known before ten thousand folders are looked into."""
    found = iter(_articles(path))
    yield next(found, path)
    yield from found


def _articles(path: Path) -> Iterable[Path]:
    if not os.path.isdir(path):  # noqa: PTH112 - says no where `Path.is_dir` raises, as of a name that is too long
        return [path]
    if os.path.isfile(path / LIBRARY):  # noqa: PTH113 - the same
        return _of_library(path)
    files = _tables_in(path)
    if not files:
        folders = (folder for folder in _entries(path) if folder.is_dir() and _tables_in(folder))
        return (article for folder in folders for article in articles_in(folder))
    with_article = [file for file in files if _has_article(file)] if len(files) > 1 else []
    return with_article if len(with_article) > 1 else [path]


def is_library(path: Path) -> bool:
    """Whether a folder is a library, even an empty one, and neither an article nor a file."""
    if not os.path.isdir(path):  # noqa: PTH112 - see above
        return False
    if (path / LIBRARY).is_file():
        return True
    if _tables_in(path):
        return articles_in(path) != [path]
    # The first will do: there may be ten thousand.
    try:
        with os.scandir(path) as entries:
            return any(entry.name[0] != "." and entry.is_dir() and _tables_in(Path(entry.path)) for entry in entries)
    except OSError:
        return False


def library_around(article: Path) -> Path | None:
    """The folder of the library that an article belongs to, told by its `library.toml` or `joins.toml`; else None.

    Copies of a shared library are none: that is in its database.
    """
    for folder in article.absolute().parents:
        if (folder / LIBRARY).is_file() or (folder / JOINS).is_file():
            return None if folder.parent.resolve() == shared_copies().resolve() else folder
    return None


def _of_library(path: Path) -> Iterator[Path]:
    import tomli  # noqa: PLC0415 - most folders have no settings

    try:
        settings: dict[str, Any] = tomli.loads((path / LIBRARY).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        settings = {}
    ignored = {found for pattern in _globs(settings, "ignore", []) for found in path.glob(pattern)}
    matched = {found for pattern in _globs(settings, "articles", ["*"]) for found in path.glob(pattern)}
    kept = sorted(found for found in matched - ignored if found.name not in _NOT_ARTICLES and found.name[0] != ".")
    chosen = (found for found in kept if found.suffix.lower() == ".toml" or (found.is_dir() and _tables_in(found)))
    return (article for found in chosen for article in articles_in(found))


def _globs(settings: dict[str, Any], key: str, default: list[str]) -> list[str]:
    """The patterns under a key; absolute ones and those that lead out of the library are left out."""
    values = settings.get(key, default)
    texts = [value for value in values if isinstance(value, str)] if isinstance(values, list) else default
    return [text for text in texts if text and not Path(text).is_absolute() and ".." not in Path(text).parts]


def _tables_in(folder: Path) -> list[Path]:
    """Its `*.toml` files: what is called so and is none would block whoever opens it, or cannot be opened."""
    try:
        with os.scandir(folder) as entries:  # not as paths: there may be ten thousand folders beside them
            names = sorted(entry.name for entry in entries if entry.name[0] != "." and _is_table(entry.name))
    except OSError:
        return []
    return [folder / name for name in names if os.path.isfile(folder / name)]  # noqa: PTH113 - says no where `Path.is_file` raises


def _is_table(name: str) -> bool:
    return name.lower().endswith(".toml") and name not in _NOT_ARTICLES


def _entries(folder: Path) -> list[Path]:
    """What is in a folder, by name, without hidden files; nothing where it cannot be read."""
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if name[0] != "."]  # noqa: PTH208 - names are sorted in a tenth of the time
    except OSError:
        return []


def _has_article(file: Path) -> bool:
    """Whether a file has an [article] table; one that is no TOML has, where a line looks like it."""
    import tomli  # noqa: PLC0415 - most folders are known by the names in them

    try:
        text = file.read_text(encoding="utf-8")
        return has_article_header(text) and "article" in tomli.loads(text)
    except OSError:
        return False
    except (ValueError, RecursionError):
        return True


def expanded(path: str | Path) -> Path:
    """The path with `~` and `~user` as folders; as it is where there is no such user, or no home folder.

    Path.expanduser raises RuntimeError there, and a path that somebody typed would end the program.
    """
    try:
        return Path(os.path.expanduser(path))  # noqa: PTH111 - a Path raises
    except ValueError:  # a NUL in it, which no name of a user has
        return Path(path)


def is_there(path: str | Path) -> bool:
    """Whether there is a file or folder; where a name is too long or may not be asked for, Path.exists raises."""
    return os.path.exists(path)  # noqa: PTH110 - a Path raises


def is_file(path: str | Path) -> bool:
    """Whether there is a file; where a name is too long or may not be asked for, Path.is_file raises."""
    return os.path.isfile(path)  # noqa: PTH113 - a Path raises


def user_folder(use: Literal["cache", "config", "data", "state"]) -> Path:
    """The folder for one use, which may not exist; it is relative where there is no home folder."""
    if sys.platform == "linux":  # platformdirs takes longer to import than a search
        variable, below_home = _XDG[use]
        base = os.environ.get(variable, "").strip()
        return Path(base or expanded(f"~/{below_home}"), "kztui")
    import platformdirs  # noqa: PLC0415 - not on Linux

    found = {
        "cache": platformdirs.user_cache_path,
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "state": platformdirs.user_state_path,
    }
    return found[use]("kztui", appauthor=False)


def shared_copies() -> Path:
    """The folder in which each shared library has one, for copies of the articles that were opened."""
    return user_folder("cache") / "shared"


DEFAULT = "zenn-2013"
_PACKAGE = Path(__file__).resolve().parent.parent


def _content() -> Path:
    inside = _PACKAGE / "content"
    return inside if inside.is_dir() else _PACKAGE.parent / "content"


def bundled() -> list[Path]:
    """The paths of all bundled articles, files or folders, by name; empty when there are none."""
    content = _content()
    if not content.is_dir():
        return []
    return sorted(
        entry
        for entry in content.iterdir()
        if entry.name[0] != "." and (entry.suffix == ".toml" or (entry.is_dir() and any(entry.glob("*.toml"))))
    )


def default() -> Path:
    """The path of the article that opens when no other is chosen."""
    return _content() / DEFAULT
