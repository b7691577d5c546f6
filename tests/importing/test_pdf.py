"""A PDF gives the paragraphs that its author wrote, in their order, whatever the page did to their lines."""

import re
import time
from typing import NamedTuple

import pytest

from kztui.importing.blocks import BlockKind, TextBlock
from kztui.importing.pdf import reader
from kztui.importing.pdf.characters import HYPHEN
from kztui.importing.pdf.hyphens import LineJoiner
from kztui.importing.pdf.lines import DIVIDED, reading_order
from kztui.importing.pdf.reader import read_pdf
from kztui.importing.reading import Reading
from kztui.importing.source import OriginalError, Source
from pdf_writer import LOCKED, PICTURE, SCANNED_PAGE, Text, column, pdf

QUAY = (
    "The council met twice that winter, and each time the question of the quay was put off without a vote, because"
    " nobody could say who would pay. A clerk wrote that the first-rate plans lay in a drawer until the thaw."
)
FERRY = (
    "The ferry was another matter. Its owner had sold forty shares to the harbour master, and the harbour master had"
    " sold thirty of them to people who had never seen the estuary, as the trial was to show."
)
BRIDGE = (
    "When the bridge was opened at last, in the rain of April, only the engineer and two of the masons who had begun it"
    " were there to walk across; the others had been dead for years."
)
ORR = {"family": "Orr", "given": "Ida"}
NOTE = "The drawer is now in the museum of the town."


def read(*pages: list[Text], **more: object) -> Reading:
    return read_pdf(Source("quay.pdf", pdf(pages, **more)))  # type: ignore[arg-type]  # keywords of pdf, handed on


def texts(reading: Reading, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.text for block in reading.blocks if block.kind is kind]


def running_head(number: int) -> list[Text]:
    return [Text(50, 770, "Journal of Harbours"), Text(500, 770, str(number)), Text(290, 20, f"- {number} -")]


def test_columns_below_a_title_are_read_one_after_the_other() -> None:
    left, right = column(QUAY, 50, 640, 38), column(FERRY, 320, 640, 38)
    mixed = [piece for row in zip(left, right, strict=False) for piece in row] + right[len(left) :] + left[len(right) :]
    reading = read([Text(120, 720, "A Quay Nobody Wanted", 22, "bold"), Text(230, 690, "By Ida Marlowe"), *mixed])
    assert texts(reading) == [QUAY, FERRY]
    assert (reading.metadata["title"], reading.metadata["author"]) == (
        "A Quay Nobody Wanted",
        [{"family": "Marlowe", "given": "Ida"}],
    )


