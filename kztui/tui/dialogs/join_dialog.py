"""The dialog that joins items of two articles: both cards side by side, and a key for each verdict."""

from collections.abc import Mapping, Sequence
from datetime import date
from getpass import getuser

from textual.geometry import Region

from kztui.article.article import Article
from kztui.files.edit.article_files import EditRefusedError
from kztui.library.joins import Verdict, join_of
from kztui.library.joins_file import JoinsFile
from kztui.library.proposals import Proposal
from kztui.tui.commands import COMMANDS, bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.panes.card import CardPane
from kztui.tui.theme import Palette
from kztui.tui.widgets.bars import StatusBar

Proposed = tuple[Proposal, tuple[Article, str]]
"""A proposal, and the other article with the target in it."""
NARROW = 80
"""Below this width the cards stand one above the other."""


class JoinDialog(Dialog[None]):
    """Shows one proposal after another; each verdict is written at once."""

    BINDINGS = bindings("join dialog")

    def __init__(self, theme: Palette, article: Article, proposals: Sequence[Proposed], joins: JoinsFile) -> None:
        self._own = CardPane("own", article, "This article")
        self._other = CardPane("other", article, "")
        self._bar = StatusBar("bottom", lambda command: self.call_later(getattr(self, f"action_{command}")))
        super().__init__(theme, self._own, self._other, self._bar)
        self._proposals = proposals
        self._joins = joins
        self._at = 0
        self._said: dict[int, Verdict] = {}
        """The verdicts given here, by the number of the proposal."""
        self._order: list[int] = []

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The two cards beside each other, or one above the other, and the bar below."""
        high = height - 1
        if width >= NARROW:
            half = width // 2
            cards = {"own": Region(0, 0, half, high), "other": Region(half, 0, width - half, high)}
        else:
            cards = {"own": Region(0, 0, width, high // 2), "other": Region(0, high // 2, width, high - high // 2)}
        return {**cards, "bottom": Region(0, height - 1, width, 1)}

    def on_mount(self) -> None:
        """Show the first proposal."""
        self.publish()
        self._show()

    def _show(self, message: str = "", warn: bool = False) -> None:
        proposal, (article, target) = self._proposals[self._at]
        publication = article.publication
        self._own.show(proposal.item.target)
        verdict = self._said.get(self._at)
        number = f"{self._at + 1} of {len(self._proposals)}"
        self._other.title = " · ".join(part for part in (publication.id, number, verdict or "") if part)
        self._other.remark = " · ".join(proposal.reasons)
        self._other.show_in(article, target)
        self._other.redraw()
        if message:
            self._bar.say(self.theme, message, warn)
            return
        useless = {"undo_join"} if not self._order else set()
        useless |= {"previous_proposal"} if not self._at else set()
        useless |= {"next_proposal"} if self._at + 1 == len(self._proposals) else set()
        named = [
            (command.id, command.name) for command in COMMANDS if command.scope == "join dialog" and command.footer
        ]
        keys = [(command, self.key_of(command), name) for command, name in named if command not in useless]
        self._bar.hints(self.theme, [*keys, ("close", self.key_of("close"), "close")], [])

    def _decide(self, verdict: Verdict) -> None:
        proposal = self._proposals[self._at][0]
        try:
            self._joins.record(join_of(*proposal.pair, verdict, getuser(), date.today().isoformat()))
        except (EditRefusedError, OSError) as error:
            self._show(f"Not recorded: {str(error).splitlines()[0]}", warn=True)
            return
        self._said[self._at] = verdict
        self._order.append(self._at)
        if self._at + 1 < len(self._proposals):
            self._at += 1
            self._show()
        else:
            self._show(f"{proposal.other}: {verdict}. That was the last; {self.key_of('close')} closes")

    def action_same(self) -> None:
        """Both are the same thing."""
        self._decide("same")

    def action_different(self) -> None:
        """They are different things."""
        self._decide("different")

    def action_unsure(self) -> None:
        """Nobody can tell."""
        self._decide("unsure")

    def action_undo_join(self) -> None:
        """Take the last verdict back."""
        if not self._order:
            self._show("No verdict was given here that could be taken back")
            return
        try:
            said = self._joins.undo()
        except EditRefusedError as error:
            self._show(str(error).splitlines()[0], warn=True)
            return
        self._at = self._order.pop()
        self._said.pop(self._at, None)
        self._show(f"Taken back: {said}")

    def action_next_proposal(self) -> None:
        """Go to the next proposal."""
        self._at = min(self._at + 1, len(self._proposals) - 1)
        self._show()

    def action_previous_proposal(self) -> None:
        """Go to the previous proposal."""
        self._at = max(self._at - 1, 0)
        self._show()
