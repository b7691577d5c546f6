"""`kztui path`: how two items are connected, each step with its name and the paragraphs that say so."""

from typing import TYPE_CHECKING, Any

from kztui.article.article import Article
from kztui.article.ids import pilcrows
from kztui.article.paths import FoundPaths, ItemPath, PathFinder
from kztui.cli.load import find_item, open_article
from kztui.cli.output import CommandError, ExitCode, Output, StyledText, write_message

if TYPE_CHECKING:
    from argparse import Namespace

WEAK = "weak link"
"""What is said of a step along a mention."""


def run(options: "Namespace", out: Output) -> ExitCode:
    """Write the paths, the shortest first, or one JSON object; what was left out goes to standard error.

    Raises CommandError where there is no such item, or both are the same.
    """
    article = open_article(options)
    start, end = (find_item(article, target).id for target in (options.start, options.end))
    if start == end:
        raise CommandError(f"kztui path: A and B are the same item, '{start}'")
    finder = PathFinder(article)
    found = finder.find(start, end, options.limit, options.mentions)
    if options.json:
        out.json(_json(article, start, end, found))
    for number, path in enumerate(found.paths if not options.json else ()):
        if number:
            out.line()
        _write(article, path, out)
    remark = finder.in_words(found)
    if not found.paths:
        more = "" if options.mentions else "; --mentions goes along mentions too"
        write_message(f"no path from '{start}' to '{end}'{remark and f' {remark}'}{more}")
        return ExitCode.NOT_FOUND
    if remark:
        write_message(remark)
    return ExitCode.OK


def _write(article: Article, path: ItemPath, out: Output) -> None:
    for target, step in zip(path.targets, (None, *path.steps), strict=True):
        if step is not None:
            line = "┆" if step.is_weak else "│"
            remarks = (pilcrows(step.paragraphs), WEAK if step.is_weak else "")
            beside = "".join(f" · {remark}" for remark in remarks if remark)
            out.line(StyledText(f"  {line} ", "dim"), StyledText(step.name), StyledText(beside, "dim"), hang=4)
        out.line(StyledText(_name(article, target), "heading"), StyledText(f" [{target}]", "target"), hang=4)


def _name(article: Article, target: str) -> str:
    """What stands for an item; before the beginning of a paragraph's text, its number."""
    label, number = article.label(target), article.link_label(target)
    return label if label == number else f"{number} {label}"


def _json(article: Article, start: str, end: str, found: FoundPaths) -> dict[str, Any]:
    return {
        "from": start,
        "to": end,
        "left_out": found.left_out,
        "only_through": found.only_through,
        "paths": [
            {"items": [_item(article, target) for target in path.targets], "steps": _steps(path)}
            for path in found.paths
        ],
    }


def _item(article: Article, target: str) -> dict[str, str]:
    return {"id": target, "kind": article.kind(target), "label": article.label(target)}


def _steps(path: ItemPath) -> list[dict[str, Any]]:
    return [{"relation": step.name, "paragraphs": step.paragraphs, "weak": step.is_weak} for step in path.steps]
