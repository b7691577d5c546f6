"""What tests of the saved state share: a full state, and short words for what one does with it."""

from pathlib import Path

from kztui.session.history import Location
from kztui.session.state import EMPTY, ArticleKey
from kztui.session.state_file import StateFile

HARBOUR = ArticleKey("harbour", "/articles/harbour.toml")
FULL = (
    EMPTY.with_style("apa")
    .with_theme("nord")
    .with_greeting()
    .with_position(
        HARBOUR,
        Location(pane="reader", selected="p3", link=2),
        (Location(selected="p1"),),
        (Location(selected="p2", page="p2", block=1),),
        now=5,
    )
    .with_bookmark(HARBOUR, "p3", "¶3 · Қорғас", now=6)
    .with_query(HARBOUR, "сухой порт")
    .with_visit(HARBOUR, "p3")
)


def loaded() -> StateFile:
    """The file as another start of the program finds it; nothing may be wrong with it."""
    state_file, message = StateFile.load()
    assert message is None
    return state_file


def add_bookmark(state_file: StateFile, target: str, key: ArticleKey = HARBOUR) -> None:
    """Bookmark a target, without saving."""
    state_file.change(lambda state: state.with_bookmark(key, target, "", 0))


def remove_bookmark(state_file: StateFile, target: str) -> None:
    """Take a bookmark away, without saving."""
    state_file.change(lambda state: state.without_bookmark(HARBOUR, target))


def bookmarks(state_file: StateFile, key: ArticleKey = HARBOUR) -> set[str]:
    """The bookmarked targets."""
    return set(state_file.state.article(key).bookmarks)


def moved_away(path: Path) -> list[Path]:
    """The damaged state files beside `path`."""
    return sorted(path.parent.glob("state.json.damaged-*"))
