"""The forms in which dates are written, as regular expressions over the roles of their words (`date_words.ROLES`)."""

import re
from functools import cache
from typing import NamedTuple

from kztui.article.date_readings import (
    Reader,
    of_ago,
    of_century,
    of_day,
    of_days,
    of_decade,
    of_digits,
    of_last_season,
    of_month,
    of_months,
    of_named_month,
    of_part,
    of_relative,
    of_season,
    of_step,
    of_unit,
    of_weekday,
    of_weekend,
    of_year,
    of_year_or_month,
    of_years,
)

YEAR_FIRST = frozenset({"kk", "tr", "zh", "hu", "lt", "ja", "ko", "mn"})
"""Languages that write the year before the month."""
BARE_WEEKDAYS = frozenset({"en", "fr"})
"""Languages in which a weekday alone, without a preposition, is the one before the publication."""
YEAR_WITH_WORD = frozenset({"ru", "uk", "kk", "zh"})
"""Languages in which a year in a sentence has the word for year beside it, so that 2000 alone is a number."""


class Form(NamedTuple):
    """One way in which a date is written."""

    pattern: re.Pattern[str]
    read: Reader
    """The EDTF of the values of the pattern's groups; empty where they are no date."""


_UNIT = "(?P<unit>[YLMWDXC])"
_PLAIN_YEAR = "(?<![A$])(?<!_-)[YL]?(?P<y>y)Y?"
_PLAIN_YEAR_2 = _PLAIN_YEAR.replace("<y>", "<y2>")
_ABOUT = "(?:(?P<e>e)I?-?T?)?"
_ABOUT_ = _ABOUT.replace("<e>", "<e_>")

Patterns = list[tuple[str, Reader]]


def _days(language: str, year: str) -> Patterns:
    """A day, or days of one month or two."""
    stop = "" if language == "en" else r"\.?"
    day, day2, year2 = f"(?P<n>n){stop}", f"(?P<n2>n){stop}", year.replace("<y>", "<y2>")
    found: Patterns = [
        (rf"{day}T?(?P<m>m){year}?(?:r|-)T?{day2}(?P<m2>m){year2}?", of_days),
        (rf"b{day}T?(?P<m>m){year}?&T?{day2}(?P<m2>m){year2}?", of_days),
        (rf"b?{day}(?:r|-|&)T?{day2}(?P<m>m){year}?", of_days),
        (rf"{day}T?(?P<m>m){year}?", of_day),
    ]
    if language not in {"en", ""}:
        return found
    return [
        *found,
        (r"(?P<m>m)(?P<n>n)(?:,?(?P<y>y))?(?:r|-)(?P<m2>m)(?P<n2>n)(?:,?(?P<y2>y))?", of_days),
        (r"b(?P<m>m)(?P<n>n)(?:,?(?P<y>y))?&(?P<m2>m)(?P<n2>n)(?:,?(?P<y2>y))?", of_days),
        (r"b?(?P<m>m)(?P<n>n)[r&-](?P<n2>n)(?:,?(?P<y>y))?(?!m)", of_days),
        (r"(?P<m>m)T?(?P<n>n)(?:,?(?P<y>y))?(?![%mU])", of_day),
    ]


def _months(year: str) -> Patterns:
    """A month, months, or a season."""
    year2 = year.replace("<y>", "<y2>")
    return [
        (rf"(?P<b>b)?e?-?T?(?P<m>m){year}?(?:r|-|(?P<and>&))e?-?T?(?P<m2>m){year2}(?P<e2>e)?", of_months),
        (rf"(?P<e>e)I?-?T?(?P<m>m){year}?", of_month),
        (rf"(?P<m>m){year}", of_month),
        (r"(?:(?P<b>b)|[fI])e?T?(?P<m>m)(?:r|-|(?P<and>&))e?T?(?P<m2>m)", of_months),
        (r"(?P<p>[px])T?(?P<m>m)|(?P<m_>m)(?P<p_>[px])", of_named_month),
        (r"(?:[bfIregF&t]T?|T)(?P<m>m)(?![nQ])", of_month),
        (rf"{_ABOUT}(?P<s>s){year}(?:-[yn])?", of_season),
        (r"(?P<p>[px])(?P<s>s)|(?P<s_>s)(?P<p_>[px])", of_last_season),
        (r"(?P<p>t)(?P<s>s)", of_season),
    ]


