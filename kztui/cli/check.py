"""`kztui check`: everything wrong with an article's files, as compilers say it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from kztui.cli.columns import cells, cut
from kztui.cli.exit_codes import CommandError, ExitCode
from kztui.cli.output import Output, Piece, say
from kztui.files.bundled import bundled
from kztui.files.check import RULES, check_paths
from kztui.files.problems import Problem, problem_json
from kztui.files.rules import reading

UNREADABLE = {rule.name for rule in (reading.MISSING_FILE, reading.UNREADABLE, reading.NO_TOML)}


def run(options: Namespace, out: Output) -> ExitCode:
    """Write every problem by place; say on stderr how many there are."""
    if options.rules:
        _rules(options, out)
        return ExitCode.OK
    paths = [path for named in _named(options) for path in articles(named)]
    problems = check_paths(paths)
    if options.json:
        out.json([problem_json(problem) for problem in problems])
    else:
        for problem in problems:
            _write(problem, out)
    say(_summary(problems, len(paths)))
    if any(problem.rule in UNREADABLE for problem in problems):
        return ExitCode.USAGE
    counted = problems if options.strict else [problem for problem in problems if problem.severity == "error"]
    return ExitCode.NOT_FOUND if counted else ExitCode.OK


def _named(options: Namespace) -> list[Path]:
    named = [*options.paths, *([options.article] if options.article else [])]
    paths = [Path(path).expanduser() for path in named] or bundled()
    if not paths:
        raise CommandError("kztui check: there is no bundled article here; name one")
    return paths


def articles(path: Path) -> list[Path]:
    """The article at `path`, or, where it is a folder of articles, each of them."""
    if not path.is_dir() or any(path.glob("*.toml")):
        return [path]
    return sorted(inner for inner in path.iterdir() if inner.is_dir() and any(inner.glob("*.toml"))) or [path]


def _write(problem: Problem, out: Output) -> None:
    """One line for a pipe; a terminal sees the line of the file too, and where in it."""
    place = f"{problem.file}:{problem.line}:{problem.column}: "
    out.line(Piece(place, "place"), Piece(f"{problem.severity}[{problem.rule}]", problem.severity), f": {problem.text}")
    if out.width is not None and problem.source:
        number = f"  {problem.line} | "
        source, carets = pointed(problem, out.width - len(number))
        out.line(Piece(number, "dim"), source)
        out.line(" " * len(number), Piece(carets, problem.severity))


def pointed(problem: Problem, width: int) -> tuple[str, str]:
    """As much of the source line as fits into `width` cells, and carets under what is meant."""
    start, end = problem.column - 1, problem.column - 1 + problem.length
    source = problem.source
    if cells(source) > width:
        first = max(0, min(start - width // 3, len(source) - width))
        source, start, end = source[first:], start - first, end - first
        source = cut(source, width)
        if first:
            source = f"…{source[1:]}"
    end = min(end, len(source))
    return source, " " * cells(source[:start]) + "^" * max(cells(source[start:end]), 1)


def _summary(problems: Sequence[Problem], count: int) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    found = [_counted(errors, "error"), _counted(len(problems) - errors, "warning")]
    return f"{', '.join(part for part in found if part) or 'no problems'} in {_counted(count, 'article')}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}" if number else ""


def _rules(options: Namespace, out: Output) -> None:
    if options.json:
        names = ("name", "severity", "sentence", "example")
        out.json([{name: getattr(rule, name) for name in names} for rule in RULES])
        return
    for line in _rule_lines():
        out.line(*line)


def _rule_lines() -> Iterator[list[Piece]]:
    for rule in RULES:
        yield [Piece(f"{rule.severity}[{rule.name}]", rule.severity), Piece(f": {rule.sentence}")]
        yield from ([Piece(f"    {line}", "dim")] for line in rule.example.splitlines())
