"""The reader's own notes on one article, and each change of them as a value from a value.

A change is a function from `ArticleNotes` to `ArticleNotes`, so that it can be made again on top of what another kztui
has written meanwhile. No change loses a text that the reader wrote elsewhere: two texts for one target are joined.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kztui.article.table import ItemKind
from kztui.files.sanitize import sanitize_line, sanitize_text
from kztui.session.state import Seconds

VERSION = 1
BETWEEN = "\n\n"
"""What stands between two texts that are joined."""


class ReaderNote(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The reader's own note on one target; kind and label tell what that was, should the article lose it."""

    text: str
    kind: ItemKind = ""
    label: str = ""
    made: Seconds = 0
    changed: Seconds = 0


class ArticleNotes(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All notes on one article, by target in the order in which they were begun.

    `id`, `path` (as `state.path_key` writes it) and `title` say which article it is.
    """

    version: int
    id: str = ""
    path: str = ""
    title: str = ""
    notes: dict[str, ReaderNote] = {}

    @property
    def texts(self) -> Mapping[str, str]:
        """The texts of the notes by target."""
        return {target: note.text for target, note in self.notes.items()}

    def with_note(self, target: str, note: ReaderNote, before: str = "") -> "ArticleNotes":
        """With a note on `target`, whose text the reader made from `before`; without it where its text is empty.

        Where the note has neither text by now, another kztui has changed it: the two are joined.
        """
        known = self.notes.get(target)
        text = note.text.strip()
        if known is not None and known.text not in {before.strip(), text}:
            text = _joined(known.text, text)
        if not text:
            return replace(self, notes=self._without(target))
        made = known.made if known else note.made
        return replace(self, notes={**self.notes, target: replace(note, text=text, made=made)})

    def renamed(self, old: str, new: str) -> "ArticleNotes":
        """With the note on `old` on `new`, as when an item is renamed or merged into another.

        Where `new` has a note too, the text of `old` stands after it. Unchanged where there is no note on `old`.
        """
        moved = self.notes.get(old)
        if moved is None or old == new:
            return self
        if known := self.notes.get(new):
            made, changed = min(known.made, moved.made), max(known.changed, moved.changed)
            joined = replace(known, text=_joined(known.text, moved.text), made=made, changed=changed)
            return replace(self, notes={**self._without(old), new: joined})
        notes = {new if target == old else target: note for target, note in self.notes.items()}
        return replace(self, notes=notes)

    def with_all(self, other: "ArticleNotes") -> "ArticleNotes":
        """With the notes of `other` too; where both have one on a target, the texts are joined."""
        notes = dict(self.notes)
        for target, note in other.notes.items():
            known = notes.get(target)
            notes[target] = replace(known, text=_joined(known.text, note.text)) if known else note
        return replace(self, notes=notes)

    def _without(self, target: str) -> dict[str, ReaderNote]:
        return {other: note for other, note in self.notes.items() if other != target}


def read_notes(raw: bytes) -> ArticleNotes:
    """The notes in JSON, with their texts sanitized.

    Raises msgspec.MsgspecError or ValueError where it is no such file, or one of a newer kztui.
    """
    found = msgspec.json.decode(raw, type=ArticleNotes)
    if found.version != VERSION:
        raise ValueError(f"version {found.version}")
    notes = {
        sanitize_line(target): replace(
            note, text=sanitize_text(note.text), kind=sanitize_line(note.kind), label=sanitize_line(note.label)
        )
        for target, note in found.notes.items()
    }
    return replace(found, title=sanitize_line(found.title), notes=notes)


def _joined(first: str, second: str) -> str:
    """Both texts, one after the other; one of them where it is all of the other."""
    if not second or second in first:
        return first
    return second if first in second else f"{first}{BETWEEN}{second}"
