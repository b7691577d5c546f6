"""Tests of screens: styles are set once, and what a widget is to repaint is not lost when a part below is repainted."""

import asyncio
from collections.abc import Collection
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from kztui.tui.textual_compat.app import CompatScreen


class Ours(CompatScreen[None]):
    """A screen as the program has them."""

    def compose(self) -> ComposeResult:
        yield Static("one", id="one")


class Theirs(Screen[None]):
    """A screen of Textual's."""

    def compose(self) -> ComposeResult:
        yield Static("one", id="one")


# If the second fails, upstream keeps what it is to repaint by now, and CompatScreen can go.
@pytest.mark.parametrize(("screen", "kept"), [(Ours, True), (Theirs, False)])
def test_a_repaint_from_below_keeps_those_of_widgets(
    screen: type[Screen[None]], kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[Collection[Widget]] = []

    async def covered() -> None:
        app = App[Any]()
        async with app.run_test() as pilot:
            await app.push_screen(screen())
            await pilot.pause()
            top = app.screen
            monkeypatch.setattr(top._compositor, "update_widgets", lambda widgets: painted.append({*widgets}))
            top._dirty_widgets.add(top.query_one("#one"))
            top.refresh(Region(0, 0, 3, 1))
            top._on_timer_update()
            if not painted:  # where the event loop has been faster
                await pilot.pause()

    asyncio.run(covered())
    names = {widget.id or "screen" for widget in painted[0]}
    assert names == ({"one", "screen"} if kept else {"screen"})


# If the second fails, upstream sets the styles once by now, and `CompatScreen.on_screen_resume` can go.
@pytest.mark.parametrize(("screen", "times"), [(Ours, 1), (Theirs, 2)])
def test_styles_are_set_once_before_a_screen_is_shown_first(
    screen: type[Screen[None]], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: list[str | None] = []
    apply = Stylesheet.apply

    def counted(self: Stylesheet, node: DOMNode, **how: Any) -> None:
        styled.append(node.id)
        apply(self, node, **how)

    async def shown() -> None:
        app = App[Any]()
        async with app.run_test() as pilot:
            monkeypatch.setattr(Stylesheet, "apply", counted)
            await app.push_screen(screen())
            await pilot.pause()
            assert app.screen.query_one("#one").styles.height is not None  # as Static declares it

    asyncio.run(shown())
    assert styled.count("one") == times
