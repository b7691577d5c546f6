"""Dates: readable, not contradicting one another, and there at all."""

from collections.abc import Iterator

from kztui.article import dates
from kztui.article.edtf import Date, DateError
from kztui.article.findings import Finding, Keys, Rule, Where
from kztui.article.model import Event
from kztui.article.publication import Publication, csl_name
from kztui.files.rules.context import Survey

BAD_DATE = Rule("bad-date", "error", "A date is not EDTF (ISO 8601-2) of level 0 or 1.", 'date = "May 2011"')
DATED_UNDATED = Rule(
    "dated-undated", "error", "An event has a date and is said to be undated.", 'date = "2011"\nundated = true'
)
NO_DATE = Rule(
    "no-date",
    "warning",
    "An event has no date, and is not said to be undated.",
    '[[events]]\nid = "summit"\ntitle = "Summit"',
)
FORESEEN_PAST = Rule(
    "foreseen-past",
    "warning",
    "An event is foreseen, and yet dated before the article was published.",
    'date = "1999"\nforeseen = true',
)
AFTER_ARTICLE = Rule(
    "after-article",
    "warning",
    "An event that the article tells of is dated after it was published, and is not said to be foreseen.",
    'date = "2050"\nparagraphs = [1]',
)
RULES = (BAD_DATE, DATED_UNDATED, NO_DATE, FORESEEN_PAST, AFTER_ARTICLE)


def _bad(path: Keys, text: str) -> tuple[Date | None, list[Finding]]:
    if text != text.strip():
        return None, [Finding(BAD_DATE, Where(path), "a date has no blanks around it", text.strip())]
    try:
        return dates.parse(text), []
    except DateError as error:
        return None, [Finding(BAD_DATE, Where(path), error.fault, error.suggestion)]


def find(survey: Survey) -> Iterator[Finding]:
    """UnreadableError dates of the article, its events and its claims; events without one."""
    file = survey.file
    issued: Date | None = None
    for field in Publication.DATES:
        text = getattr(file.article, field)
        if text:
            date, bad = _bad(("article", csl_name(field)), text)
            yield from bad
            issued = date if field == "issued" else issued
    for at, event in enumerate(file.events):
        path: Keys = ("events", at)
        if event.date:
            date, bad = _bad((*path, "date"), event.date)
            yield from bad
            if event.undated:
                yield Finding(DATED_UNDATED, Where((*path, "undated")), f"{event.id} has a date: {event.date}")
            if date and issued:
                yield from _against(issued, date, event, path)
        elif survey.lacks(path, "undated", event.undated) and survey.lacks(path, "date", event.date):
            yield Finding(NO_DATE, Where(path), f"{event.id} has no date: give one, or undated = true")
    for at, claim in enumerate(file.claims):
        if claim.date:
            yield from _bad(("claims", at, "date"), claim.date)[1]


def _against(issued: Date, date: Date, event: Event, path: Keys) -> Iterator[Finding]:
    """What speaks against the date of an event in an article of that date."""
    where = Where((*path, "date"))
    if event.foreseen and date.latest and issued.earliest and date.latest < issued.earliest:
        yield Finding(FORESEEN_PAST, where, "the event is foreseen, yet dated before the article")
    told = event.paragraphs and not event.foreseen
    if told and date.earliest and issued.latest and date.earliest > issued.latest:
        yield Finding(
            AFTER_ARTICLE, where, "the event is dated after the article: say foreseen = true, or mend the date"
        )
