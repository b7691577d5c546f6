"""The base of all dialogs: a modal screen over the main screen, with panes of its own, closed by Escape."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.geometry import Region
from textual.layout import Layout
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from kztui.tui.commands import BY_ID, Command, bindings, shown
from kztui.tui.textual_compat.app import CompatScreen, keymap
from kztui.tui.textual_compat.region_layout import RegionLayout
from kztui.tui.theme import Palette
from kztui.tui.view_state import ViewState
from kztui.tui.widgets.pane import Pane


class Dialog(ModalScreen[ScreenResultType], CompatScreen[ScreenResultType], inherit_bindings=False):
    """A modal screen of the given widgets; where they are not a single pane, a subclass overrides `regions`."""

    BINDINGS = bindings("dialog")
    WIDTH: ClassVar[int] = 100
    HEIGHT: ClassVar[int] = 30

    def __init__(self, theme: Palette, *widgets: Widget) -> None:
        super().__init__()
        self.theme = theme
        self._widgets = widgets
        self._regions = RegionLayout(self.regions)

    def compose(self) -> ComposeResult:
        """The widgets of the dialog."""
        yield from self._widgets

    @property
    def layout(self) -> Layout:
        """The layout that gives each widget its region."""
        return self._regions

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The region of each pane by its name; by default one pane named `dialog` in the middle of the screen."""
        return {"dialog": self.middle(width, height)}

    def middle(self, width: int, height: int, needed: int = 0) -> Region:
        """A centred region of the dialog's own size, or of `needed` lines, or of the screen's where that is smaller."""
        wide, high = min(width, self.WIDTH), min(height, max(self.HEIGHT, needed))
        return Region((width - wide) // 2, (height - high) // 3, wide, high)

    def low(self, width: int, height: int, needed: int = 0) -> Region:
        """A region of the dialog's own size above the last line, so that what is in the upper part stays in sight.

        Where it has `needed` lines, as many as these.
        """
        wide, high = min(width, self.WIDTH), min(height - 1, max(min(max(height // 2, 7), self.HEIGHT), needed))
        return Region((width - wide) // 2, height - 1 - high, wide, high)

    def publish(self) -> None:
        """Give every pane a view state with the theme."""
        for pane in self.query(Pane):
            pane.view = ViewState(self.theme)

    def on_mount(self) -> None:
        """Draw the panes; Textual calls it besides the method of a subclass."""
        self.publish()

    def key_of(self, command: str) -> str:
        """The first key of the command with this id, as remapped, in the form that is displayed."""
        return keys_of(BY_ID[command], keymap(self.app))[0]

    async def action_quit_from_dialog(self) -> None:
        """Quit the application, as its own key does."""
        # Bindings of the application are not active below a modal screen.
        await self.app.action_quit()

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the dialog once: a second key or click that was already queued must not close another screen."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def action_close(self) -> None:
        """Close the dialog without a result."""
        self.dismiss()


def keys_of(command: Command, keymap: Mapping[str, str]) -> list[str]:
    """The keys of a command, as remapped by `keymap` (command id to keys), in the form that is displayed."""
    return [shown(key) for key in (keymap.get(command.id) or command.keys).split(",")]
