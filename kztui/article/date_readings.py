"""What the forms of written dates mean in EDTF, given the values of their words and what they are counted from."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from kztui.article.date_words import Value
from kztui.article.edtf import length_of_month

MAX_DAYS = 5000
"""Nobody counts more days, or weeks, from a publication."""
EARLIEST, LATEST = 100, 9900
"""The years of publication from which days are counted."""
FAR = 2
"""How many years from the publication a year named before may be for a month to belong to it."""
WINTER, LAST_OF_WINTER = 24, 5
"""EDTF's number of the season, and the last month in which “this winter” is the one that began the year before."""


class BaseDate(NamedTuple):
    """What a date that does not say its year counts from; 0 is unknown."""

    year: int = 0
    """The year of publication, and its month and day where they are known."""
    month: int = 0
    day: int = 0
    named: int = 0
    """The year that the paragraph named last."""
    last: tuple[int, int, int] = (0, 0, 0)
    """The year, month and day of the date before in the paragraph."""
    past: bool = False
    """Whether what is told beside it is over."""

    def year_of(self, month: int) -> int:
        """The year to which a month without one belongs."""
        if self.named and (not self.year or abs(self.named - self.year) <= FAR):
            return self.named
        return self.year - (self.past and 0 < self.month < month)

    @property
    def today(self) -> date | None:
        """The day of publication, unless it is so near the ends of the calendar that nothing can be counted from it."""
        known = EARLIEST <= self.year <= LATEST and self.month and self.day
        return date(self.year, self.month, self.day) if known else None


Values = Mapping[str, Value]
Reader = Callable[[Values, BaseDate], str]


def _day(year: int, month: int, day: int) -> str:
    if not (year and 1 <= month <= 12 and 1 <= day <= length_of_month(year, month)):
        return ""
    return f"{year:04}-{month:02}-{day:02}"


def _month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}" if year and month else ""


def _span(first: str, last: str) -> str:
    return f"{first}/{last}" if first and last and first < last else ""


def _mark(text: str, values: Values) -> str:
    return f"{text}~" if text and ("e" in values or "e2" in values) else text


def _number(values: Values, *names: str) -> int:
    return next((int(values[name]) for name in names if name in values), 0)


def of_day(values: Values, base_date: BaseDate) -> str:
    """A day of a month: 5 May 2011, May 5."""
    month = _number(values, "m")
    return _day(_number(values, "y") or base_date.year_of(month), month, _number(values, "n"))


def of_days(values: Values, base_date: BaseDate) -> str:
    """Days from one to another, of one month or two."""
    month, last_month = _number(values, "m"), _number(values, "m2", "m")
    last_year = _number(values, "y2", "y") or base_date.year_of(last_month)
    first_year = _number(values, "y") or last_year
    first = _day(first_year, month, _number(values, "n"))
    return _span(first, _day(last_year, last_month, _number(values, "n2")))


def of_month(values: Values, base_date: BaseDate) -> str:
    """A month, or a time about then: early May 2011."""
    month = _number(values, "m")
    return _mark(_month(_number(values, "y") or base_date.year_of(month), month), values)


def of_months(values: Values, base_date: BaseDate) -> str:
    """Months from one to another, the first of the year before if it is later; March and May alone are two dates."""
    first, last = _number(values, "m"), _number(values, "m2")
    year = _number(values, "y2") or base_date.year_of(last)
    start = _number(values, "y") or (year - 1 if first > last else year)
    from_, to = _month(start, first), _month(year, last)
    apart = (year - start) * 12 + last - first
    return f"{from_} {to}" if "and" in values and "b" not in values and apart > 1 and from_ else _span(from_, to)


def of_season(values: Values, base_date: BaseDate) -> str:
    """A season of a year, or this one: early in a year this winter is the one that began the year before."""
    year = _number(values, "y") or (base_date.year and base_date.year + _number(values, "p"))
    if "y" not in values and _number(values, "s") == WINTER and 0 < base_date.month <= LAST_OF_WINTER:
        year -= 1
    return _mark(f"{year:04}-{values['s']}" if year else "", values)


def of_last_season(values: Values, base_date: BaseDate) -> str:
    """Last summer: this year's where it is over at the time of publication."""
    if not (base_date.year and base_date.month):
        return ""
    step, season = _number(values, "p"), _number(values, "s")
    end = (season - 20) * 3 + 2
    year = base_date.year
    if step < 0:
        year -= (end >= base_date.month) + (end - 12 >= base_date.month)
    elif step > 0:
        year += end - 2 <= base_date.month
    return f"{year:04}-{season}"


def of_year(values: Values, _base_date: BaseDate) -> str:
    """A year, in one era or the other."""
    year = _number(values, "y")
    if "B" in values and int(values["B"]) < 0:
        return f"-{year - 1:04}" if year > 1 else "0000"
    return _mark(f"{year:04}", values)


def of_years(values: Values, _base_date: BaseDate) -> str:
    """Years from one to another; the second may have two digits."""
    first, last = _number(values, "y"), _number(values, "y2")
    if last < 100:
        last += first // 100 * 100
    return _span(f"{first:04}", f"{last:04}") if last - first < 1000 else ""


