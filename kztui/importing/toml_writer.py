"""A skeleton as TOML, for its author to go on with: short, commented, and without a word of the original's prose."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from textwrap import fill
from typing import Any

import msgspec

from kztui.article.fingerprint import fingerprint
from kztui.article.language import language_tag
from kztui.files.rules.review import REVIEW
from kztui.importing.blocks import Part
from kztui.importing.candidates import Candidate, Candidates
from kztui.importing.events import Happening
from kztui.importing.ids import Ids
from kztui.importing.metadata import Found, key, name_parts

TO_WRITE = "To be written"
WIDTH = 118
_HEADS = {
    "article": "What is published where. Any CSL variable may be added, and the address, which citations need.",
    "sections": "Say in your own words what each paragraph says, linked as [[id]] or [[id|words]].",
    "events": "Candidates: give each what happened as its title, a kind, and the roles; delete what is none.",
    "actors": "Candidates: check name and kind, add other names as aliases; delete what is none.",
    "places": "Candidates: check each, say which place it is within; delete what is none.",
    "terms": "Candidates: define each in your own words; delete what needs no explanation.",
}
REVIEWED = "Everything is marked as to be reviewed: delete that note when you have."


class Content:
    """What was found, and the id of each thing."""

    def __init__(self, parts: Sequence[Part], candidates: Candidates, events: Sequence[Happening], ids: Ids) -> None:
        self.parts = parts
        self._ids = ids
        self.sections = [ids.new(part.title.capitalize(), "section") for part in parts]
        self.actors = self._named(candidates.of_sort("actor"), "actor")
        self.places = self._named(candidates.of_sort("place"), "place")
        self.terms = self._named(candidates.of_sort("term"), "term")
        self.events = {ids.new(f"event-{event.date}", f"p{event.paragraphs[0]}"): event for event in events}

    def _named(self, found: Sequence[Candidate], sort: str) -> dict[str, Candidate]:
        return {self._ids.new(one.name, sort): one for one in found}

    @cached_property
    def targets(self) -> dict[int, list[str]]:
        """The ids of what each paragraph names."""
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
        """The ids that some candidates have among `items`."""
        return [target for target, one in items.items() if one in found]


def article_file(front: Found, source: str) -> str:
    """`article.toml`: what the copy tells of its publication."""
    numbered = any(front.get(name) for name in ("volume", "issue", "DOI"))
    sort = "article-journal" if numbered else "article-magazine" if front.get("container-title") else "article"
    fields: dict[str, Any] = {"id": key(front), "type": sort, "title": front.get("title") or source}
    if authors := [name_parts(name) for name in front.get("author", [])]:
        fields["author"] = authors
    for name in ("issued", "container-title", "publisher", "volume", "issue", "DOI", "URL"):
        if front.get(name):
            fields[name] = front[name]
    if language := language_tag(front.get("language", "")):
        fields["language"] = language
    return f"{_head('article')}format = 1\n\n[article]\n{_fields(fields)}"


def sections_file(content: Content) -> str:
    """`sections.toml`: numbered, fingerprinted paragraphs, with an empty place for what they say."""
    pieces = [_head("sections")]
    number = 0
    for target, part in zip(content.sections, content.parts, strict=True):
        pieces.append(f"[[sections]]\n{_fields({'id': target, 'title': _title(part.title)})}\n")
        for paragraph in part.paragraphs:
            number += 1
            named = ", ".join(f"[[{item}]]" for item in content.targets.get(number, []))
            text = f"{TO_WRITE}; it names {named}." if named else f"{TO_WRITE}."
            fields = {"number": number, "text": _long(text), "fingerprint": fingerprint(paragraph), "note": REVIEW}
            pieces.append(f"[[sections.paragraphs]]\n{_fields(fields)}\n")
    return "".join(pieces).rstrip("\n") + "\n"


def item_files(content: Content) -> dict[str, str]:
    """The files of the candidates; none for what there is none of."""
    tables = {
        "events": _events(content),
        "actors": (_candidate(target, one, kind=one.actor_kind()) for target, one in content.actors.items()),
        "places": (_candidate(target, one) for target, one in content.places.items()),
        "terms": (_candidate(target, one, definition=f"{TO_WRITE}.") for target, one in content.terms.items()),
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


def _events(content: Content) -> Iterator[dict[str, Any]]:
    for target, event in content.events.items():
        fields: dict[str, Any] = {"id": target, "title": event.title, "date": event.date}
        if places := content.ids_of(event.places, content.places):
            fields["place"] = places[0]
        if actors := content.ids_of(event.actors, content.actors):
            fields["participants"] = [{"actor": actor} for actor in actors]
        yield {**fields, "paragraphs": list(event.paragraphs), "note": REVIEW}


def _title(printed: str) -> str:
    """A heading in sentence case where it is printed in capitals."""
    return printed.capitalize() if printed.isupper() else printed


def _head(name: str) -> str:
    return f"# {_HEADS[name]}\n# {REVIEWED}\n\n"


def _fields(fields: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_value(value)}\n" for name, value in fields.items())


def _long(text: str) -> str:
    """A text as lines of a readable length."""
    return "\n" + fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _value(value: Any) -> str:
    """A value in TOML; JSON's strings, numbers and lists are TOML too."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, str) and "\n" in value:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"""{escaped}"""'
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return msgspec.json.encode(value).decode()
