"""What opening the screen leaves out: libraries that it has no use for would be a good part of the wait."""

from pathlib import Path

import pytest
from program import opened, small_article

pytestmark = pytest.mark.each_python

# ssl is not among them: asyncio itself imports it, wherever it was built.
LEFT_OUT = ("lxml", "tree_sitter")


def test_the_screen_opens_without_what_it_does_not_need(tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        terminal.wait("Links")
        maps = Path(f"/proc/{terminal.pid}/maps")
        if not maps.exists():
            pytest.skip("only where the system tells what a process has loaded")
        loaded = maps.read_text()
        assert [library for library in LEFT_OUT if f"{library}." in loaded] == []
        assert "msgspec" in loaded


def test_keys_typed_before_the_first_paint_do_what_they_say(tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        terminal.send("3j")  # input waits in the terminal until the screen is painted
        terminal.wait("Links")
        terminal.wait("Three ferries.*● Lina")  # the breadcrumb
