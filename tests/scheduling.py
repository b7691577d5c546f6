"""How the processes of pytest-xdist share the tests: by units of several of a file, the longest first."""

from collections import Counter
from collections.abc import Iterable

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

SCREEN = ("tests/robust/", "tests/tui/")
"""Where the tests are that take long; begun last, one of them could outlast all others."""
SIZE = 16
"""How many tests of a file a unit has: what they share is built once for all of them, and they are sent at once."""


class UnitScheduling(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist ships no types
    """The scheduling of `--dist loadgroup`, by units rather than test by test: each time it would look at all tests."""

    _units: dict[str, str]

    def schedule(self) -> None:
        """Hand out the first units, or to a process that came later its share."""
        if self.collection is None:
            self._units = units(next(iter(self.registered_collections.values())))
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return self._units[nodeid]

    def _assign_work_unit(self, node: WorkerController) -> None:
        self.workqueue.move_to_end(min(self.workqueue, key=_turn), last=False)
        super()._assign_work_unit(node)


def units(tests: Iterable[str]) -> dict[str, str]:
    """The unit of each test: its group, which pytest-xdist appends to its name after `@`, else a part of its file."""
    found = {}
    seen: Counter[str] = Counter()
    for test in tests:
        _, at, group = test.rpartition("@")
        if at and "]" not in group:
            found[test] = f"@{group}"
        else:
            file = test.partition("::")[0]
            found[test] = f"{file}:{seen[file] // SIZE}"
            seen[file] += 1
    return found


def _turn(unit: str) -> int:
    """Groups first, as each is run by one process alone; then the screen."""
    return 0 if unit.startswith("@") else 1 if unit.startswith(SCREEN) else 2


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> UnitScheduling | None:
    """Of the way to share that pyproject.toml names; any other stays as it is."""
    return UnitScheduling(config, log) if config.getvalue("dist") == "loadgroup" else None
