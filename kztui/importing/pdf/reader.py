"""Reads a PDF by the boxes of its characters: blocks with their pages, drop caps, metadata, and what was left out."""

import ctypes
import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING, NoReturn

from kztui.article.findings import Rule
from kztui.files.problems import TOO_LARGE, UNREADABLE, file_problem
from kztui.files.sanitize import sanitize_line
from kztui.importing.article_head import front_length, is_stated_author, is_stated_title
from kztui.importing.blocks import TextBlock
from kztui.importing.bylines import metadata_of_lines
from kztui.importing.language import guess_language
from kztui.importing.pdf.block_kinds import CELLS, make_blocks
from kztui.importing.pdf.characters import HYPHEN
from kztui.importing.pdf.columns import find_gutters, order_columns
from kztui.importing.pdf.lines import DIVIDED, PagePieces, TextPiece, read_pieces
from kztui.importing.pdf.running_heads import PageText, drop_running_heads
from kztui.importing.pdf.text_lines import PageColumns
from kztui.importing.persons import names_in
from kztui.importing.reading import Account, LeftOut, Metadata, Reading
from kztui.importing.run_in_headings import split_run_in
from kztui.importing.source import OriginalError, Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


LARGE = 1.6
"""An initial is at least so many times as high as the text."""
MAX_INITIALS = 200
"""How many initials a page may have; what has more sets single letters apart for another reason."""


def join_drop_caps(pieces: Sequence[TextPiece]) -> list[TextPiece]:
    """The pieces of a page, its initials joined to the first of the lines to their right."""
    if not pieces:
        return []
    size = median(piece.height for piece in pieces)
    initials = [piece for piece in pieces if piece.height >= LARGE * size and _is_initial(piece.text)]
    if not initials or len(initials) > MAX_INITIALS:
        return list(pieces)
    found = {id(piece): piece for piece in pieces}
    for initial in initials:
        beside = [piece for piece in pieces if piece is not initial and _is_beside(piece, initial, size)]
        if not beside:
            continue
        first = max(beside, key=lambda piece: piece.baseline)
        for piece in beside:
            found[id(piece)] = piece._replace(left=initial.left)
        word = first.right - first.left if " " not in first.text else first.first_word
        joined = first._replace(text=initial.text + first.text, left=initial.left)
        found[id(first)] = joined._replace(first_word=word + first.left - initial.left)
        del found[id(initial)]
    return list(found.values())


def _is_initial(text: str) -> bool:
    """Whether a text is one letter, perhaps after a quotation mark."""
    letter = text.lstrip("“„«\"'‘")
    return len(letter) == 1 and letter.isalpha() and len(text) <= 2


def _is_beside(piece: TextPiece, initial: TextPiece, size: float) -> bool:
    """Whether a line of the text stands right beside an initial."""
    near = -0.3 * size <= piece.left - initial.right <= 1.2 * size or abs(piece.left - initial.left) < 0.2 * size
    below, above = initial.baseline - 0.3 * size, initial.baseline + initial.height
    return near and piece.height < 0.7 * initial.height and below <= piece.baseline <= above


MAX_PAGES = 1000
"""How many pages a PDF may have."""
MAX_PIECES = 600_000
"""How many pieces of lines a PDF may have: hundreds on each of its pages."""
FEW_LETTERS = 12
"""A page with fewer letters that shows pictures is a picture of a page."""
UNREADABLE_SHARE = 0.3
"""Where a larger share of the signs is no letter, the fonts do not say which letters they show."""
SAMPLE_WORDS = 12
"""How many words of what was left out are shown."""
KNOWN_GUTTERS = 60
"""How many gutters of other pages are compared with those of a page."""
# What stands for a letter that is not known: U+FFFD, a letter of private use, a control character.
_NO_SIGN = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1b]")


def read_pdf(source: Source) -> Reading:
    """The article in a PDF.

    Raises OriginalError for one that is damaged, protected by a password, without text, or above the limits.
    """
    pdf = _open(source)
    try:
        count = len(pdf)
        if count > MAX_PAGES:
            raise _refused(source, f"has {count:,} pages; the limit is {MAX_PAGES:,}", TOO_LARGE)
        pages, pictures = _pages(source, pdf)
        labels = [sanitize_line(pdf.get_page_label(index)) for index in range(count)]
        info = {**pdf.get_metadata_dict(skip_empty=True), "Lang": _stated_language(pdf)}
    finally:
        pdf.close()
    texts = drop_running_heads(pages)
    blocks = list(split_run_in(make_blocks(_in_order(texts, labels))))
    front = front_length(blocks)
    metadata = {**_info(info), **metadata_of_lines([block.text for block in blocks[:front]])}
    language = guess_language(" ".join(block.text for block in blocks)) or info["Lang"][:2].lower()
    return Reading(tuple(blocks[front:]), metadata, _account(pages, texts, blocks, pictures), "PDF", language)


def _open(source: Source) -> "PdfDocument":
    import pypdfium2  # noqa: PLC0415 - slow to import, and few originals are PDF

    try:
        pdf = pypdfium2.PdfDocument(source.data)
        if len(pdf):
            return pdf
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise _refused(source, "is a PDF protected by a password: save a copy without it, and read that") from None
    raise _refused(source, "is a damaged PDF: get the file anew, or open it in a viewer and print it to PDF")


