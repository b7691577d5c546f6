"""Dates that can be read."""

from collections.abc import Iterator

from kztui.article import dates
from kztui.article.edtf import DateError
from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.kinds import KINDS
from kztui.article.publication import Publication, csl_name
from kztui.files.rules.context import RuleContext

BAD_DATE = Rule("bad-date", "error", "A date is not EDTF (ISO 8601-2) of level 0 or 1.", 'date = "May 2011"')
RULES = (BAD_DATE,)


def find(context: RuleContext) -> Iterator[Finding]:
    """Unreadable dates of the article and its items."""
    publication = context.file.article
    for field in Publication.DATES:
        text = getattr(publication, field)
        if text:
            yield from _bad(("article", csl_name(field)), text)
    for kind in KINDS:
        for path, item in context.by_kind[kind.item_kind] if "date" in kind.__struct_fields__ else ():
            if item.date and dates.parse_or_none(item.date) is None:
                yield from _bad((*path, "date"), item.date)


def _bad(path: Keys, text: str) -> Iterator[Finding]:
    if text != text.strip():
        yield Finding(BAD_DATE, Where(path), "a date has no blanks around it", text.strip())
        return
    try:
        dates.parse(text)
    except DateError as error:
        yield Finding(BAD_DATE, Where(path), error.fault, error.suggestion)
