"""Word documents: what is formatted in the citation is in it, any text is valid XML, and its bytes never differ."""

import io
import zipfile
from xml.etree import ElementTree as ET

from kztui.citation.formats.docx import docx

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(made: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
        assert package.namelist() == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
        root: ET.Element = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own
        return root


def test_each_formatting_becomes_a_property_of_its_run() -> None:
    tags = ("i", "b", "u", "sup", "sub", 'span style="font-variant:small-caps"')
    html = "plain " + " ".join(f"<{tag}>{at}</{tag.split()[0]}>" for at, tag in enumerate(tags)) + " <i><b>both</b></i>"
    (paragraph,) = document(docx([html])).iter(f"{WORD}p")
    found = {
        "".join(run.itertext()): sorted(part.tag.removeprefix(WORD) for part in run.find(f"{WORD}rPr") or ())
        for run in paragraph.iter(f"{WORD}r")
    }
    wanted = {"0": ["i"], "1": ["b"], "2": ["u"], "3": ["vertAlign"], "4": ["vertAlign"], "5": ["smallCaps"]}
    assert found == {"plain ": [], " ": [], **wanted, "both": ["b", "i"]}


def test_any_text_is_kept_and_entries_hang() -> None:
    made = docx(["a &lt;b&gt; &amp; c\x00\x0b <3", "x  y"], hanging=True)
    first, second = document(made).iter(f"{WORD}p")
    assert "".join(first.itertext()) == "a <b> & c <3"
    assert "".join(second.itertext()) == "x  y"
    assert first.find(f"{WORD}pPr/{WORD}ind") is not None
    assert document(docx([])).find(f"{WORD}body/{WORD}p") is None


def test_the_same_citations_give_the_same_bytes() -> None:
    assert docx(["<i>a</i>"]) == docx(["<i>a</i>"])
