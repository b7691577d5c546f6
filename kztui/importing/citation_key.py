"""The citation key of a draft, made from its metadata."""

import re

from kztui.importing.ids import in_ascii
from kztui.importing.reading import Metadata

MAX_LENGTH = 40


def citation_key(found: Metadata) -> str:
    """A citation key: the family name of the first author, or the first long word of the title, and the year."""
    authors = found.get("author") or []
    word = authors[0].get("family") or authors[0].get("literal", "") if authors else _long_word(found.get("title", ""))
    year = re.match(r"\d{4}", str(found.get("issued", "")))
    letters = "".join(char for char in in_ascii(word).lower() if char.isascii() and char.isalnum())
    return (letters[:MAX_LENGTH] or "article") + (year[0] if year else "")


def _long_word(title: str) -> str:
    words = title.split() or ["article"]
    return next((word for word in words if len(word) > 3), words[0])
