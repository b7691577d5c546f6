"""`kztui check`: all problems as compilers say them, and exit codes that a script can trust."""

import json
import sys
from pathlib import Path

import pytest

from command_line import RunCommand
from harbour import HARBOUR
from kztui.cli.check import source_excerpt
from kztui.cli.output import ExitCode
from kztui.files.check import RULES
from kztui.files.folders import articles_in
from kztui.files.problems import Problem
from terminal import Terminal

BAD = '[article]\nid = "x"\ntitle = "X"\nyear = 1\n[[actors]]\nid = "a"\nname = "A"\nkind = "persn"\nparagraphs = [4]\n'


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.toml"
    file.write_text(BAD)
    return file


def test_the_bundled_articles_are_clean(run: RunCommand) -> None:
    result = run("check")
    assert (result.code, result.out) == (ExitCode.OK, "")
    assert result.err.startswith("no problems in ")


def test_each_problem_is_a_line_with_its_place(run: RunCommand, bad: Path) -> None:
    result = run("check", str(bad))
    assert result.code == ExitCode.NOT_FOUND
    lines = result.out.splitlines()
    assert lines[0].startswith(f"{bad}:4:1: error[unknown-key]: ")
    assert any(line.startswith(f"{bad}:8:8: error[") and "person" in line for line in lines)
    assert result.err.split(" in ")[0].startswith(f"{sum(': error[' in line for line in lines)} error")


def test_json_has_the_same_in_fields(run: RunCommand, bad: Path) -> None:
    found = json.loads(run("check", "--json", str(bad)).out)
    assert all(
        list(problem) == ["file", "line", "column", "severity", "rule", "message", "suggestion"] for problem in found
    )
    assert len(found) == len(run("check", str(bad)).out.splitlines())


def test_warnings_fail_only_with_strict(run: RunCommand) -> None:
    result = run("check", str(HARBOUR))
    assert ": warning[" in result.out
    assert ": error[" not in result.out
    assert result.code == ExitCode.OK
    assert run("check", "--strict", str(HARBOUR)).code == ExitCode.NOT_FOUND


def test_what_cannot_be_read_is_wrong_use(run: RunCommand, tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "none.toml"))
    assert result.code == ExitCode.USAGE
    assert "error[missing-file]" in result.out


def test_a_folder_of_articles_is_all_of_them(run: RunCommand, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.toml").write_text(BAD.replace('"x"', f'"{name}"'))
    (tmp_path / "notes").mkdir()
    assert articles_in(tmp_path) == [tmp_path / "one", tmp_path / "two"]
    result = run("check", str(tmp_path))
    assert result.err.strip().endswith(" in 2 articles")
    assert {Path(line.split(":")[0]).parent.name for line in result.out.splitlines()} == {"one", "two"}


def test_open_candidates_are_one_line_and_no_problem_and_are_listed_when_asked_for(
    run: RunCommand, tmp_path: Path
) -> None:
    original = Path(__file__).parents[1] / "importing" / "originals" / "lamp.md"
    folder = tmp_path / "lamps"
    assert run("new", str(original), "-o", str(folder)).code == ExitCode.OK
    result = run("check", "--strict", str(folder))
    assert (result.code, result.out) == (ExitCode.OK, "")
    listed = run("check", "--open", str(folder))
    lines = listed.out.splitlines()
    assert listed.code == ExitCode.NOT_FOUND
    assert f"{folder}: {len(lines)} candidates open; kztui check --open lists them\n" in result.err
    assert all(": warning[open-candidate]: " in line for line in lines)
    accepted = folder / "actors.toml"
    accepted.write_text(accepted.read_text(encoding="utf-8").replace('review = "open"\n', ""), encoding="utf-8")
    assert len(run("check", "--open", str(folder)).out.splitlines()) < len(lines)
    assert (run("check", "--open", str(HARBOUR)).code, run("check", "--strict", str(folder)).out) == (ExitCode.OK, "")


def test_every_rule_is_listed_with_its_sentence_and_example(run: RunCommand) -> None:
    result = run("check", "--rules")
    assert result.code == ExitCode.OK
    for rule in RULES:
        assert f"{rule.severity}[{rule.name}]: {rule.sentence}\n" in result.out
    assert [rule["name"] for rule in json.loads(run("check", "--rules", "--json").out)] == [r.name for r in RULES]


def test_a_terminal_shows_the_line_and_points_at_it(bad: Path) -> None:
    with Terminal([sys.executable, "-m", "kztui", "check", str(bad)], size=(200, 30)) as terminal:
        terminal.exit_code()
        lines = terminal.lines
    at = next(number for number, line in enumerate(lines) if line == "  4 | year = 1")
    assert lines[at + 1] == "      ^^^^"


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    source = "x" * 300 + "THERE" + "y" * 300
    shown, carets = source_excerpt(Problem("f", 1, 301, "error", "r", "m", "", source, 5), 60)
    assert len(shown) == 60
    assert shown[carets.index("^") :][:5] == "THERE"
    assert carets.count("^") == 5


def test_carets_stand_under_wide_characters() -> None:
    shown, carets = source_excerpt(Problem("f", 1, 4, "error", "r", "m", "", "工会 x", 1), 60)
    assert shown == "工会 x"
    assert carets == "     ^"
