"""Draw the README's picture and its film from the running program, in true colour: python tests/picture.py"""

import html
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from screen_drawing import Frame, drawn
from terminal import Terminal

REPOSITORY = Path(__file__).parent.parent
PICTURE = REPOSITORY / ".github" / "kztui.svg"
FILM = REPOSITORY / ".github" / "kztui-film.svg"
PICTURE_SIZE, FILM_SIZE = (118, 50), (118, 40)
_TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")


class Step(NamedTuple):
    """Keys to press, what the screen shows then, and how long it stays in the film, in seconds."""

    keys: tuple[str, ...]
    shows: str
    seconds: float


# From paragraph 3 to a link in it: every pane follows that group, the timeline too.
TO_THE_PICTURE = (Step((), "Background", 0), Step(("t",), "8 Timeline", 0), Step(("0", "l"), "Jund al-Khilafah", 1))
# Find a name in another spelling, follow a link, see the timeline, a claim and who makes it, copy its citation.
STORY = (
    Step((), "Abstract", 2.5),
    Step(("/",), "Find", 0.8),
    *(Step((letter,), "Find", 0.18) for letter in "janaoze"),
    Step(("n",), "Zhanaozen", 1.8),
    Step(("enter",), "Zhanaozen", 2),
    Step(("l",), "Zhanaozen", 0.8),
    Step(("enter",), "labour protests", 2),
    Step(("t",), "8 Timeline", 2.5),
    Step(("4",), "4 Claims", 1.5),
    Step(("j",), "4 Claims", 0.5),
    Step(("j",), "4 Claims", 1.2),
    Step(("enter",), "source", 2),
    Step(("y",), "clipboard", 3.5),
)


def played(steps: Sequence[Step], at: str, size: tuple[int, int]) -> Iterator[Frame]:
    """The screen after each step, of a program that nobody has used before, opened at an item."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"KZTUI_CONFIG": os.devnull, "KZTUI_STATE": f"{folder}/state.json", "TEXTUAL_ANIMATIONS": "none"}
        command = [sys.executable, "-m", "kztui", "--at", at]
        with Terminal(command, size=size, env=environment, cwd=REPOSITORY, clipboard=True) as terminal:
            for step in steps:
                terminal.press(*step.keys)
                terminal.wait(step.shows)
                terminal.settle(quiet=0.4)
                columns, rows = map(range, size)
                yield Frame(tuple(tuple(terminal.cell(x, y) for x in columns) for y in rows), step.seconds)


def shown(picture: str) -> str:
    """The words of a picture or film, blanks as they are read."""
    return " ".join(html.unescape(" ".join(_TEXT.findall(picture))).replace("\xa0", " ").split())


if __name__ == "__main__":
    PICTURE.write_text(drawn([*played(TO_THE_PICTURE, "p3", PICTURE_SIZE)][-1:]), encoding="utf-8")
    FILM.write_text(drawn([*played(STORY, "p1", FILM_SIZE)]), encoding="utf-8")
