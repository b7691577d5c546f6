"""A problem at a place of a file, and its forms: one line as compilers print it, and JSON."""

from typing import Any, NamedTuple

from kztui.article.findings import Rule, Severity
from kztui.article.suggestion import did_you_mean
from kztui.files.sanitize import sanitize_line


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
        return self.message + did_you_mean(quoted)


class LoadError(Exception):
    """There is no article to show. `problems` lists everything found, sorted by place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(problem_line(problem) for problem in problems))
        self.problems = problems


def problem_line(problem: Problem) -> str:
    """`file:line:column: error[rule]: text`, always one line."""
    place = f"{problem.file}:{problem.line}:{problem.column}"
    return f"{place}: {problem.severity}[{problem.rule}]: {problem.text}"


def problem_json(problem: Problem) -> dict[str, Any]:
    """The problem as `kztui check --json` gives it: `file line column severity rule message suggestion`."""
    return {key: value for key, value in problem._asdict().items() if key not in {"source", "length"}}


def file_problem(file: str, rule: Rule, message: str, suggestion: str = "") -> Problem:
    """A problem of a file as a whole."""
    file, message, suggestion = map(sanitize_line, (file, message, suggestion))
    return Problem(file, 1, 1, rule.severity, rule.name, message, suggestion)