def test_three_columns_stay_apart_and_a_paragraph_runs_through_them() -> None:
    lines = column(f"{QUAY} {FERRY} {BRIDGE}", 0, 0, 26)
    third = -(-len(lines) // 3)
    pieces = [Text(40 + 190 * (at // third), 700 - 12 * (at % third), line.text) for at, line in enumerate(lines)]
    assert texts(read(pieces)) == [f"{QUAY} {FERRY} {BRIDGE}"]


def test_page_headers_and_numbers_are_left_out_and_said_and_give_the_pages() -> None:
    first, second = column(QUAY + " " + FERRY, 50, 740, 80), column(BRIDGE, 50, 740, 80)
    pages = [first[:3], first[3:] + [piece._replace(y=piece.y - 120) for piece in second], column(FERRY, 50, 740, 80)]
    reading = read(*(running_head(number) + page for number, page in enumerate(pages, 117)))
    assert [(block.text, block.page) for block in reading.blocks] == [
        (f"{QUAY} {FERRY}", "117"),
        (BRIDGE, "118"),
        (FERRY, "119"),
    ]
    assert [(one.kind, one.words) for one in reading.account.left_out] == [("page headers", 21)]
    assert reading.account.visible - reading.account.kept == 21


def test_page_labels_count_where_no_number_is_printed() -> None:
    labels = "/PageLabels << /Nums [0 << /S /r /St 4 >>] >>"
    reading = read(column(QUAY, 50, 740, 80), column(FERRY, 50, 740, 80), catalog=labels)
    assert [block.page for block in reading.blocks] == ["iv", "v"]


def test_indents_without_gaps_begin_paragraphs() -> None:
    pieces: list[Text] = []
    for text in (QUAY, FERRY, BRIDGE):
        pieces += column(text, 50, pieces[-1].y - 12 if pieces else 740, 60, indent=3)
    assert texts(read(pieces)) == [QUAY, FERRY, BRIDGE]


def test_footnotes_follow_their_paragraph_and_are_out_of_its_way() -> None:
    lines = column(QUAY, 50, 400, 60)
    mark = Text(lines[1].x + 6 * len(lines[1].text), lines[1].y + 4, "1", 6)
    note = [Text(50, 60, "1", 5), *column(NOTE, 56, 57, 80, size=7)]
    reading = read([*lines[:2], mark, lines[2], *note], [*(line._replace(y=line.y + 340) for line in lines[3:])])
    assert [(block.text, block.kind) for block in reading.blocks] == [
        (QUAY, BlockKind.PARAGRAPH),
        (NOTE, BlockKind.FOOTNOTE),
    ]


def test_headings_lists_tables_and_captions_are_told_from_paragraphs() -> None:
    page = [
        *column(QUAY, 50, 740, 80),
        Text(50, 660, "The shares", 14, "bold"),
        *column(FERRY, 50, 640, 80),
        *column("\u2022 the northern crane, which had to be sold", 60, 560, 60),
        *column("\u2022 the shed", 60, 548, 60),
        *(
            Text(x, y, cell)
            for y, row in ((500, ("Year", "Ships")), (486, ("1911", "204")))
            for x, cell in zip((50, 200), row, strict=True)
        ),
        *column("Figure 2: The quay before the flood.", 50, 440, 60),
        Text(50, 400, "The bridge", 14, "bold"),
        *column(BRIDGE, 50, 380, 80),
    ]
    reading = read(page)
    assert texts(reading) == [QUAY, FERRY, BRIDGE]
    assert [block for block in reading.blocks if block.kind is BlockKind.HEADING] == [
        TextBlock("The shares", BlockKind.HEADING, 1, "1"),
        TextBlock("The bridge", BlockKind.HEADING, 1, "1"),
    ]
    assert texts(reading, BlockKind.LIST_ITEM) == ["the northern crane, which had to be sold", "the shed"]
    assert texts(reading, BlockKind.TABLE_ROW) == ["Year | Ships", "1911 | 204"]
    assert texts(reading, BlockKind.CAPTION) == ["Figure 2: The quay before the flood."]


def test_a_heading_in_capitals_on_the_first_line_is_a_heading() -> None:
    reading = read(column(f"A LONG WAIT: {QUAY}", 50, 740, 80))
    assert [(block.kind, block.text) for block in reading.blocks] == [
        (BlockKind.HEADING, "A LONG WAIT"),
        (BlockKind.PARAGRAPH, QUAY),
    ]


DIVIDING = [
    "The com\x02",
    "mittee found a dif\x02",
    "ferent reason, as the com\x02",
    "mission knew: the committee was late",
]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["It was a first\x02", "rate plan, by first-rate people"], "It was a first-rate plan, by first-rate people"),
        (["It was the re\x02", "pair of the quay. The repair"], "It was the repair of the quay. The repair"),
        (["From 2011\x02", "2013 it rained"], "From 2011-2013 it rained"),
        (["The Kazakh\x02", "Russian border"], "The Kazakh-Russian border"),
        (["A war\x02", "time law is a law in time of war"], "A war-time law is a law in time of war"),
        (["The so\x02", "called plan"], "The so-called plan"),
        (["The divi\xad", "sion"], "The division"),
        (["ends in a well\x02"], "ends in a well-"),
        (["長い港の", "修理は"], "長い港の修理は"),
        (DIVIDING, "The committee found a different reason, as the commission knew: the committee was late"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_stays_where_the_word_has_one(lines: list[str], joined: str) -> None:
    assert {HYPHEN, DIVIDED} == {"\x02", "\xad"}
    assert LineJoiner(lines).join(lines) == joined


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pdf([], streams=[SCANNED_PAGE] * 2, more=[PICTURE]), "is a scan: its pages are pictures"),
        (pdf([column(QUAY, 50, 740, 80)], trailer=LOCKED), "is a PDF protected by a password"),
        (pdf([[]]), "is a PDF without text"),
        (pdf([column(QUAY, 50, 740, 80)])[:300], "is a damaged PDF"),
        (b"%PDF-1.7\n", "is a damaged PDF"),
    ],
    ids=["scan", "password", "blank", "cut off", "head alone"],
)
def test_a_pdf_that_cannot_be_read_is_said_to_be_what_it_is(data: bytes, message: str) -> None:
    with pytest.raises(OriginalError) as error:
        read_pdf(Source("quay.pdf", data))
    assert error.value.problem.message.startswith(message)


def test_more_pages_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    with pytest.raises(OriginalError, match="has 3 pages; the limit is 2"):
        read([], [], [])


def test_pictures_among_pages_of_text_are_said() -> None:
    data = pdf([column(QUAY, 50, 740, 80), column(FERRY, 50, 740, 80)], streams=[SCANNED_PAGE], more=[PICTURE])
    reading = read_pdf(Source("quay.pdf", data))
    assert ("pages that are pictures", "page 3") in [(one.kind, one.sample) for one in reading.account.left_out]


@pytest.mark.parametrize(
    ("info", "metadata"),
    [
        (
            "/Title (A Quay Nobody Wanted) /Author (Ida Marlowe)",
            {"title": "A Quay Nobody Wanted", "author": [{"family": "Marlowe", "given": "Ida"}]},
        ),
        ("/Title (Microsoft Word - quay_final3.docx) /Author (Admin)", {}),
        ("/Title (untitled) /Author (user@quay.example)", {}),
        ("/Title (quay_2024-05-01) /Author (Windows User)", {}),
    ],
)
def test_what_the_file_says_of_itself_counts_where_a_person_wrote_it(info: str, metadata: dict[str, object]) -> None:
    assert read(column(QUAY, 50, 740, 80), info=info).metadata == metadata


def test_twice_the_pages_take_twice_the_time() -> None:
    def source(count: int) -> Source:
        pages = [running_head(n) + column(QUAY, 50, 740, 38) + column(FERRY, 320, 740, 38) for n in range(count)]
        return Source("quay.pdf", pdf(pages))

    def seconds(source: Source) -> float:
        begun = time.process_time()
        read_pdf(source)
        return time.process_time() - begun

    few, many = source(20), source(40)
    times = [(seconds(few), seconds(many)) for _ in range(5)]
    shorter, longer = (min(several) for several in zip(*times, strict=True))
    assert longer / shorter < 2.6
    assert longer / 40 < 0.1


def test_a_page_with_its_lines_in_any_order_and_a_thousand_pieces_is_read_in_bounded_time() -> None:
    pieces = [Text(10 + (at * 37) % 560, 780 - (at * 7.3) % 760, f"w{at % 97}") for at in range(6000)]
    begun = time.process_time()
    read(pieces)
    assert time.process_time() - begun < 3


def test_an_initial_as_high_as_two_lines_begins_its_word() -> None:
    first, *rest = column(QUAY[1:], 70, 700, 60)
    beside = [piece._replace(x=50) if at else piece for at, piece in enumerate(rest)]
    assert texts(read([Text(50, 688, "T", 30), first, *beside], [*column(FERRY, 50, 740, 80)])) == [QUAY, FERRY]


class Placed(NamedTuple):
    text: str
    left: float
    right: float


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("םולש", "שלום"),
        ("רבמצד 1971 תנש", "שנת 1971 דצמבר"),
        ("1,204 לש", "של 1,204"),
        ("Port Said לא (ןולא)", "(אלון) אל Port Said"),
        (". םולש", "שלום."),
    ],
)
def test_a_line_that_runs_from_right_to_left_is_read_so_with_its_numbers_and_names(shown: str, read: str) -> None:
    chars = [Placed(sign, 6 * at, 6 * at + 6) for at, sign in enumerate(shown) if sign != " "]
    assert reading_order(chars, 10) == read
    # So it is where the letters of a Latin word come together.
    words = [Placed(match[0], 6 * match.start(), 6 * match.end()) for match in re.finditer("[A-Za-z]+|[^ ]", shown)]
    assert reading_order(words, 10) == read


