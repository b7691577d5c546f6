"""One thing wrong in an article's files, from the rule that saw it to the line that tells its author.

A rule is declared once, as a `Rule`. It yields a `Finding`, which says where in the *data*; `positions.locate` turns
that into a `Problem`, which says where in the *file*.
"""

from typing import Any, Literal, NamedTuple

from kztui.article.clean import clean_line

Severity = Literal["error", "warning"]
Keys = tuple[str | int, ...]


class Rule(NamedTuple):
    """What may be wrong with an article. `example` is TOML that breaks the rule."""

    name: str
    severity: Severity
    sentence: str
    example: str
    fatal: bool = False
    """Whether it leaves no article to show."""


class Where(NamedTuple):
    """A place in the data of all files together, by the keys and indices that lead there."""

    path: Keys = ()
    at: int | None = None
    """Which character of the string at `path`, from 0; None for the value as a whole."""
    length: int = 0
    """How many characters are meant; 0 for all of the value or key."""
    text: str | None = None
    """The string that `at` counts in, as the rule saw it: cleaning may have made it another than stands in the file."""
    on_key: bool = False
    """Whether the key itself is meant, not its value."""
    file: int | None = None
    """Which file, where the path alone does not tell."""
    as_written: bool = False
    """Whether the indices are those of the file, and not of what was kept of it."""
    line: int = 0
    """Line and column where they are known from elsewhere, such as a TOML error; else 0."""
    column: int = 0


class Finding(NamedTuple):
    """A rule broken at a place of the data."""

    rule: Rule
    where: Where
    message: str
    suggestion: str = ""
    """What would be right, or is nearest to it, exactly as it would be written; empty where that cannot be told."""
    also: Where | None = None
    """A second place that the fault involves, told at the message's end."""


class Problem(NamedTuple):
    """A rule broken at a place of a file. Lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    suggestion: str = ""
    source: str = ""
    """The line of the file, each character in its column."""
    length: int = 1
    """How many characters from `column` on to underline; never past the end of `source`."""

    @property
    def text(self) -> str:
        """The message with its suggestion."""
        if not self.suggestion:
            return self.message
        quoted = self.suggestion if self.suggestion.startswith('"') else f"“{self.suggestion}”"
        return f"{self.message}; did you mean {quoted}?"


class LoadError(Exception):
    """What leaves no article to show. `problems` lists all that was found, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(problem_line(problem) for problem in problems))
        self.problems = problems


def problem_line(problem: Problem) -> str:
    """`file:line:column: error[rule]: text`, always one line."""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    return f"{place}: {problem.severity}[{problem.rule}]: {problem.text}"


def problem_json(problem: Problem) -> dict[str, Any]:
    """The problem as `kztui check --json` gives it: `file line column severity rule message suggestion`."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "rule": problem.rule,
        "message": problem.message,
        "suggestion": problem.suggestion,
    }


def excerpt(problem: Problem) -> tuple[str, str]:
    """The source line and, under it, carets below what is meant; both empty where the file has no such line."""
    if not problem.source:
        return "", ""
    return problem.source, " " * (problem.column - 1) + "^" * max(problem.length, 1)


def in_file(file: str, rule: Rule, message: str, suggestion: str = "") -> Problem:
    """A problem of a file as a whole."""
    return Problem(clean_line(file), 1, 1, rule.severity, rule.name, clean_line(message), clean_line(suggestion))
