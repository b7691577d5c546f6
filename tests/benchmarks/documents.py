"""A saved page of 3,000 words: read on the screen, made a draft; and the bundled article written as a page to share."""

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measure import ARTICLE, ENVIRONMENT, KZTUI, REPOSITORY, Row, beside, in_turn, process

from terminal import Terminal

WORDS = 3_000
OPENED = 3_000.0
"""Milliseconds until a page is on the screen, with its candidates."""
NEW = 3.0
EXPORTED = 1_000.0
"""Milliseconds for the page to share, and its bytes."""
LARGEST = 400_000
READABILITY = "import sys; from readability import Document; Document(open(sys.argv[1]).read()).summary()"
_SENTENCES = (
    "The harbour council of Reed Bay met on {day} May 2011 and voted by {day} to 7 for a new quay.",
    "Mira Halvorsen, who leads the guild of pilots, said on Tuesday that nobody had asked them.",
    "Costs rose to ${day} million within a year, while the ferry to Sandholm lost a third of its passengers.",
    "The minister of ports expects work to begin in 2013, unless the court in Varnes rules otherwise.",
)


def _page() -> str:
    """A page of `WORDS` words with navigation, headings and a footer around them."""
    parts, words, day = [], 0, 0
    while words < WORDS:
        day += 1
        text = " ".join(sentence.format(day=day % 28 + 1) for sentence in _SENTENCES)
        words += len(text.split())
        parts.append(f"<h2>Part {day}</h2><p>{text}</p>" if day % 5 == 0 else f"<p>{text}</p>")
    around = "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
    head = "<title>A quay for Reed Bay</title><meta name='author' content='Ada Lind'>"
    return f"<html><head>{head}</head><body>{around}<article>{''.join(parts)}</article><footer>© 2011</footer></body>"


def _opened(page: Path) -> float:
    """Milliseconds from exec until the candidates of the page are counted on the screen."""
    with Terminal([*KZTUI, str(page)], size=(120, 40), env=ENVIRONMENT, cwd=REPOSITORY) as terminal:
        return (terminal.wait_bytes(b"not kept") - terminal.started) * 1000


def _exported(folder: Path, rounds: int) -> list[Row]:
    goal = folder / "page.html"
    command: list[str | Path] = [*KZTUI, "export", "--to", "html", "--article", ARTICLE, "-o", goal, "--force"]
    took = statistics.median(process(command) for _ in range(rounds))
    size = goal.stat().st_size
    what = "the bundled article as a page to share"
    return [
        Row(f"{what}: exec to its end", f"{took:.0f} ms", "", "", f"≤ {EXPORTED:.0f} ms", took <= EXPORTED),
        Row(f"{what}: its size", f"{size // 1000} KB", "", "", f"≤ {LARGEST // 1000} KB", size <= LARGEST),
    ]


def rows(rounds: int = 7) -> list[Row]:
    """Open the page on the screen, make drafts of it beside readability-lxml, and export the bundled article."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "page.html"
        page.write_text(_page(), encoding="utf-8")
        took = statistics.median(_opened(page) for _ in range(rounds))
        what = f"exec to the screen, a page of {WORDS:,} words"
        found = [Row(what, f"{took:.0f} ms", "", "", f"≤ {OPENED:.0f} ms", took <= OPENED)]
        numbers = iter(range(1000))
        pair = in_turn(
            lambda: process([*KZTUI, "new", page, "-o", folder / f"draft-{next(numbers)}"]),
            lambda: process([sys.executable, "-c", READABILITY, page]),
            rounds,
        )
        found.append(beside("`kztui new` of that page · readability-lxml alone", pair, "ms", NEW))
        return found + _exported(folder, rounds)
