"""The order of a bibliography: keys of the style, up and down, names and dates as CSL sorts them."""

from pathlib import Path

import pytest

from kztui.citation.csl.bibliography_order import bibliography_order
from kztui.citation.csl.style import ParsedStyle
from kztui.citation.csl_item import CslItem
from kztui.citation.errors import CitationError

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>t</title></info>'
MACROS = """
<macro name="who"><names variable="author"><name form="short" and="text" initialize-with="."/>
<substitute><text variable="title"/></substitute></names></macro>
<macro name="year"><date variable="issued"><date-part name="year"/></date></macro>
<citation><layout><text variable="title"/></layout></citation>"""


def author(family: str, given: str, particle: str = "") -> dict[str, str]:
    return {"family": family, "given": given} | ({"dropping-particle": particle} if particle else {})


ITEMS: list[CslItem] = [
    {"title": "A", "author": [author("Østby", "Ane")], "issued": {"date-parts": [[2001, 5]]}, "volume": "10"},
    {"title": "B", "author": [author("Amin", "Zaki")], "issued": {"date-parts": [[2001, 12, 3]]}, "volume": "9"},
    {"title": "C", "author": [author("Amin", "Aida")], "issued": {"date-parts": [[-44]]}},
    {"title": "The Beacon", "issued": {"literal": "1990s"}, "edtf": {"issued": "199X"}, "volume": "2"},
]


def order(folder: Path, keys: str) -> str:
    style = folder / "made.csl"
    sort = f"<sort>{keys}</sort>" if keys else ""
    layout = '<bibliography name-as-sort-order="first">{}<layout><text variable="title"/></layout></bibliography>'
    style.write_text(HEAD + MACROS + layout.format(sort) + "</style>")
    return "".join(str(at) for at in bibliography_order(ParsedStyle(str(style), "en-US"), ITEMS))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", "0123"),
        ('<key variable="title"/>', "0123"),
        ('<key variable="author"/>', "2103"),  # family, then given name; without an author last, in both directions
        ('<key variable="author" sort="descending"/>', "0123"),
        ('<key macro="who"/>', "2130"),  # by the title where there is no author
        ('<key variable="issued"/>', "2301"),
        ('<key macro="year"/><key variable="title" sort="descending"/>', "2310"),
        ('<key variable="volume"/>', "3102"),
        ('<key variable="volume" sort="descending"/>', "0132"),
    ],
)
def test_works_stand_in_the_order_of_the_keys(tmp_path: Path, keys: str, expected: str) -> None:
    assert order(tmp_path, keys) == expected


def test_a_key_that_the_style_does_not_have_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CitationError, match="no macro “gone”"):
        order(tmp_path, '<key macro="gone"/>')
