"""What tests of the memory share: a full state, and short words for what one does with it."""

from pathlib import Path

from kztui.session.state import NOTHING, Position
from kztui.session.state_file import StateFile

FULL = (
    NOTHING.with_style("apa")
    .with_greeting()
    .at("harbour", Position(pane="reader", selected="p3", link=2), (Position(selected="p1"),), (), now=5)
    .bookmarked("harbour", "p3", "¶3 · Қорғас", now=6)
    .searched("harbour", "сухой порт")
)


def loaded() -> StateFile:
    """The file as another start of the program finds it; nothing may be wrong with it."""
    memory, message = StateFile.load()
    assert message is None
    return memory


def bookmark(memory: StateFile, target: str) -> None:
    memory.change(lambda state: state.bookmarked("harbour", target, "", 0))


def remove(memory: StateFile, target: str) -> None:
    memory.change(lambda state: state.unbookmarked("harbour", target))


def bookmarks(memory: StateFile) -> set[str]:
    return set(memory.state.of("harbour").bookmarks)


def aside(path: Path) -> list[Path]:
    return sorted(path.parent.glob("state.json.damaged-*"))
