"""`kztui` without a command: everything that must be right before the screen opens, then the screen."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kztui.cli.exit_codes import CommandError, ExitCode
from kztui.cli.lean import lean
from kztui.cli.load import find, load_at, path_of
from kztui.cli.output import Output
from kztui.clipboard.probe import Probe
from kztui.config import Configured, load_config
from kztui.files.load import Loaded
from kztui.tui.textual_compat.shutdown import TERMINAL

if TYPE_CHECKING:
    from argparse import Namespace

NOTHING_ASKED = SimpleNamespace(
    path=None,
    at=None,
    source=None,
    style=None,
    theme=None,
    no_mouse=False,
    watch=False,
    article=None,
    version=False,
)
"""What the parser makes of an empty command line, without the parser."""
ANSWER_SECONDS = 0.1
"""How long a terminal has to answer before the screen; importing takes longer, so nobody waits for it."""


def run(options: "Namespace", out: Output) -> int:
    """Open the screen, or say the version."""
    if options.version:
        from kztui.cli.version import version  # noqa: PLC0415 reading metadata takes longer than opening an article

        out.line(f"kztui {version()}")
        return ExitCode.OK
    return open_screen(options)


def open_screen(options: "Namespace | SimpleNamespace") -> int:
    """Load the article and show it until the reader leaves. Whatever ends that, the terminal is as it was before."""
    _need_a_terminal()
    with TERMINAL.kept():
        # What is loaded now stays until the end: looking for garbage before the first screen finds none.
        gc.disable()
        path = path_of(options.path or options.article)
        loaded = load_at(path)
        if options.at:
            find(loaded.article, options.at)
        if options.source and not Path(options.source).is_file():
            raise CommandError(f"kztui: no such file: '{options.source}'")
        if fault := _style_fault(options.style):
            raise CommandError(f"kztui: {fault}")
        return _screen(loaded, path, options)


def _screen(loaded: Loaded, path: Path, options: "Namespace | SimpleNamespace") -> int:
    if "NO_COLOR" in os.environ:
        # Textual decides while it is imported whether to go without colours or to paint in greys.
        os.environ.setdefault("TEXTUAL_THEME", "ansi-dark")
    if sys.__stderr__ is not None and hasattr(sys.__stderr__, "reconfigure"):
        # Textual draws on this stream with signs that a locale of ASCII alone does not have; the terminal does.
        sys.__stderr__.reconfigure(encoding="utf-8", errors="backslashreplace")
    configured = load_config()
    configured = _without(configured, "style", "" if options.style else _style_fault(configured.config.style))
    configured = _said(configured, "source", "" if options.source else _source_fault(configured.config.source))
    # The terminal answers while Textual is imported, which takes longer than everything before.
    with Probe(timeout=ANSWER_SECONDS) as probe, lean():
        from kztui.tui.app import THEMES, run  # noqa: PLC0415 most wrong arguments are answered without it
        from kztui.tui.options import Options  # noqa: PLC0415 the same

        osc52 = probe.answer()
    if fault := _theme_fault(options.theme, THEMES):
        raise CommandError(f"kztui: {fault}")
    configured = _without(configured, "theme", _theme_fault(configured.config.theme, THEMES))
    config = configured.config
    source = options.source or config.source
    wanted = Options(
        path=path,
        at=options.at or "",
        source=Path(source) if source else None,
        style=options.style or config.style,
        theme=options.theme or config.theme,
        clipboard=config.clipboard,
        osc52=osc52,
        measure=config.measure,
        mouse=not options.no_mouse,
        watch=options.watch,
    )
    return run(loaded, wanted, configured)


def _without(configured: Configured, setting: str, fault: str) -> Configured:
    """The settings without one that names nothing, and with what is to be said of it."""
    if not fault:
        return configured
    return _said(configured, setting, fault)._replace(config=replace(configured.config, **{setting: ""}))


def _said(configured: Configured, setting: str, fault: str) -> Configured:
    """The settings as they are, with what is to be said of one."""
    if not fault:
        return configured
    problem = configured.problem("wrong-value", (setting,), fault)
    return configured._replace(problems=(*configured.problems, problem))


def _source_fault(source: str) -> str:
    """Why the reader's copy cannot be shown now; it may be there when it is asked for."""
    if not source or Path(source).is_file():
        return ""
    return f"'{source}' is a folder, not a file" if Path(source).is_dir() else f"no such file: '{source}'"


def _style_fault(name: str | None) -> str:
    """Why there is no such citation style; empty where there is one, or none is named."""
    if not name:
        return ""
    from kztui.citation.errors import CitationError  # noqa: PLC0415 few readers name a style
    from kztui.citation.styles import find_style  # noqa: PLC0415 the same

    try:
        find_style(name)
    except CitationError as error:
        return str(error)
    return ""


def _theme_fault(name: str | None, themes: Sequence[str]) -> str:
    """What to say where none of the themes has this name; empty where one has, or none is named."""
    if not name or name in themes:
        return ""
    from kztui.files.coerce import nearest  # noqa: PLC0415 needed only for the message

    found = nearest(name, themes)
    return f"there is no theme “{name}”" + (f"; nearest: {found}" if found else "")


def _need_a_terminal() -> None:
    """Keys come from standard input, the picture goes to standard error's terminal: nothing works without."""
    for stream, name in ((sys.__stdin__, "standard input"), (sys.__stderr__, "standard error")):
        if stream is None or stream.closed or not stream.isatty():
            raise CommandError(
                f"kztui: the screen needs a terminal, and {name} is none."
                " Without one, try: kztui list, kztui show TARGET, kztui search QUERY"
            )
