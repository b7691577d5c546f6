"""The keys that an author presses on the encode screen: counted, and at an end where nothing comes of them.

A word is typed as far as the wanted row is the first or near it, links are completed. What was typed of our own words
is counted apart.
"""

from collections.abc import Callable, Sequence

from author_choices import cheapest, way_to_link
from textual.widgets import Input

from kztui.article.article import Article
from kztui.article.links import LINK
from kztui.tui.dialogs.finder import FinderDialog
from kztui.tui.dialogs.line_dialog import LineDialog
from kztui.tui.encode.encode_screen import EncodeScreen
from kztui.tui.encode.paragraph_dialog import ParagraphDialog
from stories import Reader


class StalledError(RuntimeError):
    """The author gets no further; the message says where, and what the screen shows."""


class AuthorKeys:
    """Presses keys, and stops where a dialog refuses, a step changes nothing, or the keys exceed `most`."""

    def __init__(self, reader: Reader, screen: EncodeScreen, most: int, tell: Callable[[str], None]) -> None:
        """`tell` is told of each step, with the keys so far."""
        self.reader = reader
        self.screen = screen
        self.keys = 0
        self.prose = 0
        """Of the keys, those that typed our own words."""
        self._most = most
        self._tell = tell
        self._last: tuple[str, Article | None] = ("", None)

    @property
    def article(self) -> Article:
        return self.screen.article

    def step(self, what: str) -> None:
        """Begin a step. Raises StalledError where it is the one before again, and that has changed nothing."""
        if (what, self.article) == self._last:
            raise self.stalled(f"no progress: {what}")
        self._last = what, self.article
        self._tell(f"{what}: {self.keys} keys so far")

    def stalled(self, why: str) -> StalledError:
        """The error that ends the encoding."""
        return StalledError(f"{why}, after {self.keys} keys; the step was: {self._last[0]}\n{self.reader.text}")

    def expect_list(self, what: str) -> None:
        """Raises StalledError where a dialog is open yet, which has refused what it was given."""
        if self.reader.top_screen is not self.screen:
            raise self.stalled(f"refused: {what}")

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        if self.keys > self._most:
            raise self.stalled(f"more keys than it takes to type the article by hand, {self._most}")
        await self.reader.press(*keys)

    async def type(self, text: str, *, prose: bool = False) -> None:
        self.keys += len(text)
        self.prose += len(text) * prose
        dialog = self.reader.top_screen
        if isinstance(dialog, ParagraphDialog):  # it takes a letter at a time
            whole = len(dialog.area.text) + len(text)
            await self.reader.type(text)
            await self.reader.until(lambda: len(dialog.area.text) >= whole)
        elif text:
            await self.reader.type(text)
            line = dialog.focused
            if isinstance(line, Input):
                await self.reader.until(lambda: line.value.endswith(text))

    async def to_list(self, *keys: str) -> None:
        """Go back to the list of what is left."""
        while self.screen.pane is not self.screen.review:
            await self.press("escape")
        await self.press(*keys)

    async def type_line(self, text: str) -> None:
        """Type the one line that is asked for, and take it."""
        dialog = self.reader.top_screen
        await self.type(text)
        await self.press("enter")
        if self.reader.top_screen is dialog and isinstance(dialog, LineDialog):
            raise self.stalled(f"refused: {text}")

    async def choose(self, wanted: str, names: Sequence[str]) -> None:
        """Choose an item by its names, or a value, in the finder by the fewest keys."""
        dialog = self.reader.top_screen
        if not isinstance(dialog, FinderDialog):
            raise self.stalled(f"nothing asks for {wanted}")
        best = cheapest(dialog, wanted, names)
        if best is None:
            raise self.stalled(f"not offered: {wanted}")
        await self.type(best[0])
        await self.press(*["down"] * best[1], "enter")
        if self.reader.top_screen is dialog:
            raise self.stalled(f"refused: {wanted}")

    async def write(self, text: str, id_of: Callable[[str], str]) -> None:
        """Write a text in our words; links are completed. `id_of` gives the id of now of a target."""
        dialog = self.reader.top_screen
        if not isinstance(dialog, ParagraphDialog):
            raise self.stalled("nothing asks for a text")
        whole, at = " ".join(text.split()), 0
        for link in LINK.finditer(whole):
            await self.type(whole[at : link.start()], prose=True)
            way = way_to_link(dialog.area.offers, dialog.area.text, self.article.items[id_of(link[1])], link[2] or "")
            await self.type(way.before)
            await self.press(*way.name_keys)
            await self.type(way.words, prose=True)
            await self.press(*way.keys)
            at = link.end()
        await self.type(whole[at:], prose=True)
        await self.press("escape")
        self.expect_list("the text")
