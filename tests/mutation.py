"""Put faults into a room and see whether its tests notice: nice python tests/mutation.py article --sample 300

Needs `pip install '.[test,mutation]'`. The faults are those of cosmic-ray; each is written into a copy of the
repository, where forked children run the room's tests, first those that mirror the module. It takes minutes.
"""

import argparse
import ast
import difflib
import functools
import importlib
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path
from typing import NamedTuple

import pytest
from cosmic_ray.commands.init import _all_work_items
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from hypothesis import Phase, settings

REPOSITORY = Path(__file__).parent.parent
ROOMS = ("article", "search", "citation")
# What every child would otherwise import anew.
FOREIGN = ("anyascii", "citeproc", "jsonschema", "msgspec", "rapidfuzz", "rich", "tomli", "tree_sitter")
# Equal strings and numbers are the same object, or not, as the interpreter likes.
IDENTITY = ("_Eq_Is", "_NotEq_IsNot")
PATIENCE = 120  # seconds: no fault may take longer to be noticed
MEMORY = 4 << 30

Place = tuple[int, int]


class Fault(NamedTuple):
    """One change to one module: the name of cosmic-ray's operator, and at which of its places."""

    module: str
    operator: str
    occurrence: int

    def put(self, source: str) -> str:
        """The source with the fault in it."""
        mutated = mutate_code(source, get_operator(self.operator)(), self.occurrence)
        assert mutated
        return str(mutated)

    def told(self) -> str:
        """What it changes, for a reader."""
        source = (REPOSITORY / self.module).read_text(encoding="utf-8")
        lines = difflib.unified_diff(source.splitlines(), self.put(source).splitlines(), n=0, lineterm="")
        return "\n".join([f"{self.module} {self.operator}", *list(lines)[2:]])


class Durations:
    """A plugin of pytest: how long each test took."""

    def __init__(self) -> None:
        self.of: dict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.of[report.nodeid] += report.duration


def annotations(source: str) -> Iterator[tuple[Place, Place]]:
    """Where annotations stand: a fault in one is an error of import, which would flatter the tests."""
    for node in ast.walk(ast.parse(source)):
        for name in ("annotation", "returns"):
            if found := getattr(node, name, None):
                yield (found.lineno, found.col_offset), (found.end_lineno, found.end_col_offset)


def faults(module: Path) -> list[Fault]:
    """Every fault that cosmic-ray knows to put into a module."""
    apart = list(annotations(module.read_text(encoding="utf-8")))
    name = module.relative_to(REPOSITORY).as_posix()
    return [
        Fault(name, spec.operator_name, spec.occurrence)
        for item in _all_work_items([module], {})
        for spec in item.mutations
        if not spec.operator_name.endswith(IDENTITY) and not any(a <= tuple(spec.start_pos) <= b for a, b in apart)
    ]


def sampled(by_module: list[list[Fault]], number: int, seed: int) -> list[Fault]:
    """So many faults of a room, in any order; each module has its share and none is without."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    total = sum(map(len, by_module))
    shares = [min(len(some), max(1, round(len(some) * number / total))) if number else len(some) for some in by_module]
    found = [fault for some, share in zip(by_module, shares, strict=True) for fault in chance.sample(some, share)]
    chance.shuffle(found)
    return found


def move_into_a_copy(source: Path, parent: Path) -> None:
    """Copy what tests need into a folder of its own below `parent`, and go there."""
    folder = Path(tempfile.mkdtemp(dir=parent))
    for name in ("kztui", "content", "tests", "pyproject.toml", "README.md"):
        (shutil.copytree if (source / name).is_dir() else shutil.copy2)(source / name, folder / name)
    os.chdir(folder)


def tested(tests: list[str]) -> Durations | None:
    """Run pytest in this process, in the copy of the repository that it stands in; None where a test fails."""
    sys.path[0] = os.environ["PYTHONPATH"] = str(Path.cwd())
    settings.register_profile("mutation", derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutation")
    durations = Durations()
    quiet = ("-x", "-q", "-p", "no:cacheprovider", "-W", "ignore")
    return None if pytest.main([*quiet, *tests], plugins=[durations]) else durations


def measured(room: str) -> tuple[Path, dict[str, float]]:
    """This copy, where all is compiled now, and the seconds of each test of a room; without a fault they must pass."""
    durations = tested([f"tests/{room}"])
    assert durations, "the tests fail without a fault"
    return Path.cwd(), dict(durations.of)


def rounds(module: str, durations: dict[str, float], slow: float) -> list[list[str]]:
    """The room's test files: those that mirror the module, then the others; the slow tests left out of both."""
    words = Path(module).with_suffix("").parts[2:]
    files = dict.fromkeys(test.partition("::")[0] for test in durations)
    mirror = [path for path in files if any(word in path for word in words)]
    others = [path for path in files if path not in mirror]
    without = [f"--deselect={test}" for test, duration in durations.items() if duration > slow]
    return [[*some, *without] for some in (mirror, others) if some]


def noticed(tests: list[str]) -> bool:
    """Whether any of these tests fails in a forked child, or hangs."""
    child = os.fork()
    if not child:
        os.setsid()
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        sys.dont_write_bytecode = True
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        for stream in (0, 1, 2):
            os.dup2(os.open(os.devnull, os.O_RDWR), stream)
        passed = False
        try:
            passed = tested(tests) is not None
        finally:
            os._exit(0 if passed else 1)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status != 0
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def try_one(fault: Fault, durations: dict[str, float], slow: float) -> tuple[Fault, bool]:
    """The fault, and whether the tests noticed it."""
    path = Path(fault.module)
    source = path.read_text(encoding="utf-8")
    Path(cache_from_source(str(path.absolute()))).unlink(missing_ok=True)
    path.write_text(fault.put(source), encoding="utf-8")
    try:
        return fault, any(noticed(tests) for tests in rounds(fault.module, durations, slow))
    finally:
        path.write_text(source, encoding="utf-8")


def main() -> None:
    """Try a sample of a room's faults; tell those that no test notices, and how many the tests did notice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--sample", type=int, default=300, help="how many faults; 0: all")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--only", default="", help="modules whose path holds this")
    parser.add_argument("--slow", type=float, default=1.0, help="leave out tests that take longer, in seconds")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    asked = parser.parse_args()
    for name in FOREIGN:
        importlib.import_module(name)
    modules = [path for path in sorted((REPOSITORY / "kztui" / asked.room).rglob("*.py")) if asked.only in str(path)]
    every = [found for module in modules if (found := faults(module))]
    some = sampled(every, asked.sample, asked.seed)
    forking = multiprocessing.get_context("fork")
    missed = 0
    with tempfile.TemporaryDirectory(prefix="kztui-mutation-") as parent:
        with forking.Pool(1, move_into_a_copy, (REPOSITORY, parent)) as pool:
            compiled, durations = pool.apply(measured, (asked.room,))
        with forking.Pool(asked.jobs, move_into_a_copy, (compiled, parent)) as pool:
            trial = functools.partial(try_one, durations=durations, slow=asked.slow)
            for number, (fault, seen) in enumerate(pool.imap_unordered(trial, some), 1):
                missed += not seen
                if not seen:
                    print(f"\n{fault.told()}", flush=True)
                print(f"\r{number} of {len(some)}, {missed} not noticed", end="", file=sys.stderr, flush=True)
    print(f"\n{asked.room}: {len(some) - missed} of {len(some)} noticed, a sample of {sum(map(len, every))}")


if __name__ == "__main__":
    main()