@pytest.mark.parametrize("lower", [0, 6], ids=["top", "middle"])
def test_the_lines_of_a_cell_are_one_cell(lower: int) -> None:
    rows = [
        ("Year", ["What fell into the harbour"], "Crowns"),
        ("1911", ["the northern crane, with the hut of", "its driver, who was at lunch"], "12,400"),
        ("1913", ["a cart"], "0"),
        ("1921", ["two lamps that nobody missed", "before the winter"], "310"),
    ]
    page = [*column(QUAY, 50, 740, 80)]
    y = 660.0
    for year, lines, cost in rows:
        moved = lower * (len(lines) - 1)
        page += [Text(50, y - moved, year), Text(400, y - moved, cost)]
        page += [Text(110, y - 12 * at, line) for at, line in enumerate(lines)]
        y -= 12 * len(lines) + 10
    reading = read([*page, *column(FERRY, 50, y - 30, 80)])
    assert texts(reading, BlockKind.TABLE_ROW) == [
        " | ".join((year, " ".join(lines), cost)) for year, lines, cost in rows
    ]
    assert texts(reading) == [QUAY, FERRY]


def test_a_table_with_its_caption_that_interrupts_a_paragraph_leaves_it_whole() -> None:
    lines = column(f"{QUAY} {FERRY}", 50, 740, 80)
    table = [Text(50, 640, "Year"), Text(200, 640, "Ships"), Text(50, 624, "1911"), Text(200, 624, "204")]
    caption = Text(50, 590, "Table 1: Ships that came to the quay")
    rest = [line._replace(y=740 - 12 * at) for at, line in enumerate(lines[3:])]
    reading = read([*lines[:3], *table, caption], rest)
    assert texts(reading) == [f"{QUAY} {FERRY}"]
    assert texts(reading, BlockKind.TABLE_ROW) == ["Year | Ships", "1911 | 204"]
    assert texts(reading, BlockKind.CAPTION) == ["Table 1: Ships that came to the quay"]


