"""The bases of the application and of its screens: what they change in Textual 8.2.8, which offers no public way.

Textual and Rich strip five control characters only (`textual.content._strip_control_codes`): from any widget an escape
sequence would reach the terminal as it is, and links (OSC 8) are not looked at. `OutputFilter` removes them.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.events import ScreenResume
from textual.filter import LineFilter
from textual.geometry import Region
from textual.screen import Screen, ScreenResultType

from kztui.files.sanitize import UNSAFE_IN_CELL, sanitize_line
from kztui.tui.textual_compat.ansi_writer import CompactLayout, CompactUpdate

if TYPE_CHECKING:
    from typing_extensions import Self

WEB = ("https://", "http://")


class OutputFilter(LineFilter):
    """Replaces each unsafe character by U+FFFD and removes links whose address is not http or https."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments of a line, made safe; the same list where nothing is unsafe."""
        for index, (text, style, control) in enumerate(segments):
            link = style.link if style is not None else None
            unsafe = link is not None and (not link.startswith(WEB) or UNSAFE_IN_CELL.search(link) is not None)
            # Printable text holds none of them: the regular expression is tried on few lines.
            if unsafe or (not text.isprintable() and UNSAFE_IN_CELL.search(text)):
                segments = segments.copy()
                kept = style.update_link(None) if style is not None and unsafe else style
                segments[index] = Segment(UNSAFE_IN_CELL.sub("\ufffd", text), kept, control)
        return segments


OUTPUT_FILTER = OutputFilter()


class CompatScreen(Screen[ScreenResultType]):
    """A screen that sets its styles once, and loses no repaint of its widgets when a part of it is repainted whole.

    A screen that is covered has the one above it repaint what changes (`Screen._compositor_refresh`), by `refresh` of
    these regions. Upstream that makes `Screen._on_timer_update` forget which widgets are to be repainted, as if all of
    the screen were, so that what changed in them elsewhere is not shown until it changes again.
    """

    _was_shown = False

    def on_screen_resume(self, event: ScreenResume) -> None:
        """When it is shown first, its widgets keep the styles that they got when they were mounted.

        `Screen._on_screen_resume` would set all of them again, which is meant for what changed while it was covered.
        """
        event.refresh_styles = event.refresh_styles and self._was_shown
        self._was_shown = True

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> "Self":
        """Repaint the regions besides what widgets ask for; without any the whole screen, as upstream."""
        if not regions or not repaint or layout or recompose or not self.is_mounted:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._set_dirty(*regions)
        self._dirty_widgets.add(self)
        self.check_idle()
        return self

    def redraw(self) -> None:
        """Redraw the whole screen, whatever the terminal shows."""
        self.app.refresh(layout=True)
        self.refresh(layout=True)


class CompatApp(App[int], inherit_bindings=False):
    """An `App` that sends few bytes, reads its stylesheet once, and reports an internal error on one line."""

    _panic_text = ""
    """What `panic` was first called with, as text."""
    _theme_chosen = False
    _left = False
    """Whether the reader has left."""

    def __init__(self) -> None:
        super().__init__(ansi_color=None)
        # `Screen._extend_compose` mounts two widgets on every screen unless these are set; `App.run_test` alone has
        # arguments for them. The status bar says what they would.
        self._disable_tooltips = self._disable_notifications = True

    def start_with_theme(self, name: str) -> None:
        """Choose the first theme, before anything is mounted. `name` must be registered.

        `App._watch_theme` would parse the stylesheet a second time (`App._invalidate_css`, then `refresh_css`).
        """
        self._theme_chosen = True
        theme = self.get_theme(name)
        if theme is None or theme.ansi:
            self.theme = name
            # The watcher is not called where Textual has begun with this theme, as it does without colours.
            self.stylesheet.set_variables(self.get_css_variables())
            return
        self.set_reactive(App.theme, name)
        for class_, wanted in (("-dark-mode", theme.dark), ("-light-mode", not theme.dark), (f"-theme-{name}", True)):
            self.set_class(wanted, class_, update=False)
        self._invalidate_css()
        self.stylesheet.set_variables(self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the theme; none while `App.__init__` asks for those of a theme that is not ours."""
        return super().get_css_variables() if self._theme_chosen else {}

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver; on Linux and macOS the one that no input can end."""
        chosen = super().get_driver_class()
        if sys.platform == "win32":
            return chosen
        from kztui.tui.textual_compat.driver import tolerant  # noqa: PLC0415 - not on Windows

        return tolerant(chosen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the one that removes unsafe characters and links."""
        return [*super().get_line_filters(), OUTPUT_FILTER]

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Write updates in few bytes: the one place where `App` turns what the compositor made into bytes."""
        if isinstance(renderable, ChopsUpdate):
            renderable = CompactUpdate.of(renderable)
        elif isinstance(renderable, LayoutUpdate):
            renderable = CompactLayout.of(renderable)
        super()._display(screen, renderable)

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave the screen."""
        self._left = True
        super().exit(result, return_code, message)

    def _forgives(self) -> bool:
        """Whether an error is none: messages may come to widgets that are gone while the screen is taken down."""
        return self._left and not self.is_headless and not os.environ.get("KZTUI_DEBUG")

    def _handle_exception(self, error: Exception) -> None:
        """Give up, unless the reader has left already."""
        if not self._forgives():
            super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """Give up. `App.panic` sets no exit code, which only `App._handle_exception` does: it would end with 0."""
        if self._forgives():
            return
        from kztui.tui.errors import panic_message  # noqa: PLC0415 - needed after an error alone

        self._panic_text = self._panic_text or panic_message(renderables)
        super().panic(*renderables)
        self._return_code = self._return_code or 1

    def _print_error_renderables(self) -> None:
        """One line in place of the traceback with all local variables, which `App` prints and cannot be told not to.

        Such a traceback takes seconds and up to 190 KB, and holds whatever the article holds. KZTUI_DEBUG=1 shows it.
        """
        if os.environ.get("KZTUI_DEBUG"):
            super()._print_error_renderables()
            return
        error = self._exception
        if error is not None or self._panic_text:
            text = f"{type(error).__name__}: {error}" if error is not None else self._panic_text
            print(sanitize_line(f"kztui: internal error: {text} (KZTUI_DEBUG=1 shows where)"), file=sys.stderr)


def write_to_terminal(app: App[Any], data: str) -> None:
    """Send a control sequence past Textual's drawing, on the UI thread.

    `App.copy_to_clipboard` is the only public way to the driver, and writes OSC 52 alone.
    """
    if app._driver is not None:
        app._driver.write(data)
        app._driver.flush()


def keymap(app: App[Any]) -> Mapping[str, str]:
    """The keys that `App.set_keymap` has moved, by the id of their binding: `App` has no way to ask for them."""
    return app._keymap
