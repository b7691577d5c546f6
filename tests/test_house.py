"""The rules that ruff, mypy and import-linter cannot say, each over the whole source, and what those programs find."""

import ast
import re
import shutil
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from parsed_source import parsed, text_of

# One process parses each module once for all of them.
pytestmark = [pytest.mark.house, pytest.mark.xdist_group("house")]

REPOSITORY = Path(__file__).parent.parent
PROGRAMS = Path(sys.executable).parent
PACKAGE = sorted((REPOSITORY / "kztui").glob("**/*.py"))
TESTS = sorted((REPOSITORY / "tests").glob("**/*.py"))
TOP = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "kztui", "content", "tests"}
LISTS_KINDS = "kztui/article/kinds/__init__.py"

MODULE_LINES = 300
FUNCTION_LINES = 40
VAGUE = re.compile(r"util|helper|manager|\bcore\b|common|misc", re.IGNORECASE)
HISTORY = re.compile(r"\b(used to|no longer|previously|formerly)\b", re.IGNORECASE)
# A switched-off check names what is switched off, and says why on the same line.
SWITCHED_OFF = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<codes>:\s*[A-Z0-9, ]+|\[[a-z0-9, -]+\])?(?P<reason>.*)")


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def mentioning(pattern: re.Pattern[str]) -> list[Path]:
    """The modules of the program and of the tests that hold what a pattern looks for: the others need no reading."""
    return [path for path in [*PACKAGE, *TESTS] if pattern.search(text_of(path))]


def comments(path: Path) -> list[tuple[int, str]]:
    """The number and text of each comment; a comment's text starts with its `#`."""
    with path.open("rb") as source:
        tokens = [*tokenize.tokenize(source.readline)]
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


def docstrings(path: Path) -> Iterator[tuple[int, str]]:
    """The line and docstring of the module and of each class and function in it."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield getattr(node, "lineno", 1), ast.get_docstring(node) or ""


def output_of(program: str, *arguments: str) -> str:
    """What a program of this environment reports; empty where its exit code is 0."""
    found = shutil.which(program, path=str(PROGRAMS)) or shutil.which(program)
    assert found, f"{program} is not installed: pip install '.[test]'"
    done = subprocess.run([found, *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_source_is_formatted() -> None:
    assert not output_of("ruff", "format", "--check", ".")


def test_the_source_is_linted() -> None:
    assert not output_of("ruff", "check", ".")


def test_no_layer_imports_one_above_it() -> None:
    assert not output_of("lint-imports", "--no-cache")


def test_the_bundled_articles_are_without_a_warning() -> None:
    command = [sys.executable, "-m", "kztui", "check", "--strict", "content"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_modules_are_small() -> None:
    lines = {named(path): len(text_of(path).splitlines()) for path in PACKAGE}
    assert len(lines) > 100
    assert not {name: count for name, count in lines.items() if count > MODULE_LINES}


def test_functions_are_short() -> None:
    long = {
        f"{named(path)}:{node.lineno} {node.name}": lines
        for path in PACKAGE
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or 0) - node.body[0].lineno + 1) > FUNCTION_LINES
    }
    assert not long


def test_a_public_class_name_means_one_thing() -> None:
    classes = [node.name for path in PACKAGE for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef)]
    public = [name for name in classes if not name.startswith("_")]
    assert len(public) > 100
    assert sorted(public) == sorted(set(public))


def test_names_of_modules_say_what_they_hold() -> None:
    assert not [named(path) for path in PACKAGE if VAGUE.search(named(path))]


def test_comments_and_docstrings_say_what_is_and_never_what_was() -> None:
    found = [
        f"{named(path)}:{line} {text}"
        for path in mentioning(HISTORY)
        if path != Path(__file__)
        for line, text in [*comments(path), *docstrings(path)]
        if HISTORY.search(text)
    ]
    assert not found


def has_reason(lines: list[str], number: int) -> bool:
    """Whether a switched-off check says why: on its line, or above the run of such lines that it stands in."""
    found = SWITCHED_OFF.search(lines[number - 1])
    if found is None or (found["codes"] and re.search(r"\w+ \w{3,}", found["reason"])):
        return True
    above = number - 1
    while above and SWITCHED_OFF.search(lines[above - 1]):
        above -= 1
    return bool(found["codes"] and above and lines[above - 1].lstrip().startswith("# "))


def test_each_check_that_is_switched_off_has_its_reason() -> None:
    without = []
    for path in mentioning(SWITCHED_OFF):
        lines = text_of(path).splitlines()
        without += [f"{named(path)}:{line} {text}" for line, text in comments(path) if not has_reason(lines, line)]
    assert not without


def test_init_files_are_empty() -> None:
    inits = [path for path in PACKAGE if path.name == "__init__.py" and named(path) != LISTS_KINDS]
    assert inits
    assert not [named(path) for path in inits if path.read_bytes()]


def test_panes_know_neither_the_app_nor_each_other() -> None:
    panes = sorted((REPOSITORY / "kztui/tui/panes").glob("*.py"))
    assert panes
    assert not [named(path) for path in panes if re.search(r"self\.app\b|self\.screen\b", text_of(path))]


def test_the_top_level_holds_what_belongs_there() -> None:
    known = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if known.returncode:
        pytest.skip("not a clone: what lies about here belongs to whoever unpacked it")
    tops = {name.partition("/")[0] for name in known.stdout.splitlines()}
    assert tops
    assert not {top for top in tops - TOP if not top.startswith(".")}
