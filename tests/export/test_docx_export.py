"""The report for Word: whole, with every link and footnote in its place, and opened by another program."""

import io
import os
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from command_line import RunCommand
from harbour import harbour
from kztui.article.article import Article
from kztui.citation.cite import cite
from kztui.cli.output import ExitCode
from kztui.export.formats import export
from kztui.files.folders import default
from kztui.files.load import load
from requirements import require_library, require_program

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(article: Article, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(export(article, "docx").document)) as package:
        assert package.testzip() is None
        root: ET.Element = ET.fromstring(package.read(name))  # noqa: S314 - our own
        return root


def values(element: ET.Element, tag: str, attribute: str) -> list[str]:
    return [each.get(W + attribute, "") for each in element.iter(W + tag)]


def text(element: ET.Element) -> str:
    return "".join(each.text or "" for each in element.iter(W + "t"))


def test_every_link_and_footnote_leads_to_its_end(any_article: Article) -> None:
    document, notes = part(any_article, "word/document.xml"), part(any_article, "word/footnotes.xml")
    names = values(document, "bookmarkStart", "name")
    assert len(names) == len(set(names)) == len(any_article.items)
    assert set(values(document, "hyperlink", "anchor")) <= set(names)
    assert values(document, "footnoteReference", "id") == values(notes, "footnote", "id")[2:]
    styles = set(values(part(any_article, "word/styles.xml"), "style", "styleId"))
    for used in ("pStyle", "rStyle", "tblStyle"):
        assert set(values(document, used, "val")) | set(values(notes, used, "val")) <= styles


def test_it_has_the_text_a_table_of_events_and_claims_by_source_each_with_its_citation() -> None:
    article = harbour()
    document, notes = part(article, "word/document.xml"), part(article, "word/footnotes.xml")
    words = text(document)
    for expected in (article.linked(article.paragraphs[2].text).plain, "Claims by source", "Prelude"):
        assert expected in words
    table = next(document.iter(W + "tbl"))
    rows = [[text(cell) for cell in row.iter(W + "tc")] for row in table.iter(W + "tr")]
    assert [row[1] for row in rows[1:]] == [event.title for event in article.events]
    assert cite(article, ("p2",)).text in [text(note).strip() for note in notes]


def test_it_goes_to_a_file_alone(tmp_path: Path, kztui: RunCommand) -> None:
    assert kztui("export", "--to", "docx").err.startswith("kztui export: a Word document is no text for a terminal")
    file = tmp_path / "report.docx"
    assert kztui("export", "--to", "docx", "-o", str(file)).code == ExitCode.OK
    assert zipfile.is_zipfile(file)


@pytest.mark.long
@pytest.mark.skipif(os.environ.get("KZTUI_LONG") != "1", reason="LibreOffice takes long to start")
def test_libreoffice_reads_it_whole(tmp_path: Path) -> None:
    program = require_program("soffice", "libreoffice")
    article = load(default()).article
    (tmp_path / "report.docx").write_bytes(export(article, "docx").document)
    command = [program, "--headless", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--convert-to", "pdf"]
    subprocess.run([*command, "report.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    document = require_library("pypdfium2").PdfDocument(tmp_path / "report.pdf")
    found = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    document.close()
    for event in article.events:
        assert event.title.split()[0] in found
    assert "Claims by source" in found
