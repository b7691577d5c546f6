"""The content of the reader as blocks of text with links, and the article's whole text as such blocks."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from kztui.article import dates
from kztui.article.article import WHOLE_ARTICLE, Article
from kztui.article.kinds.section import Paragraph
from kztui.article.links import Linked

ROW_LABELS = 11
NOT_WRITTEN = "Not written yet"
EDITORS_NOTE = "Editor’s note: "
MY_NOTE = "My note: "


class Anchor(Struct, frozen=True):
    """A link in a block's text: `text[start:end]` leads to `target`, and there to its link number `at`."""

    start: int
    end: int
    target: str
    at: int = -1


class OriginalForm(Struct, frozen=True):
    """The sign before the text of a paragraph, and what follows from it."""

    sign: str = ""
    """On the first line; its width is the indent of all lines."""
    on_every_line: bool = False
    tight: bool = False
    """Whether no blank line separates it from one of the same form before it."""
    style: str = "text"
    """The style of its words, by its name in the palette."""


PLAIN = OriginalForm()
FORMS = {
    "list item": OriginalForm("• ", tight=True),
    "quote": OriginalForm("▎ ", on_every_line=True),
    "table row": OriginalForm("┊ ", on_every_line=True, tight=True),
    "caption": OriginalForm("  ", style="dim"),
    "footnote": OriginalForm("  ", tight=True, style="dim"),
}
"""By `OriginalParagraph.kind`; any other is set as plain text."""


class Block(Struct, frozen=True):
    """A paragraph of text, wrapped as a unit."""

    block_type: str
    """title, byline, names, heading, paragraph, missing, row, note, group, entry, passage or words."""
    text: str
    anchors: tuple[Anchor, ...] = ()
    target: str = ""
    """The item that the block belongs to."""
    number: int = 0
    """A paragraph's number, for the margin."""
    label: str = ""
    """The label left of the text: the name of a row."""
    remark: str = ""
    """What stands behind the text of an entry, and behind names that are cut: both take one line."""
    space: int = 0
    """Blank lines above."""
    aside: str = ""
    """The original of the paragraph, shown beside it."""
    first_link: int = 0
    """The number of the block's first link among all links of its item's prose."""
    form: OriginalForm = PLAIN
    """How it is set, where it is in the original's words."""


LazyBlock = Callable[[], Block]


class Page:
    """A sequence of blocks; each is built when it is first asked for, so that a page of any length opens at once."""

    def __init__(self, target: str, blocks: list[Block | LazyBlock], has_asides: bool = False) -> None:
        self.target = target
        """The item whose card this is; empty for the article's text."""
        self._blocks = blocks
        self.has_asides = has_asides

    def __len__(self) -> int:
        return len(self._blocks)

    def __getitem__(self, index: int) -> Block:
        block = self._blocks[index]
        if not isinstance(block, Block):
            block = self._blocks[index] = block()
        return block

    def index(self, target: str, at: int = -1) -> tuple[int, int]:
        """Where `target` begins on this page, as (block, link in it): link -1 unless `at` names one that is there."""
        found = -1
        for index in self._candidates(target):
            block = self[index]
            if block.target != target:
                if found >= 0:
                    break
                continue
            found = index if found < 0 else found
            if at >= 0 and 0 <= at - block.first_link < len(block.anchors):
                return index, at - block.first_link
        return max(found, 0), -1

    def place_of(
        self, target: str, at: int, highlighter: Callable[[str], Sequence[tuple[int, int]]] | None
    ) -> tuple[int, int, int]:
        """Where to go for `target`: (block, offset, link).

        That is its link number `at`, else what `highlighter` first finds in it, else its beginning.
        """
        block, link = self.index(target, at)
        if link >= 0:
            return block, self[block].anchors[link].start, link
        return (*(self.first_highlighted(block, highlighter) if highlighter else (block, 0)), -1)

    def first_highlighted(self, index: int, highlighter: Callable[[str], Sequence[tuple[int, int]]]) -> tuple[int, int]:
        """Where `highlighter` first matches in the item from block `index` on, else its start: (block, offset)."""
        target = self[index].target
        for at in range(index, len(self)):
            if self[at].target != target:
                break
            if spans := highlighter(self[at].text):
                return at, spans[0][0]
        return index, 0

    def next_link(
        self, block: int, link: int, offset: int, step: int, reach: int | None = None
    ) -> tuple[int, int] | None:
        """The link `step` (1 or -1) after number `link` of a block, as (block, link); None where there is none.

        Where `link` is -1, it is the nearest one to the character at `offset` in that direction. With `reach`, only so
        many more blocks are looked at.
        """
        last = len(self) if reach is None else min(len(self), block + reach + 1)
        anchors = self[block].anchors
        if link >= 0:
            nearest = link + step
        else:
            after = sum(1 for anchor in anchors if anchor.end <= offset)
            nearest = after if step > 0 else after - 1
        while not 0 <= nearest < len(anchors):
            block += step
            if not 0 <= block < last:
                return None
            anchors = self[block].anchors
            nearest = 0 if step > 0 else len(anchors) - 1
        return block, nearest

    def _candidates(self, target: str) -> Iterator[int]:
        start = self.starts.get(target)
        return iter(range(start if start is not None else 0, len(self)))

    starts: dict[str, int] = {}  # noqa: RUF012 - an empty default; `article_page` gives its own
    """The index of an item's first block, where it is known without building blocks."""


