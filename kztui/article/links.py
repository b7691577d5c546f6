"""The ways in which one item links to another, and links in text: `[[target]]` and `[[target|words]]`, as in wikis.

Each way to link is named from either side and ranked among the headings of a card; one that only one kind of item has
is declared with that kind. Text is parsed into plain words and spans with targets.
"""

import re
from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from msgspec import Struct

from kztui.article.findings import Keys
from kztui.article.table import ItemKind

OPEN_RANK = 7
"""The rank of a heading that an article's author makes up: behind the facts, before what the text says in passing."""


class LinkType(Struct, frozen=True):
    """A way to link: `name` heads what the source links to, `reverse` what links to the target."""

    name: str
    reverse: str
    rank: int = OPEN_RANK
    """Where `name` stands among a card's headings, the lowest first."""
    reverse_rank: int = OPEN_RANK
    """Where `reverse` stands."""
    beside: str = ""
    """What is said beside one thing that the source links to; `name` where empty."""
    reverse_beside: str = ""
    """What is said beside one source, on the target's side; `reverse` where empty."""


class Reference(Struct, frozen=True):
    """A field of an item that names another item."""

    keys: Keys
    """Where it stands within the item's table."""
    target: str
    type: LinkType
    kind: ItemKind = ""
    """The kind that the target must be of; empty for any."""
    detail: str = ""
    """What is shown beside the link, such as a participant's role."""
    paragraphs: tuple[int, ...] = ()
    """The paragraphs that say so, where the reference has its own."""


CONTAINS = LinkType("paragraphs", "section", 12, 11)
MENTIONS = LinkType("mentions", "mentioned in", 13, 14, reverse_beside="mentioned")
STATED = LinkType("stated in", "states", 15, 16)


LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
"""A link in text: the target, with blanks around it perhaps, and the words where it has its own."""
_BLANKS = re.compile(r"\s+")
SHORT = 90
_BEGINNING = 2000
"""Characters of a text that most often hold its label, marks of links and all."""


class Span(NamedTuple):
    """One link in plain words: `plain[start:end]` is what the reader sees of it."""

    start: int
    end: int
    target: str


class Linked(NamedTuple):
    """Prose as it is read: plain words on one line, and the links in them in order."""

    plain: str
    spans: tuple[Span, ...]

    def pieces(self) -> Iterator[tuple[str, str | None]]:
        """The words in order, each piece with the target that it links to; None for words between links."""
        at = 0
        for start, end, target in self.spans:
            yield self.plain[at:start], None
            yield self.plain[start:end], target
            at = end
        yield self.plain[at:], None


EMPTY = Linked("", ())


def parse(text: str, label_of: Callable[[str], str] = str) -> Linked:
    """Take `text` apart; a link without words of its own reads as `label_of(target)`."""
    if "\n" in text or "  " in text or text[:1].isspace() or text[-1:].isspace():
        text = _BLANKS.sub(" ", text).strip()
    if "[[" not in text:
        return Linked(text, ())
    pieces: list[str] = []
    spans: list[Span] = []
    labels: dict[str, str] = {}
    at = length = 0
    for match in LINK.finditer(text):
        before = text[at : match.start()]
        target = match[1].strip()
        words = (match[2] or "").strip() or labels.get(target)
        if words is None:
            words = labels[target] = label_of(target)
        start = length + len(before)
        length = start + len(words)
        pieces += (before, words)
        spans.append(Span(start, length, target))
        at = match.end()
    pieces.append(text[at:])
    return Linked("".join(pieces), tuple(spans))


def plain(text: str, label_of: Callable[[str], str] = str) -> str:
    """`text` without its link marks, on one line."""
    return parse(text, label_of).plain


def unlinked(text: str, gone: Container[str], caption: Callable[[str], str]) -> str:
    """The text with plain words for each link to what is `gone`: those of the link, or the caption of its target."""

    def words(link: re.Match[str]) -> str:
        """The words in place of a link that is to go; any other link as it is."""
        target = link[1].strip()
        return (link[2] or "").strip() or caption(target) if target in gone else link[0]

    return LINK.sub(words, text)


def targets(text: str) -> list[str]:
    """What `text` links to, in order, duplicates kept."""
    return [" ".join(target.split()) for target, _words in LINK.findall(text)] if "[[" in text else []


def short(text: str, label_of: Callable[[str], str] = str, width: int = SHORT) -> str:
    """The beginning of `text` as a label: plain, at most `width` characters, cut between words."""
    if len(text) > _BEGINNING:  # of megabytes of text a label needs no more
        beginning = plain(_without_cut_link(text[:_BEGINNING]), label_of)
        if len(beginning) > width:
            return shortened(beginning, width)
    return shortened(plain(text, label_of), width)


def _without_cut_link(text: str) -> str:
    """The beginning of a text without a link at its end whose rest may have been cut off."""
    opened = text.removesuffix("[").rfind("[[")
    return text[:opened] if opened >= 0 and "]]" not in text[opened:] else text.removesuffix("[")


def shortened(words: str, width: int = SHORT) -> str:
    """The beginning of plain words: at most `width` characters, cut between words."""
    if len(words) <= width:
        return words
    cut = words.rfind(" ", width // 2, width)
    return words[: cut if cut > 0 else width - 1].rstrip(" ,;:–—-") + "…"
