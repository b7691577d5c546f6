"""What opening the screen leaves out: libraries that it has no use for would be a good part of the wait."""

from pathlib import Path

import pytest
from program import opened, small_article

pytestmark = pytest.mark.each_python


@pytest.mark.parametrize("library", ["_ssl", "lxml", "tree_sitter"])
def test_the_screen_opens_without_what_it_does_not_need(library: str, tmp_path: Path) -> None:
    with opened(small_article(tmp_path)) as terminal:
        terminal.wait("Links")
        loaded = Path(f"/proc/{terminal.pid}/maps")
        if not loaded.exists():
            pytest.skip("only where the system tells what a process has loaded")
        assert f"{library}." not in loaded.read_text()
        assert "msgspec" in loaded.read_text()
