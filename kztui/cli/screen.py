"""`kztui` without a command: checks options and settings, then opens the screen."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.article.suggestion import did_you_mean, nearest
from kztui.cli.load import find_item, load_article, resolve_article_path
from kztui.cli.output import CommandError, ExitCode, Output
from kztui.clipboard.probe import Probe
from kztui.config import Configured, article_path, is_database_url, load_config
from kztui.files.folders import each_article_in, is_library, library_around
from kztui.files.load import Loaded, load
from kztui.files.problems import LoadError
from kztui.files.sanitize import sanitize_line
from kztui.tui.textual_compat.shutdown import TERMINAL

if TYPE_CHECKING:
    from argparse import Namespace

    from kztui.importing.draft import UnkeptDraft
    from kztui.library.postgres.shared_library import SharedLibrary

NO_ARGUMENTS = SimpleNamespace(
    **dict.fromkeys(("path", "at", "original", "style", "theme", "article", "library")),
    **dict.fromkeys(("no_mouse", "watch", "private", "version", "allow_private"), False),
)
"""The options of an empty command line, made without the parser to start fast."""
ANSWER_SECONDS = 0.1
"""How long to wait for the terminal's answer about OSC 52; it arrives while Textual is imported."""


def run(options: "Namespace", out: Output) -> int:
    """Open the screen, or print the version."""
    if options.version:
        from kztui.cli.version import version  # noqa: PLC0415 reading metadata takes longer than opening an article

        out.line(f"kztui {version()}")
        return ExitCode.OK
    return open_screen(options)


def open_screen(options: "Namespace | SimpleNamespace") -> int:
    """Load the article and show it until the reader quits; the terminal is restored however that ends.

    Raises CommandError when there is no terminal, or the article or an option is wrong.
    """
    named = options.path or options.article
    url = named if named and is_database_url(named) else ""
    library = _library(url or options.library) if url or options.library else None
    if library and (url or not named):
        named = str(library)
    chosen = named or os.environ.get("KZTUI_ARTICLE") or article_path()
    unkept = _unkept(str(chosen), options) if chosen else None
    _require_terminal()
    if any(name.startswith("TEXTUAL_") or name in {"COLUMNS", "LINES", "ESCDELAY"} for name in os.environ):
        from kztui.cli.environment import require_environment  # noqa: PLC0415 - most environments set none of them

        require_environment()
    with TERMINAL.restored_on_exit():
        # What is loaded now is kept until the end: the garbage collector would find nothing before the first screen.
        gc.disable()
        if unkept:
            path, choose, loaded = None, False, unkept.load()
        else:
            path = resolve_article_path(named)
            choose = is_library(path) or (path == library and bool(_shared_at(library)))
            # As the index knows it: articles are told by their paths to be in it.
            library = path.resolve() if choose else library or library_around(path)
            path, loaded = _first_of(library) if choose and library else (path, load_article(path))
        if options.at:
            find_item(loaded.article, options.at)
        if options.original and not Path(options.original).is_file():
            raise CommandError(f"kztui: no such file: '{options.original}'")
        if message := _style_error(options.style):
            raise CommandError(f"kztui: {message}")
        return _screen(loaded, path, options, unkept, library, choose=choose and not options.at)


def _unkept(name: str, options: "Namespace | SimpleNamespace") -> "UnkeptDraft | None":
    """The draft of an original that is read at once; None where `name` is an article's.

    Raises CommandError when the original cannot be read, or no terminal is left for the keys.
    """
    # `os.path.isdir` says no where `Path.is_dir` raises, as of a name that is too long.
    if name.lower().endswith(".toml") or os.path.isdir(name):  # noqa: PTH112 - see above
        return None
    from kztui.cli.read_draft import is_original, read_draft  # noqa: PLC0415 (articles do without)

    if not is_original(name):
        return None
    _require_terminal("standard error" if name == "-" else "")
    try:
        unkept = read_draft(name, allow_private=options.allow_private)
    except CommandError as error:
        raise CommandError(error.message) from error  # what has no paragraphs cannot be opened either
    if name != "-":
        return unkept
    try:
        # Keys come from the terminal, now that the original has been read from standard input.
        terminal = os.open("/dev/tty", os.O_RDWR)
        os.dup2(terminal, 0)
        os.close(terminal)
    except OSError as error:
        raise CommandError(f"kztui: no terminal for the keys: {error.strerror}") from error
    return unkept


def _first_of(library: Path) -> tuple[Path, Loaded]:
    """The article of a library to begin with, and its content: the one read last, else the first that can be opened.

    Raises CommandError where there is none.
    """
    if shared := _shared_at(library):
        return _first_of_shared(shared)
    path = library
    # The first will do: there may be ten thousand to look for.
    for path in chain(_recent_in(library), each_article_in(library)):
        with suppress(LoadError):
            return path, load(path)
    name = sanitize_line(str(library))
    if path == library:
        raise CommandError(f"kztui: the library {name} has no article yet: kztui new PAGE -o {name}/NAME makes one")
    raise CommandError(f"kztui: no article of the library {name} can be opened: kztui check {name} says why")


def _recent_in(library: Path) -> Iterator[Path]:
    """The articles of a library that were read, the last one first."""
    from kztui.session.state import kept_path  # noqa: PLC0415 (most articles are opened by themselves)
    from kztui.session.state_file import StateFile  # noqa: PLC0415 (the same)

    recent = (kept_path(article.key.path) for article in StateFile.load()[0].state.recent_articles())
    return (path for path in recent if path is not None and library in path.resolve().parents)


