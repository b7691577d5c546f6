"""From an original (text, Markdown or HTML) to the files of a draft article.

A draft holds no sentence of the original. Its paragraphs have their numbers and fingerprints; their texts are for the
author to write. Every item in it is a candidate until the author accepts it.
"""

import time
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from kztui.article.model import Original
from kztui.article.quotes import OriginalParagraph, Quote, has_no_blanks, quote_of
from kztui.article.with_original import named_in
from kztui.files.load import Loaded, load_texts
from kztui.importing.blocks import BlockKind, SectionText, TextBlock, sections_of
from kztui.importing.candidates import CANDIDATE_KINDS, Candidate, Candidates
from kztui.importing.claims import find_claims
from kztui.importing.events import find_events
from kztui.importing.ids import IdGenerator, citation_key
from kztui.importing.language import certain_language, language_of
from kztui.importing.reading import Account, Reading
from kztui.importing.source import STANDARD_INPUT, Source
from kztui.importing.toml_writer import DraftItems, article_file, item_files, sections_file

UNTITLED = "Untitled"


class Draft(NamedTuple):
    """A draft: its citation key, its files by name, and the number of items found of each kind (`events`, …).

    `originals` are the paragraphs that it numbers, as the original has them; they are not in its files.
    """

    key: str
    files: dict[str, str]
    counts: dict[str, int]
    originals: Mapping[int, OriginalParagraph] = MappingProxyType({})


class UnkeptDraft(NamedTuple):
    """A draft that is read and written nowhere yet, the source that it was made from, and how much of that was read."""

    draft: Draft
    source: Source
    account: Account = Account(0, 0)

    def load(self) -> Loaded:
        """The article in the files of the draft."""
        return load_texts(Path(self.source.name), self.draft.files)


def read_tables() -> None:
    """Read the tables that a draft needs, by making one of a sentence: each table is read when first asked for."""
    sentence = TextBlock("The river rose by 2 metres on 3 May 2011, Ann Lee said, and may rise again.")
    make_draft(Reading((sentence,), {}, Account(0, 0), "text", "en"), Source(STANDARD_INPUT, b""))


def make_draft(reading: Reading, source: Source, file: str = "") -> Draft:
    """The draft of the article that was read from `source`; without files when it has no paragraph.

    `file` is the name of the original where it lies beside the draft. The title is the source's name where the original
    has none.
    """
    metadata = {**reading.metadata}
    sections = sections_of(reading.blocks)
    paragraphs = [paragraph for section in sections for paragraph in section.paragraphs]
    if not paragraphs:
        return Draft(citation_key(metadata), {}, {})
    text = "\n".join(paragraphs)
    published, language = metadata.get("issued", ""), language_of(text, reading.language)
    if not metadata.get("language") and (certain := certain_language(text)):
        metadata["language"] = certain
    candidates = Candidates(paragraphs, language)
    events = find_events(paragraphs, candidates, published, language)
    claims = find_claims(paragraphs, candidates, published, language)
    inflected = _inflected(paragraphs, candidates, language)
    items = DraftItems(_with_titles(sections), candidates, events, claims, inflected, IdGenerator())
    today = time.strftime("%Y-%m-%d")
    if source.url:
        # What is on the web today may be gone or another tomorrow: a citation says when it was read.
        metadata = {"accessed": today, **metadata}
    original = Original(file=file, url=source.url, sha256=sha256(source.data).hexdigest(), read=today)
    texts = {
        "article.toml": article_file(metadata, _name(source), original),
        "sections.toml": sections_file(items),
    }
    files = {**texts, **item_files(items)}
    counts = {"sections": len(sections), "paragraphs": len(paragraphs), "events": len(events)}
    for kind in CANDIDATE_KINDS:
        counts[f"{kind}s"] = len(candidates.of_kind(kind))
    counts["claims"] = len(claims)
    prose = (block for block in reading.blocks if block.kind is not BlockKind.HEADING)
    originals = {
        number: OriginalParagraph(block.text, block.kind.value, block.page) for number, block in enumerate(prose, 1)
    }
    return Draft(citation_key(metadata), files, counts, originals)


def _name(source: Source) -> str:
    """What an article without a title is called: as its file is."""
    return UNTITLED if source.name == STANDARD_INPUT else Path(source.name).name or UNTITLED


def _inflected(paragraphs: Sequence[str], candidates: Candidates, language: str) -> dict[Candidate, list[Quote]]:
    """Where each candidate is mentioned in another form than its names have, as in a case of another ending.

    Where its names stand, nobody needs to be told.
    """
    found: dict[Candidate, list[Quote]] = {}
    for number, paragraph in enumerate(paragraphs, 1):
        for start, end, candidate in candidates.mentions_in(number):
            names = (candidate.name, *candidate.aliases)
            if any(named_in(paragraph[start:end], names)):
                continue
            if quote := quote_of(number, paragraph, start, end, by_characters=has_no_blanks(language)):
                found.setdefault(candidate, []).append(quote)
    return found


def _with_titles(sections: Sequence[SectionText]) -> list[SectionText]:
    """The sections, each with a title: one paragraph before the first heading is the abstract."""
    first, *rest = sections
    if first.title:
        return list(sections)
    title = "Text" if not rest else "Abstract" if len(first.paragraphs) == 1 else "Introduction"
    return [first._replace(title=title, printed=False), *rest]
