"""Laying out a screen anew when something else than its size or its children has changed."""

from typing import Any

from textual.screen import Screen


def rearrange(screen: Screen[Any]) -> None:
    """Have the screen's layout asked again for where its children stand.

    `Widget.arrange` keeps what a layout has answered by size and children alone (`_arrangement_cache`), and a
    `RegionLayout` depends on more: on the focus and on what is open.
    """
    screen._clear_arrangement_cache()
    screen.refresh(layout=True, repaint=False)


def lay_out_now(screen: Screen[Any]) -> None:
    """Give the screen's children their places at once.

    `Widget.refresh(layout=True)` only asks for it: until then the mouse finds the widgets that stood there before.
    """
    screen._refresh_layout()