def article_page(article: Article, originals: dict[int, str] | None = None) -> Page:
    """The whole article: head, sections, paragraphs with editor's notes, and the original where it is given."""
    blocks: list[Block | LazyBlock] = [*_head(article)]
    blocks += [replace(block, target="") for block in my_note(article, WHOLE_ARTICLE)]
    starts: dict[str, int] = {}
    for section in article.sections:
        starts[section.id] = len(blocks)
        blocks.append(Block("heading", section.caption, target=section.id, space=1))
        blocks += my_note(article, section.id)
        before: Paragraph | None = None
        for paragraph in section.paragraphs:
            starts[paragraph.id] = len(blocks)
            if paragraph.is_unwritten:
                blocks.append(partial(_original, article, paragraph, before))
            else:
                original = originals.get(paragraph.number, "") if originals is not None else None
                blocks.append(partial(_paragraph, article, paragraph, original))
            before = paragraph
            if paragraph.note:
                blocks.append(partial(_paragraph_note, article, paragraph))
            blocks += my_note(article, paragraph.id)
        if section.note:
            blocks.append(partial(_note, article, section.id, section.note, 0))
    if not article.sections:
        blocks.append(Block("words", "This article has no text of its own here; it can be cited.", space=1))
    page = Page("", blocks, has_asides=originals is not None)
    page.starts = starts
    return page


def _head(article: Article) -> Iterator[Block]:
    record = article.publication
    yield Block("title", record.printed_title or record.title or record.id)
    authors = ", ".join(name.plain for name in record.author)
    try:
        issued = dates.words(record.issued)
    except ValueError:
        issued = record.issued
    byline = " · ".join(part for part in (authors, record.container_title, issued) if part)
    if byline:
        yield Block("byline", byline)


def anchors_of(linked: Linked) -> tuple[Anchor, ...]:
    """The links of a text as a block has them."""
    return tuple(Anchor(*span) for span in linked.spans)


def _paragraph(article: Article, paragraph: Paragraph, original: str | None) -> Block:
    linked = article.linked(paragraph.text)
    aside = "" if original is None else original or "(not in your copy)"
    return Block("paragraph", linked.plain, anchors_of(linked), paragraph.id, paragraph.number, space=1, aside=aside)


def _original(article: Article, paragraph: Paragraph, before: Paragraph | None) -> Block:
    """A paragraph without text of ours: the original's words, or where there are none, that it is not written."""
    text = article.main_text(paragraph)
    if not text.plain:
        return Block("missing", NOT_WRITTEN, (), paragraph.id, paragraph.number, space=1)
    form = _form(article, paragraph)
    tight = form.tight and before is not None and _form(article, before) == form
    return Block("paragraph", text.plain, anchors_of(text), paragraph.id, paragraph.number, space=not tight, form=form)


def _form(article: Article, paragraph: Paragraph) -> OriginalForm:
    original = article.originals.get(paragraph.number) if paragraph.is_unwritten else None
    form = FORMS.get(original.kind, PLAIN) if original else PLAIN
    return form if article.is_unwritten else replace(form, style="dim")  # between paragraphs of ours


def _paragraph_note(article: Article, paragraph: Paragraph) -> Block:
    return _note(article, paragraph.id, paragraph.note, len(article.linked(paragraph.text).spans))


def _note(article: Article, target: str, text: str, first_link: int) -> Block:
    return note_block(article.linked(text), target, first_link)


def note_block(linked: Linked, target: str, first_link: int) -> Block:
    """The editor's note of an item, said to be one; `first_link` is the number of its first link in all its prose."""
    shift = len(EDITORS_NOTE)
    anchors = tuple(Anchor(start + shift, end + shift, to) for start, end, to in linked.spans)
    return Block("note", EDITORS_NOTE + linked.plain, anchors, target, space=1, first_link=first_link)


def my_note(article: Article, target: str) -> list[Block]:
    """The reader's own note on an item, said to be that: a block for each of its lines; none where there is no note."""
    lines = [line for line in article.reader_notes.get(target, "").splitlines() if line.strip()]
    return [
        Block("my note", line if at else f"{MY_NOTE}{line}", target=target, space=not at)
        for at, line in enumerate(lines)
    ]
