"""The reading room, whole: the screen that the program opens."""

from time import sleep

from textual import work

from kztui.files.load import Loaded
from kztui.tui.controllers.persistence import PersistenceMixin

AFTER_FIRST_PAINT = 0.15
WATCH_SECONDS = 0.5
QUIET = 0.7
"""Seconds before citations are warmed up: their import keeps other threads waiting, and keys come first."""


class MainScreen(PersistenceMixin):
    """Everything the room can do, put together; what can wait for the first screen does."""

    def on_mount(self) -> None:
        if self.options.watch:
            self.watch_files()
            self.set_interval(WATCH_SECONDS, self.watch_files)
        self.set_timer(AFTER_FIRST_PAINT, self.prepare)

    def set_article(self, loaded: Loaded) -> None:
        super().set_article(loaded)
        self.prepare()

    @work(thread=True, group="prepare", exit_on_error=False)
    def prepare(self) -> None:
        """Count the problems, make the search index and warm up the citations, one after the other."""
        from kztui.files.check import count  # noqa: PLC0415 (the first screen does not wait for the rules)

        problems = sum(count(self.loaded))
        if problems:
            self.app.call_from_thread(self.found_problems, problems)
        self.index().prepare()
        sleep(QUIET)
        self.citer.warm(self.style)

    def found_problems(self, problems: int) -> None:
        self.problems = problems
        self.title_line()
