"""Reads a Word document: its paragraphs by their styles, lists, tables, notes and text boxes, and its metadata."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from kztui.files.problems import TOO_LARGE, UNREADABLE, file_problem
from kztui.files.sanitize import sanitize_line
from kztui.importing.article_head import front_length, is_stated_author, is_stated_title
from kztui.importing.blocks import BlockKind, TextBlock, word_count
from kztui.importing.bylines import metadata_of_lines
from kztui.importing.docx.package import Package, XmlElement, attribute, child, local_name
from kztui.importing.docx.runs import read_runs, shown_text
from kztui.importing.docx.styles import Style, Styles
from kztui.importing.language import guess_language
from kztui.importing.persons import names_in
from kztui.importing.reading import Account, LeftOut, Metadata, Reading
from kztui.importing.run_in_headings import split_run_in
from kztui.importing.source import OriginalError, Source

MAX_PARAGRAPHS = 50_000
"""How many paragraphs a document may have."""
CELLS = " | "
"""What stands between the cells of a row."""
CELL_WORDS = 60
"""A cell with more words is part of a layout, and no cell of a row of a table."""
BOLD_WORDS = 14
"""A paragraph in bold of at most so many words that is no sentence is a heading."""
BOLD_LEVEL = 5
"""The level of such a heading, below those that have a style."""
SAMPLE_WORDS = 8

_TRANSPARENT = frozenset(
    {"sdt", "sdtContent", "customXml", "ins", "moveTo", "body", "smartTag", "AlternateContent", "Choice"}
)


def read_docx(source: Source) -> Reading:
    """The article in a Word document.

    Raises OriginalError for one that is damaged, protected by a password, without text, or above the limits.
    """
    package = Package(source)
    root = package.part(package.main)
    body = child(root, "body")
    if body is None:
        message = f"is a damaged Word document: there is no text in {package.main}"
        raise OriginalError(file_problem(source.name, UNREADABLE, message))
    document = _Document(source, package)
    blocks = _raised(list(split_run_in(document.blocks(body))))
    if not blocks:
        raise OriginalError(file_problem(source.name, UNREADABLE, "is a Word document without text"))
    front = front_length(blocks)
    lines = [block.text for block in blocks[:front]]
    metadata = {**_core(package), **document.front, **metadata_of_lines(lines)}
    kept = sum(word_count(block.text.replace(CELLS, " ")) for block in blocks)
    left_out = document.left_out(package)
    shown = word_count(" ".join("".join(shown_text(root)).split()))
    notes = sum(word_count(block.text) for block in blocks if block.kind is BlockKind.FOOTNOTE)
    outside = sum(one.words for one in left_out if one.kind in {"page headers", "comments"})
    account = Account(shown + notes + outside, kept, left_out)
    language = guess_language(" ".join(block.text for block in blocks)) or metadata.get("language", "")[:2].lower()
    return Reading(tuple(blocks[front:]), metadata, account, "Word document", language)


def _raised(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks with the headings one level higher where none is the title of the whole."""
    if any(block.level == 1 for block in blocks):
        return blocks
    return [block._replace(level=max(0, block.level - 1)) for block in blocks]


