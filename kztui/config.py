"""The settings: a TOML file. A mistake in it becomes a warning, and the setting its default."""

import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import UNSET, Meta, Struct, ValidationError, convert
from msgspec.structs import fields, replace

from kztui.article.data_tables import rows
from kztui.article.suggestion import nearest
from kztui.files.folders import expanded, user_folder
from kztui.files.problems import Problem
from kztui.files.sanitize import sanitize_line

Clipboard = Literal["auto", "tmux", "native", "osc52", "off"]
LocatorSetting = Literal["auto", "article", "section"]
CLIPBOARDS = ("auto", "tmux", "native", "osc52", "off")
LOCATORS = ("auto", "article", "section")
CHOICES = {"clipboard": CLIPBOARDS, "locator": LOCATORS}
MEASURE = 76

EXPECTED = {
    "article": "the path of an article, in quotes",
    "original": "the path of your own copy of the article, in quotes",
    "library": "the folder, the address or the name of a library, in quotes",
    "libraries": "a table of names, each with the folder or the address of a library in quotes",
    "style": "the name of a citation style, in quotes",
    "theme": "the name of a theme, in quotes",
    "clipboard": f"one of {', '.join(CLIPBOARDS)}, in quotes",
    "locator": f"one of {', '.join(LOCATORS)}, in quotes",
    "measure": "a whole number of columns from 40 to 200",
    "keys": "a table of actions, each with its keys in quotes",
}

RENAMED_SETTINGS = {"source": "original"}
"""Settings from their old name to the new one. The old name is understood, with a hint."""


@cache
def renamed_actions() -> dict[str, str]:
    """Actions of `[keys]` from their old name to the new one, likewise."""
    return dict(rows("tui/data/renamed_actions.tsv"))


class Config(Struct, frozen=True, kw_only=True):
    """The settings. Paths are as written until `load_config` has made them absolute; empty means not set."""

    article: str = ""
    original: str = ""
    library: str = ""
    libraries: dict[str, str] = {}
    style: str = ""
    theme: str = ""
    clipboard: Clipboard = "auto"
    locator: LocatorSetting = "auto"
    measure: Annotated[int, Meta(ge=40, le=200)] = MEASURE
    keys: dict[str, str | list[str]] = {}


class Configured(NamedTuple):
    """The settings, the file they come from (None where there is no place for one), and what is wrong with it."""

    config: Config = Config()
    problems: tuple[Problem, ...] = ()
    path: Path | None = None
    text: str = ""

    def problem(self, rule: str, keys: tuple[str, ...], message: str, suggestion: str = "") -> Problem:
        """A warning at a key of the file."""
        # The parser with positions is needed for problems alone.
        from kztui.files.toml_tree import TomlTree  # noqa: PLC0415

        tree = TomlTree(self.text)
        _, spans = tree.nearest(keys)
        before = tree.source[: spans.key[0] if spans else 0].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return Problem(sanitize_line(str(self.path)), line, column, "warning", rule, sanitize_line(message), suggestion)

    def check_keys(
        self, actions: Collection[str], normal: Callable[[str], str | None], names: Collection[str] = ()
    ) -> tuple[dict[str, str], list[Problem]]:
        """The key bindings: from action to keys joined by commas; and a problem for each wrong one.

        `actions` are the known action ids; `normal` gives the canonical name of a key, or None when there is no such
        key; `names` are the names of keys, for suggestions.
        """
        bound: dict[str, str] = {}
        problems: list[Problem] = []
        for written, value in self.config.keys.items():
            action = renamed_actions().get(written, written)
            if action != written:
                message = f"{written} is now called {action}"
                problems.append(self.problem("renamed-action", ("keys", written), message, action))
                if action in self.config.keys:
                    continue
            if action not in actions:
                message = f"there is no action called {action}"
                problems.append(self.problem("unknown-action", ("keys", action), message, nearest(action, actions)))
                continue
            written_keys = [value] if isinstance(value, str) else value or [""]
            wanted = [key.strip() for keys in written_keys for key in keys.split(",")]
            known = [name for key in wanted if (name := normal(key)) is not None]
            for key in wanted:
                if normal(key) is None:
                    message = f"{action}: there is no key called {key}" if key else f"{action}: a key is missing"
                    problems.append(self.problem("unknown-key-name", ("keys", action), message, nearest(key, names)))
            if known:
                bound[action] = ",".join(dict.fromkeys(known))
        return bound, problems


def config_path(env: Mapping[str, str] | None = None) -> Path | None:
    """The path of the settings: KZTUI_CONFIG, or in the platform's configuration folder; None without a home folder."""
    if named := (os.environ if env is None else env).get("KZTUI_CONFIG"):
        return Path(named)
    path = user_folder("config") / "config.toml"
    return path if path.is_absolute() else None


