"""Numbers as fields hold them: `12`, `S3`, `145-167`, `4 & 6`; citeproc-py takes apart neither lists nor labels."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kztui.citation.csl.page_ranges import last_page

if TYPE_CHECKING:
    from kztui.citation.csl.context import Run
    from kztui.citation.csl.style import Sheet

NUMBERS = frozenset(
    {
        *("chapter-number", "citation-number", "collection-number", "edition", "issue", "locator", "number"),
        *("number-of-pages", "number-of-volumes", "page", "page-first", "part-number", "printing-number"),
        *("section", "supplement-number", "version", "volume"),
    }
)
_BETWEEN = re.compile(r"(\s*&\s*|,\s+and\s+|\s+and\s+|;\s+|,\s+|\s*\\?[-–]+\s*)")
_WITH_LETTERS = re.compile(r"((?:[0-9]*[a-zA-Z]+0*)?)([0-9]+(?:[a-zA-Z]*|[-,a-zA-Z]+))")
_COUNTS = re.compile(r"(?:[0-9]+|[ixv]+)(?:[-,:a-zA-Z]*|-[-0-9]+)")
_FRACTION = re.compile(r"[0-9]+(?:/[0-9]+)+")
_SUBDIVIDED = re.compile(r"[0-9]+[,a-zA-Z]+")
_LETTERS = re.compile(r"[,a-zA-Z]+")
_ROMAN = re.compile(r"[ivxlcmIVXLCM]+")
_DIGITS = re.compile(r"[0-9]+")


class Part(NamedTuple):
    """One number of a field, and what stands between it and the next."""

    letters: str
    value: str
    after: str = ""

    @property
    def bare(self) -> bool:
        """Whether it is only digits or only Roman ones."""
        return bool(_DIGITS.fullmatch(self.value) or _ROMAN.fullmatch(self.value))


def _split(text: str) -> list[str]:
    """Numbers and what stands between them, in turn; `12a-c` is one number."""
    found = _BETWEEN.split(text)
    for at in range(len(found) - 2, 0, -2):
        if found[at] == "-" and _SUBDIVIDED.fullmatch(found[at - 1]) and _LETTERS.fullmatch(found[at + 1]):
            found[at - 1 : at + 2] = ["".join(found[at - 1 : at + 2])]
    return found


@lru_cache(maxsize=512)
def parts(text: str) -> tuple[Part, ...]:
    """The numbers in a field's text, in order; a text without any is one part."""
    found = _split(text.strip())
    made = []
    for at in range(0, len(found), 2):
        match = _WITH_LETTERS.fullmatch(found[at])
        letters, value = (match[1], match[2]) if match else ("", found[at])
        made.append(Part(letters, value, found[at + 1] if at + 1 < len(found) else ""))
    return tuple(made)


def numeric(text: str) -> bool:
    """Whether a field's text counts as a number, as `3`, `12A`, `2nd` and `4-6` do and `revised` does not."""
    first = parts(text)[0].value
    return bool(_COUNTS.fullmatch(first) or _FRACTION.fullmatch(text.strip()))


def _begins_with_number(text: str) -> bool:
    first = parts(text)[0].value
    return first[:1].isdigit() or bool(_ROMAN.fullmatch(first))


def plural(text: str, variable: str) -> bool:
    """Whether a label for the text is plural: it holds several numbers, or it counts more than one."""
    found = parts(text)
    if not numeric(text):
        return False
    if variable.startswith("number-of-") and found[0].value.isdigit():
        return int(found[0].value) > 1
    return len(found) > 1 and _begins_with_number(text)


def text_of(run: "Run", variable: str) -> str:
    """The text of a variable, where it has one."""
    if variable == "locator":
        return run.pinpoint.text
    if variable == "page-first":
        page = str(run.item.get("page") or "")
        return str(run.item.get("page-first") or re.split(r"\s*(?:&|, |-|–)\s*", page)[0])
    if variable == "citation-number":
        return "1"
    value = run.item.get(variable)
    return "" if value is None or isinstance(value, list | dict) else str(value).strip()


def is_numeric(run: "Run", variable: str) -> bool:
    """What `is-numeric` asks."""
    text = text_of(run, variable)
    if not text:
        return False
    if variable in NUMBERS:
        return numeric(text)
    return variable == "title" and text[-1].isdigit()


def _between(sheet: "Sheet", text: str, variable: str, before: Part, after: Part) -> str:
    sign = before.after.strip()
    if sign == "&":
        return f" {_and(sheet)} "
    if sign not in {"-", "–"} or before.after.startswith("\\") or not after.value:
        return before.after
    if numeric(text) or (_begins_with_number(text) and before.bare and after.bare):
        return (sheet.term("page-range-delimiter") if variable != "collection-number" else "") or "–"
    return "-" if sign == "-" else before.after


def _and(sheet: "Sheet") -> str:
    symbol = sheet.term("and", "symbol")
    return symbol if symbol and symbol != sheet.term("and") else "&"


def written(sheet: "Sheet", text: str, variable: str, label: str = "") -> list[str]:
    """The field as it is printed, number by number: ranges with their dash, page ranges in the style's format.

    `label` says what a locator counts. Returns numbers and what stands between them, in turn.
    """
    found = parts(text)
    pages = variable == "page" or (variable == "locator" and label == "page")
    out: list[str] = []
    for at, part in enumerate(found):
        before = found[at - 1] if at else None
        if before and pages and before.after.strip() in {"-", "–"}:
            out.append(last_page(before.letters, before.value, part.letters, part.value, sheet.page_format))
        else:
            out.append(part.letters + part.value)
        if at + 1 < len(found):
            out.append(_between(sheet, text, variable, part, found[at + 1]))
    return out
