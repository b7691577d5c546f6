"""Ids made from names, and the citation key of a draft: readable, in ASCII; ids are unique within an article."""

import re

from kztui.importing.reading import Metadata

_OTHER = re.compile(r"[^a-z0-9]+")
_PARAGRAPH = re.compile(r"p\d+")
MAX_LENGTH = 40


def in_ascii(text: str) -> str:
    """`text` in the letters of ASCII, whatever its script."""
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 - most names need no table

    return anyascii(text)


class IdGenerator:
    """Makes the ids of one article; no id is given twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[tuple[str, str], int] = {}
        """How often each was wanted, so that the next free one is not looked for from the first."""

    def new(self, name: str, otherwise: str) -> str:
        """A new id made from `name`; `otherwise` is added if that is taken, empty, or like a paragraph's id."""
        plain = _OTHER.sub("-", in_ascii(name).lower().replace("'", "")).strip("-")[:MAX_LENGTH].rstrip("-")
        plain = plain if plain and not _PARAGRAPH.fullmatch(plain) else f"{otherwise}-{plain}".strip("-")
        chosen, count = plain, self._counts.get((plain, otherwise), 1)
        while chosen in self._taken:
            chosen = f"{plain}-{otherwise}" if count == 1 else f"{plain}-{otherwise}-{count}"
            count += 1
        self._counts[plain, otherwise] = count
        self._taken.add(chosen)
        return chosen


LONGEST_KEY = 40


def citation_key(found: Metadata) -> str:
    """A citation key: the family name of the first author, or the first long word of the title, and the year."""
    authors = found.get("author") or []
    word = authors[0].get("family") or authors[0].get("literal", "") if authors else _long_word(found.get("title", ""))
    year = re.match(r"\d{4}", str(found.get("issued", "")))
    letters = "".join(char for char in in_ascii(word).lower() if char.isascii() and char.isalnum())
    return (letters[:LONGEST_KEY] or "article") + (year[0] if year else "")


def _long_word(title: str) -> str:
    words = title.split() or ["article"]
    return next((word for word in words if len(word) > 3), words[0])
