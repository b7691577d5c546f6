"""The dated events as JSON for TimelineJS, which has years, months and days; doubt goes into the displayed date."""

from html import escape
from typing import Any

import msgspec

from kztui.article.article import Article
from kztui.article.dates import parse_or_none
from kztui.article.edtf import Date, Single
from kztui.article.ids import pilcrows
from kztui.article.kinds.item import Item
from kztui.export.formats import Export


def write(article: Article, _part: str = "") -> Export:
    """A slide for each event with a date, and a title slide. TimelineJS has no place for the others: a hint says so."""
    dated = [item for item in article.items.values() if item.on_timeline]
    slides = [slide for item in dated if (slide := _slide(article, item))]
    missing = len(dated) - len(slides)
    hints = (f"{missing} of {len(dated)} events have no date that a timeline can hold",) if missing else ()
    publication = article.publication
    by = ", ".join(name.plain for name in publication.author)
    title = {"headline": escape(publication.printed_title or publication.title or publication.id), "text": escape(by)}
    encoded = msgspec.json.encode({"title": {"text": title}, "events": slides})
    return Export({"": msgspec.json.format(encoded).decode() + "\n"}, hints)


def _slide(article: Article, item: Item) -> dict[str, Any] | None:
    date = parse_or_none(item.date)
    ends = _ends(date) if date else []
    if not ends:
        return None
    text = [escape(article.linked(item.main_text).plain), escape(pilcrows(item.numbers))]
    slide: dict[str, Any] = {
        "unique_id": item.id,
        "start_date": ends[0],
        "display_date": escape(item.date_in_words),
        "text": {"headline": escape(item.caption), "text": "".join(f"<p>{part}</p>" for part in text if part)},
    }
    if len(ends) > 1:
        slide["end_date"] = ends[1]
    if item.kind:
        slide["group"] = escape(item.kind)
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
