"""The article as a report for Word: its sections, a table of events, claims by source, and the items that it names.

Paragraphs and claims have a footnote with their citation. Names lead to the entry of the item. The parts and their
elements are those of WordprocessingML (ECMA-376-1, 17); the same article gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from html import escape as escape_html
from pathlib import Path

from kztui.article.article import Article
from kztui.article.card import card
from kztui.article.ids import pilcrows
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.links import STATED, Linked
from kztui.citation.cite import cite, locator_of
from kztui.citation.errors import CitationError
from kztui.citation.formats.docx import HEAD, RELATIONSHIPS, WORD, citation_runs, fixed_part, package, text_run
from kztui.citation.locator import Locator
from kztui.citation.request import CitationRequest
from kztui.export.content import UNWRITTEN, by_source, credit, whose_words
from kztui.export.formats import Export

NOTE = CitationRequest(format="html")
_DATA = Path(__file__).parent / "data"


def write(article: Article, _part: str = "") -> Export:
    """One Word document. Without what a citation needs, footnotes give the numbers of paragraphs alone."""
    report = _Report(article)
    body = "".join(report.blocks())
    # A4 with margins of 25 mm, in twentieths of a point; the lines above footnotes, which Word wants to be among them
    # (17.11.23).
    page, separators = (_word_data(name).read_text(encoding="utf-8") for name in ("page", "separators"))
    document = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}{page}</w:body></w:document>'
    notes = "".join(report.footnotes)
    footnotes = f'{HEAD}<w:footnotes xmlns:w="{WORD}">{separators}{notes}</w:footnotes>'
    parts = {
        "[Content_Types].xml": fixed_part(_word_data("content_types")),
        "_rels/.rels": fixed_part(RELATIONSHIPS),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": fixed_part(_word_data("document_relationships")),
        "word/styles.xml": fixed_part(_word_data("styles")),
        "word/footnotes.xml": footnotes,
    }
    return Export({}, document=package(parts))


def _word_data(name: str) -> Path:
    return _DATA / f"word_{name}.xml"


def _block(style: str, *runs: str) -> str:
    """A paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


