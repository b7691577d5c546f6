"""The application around the main screen: what it leaves out of Textual's own."""

from collections.abc import Callable

import pytest
from rich.console import RenderableType
from rich.text import Text
from rich.traceback import Traceback
from textual import events
from textual._compositor import LayoutUpdate
from textual.geometry import Region, Size
from textual.pilot import Pilot
from textual.widget import Widget

from caspian import CASPIAN
from kztui.files.load import load
from kztui.tui.app import KztuiApp
from kztui.tui.options import Options


def test_textual_adds_no_widgets_of_its_own_to_a_screen() -> None:
    app = KztuiApp(load(CASPIAN), Options(clipboard="osc52"))
    added: list[Widget] = []
    with app._context():
        app.get_default_screen()._extend_compose(added)
    assert added == []


def traceback() -> Traceback:
    try:
        raised = str(b"\xff", "utf-8")
    except UnicodeDecodeError:
        return Traceback()
    return pytest.fail(raised)


@pytest.mark.parametrize(
    ("panic", "said"),
    [
        (traceback, "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
        (lambda: "It is [b]all[/b] over\nand more", "It is [b]all[/b] over"),
        (lambda: Text("\x1b[2Jwords"), "[2Jwords"),
    ],
)
def test_a_panic_of_textual_is_told_in_one_line_and_is_no_good_end(
    panic: Callable[[], RenderableType], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    app = KztuiApp(load(CASPIAN), Options(clipboard="osc52"))

    async def give_up(_: Pilot[object]) -> None:
        app.panic(panic())

    app.run(headless=True, auto_pilot=give_up)
    assert app.return_code == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("kztui: internal error: ")
    assert line.endswith(f"{said} (KZTUI_DEBUG=1 shows where)")
    assert "\x1b" not in line


def test_a_key_that_no_widget_handled_presses_nothing_once_the_last_screen_has_gone() -> None:
    app = KztuiApp(load(CASPIAN), Options(clipboard="osc52"))

    async def type_on(_: Pilot[object]) -> None:
        key = events.Key("j", "j")
        key._set_forwarded()
        screens = [*app._screen_stack]
        app._screen_stack.clear()
        try:
            await app.on_event(key)
        finally:
            app._screen_stack.extend(screens)
        app.exit(return_code=3)

    app.run(headless=True, auto_pilot=type_on)
    assert app.return_code == 3


@pytest.mark.parametrize("back", [Size(120, 40), Size(100, 30)], ids=["the same size", "another size"])
def test_a_size_that_lasts_for_a_moment_leaves_a_whole_screen(back: Size, monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal loses what stood outside of the small size, though the screen was never laid out in it."""
    app = KztuiApp(load(CASPIAN), Options(clipboard="osc52"))
    drawn: list[RenderableType | None] = []

    def regions() -> list[Region]:
        return [update.region for update in drawn if isinstance(update, LayoutUpdate)]

    async def shrink_and_grow(pilot: Pilot[object]) -> None:
        await pilot.pause()
        monkeypatch.setattr(app, "_display", lambda _screen, renderable: drawn.append(renderable))
        for size in (Size(40, 10), back):
            await app.on_event(events.Resize(size, size))
        waited = 0
        while regions()[-1:] != [back.region] and waited < 100:
            await pilot.pause(0.05)
            waited += 1
        app.exit()

    app.run(headless=True, size=(120, 40), auto_pilot=shrink_and_grow)
    assert regions()[-1:] == [back.region]
