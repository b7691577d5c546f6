"""Tokenizes and folds text: tokens in any script become the plain ASCII words by which they are found.

Diacritics (accents) are stripped, other scripts romanised.

Article and query are both read by `tokenize`, so that `Жаңаөзен`, `Zhañaözen` and `zhangaozen` can match.
"""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from kztui.search.transliteration import PLAIN_LATIN, PRONOUNCED, TRANSLITERATION

_APOSTROPHES = "’‘‛ʼʻʽʾʿ´ʹʺˈ′＇"


def is_emoji(letter: str) -> bool:
    """Whether a character is a picture: a symbol of the Unicode blocks that have them, but for ornamental quotes."""
    is_picture = "\u2600" <= letter <= "\u275a" or "\u2761" <= letter <= "\u27bf" or letter >= "\U0001f000"
    return is_picture and category(letter) == "So"


class _FoldingTable(dict[int, str]):
    """What each character folds to, worked out when first asked for: letters and digits in ASCII, all else a blank.

    Apostrophe, full stop and comma stay, since what stands around them decides whether they end a token.
    """

    def __missing__(self, code: int) -> str:
        self[code] = folded = self._fold(chr(code))
        return folded

    def _fold(self, letter: str) -> str:
        if letter in _APOSTROPHES:
            return "'"
        if is_emoji(letter):
            return f" u{ord(letter):x} "
        lower = letter.casefold()
        if lower in TRANSLITERATION:
            return TRANSLITERATION[lower]
        if category(letter)[0] in "MC" and letter != "\x85":
            return ""
        bare = "".join(PLAIN_LATIN.get(part, part) for part in normalize("NFKD", lower) if part.isalnum()).casefold()
        if bare.isascii():
            return bare or " "
        return _any_script(bare)


class _PronunciationTable(_FoldingTable):
    """The same, but a letter that is pronounced otherwise than written folds to its sound: `ş` to `sh`, not `s`."""

    def _fold(self, letter: str) -> str:
        return PRONOUNCED.get(letter.casefold()) or _FOLDED[ord(letter)]


_EMOJI_TOKEN = re.compile(r"u[0-9a-f]{4,5}")
"""What an emoji folds to: a word of its own, which has no other spellings."""


_FOR_ASCII = {"`": "'"}
_ASCII = [
    (code, chr(code).lower() if chr(code).isalnum() or chr(code) in "'.," else _FOR_ASCII.get(chr(code), " "))
    for code in range(128)
]
_FOLDED: dict[int, str] = _FoldingTable(_ASCII)
_FOLDED_AS_PRONOUNCED: dict[int, str] = _PronunciationTable(_ASCII)


def _any_script(letters: str) -> str:
    # imported where it is needed: its tables cost a quarter of a command's whole start
    from anyascii import anyascii  # noqa: PLC0415

    return "".join(letter for letter in anyascii(letters).lower() if letter.isalnum())


# A figure with its thousands, initials with their stops, or a word with apostrophes in it.
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])|[a-z](?:\.[a-z](?![a-z0-9]))+|[a-z0-9]+(?:'[a-z0-9]+)*")
_INNER_PUNCTUATION = re.compile(r"[',.]")
_NOT_ONE_TO_ONE = re.compile("[^\0-\x7f‘’“”–—…]")


def _normalized(token: str) -> str:
    """A token without the punctuation inside it, and without the `'s` of possession."""
    return _INNER_PUNCTUATION.sub("", token.removesuffix("'s"))


def _tokenize(text: str, table: dict[int, str]) -> list[str]:
    folded = text.translate(table)
    if "." in folded or "," in folded:
        folded = f"{folded} ".replace(", ", " ").replace(". ", " ")
    if _INNER_PUNCTUATION.search(folded):
        return [token if token.isalnum() else _normalized(token) for token in _TOKEN.findall(folded)]
    return folded.split()


def is_emoji_token(token: str) -> bool:
    """Whether a folded token stands for an emoji."""
    return bool(_EMOJI_TOKEN.fullmatch(token)) and is_emoji(chr(int(token[1:], 16)))


def tokenize(text: str) -> list[str]:
    """The folded tokens of `text`, in order: lower-case ASCII letters and digits."""
    return _tokenize(text, _FOLDED)


def tokenize_as_pronounced(text: str) -> list[str]:
    """The tokens of `text` spelt as they are pronounced, one for each of `tokenize(text)`."""
    folded = tokenize(text)
    if folds_one_to_one(text):
        return folded
    pronounced = _tokenize(text, _FOLDED_AS_PRONOUNCED)
    return pronounced if len(pronounced) == len(folded) else folded


def folds_one_to_one(text: str) -> bool:
    """Whether `text` has no letters but ASCII ones, so that each of its characters folds to exactly one."""
    return text.isascii() or not _NOT_ONE_TO_ONE.search(text)


class Token(NamedTuple):
    """One token of a text: `source[start:end]` is what `text` was folded from."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=2048)
def locate_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of `text` with their offsets in it."""
    if folds_one_to_one(text):
        return tuple(Token(*match.span(), _normalized(match[0])) for match in _TOKEN.finditer(text.translate(_FOLDED)))
    pieces = [_FOLDED[ord(letter)] for letter in text]
    at = [index for index, piece in enumerate(pieces) for _ in piece]
    return tuple(
        Token(at[match.start()], _after_marks(pieces, at[match.end() - 1] + 1), _normalized(match[0]))
        for match in _TOKEN.finditer("".join(pieces))
    )


def _after_marks(pieces: list[str], end: int) -> int:
    """`end`, moved past the combining marks and soft signs that belong to the letter before it."""
    while end < len(pieces) and not pieces[end]:
        end += 1
    return end


def prefix_end(text: str, token: Token, length: int) -> int:
    """The offset in `text` where the first `length` folded letters of `token` end, marks on the last one included."""
    folded = 0
    for at in range(token.start, token.end):
        more = len(_FOLDED[ord(text[at])].strip("',."))
        if more and folded >= length:
            return at
        folded += more
    return token.end
