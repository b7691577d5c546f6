"""The result of reading an article's files: their text, the data, where each part of it came from, what is wrong."""

from pathlib import Path

import msgspec

from kztui.article.findings import Finding, Keys
from kztui.article.model import ArticleTables
from kztui.files.problems import Problem
from kztui.files.source_files import SourceFile


class Provenance(msgspec.Struct):
    """Which file each part of the merged data came from, and what was left out on the way."""

    starts: dict[str, list[tuple[int, int]]] = msgspec.field(default_factory=dict)
    """For each list of items: the index of its first entry from a file, and that file, in order."""
    owners: dict[str, int] = msgspec.field(default_factory=dict)
    """For `article` and `format`: the file that has it."""
    moved: dict[Keys, list[int]] = msgspec.field(default_factory=dict)
    """For each list with entries left out: the indices that the others had."""

    def as_written(self, path: Keys) -> Keys:
        """`path` with the indices that its entries had before others were left out."""
        if not self.moved:
            return path
        written: Keys = ()
        for part in path:
            kept = self.moved.get(written, [])
            written = (*written, kept[part] if isinstance(part, int) and part < len(kept) else part)
        return written


class Examined(msgspec.Struct):
    """The result of reading an article's files, whether or not they hold an article."""

    path: Path
    files: list[SourceFile] = msgspec.field(default_factory=list)
    provenance: Provenance = msgspec.field(default_factory=Provenance)
    findings: list[Finding] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)
    """What was found before there was any data to point into."""
    file: ArticleTables | None = None

    @property
    def fatal(self) -> bool:
        """Whether there is no article to show."""
        return self.file is None or bool(self.problems) or any(finding.rule.fatal for finding in self.findings)
