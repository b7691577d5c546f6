"""Ids and numbers that targets are made of: which ids are safe, and paragraph numbers folded into ranges.

A safe id can stand wherever a target goes: in shells, file names, links, addresses and tables. Numbers are folded for
the reader and for citations alike.
"""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
"""How many characters an id may have."""
PARAGRAPH_ID = re.compile(r"p[0-9]+")
"""The ids of paragraphs, which no other item may have."""
_UNMARKED = re.compile(rf"[^\W_][\w-]{{0,{LONGEST - 1}}}")


def is_safe_id(text: str) -> bool:
    """Whether an id has only letters (with marks) and digits of any script, `-` and `_`, no sign or mark first."""
    # Marks are no part of \w: only ids that have them are looked at letter by letter.
    if _UNMARKED.fullmatch(text):
        return True
    return 0 < len(text) <= LONGEST and text[0].isalnum() and all(map(_is_allowed, text))


def safe_id(text: str) -> str:
    """The nearest id to `text` that is safe and no paragraph's."""
    if PARAGRAPH_ID.fullmatch(text):
        return f"p-{text[1:]}"[:LONGEST]
    kept = "".join(character if _is_allowed(character) else "-" for character in text.casefold())
    slug = re.sub("--+", "-", kept).lstrip("-_")[:LONGEST].rstrip("-")
    while slug and not slug[0].isalnum():
        slug = slug[1:]
    return f"p-{slug[1:]}"[:LONGEST] if PARAGRAPH_ID.fullmatch(slug) else slug or "unnamed"


def _is_allowed(character: str) -> bool:
    return character.isalnum() or character in "-_" or unicodedata.category(character)[0] == "M"


def fold_ranges(numbers: Iterable[int], dash: str = "–") -> str:
    """Numbers in ascending order, runs as ranges: 2, 4, 5, 6 gives `2, 4–6`, also 4, 5 gives `4–5`; empty for none."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join(dash.join(map(str, run)) for run in runs)


def pilcrows(numbers: Iterable[int]) -> str:
    """Paragraph numbers with their sign: `¶2–5, 9`; empty for none."""
    folded = fold_ranges(numbers)
    return folded and f"¶{folded}"
