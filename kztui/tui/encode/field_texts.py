"""Lines that an author types for a field, read as the value that the format has."""

from collections.abc import Iterable

from kztui.article.ids import fold_ranges
from kztui.importing.persons import name_parts

LONGEST = 20
"""Characters of a range of paragraphs at most."""
WIDEST = 1000
"""Paragraphs in one at most."""


def read_number(text: str) -> int | float | str:
    """A number where the line is one, else the text itself."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    # TOML knows no other way to write them than its own, and "1e3" or "nan" is rather meant as a text.
    return number if text.lstrip("+-").replace(".", "", 1).isdecimal() else text


def read_numbers(text: str) -> list[int]:
    """Numbers of paragraphs, with ranges: `2, 5-7`. Raises ValueError for anything else."""
    found: set[int] = set()
    for part in text.replace("¶", " ").replace("–", "-").replace(",", " ").split():
        first, dash, last = part.partition("-")
        last = last if dash else first
        is_read = len(part) < LONGEST and first.isdecimal() and last.isdecimal()
        if not is_read or not 0 <= int(last) - int(first) < WIDEST:
            raise ValueError(f"{part} is no paragraph: write numbers and ranges, such as 2, 5-7")
        found.update(range(int(first), int(last) + 1))
    return sorted(found)


def written_numbers(numbers: Iterable[int]) -> str:
    """Numbers as `read_numbers` reads them."""
    return fold_ranges(numbers, "-")


def name_table(text: str) -> dict[str, str]:
    """A person's or an organisation's name as CSL has it. Raises ValueError where it is nobody's."""
    parts = name_parts(text)
    if not parts:
        raise ValueError(f"“{text}” is not read as a name: write Ada Marlowe, or Marlowe, Ada")
    return {key: str(value) for key, value in parts.items()}


def read_name(text: str) -> str:
    """How a name is read, part by part."""
    parts = name_parts(text) if text else {}
    if not parts:
        return "a person as Ada Marlowe or Marlowe, Ada; or an organisation"
    return " · ".join("as it is written" if key == "literal" else f"{key} {value}" for key, value in parts.items())
