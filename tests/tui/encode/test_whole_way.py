"""The whole way of a page at every size, on a terminal and within tmux: read, kept, encoded, checked and cited."""

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from kztui.cli.main import main
from kztui.files.load import load
from kztui.importing.draft import UnkeptDraft, make_draft
from kztui.importing.readers import read_source
from kztui.importing.source import source_of_file
from kztui.tui.options import Options
from stories import Reader, play
from terminal import Size, Terminal

PAGE = Path(__file__).parents[1] / "salt-road.html"
SIZES: list[Size] = [(120, 40), (80, 24), (60, 20)]
KZTUI = [sys.executable, "-m", "kztui"]
WORDS = "On the fifteenth the [[ministry-of-roads]] gave way."
IN_TEXTUAL = {"/": "slash"}
NAMED = ("enter", "escape", "ctrl+s", "ctrl+u", "/")


class Step(NamedTuple):
    """Keys, or a text to type, and what is seen then; with `gone` what is not seen any more."""

    keys: str
    seen: str
    gone: bool = False


def done(count: int, of: int, what: str) -> str:
    """What the title says of the progress, as a regular expression: shorter where there is little room."""
    return rf"\b{count}(?: of |/){of} {what}"


REVIEW = (
    Step("", r"not kept +14 open"),
    Step("ctrl+s", "Keep the draft"),
    Step("enter", "To read it again"),
    Step("E", done(0, 14, "reviewed")),
    Step("a", done(1, 14, "reviewed")),  # a claim
    Step("A", "A again accepts all"),
    Step("A", done(7, 14, "reviewed")),  # the events
    Step("A", "A again accepts all"),
    Step("A", done(10, 14, "reviewed")),  # the actors
    Step("A", "A again accepts all"),
    Step("A", done(12, 14, "reviewed")),  # the places
    Step("jjjj", "¶5 · original"),
    Step("x", done(13, 14, "reviewed")),
)
MAKING = (
    Step("G", "¶6 · original"),
    Step("v", "take"),
    Step("llllllllll", "take"),
    Step("enter", "e event"),
    Step("t", "› agreement"),
    Step("enter", done(14, 15, "reviewed")),
    Step("llllllllllllllllllll", "take"),
    Step("vl", "take"),
    Step("enter", "e event"),
    Step("t", "› zirconium lamps"),
    Step("enter", done(15, 16, "reviewed")),
    Step("hhhhhhhhhh", "take"),
    Step("enter", "e event"),
    Step("p", "› weighbridge"),
    Step("enter", "All 2 mentions"),
    Step("enter", done(16, 17, "reviewed")),
    Step("0lllll", "take"),
    Step("enter", "e event"),
    Step("l", r"actor +Ministry of Roads"),
    Step("enter", "All 2 mentions"),
    Step("enter", "All 2 mentions", gone=True),
    Step("0llllllllllll", "take"),
    Step("enter", "e event"),
    Step("l", r"place +Arrel"),
    Step("enter", "All 3 mentions"),
    Step("escape", "All 3 mentions", gone=True),
    Step("escape", "f fields"),
)
FINISH = (
    Step("/", "› "),
    Step("june", "June 2018"),
    Step("enter", "june", gone=True),
    Step("M", "› "),
    Step("15 march", "15 March 2018: "),
    Step("enter", done(15, 16, "reviewed")),
    Step("R", "The new id of event-2018-03-15"),
    Step("ctrl+u", "› +│"),
    Step("signing", "› signing"),
    Step("enter", "The new id of", gone=True),
    Step("w", "Esc writes"),
    Step(WORDS, "gave way"),
    Step("escape", done(1, 6, "written")),
    Step("u", done(0, 6, "written")),
    Step("U", done(1, 6, "written")),
    Step("E", "0 Read"),
    Step("y", "Sent to|Copied"),
)
STAGES = (REVIEW, MAKING, FINISH)
WHOLE = [[size] * len(STAGES) for size in SIZES] if os.environ.get("KZTUI_LONG") == "1" else []
"""Every stage at one size, for the long form of these tests; the short one has each stage at another size."""


def check_files_and_citation(folder: Path, clipboard: str | None) -> None:
    """Look at what the files hold at the end, and at what was copied."""
    items = load(folder).article.items
    assert {"agreement", "weighbridge", "zirconium-lamps", "signing"} <= items.keys()
    assert not {"event-2018-06", "event-2018-03-15", "figure-p5"} & items.keys()
    assert items["p6"].main_text == WORDS
    assert items["weighbridge"].numbers == (4, 6)
    assert {1, 6} <= set(items["ministry-of-roads"].numbers)
    assert 6 in items["arrel"].numbers
    assert main(["check", str(folder)]) == 0
    assert "Tolle" in (clipboard or "")


def test_a_page_becomes_an_encoded_article(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sealed)
    source = source_of_file(PAGE)
    unkept = UnkeptDraft(make_draft(read_source(source), source), source)
    first, *others = turned(2)

    async def story(reader: Reader) -> None:
        for stage, size in zip(STAGES, (None, *others), strict=True):
            if size is not None:
                await reader.pilot.resize_terminal(*size)
            for keys, seen, gone in stage:
                await (reader.press(IN_TEXTUAL.get(keys, keys)) if keys in NAMED else reader.type(keys))
                await reader.until(lambda seen=seen, gone=gone: bool(re.search(seen, reader.text)) != gone)  # type: ignore[misc]  # mypy cannot infer it
        check_files_and_citation(sealed / "tolle2019", reader.clipboard)

    play(story, size=first, options=Options(clipboard="osc52", osc52=True, unkept=unkept))


def turned(by: int) -> list[Size]:
    """The sizes of the three stages: turned by 0, 1 and 2, each stage is seen at each size."""
    return SIZES[by:] + SIZES[:by]


def named(sizes: list[Size]) -> str:
    """The sizes of the stages as the name of a test: one where all are the same."""
    return "-".join(f"{columns}x{rows}" for columns, rows in dict.fromkeys(sizes))


def told(command: list[str], sizes: list[Size], sealed: Path) -> str | None:
    """Tell the story in a terminal, each stage at its size; gives what is on the clipboard at the end."""
    env = {"HOME": str(sealed), "SSH_TTY": "/dev/pts/0", "PYTHONPATH": str(Path(__file__).parents[3])}
    with Terminal(command, size=sizes[0], env=env, cwd=sealed, clipboard=True) as terminal:
        for stage, size in zip(STAGES, sizes, strict=True):
            if terminal.size != size:
                terminal.resize(*size)
            for step in stage:
                if step.keys in NAMED:
                    terminal.press(step.keys, quiet=0.01)
                else:
                    terminal.send(step.keys)
                (terminal.wait_gone if step.gone else terminal.wait)(step.seen)
        terminal.press("q")
        assert terminal.exit_code() == 0
        return terminal.clipboard


@pytest.mark.once
@pytest.mark.long
@pytest.mark.parametrize("sizes", [turned(0), *WHOLE], ids=named)
def test_so_it_does_on_a_terminal(sizes: list[Size], sealed: Path) -> None:
    check_files_and_citation(sealed / "tolle2019", told([*KZTUI, str(PAGE)], sizes, sealed))


@pytest.mark.once
@pytest.mark.long
@pytest.mark.parametrize("sizes", [turned(1), *WHOLE], ids=named)
def test_so_it_does_within_tmux(sizes: list[Size], tmux: tuple[str, ...], sealed: Path) -> None:
    told([*tmux, "new-session", *KZTUI, str(PAGE)], sizes, sealed)
    check_files_and_citation(sealed / "tolle2019", "Tolle, as tmux keeps it")
