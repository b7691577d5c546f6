"""A draft as commented TOML for its author to edit; it holds no sentence of the original."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import asdict

from kztui.article.data_tables import rows
from kztui.article.kinds.item import OPEN
from kztui.article.model import FORMAT, Original
from kztui.article.quotes import Quote, fingerprint
from kztui.importing.blocks import SectionText
from kztui.importing.candidates import Candidate, Candidates
from kztui.importing.claims import ClaimCandidate
from kztui.importing.events import EventCandidate
from kztui.importing.ids import IdGenerator
from kztui.importing.publication_fields import publication_fields
from kztui.importing.reading import Metadata

_HEADS = dict(rows("importing/data/draft_comments.tsv"))
REVIEW_HINT = 'Each is a candidate until you have reviewed it: then delete the line review = "open".'


class DraftItems:
    """The sections, candidates and events of a draft, by their ids."""

    def __init__(
        self,
        sections: Sequence[SectionText],
        candidates: Candidates,
        events: Sequence[EventCandidate],
        claims: Sequence[ClaimCandidate],
        quotes: Mapping[Candidate, Sequence[Quote]],
        ids: IdGenerator,
    ) -> None:
        self.section_texts = sections
        self.quotes = quotes
        self._ids = ids
        self.sections = [ids.new(section.title.capitalize(), "section") for section in sections]
        self.actors = self._named(candidates.of_kind("actor"), "actor")
        self.places = self._named(candidates.of_kind("place"), "place")
        self.terms = self._named(candidates.of_kind("term"), "term")
        self.actor_ids = {one: target for target, one in self.actors.items()}
        self.place_ids = {one: target for target, one in self.places.items()}
        self.claims = {ids.new(f"{claim.kind}-p{claim.paragraph}", "claim"): claim for claim in claims}
        self.events = {ids.new(f"event-{event.date}", f"p{event.paragraphs[0]}"): event for event in events}

    def _named(self, found: Sequence[Candidate], kind: str) -> dict[str, Candidate]:
        return {self._ids.new(one.name, kind): one for one in found}


def article_file(metadata: Metadata, file_name: str, original: Original) -> str:
    """The text of `article.toml`: the publication, `file_name` as its title if it has none, and its original."""
    fields = publication_fields(metadata, file_name)
    where = {name: value for name, value in asdict(original).items() if value}
    return f"{_head('article')}format = {FORMAT}\n\n[article]\n{_fields(fields)}\n[original]\n{_fields(where)}"


def sections_file(items: DraftItems) -> str:
    """The text of `sections.toml`: numbered paragraphs with fingerprints, their texts not written yet."""
    pieces = [_head("sections")]
    number = 0
    for target, section in zip(items.sections, items.section_texts, strict=True):
        heading: dict[str, Any] = {"id": target, "title": _title(section.title)}
        if not section.printed:
            heading["printed"] = False
        pieces.append(f"[[sections]]\n{_fields(heading)}\n")
        for paragraph in section.paragraphs:
            number += 1
            fields = {"number": number, "fingerprint": fingerprint(paragraph)}
            pieces.append(f"[[sections.paragraphs]]\n{_fields(fields)}\n")
    return "".join(pieces).rstrip("\n") + "\n"


def item_files(items: DraftItems) -> dict[str, str]:
    """The texts of the files with candidates, by file name; no file for a kind without candidates."""
    tables = {
        "events": _events(items),
        "actors": (_candidate(items, target, one, kind=one.actor_kind()) for target, one in items.actors.items()),
        "places": (_candidate(items, target, one) for target, one in items.places.items()),
        "terms": (_candidate(items, target, one) for target, one in items.terms.items()),
        "claims": _claims(items),
    }
    written = {name: list(entries) for name, entries in tables.items()}
    return {
        f"{name}.toml": _head(name, REVIEW_HINT) + "\n".join(f"[[{name}]]\n{_fields(entry)}" for entry in entries)
        for name, entries in written.items()
        if entries
    }


def _candidate(items: DraftItems, target: str, one: Candidate, **more: str) -> dict[str, Any]:
    aliases = {"aliases": list(one.aliases)} if one.aliases else {}
    quotes = {"quotes": _quotes(items.quotes[one])} if one in items.quotes else {}
    paragraphs = sorted(one.paragraphs)
    return {"id": target, "name": one.name, **aliases, **more, "paragraphs": paragraphs, **quotes, "review": OPEN}


def _events(items: DraftItems) -> Iterator[dict[str, Any]]:
    for target, event in items.events.items():
        fields: dict[str, Any] = {"id": target, "title": event.title, "date": event.date}
        if places := [items.place_ids[one] for one in event.places if one in items.place_ids]:
            fields["place"] = places[0]
        if actors := [items.actor_ids[one] for one in event.actors if one in items.actor_ids]:
            fields["participants"] = [{"actor": actor} for actor in actors]
        if event.foreseen:
            fields["foreseen"] = True
        yield {**fields, "paragraphs": list(event.paragraphs), "quotes": _quotes(event.quotes), "review": OPEN}


def _claims(items: DraftItems) -> Iterator[dict[str, Any]]:
    """Claims without text, which is for the author to write: each with the words of the original that make it."""
    for target, claim in items.claims.items():
        fields: dict[str, Any] = {"id": target, "kind": claim.kind}
        if claim.value is not None:
            fields |= {"value": claim.value, "unit": claim.unit} if claim.unit else {"value": claim.value}
        if claim.source in items.actor_ids:
            fields["by"] = items.actor_ids[claim.source]
        if claim.date:
            fields["date"] = claim.date
        yield {**fields, "quotes": _quotes([claim.quote]), "review": OPEN}


def _quotes(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    """Quotes as the tables of the format: numbers only."""
    return [
        {"paragraph": quote.paragraph, "chars" if quote.chars else "words": list(quote.chars or quote.words)}
        for quote in quotes
    ]


def _title(printed: str) -> str:
    """A heading, in sentence case when it is printed in capitals."""
    return printed.capitalize() if printed.isupper() else printed


def _head(name: str, *hints: str) -> str:
    return "".join(f"# {line}\n" for line in (_HEADS[name], *hints)) + "\n"


def _fields(fields: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in fields.items())


def _value(value: Any) -> str:
    """A value in TOML. Strings and numbers are written as in JSON, which TOML reads the same."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return msgspec.json.encode(value).decode()
