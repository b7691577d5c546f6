"""The notes on an article in the finder: the reader's own first, then the editor's, with what each is on."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kztui.article.article import EDITORS_NOTE_SIGN, MY_NOTE_SIGN, WHOLE_ARTICLE, Article
from kztui.article.item_kinds import ITEM_KINDS
from kztui.article.table import ItemKind
from kztui.search.entries import IndexEntry
from kztui.search.index import Index
from kztui.session.notes import ReaderNote
from kztui.tui.finder_sources import FinderResults, FinderRow, FinderSource, remark

MINE = "my note"
"""What a row is called whose note is on no item of the article, and the reader's notes among the others."""
EDITORS = "editor’s note"
PLACEHOLDERS = ("words of a note, or what it is on: other accounts, claim: atyrau", "words of a note", "a note")


class ListedNote(NamedTuple):
    """A note in the list: whose it is, and the row that shows it."""

    whose: str
    kind: ItemKind
    """The kind of what it is on, or was."""
    names: tuple[str, ...]
    text: str
    row: FinderRow


def notes_source(article: Article, mine: Mapping[str, ReaderNote], key: str) -> FinderSource:
    """The notes by their words, and by names and kinds of what they are on; `key` writes one."""
    listed = [_mine(article, target, note) for target, note in mine.items()]
    listed += [_editors(article, target) for target, item in article.items.items() if item.note]
    index = Index(
        IndexEntry(str(number), note.kind, note.row.label, note.names, (note.whose,), (note.text,))
        for number, note in enumerate(listed)
    )

    def find(query: str, kind: str | None, cancelled: Callable[[], bool]) -> FinderResults:
        """The notes for a query, those of one kind or writer; all for an empty query."""
        if not query.strip():
            rows = [note.row for note in listed if kind in {None, note.whose, note.kind}]
            message = "" if rows else f"No notes yet: {key} writes one on what you are reading"
            return FinderResults(rows, len(rows), message)
        found = index.find(query, None, max(1, len(listed)), cancelled)
        hits = [(hit, listed[int(hit.target)]) for hit in found.results]
        rows = [
            note.row._replace(
                spans=hit.label_spans,
                snippet_spans=[(start + 2, end + 2) for start, end in found.highlighter.spans(note.text)],
            )
            for hit, note in hits
            if kind in {None, note.whose, note.kind}
        ]
        return FinderResults(
            rows, len(rows), "" if rows else "No note has that", found.highlighter.spans, found.problem
        )

    writers = dict.fromkeys(note.whose for note in listed)
    kinds = [kind for kind in ITEM_KINDS if any(note.kind == kind for note in listed)]
    return FinderSource("Notes", PLACEHOLDERS, len(listed), find, (*writers, *kinds) if len(listed) > 1 else ())


def _mine(article: Article, target: str, note: ReaderNote) -> ListedNote:
    text, item = " ".join(note.text.split()), article.items.get(target)
    if target == WHOLE_ARTICLE:
        row = FinderRow(
            MINE, target, note.label, (), "the article as a whole", f"{MY_NOTE_SIGN} {text}", whole_snippet=True
        )
        return ListedNote(MINE, ITEM_KINDS[0], (note.label, "article"), text, row)
    if item is None:
        kind, label = note.kind if note.kind in ITEM_KINDS else ITEM_KINDS[0], note.label or target
        row = FinderRow(
            MINE, target, label, (), "no longer in the article", f"{MY_NOTE_SIGN} {text}", whole_snippet=True
        )
        return ListedNote(MINE, kind, (label,), text, row)
    return _listed(article, target, MINE, f"{MY_NOTE_SIGN} {text}")


def _editors(article: Article, target: str) -> ListedNote:
    return _listed(article, target, EDITORS, f"{EDITORS_NOTE_SIGN} {article.linked(article.items[target].note).plain}")


def _listed(article: Article, target: str, whose: str, text: str) -> ListedNote:
    """A note with what it is on; a paragraph with its section. `text` begins with a sign and a blank."""
    item, label, section = article.items[target], article.link_label(target), article.section_around(target)
    right = section.caption if section else remark(article, target)
    row = FinderRow(item.item_kind, target, label, (), right, text, whole_snippet=True)
    return ListedNote(whose, item.item_kind, item.names or (label,), text[2:], row)