def _pages(source: Source, pdf: "PdfDocument") -> tuple[list[PagePieces], list[int]]:
    """What is written on the pages, and the numbers of those that are pictures."""
    from pypdfium2 import PdfiumError, raw  # noqa: PLC0415 - the same

    pages: list[PagePieces] = []
    pictures: list[int] = []
    total = 0
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
        except PdfiumError:
            raise _refused(source, f"is a damaged PDF: page {number} cannot be read") from None
        read = read_pieces(page)
        pages.append(read._replace(pieces=join_drop_caps(read.pieces)))
        letters = sum(sum(map(str.isalnum, piece.text)) for piece in pages[-1].pieces)
        if letters < FEW_LETTERS and any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            pictures.append(number)
        page.close()
        total += len(pages[-1].pieces)
        if total > MAX_PIECES:
            raise _refused(source, f"has more than {MAX_PIECES:,} pieces of text, which is the limit", TOO_LARGE)
    text = "".join(piece.text for page in pages for piece in page.pieces)
    if not any(map(str.isalnum, text)) or (len(pictures) > len(pages) / 2 and len(text) < 200 * len(pages)):
        _refuse_without_text(source, pictures)
    if len(_NO_SIGN.findall(text)) > UNREADABLE_SHARE * len("".join(text.split())):
        message = (
            "is a PDF whose fonts do not say which letters they show: recognize its text by OCR (ocrmypdf --force-ocr)"
        )
        raise _refused(source, message)
    return pages, pictures


def _stated_language(pdf: "PdfDocument") -> str:
    """The language of the document's catalog (PDF 1.7, 14.9.2), such as `en-GB`; empty where it states none."""
    from pypdfium2 import raw  # noqa: PLC0415 - the same

    length = raw.FPDFCatalog_GetLanguage(pdf.raw, None, 0) if hasattr(raw, "FPDFCatalog_GetLanguage") else 0
    if not 2 < length < 100:
        return ""
    text = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(pdf.raw, ctypes.cast(text, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    tag = text.raw.decode("utf-16-le", "replace").strip("\0")
    return tag if tag[:2].isalpha() else ""


def _refuse_without_text(source: Source, pictures: Sequence[int]) -> NoReturn:
    if pictures:
        message = "is a scan: its pages are pictures. Recognize their text first by OCR, for example with ocrmypdf"
        raise _refused(source, message)
    raise _refused(
        source, "is a PDF without text: if it shows any, recognize it first by OCR, for example with ocrmypdf"
    )


def _in_order(texts: Sequence[PageText], labels: Sequence[str]) -> list[PageColumns]:
    """The pages in reading order. Their numbers are those printed on them, else their labels, else they are counted."""
    gutters = [find_gutters(text.pieces) for text in texts]
    ordered: list[PageColumns] = []
    for index, text in enumerate(texts):
        near = range(max(0, index - 8), min(len(texts), index + 9))
        known = [gutter for other in near if other != index for gutter in gutters[other]][:KNOWN_GUTTERS]
        number = text.number or labels[index] or ("" if text.numbered else str(index + 1))
        ordered.append(PageColumns(number, list(order_columns(text.pieces, known))))
    return ordered


def _info(info: Mapping[str, str]) -> Metadata:
    """The title and author that the file states, where a person may have written them and no program."""
    title, author = (sanitize_line(info.get(key, "")) for key in ("Title", "Author"))
    found: Metadata = {}
    if is_stated_title(title):
        found["title"] = title
    if authors := names_in(author) if is_stated_author(author) else []:
        found["author"] = authors
    return found


def _account(
    pages: Sequence[PagePieces], texts: Sequence[PageText], blocks: Sequence[TextBlock], pictures: Sequence[int]
) -> Account:
    """The account of a reading. A word that a hyphen divides at the end of a line counts once."""
    heads = [line for text in texts for line in text.left_out]
    rotated = [words for page in pages for words in page.rotated]
    left_out = [_left_out(kind, lines) for kind, lines in (("page headers", heads), ("slanted text", rotated)) if lines]
    if pictures:
        left_out.append(LeftOut("pages that are pictures", 0, "page " + ", ".join(map(str, pictures[:SAMPLE_WORDS]))))
    visible = sum(
        len(piece.text.split()) - piece.text.endswith((HYPHEN, DIVIDED)) for text in texts for piece in text.pieces
    )
    kept = sum(len(block.text.replace(CELLS, " ").split()) for block in blocks)
    return Account(visible + sum(one.words for one in left_out), kept, tuple(left_out))


def _left_out(kind: str, lines: Sequence[str]) -> LeftOut:
    words = " ".join(lines).split()
    return LeftOut(kind, len(words), sanitize_line(" ".join(words[:SAMPLE_WORDS])))


def _refused(source: Source, message: str, rule: Rule = UNREADABLE) -> OriginalError:
    return OriginalError(file_problem(source.name, rule, message))
