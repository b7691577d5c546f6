"""What is left to do in an article, in the order of its text: candidates, mentions, paragraphs to write, problems."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from kztui.article.article import Article
from kztui.article.findings import Finding, Keys
from kztui.article.kinds.item import Item
from kztui.article.plurals import counted
from kztui.article.with_original import mentions_in
from kztui.files.rules.mentions import UNLINKED_MENTION

EntryKind = Literal["candidate", "mention", "problem", "paragraph"]
_ORDER: tuple[EntryKind, ...] = ("candidate", "mention", "problem", "paragraph")


class QueueEntry(Struct, frozen=True):
    """One thing to do: a candidate to accept or reject, a mention to link, a problem to mend, a paragraph to write."""

    kind: EntryKind
    target: str
    """The candidate; the item that is mentioned; the item with the problem, empty for the article; the paragraph."""
    paragraph: int
    """The paragraph in which it is done; 0 for none."""
    label: str
    start: int = 0
    """Where in the original of the paragraph it stands: of several in one paragraph the first comes first."""
    detail: str = ""
    """What would be right, as it would be written; for a mention the words that name the item."""


class Progress(Struct, frozen=True):
    """How much of an article is done."""

    reviewed: int
    candidates: int
    """The items that were candidates once or are, those rejected included."""
    written: int
    paragraphs: int
    problems: int

    def __str__(self) -> str:
        """One line: 31 of 50 reviewed · 9 of 14 written · 2 problems."""
        return self._written(" of ")

    @property
    def short(self) -> str:
        """The same for a narrow screen: 31/50 reviewed · 9/14 written · 2 problems."""
        return self._written("/")

    def _written(self, of: str) -> str:
        reviewed = f"{self.reviewed}{of}{self.candidates} reviewed"
        written = f"{self.written}{of}{self.paragraphs} written"
        return f"{reviewed} · {written} · {counted(self.problems, 'problem')}"


def review_queue(article: Article, findings: Sequence[Finding]) -> tuple[QueueEntry, ...]:
    """What is left to do, in the order of the text; what belongs to no paragraph comes last.

    `findings` is what is wrong in the article's files.
    """
    candidates = (_candidate(article, item) for item in article.items.values() if item.is_open)
    unwritten = (_unwritten(number) for number, each in article.paragraphs.items() if each.is_unwritten)
    entries = [*candidates, *_found(article, findings), *unwritten]
    return tuple(sorted(entries, key=_place))


def progress(article: Article, findings: Sequence[Finding]) -> Progress:
    """How much is done: of the candidates, of the paragraphs; and how many problems there are."""
    review = article.file.review
    items = sum(not item.is_text for item in article.items.values())
    total = items + (len(review.rejected) if review else 0)
    paragraphs = article.paragraphs.values()
    written = sum(not paragraph.is_unwritten for paragraph in paragraphs)
    return Progress(total - article.open_candidates, total, written, len(paragraphs), len(findings))


def first_mention(article: Article, item: Item) -> tuple[int, int]:
    """The paragraph in which an item first stands, 0 for none, and where in its original it is named or quoted."""
    number = min(item.numbers, default=0)
    original = article.originals.get(number)
    spans = mentions_in(original.text, number, item) if original else []
    return number, spans[0].start if spans else 0


def _candidate(article: Article, item: Item) -> QueueEntry:
    number, start = first_mention(article, item)
    return QueueEntry("candidate", item.id, number, article.label(item.id), start)


def _unwritten(number: int) -> QueueEntry:
    return QueueEntry("paragraph", f"p{number}", number, "not written yet")


def _found(article: Article, findings: Sequence[Finding]) -> Iterator[QueueEntry]:
    items = dict(article.file.placed) if findings else {}
    for finding in findings:
        item = _item_at(items, finding.where.path)
        number = min(item.numbers, default=0) if item else 0
        if finding.rule is UNLINKED_MENTION and item:
            target, _, words = finding.suggestion.strip("[]").partition("|")
            yield QueueEntry("mention", target, number, words or target, detail=words or target)
        else:
            yield QueueEntry("problem", item.id if item else "", number, finding.message, detail=finding.suggestion)


def _item_at(items: Mapping[Keys, Item], path: Keys) -> Item | None:
    """The item whose table holds a place; None for one outside of all."""
    ends = range(len(path), 0, -1)
    return next((items[path[:end]] for end in ends if path[:end] in items), None)


def _place(entry: QueueEntry) -> tuple[bool, int, int, int]:
    return not entry.paragraph, entry.paragraph, _ORDER.index(entry.kind), entry.start
