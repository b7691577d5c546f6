"""Citations as a Word document: one paragraph each, formatted; the same citations always give the same bytes.

The package has the three parts without which Word opens none (ECMA-376-1, 11.3.10; ECMA-376-2, 10.1): content types,
relationships, the document. Styles are left to Word; entries of a bibliography get a hanging indent.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""What every part begins with."""
_DATA = Path(__file__).parents[1] / "data"
RELATIONSHIPS = _DATA / "word_relationships.xml"
"""The relationships of the package: which part is the document."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HANGING = '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr>'
"""Half an inch, in twentieths of a point."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can hold."""
# In the order that the schema wants of run properties.
_PROPERTIES = {
    "b": "<w:b/>",
    "i": "<w:i/>",
    "span": "<w:smallCaps/>",
    "u": '<w:u w:val="single"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
}


class _Runs(HTMLParser):
    """Turns the HTML that `csl.output` writes into runs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.runs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a formatting."""
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End the innermost formatting of that name."""
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag)]

    def handle_data(self, data: str) -> None:
        """Write a text in the formatting around it."""
        self.runs.append(text_run(data, *self.open))


def text_run(text: str, *formatting: str) -> str:
    """A run of plain text; `formatting` are names of HTML elements: b, i, u, sup, sub, span for small capitals."""
    properties = "".join(markup for tag, markup in _PROPERTIES.items() if tag in formatting)
    formatted = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatted}<w:t xml:space="preserve">{escape(_NOT_IN_XML.sub("", text))}</w:t></w:r>'


def citation_runs(html: str) -> str:
    """A citation, as HTML, as the runs of a Word document."""
    reader = _Runs()
    reader.feed(html)
    reader.close()
    return "".join(reader.runs)


def _paragraph(html: str, *, hanging: bool) -> str:
    return f"<w:p>{_HANGING if hanging else ''}{citation_runs(html)}</w:p>"


def docx(lines: Sequence[str], *, hanging: bool = False) -> bytes:
    """A Word document with a paragraph for each of `lines`, citations as HTML; `hanging` for entries."""
    body = "".join(_paragraph(line, hanging=hanging) for line in lines)
    document = f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    types = fixed_part(_DATA / "word_content_types.xml")
    return package(
        {"[Content_Types].xml": types, "_rels/.rels": fixed_part(RELATIONSHIPS), "word/document.xml": document}
    )


def fixed_part(path: Path) -> str:
    """A part that is the same in every document, from the file that has all but its first line."""
    return HEAD + path.read_text(encoding="utf-8")


def package(parts: Mapping[str, str]) -> bytes:
    """The parts of a document, by their names in the order given, as a zip file; the same parts give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the byte tells the platform
            archive.writestr(entry, text.encode())
    return made.getvalue()
