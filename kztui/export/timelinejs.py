"""The dated events as JSON for TimelineJS, which has years, months and days; doubt goes into the displayed date."""

from html import escape
from typing import Any

import msgspec

from kztui.article.article import Article
from kztui.article.card import date_in_words, pilcrows
from kztui.article.dates import parse
from kztui.article.edtf import Date, Single
from kztui.article.model import Event
from kztui.export.formats import Export


def write(article: Article, _part: str = "") -> Export:
    """A slide for each event with a date, and a title slide; a hint counts the events that have none."""
    slides = [slide for event in article.events if (slide := _slide(article, event))]
    missing = len(article.events) - len(slides)
    hints = (f"{missing} of {len(article.events)} events have no date that a timeline can hold",) if missing else ()
    publication = article.publication
    by = ", ".join(name.plain for name in publication.author)
    title = {"headline": escape(publication.printed_title or publication.title or publication.id), "text": escape(by)}
    encoded = msgspec.json.encode({"title": {"text": title}, "events": slides})
    return Export({"": msgspec.json.format(encoded).decode() + "\n"}, hints)


def _slide(article: Article, event: Event) -> dict[str, Any] | None:
    try:
        date = parse(event.date)
    except ValueError:
        return None
    ends = _ends(date)
    if not ends:
        return None
    text = [escape(article.linked(event.summary).plain), escape(pilcrows(event.paragraphs))]
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": ends[0],
        "display_date": escape(date_in_words(event)),
        "text": {"headline": escape(event.caption), "text": "".join(f"<p>{part}</p>" for part in text if part)},
    }
    if len(ends) > 1:
        slide["end_date"] = ends[1]
    if event.kind:
        slide["group"] = escape(event.kind)
    return slide


def _ends(date: Date) -> list[dict[str, int]]:
    """Start and, for an interval, end. A season, decade or century runs from its first to its last month."""
    singles = [single for single in (date.start, date.end if date.interval else None) if single or date.interval]
    known = [single for single in singles if single]
    if len(known) == 1 and known[0].precision in {"season", "decade", "century"}:
        only = known[0]
        months = [only.first[:2], only.last[:2]]
        return [{"year": year, "month": month} for year, month in months]
    return [_moment(single) for single in known]


def _moment(single: Single) -> dict[str, int]:
    if single.precision == "season":
        return {"year": single.year, "month": single.first[1]}
    parts = {"year": single.year, "month": single.month, "day": single.day}
    return {part: value for part, value in parts.items() if value or part == "year"}
