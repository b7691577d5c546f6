"""The rules of the house that no reader should have to remember: all of them are looked at here."""

import ast
import re
import shutil
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.house

REPOSITORY = Path(__file__).parent.parent
PROGRAMS = Path(sys.executable).parent
PACKAGE = sorted((REPOSITORY / "kztui").glob("**/*.py"))
MODULES = [path for path in PACKAGE if path.name != "__init__.py"]
TESTS = sorted((REPOSITORY / "tests").glob("**/*.py"))
TOP = {"pyproject.toml", "README.md", "kztui", "content", "tests"}

MODULE_LINES = 300
FUNCTION_LINES = 40
VAGUE = re.compile(r"util|helper|manager|\bcore\b|common|misc", re.IGNORECASE)
HISTORY = re.compile(r"\b(used to|no longer|previously|formerly)\b", re.IGNORECASE)
# A switched-off check names what is switched off, and says why on the same line.
SWITCHED_OFF = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<codes>:\s*[A-Z0-9, ]+|\[[a-z0-9, -]+\])?(?P<reason>.*)")


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


every_module = pytest.mark.parametrize("path", MODULES, ids=named)
every_file = pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=named)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def comments(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def said_by(program: str, *arguments: str) -> str:
    """What a program of this environment says; empty where it is content."""
    found = shutil.which(program, path=str(PROGRAMS)) or shutil.which(program)
    assert found, f"{program} is not installed: pip install '.[test]'"
    done = subprocess.run([found, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_source_is_formatted() -> None:
    assert not said_by("ruff", "format", "--check", ".")


def test_the_source_is_linted() -> None:
    assert not said_by("ruff", "check", ".")


def test_the_types_hold() -> None:
    assert not said_by("mypy")


def test_the_rooms_stand_on_one_another() -> None:
    assert not said_by("lint-imports", "--no-cache")


def test_the_bundled_articles_are_without_a_warning() -> None:
    command = [sys.executable, "-m", "kztui", "check", "--strict", "content"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@every_module
def test_a_module_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@every_module
def test_a_module_says_in_one_sentence_why_it_exists(path: Path) -> None:
    first = (ast.get_docstring(parsed(path)) or "").partition("\n\n")[0]
    assert len(first) >= 20
    assert first[-1] in ".:"


@every_module
def test_a_function_is_short(path: Path) -> None:
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.body[0].lineno >= FUNCTION_LINES]
    assert not long


@every_module
def test_names_say_what_a_thing_is(path: Path) -> None:
    assert not VAGUE.search(path.relative_to(REPOSITORY).as_posix())


@every_file
def test_comments_say_why_and_never_what_was(path: Path) -> None:
    if path == Path(__file__):
        return
    docstrings = [
        (getattr(node, "lineno", 1), ast.get_docstring(node) or "")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert not [f"{line}: {text}" for line, text in [*comments(path), *docstrings] if HISTORY.search(text)]


def has_reason(lines: list[str], number: int) -> bool:
    """Whether a switched-off check says why: on its line, or above the run of such lines that it stands in."""
    found = SWITCHED_OFF.search(lines[number - 1])
    if found is None or (found["codes"] and re.search(r"\w+ \w{3,}", found["reason"])):
        return True
    above = number - 1
    while above and SWITCHED_OFF.search(lines[above - 1]):
        above -= 1
    return bool(found["codes"] and above and lines[above - 1].lstrip().startswith("# "))


@every_file
def test_each_check_that_is_switched_off_has_its_reason(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [line for line, _ in comments(path) if not has_reason(lines, line)]


def test_packages_hold_nothing_themselves() -> None:
    assert not [named(path) for path in PACKAGE if path.name == "__init__.py" and path.read_bytes()]


def test_panes_know_neither_the_app_nor_each_other() -> None:
    panes = sorted((REPOSITORY / "kztui/tui/panes").glob("*.py"))
    assert panes
    assert not [named(path) for path in panes if re.search(r"self\.app\b|self\.screen\b", path.read_text())]


def test_the_top_level_holds_what_belongs_there() -> None:
    known = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if known.returncode:
        pytest.skip("not a clone: what lies about here belongs to whoever unpacked it")
    tops = {name.partition("/")[0] for name in known.stdout.splitlines()}
    assert tops
    assert not {top for top in tops - TOP if not top.startswith(".")}
