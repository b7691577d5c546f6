"""A draft as commented TOML for its author to edit; it holds no sentence of the original."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from textwrap import fill
from typing import Any

import msgspec

from kztui.article.data_tables import rows
from kztui.article.fingerprint import fingerprint
from kztui.article.language import language_tag
from kztui.files.rules.review import REVIEW
from kztui.importing.blocks import SectionText
from kztui.importing.candidates import Candidate, Candidates
from kztui.importing.events import EventCandidate
from kztui.importing.ids import IdGenerator
from kztui.importing.metadata import citation_key
from kztui.importing.reading import Metadata

TO_WRITE = "To be written"
WIDTH = 118
_HEADS = dict(rows("importing/data/draft_comments.tsv"))
REVIEW_HINT = "Everything is marked as to be reviewed: delete that note once you have reviewed it."


class DraftItems:
    """The sections, candidates and events of a draft, by their ids."""

    def __init__(
        self,
        sections: Sequence[SectionText],
        candidates: Candidates,
        events: Sequence[EventCandidate],
        ids: IdGenerator,
    ) -> None:
        self.section_texts = sections
        self._ids = ids
        self.sections = [ids.new(section.title.capitalize(), "section") for section in sections]
        self.actors = self._named(candidates.of_kind("actor"), "actor")
        self.places = self._named(candidates.of_kind("place"), "place")
        self.terms = self._named(candidates.of_kind("term"), "term")
        self.events = {ids.new(f"event-{event.date}", f"p{event.paragraphs[0]}"): event for event in events}

    def _named(self, found: Sequence[Candidate], kind: str) -> dict[str, Candidate]:
        return {self._ids.new(one.name, kind): one for one in found}

    @cached_property
    def targets(self) -> dict[int, list[str]]:
        """The ids of the items that each paragraph names, by its number."""
        found: dict[int, list[str]] = {}
        for items in (self.actors, self.places, self.terms):
            for target, one in items.items():
                for number in sorted(one.paragraphs):
                    found.setdefault(number, []).append(target)
        for target, event in self.events.items():
            for number in event.paragraphs:
                found.setdefault(number, []).append(target)
        return found

    def ids_of(self, found: Sequence[Candidate], items: Mapping[str, Candidate]) -> list[str]:
        """The ids of some candidates among `items`."""
        return [target for target, one in items.items() if one in found]


def article_file(metadata: Metadata, file_name: str) -> str:
    """The text of `article.toml`: the metadata of the publication, or else `file_name` as its title."""
    numbered = any(metadata.get(name) for name in ("volume", "issue", "DOI"))
    csl_type = "article-journal" if numbered else "article-magazine" if metadata.get("container-title") else "article"
    title = metadata.get("title") or file_name
    fields: dict[str, Any] = {"id": citation_key(metadata), "type": csl_type, "title": title}
    for name in ("author", "issued", "container-title", "publisher", "volume", "issue", "DOI", "URL"):
        if metadata.get(name):
            fields[name] = metadata[name]
    if language := language_tag(metadata.get("language", "")):
        fields["language"] = language
    return f"{_head('article')}format = 1\n\n[article]\n{_fields(fields)}"


def sections_file(items: DraftItems) -> str:
    """The text of `sections.toml`: numbered paragraphs with fingerprints, their paraphrases still to be written."""
    pieces = [_head("sections")]
    number = 0
    for target, section in zip(items.sections, items.section_texts, strict=True):
        pieces.append(f"[[sections]]\n{_fields({'id': target, 'title': _title(section.title)})}\n")
        for paragraph in section.paragraphs:
            number += 1
            named = ", ".join(f"[[{item}]]" for item in items.targets.get(number, []))
            text = f"{TO_WRITE}; it names {named}." if named else f"{TO_WRITE}."
            fields = {"number": number, "text": _long(text), "fingerprint": fingerprint(paragraph), "note": REVIEW}
            pieces.append(f"[[sections.paragraphs]]\n{_fields(fields)}\n")
    return "".join(pieces).rstrip("\n") + "\n"


def item_files(items: DraftItems) -> dict[str, str]:
    """The texts of the files with candidates, by file name; no file for a kind without candidates."""
    tables = {
        "events": _events(items),
        "actors": (_candidate(target, one, kind=one.actor_kind()) for target, one in items.actors.items()),
        "places": (_candidate(target, one) for target, one in items.places.items()),
        "terms": (_candidate(target, one, definition=f"{TO_WRITE}.") for target, one in items.terms.items()),
    }
    written = {name: list(entries) for name, entries in tables.items()}
    return {
        f"{name}.toml": _head(name) + "\n".join(f"[[{name}]]\n{_fields(entry)}" for entry in entries)
        for name, entries in written.items()
        if entries
    }


def _candidate(target: str, one: Candidate, **more: str) -> dict[str, Any]:
    aliases = {"aliases": list(one.aliases)} if one.aliases else {}
    return {"id": target, "name": one.name, **aliases, **more, "paragraphs": sorted(one.paragraphs), "note": REVIEW}


def _events(items: DraftItems) -> Iterator[dict[str, Any]]:
    for target, event in items.events.items():
        fields: dict[str, Any] = {"id": target, "title": event.title, "date": event.date}
        if places := items.ids_of(event.places, items.places):
            fields["place"] = places[0]
        if actors := items.ids_of(event.actors, items.actors):
            fields["participants"] = [{"actor": actor} for actor in actors]
        yield {**fields, "paragraphs": list(event.paragraphs), "note": REVIEW}


def _title(printed: str) -> str:
    """A heading, in sentence case when it is printed in capitals."""
    return printed.capitalize() if printed.isupper() else printed


def _head(name: str) -> str:
    return f"# {_HEADS[name]}\n# {REVIEW_HINT}\n\n"


def _fields(fields: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in fields.items())


def _long(text: str) -> str:
    """A text wrapped into lines of at most `WIDTH` characters."""
    return "\n" + fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _value(value: Any) -> str:
    """A value in TOML. Strings and numbers are written as in JSON, which TOML reads the same."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, str) and "\n" in value:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""{escaped}"""'
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return msgspec.json.encode(value).decode()