def _long_times() -> Patterns:
    """Parts of a year, years, decades and centuries."""
    return [
        (rf"(?P<o>[ocnR])T?(?:(?P<h>h)|q)T?{_PLAIN_YEAR}", of_part),
        (rf"b?{_PLAIN_YEAR}r{_PLAIN_YEAR_2}(?!U)", of_years),
        (rf"b{_PLAIN_YEAR}&{_PLAIN_YEAR_2}(?!U)", of_years),
        (rf"{_PLAIN_YEAR}-(?P<y2>y)Y?(?!U)", of_years),
        (r"(?<![A$])(?P<y>y)[-/](?P<y2>n)(?![mMDWXCUc%-])Y?", of_year_or_month),
        (rf"{_ABOUT}(?P<k>k)[YL]*(?:(?P<o>[oR])C)?|{_ABOUT_}[XL](?P<k_>[nyk])", of_decade),
        (rf"{_ABOUT}(?P<o>[onR])\.?C|{_ABOUT_}C(?P<o_>[oR])", of_century),
    ]


def _counted_from(language: str) -> Patterns:
    """What counts from the publication, or from the date before."""
    return [
        (rf"(?P<e>e)?(?<!h)(?P<c>[cn]){_UNIT}g|g(?P<c_>[cn])(?P<unit_>[YLMWDXC])", of_ago),
        (rf"(?<!T)(?P<p>[pxt]){_UNIT}|T?(?P<unit_>[YLMW])(?P<p_>[px])", of_unit),
        (r"(?P<F>F)(?P<unit>[YLMD])|(?P<unit_>[YLMD])(?P<F_>F)", of_step),
        (r"(?P<c>[cn])(?P<unit>[YLMD])(?P<E>E)|(?P<E_>E)(?P<c_>[cn])(?P<unit_>[YLMD])", of_step),
        (r"(?P<v>v)", of_relative),
        (r"(?P<p>[pxt])(?P<w>w)|(?P<w_>w)(?P<p_>[px])", of_weekday),
        (r"[Ifrbe&]T?(?P<w>w)|(?P<w_>w)G", of_weekday),
        *([(r"(?<![AQcT])(?P<w>w)(?!Q)", of_weekday)] if language in BARE_WEEKDAYS else ()),
        (r"(?:(?P<p>[px])|t|T)K", of_weekend),
    ]


def _year_first() -> Patterns:
    """The forms of languages that write the year before the month."""
    day = r"(?P<n>n)\.?"
    year = "(?P<y>y)[YMD]?"
    return [
        (rf"{year}{day}(?P<m>m)", of_day),
        (r"(?P<y>y)Y(?P<m>n)M(?P<n>n)D", of_day),
        (r"(?P<y>y)Y(?P<m>n)M(?P<e>e)?", of_month),
        (r"(?P<m>n)M(?P<n>n)D", of_day),
        (rf"{year}(?P<m>m)(?P<n>n)D?", of_day),
        (rf"{year}(?P<m>m)[M]?(?P<e>e)?", of_month),
        (r"(?P<m>m)(?P<y>y)[YM]*(?P<e>e)", of_month),
        (rf"{year}(?P<s>s)", of_season),
        (r"(?P<m>m)(?:M|(?P<e>e))", of_month),
        (r"(?P<y>y)Y?(?P<y2>y)Y?r", of_years),
        (r"(?P<o>n)C(?P<k>[nk])L?", of_decade),
        (r"(?P<y>y)Y(?P<o>[on])(?:(?P<h>h)|q)", of_part),
        (r"(?P<y>y)[YM]?(?P<e>e)", of_year),
    ]


def _years(language: str) -> Patterns:
    """The forms of a year alone."""
    worded = rf"{_ABOUT}(?<![A$])(?:Y(?P<y>y)Y?|(?P<y_>y)Y)(?!U)"
    bare = rf"{_ABOUT}(?<![A$])(?<!_-)(?P<y>y)(?![%U$])"
    if language in YEAR_WITH_WORD:
        bare = r"(?<=\()(?P<y>y)(?=\))" if language == "zh" else r"(?<=[(,])(?P<y>y)(?=[),])"
    return [(worded, of_year), (bare, of_year)]


def _patterns(language: str) -> Patterns:
    """The forms of a language, those that say more before those that say less."""
    comma = ",?" if language in {"en", ""} else ""
    year = f"(?:{comma}T?[YL]?(?P<y>y)Y?(?!U))"
    return [
        ("(?P<N>N)", of_digits),
        *(_year_first() if language in YEAR_FIRST else ()),
        *_days(language, year),
        *_months(year),
        *_long_times(),
        *_counted_from(language),
        (r"(?P<y>[yn])(?P<B>B)|(?P<B_>B)(?P<y_>y)", of_year),
        *_years(language),
    ]


@cache
def forms(language: str) -> tuple[Form, ...]:
    """The forms of a language, in the order in which they are looked for."""
    return tuple(Form(re.compile(pattern), read) for pattern, read in _patterns(language))
