"""Ids for what has only a name: readable, plain, and no two alike."""

import re

from anyascii import anyascii

_OTHER = re.compile(r"[^a-z0-9]+")
_PARAGRAPH = re.compile(r"p\d+")
LONGEST = 40


class Ids:
    """The ids of one article, given out one by one."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, name: str, otherwise: str) -> str:
        """An id after `name`; where that is taken, or a paragraph's, one that says what sort it is as well."""
        plain = _OTHER.sub("-", anyascii(name).lower().replace("'", "")).strip("-")[:LONGEST].rstrip("-")
        plain = plain if plain and not _PARAGRAPH.fullmatch(plain) else f"{otherwise}-{plain}".strip("-")
        chosen, count = plain, 1
        while chosen in self._taken:
            chosen = f"{plain}-{otherwise}" if count == 1 else f"{plain}-{otherwise}-{count}"
            count += 1
        self._taken.add(chosen)
        return chosen
