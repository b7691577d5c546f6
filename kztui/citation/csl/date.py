"""`cs:date` and `cs:date-part`: dates and ranges of dates, localized or not (CSL 1.0.2, "Date").

citeproc-py fails on ranges, ignores the delimiter of a locale's date, and changes the locale while it renders.
"""

from typing import Any

from kztui.article.dates import parse_or_none
from kztui.citation.csl.citeproc_hook import CslElement, csl_element
from kztui.citation.csl.context import RenderContext
from kztui.citation.csl.edtf_dates import DateEnds, date_ends
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.nodes import Node
from kztui.citation.csl.text_case import convert_case
from kztui.citation.csl_item import edtf_of

_PARTS = ("year", "month", "day")
_SEASONS = {13: 1, 14: 2, 15: 3, 16: 4, 21: 1, 22: 2, 23: 3, 24: 4}
"""Months that stand for seasons: from 13 on in the schema of CSL-JSON, from 21 on in EDTF (ISO 8601-2, 4.8)."""
_AD_BEFORE = 500
"""Years before this one take the term `ad`, as in citeproc-js (CSL 1.0.2, "AD and BC")."""
_YEAR_DIGITS = 5
_YEARS_BEFORE = 10_000
"""Added to years so that those before Christ are no negative numbers."""
Attributes = dict[str, str]
DateForm = list[tuple[RenderingElement, Attributes]]
"""The date parts in the order in which they are printed, each with the attributes that apply to it."""


class _DatePoint:
    """One end of a date: renders its year, month or season, and day."""

    def __init__(self, context: RenderContext, parts: list[int], season: int = 0) -> None:
        self.context = context
        self.values = dict(zip(_PARTS, parts, strict=False))
        self.season = season
        if self.values.get("month") in _SEASONS:
            self.season = _SEASONS[self.values.pop("month")]

    def has(self, part: str) -> bool:
        """Whether a date part has a value; a season counts as a month."""
        return part in self.values or (part == "month" and bool(self.season))

    def value(self, part: str) -> tuple[int, int]:
        """What a date part is compared by: its number, and the season in place of a month; 0 for each that is not."""
        return self.values.get(part, 0), self.season if part == "month" and part not in self.values else 0

    def _year(self, form: str) -> str:
        year = self.values["year"]
        digits = str(abs(year))
        term = self.context.style.term
        if year < 0:
            return digits + term("bc")
        if year < _AD_BEFORE:
            return digits + term("ad")
        return digits[-2:] if form == "short" else digits

    def _month(self, form: str) -> str:
        month = self.values.get("month")
        if month is None:
            return self.context.style.term(f"season-{self.season:02}")
        if form == "numeric":
            return str(month)
        if form == "numeric-leading-zeros":
            return f"{month:02}"
        return self.context.style.term(f"month-{month:02}", form)

    def _day(self, form: str) -> str:
        day = self.values["day"]
        if form == "numeric-leading-zeros":
            return f"{day:02}"
        if form == "ordinal" and (day == 1 or not self.context.style.option("limit-day-ordinals-to-day-1")):
            return self.context.style.terms.ordinal(day, f"month-{self.values['month']:02}")
        return str(day)

    def text(self, part: str, attributes: Attributes) -> str:
        """A date part in the form, case and without the periods that the attributes ask for."""
        form = attributes.get("form", "numeric" if part == "day" else "long")
        text = {"year": self._year, "month": self._month, "day": self._day}[part](form)
        if attributes.get("strip-periods") == "true" or self.context.strip_periods:
            text = text.replace(".", "")
        case = attributes.get("text-case")
        return convert_case(text, case, self.context.style.language) if case else text


def sortable_date(context: RenderContext, variable: str) -> str:
    """Digits by which dates stand in order: year, month and day, 00 where one is not known; else its words."""
    date = context.item.get(variable) or {}
    edtf = parse_or_none(edtf_of(context.item, variable))
    earliest = (edtf.earliest or edtf.latest) if edtf else None
    parts = list(earliest or next(iter(date.get("date-parts") or ()), ()))
    if not parts:
        return str(date.get("literal") or date.get("raw") or "")
    year, month, day = (*parts, 0, 0)[:3]
    return f"{year + _YEARS_BEFORE:0{_YEAR_DIGITS}}{month or 3 * (date.get('season') or 0):02}{day:02}"


@csl_element("date-part")
class DatePartElement(RenderingElement, CslElement):
    """`cs:date-part`: year, month or day; rendered by its `cs:date`."""


def _part(point: _DatePoint, element: "RenderingElement", attributes: Attributes) -> Node:
    text = point.text(attributes["name"], attributes)
    return Node(text, attributes.get("prefix", ""), attributes.get("suffix", ""), formatting=element.formatting)


def _range_delimiter(context: RenderContext, attributes: Attributes) -> str:
    """The dash after the date part with these attributes (CSL 1.0.2, "Date Ranges")."""
    return attributes.get("range-delimiter") or context.style.term("year-range-delimiter") or "–"


