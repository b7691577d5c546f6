"""`cs:date`: citeproc-py fails on ranges, forgets the delimiter of a locale's date, and changes the locale itself."""

from typing import Any

from kztui.citation.csl.context import Run
from kztui.citation.csl.element import CslElement, Rendering
from kztui.citation.csl.nodes import Node
from kztui.citation.csl.text_case import cased

_PARTS = ("year", "month", "day")
_BEFORE_500 = 500
Attributes = dict[str, str]
Form = list[tuple[Rendering, Attributes]]
"""The parts of a date in the order in which they are printed, each with the attributes that count for it."""


class _Moment:
    """One end of a date, its parts as they are printed."""

    def __init__(self, run: Run, parts: list[int], season: int | None) -> None:
        self.run = run
        self.values = dict(zip(_PARTS, parts, strict=False))
        self.season = season

    def has(self, part: str) -> bool:
        return part in self.values or (part == "month" and bool(self.season))

    def _year(self, form: str) -> str:
        year = self.values["year"]
        digits = str(abs(year))
        term = self.run.sheet.term
        if year < 0:
            return digits + term("bc")
        if year < _BEFORE_500:
            return digits + term("ad")
        return digits[-2:] if form == "short" else digits

    def _month(self, form: str) -> str:
        month = self.values.get("month")
        if month is None:
            return self.run.sheet.term(f"season-{self.season:02}")
        if form == "numeric":
            return str(month)
        if form == "numeric-leading-zeros":
            return f"{month:02}"
        return self.run.sheet.term(f"month-{month:02}", form)

    def _day(self, form: str) -> str:
        day = self.values["day"]
        if form == "numeric-leading-zeros":
            return f"{day:02}"
        if form == "ordinal" and (day == 1 or not self.run.sheet.option("limit-day-ordinals-to-day-1")):
            return self.run.sheet.terms.ordinal(day, f"month-{self.values['month']:02}")
        return str(day)

    def text(self, part: str, attributes: Attributes) -> str:
        form = attributes.get("form", "numeric" if part == "day" else "long")
        text = {"year": self._year, "month": self._month, "day": self._day}[part](form)
        if attributes.get("strip-periods") == "true" or self.run.strip_periods:
            text = text.replace(".", "")
        case = attributes.get("text-case")
        return cased(text, case, english=self.run.english) if case else text


class Date_Part(Rendering, CslElement):  # noqa: N801 citeproc-py takes the element's name from that of the class
    """Year, month or day: printed by its date."""


def _part(moment: _Moment, element: "Rendering", attributes: Attributes) -> Node:
    text = moment.text(attributes["name"], attributes)
    return Node(text, attributes.get("prefix", ""), attributes.get("suffix", ""), marks=element.marks)


class Date(Rendering, CslElement):
    """A moment, or the time between two."""

    def _form(self, run: Run) -> tuple[str, Form]:
        """The delimiter and the parts; the style's own attributes count before those of the locale."""
        own = {kid.get("name"): kid for kid in self.kids}
        if not self.get("form"):
            return self.get("delimiter", ""), [(kid, dict(kid.attrib)) for kid in self.kids]
        localized = run.sheet.date(self.get("form"))
        if localized is None:
            return "", []
        wanted = self.get("date-parts", "year-month-day").split("-")
        found: Form = []
        for kid in localized.kids:
            if kid.get("name") in wanted:
                style = own.get(kid.get("name"), kid)
                found.append((style, {**kid.attrib, **style.attrib}))
        if "year" not in wanted and found and localized.kids[-1].get("name") == "year":
            found[-1][1].pop("suffix", None)
        return localized.get("delimiter", ""), found

    def render(self, run: Run) -> Node | None:
        variable = self.get("variable")
        date: dict[str, Any] = {} if variable in run.done else run.item.get(variable) or {}
        if date.get("literal") and not date.get("date-parts"):
            return self._literal(run, variable, str(date["literal"]))
        delimiter, form = self._form(run)
        ends = [_Moment(run, parts, date.get("season")) for parts in date.get("date-parts", ())]
        form = [(element, attributes) for element, attributes in form if ends and ends[0].has(attributes["name"])]
        run.met(variable, there=bool(form))
        if not form:
            return None
        run.begun = True
        if len(ends) > 1 and ends[0].values != ends[1].values:
            nodes = self._range(run, form, ends[0], ends[1], delimiter)
        else:
            nodes = [_part(ends[0], element, attributes) for element, attributes in form]
        box = self.boxed(nodes)
        if box:
            box.delimiter = delimiter
        return box

    def _literal(self, run: Run, variable: str, text: str) -> Node | None:
        """A date in words stands where the year would."""
        parts = self.get("date-parts", "year") if self.get("form") else [kid.get("name") for kid in self.kids]
        there = "year" in parts
        run.met(variable, there=there)
        return self.leaf(text, run) if there else None

    def _range(self, run: Run, form: Form, first: _Moment, last: _Moment, delimiter: str) -> list[Node]:
        """Both ends, what they share said once: `4–18 September 2013`."""
        shown = [part for part in _PARTS if any(attributes["name"] == part for _, attributes in form)]
        differs = next((at for at, part in enumerate(shown) if first.values.get(part) != last.values.get(part)), None)
        twice = set(shown[differs:]) if differs is not None else set()
        if not twice:
            return [_part(first, element, attributes) for element, attributes in form]
        at = max(index for index, (_, attributes) in enumerate(form) if attributes["name"] in twice)
        begin = [_part(first, element, attributes) for element, attributes in form[: at + 1]]
        end = [
            _part(last, element, attributes) for element, attributes in form[: at + 1] if attributes["name"] in twice
        ]
        begin[-1].suffix = ""
        end[0].prefix = ""
        dash = form[at][1].get("range-delimiter") or run.sheet.term("year-range-delimiter") or "–"
        between = Node([Node([*begin], delimiter=delimiter), Node(dash), Node([*end], delimiter=delimiter)])
        return [between, *(_part(first, element, attributes) for element, attributes in form[at + 1 :])]