class _Report:
    """Writes the blocks of the document, and collects the footnotes that they need."""

    def __init__(self, article: Article) -> None:
        self._article = article
        # A bookmark's name has letters, digits and underscores only, and forty of them at most.
        self._bookmarks = {target: number for number, target in enumerate(article.items, 1)}
        self._citations: dict[Locator, str] = {}
        self.footnotes: list[str] = []

    def blocks(self) -> Iterator[str]:
        """Every block in order."""
        yield from self._head()
        yield from self._sections()
        for kind in KINDS:
            if kind.on_timeline:
                yield from self._table(kind)
        for kind in KINDS:
            if not kind.is_text and not kind.is_named:
                yield from self._statements(kind)
        for kind in KINDS:
            if not kind.is_text and kind.is_named:
                yield from self._entries(kind)
        yield from self._reference()
        yield _block("Quiet", text_run(credit(self._article)))

    def _head(self) -> Iterator[str]:
        publication = self._article.publication
        yield _block("Title", text_run(publication.printed_title or publication.title or publication.id))
        if publication.author:
            yield _block("Subtitle", text_run(", ".join(name.plain for name in publication.author)))
        if whose := whose_words(self._article):
            yield _block("Quiet", text_run(whose))

    def _sections(self) -> Iterator[str]:
        for section in self._article.sections:
            yield _block("Heading1", self._anchored(section, text_run(section.caption)))
            yield from self._note(section)
            for paragraph in section.paragraphs:
                number = self._anchored(paragraph, text_run(f"{paragraph.caption} ", "b"))
                text = self._linked(self._article.linked(paragraph.text)) or text_run(UNWRITTEN, "i")
                yield _block("Normal", number, text, self._footnote(paragraph))
                if paragraph.number in self._article.originals:
                    words = self._article.originals[paragraph.number].text
                    yield _block("Quote", text_run("Original: ", "b"), text_run(words))
                yield from self._note(paragraph)

    def _table(self, kind: type[Item]) -> Iterator[str]:
        items = self._article.of_kind(kind.item_kind)
        if not items:
            return
        yield _block("Heading1", text_run(f"{kind.plural.capitalize()} by date"))
        rows = [self._row(text_run(word, "b") for word in ("Date", kind.item_kind.capitalize(), "Where", "Stated in"))]
        for item in items:
            where, stated = item.index_remark(self._article), pilcrows(item.numbers)
            name = self._link(item.caption, item.id)
            rows.append(self._row((text_run(item.date_in_words), name, text_run(where), text_run(stated))))
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2300, 3700, 1900, 1170))
        style = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9070" w:type="dxa"/></w:tblPr>'
        yield f"<w:tbl>{style}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"

    @staticmethod
    def _row(cells: Iterable[str]) -> str:
        written = (f"<w:tc>{_block('Cell', cell)}</w:tc>" for cell in cells)
        return f"<w:tr>{''.join(written)}</w:tr>"

    def _statements(self, kind: type[Item]) -> Iterator[str]:
        groups = by_source(self._article, kind)
        if groups:
            yield _block("Heading1", text_run(f"{kind.plural.capitalize()} by source"))
        for group in groups:
            yield _block("Heading2", self._link(group.name, group.source))
            for item in group.items:
                lead = self._anchored(item, text_run(f"{item.kind.capitalize()}: " if item.kind else ""))
                yield _block("Normal", lead, self._text(item), self._footnote(item))
                yield from self._note(item)

    def _entries(self, kind: type[Item]) -> Iterator[str]:
        items = self._article.of_kind(kind.item_kind)
        if items:
            yield _block("Heading1", text_run(kind.plural.capitalize()))
        for item in items:
            lead = self._anchored(item, text_run(item.caption, "b"))
            remark = text_run(f" ({item.kind})" if item.kind else "")
            text = self._text(item) if item.main_text else ""
            stated = text_run(f" {pilcrows(item.numbers)}" if item.numbers else "")
            yield _block("Normal", lead, remark, text_run(". " if text else ""), text, stated)
            shown = card(self._article, item.id)
            for row in shown.rows:
                if row.label != STATED.name:
                    values = text_run("; ").join(map(self._linked, row.values))
                    yield _block("Fact", text_run(f"{row.label}: "), values)
            yield from self._note(item)

    def _text(self, item: Item) -> str:
        return self._linked(self._article.linked(item.main_text)) or text_run(UNWRITTEN, "i")

    def _note(self, item: Item) -> Iterator[str]:
        if item.note:
            yield _block("Quote", text_run("Editor’s note: ", "b"), self._linked(self._article.linked(item.note)))

    def _reference(self) -> Iterator[str]:
        try:
            entry = cite(self._article, (), NOTE._replace(form="entry")).text
        except CitationError:
            # `kztui check` reports what is missing; the report is still useful without its reference.
            return
        yield _block("Heading1", text_run("Reference"))
        yield _block("Normal", citation_runs(entry))

    # Links and footnotes.

    def _anchored(self, item: Item, runs: str) -> str:
        """Runs that links to the item lead to."""
        number = self._bookmarks[item.id]
        start = f'<w:bookmarkStart w:id="{number}" w:name="item_{number}"/>'
        return f'{start}{runs}<w:bookmarkEnd w:id="{number}"/>'

    def _link(self, words: str, target: str) -> str:
        if target not in self._bookmarks:
            return text_run(words)
        return f'<w:hyperlink w:anchor="item_{self._bookmarks[target]}">{text_run(words)}</w:hyperlink>'

    def _linked(self, text: Linked) -> str:
        return "".join(self._link(words, target or "") for words, target in text.pieces() if words)

    def _footnote(self, item: Item) -> str:
        """The mark of a footnote with the citation of the paragraphs that state the item; empty where none do."""
        if not item.numbers:
            return ""
        number = len(self.footnotes) + 1
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        note = _block("FootnoteText", f"{mark}<w:footnoteRef/></w:r>", text_run(" "), self._citation(item))
        self.footnotes.append(f'<w:footnote w:id="{number}">{note}</w:footnote>')
        return f'{mark}<w:footnoteReference w:id="{number}"/></w:r>'

    def _citation(self, item: Item) -> str:
        """The runs of the citation, rendered once for each place."""
        locator = locator_of(self._article, (item.id,), NOTE)
        if locator not in self._citations:
            try:
                html = cite(self._article, (item.id,), NOTE).text
            except CitationError:
                html = escape_html(locator.place)
            self._citations[locator] = citation_runs(html)
        return self._citations[locator]