def load_config(env: Mapping[str, str] | None = None) -> Configured:
    """The settings, with the default for each that is missing or wrong, and every problem. Never raises."""
    path = config_path(env)
    if path is None or str(path) == os.devnull:
        return Configured(path=path)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Configured(path=path)
    except (OSError, ValueError):
        mode = 0
    from kztui.files.source_files import read_files  # noqa: PLC0415 - most readers have no file

    if stat.S_ISDIR(mode):
        fault = Problem(sanitize_line(str(path)), 1, 1, "warning", "unreadable", "is a folder, not a file")
        return Configured(problems=(fault,), path=path)
    files, problems = read_files(path)
    if problems:
        return Configured(problems=tuple(problem._replace(severity="warning") for problem in problems), path=path)
    return _settings(Configured(path=path, text=files[0].text))


def article_path(chosen: str | None = None, env: Mapping[str, str] | None = None) -> Path | None:
    """The path of the article to open: `chosen` on the command line, KZTUI_ARTICLE, the settings, or the bundled one.

    None when nothing is chosen and none is bundled.
    """
    if named := chosen or (os.environ if env is None else env).get("KZTUI_ARTICLE"):
        return expanded(named)
    if configured := load_config(env).config.article:
        return Path(configured)
    from kztui.files.folders import bundled, default  # noqa: PLC0415 - most calls name an article

    return default() if default().exists() else next(iter(bundled()), None)


def library_path(chosen: str | None) -> Path | None:
    """The folder of the library to open: `chosen` on the command line, KZTUI_LIBRARY, or the settings' `library`.

    Each is a name in the settings' table `libraries`, or a path. None when nothing is chosen, or a database.
    """
    named = _library(chosen)
    return expanded(named) if named and not is_database_url(named) else None


def library_url(chosen: str | None) -> str:
    """The address of the database that is chosen as `library_path` says; empty where it is none."""
    named = _library(chosen)
    return named if is_database_url(named) else ""


def is_database_url(text: str) -> bool:
    """Whether a text is the address of a PostgreSQL database, and no path."""
    return text.lower().startswith(("postgresql://", "postgres://"))


def _library(chosen: str | None) -> str:
    """What is chosen as the library, with a name replaced by what the settings call so; empty where nothing is."""
    config = load_config().config
    named = chosen or os.environ.get("KZTUI_LIBRARY") or config.library
    return config.libraries.get(named) or named


def _settings(configured: Configured) -> Configured:
    """The settings in the text of the file."""
    import tomli  # noqa: PLC0415 - not needed without a file

    try:
        data = tomli.loads(configured.text)
    except tomli.TOMLDecodeError as error:
        message = error.msg[:1].lower() + error.msg[1:]
        fault = configured.problem("syntax", (), message)._replace(line=error.lineno, column=error.colno)
        return configured._replace(problems=(fault,))
    except (RecursionError, ValueError):
        # Too deep nesting, or a number with too many digits.
        fault = configured.problem("syntax", (), "cannot be read: nested too deeply, or a number is too long")
        return configured._replace(problems=(fault,))
    kinds = {field.name: field.type for field in fields(Config)}
    right: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in data.items():
        name = RENAMED_SETTINGS.get(key, key)
        if name != key:
            problems.append(configured.problem("renamed-setting", (key,), f"{key} is now called {name}", name))
            if name in data:
                continue
        if name not in kinds:
            message = f"there is no setting called {key}"
            problems.append(configured.problem("unknown-key", (key,), message, nearest(key, kinds)))
        elif key == "keys" and isinstance(value, dict):
            right[key] = dict(_keys(configured, value, problems))
        elif (fitting := _fit(value, kinds[name])) is not UNSET:
            right[name] = fitting
        else:
            choices = CHOICES.get(name, ())
            suggestion = nearest(value, choices) if choices and isinstance(value, str) else ""
            message = f"{key} must be {EXPECTED[name]}"
            problems.append(configured.problem("wrong-value", (key,), message, suggestion))
    return configured._replace(config=_absolute(Config(**right), configured.path), problems=tuple(problems))


def _keys(
    configured: Configured, table: Mapping[str, Any], problems: list[Problem]
) -> Iterator[tuple[str, str | list[str]]]:
    """The keys of actions that are of the right type."""
    for action, value in table.items():
        if (fitting := _fit(value, str | list[str])) is not UNSET:
            yield action, fitting
        else:
            message = f"{action} must be a key in quotes, or a list of such"
            problems.append(configured.problem("wrong-value", ("keys", action), message))


def _fit(value: object, kind: Any) -> Any:
    """`value` converted to that type, or UNSET when it has another."""
    try:
        return convert(value, kind)
    except ValidationError:
        return UNSET


def _absolute(config: Config, file: Path | None) -> Config:
    """`config` with its paths made absolute, relative to the folder of the file."""
    folder = (file or Path()).absolute().parent
    paths = {name: str(folder / expanded(path)) for name in ("article", "original") if (path := getattr(config, name))}
    libraries = {
        name: path if is_database_url(path) else str(folder / expanded(path)) for name, path in config.libraries.items()
    }
    return replace(
        config, **paths, libraries=libraries, style=sanitize_line(config.style), theme=sanitize_line(config.theme)
    )
