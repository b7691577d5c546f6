"""What is wrong with a text that is no EDTF date, and what its writer most likely meant; for error messages only."""

import re
from functools import cache

from kztui.article.data_tables import rows
from kztui.article.edtf import MONTHS, SEASONS, DateError, read

_MONTH_OF = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_SEASON_OF = {**{name: number for number, name in SEASONS.items()}, "fall": 23}
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_SPOKEN = re.compile(
    rf"(?:{_ORDINAL}\s+)?(?P<name>[A-Za-z]{{3,}})\.?,?\s+(?:{_ORDINAL},?\s+)?(?P<year>[0-9]{{4}})"
    r"|(?P<year_first>[0-9]{4})\s+(?P<name_last>[A-Za-z]{3,})"
)
_ABOUT = re.compile(r"(?:about|around|approximately|approx\.?|circa|ca?\.)\s*(.+)", re.IGNORECASE)
_PART_OF = re.compile(r"(?:early|mid|late)[\s-]+(.+)", re.IGNORECASE)
_YEAR_LAST = re.compile(
    r"(?:(?P<first>[0-9]{1,2})(?P<sign>\s*[-./\s]\s*))?(?P<second>[0-9]{1,2})(?(sign)(?P=sign)|\s*[-./]\s*)([0-9]{4})"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})(\s*[-./\s]\s*)([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_RUN = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_RANGE = re.compile(r"(.+?)(?:/|\s*[–—]\s*|\s+(?:to|until|and|-)\s+|\.\.\.?|(?<=[0-9]{4})-(?=[0-9]{4}\Z))(.+)")
_LEVEL_2 = re.compile(r"[\[{].*[\]}]|[?~%][0-9X-]|[0-9]X+-?[0-9X]|[0-9]{4}-(?:2[5-9]|3[0-9]|4[01])\Z|[0-9][ES]-?[0-9]")
_WITH_WORDS = re.compile(r"(.*?[0-9X?~%])\s*[,;(\s]\s*([^,;()0-9]+?)\)?")
_LONG = 40
_LONGEST = 200
"""Characters of a text that may still be meant for a date."""


def _valid(*parts: str) -> str:
    """The parts joined by `-` where that is a date, else nothing: a suggestion must itself be right."""
    text = "-".join(part.zfill(2) for part in parts if part)
    try:
        read(text)
    except DateError:
        return ""
    return text


def _spoken(text: str) -> str:
    match = _SPOKEN.fullmatch(text)
    if not match:
        return ""
    name = (match["name"] or match["name_last"]).lower()
    year = match["year"] or match["year_first"]
    month = _SEASON_OF.get(name) or _MONTH_OF.get(name[:3], 0)
    known = name in _SEASON_OF or (month and MONTHS[month - 1].lower().startswith(name[:4]))
    return _valid(year, str(month), match[1] or match[3] or "") if known else ""


def _numeric(text: str) -> list[str]:
    """The dates that numbers in another order or with other signs can mean."""
    year_last = _YEAR_LAST.fullmatch(text)
    if year_last:
        first, second, year = year_last["first"] or "", year_last["second"], year_last[4]
        found = [_valid(year, second, first)]
        if first and first != second:
            found.append(_valid(year, first, second))
        return [date for date in found if date]
    year_first, run = _YEAR_FIRST.fullmatch(text), _RUN.fullmatch(text)
    parts = year_first.group(1, 3, 4) if year_first else run.groups() if run else ()
    date = _valid(*(part or "" for part in parts))
    return [date] if date else []


def _meant(text: str) -> str:
    """The EDTF of one date written in another way; empty where it is not clear."""
    text = text.strip()
    about = _ABOUT.fullmatch(text)
    if about:
        inner = _meant(about[1])
        return _valid(f"{inner}~") if inner else ""
    part = _PART_OF.fullmatch(text)
    if part:
        return _meant(part[1])
    decade = re.fullmatch(r"(?:the )?([0-9]{3})0['’]?s", text)
    if decade:
        return f"{decade[1]}X"
    for guess in (text, text.upper(), text.replace("?~", "%").replace("~?", "%"), text.replace("-00", "")):
        if _valid(guess):
            return guess
    if re.fullmatch(r"-?[0-9]{5,}", text) and _valid(f"Y{text}") and not _numeric(text):
        return f"Y{text}"
    choices = _numeric(text)
    return _spoken(text) or (choices[0] if len(choices) == 1 else "")


def _span_meant(text: str) -> str:
    """The EDTF of an interval written in another way."""
    match = _RANGE.fullmatch(text.strip())
    if not match:
        return ""
    left, right = match[1].strip(), match[2].strip()
    end = _meant(right)
    start = _meant(left)
    if end and not start:  # “May to June 2011” and “5–8 May 2011” write the year once
        parts = right.split()
        start = next((found for at in range(len(parts)) if (found := _meant(" ".join([left, *parts[at:]])))), "")
    if start and not end and right.isdigit():  # “2011-06/07” writes it once too
        end = _valid(*start.split("-")[:-1], right)
    return _valid(f"{start}/{end}") if start and end else ""


def publication_status(text: str) -> str | None:
    """The `status` of a publication that stands where a date is wanted, such as `in press`.

    It is empty for words that say that no date is known, such as `n.d.`, and None for all others.
    """
    words = " ".join(text.split())
    if len(words) > _LONG:
        return None
    return _publication_states().get(words.casefold().strip("[]()"))


@cache
def _publication_states() -> dict[str, str]:
    return dict(rows("article/data/publication_states.tsv"))


def _in_words(shown: str) -> str:
    """Why words that are no date at all are none; empty for others."""
    status = publication_status(shown)
    if status is None:
        return ""
    if not status:
        return f"“{shown}” is no date: leave it out where none is known"
    return f'“{shown}” is no date: leave it out, and write status = "{status}" under [article]'


def _fault(text: str) -> str:
    """Why a text that has not the form of a date is none."""
    shown = " ".join(text.split())
    if len(shown) > _LONG:
        shown = shown[: _LONG - 1] + "…"
    if words := _in_words(shown):
        return words
    choices = _numeric(text)
    if len(choices) > 1:
        return f"“{shown}” can be read as {' or '.join(choices)}"
    if _LEVEL_2.search(text):
        return f"“{shown}” is EDTF of level 2, or near it; only levels 0 and 1 are used here"
    if "/" in text and not choices:
        return f"“{shown}” is not an EDTF interval, which is two dates with one slash between them"
    return f"“{shown}” is not an EDTF date such as 2011, 2011-05 or 2011-05-17"


def advise(text: str, error: DateError) -> DateError:
    """The error with its fault, found by reading or described here, and what was likely meant as its suggestion."""
    if error.suggestion:
        return error
    if not text.strip():
        return DateError("the date is empty")
    if len(text) > _LONGEST:
        return DateError(error.fault or _fault(text[:_LONGEST]))
    meant = _meant(text) or _span_meant(text)
    if not meant and (parts := _WITH_WORDS.fullmatch(text.strip())) and (status := publication_status(parts[2])):
        meant = _meant(parts[1])
        return DateError(f'“{parts[2]}” is no date, but status = "{status}" under [article]', meant)
    return DateError(error.fault or _fault(text), "" if meant == text else meant)
