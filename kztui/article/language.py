"""Language tags: what BCP 47 (RFC 5646, section 2.1) lets stand where an article says which language it is in."""

import re

from kztui.article.data_tables import rows

# language [-extlang] [-script] [-region] [-variant]* [-extension]* [-private use], or private use alone. Of the lengths
# that the grammar allows for the first part, only two and three letters have ever been registered. The irregular
# tags that RFC 5646 keeps for compatibility (i-klingon, en-GB-oed) all have a regular one that is preferred.
_PRIVATE = "x(?:-[A-Za-z0-9]{1,8})+"
LANGUAGE_TAG = (
    "^(?:"
    "[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}"
    "(?:-[A-Za-z]{4})?"
    "(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    "(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
    "(?:-[0-9A-WYZa-wyz](?:-[A-Za-z0-9]{2,8})+)*"
    f"(?:-{_PRIVATE})?"
    f"|{_PRIVATE})?$"
)
"""A tag, or nothing, as a regular expression that Python and JSON Schema read alike."""


def language_tag(text: str) -> str:
    """`text` as a language tag: as it is, or as it was plainly meant (`en_US`, `Russian`); empty where it is none."""
    tag = text.strip().replace("_", "-")
    if re.fullmatch(LANGUAGE_TAG, tag):
        return tag
    return dict(rows("article/data/language_names.tsv")).get(tag.casefold(), "")
