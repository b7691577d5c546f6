"""Loading and checking an article, against the time that tomli alone needs for the same bytes."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import tomli
from large import written
from measure import ARTICLE, Row, beside, in_turn, milliseconds

from kztui.files.check import check
from kztui.files.load import load

BUDGET = 2.0


def parse(folder: Path) -> None:
    """What tomli alone does."""
    for file in folder.glob("*.toml"):
        tomli.loads(file.read_text(encoding="utf-8"))


def load_and_check(folder: Path) -> None:
    """What the screen and `kztui check` do."""
    check(load(folder))


def rows(rounds: int = 15) -> list[Row]:
    """The bundled article, and one of ten thousand items."""
    found = []
    with TemporaryDirectory() as folder:
        large = written(Path(folder), 10_000)
        for what, path, times in (
            ("the bundled article", ARTICLE, rounds),
            ("10,000 items", large, max(3, rounds // 3)),
        ):
            ours, theirs = (
                partial(milliseconds, partial(load_and_check, path)),
                partial(milliseconds, partial(parse, path)),
            )
            pair = in_turn(ours, theirs, times)
            found.append(beside(f"load and check {what} · tomli alone", pair, "ms", BUDGET))
    return found
