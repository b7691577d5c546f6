"""How much of saved pages is read, and how exactly, beside other extractors and the code before.

python tests/benchmarks/extraction.py                        pages in ../shared/pages
python tests/benchmarks/extraction.py --pages FOLDER         of another collection of the same layout
python tests/benchmarks/extraction.py --before 4d844d0       beside the code of that commit too
python tests/benchmarks/extraction.py --each                 and each page on a line
python tests/benchmarks/extraction.py --write                put the table into the manual

A page is a folder with `source.html`, its article `expected.html`, and `expected-metadata.json` (title, byline,
publishedTime), as the test data of Mozilla's Readability have it. Words are compared as a bag; pages with 300 words or
more count. trafilatura is measured where it is installed.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from time import process_time
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # markdown_parts.py, which tests share
sys.path.insert(0, str(Path(__file__).parents[2]))  # kztui of this checkout

from lxml import html  # type: ignore[import-untyped] # lxml ships no types

from kztui.importing.encodings import decode_source
from kztui.importing.html_page import read_page
from kztui.importing.persons import plain_name
from kztui.importing.reading import Reading
from kztui.importing.source import Source
from markdown_parts import MANUAL, write_part

ROOT = Path(__file__).parents[2]
LEAST_WORDS = 300
TARGETS = "recall ≥ 0.97 at precision ≥ 0.95; at most 2 in 80 below half; no junk author; byline ≥ 80 %, date ≥ 90 %"
HEAD = "| extractor | recall | precision | both ≥ .9 | recall < .5 | processor s |"
_JUNK = re.compile(r"https?:|[/@=<>]|charset|\d{4}|^admin$|^staff$", re.IGNORECASE)
_OLD_CODE = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kztui.importing.draft import _read
for page in sys.argv[2:]:
    text, _ = _read(Path(page))
    print(json.dumps(" ".join(word for s in text.sections for word in [s.title, *s.paragraphs])))
"""


class Score(NamedTuple):
    """Word recall and precision, 0–1, and processor seconds."""

    recall: float
    precision: float
    seconds: float


def words(text: str) -> list[str]:
    """The words that are compared."""
    return re.findall(r"\w+", text.lower())


def score(found: str, expected: list[str], seconds: float) -> Score:
    """How the words of a text compare with those expected."""
    theirs, ours = Counter(expected), Counter(words(found))
    common = (theirs & ours).total() if hasattr(theirs, "total") else sum((theirs & ours).values())
    return Score(common / max(1, sum(theirs.values())), common / max(1, sum(ours.values())), seconds)


def ours(source: str) -> str:
    """The text that kztui reads."""
    return " ".join(block.text for block in read_page(Source("page.html", b""), source).blocks)


def by_readability(source: str) -> str:
    """The text of readability-lxml's summary."""
    from readability import Document  # type: ignore[import-untyped]  # noqa: PLC0415 - only where it is measured

    try:
        summary = Document(source).summary(html_partial=True)
    except Exception:  # noqa: BLE001 - it raises whatever lxml and its own code do
        return ""
    return " ".join(html.fromstring(summary).itertext()) if summary.strip() else ""


def by_trafilatura(source: str) -> str:
    """The text of trafilatura, in favour of recall."""
    import trafilatura  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - only where it is installed

    return trafilatura.extract(source, favor_recall=True, include_comments=False) or ""


def before(commit: str, pages: list[Path]) -> dict[Path, str]:
    """The texts that the code of a commit reads."""
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["git", "archive", commit, "kztui"], cwd=ROOT, capture_output=True, check=True)
        subprocess.run(["tar", "x", "-C", folder], input=archive.stdout, check=True)
        command = [sys.executable, "-c", _OLD_CODE, folder, *(str(page / "source.html") for page in pages)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(zip(pages, map(json.loads, ran.stdout.splitlines()), strict=True))


def measured(extract: Callable[[str], str], source: str, expected: list[str]) -> Score:
    """The score of an extractor on a page."""
    begun = process_time()
    found = extract(source)
    return score(found, expected, process_time() - begun)


def row(name: str, scores: list[Score]) -> str:
    """A row of the table."""
    both = sum(one.recall >= 0.9 and one.precision >= 0.9 for one in scores)
    half = sum(one.recall < 0.5 for one in scores)
    recall, precision = mean(one.recall for one in scores), mean(one.precision for one in scores)
    seconds = sum(one.seconds for one in scores)
    return f"| {name} | {recall:.3f} | {precision:.3f} | {both} | {half} | {seconds:.1f} |"


def metadata_lines(readings: dict[Path, Reading]) -> Iterator[str]:
    """How often byline and date are right where the page's expectation has one, and the junk among the authors."""
    bylines, dates, junk = [], [], []
    for page, reading in readings.items():
        expected: dict[str, Any] = json.loads((page / "expected-metadata.json").read_text(encoding="utf-8"))
        names = [plain_name(name) for name in reading.metadata.get("author", [])]
        junk += [name for name in names if _JUNK.search(name)]
        if byline := expected.get("byline"):
            bylines.append(bool(names) and all(set(words(name)) <= set(words(byline)) for name in names))
        if published := expected.get("publishedTime"):
            dates.append(reading.metadata.get("issued") == published[:10])
    yield f"byline right: {sum(bylines)} of {len(bylines)}; date right to the day: {sum(dates)} of {len(dates)}"
    yield f"authors that are no names: {len(junk)}{' ' if junk else ''}{', '.join(junk)}"


def main() -> None:
    """Print the table, and write it where asked to."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=Path, default=ROOT.parent / "shared" / "pages")
    parser.add_argument("--before", metavar="COMMIT")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not options.pages.is_dir():
        sys.exit(f"{options.pages} is not there: name a collection of pages with --pages")
    folders = sorted(page for page in options.pages.iterdir() if (page / "expected.html").is_file())
    sources = {page: decode_source((page / "source.html").read_bytes()) for page in folders}
    expected = {page: words(" ".join(_tree(page / "expected.html").itertext())) for page in folders}
    long = [page for page in folders if len(expected[page]) >= LEAST_WORDS]
    extractors: dict[str, Callable[[str], str]] = {"kztui": ours, "readability-lxml": by_readability}
    if _is_installed("trafilatura"):
        extractors["trafilatura"] = by_trafilatura
    lines = [HEAD, "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, extract in extractors.items():
        scores = {page: measured(extract, sources[page], expected[page]) for page in long}
        lines.append(row(name, list(scores.values())))
        for page, one in scores.items() if options.each and name == "kztui" else ():
            print(f"  {page.name:40} {one.recall:.3f} {one.precision:.3f}", file=sys.stderr)
    if options.before:
        texts = before(options.before, long)
        scored = [score(texts[page], expected[page], 0) for page in long]
        lines.append(row(f"kztui {options.before}", scored))
    lines.append(f"\n{len(long)} pages of {len(folders)}; targets: {TARGETS}\n")
    readings = {page: read_page(Source("page.html", b""), sources[page]) for page in folders}
    lines.append("; ".join(metadata_lines(readings)) + ".")
    text = "\n".join(lines)
    print(text)
    if options.write:
        write_part(MANUAL / "measurements.md", "extraction", text)


def _tree(path: Path) -> Any:
    return html.fromstring(path.read_text(encoding="utf-8") or "<p></p>")


def _is_installed(module: str) -> bool:
    from importlib.util import find_spec  # noqa: PLC0415 - asked once

    return find_spec(module) is not None


if __name__ == "__main__":
    main()
