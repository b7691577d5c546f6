"""Which ids are safe wherever a target goes: in shells, file names, links, addresses and tables."""

import re
import unicodedata

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
