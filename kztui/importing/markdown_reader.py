"""Reads Markdown: the blocks that markdown-it-py finds (CommonMark and tables), front matter, footnotes in place."""

import re
from collections.abc import Iterator

from kztui.files.sanitize import sanitize_line
from kztui.importing.article_head import metadata_with_head, split_head
from kztui.importing.blocks import CELL_BAR, BlockKind, TextBlock, word_count
from kztui.importing.front_matter import split_front_matter
from kztui.importing.language import guess_language
from kztui.importing.markdown import strip_markdown
from kztui.importing.reading import Account, LeftOut, Reading, sample
from kztui.importing.run_in_headings import split_run_in
from kztui.importing.text_reader import text_blocks

_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*", re.MULTILINE)
_FOOTNOTE_TAG = "KZTUIFOOTNOTE "
"""Marks the text of a footnote for the parser, which knows none."""
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]^\n][^\[\]\n]{0,200}\]: +\S+.*$", re.MULTILINE)
MAX_LINES = 40_000
"""A file with more lines takes too long to parse: its syntax is removed, and it is read as plain text."""
_KINDS = {
    "heading": BlockKind.HEADING,
    "list_item": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "tr": BlockKind.TABLE_ROW,
}
"""The kinds of block that tokens of markdown-it-py open and close."""


def read_markdown(text: str) -> Reading:
    """The article in a Markdown file: all its blocks, in order."""
    metadata, matter, body = split_front_matter(text)
    blocks = list(split_run_in(block for block in _blocks(body) if block.text))
    language = metadata.get("language", "") or guess_language(" ".join(block.text for block in blocks))
    head = split_head(blocks, metadata)
    metadata = metadata_with_head(head, metadata, language)
    kept = sum(word_count(block.text) for block in (*head.blocks, *head.titles))
    left = [("front matter", matter), ("byline and date", " ".join(block.text for block in head.bylines))]
    left_out = tuple(LeftOut(kind, word_count(text), sample(text)) for kind, text in left if text.strip())
    visible = kept + word_count(left[1][1])
    return Reading(
        tuple(head.blocks), metadata, Account(visible, kept, left_out), "Markdown", language.partition("-")[0]
    )


def _blocks(body: str) -> Iterator[TextBlock]:
    """The blocks of a text in Markdown; those of a plain text where it has too many lines."""
    if body.count("\n") > MAX_LINES:
        yield from text_blocks(strip_markdown(body))
        return
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to import

    parser = MarkdownIt("commonmark").enable("table").disable(["inline", "reference"])
    body = _FOOTNOTE.sub(f"\n\n{_FOOTNOTE_TAG}", _DEFINITION.sub("", body))
    kinds: list[tuple[BlockKind, int]] = [(BlockKind.PARAGRAPH, 0)]
    cells: list[str] = []
    for token in parser.parse(body):
        if kind := _KINDS.get(token.type.rpartition("_")[0]):
            if token.nesting > 0:
                kinds.append((kind, int(token.tag[1]) if kind is BlockKind.HEADING else 0))
                cells = []
                continue
            kinds.pop()
            if kind is BlockKind.TABLE_ROW:
                yield TextBlock(CELL_BAR.join(cells), kind)
        elif token.type == "inline" and kinds[-1][0] is BlockKind.TABLE_ROW:
            cells.append(_plain(token.content))
        else:
            yield from _leaf(token.type, token.content, *kinds[-1])


def _leaf(name: str, content: str, kind: BlockKind, level: int) -> Iterator[TextBlock]:
    """The blocks of a token that holds text; none of any other."""
    if name == "html_block":
        yield from _html_blocks(content)
    elif name in {"fence", "code_block"}:
        yield TextBlock(sanitize_line(" ".join(content.split())))
    elif name == "inline" and content.startswith(_FOOTNOTE_TAG):
        yield TextBlock(_plain(content.removeprefix(_FOOTNOTE_TAG)), BlockKind.FOOTNOTE)
    elif name == "inline":
        yield TextBlock(_plain(content), kind, level)


def _plain(content: str) -> str:
    return sanitize_line(" ".join(strip_markdown(content).split()))


def _html_blocks(content: str) -> Iterator[TextBlock]:
    """The blocks of HTML within Markdown."""
    from kztui.importing.html_blocks import BlockWalk  # noqa: PLC0415 - lxml is slow to import
    from kztui.importing.html_tree import parse_page  # noqa: PLC0415 - the same
    from kztui.importing.page_tree import PageTree  # noqa: PLC0415 - the same

    page = PageTree(parse_page(content), furniture=False)
    yield from (piece.block for piece in BlockWalk(page, 0).pieces)
