"""Writes small Word documents for tests, part by part."""

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _style(identifier: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'


STYLES = "".join(
    (
        _style("Titel", "Title"),
        _style("berschrift1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        _style("Eigene", "My part", '<w:basedOn w:val="berschrift1"/>'),
        _style("Aufz", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        _style("Zitat", "Quote"),
        _style("Beschr", "caption"),
        _style("V1", "toc 1"),
    )
)


def paragraph(text: str, style: str = "", *, before: str = "") -> str:
    """A paragraph with a style; `before` is further XML in front of its one run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}{before}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def part(content: str, name: str = "document") -> str:
    """A part of the document with this content."""
    spaces = f'xmlns:w="{_W}" xmlns:mc="mc"'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {spaces}>{content}</w:{name}>'


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body; `parts` are further members, `__` in their names for `/`, `_xml` for `.xml`."""
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": part(f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": part(STYLES, "styles"),
        **{name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            # At a date of its own, so that the same parts are the same bytes at any time.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
