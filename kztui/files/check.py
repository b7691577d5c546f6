"""Everything wrong with an article, all at once: what reading its files found, and what the rules find in it.

`check(loaded) -> list[Problem]` for an article that opened, `check_paths(paths) -> list[Problem]` for any path, also
where nothing opens, `count(loaded) -> (errors, warnings)` where places do not matter, and `RULES`, each declared once.
Candidates that nobody has accepted yet are no problems: `open_candidates(examined) -> list[Problem]` lists them.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kztui.article.findings import Finding, Rule, first_of_each_rule
from kztui.article.kinds import KINDS
from kztui.files.load import Loaded, collecting_later, examine, in_order
from kztui.files.problems import RULES as READING_RULES
from kztui.files.problems import Problem
from kztui.files.rules import dates, formats, link_syntax, mentions, names, paragraphs, quotes, review, targets, values
from kztui.files.rules.context import RuleContext
from kztui.files.source_files import Examined

_MODULES = (quotes, formats, names, dates, targets, link_syntax, paragraphs, values, mentions, review)
RULES: tuple[Rule, ...] = (
    *READING_RULES,
    *(rule for module in _MODULES for rule in module.RULES),
    *(rule for kind in KINDS for rule in kind.rules),
)


def findings(examined: Examined) -> list[Finding]:
    """What is wrong in the data, in no order; of many problems of a group of rules, the first ones."""
    found = list(first_of_each_rule(examined.findings))
    if examined.file is not None:
        context = RuleContext(examined.file, examined.findings, examined.provenance.as_written)
        for module in _MODULES:
            found += first_of_each_rule(module.find(context))
        found += first_of_each_rule(_of_kinds(context))
    return found


def _of_kinds(context: RuleContext) -> Iterator[Finding]:
    """What the kinds' own checks find."""
    for kind in KINDS:
        items = context.by_kind[kind.item_kind]
        for path, item in items:
            yield from item.check(path, context)
        yield from kind.check_all(items)


def check(loaded: Loaded) -> list[Problem]:
    """All problems of an article that opened, by place."""
    with collecting_later():
        return problems_of(loaded.examined)


def check_paths(paths: Iterable[Path]) -> list[Problem]:
    """All problems of the articles at `paths`, in that order, by place; never raises."""
    with collecting_later():
        return [problem for path in paths for problem in problems_of(examine(path))]


def count(loaded: Loaded) -> tuple[int, int]:
    """How many errors and warnings `check` would list."""
    with collecting_later():
        found = findings(loaded.examined)
    warnings = sum(finding.rule.severity == "warning" for finding in found)
    return len(found) - warnings + len(loaded.examined.left_out), warnings


def problems_of(examined: Examined) -> list[Problem]:
    """All problems of an article whose files were read, by place."""
    return sorted(examined.left_out + _located(examined, findings(examined)), key=in_order(examined))


def open_candidates(examined: Examined) -> list[Problem]:
    """The candidates of an article that nobody has accepted yet, by place; its problems where there is no article."""
    if examined.file is None:
        return problems_of(examined)
    context = RuleContext(examined.file, examined.findings, examined.provenance.as_written)
    return _located(examined, list(review.find_open(context)))


def _located(examined: Examined, found: list[Finding]) -> list[Problem]:
    if not found and not examined.problems:
        return []
    from kztui.files.source_map import locate_findings  # noqa: PLC0415 - its parser is needed for problems alone

    return sorted(examined.problems + locate_findings(examined, found), key=in_order(examined))
