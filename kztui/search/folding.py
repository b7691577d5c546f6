"""Folding: text in any script as the plain ASCII words by which it is found.

`words` is how an article and a query are both read, so that `Жаңаөзен`, `Zhañaözen` and `zhangaozen` can meet.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from kztui.search.transliteration import ARABIC, BARE_LATIN, CYRILLIC, SOUNDED_ARABIC, SOUNDED_LATIN

_APOSTROPHES = "’‘‛ʼʻʽʾʿ´ʹʺˈ′＇"
_LETTERS = BARE_LATIN | CYRILLIC | ARABIC


class _Table(dict[int, str]):
    """What each character becomes, found out when first met: letters and digits in ASCII, all else a blank.

    Apostrophe, full stop and comma stay, since what stands around them decides whether they part words.
    """

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    def _fold(self, letter: str) -> str:
        if letter in _APOSTROPHES:
            return "'"
        lower = letter.casefold()
        if lower in _LETTERS:
            return _LETTERS[lower]
        if category(letter)[0] in "MC" and letter != "\x85":
            return ""
        bare = "".join(BARE_LATIN.get(part, part) for part in normalize("NFKD", lower) if part.isalnum()).casefold()
        if bare.isascii():
            return bare or " "
        return _any_script(bare)


class _SoundedTable(_Table):
    """The same, but a Latin letter with a mark becomes the letters of its sound: `ş` is `sh`, not `s`."""

    def _fold(self, letter: str) -> str:
        return SOUNDED_LATIN.get(letter.casefold()) or SOUNDED_ARABIC.get(letter) or FOLD[ord(letter)]


_FOR_ASCII = {"`": "'"}
_ASCII = [
    (code, chr(code).lower() if chr(code).isalnum() or chr(code) in "'.," else _FOR_ASCII.get(chr(code), " "))
    for code in range(128)
]
FOLD: dict[int, str] = _Table(_ASCII)
SOUNDED: dict[int, str] = _SoundedTable(_ASCII)


def _any_script(letters: str) -> str:
    # imported where it is needed: its tables cost a quarter of a command's whole start
    from anyascii import anyascii  # noqa: PLC0415

    return "".join(letter for letter in anyascii(letters).lower() if letter.isalnum())


# A figure with its thousands, initials with their stops, or a word with apostrophes in it.
WORD = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])|[a-z](?:\.[a-z](?![a-z0-9]))+|[a-z0-9]+(?:'[a-z0-9]+)*")
_PARTED = re.compile(r"[',.]")
_BEYOND = re.compile("[^\0-\x7f‘’“”–—…]")


def _joined(token: str) -> str:
    """A word without the marks inside it, and without the `'s` of possession."""
    return _PARTED.sub("", token.removesuffix("'s"))


def _words(text: str, table: dict[int, str]) -> list[str]:
    folded = text.translate(table)
    if "." in folded or "," in folded:
        folded = f"{folded} ".replace(", ", " ").replace(". ", " ")
    if _PARTED.search(folded):
        return [token if token.isalnum() else _joined(token) for token in WORD.findall(folded)]
    return folded.split()


def words(text: str) -> list[str]:
    """The folded words of `text`, in order."""
    return _words(text, FOLD)


def sounded(text: str) -> list[str]:
    """The words of `text` as they sound, word for word beside `words(text)` (as long, or else the same)."""
    folded = words(text)
    if is_plain(text):
        return folded
    spoken = _words(text, SOUNDED)
    return spoken if len(spoken) == len(folded) else folded


def is_plain(text: str) -> bool:
    """Whether `text` has no letters but ASCII ones, so that each of its characters folds to exactly one."""
    return text.isascii() or not _BEYOND.search(text)


class Located(NamedTuple):
    """One word of a text: `text[start:end]` is what `word` was folded from."""

    start: int
    end: int
    word: str


@lru_cache(maxsize=2048)
def located(text: str) -> tuple[Located, ...]:
    """The folded words of `text` and where each stands."""
    if is_plain(text):
        return tuple(Located(*match.span(), _joined(match[0])) for match in WORD.finditer(text.translate(FOLD)))
    pieces = [FOLD[ord(letter)] for letter in text]
    at = [index for index, piece in enumerate(pieces) for _ in piece]
    return tuple(
        Located(at[match.start()], _after_marks(pieces, at[match.end() - 1] + 1), _joined(match[0]))
        for match in WORD.finditer("".join(pieces))
    )


def _after_marks(pieces: list[str], end: int) -> int:
    """`end`, moved past the combining marks and soft signs that belong to the letter before it."""
    while end < len(pieces) and not pieces[end]:
        end += 1
    return end


def head_end(text: str, word: Located, length: int) -> int:
    """Where in `text` the first `length` folded letters of `word` end, marks on the last of them included."""
    folded = 0
    for at in range(word.start, word.end):
        more = len(FOLD[ord(text[at])].strip("',."))
        if more and folded >= length:
            return at
        folded += more
    return word.end
