"""The title bar with breadcrumb and filters, and the status bar with keys or, for some seconds, a message."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.worker import Worker, WorkerState

from kztui.tui.commands import BY_ID, COMMANDS, Command, shown
from kztui.tui.render.cells import cell_width, crop
from kztui.tui.render.styled_text import Parts
from kztui.tui.theme import KIND_SIGN
from kztui.tui.widgets.bars import MESSAGE_SECONDS, MessageTimer, article_title

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen

GREETING = ("find", "next_link", "cite", "timeline", "help")
"""The commands that matter most to a newcomer."""


class StatusController:
    """Shows the session in the bars, and messages in place of the keys."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._problems = 0
        self._stale = False
        """Whether the files as they are now leave no article to show, and the last one that could be read is shown."""
        self._greeting = False
        """Whether the keys that matter most are shown, at the first start."""
        self._timer = MessageTimer(screen, self._end_message)
        self.messages_shown = 0
        """How many messages were shown, by which a later one is told from an earlier."""
        self.message = ""
        """The message that is shown, where one line has no room for it."""
        self._holds: Callable[[], bool] | None = None
        """Whether that message is still true, where it may cease to be."""

    def set_article(self) -> None:
        """Another version of the article was read, and its problems are not counted yet."""
        self._problems, self._stale = 0, False

    def show(self) -> None:
        """Bring both bars up to date."""
        self._show_title()
        self.unsay()
        self._show_keys()

    def show_problems(self, count: int) -> None:
        """Say in the title bar that the article has problems."""
        self._problems = count
        self._show_title()

    def show_stale(self, problem: str) -> None:
        """Say that the files cannot be read as they are now, and why."""
        self._stale = True
        self._show_title()
        self.say(f"Kept the last good view. {problem}", warn=True)

    # The title bar.

    def _show_title(self) -> None:
        screen, theme = self._screen, self._screen.theme
        session = screen.session
        right: Parts = []
        if session.filters:
            right.append((f"[linked to {' + '.join(map(self.name_of, session.filters))}]  ", theme.warn))
        right.append((" › ".join(self._breadcrumb()), theme.dim))
        if screen.options.unkept:
            right.append(("  not kept", theme.warn))
        if count := screen.loaded.article.open_candidates:
            right.append((f"  {count} open · {self.key_of('encode')} reviews", theme.accent))
        if self._stale:
            right.append(("  ⚠ last good view: kztui check", theme.warn))
        elif self._problems:
            from kztui.article.plurals import counted  # noqa: PLC0415 - most articles have none

            right.append((f"  ⚠ {counted(self._problems, 'problem')}: kztui check", theme.warn))
        if session.marks:
            right.append((f"  ✓ {len(session.marks)}", theme.mark))
        screen.title_bar.set_parts(theme, article_title(screen.article.publication, theme), right)

    def _breadcrumb(self) -> Sequence[str]:
        """The breadcrumb: section, paragraph or card, and the current link."""
        article, reader = self._screen.article, self._screen.reader
        here = article.items.get(reader.here)
        if here is None:
            return []
        section = article.section_around(here.id)
        steps = [section.caption] if section else []
        steps.append(self._signed_name(here.id) if reader.on_card else here.caption)
        link = reader.current_link
        if link and link.target in article.items:
            steps.append(self._signed_name(link.target))
        return steps

    def name_of(self, target: str) -> str:
        """The name of an item in messages, at most 60 cells; a paragraph's is its number."""
        return crop(self._screen.article.link_label(target), 60)

    def _signed_name(self, target: str) -> str:
        item = self._screen.article.items[target]
        name = self._screen.article.link_label(target)
        return name if name.startswith(item.sign) else f"{KIND_SIGN[item.item_kind]} {name[:40]}"

    # The status bar.

    def greet(self) -> None:
        """Show for a while the keys that matter most to a newcomer."""
        self._greeting = True
        self._show_keys()
        self._screen.set_timer(MESSAGE_SECONDS, self._end_greeting)

    def _end_greeting(self) -> None:
        self._greeting = False
        self._show_keys()

    def _show_keys(self) -> None:
        """The keys that matter, unless there is a message."""
        screen = self._screen
        if self._timer.is_running:
            return
        if self._greeting:
            rows = [(id_, self.key_of(id_), BY_ID[id_].name) for id_ in GREETING]
            screen.status_bar.hints(screen.theme, rows, [], "Welcome.")
            return
        rows = [(c.id, self.key_of(c.id), c.name) for c in self.commands_of_use()]
        screen.status_bar.hints(screen.theme, rows, [(screen.session.style, screen.theme.dim)])

    def commands_of_use(self) -> Sequence[Command]:
        """The commands with a place in the footer that do something in the focused pane as things are now, in order."""
        pane, of_use = self._screen.pane, self._of_use()
        found = [
            command
            for command in COMMANDS
            if command.footer
            and command.scope in {"app", "screen", "pane", pane.id}
            and (pane.can(command.id) if command.scope in {"pane", pane.id} else of_use.get(command.id, True))
        ]
        return sorted(found, key=lambda command: command.footer)

    def _of_use(self) -> Mapping[str, object]:
        """Whether commands of the main screen do something as things are now; one that is not here always does."""
        screen, session = self._screen, self._screen.session
        return {
            "back": session.history.earlier,
            "filter": session.selected not in {"", *session.filters},
            "clear_filter": session.filters,
            "next_result": session.found.targets,
            "peek": session.peek or (screen.reader.current_link and screen.pane is screen.reader),
            "cancel": session.peek or session.maximized or session.highlighted,
            "copy_quote": screen.originals,
            "compare": len(session.marks) == 2,
            "keep": screen.options.unkept,
            "timeline": session.timeline or screen.article.events,
        }

    def key_of(self, command: str) -> str:
        """The first key of a command, as remapped, as a person reads it."""
        keys = self._screen.options.keys.get(command) or BY_ID[command].keys
        return shown(keys.split(",")[0])

    def hover(self, target: str) -> None:
        """Say what a link leads to while the mouse is over it; an empty target when it has left."""
        screen = self._screen
        item = screen.article.items.get(target)
        if item is None:
            self._show_keys()
        elif not self._timer.is_running:
            kind = [(f"{KIND_SIGN[item.item_kind]} {item.item_kind}  ", screen.theme.kind(item.item_kind))]
            screen.status_bar.show(screen.theme, [*kind, (screen.article.label(item.id), screen.theme.text)])

    def say(self, text: str, warn: bool = False, holds: Callable[[], bool] | None = None) -> None:
        """Show a message in place of the keys, in the dialog on top if one is open, at most while it `holds`."""
        screen = self._screen
        above = screen.app.screen
        if above is not screen and hasattr(above, "say"):
            above.say(text, warn)
            return
        self._timer.start(warn)
        self.messages_shown += 1
        self._holds = holds
        screen.status_bar.say(screen.theme, text, warn)
        self.message = text if cell_width(text) + 2 > screen.size.width else ""
        screen.lay_out(screen.session)

    def unsay(self) -> None:
        """Take the message away if it does not hold any more."""
        if self._timer.is_running and self._holds and not self._holds():
            self._timer.stop()
            self._end_message()

    def _end_message(self) -> None:
        self.message = ""
        self._screen.lay_out(self._screen.session)

    def report_worker(self, worker: Worker[Any]) -> None:
        """Report a worker that failed: otherwise its key would seem to do nothing."""
        if worker.state is WorkerState.ERROR:
            from kztui.tui.errors import internal_error  # noqa: PLC0415 - needed after an error alone

            self.say(internal_error(worker.error), warn=True)
