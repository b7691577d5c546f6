"""Ids that stand twice, or are no ids at all: without a name of its own an item can neither be shown nor linked to."""

from collections.abc import Iterator

from kztui.article.findings import Finding, Keys, Where
from kztui.article.model import ArticleTables
from kztui.files.rules.reading import DOUBLED_ID, MISSING_ID


def ids(file: ArticleTables) -> Iterator[tuple[str, Keys]]:
    """The id of every item, and the place of the key that gives it."""
    for path, item in file.placed:
        yield item.id, (*path, item.id_key)


def doubled(file: ArticleTables, known: bool) -> list[Finding]:
    """Ids that are empty, or stand twice; `known` is whether the article's lack of one is reported already."""
    names = [item.id for _, item in file.placed]
    distinct = set(names)
    blank = "" in distinct or any(map(str.isspace, distinct))
    if len(distinct) == len(names) and not blank and file.article.id.strip():
        return []
    findings = []
    if not file.article.id.strip() and not known:
        findings.append(Finding(MISSING_ID, Where(("article", "id")), "the id of [article] is empty"))
    first: dict[str, Keys] = {}
    for name, place in ids(file):
        if not name.strip():
            findings.append(Finding(MISSING_ID, Where(place), "the id is empty"))
        elif first.setdefault(name, place) is not place:
            findings.append(Finding(DOUBLED_ID, Where(place), f"the id {name} is taken", also=Where(first[name])))
    return findings
