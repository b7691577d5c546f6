"""The controllers that the first paint does without: each is imported and made when it is first asked for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kztui.tui.controllers.articles import ArticlesController
    from kztui.tui.controllers.citations import CitationsController
    from kztui.tui.controllers.columns import ColumnsController
    from kztui.tui.controllers.library import LibraryController
    from kztui.tui.controllers.notes import NotesController
    from kztui.tui.controllers.original import OriginalController
    from kztui.tui.controllers.search import SearchController
    from kztui.tui.main_screen import MainScreen


def articles(screen: "MainScreen") -> "ArticlesController":
    """The controller that keeps an unkept draft and opens other articles."""
    from kztui.tui.controllers.articles import ArticlesController  # noqa: PLC0415 - most sessions read one article

    return ArticlesController(screen)


def citations(screen: "MainScreen") -> "CitationsController":
    """The controller that copies citations."""
    from kztui.tui.controllers.citations import CitationsController  # noqa: PLC0415 - the first paint needs none

    return CitationsController(screen)


def columns(screen: "MainScreen") -> "ColumnsController":
    """The controller that changes the widths of the columns."""
    from kztui.tui.controllers.columns import ColumnsController  # noqa: PLC0415 - most sessions keep the widths

    return ColumnsController(screen)


def library(screen: "MainScreen") -> "LibraryController":
    """The controller that knows the other articles of the library."""
    from kztui.tui.controllers.library import LibraryController  # noqa: PLC0415 - most articles are in no library

    return LibraryController(screen)


def start_library(screen: "MainScreen") -> None:
    """Begin to read what is known of the library, once its controller is imported: in a thread, as that takes time."""

    def start() -> None:
        screen.library.start()

    def begin() -> None:
        from kztui.tui.controllers import library  # noqa: F401, PLC0415 - it is made in the thread of the screen

        screen.app.call_from_thread(start)

    screen.run_worker(begin, group="library import", thread=True, exit_on_error=False)


def notes(screen: "MainScreen") -> "NotesController":
    """The controller that reads and writes the reader's own notes."""
    from kztui.tui.controllers.notes import NotesController  # noqa: PLC0415 - they are read after the first paint

    return NotesController(screen)


def original(screen: "MainScreen") -> "OriginalController":
    """The controller that reads and attaches the original."""
    from kztui.tui.controllers.original import OriginalController  # noqa: PLC0415 - most articles are read without

    return OriginalController(screen)


def search(screen: "MainScreen") -> "SearchController":
    """The controller that opens the finder."""
    from kztui.tui.controllers.search import SearchController  # noqa: PLC0415 - it is prepared after the first paint

    return SearchController(screen)
