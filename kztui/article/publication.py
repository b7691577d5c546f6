"""The `[article]` table: who published what, where and when, in the variables that CSL 1.0.2 defines.

Its language is a tag as BCP 47 has it (RFC 5646, section 2.1).
"""

import re
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from kztui.article.data_tables import rows
from kztui.article.table import Strings

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

UNDETERMINED = "und"
"""The language tag of an unknown language (RFC 5646, section 4.1)."""


def language_tag(text: str) -> str:
    """`text` as a language tag: as it is, or as it was plainly meant (`en_US`, `Russian`); empty where it is none."""
    tag = text.strip().replace("_", "-")
    if re.fullmatch(LANGUAGE_TAG, tag):
        return tag
    return dict(rows("article/data/language_names.tsv")).get(tag.casefold(), "")


# CSL writes these two with an underscore and these six in capitals; all others are kebab-case.
_AS_WRITTEN = {"archive_collection", "archive_location", "DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL"}


def csl_name(field: str) -> str:
    """The CSL variable that a Python field name stands for: `container_title` gives `container-title`."""
    return field if field in _AS_WRITTEN else field.replace("_", "-")


class Name(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, rename=csl_name):
    """One author, editor …: either `literal` (an organisation) or the parts of a person's name."""

    family: str = ""
    given: str = ""
    literal: str = ""
    suffix: str = ""
    dropping_particle: str = ""
    non_dropping_particle: str = ""

    @property
    def plain(self) -> str:
        """The name in natural order: given name first."""
        parts = (self.given, self.dropping_particle, self.non_dropping_particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)


Language = Annotated[str, Meta(pattern=LANGUAGE_TAG, description="a language tag of BCP 47, such as en or pt-BR")]
Names = tuple[Name, ...]
Number = str | int


class Publication(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, rename=csl_name):
    """Everything a citation can say about the article. Only `id`, the citation key, is required."""

    DATES: ClassVar[Strings] = ("accessed", "available_date", "event_date", "issued", "original_date", "submitted")
    """The fields that are dates."""

    MAIN: ClassVar[Strings] = ("title", "author", "issued", "container_title", "publisher", "URL", "type", "language")
    """The fields that most publications have."""

    DEFAULT_TYPE: ClassVar[str] = "article"
    """The type of a publication that names none: in CSL an article that is in nothing, such as a preprint."""

    id: str
    type: str = DEFAULT_TYPE
    title: str = ""
    """In sentence case, as CSL wants it: styles that print title case make it themselves."""
    printed_title: str = ""
    """The title as the publisher printed it. Ours, not a CSL variable."""
    issued: str = ""
    """EDTF, as are all dates here."""
    author: Names = ()

    abstract: str = ""
    annote: str = ""
    archive: str = ""
    archive_collection: str = ""
    archive_location: str = ""
    archive_place: str = ""
    authority: str = ""
    call_number: str = ""
    citation_key: str = ""
    citation_label: str = ""
    collection_title: str = ""
    container_title: str = ""
    container_title_short: str = ""
    dimensions: str = ""
    division: str = ""
    DOI: str = ""
    event_place: str = ""
    event_title: str = ""
    genre: str = ""
    ISBN: str = ""
    ISSN: str = ""
    jurisdiction: str = ""
    keyword: str = ""
    language: Language = ""
    license: str = ""
    medium: str = ""
    note: str = ""
    original_publisher: str = ""
    original_publisher_place: str = ""
    original_title: str = ""
    part_title: str = ""
    PMCID: str = ""
    PMID: str = ""
    publisher: str = ""
    publisher_place: str = ""
    references: str = ""
    reviewed_genre: str = ""
    reviewed_title: str = ""
    scale: str = ""
    source: str = ""
    status: str = ""
    title_short: str = ""
    URL: str = ""
    volume_title: str = ""
    year_suffix: str = ""

    chapter_number: Number = ""
    collection_number: Number = ""
    edition: Number = ""
    issue: Number = ""
    number: Number = ""
    number_of_pages: Number = ""
    number_of_volumes: Number = ""
    page: Number = ""
    page_first: Number = ""
    part_number: Number = ""
    printing_number: Number = ""
    section: Number = ""
    supplement_number: Number = ""
    version: Number = ""
    volume: Number = ""

    accessed: str = ""
    available_date: str = ""
    event_date: str = ""
    original_date: str = ""
    submitted: str = ""

    chair: Names = ()
    collection_editor: Names = ()
    compiler: Names = ()
    composer: Names = ()
    container_author: Names = ()
    contributor: Names = ()
    curator: Names = ()
    director: Names = ()
    editor: Names = ()
    editor_translator: Names = ()
    editorial_director: Names = ()
    executive_producer: Names = ()
    guest: Names = ()
    host: Names = ()
    illustrator: Names = ()
    interviewer: Names = ()
    narrator: Names = ()
    organizer: Names = ()
    original_author: Names = ()
    performer: Names = ()
    producer: Names = ()
    recipient: Names = ()
    reviewed_author: Names = ()
    script_writer: Names = ()
    series_creator: Names = ()
    translator: Names = ()
