"""What the screen asks of a library: of a database in a thread, as it may answer late or never, of a folder at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from kztui.files.edit.article_files import EditRefusedError
from kztui.library.database_url import SharedLibraryError

if TYPE_CHECKING:
    from kztui.tui.main_screen import MainScreen

_T = TypeVar("_T")


class LibraryRequests:
    """Asks, and goes on with the answer in the thread of the screen."""

    def __init__(self, screen: "MainScreen", is_shared: Callable[[], bool]) -> None:
        self._screen = screen
        self._is_shared = is_shared
        self._number = 0
        """Of the last thing that was asked for to be shown."""
        self._waits = False
        """Whether its answer has not come."""

    def read(self, read: Callable[[], _T], go_on: Callable[[_T], object]) -> None:
        """Read something of the articles, then go on with it; what keeps a database from being read is said.

        Nothing is gone on with where the reader has asked for something else meanwhile, or given up.
        """
        self._number += 1
        number, self._waits = self._number, self._is_shared()
        if self._waits:
            self._screen.status.say("Asking the database …", holds=lambda: self._waits)

        def answered(message: str, found: _T | None) -> None:
            """Go on with what was found, or say why nothing was."""
            if number != self._number:
                return
            self._waits = False
            self._screen.status.unsay()
            if message:
                self._screen.status.say(message, warn=True)
            elif found is not None:
                go_on(found)

        self.carry_out(read, answered)

    def give_up(self) -> bool:
        """Wait for no answer any more; whether there was one to wait for."""
        waited, self._waits = self._waits, False
        if waited:
            self._number += 1
            self._screen.status.unsay()
        return waited

    def carry_out(self, work: Callable[[], _T], done: Callable[[str, _T | None], object]) -> None:
        """Do something with the library; then `done` gets why it failed, or nothing, and what it gave."""

        def attempt() -> tuple[str, _T | None]:
            """Do it, and tell what keeps it from being done."""
            try:
                return "", work()
            except (SharedLibraryError, EditRefusedError, OSError) as error:
                return str(error), None

        def in_thread() -> None:
            """Do it, and go on in the thread of the screen."""
            self._screen.app.call_from_thread(done, *attempt())

        if self._is_shared():
            self._screen.run_worker(in_thread, group="ask", thread=True, exit_on_error=False)
        else:
            done(*attempt())
