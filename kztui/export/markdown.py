"""The article as one Markdown document of paraphrases, for reports; each paragraph has its citation as a footnote."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from kztui.article.article import Article
from kztui.article.card import Card, card
from kztui.article.kinds import KINDS
from kztui.article.kinds.item import Item
from kztui.article.links import STATED
from kztui.citation.cite import cite
from kztui.citation.errors import CitationError
from kztui.citation.request import CitationRequest
from kztui.export.content import UNWRITTEN, by_source, whose_words
from kztui.export.formats import Export
from kztui.export.markdown_text import Linker, escape, in_blockquote, markdown_of


def write(article: Article, _part: str = "") -> Export:
    """Sections, a table of events, the items of each kind, the reference, and a footnote for each paragraph."""
    blocks = [*_head(article), *_sections(article), *_dates(article), *_items(article), *_reference(article)]
    return Export({"": "\n\n".join([*blocks, *_footnotes(article)]) + "\n"})


def _head(article: Article) -> Iterator[str]:
    publication = article.publication
    yield f"# {escape(publication.printed_title or publication.title or publication.id)}"
    if publication.author:
        yield escape(", ".join(name.plain for name in publication.author))
    if whose := whose_words(article):
        yield escape(whose)


def _sections(article: Article) -> Iterator[str]:
    for section in article.sections:
        yield f"## {_anchor(section.id)}{escape(section.caption)}"
        for paragraph in section.paragraphs:
            text = markdown_of(article.linked(paragraph.text), _linker(article)) or UNWRITTEN
            yield f"{_anchor(paragraph.id)}{text}{_footnote_references([paragraph.number])}"
            if paragraph.number in article.originals:
                yield f"> Original: {in_blockquote(escape(article.originals[paragraph.number].text))}"
            yield from _note(article, paragraph)


def _dates(article: Article) -> Iterator[str]:
    """What has a place in time, as tables."""
    link = _linker(article)
    for kind in KINDS:
        rows = [
            (
                escape(item.date_in_words),
                link(item.caption, item.id),
                escape(item.index_remark(article)),
                _marks(article, item),
            )
            for item in article.of_kind(kind.item_kind)
            if kind.on_timeline
        ]
        if rows:
            yield f"## {kind.plural.capitalize()} by date"
            head = ("date", kind.item_kind, "place", "stated in")
            lines = [head, ("---",) * len(head), *rows]
            yield "\n".join(f"| {' | '.join(' '.join(cell.split()) for cell in line)} |" for line in lines)


def _items(article: Article) -> Iterator[str]:
    for kind in KINDS:
        items = [] if kind.is_text else article.of_kind(kind.item_kind)
        if items and not kind.is_named:
            yield from _statements(article, kind)
            continue
        if items:
            yield f"## {kind.plural.capitalize()}"
        for item in items:
            yield from _item(article, card(article, item.id))


def _statements(article: Article, kind: type[Item]) -> Iterator[str]:
    """What has no name of its own, by who says it; its citation is in the footnotes of its paragraphs."""
    link = _linker(article)
    yield f"## {kind.plural.capitalize()} by source"
    for group in by_source(article, kind):
        yield f"### {link(group.name, group.source)}"
        for item in group.items:
            shown = card(article, item.id)
            text = " ".join(markdown_of(passage.text, link) for passage in shown.passages) or UNWRITTEN
            yield f"{_anchor(item.id)}{text}{_marks(article, item)}"
            facts = [f"- kind: {escape(item.kind)}"] if item.kind else []
            if facts := facts + _facts(shown, link):
                yield "\n".join(facts)
            yield from _note(article, item)


def _item(article: Article, shown: Card) -> Iterator[str]:
    link = _linker(article)
    yield f"### {_anchor(shown.item.id)}{escape(shown.heading)}"
    facts = [f"- also: {escape(', '.join(shown.aliases))}"] if shown.aliases else []
    facts += [f"- kind: {escape(shown.kind.partition(' · ')[2])}"] if " · " in shown.kind else []
    if facts := facts + _facts(shown, link):
        yield "\n".join(facts)
    marks = _marks(article, shown.item)
    text = " ".join(markdown_of(block.text, link) for block in shown.passages)
    if text or marks:
        yield f"{text}{marks}" if text else f"Stated in the article.{marks}"
    yield from _note(article, shown.item)


def _facts(shown: Card, link: Linker) -> list[str]:
    """The facts of an item as entries of a list."""
    rows = [row for row in shown.rows if row.label != STATED.name]
    return [f"- {escape(row.label)}: {'; '.join(markdown_of(value, link) for value in row.values)}" for row in rows]


def _marks(article: Article, item: Item) -> str:
    """The footnotes of the paragraphs that state an item."""
    return _footnote_references(number for number in item.numbers if number in article.paragraphs)


def _note(article: Article, item: Item) -> Iterator[str]:
    if item.note:
        note = markdown_of(article.linked(item.note), _linker(article))
        yield f"> Editor's note: {in_blockquote(note)}"


def _reference(article: Article) -> Iterator[str]:
    try:
        entry = cite(article, (), CitationRequest(form="entry", format="markdown")).text
    except CitationError:
        # `kztui check` reports what is missing; the document is still useful without its reference.
        return
    yield f"## Reference\n\n{entry.strip()}"


def _footnotes(article: Article) -> Iterator[str]:
    for number in article.paragraphs:
        section = article.section_of(number)
        under = f", under “{escape(section.title)}”" if section and section.title else ""
        yield f"[^p{number}]: Paragraph {number} of the original{under}.{_citation(article, number)}"


def _citation(article: Article, number: int) -> str:
    """The citation of a paragraph after a blank; empty where the publication cannot be cited."""
    try:
        text = cite(article, (f"p{number}",), CitationRequest(format="markdown")).text
    except CitationError:
        return ""
    return f" {' '.join(text.split())}"


def _footnote_references(numbers: Iterable[int]) -> str:
    return "".join(f"[^p{number}]" for number in numbers)


def _anchor(target: str) -> str:
    return f'<a id="{quote(target)}"></a>'


def _linker(article: Article) -> Linker:
    def link(words: str, target: str) -> str:
        """A link to the anchor of the target; the words alone where there is no such item."""
        return f"[{escape(words)}](#{quote(target)})" if target in article.items else escape(words)

    return link
