"""Values of number variables: `12`, `S3`, `145-167`, `4 & 6`; is it numeric, is it plural, how is it printed.

CSL 1.0.2, "Choose" (`is-numeric`), "Number", "Label" (`plural`). citeproc-py splits neither lists nor prefixes.

The end of a page range is in the style's `page-range-format`: `145–167`, `145–67`, `145–7` (Appendix V, "Page Range
Formats").
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from kztui.article.lazy_regex import LazyPattern

if TYPE_CHECKING:
    from kztui.citation.csl.context import RenderContext
    from kztui.citation.csl.style import ParsedStyle


_PAGE = LazyPattern(r"([0-9]+)([a-z]*)")


def _chicago(first: str, last: str, *, sixteenth: bool) -> str:
    """Chicago: after a multiple of 100 all digits, after 101–109 those that change, else at least two.

    Up to the 15th edition all four digits are kept where three of them change.
    """
    begin, end = int(first), int(last)
    if begin <= 100 or begin % 100 == 0:
        return last
    for digits in range(2, len(last)):
        if begin // 10**digits == end // 10**digits:
            return last if len(last) == 4 and digits == 3 and not sixteenth else str(end % 10**digits)
    return last


def _minimal(first: str, last: str, keep: int) -> str:
    """The last number without the digits that it shares with the first, but at least `keep` of them."""
    if len(first) != len(last):
        return last
    shared = 0
    while shared < len(last) - max(keep, 1) and first[shared] == last[shared]:
        shared += 1
    return last[shared:]


def last_page(letters: str, first: str, last_letters: str, last: str, style: str) -> str:
    """The end of a page range as it is printed; `style` is a `page-range-format`, empty where the style has none.

    A range that does not ascend, or whose letters change (`A2-B3`, `N110-5`), is printed as it was written.
    """
    begin, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    whole = last_letters + last
    if not begin or not end or last_letters != letters:
        return whole
    full = end[1]
    if len(full) < len(begin[1]):
        full = begin[1][: len(begin[1]) - len(full)] + full
    if int(begin[1]) >= int(full) or (not style and int(begin[1]) > int(end[1])):
        return whole
    if style.startswith("chicago"):
        return _chicago(begin[1], full, sixteenth=style == "chicago-16") + end[2]
    if style.startswith("minimal"):
        return _minimal(begin[1], full, 2 if style == "minimal-two" else 1) + end[2]
    return letters + full + end[2]


NUMBERS = frozenset(
    {
        *("chapter-number", "citation-number", "collection-number", "edition", "issue", "locator", "number"),
        *("number-of-pages", "number-of-volumes", "page", "page-first", "part-number", "printing-number"),
        *("section", "supplement-number", "version", "volume"),
    }
)
_SEPARATOR = LazyPattern(r"(\s*&\s*|,\s+and\s+|\s+and\s+|;\s+|,\s+|\s*(?<!\\)[-–]+\s*)")
_ABBREVIATIONS = {
    "page": ("p.", "pp."),
    "volume": ("vol.", "vols."),
    "issue": ("no.", "nos."),
    "number": ("no.", "nos."),
}
"""What a value may begin with that its label says again (`p. p. 3`): as in citeproc-js, it is no part of the value."""
_ESCAPED_HYPHEN = "\\-"
"""A hyphen that is part of one number and makes no range (citeproc-js manual, "Locators")."""
_PAGE_FIRST_END = LazyPattern(r"\s*(?:&|, |(?<!\\)-|–)\s*")
_WITH_LETTERS = LazyPattern(r"((?:[0-9]*[a-zA-Z]+0*)?)([0-9]+(?:[a-zA-Z]*|[-,a-zA-Z]+))")
_COUNTS = LazyPattern(r"(?:[0-9]+|[ixv]+)(?:[-,:a-zA-Z]*|-[-0-9]+)")
_FRACTION = LazyPattern(r"[0-9]+(?:/[0-9]+)+")
_SUBDIVIDED = LazyPattern(r"[0-9]+[,a-zA-Z]+")
_LETTERS = LazyPattern(r"[,a-zA-Z]+")
_ROMAN = LazyPattern(r"[ivxlcmIVXLCM]+")
_DIGITS = LazyPattern(r"[0-9]+")


class NumberPart(Struct, frozen=True):
    """One number of a value: a prefix (`letters`), the number (`value`), the separator `after` it."""

    letters: str
    value: str
    after: str = ""

    @property
    def bare(self) -> bool:
        """Whether the number has only digits or only Roman numerals."""
        return bool(_DIGITS.fullmatch(self.value) or _ROMAN.fullmatch(self.value))


def _split(text: str) -> list[str]:
    """Numbers and separators in turn; `12a-c` is one number."""
    found = _SEPARATOR.split(text)
    for at in range(len(found) - 2, 0, -2):
        if found[at] == "-" and _SUBDIVIDED.fullmatch(found[at - 1]) and _LETTERS.fullmatch(found[at + 1]):
            found[at - 1 : at + 2] = ["".join(found[at - 1 : at + 2])]
    return found


@lru_cache(maxsize=512)
def split_numbers(text: str) -> tuple[NumberPart, ...]:
    """The numbers of a value, in order; a text without any is one part."""
    found = _split(text.strip())
    made = []
    for at in range(0, len(found), 2):
        number = found[at].replace(_ESCAPED_HYPHEN, "-")
        match = _WITH_LETTERS.fullmatch(found[at])
        letters, value = (match[1], match[2]) if match else ("", number)
        made.append(NumberPart(letters, value, found[at + 1] if at + 1 < len(found) else ""))
    return tuple(made)


def is_number(text: str) -> bool:
    """Whether a value is numeric (CSL 1.0.2, "Choose"): `3`, `12A`, `2nd`, `4-6` are, `revised` is not."""
    first = split_numbers(text)[0].value
    return bool(_COUNTS.fullmatch(first) or _FRACTION.fullmatch(text.strip()))


def _begins_with_number(text: str) -> bool:
    first = split_numbers(text)[0].value
    return first[:1].isdigit() or bool(_ROMAN.fullmatch(first))


def is_plural(text: str, variable: str) -> bool:
    """Whether the label of a value is plural: for several numbers, or a `number-of-…` above 1."""
    found = split_numbers(text)
    if not is_number(text):
        return False
    if variable.startswith("number-of-") and len(found) == 1:
        counted = _DIGITS.match(text.strip())
        return counted is not None and counted[0].lstrip("0") not in {"", "1"}
    return len(found) > 1 and _begins_with_number(text)


def variable_text(context: "RenderContext", variable: str) -> str:
    """The value of a variable as text; empty where it has none, or is a date or a list of names."""
    if variable == "locator":
        return context.pinpoint.text
    if variable == "page-first":
        page = str(context.item.get("page") or "")
        return str(context.item.get("page-first") or _PAGE_FIRST_END.split(page)[0])
    if variable == "citation-number":
        return str(context.item.get(variable) or 1)
    value = context.item.get(variable)
    text = "" if value is None or isinstance(value, list | dict) else str(value).strip()
    word, blank, rest = text.partition(" ")
    return rest.strip() if blank and word in _ABBREVIATIONS.get(variable, ()) else text


def is_numeric(context: "RenderContext", variable: str) -> bool:
    """The condition `is-numeric` for `variable`."""
    text = variable_text(context, variable)
    if not text:
        return False
    if variable in NUMBERS:
        return is_number(text)
    return variable == "title" and text[-1].isdigit()


def _separator(style: "ParsedStyle", text: str, variable: str, before: NumberPart, after: NumberPart) -> str:
    mark = before.after.strip()
    if mark == "&":
        return f" {_and(style)} "
    if mark not in {"-", "–"} or not after.value:
        return before.after
    if variable == "page" and before.letters != after.letters:
        return mark
    if is_number(text) or (_begins_with_number(text) and before.bare and after.bare):
        return (style.term("page-range-delimiter") if variable != "collection-number" else "") or "–"
    return "-" if mark == "-" else before.after


def in_english(style: "ParsedStyle", text: str) -> str:
    """The value with the English word between its numbers, in place of that of the style's locale: `3 und 5`."""
    word = style.term("and")
    return text.replace(f" {word} ", " and ") if word else text


def _and(style: "ParsedStyle") -> str:
    symbol = style.term("and", "symbol")
    return symbol if symbol and symbol != style.term("and") else "&"


def format_number(style: "ParsedStyle", text: str, variable: str, label: str = "") -> list[str]:
    """The value as it is printed: numbers and separators in turn, ranges with their dash, pages in `page-range-format`.

    `label` is the type of a locator, empty for other variables.
    """
    found = split_numbers(text)
    pages = variable == "page" or (variable == "locator" and label == "page")
    out: list[str] = []
    for at, part in enumerate(found):
        before = found[at - 1] if at else None
        if before and pages and before.after.strip() in {"-", "–"}:
            out.append(last_page(before.letters, before.value, part.letters, part.value, style.page_format))
        else:
            out.append(part.letters + part.value)
        if at + 1 < len(found):
            out.append(_separator(style, text, variable, part, found[at + 1]))
    return out