class _Document:
    """What is needed to read the paragraphs of a document, and what was left out of them."""

    def __init__(self, source: Source, package: Package) -> None:
        self._source = source
        self._styles = Styles(package)
        self._notes = {
            (kind, attribute(note, "id")): note
            for kind, name in (("footnote", "footnotes.xml"), ("endnote", "endnotes.xml"))
            for note in _children(package.beside(name))
            if attribute(note, "type") not in {"separator", "continuationSeparator", "continuationNotice"}
        }
        self._left_out: list[tuple[str, str]] = []
        self._count = 0
        self.front: Metadata = {}
        """The authors and the date in paragraphs that have styles of these names."""

    def blocks(self, container: XmlElement) -> Iterator[TextBlock]:
        """The blocks in the body, a cell, a note or a text box, in order."""
        for element in container:
            name = local_name(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "altChunk":
                self._left_out.append(("embedded documents", ""))
            elif name in _TRANSPARENT:
                yield from self.blocks(element)

    def left_out(self, package: Package) -> tuple[LeftOut, ...]:
        """What was left out, by kind, most words first."""
        for kind, prefix in (("page headers", "header"), ("page headers", "footer"), ("comments", "comments.xml")):
            for name in package.names_beside(prefix):
                part = package.part(name)
                paragraphs = part.iter() if part is not None else ()
                self._left_out += [(kind, read_runs(one).text) for one in paragraphs if local_name(one) == "p"]
        words: Counter[str] = Counter()
        samples: dict[str, str] = {}
        for kind, text in self._left_out:
            if text.strip() or kind == "embedded documents":
                words[kind] += word_count(text)
                samples.setdefault(kind, sanitize_line(" ".join(text.split()[:SAMPLE_WORDS])))
        return tuple(LeftOut(kind, count, samples[kind]) for kind, count in words.most_common())

    def _paragraph(self, paragraph: XmlElement) -> Iterator[TextBlock]:
        self._count += 1
        if self._count > MAX_PARAGRAPHS:
            message = f"has more than {MAX_PARAGRAPHS:,} paragraphs, which is the limit"
            raise OriginalError(file_problem(self._source.name, TOO_LARGE, message))
        runs = read_runs(paragraph)
        self._left_out += runs.left_out
        text = sanitize_line(runs.text)
        style = self._styles.of_paragraph(child(paragraph, "pPr"))
        if style.is_contents:
            self._left_out.append(("table of contents", text))
        elif text:
            yield self._block(text, style, bold=runs.is_bold)
        for note in runs.notes:
            if note in self._notes:
                yield from self._note(self._notes.pop(note))
        for box in runs.boxes:
            yield from self.blocks(box)

    def _block(self, text: str, style: Style, *, bold: bool) -> TextBlock:
        if style.name in {"author", "authors"}:
            self.front.setdefault("author", []).extend(names_in(text))
        elif style.name == "date":
            self.front.update(metadata_of_lines([text]))
        level = 1 if style.is_title else min(style.level + 1, 6) if style.level else 0
        if not level and bold and word_count(text) <= BOLD_WORDS and text[-1] not in ".,;:!?" and not style.in_list:
            level = BOLD_LEVEL
        kinds = (
            (BlockKind.HEADING, level > 0),
            (BlockKind.CAPTION, style.is_caption),
            (BlockKind.LIST_ITEM, style.in_list),
            (BlockKind.QUOTE, style.is_quotation),
        )
        return TextBlock(text, next((kind for kind, given in kinds if given), BlockKind.PARAGRAPH), level)

    def _note(self, note: XmlElement) -> Iterator[TextBlock]:
        text = " ".join(block.text for block in self.blocks(note))
        if text:
            yield TextBlock(text, BlockKind.FOOTNOTE)

    def _table(self, table: XmlElement) -> Iterator[TextBlock]:
        """A table as its rows; one of a single column, or with prose in its cells, as what it holds."""
        for row in _rows(table):
            cells = [list(self.blocks(cell)) for cell in _cells(row)]
            filled = [cell for cell in cells if cell]
            texts = [" ".join(block.text for block in cell) for cell in filled]
            if len(filled) <= 1 or any(word_count(text) > CELL_WORDS for text in texts):
                yield from chain.from_iterable(filled)
            else:
                yield TextBlock(CELLS.join(texts), BlockKind.TABLE_ROW)


def _rows(table: XmlElement) -> Iterator[XmlElement]:
    for element in table:
        if local_name(element) == "tr":
            yield element
        elif local_name(element) in _TRANSPARENT:
            yield from _rows(element)


def _cells(row: XmlElement) -> Iterator[XmlElement]:
    for element in row:
        if local_name(element) == "tc":
            yield element
        elif local_name(element) in _TRANSPARENT:
            yield from _cells(element)


def _children(part: XmlElement | None) -> Iterator[XmlElement]:
    return iter(part if part is not None else ())


def _core(package: Package) -> Metadata:
    """The title, authors and language that the document states of itself, where a person may have written them."""
    core = package.part("docProps/core.xml")
    stated = {local_name(element): sanitize_line(str(element.text or "")) for element in _children(core)}
    found: Metadata = {}
    if is_stated_title(stated.get("title", "")):
        found["title"] = stated["title"]
    if is_stated_author(stated.get("creator", "")) and (authors := names_in(stated["creator"])):
        found["author"] = authors
    if stated.get("language", "")[:2].isalpha():
        found["language"] = stated["language"]
    return found
