"""What the reader has made of an article, as one Markdown document: own notes, selection and bookmarks, each cited."""

from collections.abc import Iterator
from contextlib import suppress

from kztui.article.article import WHOLE_ARTICLE, Article
from kztui.article.ids import pilcrows
from kztui.citation.cite import cite
from kztui.citation.errors import CitationError
from kztui.citation.request import CitationRequest
from kztui.export.content import UNWRITTEN
from kztui.export.formats import Export
from kztui.export.markdown_text import escape, in_blockquote


def write(article: Article, _part: str = "") -> Export:
    """Each item that the reader selected, bookmarked or noted once, in reading order: paraphrase, note and citation.

    A note stands in a block of its own, its Markdown as the reader wrote it: nothing in it changes what follows.
    """
    own = {*article.reader_notes, *article.reader_bookmarks, *article.reader_selection}
    blocks = [*_head(article)]
    for target in article.items:
        if target in own:
            blocks += _item(article, target)
    lost = [target for target in article.reader_notes if target not in {WHOLE_ARTICLE, *article.items}]
    for target in lost:
        blocks.append(f"## {escape(target)}")
        blocks.append("Not in the article, or a candidate that nobody has accepted yet.")
        blocks.append(_note(article, target))
    hints = () if own else ("no notes, bookmarks or selection on this article yet: i, m and v make them on the screen",)
    return Export({"": "\n\n".join(blocks) + "\n"}, hints)


def _head(article: Article) -> Iterator[str]:
    publication = article.publication
    yield f"# Notes on {escape(publication.printed_title or publication.title or publication.id)}"
    # `kztui check` reports what is missing; the notes are still useful without the reference.
    with suppress(CitationError):
        yield cite(article, (), CitationRequest(form="entry", format="markdown")).text.strip()
    if WHOLE_ARTICLE in article.reader_notes:
        yield _note(article, WHOLE_ARTICLE)


def _item(article: Article, target: str) -> Iterator[str]:
    item = article.items[target]
    yield f"## {escape(article.link_label(target))}"
    marked = ((article.reader_selection, "selected"), (article.reader_bookmarks, "bookmarked"))
    known = (
        f"{item.item_kind}, {item.kind}" if item.kind else item.item_kind,
        item.date_in_words,
        pilcrows(item.numbers),
        *(word for targets, word in marked if target in targets),
    )
    yield f"*{escape(' · '.join(part for part in known if part))}*"
    text = article.linked(item.main_text).plain
    if text or item.is_unwritten:
        yield escape(text) or UNWRITTEN
    if target in article.reader_notes:
        yield _note(article, target)
    try:
        yield f"Cite as: {cite(article, (target,), CitationRequest(format='markdown')).text.strip()}"
    except CitationError:
        return  # the same


def _note(article: Article, target: str) -> str:
    """The reader's note in a block of its own; a blank line in it stays one."""
    return f"> {in_blockquote(article.reader_notes[target])}"
