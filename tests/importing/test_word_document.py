"""A Word document gives its paragraphs by their styles, its notes, tables and text boxes; what is left out is said."""

import pytest

from docx_writer import docx, paragraph, part
from kztui.importing.blocks import BlockKind, TextBlock
from kztui.importing.docx import package, reader
from kztui.importing.docx.reader import read_docx
from kztui.importing.reading import Reading
from kztui.importing.source import OriginalError, Source

QUAY = "The council met twice that winter, and each time the question of the quay was put off without a vote."
FERRY = "The ferry was another matter: its owner had sold forty shares to the harbour master of the next town."


def read(body: str, **parts: str) -> Reading:
    return read_docx(Source("quay.docx", docx(body, **parts)))


def kinds(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in reading.blocks]


def test_styles_give_kinds_whatever_language_their_ids_are_in() -> None:
    reading = read(
        paragraph("A Quay Nobody Wanted", "Titel")
        + paragraph("By Ida Marlowe")
        + paragraph("The shares", "berschrift1")
        + paragraph(QUAY)
        + paragraph("Their owners", "Eigene")
        + paragraph("the northern crane", "Aufz")
        + paragraph("We were told to wait.", "Zitat")
        + paragraph("Figure 1: The crane", "Beschr")
        + paragraph("The shares 3", "V1")
        + '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Afterwards</w:t></w:r></w:p>'
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>In short</w:t></w:r></w:p>"
        + paragraph(FERRY)
    )
    assert reading.blocks == (
        TextBlock("The shares", BlockKind.HEADING, 2),
        TextBlock(QUAY),
        TextBlock("Their owners", BlockKind.HEADING, 2),
        TextBlock("the northern crane", BlockKind.LIST_ITEM),
        TextBlock("We were told to wait.", BlockKind.QUOTE),
        TextBlock("Figure 1: The crane", BlockKind.CAPTION),
        TextBlock("Afterwards", BlockKind.HEADING, 4),
        TextBlock("In short", BlockKind.HEADING, 5),
        TextBlock(FERRY),
    )
    assert (reading.metadata["title"], reading.metadata["author"]) == (
        "A Quay Nobody Wanted",
        [{"family": "Marlowe", "given": "Ida"}],
    )
    assert [(one.kind, one.words) for one in reading.account.left_out] == [("table of contents", 3)]
    assert reading.account.visible == reading.account.kept + 3


def test_footnotes_and_endnotes_follow_the_paragraph_that_refers_to_them() -> None:
    note = '<w:footnote w:id="2">' + paragraph("The drawer is in the museum.") + "</w:footnote>"
    separator = '<w:footnote w:id="0" w:type="separator">' + paragraph("—") + "</w:footnote>"
    last = '<w:endnote w:id="2">' + paragraph("Shares of the first issue.") + "</w:endnote>"
    reading = read(
        paragraph(QUAY, before='<w:r><w:footnoteReference w:id="2"/></w:r>')
        + paragraph(FERRY, before='<w:r><w:endnoteReference w:id="2"/></w:r>'),
        word__footnotes_xml=part(separator + note, "footnotes"),
        word__endnotes_xml=part(last, "endnotes"),
    )
    assert kinds(reading) == [
        (BlockKind.PARAGRAPH, QUAY),
        (BlockKind.FOOTNOTE, "The drawer is in the museum."),
        (BlockKind.PARAGRAPH, FERRY),
        (BlockKind.FOOTNOTE, "Shares of the first issue."),
    ]
    assert reading.account.share == 1


def test_tables_are_rows_unless_their_cells_hold_prose() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    prose = f"{QUAY} {FERRY} {QUAY} {FERRY}"
    assert kinds(read(table(("Year", "Ships"), ("1911", "204")) + table((prose, "Note")) + table((FERRY,)))) == [
        (BlockKind.TABLE_ROW, "Year | Ships"),
        (BlockKind.TABLE_ROW, "1911 | 204"),
        (BlockKind.PARAGRAPH, prose),
        (BlockKind.PARAGRAPH, "Note"),
        (BlockKind.PARAGRAPH, FERRY),
    ]


def test_inserted_text_is_kept_and_deleted_hidden_and_marginal_text_is_left_out_and_said() -> None:
    deleted = "<w:del><w:r><w:delText>never ever </w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>Late, </w:t></w:r></w:ins>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>but </w:t></w:r>'
    link = "<w:hyperlink><w:r><w:t>by </w:t></w:r></w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r>"
    reading = read(
        f"<w:p>{deleted}{inserted}{hidden}{shown}{link}<w:r><w:t>rail</w:t><w:noBreakHyphen/><w:t>way</w:t></w:r></w:p>",
        word__header1_xml=part(paragraph("Journal of Harbours"), "hdr"),
        word__comments_xml=part(f"<w:comment>{paragraph('Is this so?')}</w:comment>", "comments"),
    )
    assert kinds(reading) == [(BlockKind.PARAGRAPH, "Late, but by rail-way")]
    assert {one.kind: one.words for one in reading.account.left_out} == {
        "page headers": 3,
        "comments": 3,
        "tracked deletions": 2,
        "hidden text": 1,
    }


def test_text_boxes_follow_their_paragraph_and_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(FERRY)}</w:txbxContent>"
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"
    assert kinds(read(paragraph(QUAY, before=both))) == [(BlockKind.PARAGRAPH, QUAY), (BlockKind.PARAGRAPH, FERRY)]


@pytest.mark.parametrize(
    ("title", "creator", "metadata"),
    [
        ("Quay and Ferry", "Ida Orr", {"title": "Quay and Ferry", "author": [{"family": "Orr", "given": "Ida"}]}),
        ("quay_final_v2.docx", "Admin", {}),
        ("Microsoft Word Document", "user@quay.example", {}),
    ],
)
def test_what_the_document_says_of_itself_counts_where_a_person_wrote_it(
    title: str, creator: str, metadata: dict[str, object]
) -> None:
    core = f'<c xmlns:dc="dc"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator></c>'
    assert read(paragraph(QUAY), docProps__core_xml=core).metadata == metadata


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx(paragraph(QUAY), word__document_xml=part("<w:body/>")), "is a Word document without text"),
        (docx("", word__document_xml=part("")), "there is no text in word/document.xml"),
        (docx("", word__document_xml="<w:document"), "word/document.xml is no well-formed XML"),
        (
            docx("", word__document_xml="<!DOCTYPE d [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><d>&b;</d>"),
            "declares a document type in word/document.xml",
        ),
        (docx(paragraph(QUAY))[:-100], "is a damaged Word document"),
    ],
    ids=["no text", "no body", "no XML", "entities", "cut off"],
)
def test_a_document_that_cannot_be_read_is_said_to_be_what_it_is(data: bytes, message: str) -> None:
    with pytest.raises(OriginalError) as error:
        read_docx(Source("quay.docx", data))
    assert message in error.value.problem.message


def test_what_unpacks_to_more_than_the_limits_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx(paragraph("x" * 3_000_000))
    assert len(bomb) < 10_000
    limits = {"MAX_PART": "holds word/document.xml of more than 1 MB", "MAX_UNPACKED": "unpacks to more than 1 MB"}
    for limit, message in limits.items():
        monkeypatch.setattr(package, limit, 2**20)
        with pytest.raises(OriginalError, match=message):
            read_docx(Source("quay.docx", bomb))
    monkeypatch.undo()
    monkeypatch.setattr(reader, "MAX_PARAGRAPHS", 3)
    with pytest.raises(OriginalError, match="has more than 3 paragraphs"):
        read(paragraph(QUAY) * 4)
