"""What it costs to open a thing that thousands of articles have: card and comparison on the screen, and `compare`.

python tests/benchmarks/library_cluster.py FOLDER          5,000 small articles of one outside id, written into FOLDER
python tests/benchmarks/library_cluster.py FOLDER 1500     another number

Times are of the processor, the least of five. The index goes into the cache folder: XDG_CACHE_HOME=FOLDER.cache keeps
it apart from your own.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # stories.py, which tests share
sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

from kztui.library.library_index import open_index
from kztui.tui.options import Options
from stories import Reader, play

ARTICLES = 5_000
BUDGET = 100.0
"""Milliseconds from the key to the screen."""
ROUNDS = 5
TEXT = """format = 2
[article]
id = "harbour{number}"
title = "The harbour in year {number}"
author = [{{ family = "Writer {number}" }}]
issued = "{year}"
[[sections]]
id = "all"
title = "All of it"
[[sections.paragraphs]]
number = 1
text = "In that year [[harbour]] was dredged."
[[places]]
id = "harbour"
name = "Harbour of Tolmas"
ids = ["wikidata:Q990000001"]
paragraphs = [1]
[[claims]]
id = "ships"
kind = "figure"
text = "So many ships called."
value = {number}
unit = "ships"
about = ["harbour"]
paragraphs = [1]
"""


def write(folder: Path, articles: int) -> None:
    """Write the articles that are not there yet."""
    for number in range(articles):
        path = folder / f"harbour{number}.toml"
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(TEXT.format(number=number, year=1900 + number % 120), encoding="utf-8")


async def measure(reader: Reader) -> None:
    """Open the card and the comparison, and print what each took."""
    screen = reader.main_screen
    await reader.until(lambda: screen.article.elsewhere)
    found: dict[str, list[float]] = {"card": [], "comparison": []}
    for _ in range(ROUNDS):
        await reader.go("p1")
        start = time.process_time()
        screen.navigation.jump("harbour")
        await reader.pilot.pause()
        found["card"].append(1000 * (time.process_time() - start))
        assert "also in" in reader.text
        start = time.process_time()
        await reader.press("V")
        await reader.pilot.pause()
        found["comparison"].append(1000 * (time.process_time() - start))
        assert "Compare Harbour of Tolmas" in reader.text
        await reader.press("escape")
    for what, times in found.items():
        print(f"{what} on the screen: {min(times):.1f} ms of at most {BUDGET:.0f}")


def main(folder: Path, articles: int) -> None:
    """Write, index and measure."""
    write(folder, articles)
    open_index(folder).update()
    options = Options(clipboard="osc52", osc52=True, library=folder)
    play(measure, folder / "harbour7.toml", options=options, painted=True)
    command = [sys.executable, "-m", "kztui", "library", "compare", "harbour7:harbour", "--library", str(folder)]
    before = os.times()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"kztui library compare: {spent:.2f} s, {done.stdout.count(chr(10)):,} lines")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else ARTICLES)