@csl_element("date")
class DateElement(RenderingElement, CslElement):
    """`cs:date`: one date or a range of two."""

    def _form(self, context: RenderContext) -> tuple[str, DateForm]:
        """The delimiter and the parts; attributes of the style override those of the locale."""
        own = {child.get("name"): child for child in self.children}
        if not self.get("form"):
            return self.get("delimiter", ""), [(child, dict(child.attrib)) for child in self.children]
        localized = context.style.date(self.get("form"))
        if localized is None:
            return "", []
        wanted = self.get("date-parts", "year-month-day").split("-")
        found: DateForm = []
        for child in localized.children:
            if child.get("name") in wanted:
                style = own.get(child.get("name"), child)
                found.append((style, {**child.attrib, **style.attrib}))
        if "year" not in wanted and found and localized.children[-1].get("name") == "year":
            found[-1][1].pop("suffix", None)
        return localized.get("delimiter", ""), found

    def render(self, context: RenderContext) -> Node | None:
        """The date, or the range of two, as a node; None where there is nothing to print."""
        variable = self.get("variable")
        date: dict[str, Any] = {} if variable in context.suppressed else context.item.get(variable) or {}
        if context.sorts:
            return self._sort_key(context, variable) if date else None
        known = date_ends(context, variable) if date else None
        literal = date.get("literal") or date.get("raw")
        if known is None and literal and not date.get("date-parts"):
            return self._literal(context, variable, str(literal))
        ends = [_DatePoint(context, parts, date.get("season") or 0) for parts in date.get("date-parts", ())]
        if known:
            ends = [_DatePoint(context, end.parts, end.season) for end in (known.start, known.end) if end]
        delimiter, form = self._form(context)
        form = [(element, attributes) for element, attributes in form if ends and ends[0].has(attributes["name"])]
        context.called(variable, nonempty=bool(form))
        if not form:
            return None
        context.has_output = True
        if known and len(ends) == 1:
            nodes = self._open_range(ends[0], form, known, delimiter)
        elif len(ends) > 1 and any(ends[0].value(part) != ends[1].value(part) for part in _PARTS):
            nodes = self._range(context, form, ends[0], ends[1], delimiter)
        else:
            nodes = [_part(ends[0], element, attributes) for element, attributes in form]
        node = self.with_affixes(nodes)
        if node:
            node.delimiter = delimiter
        return node

    def _sort_key(self, context: RenderContext, variable: str) -> Node:
        """The digits of the date, or of its year alone where the style names no other part."""
        _, form = self._form(context)
        year_alone = bool(form) and all(attributes["name"] == "year" for _, attributes in form)
        context.called(variable, nonempty=True)
        return Node(sortable_date(context, variable)[: _YEAR_DIGITS if year_alone else None])

    def _literal(self, context: RenderContext, variable: str, text: str) -> Node | None:
        """A `literal` date, or a `raw` one that was not parsed, is printed where the year would be."""
        parts = self.get("date-parts", "year") if self.get("form") else [child.get("name") for child in self.children]
        there = "year" in parts
        context.called(variable, nonempty=there)
        return self.text_node(text, context) if there else None

    def _open_range(self, end: _DatePoint, form: DateForm, known: DateEnds, delimiter: str) -> list[Node]:
        """A range of which one end is open (`1987–`) or unknown (`1987–?`)."""
        nodes = [_part(end, element, attributes) for element, attributes in form]
        nodes[0].prefix = nodes[-1].suffix = ""
        dash = _range_delimiter(end.context, form[-1][1])
        one = Node([*nodes], delimiter=delimiter)
        return [Node([one, Node(dash + known.missing)] if known.start else [Node(known.missing + dash), one])]

    def _range(
        self, context: RenderContext, form: DateForm, first: _DatePoint, last: _DatePoint, delimiter: str
    ) -> list[Node]:
        """Both ends, shared parts once: `4–18 September 2013` (CSL 1.0.2, "Date Ranges")."""
        shown = [part for part in _PARTS if any(attributes["name"] == part for _, attributes in form)]
        differs = next((at for at, part in enumerate(shown) if first.value(part) != last.value(part)), None)
        twice = set(shown[differs:]) if differs is not None else set()
        if not twice:
            return [_part(first, element, attributes) for element, attributes in form]
        at = max(index for index, (_, attributes) in enumerate(form) if attributes["name"] in twice)
        begin = [_part(first, element, attributes) for element, attributes in form[: at + 1]]
        repeated = [(element, attributes) for element, attributes in form[: at + 1] if attributes["name"] in twice]
        end = [_part(last, element, attributes) for element, attributes in repeated]
        begin[-1].suffix = ""
        end[0].prefix = ""
        dash = _range_delimiter(context, form[at][1])
        between = Node([Node([*begin], delimiter=delimiter), Node(dash), Node([*end], delimiter=delimiter)])
        return [between, *(_part(first, element, attributes) for element, attributes in form[at + 1 :])]
