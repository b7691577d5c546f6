"""Everything wrong with an article, all at once: what reading its files showed, and what the rules see in it.

`check(loaded) -> list[Problem]` for an article that opened, `check_paths(paths) -> list[Problem]` for any path, also
where nothing opens, `count(loaded) -> (errors, warnings)` where places do not matter, and `RULES`, each declared once.
"""

from collections.abc import Iterable
from pathlib import Path

from kztui.article.findings import Finding, Rule
from kztui.files.load import Examined, Loaded, collecting_later, examine, in_order
from kztui.files.problems import Problem
from kztui.files.rules import dates, link_syntax, mentions, names, paragraphs, reading, review, targets, values
from kztui.files.rules.context import Survey

_MODULES = (names, dates, targets, link_syntax, paragraphs, values, mentions, review)
RULES: tuple[Rule, ...] = (*reading.RULES, *(rule for module in _MODULES for rule in module.RULES))


def findings(examined: Examined) -> list[Finding]:
    """What is wrong in the data, in no order."""
    found = list(examined.findings)
    if examined.file is not None:
        survey = Survey(examined.file, examined.findings, examined.layout.as_written)
        for module in _MODULES:
            found += module.find(survey)
    return found


def check(loaded: Loaded) -> list[Problem]:
    """All problems of an article that opened, by place."""
    with collecting_later():
        return _problems(loaded.examined)


def check_paths(paths: Iterable[Path]) -> list[Problem]:
    """All problems of the articles at `paths`, in that order, by place; never raises."""
    with collecting_later():
        return [problem for path in paths for problem in _problems(examine(path))]


def count(loaded: Loaded) -> tuple[int, int]:
    """How many errors and warnings `check` would list."""
    with collecting_later():
        found = findings(loaded.examined)
    errors = sum(finding.rule.severity == "error" for finding in found)
    return errors, len(found) - errors


def _problems(examined: Examined) -> list[Problem]:
    found = findings(examined)
    if not found and not examined.problems:
        return []
    from kztui.files.source_map import locate_findings  # noqa: PLC0415 - its parser is needed for problems alone

    return sorted(examined.problems + locate_findings(examined, found), key=in_order(examined))