def _first_of_shared(shared: "SharedLibrary") -> tuple[Path, Loaded]:
    """The same of a library in a database."""
    from kztui.library.database_url import SharedLibraryError  # noqa: PLC0415 (most libraries are folders)
    from kztui.library.opening import load_at  # noqa: PLC0415 (the same)

    library = shared.copies.folder
    try:
        paths = [entry.path for entry in shared.copies.catalogue().entries]
        for path in (*(path for path in _recent_in(library) if path in paths), *paths):
            with suppress(LoadError):
                return path, load_at(library, path)[0]
    except SharedLibraryError as error:
        raise CommandError(f"kztui: {error}") from error
    raise CommandError(f"kztui: no article in {shared.database.shown} can be opened: kztui library check says why")


def _library(chosen: str) -> Path:
    """The folder of the library that an option names. Raises CommandError where there is none, or it is not read."""
    from kztui.cli.library_load import resolve_library_path  # noqa: PLC0415 (most articles are opened by themselves)
    from kztui.library.database_url import SharedLibraryError  # noqa: PLC0415 (the same)

    try:
        return resolve_library_path(chosen).resolve()
    except SharedLibraryError as error:
        raise CommandError(f"kztui: {error}") from error


def _shared_at(library: Path | None) -> "SharedLibrary | None":
    opening = sys.modules.get("kztui.library.opening")  # which connects: without it, nothing is connected to
    return opening.shared_at(library) if opening and library else None


def _screen(
    loaded: Loaded,
    path: Path | None,
    options: "Namespace | SimpleNamespace",
    unkept: "UnkeptDraft | None",
    library: Path | None,
    *,
    choose: bool,
) -> int:
    """Import Textual and run the screen. Raises CommandError when there is no such theme."""
    _prepare_drawing()
    configured = load_config()
    configured = _without_setting(configured, "style", "" if options.style else _style_error(configured.config.style))
    if not options.original:
        configured = _with_problem(configured, "original", _original_error(configured.config.original))
    # The terminal answers while Textual is imported, which takes longer than everything before.
    with Probe(timeout=ANSWER_SECONDS) as probe:
        from kztui.tui.app import THEMES, run  # noqa: PLC0415 most wrong arguments are answered without it
        from kztui.tui.options import Options  # noqa: PLC0415 the same

        osc52 = probe.answer()
        TERMINAL.typed_early = probe.typed
    if message := _theme_error(options.theme, THEMES):
        raise CommandError(f"kztui: {message}")
    configured = _without_setting(configured, "theme", _theme_error(configured.config.theme, THEMES))
    config = configured.config
    original = options.original or config.original
    wanted = Options(
        path=path,
        library=library,
        choose=choose,
        at=options.at or "",
        original=Path(original) if original else None,
        original_is_default=not options.original,
        style=options.style or config.style,
        locator=config.locator,
        theme=options.theme or config.theme,
        clipboard=config.clipboard,
        osc52=osc52,
        measure=config.measure,
        mouse=not options.no_mouse,
        watch=options.watch,
        unkept=unkept,
    )
    # The collector, which runs once the screen is painted, need not look through what stays until the end.
    gc.freeze()
    return run(loaded, wanted, configured)


def _prepare_drawing() -> None:
    """Set what Textual draws with, and reads while it is imported."""
    if "NO_COLOR" in os.environ:
        # Textual decides while it is imported whether to go without colours or to paint in greys.
        os.environ.setdefault("TEXTUAL_THEME", "ansi-dark")
    if sys.__stderr__ is not None and hasattr(sys.__stderr__, "reconfigure"):
        # Textual draws on this stream with characters that an ASCII locale lacks; the terminal has them.
        sys.__stderr__.reconfigure(encoding="utf-8", errors="backslashreplace")


def _without_setting(configured: Configured, setting: str, message: str) -> Configured:
    """The settings without a wrong one, and with the problem for it."""
    if not message:
        return configured
    return _with_problem(configured, setting, message)._replace(config=replace(configured.config, **{setting: ""}))


def _with_problem(configured: Configured, setting: str, message: str) -> Configured:
    """The settings with a problem added for one of them."""
    if not message:
        return configured
    problem = configured.problem("wrong-value", (setting,), message)
    return configured._replace(problems=(*configured.problems, problem))


def _original_error(path: str) -> str:
    """Why the original cannot be read now; it may be there when it is opened."""
    if not path or Path(path).is_file():
        return ""
    return f"'{path}' is a folder, not a file" if Path(path).is_dir() else f"no such file: '{path}'"


def _style_error(name: str | None) -> str:
    """The error for a citation style that does not exist; empty when it exists or none is named."""
    if not name:
        return ""
    from kztui.citation.errors import CitationError  # noqa: PLC0415 few readers name a style
    from kztui.citation.styles import find_style  # noqa: PLC0415 the same

    try:
        find_style(name)
    except CitationError as error:
        return str(error)
    return ""


def _theme_error(name: str | None, themes: Sequence[str]) -> str:
    """The error for a theme that does not exist; empty when it exists or none is named."""
    if not name or name in themes:
        return ""
    return f"there is no theme “{name}”" + did_you_mean(nearest(name, themes))


def _require_terminal(only: str = "") -> None:
    """Raises CommandError when standard input (keys) or standard error (the screen), or `only` one, is no terminal."""
    for stream, name in ((sys.__stdin__, "standard input"), (sys.__stderr__, "standard error")):
        if name in (only or name) and (stream is None or stream.closed or not stream.isatty()):
            raise CommandError(
                f"kztui: the screen needs a terminal, and {name} is not a terminal."
                " Without one, try: kztui list, kztui show TARGET, kztui search QUERY"
            )
