"""Beside programs that people use for such things: two readers of Markdown on the same article, one place to ask data.

They are not installed for this. KZTUI_PEERS names a folder of virtual environments, one a peer under its name:
`python -m venv peers/hike && peers/hike/bin/pip install hike`; else they are sought on the PATH.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from latency import Keyed
from measure import ENVIRONMENT, KZTUI, REPOSITORY, Pair, Row, beside, in_turn
from start import LAST_DRAWN, first_screen

from terminal import Terminal

PAGE = ("\x1b[6~", "\x1b[6~", "\x1b[6~", "\x1b[5~", "\x1b[5~", "\x1b[5~")
"""Pages down, and up again."""


class Peer(NamedTuple):
    """A program to stand beside: its name, its arguments (`{}` is the article as Markdown), what is pressed in it."""

    name: str
    arguments: tuple[str, ...]
    doing: str
    keys: tuple[str, ...]
    way: str = ""
    """What leads to where those are pressed, in the peer."""
    our_way: str = "5g"
    """The same in ours: to the beginning, for it remembers where it was."""
    our_keys: tuple[str, ...] = PAGE


PEERS = (
    Peer("frogmouth", ("{}",), "a page down or up", PAGE, way="\t"),
    Peer("hike", ("{}",), "a page down or up", PAGE),
    Peer("harlequin", ("--locale", "C"), "typing", tuple("select"), our_way="/", our_keys=tuple("astana")),
)
_WORD = re.compile(rb"[A-Za-z]{5,}")


def program(name: str) -> Path | None:
    """Where a peer is."""
    folder = os.environ.get("KZTUI_PEERS")
    own = Path(folder, name, "bin", name) if folder else None
    if own is not None and own.exists():
        return own
    found = shutil.which(name)
    return Path(found) if found else None


def edition(path: Path, name: str) -> str:
    """The name and version of a peer, asked of the Python that its program names in the first line."""
    python = path.read_text(encoding="utf-8", errors="replace").partition("\n")[0].removeprefix("#!").strip()
    ask = f"from importlib.metadata import version as v; print('{name}', v('{name}'), '· Textual', v('textual'))"
    done = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True)
    return "{} {} (Textual {})".format(*done.stdout.replace("· Textual ", "").split())


def last_drawn(command: Sequence[str]) -> bytes:
    """The word of the settled first screen that is written last: when it is there, the screen is full."""
    with Terminal(command, size=(120, 40), env=ENVIRONMENT, cwd=REPOSITORY) as terminal:
        quiet, used = 0, -1.0
        while quiet < 4:
            terminal.settle(0.5, timeout=0.5)
            now = terminal.processor_time()
            # A blinking cursor costs a little all the time.
            quiet, used = (quiet + 1 if now - used < 0.03 else 0), now
        words: set[bytes] = set(_WORD.findall(terminal.text.encode()))
        return max(words, key=bytes(terminal.raw).find)


def compared(peer: Peer, command: Sequence[str], sought: bytes, rounds: int) -> Pair:
    """Milliseconds of each key in ours and in the peer, in turn."""
    ours, theirs = Keyed(KZTUI, b"filter"), Keyed(command, sought)
    try:
        ours.terminal.send(peer.our_way)
        ours.rest()
        theirs.terminal.send(peer.way)
        theirs.rest()
        mine, beside_it = iter(peer.our_keys * rounds), iter(peer.keys * rounds)
        return in_turn(
            lambda: ours.press(next(mine))[0],
            lambda: theirs.press(next(beside_it))[0],
            len(peer.keys) * rounds - 1,
        )
    finally:
        ours.terminal.close()
        theirs.terminal.close()


def rows(rounds: int = 3) -> list[Row]:
    """Two rows for each peer that is here."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "article.md")
        export = [*KZTUI, "export", "--to", "markdown", "-o", str(text)]
        subprocess.run(export, env={**os.environ, **ENVIRONMENT}, cwd=REPOSITORY, check=True, capture_output=True)
        for peer in PEERS:
            path = program(peer.name)
            if path is None:
                print(f"{peer.name} is not here: left out (see tests/benchmarks/peers.py)", file=sys.stderr)
                continue
            command = [str(path), *(argument.format(text) for argument in peer.arguments)]
            name, sought = edition(path, peer.name), last_drawn(command)
            start = in_turn(
                lambda: first_screen(KZTUI, LAST_DRAWN),
                lambda command=command, sought=sought: first_screen(command, sought),  # type: ignore[misc] # mypy cannot infer it
                rounds,
            )
            found.append(beside(f"exec to first full screen · {name}", start, "ms"))
            pair = compared(peer, command, sought, rounds)
            found.append(beside(f"key to repainted screen, {peer.doing} · {name}", pair, "ms"))
    return found
