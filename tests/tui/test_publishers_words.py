"""The publisher's words stay in the reader's copy: no file, state or output of kztui holds a word planted in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import RunCommand
from kztui.citation.request import FORMAT_NAMES
from kztui.cli.output import ExitCode
from kztui.export.formats import BY_NAME
from kztui.files.load import load
from kztui.importing.draft import UnkeptDraft, make_draft
from kztui.importing.readers import read_source
from kztui.importing.source import source_of_file
from kztui.tui.copy_forms import FORMS, QUOTE
from kztui.tui.dialogs.copy_dialog import FormsPane
from kztui.tui.options import Options
from stories import Reader, play

MARKER = "quaggalorn"
PAGE = Path(__file__).parent / "salt-road.html"
CLAIM = """
[[claims]]
id = "{id}"
kind = "figure"
quotes = [{{ paragraph = 1, words = [1, 20] }}]
review = "open"
"""


@pytest.fixture
def page(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page whose every sentence has the marker in it."""
    monkeypatch.chdir(sealed)
    page = sealed / "copy" / "page.html"
    page.parent.mkdir()
    text = PAGE.read_text(encoding="utf-8")
    head, body = text.split("<h1>")
    page.write_text(f"{head}<h1>{body.replace(' the ', f' the {MARKER} ')}", encoding="utf-8")
    return page


def with_marker(folder: Path, page: Path) -> Iterator[str]:
    """The files below a folder that hold the marker, but for the page itself."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file != page and MARKER.encode() in file.read_bytes().lower():
            yield str(file.relative_to(folder))


def unkept(page: Path) -> Options:
    source = source_of_file(page)
    return Options(clipboard="osc52", osc52=True, unkept=UnkeptDraft(make_draft(read_source(source), source), source))


def test_nothing_that_is_kept_copied_or_exported_holds_them(sealed: Path, page: Path, run: RunCommand) -> None:
    copied: list[str] = []

    async def copy(reader: Reader) -> None:
        reader.sent.clear()
        await reader.press("y")
        await reader.until(lambda: reader.clipboard)
        copied.append(reader.clipboard or "")
        await reader.press("Y")
        forms = reader.widget("dialog", FormsPane)
        await reader.until(lambda: len(forms.texts) == len(FORMS))
        # A quote is what its reader asks for in so many words.
        copied.extend(text for letter, text in forms.texts.items() if letter != QUOTE)
        await reader.press("escape")

    async def reading(reader: Reader) -> None:
        assert MARKER in reader.text
        await reader.find("drivers signed by evening")
        assert MARKER in reader.text
        await reader.press("m", "t", "t", "l", "enter", "m")
        await copy(reader)
        await reader.press("ctrl+s", "ctrl+u")
        await reader.type("kept")
        await reader.press("enter")
        assert reader.messages.endswith("kztui kept"), reader.text

    async def going_on(reader: Reader) -> None:
        await reader.until(lambda: "In March 2018" in reader.text)
        await reader.go("said")
        assert MARKER in reader.text
        await reader.press("m")
        await reader.until(lambda: "Bookmark" in reader.messages)  # once it is on disk
        await reader.press("ctrl+r")
        await reader.until(lambda: "Reloaded" in reader.messages)
        await copy(reader)
        await reader.press("S", "enter", "s", "j", "n")

    play(reading, options=unkept(page))
    claims = sealed / "kept" / "claims.toml"
    written = claims.read_text(encoding="utf-8") if claims.exists() else ""
    claims.write_text(written + CLAIM.format(id="said"), encoding="utf-8")
    play(going_on, sealed / "kept")

    items = load(sealed / "kept").article.items.values()
    one_of_each_kind = {item.item_kind: item.id for item in items}.values()
    commands = [
        ("check",), ("check", "--open"), ("list",), ("show",), ("search", "salt"), ("cite",),
        *(("show", target) for target in one_of_each_kind),
        *(("cite", "p1", "--format", name) for name in FORMAT_NAMES),
    ]  # fmt: skip # a table reads best with several in a line
    outputs: list[str] = []
    for command in commands:
        for json in ((), ("--json",)):
            outputs += run(*command, *json, "--article", "kept")[1:]
    for name in BY_NAME:
        outputs += run("export", "--to", name, "-o", f"out/{name}", "--article", "kept")[1:]
        outputs += run("export", "--to", name, "--article", "kept")[1:]
    outputs += run("new", str(page), "-o", "again", "--json")[1:]

    assert run("search", MARKER, "--article", "kept").code == ExitCode.NOT_FOUND
    assert [text for text in (*outputs, *copied) if MARKER in text.lower()] == []
    assert list(with_marker(sealed, page)) == []
    assert len(copied) == 2 * len(FORMS)
    assert (sealed / "state.json").stat().st_size > 0
