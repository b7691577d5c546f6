"""The reader's own copy of the original article: finding its paragraphs in a text or saved page, never guessing.

`read_original(path) -> str` (raises `OriginalError`), `find_paragraphs(copy, article) -> {number: original text}`,
`summary(found, article) -> "11 of 13 paragraphs found"`, and `fingerprint(text)`, which an article's author stores.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from kztui.article.article import Article
from kztui.article.fingerprint import DIGITS, WORD, words
from kztui.files.problems import Problem
from kztui.files.sanitize import clean, clean_line
from kztui.files.source_files import Unreadable, decode, read_bytes

HEADING = 12
"""How many words may stand before a paragraph on its first line, as “BACKGROUND:” does."""
LINES = 80
"""How many lines a paragraph may be wrapped into."""
_HEADING_END = re.compile(r"[:.–—|]\s")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n[ \t]*(?=[^\W\d_])")
_HTML = re.compile(
    rb"\s*(?:<\?xml|<!--|<!doctype\s+html|<(?:html|head|body|div|article|main|section|p)\b)", re.IGNORECASE
)


class OriginalError(Exception):
    """The reader's copy cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_original(path: Path) -> str:
    """The text of the original at `path`, plain or HTML, whose blocks are separated by blank lines.

    Raises OriginalError when it cannot be read or decoded.
    """
    try:
        raw = read_bytes(path)
        if _HTML.match(raw.removeprefix(b"\xef\xbb\xbf")):
            from kztui.importing.saved_page import page_text  # noqa: PLC0415 - most copies are plain

            return clean(page_text(path, raw))
        return clean(decode(path, raw))
    except Unreadable as fault:
        raise OriginalError(fault.problem) from None


def find_paragraphs(copy: str, article: Article) -> dict[int, str]:
    """The original text of each paragraph of `article` whose fingerprint a run of lines of `copy` has, by its number.

    Lines may be paragraphs or parts of them; words may be divided at line ends; a heading may precede on the same line;
    there may be marks of Markdown, or of footnotes.
    """
    wanted: dict[str, list[int]] = {}
    for number, paragraph in article.paragraphs.items():
        if paragraph.fingerprint:
            wanted.setdefault(paragraph.fingerprint, []).append(number)
    found: dict[int, str] = {}
    everything = sum(map(len, wanted.values()))
    for text in _readings(copy):
        for print_, original in _runs(text.split("\n"), wanted):
            for number in wanted[print_]:
                found.setdefault(number, original)
            if len(found) == everything:
                return dict(sorted(found.items()))
    return dict(sorted(found.items()))


def _readings(copy: str) -> Iterator[str]:
    """The copy as it is, and in each other way in which its words can be read; the plainest comes first."""
    from kztui.importing.markdown import bare  # noqa: PLC0415 - most copies are found as they are

    read: set[str] = set()
    for marked in (True, False):
        text = copy if marked else bare(copy)
        for reading in (text, _HYPHEN.sub("", text), _HYPHEN.sub("-", text)):
            if reading not in read:
                read.add(reading)
                yield reading


def _runs(lines: list[str], wanted: dict[str, list[int]]) -> Iterator[tuple[str, str]]:
    """Every run of lines whose words have one of the fingerprints, with its text on one line."""
    folded = [" ".join(words(line)) for line in lines]
    for first, line in enumerate(lines):
        if not folded[first]:
            continue
        for start in _starts(line):
            digest = sha256((" ".join(words(line[start:])) if start else folded[first]).encode())
            for last in range(first, min(first + LINES, len(lines))):
                if last > first:
                    if not folded[last]:
                        continue
                    digest.update(f" {folded[last]}".encode())
                print_ = digest.hexdigest()[:DIGITS]
                if print_ in wanted:
                    yield print_, clean_line(" ".join([line[start:], *lines[first + 1 : last + 1]]))


def _starts(line: str) -> list[int]:
    """Where a paragraph may begin on its first line: at its beginning, or after what could be a heading."""
    starts = [0]
    for match in _HEADING_END.finditer(line):
        if len(WORD.findall(line, 0, match.end())) > HEADING:
            break
        starts.append(match.end())
    return starts


def summary(found: dict[int, str], article: Article) -> str:
    """How much of the article the copy has, as a sentence."""
    known = sum(bool(paragraph.fingerprint) for paragraph in article.paragraphs.values())
    if not known:
        return "the article has no fingerprints to find its paragraphs by"
    return f"{len(found)} of {len(article.paragraphs)} paragraph{'s'[: len(article.paragraphs) != 1]} found"
