"""The bundled article's original, laid out by real programs, gives its paragraphs back, each with its fingerprint."""

import html
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kztui.article.article import Article
from kztui.article.quotes import fingerprint
from kztui.files.load import load
from kztui.importing.blocks import BlockKind
from kztui.importing.original import find_paragraphs, read_original, summary
from kztui.importing.readers import read_here
from kztui.importing.source import source_of_file
from requirements import require_library, require_program

pytestmark = pytest.mark.once

VARIABLE = "KZTUI_ORIGINAL"
NAMED = os.environ.get(VARIABLE)
"""As this process was started: tests do not see the variables of whoever runs them."""
BUNDLED = Path(__file__).parents[2] / "content" / "zenn-2013"
BESIDE = Path(__file__).parents[3] / "shared" / "article.txt"
"""Where CI finds the original, which it is to name in the variable."""
TITLE, BYLINE, JOURNAL = "What the Original Says", "By Ida Marlowe", "Journal of Layouts"

Section = tuple[str, list[str]]


def test_ci_names_the_original_where_it_is() -> None:
    if os.environ.get("CI") == "true" and BESIDE.is_file():
        assert NAMED


@pytest.fixture(scope="module")
def article() -> Article:
    return load(BUNDLED).article


@pytest.fixture(scope="module")
def sections(article: Article) -> list[Section]:
    """The headings and paragraphs of the original."""
    if not NAMED:
        pytest.skip(f"{VARIABLE} names no copy of the bundled article's original")
    found = find_paragraphs(read_original(Path(NAMED)), article)
    assert list(found) == list(article.paragraphs)
    return [
        (section.title, [found[paragraph.number] for paragraph in section.paragraphs]) for section in article.sections
    ]


def page(sections: list[Section], style: str = "") -> str:
    parts = [f"<h1>{TITLE}</h1><p class=by>{BYLINE}</p>"]
    for title, paragraphs in sections:
        parts.append(f"<h2>{html.escape(title)}</h2>")
        parts += [f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs]
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{TITLE}</title><style>{style}</style>{''.join(parts)}"
    )


MARGINS = f"@page{{size:A4;margin:2cm;@top-left{{content:'{JOURNAL}'}}@bottom-center{{content:counter(page)}}}}"
COLUMNS = "body{columns:2;text-align:justify;font:10pt/1.3 serif} h1,.by{column-span:all}"


def chromium(style: str) -> Callable[[list[Section], Path], Path]:
    def lay_out(sections: list[Section], folder: Path) -> Path:
        program = require_program("chromium", "chromium-browser", "google-chrome")
        (folder / "page.html").write_text(page(sections, style), encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/me",
        ]
        goal = folder / "chromium.pdf"
        command = [program, *options, f"--print-to-pdf={goal}", (folder / "page.html").as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return goal

    return lay_out


def groff(columns: str) -> Callable[[list[Section], Path], Path]:
    def lay_out(sections: list[Section], folder: Path) -> Path:
        program = require_program("groff")
        lines = [f".ds LH {JOURNAL}", ".ds CH", r".ds RH \n[PN]", ".TL", TITLE, ".AU", "Ida Marlowe", columns]
        for title, paragraphs in sections:
            lines += [".SH", title]
            for paragraph in paragraphs:
                lines += [".PP", re.sub(r"^(?=[.'])", r"\\&", paragraph.replace("\\", r"\e"))]
        goal = folder / "groff.pdf"
        text = "\n".join(line for line in lines if line)
        with goal.open("wb") as file:
            command = [program, "-Kutf8", "-ms", "-Tpdf"]
            subprocess.run(command, input=text.encode(), stdout=file, stderr=subprocess.DEVNULL, check=True, timeout=60)
        return goal

    return lay_out


def typst(setting: str) -> Callable[[list[Section], Path], Path]:
    def lay_out(sections: list[Section], folder: Path) -> Path:
        compiler = require_library("typst")
        parts = [f'#set page(numbering: "1", header: [{JOURNAL}], {setting})', f"= {TITLE}", BYLINE]
        for title, paragraphs in sections:
            parts += [f"== {title}", *(re.sub(r"([#$*_@<>`\\\[\]~])", r"\\\1", paragraph) for paragraph in paragraphs)]
        source, goal = folder / "typst.typ", folder / "typst.pdf"
        source.write_text("\n\n".join(parts), encoding="utf-8")
        compiler.compile(str(source), output=str(goal))
        return goal

    return lay_out


def pandoc(suffix: str) -> Callable[[list[Section], Path], Path]:
    def lay_out(sections: list[Section], folder: Path) -> Path:
        program = require_program("pandoc")
        (folder / "page.html").write_text(page(sections), encoding="utf-8")
        goal = folder / f"pandoc{suffix}"
        command = [program, "-s", "-f", "html", str(folder / "page.html"), "-o", str(goal)]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return goal

    return lay_out


LAYOUTS = {
    "Chromium": chromium(MARGINS),
    "Chromium, two columns": chromium(MARGINS + COLUMNS),
    "groff": groff(""),
    "groff, two columns": groff(".2C"),
    "Typst": typst(""),
    "Typst, two columns": typst("columns: 2"),
    "DOCX": pandoc(".docx"),
    "HTML": pandoc(".html"),
    "Markdown": pandoc(".md"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_paragraph_has_its_fingerprint(
    layout: str, sections: list[Section], article: Article, tmp_path: Path
) -> None:
    path = LAYOUTS[layout](sections, tmp_path)
    blocks = read_here(source_of_file(path)).blocks
    prints = [fingerprint(block.text) for block in blocks if block.kind is not BlockKind.HEADING]
    wanted = [paragraph.fingerprint for paragraph in article.paragraphs.values()]
    assert [one for one in prints if one in wanted] == wanted
    assert len(prints) - len(wanted) <= 1  # a byline that the reader of the format leaves
    # pandoc writes apostrophes straight
    headings = [block.text.replace("'", "’") for block in blocks if block.kind is BlockKind.HEADING]
    assert [title for title, _ in sections] == [heading for heading in headings if heading != TITLE]
    assert not [block.text for block in blocks if JOURNAL in block.text]
    if layout in {"Typst, two columns", "DOCX"}:
        text = read_original(path)
        assert summary(find_paragraphs(text, article), article) == f"{len(wanted)} of {len(wanted)} paragraphs found"
