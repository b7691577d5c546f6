"""The fields that reference managers keep in a note, as Zotero does in “Extra”: `event-date: 2004-10-01`.

citeproc-js reads them ("Cheater Syntax for Odd Fields" in its manual), so that styles print them; CSL 1.0.2 does not
name them.
"""

import re
from functools import cache

from kztui.article.lazy_regex import LazyPattern
from kztui.article.publication import Publication, csl_name

NoteValue = str | list[dict[str, str]]
"""A text or a date as it was written, or the names of a field."""

_LINE = LazyPattern(r"([A-Za-z][A-Za-z_-]{1,40}): *(\S.*)")
_IN_BRACES = LazyPattern(r"\{:([A-Za-z][A-Za-z_-]{1,40}): *([^{}\n]+)\}")
_OWN = frozenset({"id", "type", "note", "printed-title", "citation-key"})


@cache
def _variables() -> dict[str, bool]:
    """The CSL variables that a note may hold, and whether each is a list of names."""
    own = {csl_name(field): getattr(Publication(id=""), field) == () for field in Publication.__struct_fields__}
    return {name: names for name, names in own.items() if name not in _OWN}


def split_note(note: str) -> tuple[dict[str, NoteValue], str]:
    """The fields of a note by their CSL variables, and what else it says.

    A field is a line `variable: value`, or `{:variable: value}` anywhere; names are `Family || Given`, a line each.
    """
    found: dict[str, NoteValue] = {}
    if ":" not in note:
        return found, note

    def take(match: re.Match[str]) -> bool:
        variable, value = match[1], match[2].strip()
        is_names = _variables().get(variable)
        if is_names is None:
            return False
        if is_names:
            names = found.setdefault(variable, [])
            if isinstance(names, list):
                names.append(_name(value))
        else:
            found.setdefault(variable, value)
        return True

    rest = _IN_BRACES.sub(lambda match: "" if take(match) else match[0], note)
    kept = [line for line in rest.splitlines() if not ((match := _LINE.fullmatch(line.strip())) and take(match))]
    return found, re.sub(" {2,}", " ", "\n".join(kept)).strip()


def _name(value: str) -> dict[str, str]:
    family, bars, given = (part.strip() for part in value.partition("||"))
    return {"family": family, "given": given} if bars and given else {"literal": family}