def of_year_or_month(values: Values, base_date: BaseDate) -> str:
    """2009-11 is a span of years where it can be one, else a month."""
    years = of_years(values, base_date)
    return years or (_month(_number(values, "y"), int(values["y2"])) if 1 <= int(values["y2"]) <= 12 else "")


def of_decade(values: Values, _base_date: BaseDate) -> str:
    """Ten years: the 1990s, the nineties."""
    digits = _number(values, "k", "y")
    if digits < 100:
        digits += 2000 if digits < 20 else 1900
        if "o" in values:
            digits = (_number(values, "o") - 1) * 100 + digits % 100
    return _mark(f"{digits // 10:03}X", values) if digits % 10 == 0 else ""


def of_century(values: Values, _base_date: BaseDate) -> str:
    """A hundred years, as usage counts them: the 20th begins with 1900."""
    number = _number(values, "o")
    return _mark(f"{number - 1:02}XX", values) if 1 <= number <= 22 else ""


def of_part(values: Values, _base_date: BaseDate) -> str:
    """A half or quarter of a year as the months that it has."""
    year, part = _number(values, "y"), _number(values, "o")
    months = 6 if "h" in values else 3
    if not (year and 1 <= part <= 12 // months):
        return ""
    return _span(_month(year, (part - 1) * months + 1), _month(year, part * months))


_YEARS = {"Y": 1, "L": 1, "X": 10, "C": 100}
"""How many years the units have that are years or longer, by their roles."""


def _shifted(unit: str, step: int, base_date: BaseDate) -> str:
    """A time so many units from the publication, no more precise than the unit; empty where the base lacks it."""
    if unit in _YEARS:
        year = base_date.year + step * _YEARS[unit]
        digits = f"{year:04}" if base_date.year and 0 < year <= 9999 else ""
        return digits and {"X": f"{digits[:3]}X", "C": f"{digits[:2]}XX"}.get(unit, digits)
    if unit == "M":
        months = base_date.year * 12 + base_date.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}" if base_date.month and 12 <= months < 120000 else ""
    today = base_date.today
    if not today or abs(step) > MAX_DAYS:
        return ""
    if unit == "W":
        monday = today + timedelta(days=7 * step - today.weekday())
        return f"{monday}/{monday + timedelta(days=6)}"
    return str(today + timedelta(days=step))


def of_unit(values: Values, base_date: BaseDate) -> str:
    """Last year, next month, this week."""
    return _shifted(str(values["unit"]), _number(values, "p"), base_date)


def of_ago(values: Values, base_date: BaseDate) -> str:
    """Four years ago, three days ago."""
    text = _shifted(str(values["unit"]), -_number(values, "n", "c"), base_date)
    if values["unit"] == "W" and text:  # two weeks ago is a day, or one near it
        today = base_date.today
        text = f"{today - timedelta(days=7 * _number(values, 'n', 'c'))}~" if today else ""
    return text if text.endswith("~") else _mark(text, values)


def of_step(values: Values, base_date: BaseDate) -> str:
    """Two years later, the following day: from the date before, where that is as precise."""
    step = _number(values, "F") if "F" in values else _number(values, "n", "c") * _number(values, "E")
    unit = str(values["unit"])
    if unit in _YEARS:
        return f"{base_date.named + step:04}" if base_date.named else ""
    return _shifted(
        unit, step, base_date._replace(year=base_date.last[0], month=base_date.last[1], day=base_date.last[2])
    )


def of_relative(values: Values, base_date: BaseDate) -> str:
    """What one word counts from the publication: yesterday."""
    unit, step = str(values["v"])[:-2], int(str(values["v"])[-2:])
    return _shifted({"year": "Y", "month": "M", "week": "W", "day": "D"}[unit], step, base_date)


def of_weekday(values: Values, base_date: BaseDate) -> str:
    """A weekday is the last one at or before publication; “next” is the one after it."""
    today = base_date.today
    if not today:
        return ""
    back = (today.weekday() - _number(values, "w")) % 7
    step = _number(values, "p")
    days = 7 - back if step > 0 else -(back or (7 if step < 0 else 0))
    return str(today + timedelta(days=days))


def of_weekend(values: Values, base_date: BaseDate) -> str:
    """The Saturday and Sunday before the publication; of the next week for “next”."""
    today = base_date.today
    if not today:
        return ""
    saturday = today + timedelta(days=5 - today.weekday() - (0 if _number(values, "p") > 0 else 7))
    return f"{saturday}/{saturday + timedelta(days=1)}"


def of_named_month(values: Values, base_date: BaseDate) -> str:
    """Last May, next June: counted from the month of publication."""
    if not (base_date.year and base_date.month):
        return ""
    month, step = _number(values, "m"), _number(values, "p")
    year = base_date.year - (step < 0 and month >= base_date.month) + (step > 0 and month <= base_date.month)
    return _month(year, month)


def of_digits(values: Values, _base_date: BaseDate) -> str:
    """14.05.2019 and 2019-05-14; where both numbers can be months the day comes first unless `us` says otherwise."""
    parts = [int(part) for part in re.split(r"[./-]", str(values["N"]))]
    if parts[0] > 31:
        return _day(parts[0], parts[1], parts[2])
    first, second, year = parts
    month_first = second > 12 or ("us" in values and first <= 12 and "/" in str(values["N"]))
    return _day(year, *((first, second) if month_first else (second, first)))
