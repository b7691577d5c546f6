"""Where a reader is in an article, in terms that another width of the screen and another start leave true."""

from typing import Annotated

from msgspec import Meta, Struct

_Count = Annotated[int, Meta(ge=-1, le=1_000_000_000)]


class Location(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What back and forward bring back: the focused pane, the selected target, and what is visible of which page.

    `page` is the item whose card the reader shows, empty for the article's text. `block` and `offset` (in characters)
    say where the cursor is on it, `top_block` and `top_offset` what the first line shows; `link` is the number of the
    current link in its block, -1 for none. `subject` and `entry` say whose links the Links pane lists and which of
    them is current, if that pane has the focus.
    """

    pane: str = ""
    selected: str = ""
    page: str = ""
    block: _Count = 0
    offset: _Count = 0
    top_block: _Count = 0
    top_offset: _Count = 0
    link: _Count = -1
    subject: str = ""
    entry: _Count = 0
