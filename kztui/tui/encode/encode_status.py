"""The bars of the encode mode: how much is done above, below what can be done now, or for some seconds a message."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kztui.tui.commands import BY_ID, COMMANDS, ENCODING, Command, shown
from kztui.tui.encode.reviewing import NEEDS
from kztui.tui.render.cells import crop
from kztui.tui.render.styled_text import Parts
from kztui.tui.widgets.bars import MessageTimer, article_title

if TYPE_CHECKING:
    from kztui.tui.encode.encode_screen import EncodeScreen

ALWAYS = ("undo", "leave_encoding", "encode_help")
"""The commands that the footer always shows."""


def _with_footer(scope: str) -> list[Command]:
    """The commands of a scope that have a place in the footer, in its order."""
    return sorted((c for c in COMMANDS if c.scope == scope and c.footer), key=lambda command: command.footer)


class EncodeStatusController:
    """Shows the state of the review in the bars."""

    def __init__(self, screen: "EncodeScreen") -> None:
        self._screen = screen
        self._timer = MessageTimer(screen, self.show_keys)
        self.done = ""
        """What the last edit did, in the past tense."""

    def show(self) -> None:
        """Bring both bars up to date; a message has been read by now."""
        self._timer.stop()
        self._show_title()
        self.show_keys()

    def _show_title(self) -> None:
        screen, theme = self._screen, self._screen.theme
        done = screen.progress
        style = theme.warn if done.problems else theme.dim
        screen.title_bar.short_right = [(done.short, style)]
        screen.title_bar.set_parts(theme, article_title(screen.article.publication, theme), [(str(done), style)])

    def key_of(self, command: str) -> str:
        """The first key of a command, as remapped, as a person reads it."""
        return shown((self._screen.keys.get(command) or BY_ID[command].keys).split(",")[0])

    @property
    def letters(self) -> Mapping[str, str]:
        """What each letter does in the list, as remapped."""
        commands = [command for command in COMMANDS if command.scope == ENCODING]
        return {key: each.name for each in commands for key in (self._screen.keys.get(each.id) or each.keys).split(",")}

    def show_keys(self) -> None:
        """Show the keys of what can be done, unless there is a message."""
        screen = self._screen
        if self._timer.is_running or not screen.is_mounted:
            return
        if screen.pane is screen.original:
            rows = self._word_keys()
        elif screen.pane is screen.facts:
            rows = self._field_keys()
        else:
            applying = (c.id for c in _with_footer("encode mode") if c.id not in ALWAYS and self.applies(c.id))
            rows = self._named(*applying)
        right: Parts = [(crop(self.done, screen.size.width // 3), screen.theme.dim)]
        screen.status_bar.hints(screen.theme, rows + self._named(*ALWAYS), right, kept=len(ALWAYS))
        screen.status_bar.fit(screen)

    def _word_keys(self) -> list[tuple[str, str, str]]:
        """The keys that select words of the original, or once they are taken make something of them."""
        if not self._screen.original.selection.fixed:
            take = ("open", self.key_of("open"), "take")
            moves = ("extend", "next_unit", "previous_unit", "next_sentence", "release")
            return [take, *self._named(*moves, *filter(self.applies, ("unlink_item", "link_all", "redo")))]
        made = self._named("end_of_word", "make_actor", "make_place", "make_term", "make_claim")
        return [("next_unit", self.key_of("next_unit"), "link"), *made, *self._named("release")]

    def _field_keys(self) -> list[tuple[str, str, str]]:
        """The keys that edit the fields of the item in hand."""
        screen = self._screen
        row = screen.facts.current
        named = [
            *(["remove_value"] if row and row.text else []),
            *(each for each in ("accept", "write_paragraph") if not screen.fields.of_article and self.applies(each)),
            *filter(self.applies, ("redo",)),
            "release",
        ]
        return [("open", self.key_of("open"), "edit"), ("down", "a–z", "by letter"), *self._named(*named)]

    def _named(self, *commands: str) -> list[tuple[str, str, str]]:
        return [(command, self.key_of(command), BY_ID[command].name) for command in commands]

    def applies(self, command: str) -> bool:
        """Whether a command can be done to what is in hand."""
        wanted = NEEDS.get(command)
        return wanted is None or wanted(self._screen)

    def say(self, text: str, warn: bool = False) -> None:
        """Show a message for a while in place of the keys."""
        self._timer.start(warn)
        self._screen.status_bar.say(self._screen.theme, text, warn)
        self._screen.status_bar.fit(self._screen)
