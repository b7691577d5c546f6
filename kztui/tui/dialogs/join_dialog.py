"""The dialog that joins items of two articles: both cards side by side, and a key for each verdict."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from getpass import getuser
from typing import Any, TypeVar

from textual.geometry import Region

from kztui.article.article import Article
from kztui.library.joins import Verdict, join_of
from kztui.library.joins_file import JoinsFile
from kztui.library.proposals import Proposal
from kztui.tui.commands import BY_ID, COMMANDS, bindings
from kztui.tui.dialogs.dialog import Dialog
from kztui.tui.panes.card import CardPane
from kztui.tui.theme import Palette
from kztui.tui.widgets.bars import StatusBar

_T = TypeVar("_T")
Proposed = tuple[Proposal, tuple[Article, str]]
"""A proposal, and the other article with the target in it."""
CarryOut = Callable[[Callable[[], Any], Callable[[str, Any], object]], None]
"""Does something that may take its time, and then tells why it failed, or nothing, and what it gave."""
NARROW = 80
"""Below this width the cards stand one above the other."""


class JoinDialog(Dialog[None]):
    """Shows one proposal after another; each verdict is written at once."""

    BINDINGS = bindings("join dialog")

    def __init__(
        self,
        theme: Palette,
        article: Article,
        proposals: Sequence[Proposed],
        joins: JoinsFile,
        carry_out: CarryOut,
        judged_late: Callable[[str], object],
    ) -> None:
        """`carry_out` makes a change, then tells why it failed, if it did, and what it gave.

        `judged_late` is told the first where the dialog was closed before.
        """
        self._own = CardPane("own", article, "This article")
        self._other = CardPane("other", article, "")
        self._bar = StatusBar("bottom", lambda command: self.call_later(self.run_action, BY_ID[command].action))
        super().__init__(theme, self._own, self._other, self._bar)
        self._proposals = proposals
        self._joins = joins
        self._at = 0
        self._verdicts: dict[int, Verdict] = {}
        """The verdicts given here, by the number of the proposal."""
        self._order: list[int] = []
        self._carry_out = carry_out
        self._judged_late = judged_late
        self._waiting: deque[Callable[[], None]] = deque()
        """What is to be changed, one after the other; the first is being carried out."""
        self._has_judged = False
        """Whether a verdict was recorded or taken back by now."""

    def regions(self, width: int, height: int) -> Mapping[str, Region]:
        """The two cards beside each other, or one above the other, and the bar below, as high as its message."""
        bar = self._bar.height_in(width, height)
        high = height - bar
        if width >= NARROW:
            half = width // 2
            cards = {"own": Region(0, 0, half, high), "other": Region(half, 0, width - half, high)}
        else:
            cards = {"own": Region(0, 0, width, high // 2), "other": Region(0, high // 2, width, high - high // 2)}
        return {**cards, "bottom": Region(0, high, width, bar)}

    def on_mount(self) -> None:
        """Show the first proposal."""
        self.publish()
        self._show()

    def _show(self, message: str = "", warn: bool = False) -> None:
        if not self.is_attached:
            return
        proposal, (article, target) = self._proposals[self._at]
        publication = article.publication
        self._own.show(proposal.item.target)
        verdict = self._verdicts.get(self._at)
        number = f"{self._at + 1} of {len(self._proposals)}"
        self._other.title = " · ".join(part for part in (publication.id, number, verdict or "") if part)
        self._other.remark = " · ".join(proposal.reasons)
        self._other.show_in(article, target)
        self._other.redraw()
        if message:
            self._say(message, warn=warn)
            return
        useless = {"undo_join"} if not self._order else set()
        useless |= {"previous_proposal"} if not self._at else set()
        useless |= {"next_proposal"} if self._at + 1 == len(self._proposals) else set()
        named = [
            (command.id, command.name) for command in COMMANDS if command.scope == "join dialog" and command.footer
        ]
        keys = [(command, self.key_of(command), name) for command, name in named if command not in useless]
        self._bar.hints(self.theme, [*keys, ("close", self.key_of("close"), "close")], [])
        self._bar.fit(self)

    def _say(self, message: str, *, warn: bool) -> None:
        self._bar.say(self.theme, message, warn)
        self._bar.fit(self)

    @property
    def is_done(self) -> bool:
        """Whether verdicts were recorded or taken back, all that were given."""
        return self._has_judged and not self._waiting

    def _in_turn(self, change: Callable[[], None]) -> None:
        """Make a change when those before it are made: a database may take its time, and keys are heard meanwhile."""
        self._waiting.append(change)
        if len(self._waiting) == 1:
            change()

    def _change(self, work: Callable[[], _T], done: Callable[[str, _T | None], None]) -> None:
        """Carry out a change, show it by `done`, and make the next; after one that failed, none that was waiting."""
        self._say("Asking the database …", warn=False)

        def finished(message: str, found: _T | None) -> None:
            """Go on, in the thread of the screen."""
            refused = message.split("\n", 1)[0]
            self._waiting.popleft()
            self._has_judged = self._has_judged or not refused
            if refused:
                self._waiting.clear()
            done(refused, found)
            if not self.is_attached:
                self._judged_late(f"Not recorded: {refused}" if refused else "")
            if self._waiting:
                self._waiting[0]()

        self._carry_out(work, finished)

    def action_decide(self, verdict: Verdict) -> None:
        """Record a verdict on the proposal that is shown: both are the same, or different, or nobody can tell."""
        self._in_turn(partial(self._record, verdict))

    def _record(self, verdict: Verdict) -> None:
        proposal = self._proposals[self._at][0]
        join = join_of(*proposal.pair, verdict, getuser(), date.today().isoformat())
        self._change(partial(self._joins.record, join), partial(self._recorded, verdict))

    def _recorded(self, verdict: Verdict, refused: str, _: bool | None) -> None:
        if refused:
            self._show(f"Not recorded: {refused}", warn=True)
            return
        proposal = self._proposals[self._at][0]
        self._verdicts[self._at] = verdict
        self._order.append(self._at)
        if self._at + 1 < len(self._proposals):
            self._at += 1
            self._show()
        else:
            self._show(f"{proposal.other}: {verdict}. That was the last; {self.key_of('close')} closes")

    def action_undo_join(self) -> None:
        """Take the last verdict back."""
        self._in_turn(self._undo)

    def _undo(self) -> None:
        if self._order:
            self._change(self._joins.undo, self._undone)
        else:
            self._change(lambda: None, lambda *_: self._show("No verdict was given here that could be taken back"))

    def _undone(self, refused: str, verdict: str | None) -> None:
        if refused:
            self._show(refused, warn=True)
            return
        self._at = self._order.pop()
        self._verdicts.pop(self._at, None)
        self._show(f"Taken back: {verdict}")

    def action_go_on(self, step: int) -> None:
        """Go to the next or the previous proposal."""
        self._at = max(0, min(self._at + step, len(self._proposals) - 1))
        self._show()
