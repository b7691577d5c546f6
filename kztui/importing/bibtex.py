"""The first entry of a BibTeX file: its fields as Unicode, without braces and commands of LaTeX."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kztui.article.data_tables import rows
from kztui.files.sanitize import sanitize_line

MAX_LENGTH = 1_000_000
_ENTRY = re.compile(r"@\s*(\w+)\s*[{(]\s*([^\s,{}()\"=]*)\s*,")
_STRING = re.compile(r"@\s*string\s*[{(]\s*(\w+)\s*=\s*", re.IGNORECASE)
_NO_ENTRY = frozenset({"comment", "preamble", "string"})
_FIELD = re.compile(r"[\s,]*([\w:.+-]+)\s*=\s*")
_JOINED = re.compile(r"\s*#\s*")
_WORD = re.compile(r"[^\s,#{}()\"]+")
_MARKS = "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323\u0331"
_ACCENTS = dict(zip("'`^\"~=.uvHckrdb", _MARKS, strict=True))
"""The commands that put an accent on a letter, and Unicode's combining character for each."""
_LETTERS = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø"}
_LETTERS |= {"l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ", "dj": "đ", "ng": "ŋ"}
_LETTER = re.compile(r"\{?\\(ss|ae|AE|oe|OE|aa|AA|dh|th|dj|ng|[oOlLij])(?![A-Za-z])(?:\{\}|\s)?\}?")
_VERBATIM = frozenset({"url", "doi", "eprint", "date", "urldate", "origdate", "eventdate"})
_ACCENT = re.compile(r"\{?\\(['`^\"~=.]|[uvHckrdb](?![A-Za-z]))\s*(?:\{\s*\\?([A-Za-z])\s*\}|\\?([A-Za-z]))\}?")
_COMMAND = re.compile(r"\\[A-Za-z]+\s*(?=\{)|\\[A-Za-z]+\s?")
_PROTECTED = re.compile(r"\{[^{}]*\}")


class BibtexEntry(NamedTuple):
    """An entry: its type and the names of its fields in lower case, their values as text.

    In names, a blank within braces is U+00A0: it does not divide the names, nor their parts.
    """

    type: str
    key: str
    fields: dict[str, str]


def first_entry(text: str) -> BibtexEntry | None:
    """The first entry in a file; None where it has none."""
    text = text[:MAX_LENGTH]
    strings = {match[1].lower(): _value(text, match.end(), {})[0] for match in _STRING.finditer(text)}
    for match in _ENTRY.finditer(text):
        if match[1].lower() not in _NO_ENTRY:
            fields = _fields(text, match.end(), strings)
            return BibtexEntry(match[1].lower(), match[2], fields) if fields else None
    return None


def _fields(text: str, at: int, strings: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    while match := _FIELD.match(text, at):
        name = match[1].lower()
        value, at = _value(text, match.end(), strings)
        if name in _VERBATIM:
            plain = sanitize_line(re.sub(r"\\([_%&#$~{}])|[{}]", r"\1", value))
        else:
            plain = _plain(value, names=name in {"author", "editor", "translator"})
        if plain:
            found.setdefault(name, plain)
    return found


def _value(text: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """A value and the offset after it: parts in braces, in quotation marks, or bare, joined by #."""
    parts: list[str] = []
    while at < len(text):
        if text[at] in '{"':
            end = _closing(text, at)
            parts.append(text[at + 1 : end])
            at = end + 1
        elif word := _WORD.match(text, at):
            parts.append(strings.get(word[0].lower(), word[0]))
            at = word.end()
        rest = _JOINED.match(text, at)
        if not rest:
            break
        at = rest.end()
    return "".join(parts), at


def _closing(text: str, at: int) -> int:
    """The offset of the brace or quotation mark that closes the one at `at`; the end of the text where none does."""
    depth, quoted = 0, text[at] == '"'
    position = at if not quoted else at + 1
    while position < len(text):
        char = text[position]
        if char == "\\":
            position += 2
            continue
        depth += (char == "{") - (char == "}")
        if (quoted and char == '"' and depth == 0) or (not quoted and depth == 0):
            return position
        position += 1
    return len(text)


@cache
def _characters() -> tuple[tuple[str, str], ...]:
    table = [(latex, char) for char, latex in rows("citation/data/latex_characters.tsv") if latex]
    return tuple(sorted(table, key=lambda pair: -len(pair[0])))


def _plain(value: str, *, names: bool) -> str:
    value = _ACCENT.sub(lambda match: unicodedata.normalize("NFC", (match[2] or match[3]) + _ACCENTS[match[1]]), value)
    value = _LETTER.sub(lambda match: _LETTERS[match[1]], value)
    for latex, char in _characters() if "\\" in value or "`" in value or "''" in value else ():
        value = value.replace(latex, char)
    if names and not _is_one_word(value):
        value = _PROTECTED.sub(lambda group: group[0].replace(" ", "\xa0"), value)
    value = _COMMAND.sub("", value).replace("---", "—").replace("--", "–").replace("~", " ")
    return _without_braces(value)


def _is_one_word(value: str) -> bool:
    return " " not in value


def _without_braces(value: str) -> str:
    kept = value.replace("\xa0", "\x02")
    return sanitize_line(re.sub(r"[{}\\$]", "", kept).replace("\x02", "\u2423")).replace("\u2423", "\xa0")
