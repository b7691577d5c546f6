"""The reader's own original of an article: a text or saved page in which paragraphs are found by fingerprint.

`read_original(path) -> str`, `find_paragraphs(text, article) -> {number: original text}`, and
`summary(found, article) -> "11 of 13 paragraphs found"`.
"""

import re
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from kztui.article.article import Article
from kztui.article.plurals import counted
from kztui.article.quotes import DIGITS, WORD, OriginalParagraph, fingerprint, words
from kztui.files.sanitize import sanitize_line
from kztui.importing.readers import DOCUMENTS, TEXTS, read_here, source_text, text_of
from kztui.importing.sniff import sniff
from kztui.importing.source import Source, source_of_file

HEADING_WORDS = 12
"""How many words may precede a paragraph on its first line, such as “BACKGROUND:”."""
SHORT_TEXT = 128 * 1024
"""A text of at most so many bytes is searched faster than a child process starts."""
MAX_LINES = 80
"""How many lines a paragraph may be wrapped into."""
_HEADING_END = re.compile(r"[:.–—|]\s")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-\n[ \t]*(?=[^\W\d_])")


def read_original(path: Path) -> str:
    """The text of the original at `path`, plain or HTML, whose blocks are separated by blank lines.

    Raises OriginalError when it cannot be read or decoded.
    """
    return source_text(source_of_file(path))


class WantedParagraphs(NamedTuple):
    """A source, and the numbers of the paragraphs that are to be found in it, by their fingerprints."""

    source: Source
    numbers: dict[str, list[int]]

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.source.name


def find_originals(source: Source, article: Article) -> dict[int, OriginalParagraph]:
    """The original of each paragraph of `article` that the source has, by number, each as what it is marked as there.

    A page, PDF or Word document is read in a child process, and so is a long text: a search with a regular expression
    in it would keep all other threads waiting. Raises OriginalError when the source cannot be read.
    """
    wanted = WantedParagraphs(source, _numbers(article))
    if sniff(source) in TEXTS and len(source.data) <= SHORT_TEXT:
        return find_here(wanted)
    from kztui.importing.child import run_in_child  # noqa: PLC0415 - most originals are short texts

    return run_in_child(find_here, wanted, dict[int, OriginalParagraph])


def find_here(wanted: WantedParagraphs) -> dict[int, OriginalParagraph]:
    """What `find_originals` returns, found in this process, whatever the source does to it."""
    source, numbers = wanted
    blocks = read_here(source).blocks
    found: dict[int, OriginalParagraph] = {}
    for block in blocks:
        for number in numbers.get(fingerprint(block.text), ()):
            found.setdefault(number, OriginalParagraph(block.text, block.kind.value, block.page))
    if len(found) < sum(map(len, numbers.values())):
        # Lines that are wrapped, hyphenated or run in with their heading are no blocks of the source.
        text = text_of(blocks) if sniff(source) in DOCUMENTS else source_text(source)
        for number, original in _find(text, numbers).items():
            found.setdefault(number, OriginalParagraph(original))
    return found


def find_paragraphs(text: str, article: Article) -> dict[int, str]:
    """The original text of each paragraph of `article` whose fingerprint consecutive lines of `text` have, by number.

    Lines may be paragraphs or parts of them; words may be hyphenated at line ends; a heading may precede on the same
    line; there may be Markdown syntax, or footnote marks.
    """
    return _find(text, _numbers(article))


def _numbers(article: Article) -> dict[str, list[int]]:
    """The numbers of the paragraphs that can be found in an original, by their fingerprints."""
    numbers: dict[str, list[int]] = {}
    for number, paragraph in article.paragraphs.items():
        if paragraph.fingerprint:
            numbers.setdefault(paragraph.fingerprint, []).append(number)
    return numbers


def _find(text: str, wanted: dict[str, list[int]]) -> dict[int, str]:
    found: dict[int, str] = {}
    everything = sum(map(len, wanted.values()))
    for variant in _variants(text):
        for print_, original in _matching_runs(variant.split("\n"), wanted):
            for number in wanted[print_]:
                found.setdefault(number, original)
            if len(found) == everything:
                return dict(sorted(found.items()))
    return dict(sorted(found.items()))


def _variants(text: str) -> Iterator[str]:
    """The text unchanged, then without Markdown syntax and with hyphens at line ends removed or kept."""
    from kztui.importing.markdown import strip_markdown  # noqa: PLC0415 - most originals match unchanged

    seen: set[str] = set()
    for marked in (True, False):
        plain = text if marked else strip_markdown(text)
        for variant in (plain, _HYPHEN.sub("", plain), _HYPHEN.sub("-", plain)):
            if variant not in seen:
                seen.add(variant)
                yield variant


def _matching_runs(lines: list[str], wanted: dict[str, list[int]]) -> Iterator[tuple[str, str]]:
    """Consecutive lines whose words have one of the fingerprints: the fingerprint, and their text on one line."""
    folded = [" ".join(words(line)) for line in lines]
    for first, line in enumerate(lines):
        if not folded[first]:
            continue
        for start in _starts(line):
            digest = sha256((" ".join(words(line[start:])) if start else folded[first]).encode())
            for last in range(first, min(first + MAX_LINES, len(lines))):
                if last > first:
                    if not folded[last]:
                        continue
                    digest.update(f" {folded[last]}".encode())
                print_ = digest.hexdigest()[:DIGITS]
                if print_ in wanted:
                    yield print_, sanitize_line(" ".join([line[start:], *lines[first + 1 : last + 1]]))


def _starts(line: str) -> list[int]:
    """The offsets in a line at which a paragraph may begin: 0, and after what could be a heading."""
    starts = [0]
    for match in _HEADING_END.finditer(line):
        if len(WORD.findall(line, 0, match.end())) > HEADING_WORDS:
            break
        starts.append(match.end())
    return starts


def summary(found: Collection[int], article: Article) -> str:
    """How many paragraphs were found, as words for a message."""
    known = sum(bool(paragraph.fingerprint) for paragraph in article.paragraphs.values())
    if not known:
        return "the article has no fingerprints to find its paragraphs by"
    return f"{len(found)} of {counted(len(article.paragraphs), 'paragraph')} found"
