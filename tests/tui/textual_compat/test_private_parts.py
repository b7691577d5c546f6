"""Textual's private parts are used in `textual_compat` alone, and each is still what the use was written against."""

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from textual import screen, widget
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key

TUI = Path(__file__).parents[3] / "kztui" / "tui"
LIBRARIES = ("textual", "rich")
PRIVATE = re.compile(r"_[a-z]\w*")
# Public though their names begin with an underscore: of the standard library.
DOCUMENTED = {"_replace", "_asdict", "_fields", "_exit"}


class Use(NamedTuple):
    """A private part in use: in which module of ours, by which name."""

    module: str
    name: str


def private_uses(path: Path) -> Iterator[Use]:
    """Every use of a private part of Textual or Rich in a module: imported, taken from an object, or overridden."""
    module = ".".join(path.relative_to(TUI.parents[1]).with_suffix("").parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (name := private_module(node)):
            yield Use(path.stem, name)
        elif isinstance(node, ast.Attribute) and PRIVATE.fullmatch(node.attr) and not is_own(node.value):
            if node.attr not in own_names(tree):
                yield Use(path.stem, node.attr)
        elif isinstance(node, ast.ClassDef):
            inherited = private_names(getattr(importlib.import_module(module), node.name, None))
            for inner in ast.walk(node):
                if isinstance(inner, ast.Attribute) and is_own(inner.value) and inner.attr in inherited:
                    yield Use(path.stem, inner.attr)
                elif isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and inner.name in inherited:
                    yield Use(path.stem, inner.name)


def private_module(node: ast.ImportFrom) -> str:
    """The private part of Textual or Rich that is imported, or an empty text."""
    library, _, rest = (node.module or "").partition(".")
    if library not in LIBRARIES:
        return ""
    names = [*rest.split("."), *(alias.name for alias in node.names)]
    return next((name for name in names if PRIVATE.fullmatch(name)), "")


def is_own(value: ast.expr) -> bool:
    """Whether an attribute is asked of `self`, of `cls` or of `super()`."""
    if isinstance(value, ast.Call):
        value = value.func
    return isinstance(value, ast.Name) and value.id in {"self", "cls", "super"}


def private_names(cls: type | None) -> set[str]:
    """The private names that a class inherits from Textual or Rich."""
    found: set[str] = set()
    for base in cls.__mro__ if cls else ():
        if base.__module__.partition(".")[0] in LIBRARIES:
            found |= private_names_of(base)
    return found


@cache
def private_names_of(base: type) -> frozenset[str]:
    named = {name for name in vars(base) if PRIVATE.fullmatch(name)}
    return frozenset(named | set(re.findall(r"\bself\.(_[a-z]\w*)", inspect.getsource(base))))


def own_names(tree: ast.Module) -> set[str]:
    """The private names that a module defines itself."""
    nodes = list(ast.walk(tree))
    named = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    stored = {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    return named | stored


def uses(paths: Iterator[Path]) -> set[Use]:
    return {use for path in paths for use in private_uses(path) if use.name not in DOCUMENTED}


def test_nothing_private_is_used_outside_textual_compat() -> None:
    paths = (path for path in TUI.rglob("*.py") if path.parent.name != "textual_compat")
    assert uses(paths) == set()


UPSTREAM: dict[Use, tuple[Callable[..., object], tuple[str, ...]]] = {
    Use("app", "_compositor"): (
        Compositor.render_update,
        ("render_full_update(", "render_partial_update("),
    ),
    Use("app", "_disable_tooltips"): (screen.Screen._extend_compose, ("if not self.app._disable_tooltips:",)),
    Use("app", "_disable_notifications"): (screen.Screen._extend_compose, ("if not self.app._disable_notifications:",)),
    Use("app", "_invalidate_css"): (App._watch_theme, ("self._invalidate_css()", "self.refresh_css, animate=False")),
    Use("app", "_display"): (App._display, ("terminal_sequence = renderable.render_segments(console)",)),
    Use("app", "_handle_exception"): (App._handle_exception, ("self._return_code = 1", "self._fatal_error()")),
    Use("app", "_return_code"): (App._handle_exception, ("self._return_code = 1",)),
    Use("app", "_print_error_renderables"): (
        App._print_error_renderables,
        ("self.error_console.print(self._exit_renderables[0])",),
    ),
    Use("app", "_exception"): (App._handle_exception, ("self._exception = error",)),
    Use("app", "_driver"): (App.copy_to_clipboard, ("self._driver.write(",)),
    Use("app", "_set_dirty"): (
        screen.Screen._compositor_refresh,
        ("app.screen.refresh(*self._compositor._dirty_regions)\n                self._repaint_required = True",),
    ),
    Use("app", "_dirty_widgets"): (
        screen.Screen._on_timer_update,
        ("if self._repaint_required:\n                self._dirty_widgets.clear()",),
    ),
    Use("app", "_keymap"): (App.set_keymap, ("self._keymap = ",)),
    Use("region_layout", "_clear_arrangement_cache"): (
        widget.Widget._clear_arrangement_cache,
        ("self._arrangement_cache.clear()",),
    ),
    Use("region_layout", "_refresh_layout"): (screen.Screen._refresh_layout, ("self._compositor.reflow(self, size)",)),
    Use("ansi_writer", "_compositor"): (ChopsUpdate.render_segments, ("self.chops", "self.spans")),
    Use("driver", "_app"): (Driver.__init__, ("self._app = app",)),
    Use("driver", "_debug"): (Driver.__init__, ("self._debug = debug",)),
    Use("driver", "_handle_exception"): (App._handle_exception, ("self._return_code = 1", "self._fatal_error()")),
    Use("driver", "_in_band_window_resize"): (
        LinuxDriver.stop_application_mode,
        ("self._disable_in_band_window_resize()\n        self.disable_input()",),
    ),
    Use("driver", "_mouse_pixels"): (LinuxDriver._enable_mouse_pixels, ("self._mouse_pixels = True",)),
    Use("driver", "_run_input_thread"): (LinuxDriver._run_input_thread, ("except BaseException:", "self._app.panic,")),
    Use("input_parser", "_xterm_parser"): (XTermParser.parse, ("reissue_sequence_as_keys(sequence)\n",)),
    Use("input_parser", "_ansi_sequences"): (
        XTermParser._sequence_to_key_events,
        ("ANSI_SEQUENCES_KEYS.get(sequence)",),
    ),
    Use("input_parser", "_keyboard_protocol"): (
        XTermParser._parse_extended_key,
        ('FUNCTIONAL_KEYS.get(f"{codepoint}{end}", "")', "text if text else chr(codepoint)"),
    ),
    Use("input_parser", "_parser"): (XTermParser.parse, ("except ParseTimeout:\n                    send_sequence()",)),
    Use("input_parser", "_sequence_to_key_events"): (XTermParser._parse_extended_key, ("int(",)),
    Use("input_parser", "_awaiting"): (XTermParser.parse, ("read1(constants.ESCAPE_DELAY)", "yield read1()\n")),
    Use("input_parser", "_gen"): (Parser.tick, ("self._awaiting = self._gen.throw(ParseTimeout())",)),
    Use("input_parser", "_tokens"): (Parser.__init__, ("self._gen = self.parse(self._tokens.append)",)),
}
"""Of each private part in use: the function of Textual that it depends on or works around, and lines of its source.

Where a line has gone, look again whether the use is needed, and whether it still does what it is for.
"""


def test_every_private_part_in_use_is_watched() -> None:
    assert uses((TUI / "textual_compat").glob("*.py")) == set(UPSTREAM)


@pytest.mark.parametrize("use", UPSTREAM, ids=lambda use: f"{use.module}-{use.name}")
def test_upstream_is_as_it_was_when_the_use_was_written(use: Use) -> None:
    function, lines = UPSTREAM[use]
    source = inspect.getsource(function)
    assert [line for line in lines if line not in source] == []


def test_a_panic_upstream_still_sets_no_exit_code() -> None:
    assert "_return_code" not in inspect.getsource(App.panic)


def test_updates_of_the_screen_are_made_of_what_the_writer_reads() -> None:
    assert list(inspect.signature(ChopsUpdate).parameters) == ["chops", "spans", "chop_ends"]
    assert list(inspect.signature(LayoutUpdate).parameters) == ["strips", "region"]


def test_the_linux_driver_still_decodes_strictly_and_spins_at_the_end_of_input() -> None:
    source = inspect.getsource(LinuxDriver.run_input_thread)
    assert 'getincrementaldecoder("utf-8")()' in source
    assert "if not unicode_data:" in source
    assert "1016l" not in inspect.getsource(LinuxDriver)


@pytest.mark.parametrize(
    "sent", ["\x1b]11;rgb:1e/1e/2e\x1b\\", "\x1bP>|x(1)\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1b[" + "1;" * 20 + "n"]
)
def test_the_parser_upstream_still_presses_what_it_does_not_know(sent: str) -> None:
    assert [event for event in XTermParser().feed(sent + "\x1b[A") if isinstance(event, Key) and event.key != "up"]


def test_the_parser_upstream_still_waits_for_ever_for_the_end_of_a_paste_and_believes_any_size() -> None:
    parser = XTermParser()
    assert [*parser.feed("\x1b[200~ab"), *parser.tick(), *parser.feed("j")] == []
    assert [*XTermParser().feed("\x1b[48;9999;9999;0;0t")] != []
    with pytest.raises(ValueError, match="invalid literal"):
        list(XTermParser().feed("\x1b[97;1:3u"))


def test_arrangements_are_still_kept_by_size_and_children_alone() -> None:
    assert "cache_key = (size, self._nodes._updates" in inspect.getsource(widget.Widget.arrange)
