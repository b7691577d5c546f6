"""What `csl/citeproc_hook.py` says of citeproc-py holds for the installed one; a new one that differs fails here."""

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from citeproc.model import CitationStylesElement

from kztui.citation.csl.citeproc_hook import CS, LOCALES, parse
from kztui.citation.csl.element import RenderingElement
from kztui.citation.csl.style import load_style
from kztui.citation.styles import SHORT_NAMES, find_style

PACKAGE = Path(__file__).parents[3] / "kztui"
RENDERED = (
    *("text", "group", "macro", "layout", "number", "label", "date", "date-part"),
    *("names", "name", "name-part", "et-al", "substitute", "choose", "if", "else-if", "else"),
)
STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="{}">{}<citation/></style>'
OWN_LOCALES = "<locale/><locale xml:lang='de'/><locale xml:lang='de-AT'/><locale xml:lang='fr'/>"


def written(folder: Path, inside: str, locale: str = "en-US") -> str:
    file = folder / "own.csl"
    file.write_text(STYLE.format(locale, inside), encoding="utf-8")
    return str(file)


def test_one_module_alone_imports_citeproc_py() -> None:
    found = [
        path
        for path in PACKAGE.rglob("*.py")
        if re.search(r"^\s*(from|import) citeproc\b", path.read_text(), re.MULTILINE)
    ]
    assert [path.relative_to(PACKAGE).as_posix() for path in found] == ["citation/csl/citeproc_hook.py"]


def test_the_version_is_one_that_the_corrections_were_made_for() -> None:
    assert version("citeproc-py").startswith("0.11."), "read csl/citeproc_hook.py again, then raise the bound"


@pytest.mark.parametrize("name", RENDERED)
def test_each_element_that_renders_is_parsed_as_our_class(name: str, tmp_path: Path) -> None:
    root, _ = parse(written(tmp_path, f"<{name}/>"))
    element = root.find(f"{CS}{name}")
    assert isinstance(element, RenderingElement)
    assert isinstance(element, CitationStylesElement)
    assert type(element).__module__.startswith("kztui.citation.csl.")


def test_citeproc_py_has_no_element_that_renders_beside_ours() -> None:
    theirs = {one.__name__.replace("_", "-").lower() for one in CitationStylesElement.__subclasses__()}
    assert theirs == {*RENDERED, "style", "locale", "citation", "bibliography", "term", "sort", "key"}


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_no_element_of_a_real_style_or_its_locales_renders_by_citeproc_py(style: str) -> None:
    parsed = load_style(str(find_style(style).path))
    roots = [parsed.area("citation"), *parsed.macros.values(), parsed.date("text"), parsed.date("numeric")]
    for root in (root for root in roots if root is not None):
        for element in root.xpath_search(".//*"):
            assert isinstance(element, RenderingElement) == (element.tag.removeprefix(CS) in RENDERED), element.tag


def test_a_class_defined_last_takes_the_place_of_those_of_its_name(tmp_path: Path) -> None:
    """In a process of its own, since nothing can be taken back."""
    program = (
        "import sys\n"
        "from kztui.citation.csl.citeproc_hook import CS, CslElement, csl_element, parse\n"
        "@csl_element('date-part')\n"
        "class Ours(CslElement):\n"
        "    pass\n"
        "root, _ = parse(sys.argv[1])\n"
        "sys.exit(type(root.find(CS + 'date-part')) is not Ours)\n"
    )
    path = written(tmp_path, "<date-part/>")
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == 0


def test_locales_come_nearest_first_those_of_the_style_before_those_of_files(tmp_path: Path) -> None:
    _, locales = parse(written(tmp_path, OWN_LOCALES, "de-AT"))
    languages = [locale.get("{http://www.w3.org/XML/1998/namespace}lang") for locale in locales]
    assert languages == ["de-AT", "de", None, "de-AT", "de-DE", "en-US"]
    files = [locale for locale in locales if locale.find(f"{CS}terms") is not None]
    assert len(files) == 3


def test_an_unknown_locale_is_taken_for_american_english_in_silence(tmp_path: Path) -> None:
    _, locales = parse(written(tmp_path, ""), "xx-YY")
    assert [locale.get("{http://www.w3.org/XML/1998/namespace}lang") for locale in locales] == ["en-US"]
    assert {"en-US", "en-GB", "de-DE", "ru-RU"} <= set(LOCALES)
