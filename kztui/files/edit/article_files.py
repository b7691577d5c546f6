"""The files of an article in one version, and what is wrong with them: what an edit begins with, and ends in."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kztui.article.findings import Finding
from kztui.files.check import findings
from kztui.files.load import Loaded, collecting_later, examine_files, loaded
from kztui.files.problems import LoadError, Problem, problem_line
from kztui.files.source_files import (
    MAX_BYTES,
    Examined,
    FileData,
    UnreadableError,
    read_bytes,
    source_file,
    toml_files,
)

_NOTHING: Mapping[int, FileData] = MappingProxyType({})


class EditRefusedError(Exception):
    """An edit is not made, and no file is changed; the message says why, `problems` which errors it would add."""

    def __init__(self, reason: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__("\n".join((reason, *map(problem_line, problems))))
        self.reason = reason
        self.problems = problems

    @property
    def in_one_line(self) -> str:
        """The reason, or the first of the errors that it would add, without the place in the file."""
        if not self.problems:
            return self.reason
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        return f"{self.reason}: {self.problems[0].message}{more}"


class ArticleFiles:
    """One version of an article's files. Nothing in it changes."""

    def __init__(self, path: Path, contents: Mapping[Path, bytes], known: Mapping[int, FileData] = _NOTHING) -> None:
        """Take the bytes of the files by their paths. Raises EditRefusedError where one is not UTF-8.

        `known` is what was read of the files of another version, by their index.
        """
        self.path = path
        self.contents = dict(contents)
        try:
            files = [source_file(*file) for file in self.contents.items()]
            self.examined: Examined = examine_files(path, files, known)
        except UnreadableError as error:
            raise EditRefusedError(problem_line(error.problem)) from None

    @property
    def paths(self) -> list[Path]:
        """The paths of the files, in the order in which they are read."""
        return list(self.contents)

    @property
    def data(self) -> list[dict[str, Any] | None]:
        """The data of each file as it is written; None for one whose data was sanitized."""
        read = self.examined.read or {}
        known = [read.get(index) for index in range(len(self.contents))]
        return [each.data if each and each.is_as_written else None for each in known]

    def with_contents(self, contents: Mapping[Path, bytes | None]) -> "ArticleFiles":
        """With other bytes in some files, or without a file where there are none."""
        new = {**self.contents, **contents}
        kept = {path: content for path, content in new.items() if content is not None}
        return ArticleFiles(self.path, kept, self.examined.read or {})

    @cached_property
    def loaded(self) -> Loaded:
        """The article. Raises EditRefusedError where there is none to show."""
        try:
            return loaded(self.examined)
        except LoadError as error:
            raise EditRefusedError("the article cannot be opened", tuple(error.problems)) from error

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong in its files, in no order."""
        with collecting_later():
            return findings(self.examined)

    @cached_property
    def errors(self) -> list[Finding]:
        """The errors that its files have."""
        return [finding for finding in self.findings if finding.rule.severity == "error"]


def read_article_files(path: Path) -> ArticleFiles:
    """The files of the article at `path`, a file or a folder.

    Raises EditRefusedError where they cannot be read, or hold no article that can be shown.
    """
    try:
        contents = {}
        left = MAX_BYTES
        for each in toml_files(path):
            contents[each] = read_bytes(each, left)
            left -= len(contents[each])
    except UnreadableError as error:
        raise EditRefusedError(problem_line(error.problem)) from None
    files = ArticleFiles(path, contents)
    files.loaded  # noqa: B018 - raises where there is no article
    return files


def added_errors(before: ArticleFiles, after: ArticleFiles) -> list[Finding]:
    """The errors that `after` has and `before` has not.

    Messages change with the names in them: one that is new counts as added only where there are more of its rule.
    """
    had = Counter(map(_key, before.errors))
    left = Counter(finding.rule.name for finding in before.errors)
    new = []
    for finding in after.errors:
        if had[_key(finding)] > 0:
            had[_key(finding)] -= 1
            left[finding.rule.name] -= 1
        else:
            new.append(finding)
    found = []
    for finding in new:
        left[finding.rule.name] -= 1
        if left[finding.rule.name] < 0:
            found.append(finding)
    return found


def _key(finding: Finding) -> tuple[str, str]:
    return finding.rule.name, finding.message
