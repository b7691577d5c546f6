"""Ids that stand twice, or are no ids at all: without a name of its own an item can neither be shown nor linked to."""

from collections.abc import Iterator

from kztui.article.findings import Finding, Keys, Where
from kztui.article.model import ArticleFile
from kztui.files.rules.reading import DOUBLED_ID, MISSING_ID

LISTS = ("sections", "events", "actors", "places", "terms", "claims")
"""The keys under which a file's items stand, in reading order."""


def ids(file: ArticleFile) -> Iterator[tuple[str, Keys]]:
    """The id of every item, and the place of the key that gives it."""
    for at, section in enumerate(file.sections):
        yield section.id, ("sections", at, "id")
        for inner, paragraph in enumerate(section.paragraphs):
            yield paragraph.id, ("sections", at, "paragraphs", inner, "number")
    for name in LISTS[1:]:
        for at, item in enumerate(getattr(file, name)):
            yield item.id, (name, at, "id")


def doubled(file: ArticleFile, known: bool) -> list[Finding]:
    """Ids that are empty, or stand twice; `known` is whether the article's lack of one was said already."""
    names = [section.id for section in file.sections]
    names += [f"p{paragraph.number}" for section in file.sections for paragraph in section.paragraphs]
    for name in LISTS[1:]:
        names += [item.id for item in getattr(file, name)]
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
