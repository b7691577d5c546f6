"""What an item is called by: the form of its id, and the words it cannot be understood without."""

import re
from collections.abc import Iterator

from kztui.article.findings import Finding, Rule, Where
from kztui.article.kinds.item import MISSING_KEY
from kztui.files.rules.context import Survey

ID_FORM = Rule(
    "id-form",
    "error",
    "An id has letters, digits and -, and is not p with a number, which names a paragraph.",
    'id = "Summit of 2011"',
)
RULES = (ID_FORM,)

_ID = re.compile(r"[^\W_][\w.:-]*")
_PARAGRAPH = re.compile(r"p[0-9]+")


def find(survey: Survey) -> Iterator[Finding]:
    """Ids of another form, and items without title, name, text or kind."""
    publication = survey.file.article
    if survey.lacks(("article",), "title", publication.title.strip()):
        yield Finding(MISSING_KEY, Where(("article", "title")), "[article] without title")
    if publication.id.strip() and not _ID.fullmatch(publication.id):
        yield _bad_id(("article", "id"), publication.id)
    for path, item in survey.placed:
        if item.id_key != "id":
            continue
        reserved = _PARAGRAPH.fullmatch(item.id) and int(item.id[1:]) not in survey.numbers
        if item.id.strip() and (reserved or not _ID.fullmatch(item.id)):
            yield _bad_id((*path, "id"), item.id)
        for key in item.required_keys:
            if survey.lacks(path, key, getattr(item, key).strip()):
                kind = item.item_kind
                article = "an" if kind[0] in "ae" else "a"
                yield Finding(MISSING_KEY, Where((*path, key)), f"{article} {kind} without {key}: {item.id}")
    yield from _blank(survey)


def _blank(survey: Survey) -> Iterator[Finding]:
    """Aliases that are empty, or blanks alone."""
    for path, item in survey.placed:
        if item.aliases and not all(map(str.strip, item.aliases)):
            empty = (at for at, alias in enumerate(item.aliases) if not alias.strip())
            yield from (Finding(MISSING_KEY, Where((*path, "aliases", at)), "the alias is empty") for at in empty)


def _bad_id(path: tuple[str | int, ...], name: str) -> Finding:
    if _PARAGRAPH.fullmatch(name):
        return Finding(ID_FORM, Where(path), f"{name} is how a paragraph is named")
    slug = re.sub(r"[\W_]+", "-", name.casefold()).strip("-")
    return Finding(ID_FORM, Where(path), f"an id has letters, digits and - only, not “{name}”", slug)
