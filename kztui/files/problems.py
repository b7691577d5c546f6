"""Problems of an article's files: the rules that reading them finds broken, and a problem's forms.

A problem is at a place of a file: as one line, as compilers print it, and as JSON.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kztui.article.findings import MISSING_KEY, Rule, Severity
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


def several_articles(folder: str, found: Sequence[Path]) -> Problem:
    """The problem of a folder that holds several articles where one is asked for."""
    import shlex  # noqa: PLC0415 - needed for a library alone

    from kztui.article.plurals import counted  # noqa: PLC0415 - the same

    names = ", ".join(map(str, found[:3])) + " …" * (len(found) > 3)
    hint = f"kztui library list --library {shlex.quote(folder)} lists them"
    message = f"holds {counted(len(found), 'article')}: name one, {names}; {hint}"
    return file_problem(folder, SEVERAL_ARTICLES, message)


MISSING_FILE = Rule("missing-file", "error", "There is nothing at the path given.", "", fatal=True)
UNREADABLE = Rule("unreadable", "error", "The file or folder cannot be read, or is neither.", "", fatal=True)
NOT_A_FILE = Rule(
    "not-a-file",
    "error",
    "A folder, a pipe or a link that leads nowhere is called .toml beside the files of an article; it is left out.",
    "",
)
NO_TOML = Rule("no-toml", "error", "The folder holds no .toml file.", "", fatal=True)
ENCODING = Rule("encoding", "error", "A file is not UTF-8.", "", fatal=True)
TOO_LARGE = Rule("too-large", "error", "The files have more than 64 MB, or more than 1,000,000 items.", "", fatal=True)
SYNTAX = Rule("syntax", "error", "A file is not TOML.", 'title = "No end', fatal=True)
MISSING_ARTICLE = Rule("missing-article", "error", "No file has an [article] table.", "format = 1", fatal=True)
SEVERAL_ARTICLES = Rule(
    "several-articles",
    "error",
    "A folder holds several articles, of which one is to be named.",
    "[article]  # in two files",
    fatal=True,
)
DOUBLED_ARTICLE = Rule(
    "doubled-article",
    "error",
    "Two files of an article have a table that stands once, such as [original], or give different formats.",
    "format = 2  # in sections.toml, and format = 1 in article.toml",
    fatal=True,
)
WRONG_TYPE = Rule(
    "wrong-type",
    "error",
    "A value is of another type than its key wants: text in quotes, a number, a list, a table.",
    "date = 2011-05  # text in quotes is wanted",
    fatal=True,
)
MISSING_ID = Rule(
    "missing-id", "error", "An item has no id, or a paragraph no number.", '[[events]]\ntitle = "Summit"', fatal=True
)
DOUBLED_ID = Rule(
    "doubled-id",
    "error",
    "Two items have one id; a paragraph's id is p and its number.",
    '[[actors]]\nid = "summit"\n[[events]]\nid = "summit"',
    fatal=True,
)
BAD_LANGUAGE = Rule(
    "bad-language",
    "error",
    "A language is no tag of BCP 47, such as en, kk or pt-BR; it is left out.",
    'language = "English"',
)
UNKNOWN_KEY = Rule("unknown-key", "error", "The format has no such key there.", 'titel = "Summit"')
NEWER_KEY = Rule(
    "newer-key",
    "error",
    "A key is of a newer format than the file says it has, or than this program knows.",
    "format = 1\n[original]",
)
UNSAFE_CHARACTER = Rule(
    "unsafe-character",
    "error",
    "A text holds characters that could drive a terminal or deceive a reader; they are not shown.",
    'title = "Summit\\u001b[2J"',
)

RULES = (
    *(MISSING_FILE, UNREADABLE, NOT_A_FILE, NO_TOML, ENCODING, TOO_LARGE),
    *(SYNTAX, MISSING_ARTICLE, SEVERAL_ARTICLES, DOUBLED_ARTICLE),
    *(WRONG_TYPE, MISSING_ID, DOUBLED_ID, MISSING_KEY, BAD_LANGUAGE, UNKNOWN_KEY, NEWER_KEY, UNSAFE_CHARACTER),
)
