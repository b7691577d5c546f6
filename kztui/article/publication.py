"""The `[article]` table: who published what, where and when, in the variables that CSL 1.0.2 defines."""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from kztui.article.language import LANGUAGE_TAG
from kztui.article.table import Strings

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

    id: str
    type: str = "article"
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
