"""`kztui check`: everything wrong with an article's files, in the form of compilers' messages."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.plurals import counted
from kztui.cli.load import finish_interrupted
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message
from kztui.files import problems as file_problems
from kztui.files.check import RULES, open_candidates, problems_of
from kztui.files.folders import articles_in, bundled, expanded, is_library
from kztui.files.load import examine, items_by_target
from kztui.files.problems import Problem, problem_json
from kztui.files.source_files import Examined
from kztui.tui.render.cells import cell_width, crop

if TYPE_CHECKING:
    from argparse import Namespace

UNREADABLE = {rule.name for rule in (file_problems.MISSING_FILE, file_problems.UNREADABLE, file_problems.NO_TOML)}


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write every problem by place, or with `--open` every open candidate; to stderr how many there are."""
    if options.rules:
        _rules(options, out)
        return ExitCode.OK
    named = _checked_paths(options)
    paths = [path for each in named for path in articles_of(each)]
    for path in paths:
        finish_interrupted(path)
    examined = [examine(path) for path in paths]
    find = open_candidates if options.open else problems_of
    problems = [problem for article in examined for problem in find(article)]
    if not options.open and len(paths) != 1:
        problems += [problem for each in named for problem in _of_library(each, examined)]
    if options.json:
        out.json([problem_json(problem) for problem in problems])
    else:
        for problem in problems:
            _write(problem, out)
    if not options.open:
        write_message(_summary(problems, len(paths)))
        for article in examined:
            for line in filter(None, (_open(article), _unwritten(article))):
                write_message(f"{article.path}: {line}")
    if any(problem.rule in UNREADABLE for problem in problems):
        return ExitCode.USAGE
    fails = options.strict or options.open or any(problem.severity == "error" for problem in problems)
    return ExitCode.NOT_FOUND if problems and fails else ExitCode.OK


def articles_of(path: Path) -> list[Path]:
    """The articles at a path: itself, or those in it; none in an empty library."""
    found = articles_in(path)
    return [] if found == [path] and is_library(path) else found


def _of_library(path: Path, examined: list[Examined]) -> list[Problem]:
    """What is wrong with a library as a whole, and between its verdicts; nothing of any other path."""
    if not is_library(path):
        return []
    from kztui.library.catalogue import entry_of, library_of  # noqa: PLC0415 - most articles are in no library
    from kztui.library.joins_check import joins_problems  # noqa: PLC0415 - the same
    from kztui.library.opening import joins_to_read  # noqa: PLC0415 - the same
    from kztui.library.settings import read_settings  # noqa: PLC0415 - the same

    settings, problems = read_settings(path)
    within = {each.path: each for each in examined if path in each.path.parents}
    library = library_of(path, settings, map(entry_of, within.values()), problems)
    articles = {article: items_by_target(within[entry.path]) for article, entry in library.by_id.items()}
    # Of files that are no TOML the id is not known; as a rule they are called so.
    broken = {entry.id or entry.path.stem for entry in library.entries if entry.is_broken}
    document = joins_to_read(path).document()
    found = joins_problems(document, articles, broken) if document.joins else ()
    return [*library.problems, *sorted([*document.problems, *found], key=lambda problem: problem.line)]


def _checked_paths(options: "Namespace") -> list[Path]:
    """The paths to check. Raises CommandError when none is named and none is bundled."""
    named = [*options.paths, *([options.article] if options.article else [])]
    paths = [expanded(path) for path in named] or bundled()
    if not paths:
        raise CommandError("kztui check: no article is bundled here; name one: kztui check PATH")
    return paths


def _write(problem: Problem, out: Output) -> None:
    """One line in a pipe; on a terminal also the line of the file, with carets under the problem."""
    place = f"{problem.file}:{problem.line}:{problem.column}: "
    severity = StyledText(f"{problem.severity}[{problem.rule}]", problem.severity)
    out.line(StyledText(place, "place"), severity, f": {problem.text}")
    if out.width is not None and problem.source:
        number = f"  {problem.line} | "
        source, carets = source_excerpt(problem, out.width - len(number))
        out.line(StyledText(number, "dim"), source)
        out.line(" " * len(number), StyledText(carets, problem.severity))


def source_excerpt(problem: Problem, width: int) -> tuple[str, str]:
    """The part of the source line that fits into `width` cells, and the carets that mark the problem in it."""
    start, end = problem.column - 1, problem.column - 1 + problem.length
    source = problem.source
    if cell_width(source) > width:
        first = max(0, min(start - width // 3, len(source) - width))
        source, start, end = source[first:], start - first, end - first
        source = crop(source, width)
        if first:
            source = f"…{source[1:]}"
    end = min(end, len(source))
    return source, " " * cell_width(source[:start]) + "^" * max(cell_width(source[start:end]), 1)


def _summary(problems: Sequence[Problem], count: int) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    found = [(errors, "error"), (len(problems) - errors, "warning")]
    listed = ", ".join(counted(number, sort) for number, sort in found if number)
    return f"{listed or 'no problems'} in {counted(count, 'article')}"


def _items(article: Examined) -> list[Item]:
    return [item for _, item in article.file.placed] if article.file else []


def _open(article: Examined) -> str:
    """How many candidates of an article are open; empty where none is."""
    count = sum(item.is_open for item in _items(article))
    return f"{counted(count, 'candidate')} open; kztui check --open lists them" if count else ""


def _unwritten(article: Examined) -> str:
    """How much of an article is not written yet; empty where all is."""
    items = [item for item in _items(article) if item.is_unwritten]
    numbers = Counter(item.item_kind for item in items)
    counts = [
        counted(numbers[kind.item_kind], kind.item_kind, kind.plural) for kind in KINDS if kind.item_kind in numbers
    ]
    return f"{' and '.join(counts)} not written yet" if items else ""


def _rules(options: "Namespace", out: Output) -> None:
    if options.json:
        names = ("name", "severity", "sentence", "example")
        out.json([{name: getattr(rule, name) for name in names} for rule in RULES])
        return
    for rule in RULES:
        out.line(StyledText(f"{rule.severity}[{rule.name}]", rule.severity), f": {rule.sentence}")
        for line in rule.example.splitlines():
            out.line(StyledText(f"    {line}", "dim"))