def test_pages_before_the_first_have_no_number_and_numbers_may_begin_anew() -> None:
    cover = column(BRIDGE, 50, 740, 80)
    winter = QUAY.replace("twice that winter", "once more in the spring").replace("question", "matter")
    inner = [running_head(number) + column(text, 50, 740, 80) for number, text in enumerate((QUAY, FERRY, winter), 1)]
    assert [block.page for block in read(cover, *inner).blocks] == ["", "1", "2", "3"]
    labels = "/PageLabels << /Nums [0 << /S /D >> 1 << /S /D >>] >>"
    note = [Text(50, 60, "1", 5), *column(NOTE, 56, 57, 80, size=7)]
    twice = read([*cover, *note], column(QUAY, 50, 740, 80), catalog=labels)
    assert [(block.text, block.page) for block in twice.blocks] == [(BRIDGE, "1"), (NOTE, "1"), (QUAY, "1")]


def test_a_line_at_the_edge_that_happens_to_end_in_the_number_of_its_page_is_text() -> None:
    ends = [
        "Nobody at the quay had counted the ships that came before June 1",
        "The harbour master, who was asked, thought that there were 2",
        "His clerk had kept a list of all of them in drawer number 3",
    ]
    pages = [[*running_head(n), Text(50, 700, QUAY[9 * n : 50]), Text(50, 660, line)] for n, line in enumerate(ends, 1)]
    text = " ".join(block.text for block in read(*pages).blocks)
    assert all(line in text for line in ends)
