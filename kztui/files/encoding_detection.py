"""The encoding of bytes that state none: by the letters of the languages that are written in it.

charset-normalizer, measured beside it on short texts in windows-125x, koi8, GB 18030, Big5, Shift_JIS, EUC and others,
takes euc-jp for Korean and French for Baltic; it is asked where no language fits.
"""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from kztui.article.data_tables import rows

MAX_BYTES = 64 * 1024
LEAST_SCORE = 0.25
"""A language whose letters score less is not the text's."""
UPPER = 0.4
"""What a capital letter scores: in a wrong encoding of Cyrillic, small letters are read as capital ones."""
TYPOGRAPHIC = frozenset("’‘“”„‚«»‹›–—…•·§©®™°№€£\xa0。、，；：？！「」『』（）《》・　")
MULTIBYTE = 1.4
"""The frequent signs of a language are two thirds of a text; its letters are all of one."""
RARE = {"iso8859_5": 0.8}
"""Of an encoding that hardly any file is in, so much of what a language scores counts: one word is not enough."""
MIXED = 0.2
"""Where more of the bytes outside of ASCII stand beside a letter of ASCII, the script is the Latin one."""
_HIGH = bytes(range(128, 256))
_BESIDE_ASCII = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_TAGS = re.compile(rb"<(?:script|style)\b[^<]{0,20000}|<[^<>]{0,2000}>", re.IGNORECASE)
_MULTIBYTE = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"})

_AROUND = 4096
"""Bytes before a place that are looked at to name the encoding there."""
_CODEC_NAMES = dict(rows("files/data/codec_names.tsv"))
_LATIN = frozenset({"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "iso8859_2"})


class _Language(NamedTuple):
    codec: str
    letters: frozenset[str]
    frequent: frozenset[str]
    """The most frequent letters of a script other than the Latin one."""


@cache
def _languages() -> tuple[_Language, ...]:
    return tuple(
        _Language(codec, frozenset(letters), frozenset(frequent))
        for _, codecs, letters, frequent in rows("files/data/encoding_languages.tsv")
        for codec in codecs.split()
    )


def detect(data: bytes) -> str:
    """The codec that bytes are most likely in; Windows-1252 where nothing tells."""
    sample = _TAGS.sub(b" ", data[: 4 * MAX_BYTES])[:MAX_BYTES]
    counts = {codec: _counts(sample, codec) for codec in dict.fromkeys(one.codec for one in _languages())}
    high = len(sample) - len(sample.translate(None, _HIGH))
    mixed = len(_BESIDE_ASCII.findall(sample)) > MIXED * high
    best, score = "", LEAST_SCORE
    for language in _languages():
        found = _score(counts[language.codec], language) * RARE.get(language.codec, 1)
        if not (mixed and language.frequent) and found > score + 1e-9:
            best, score = language.codec, found
    if best:
        return best
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import

    guess = from_bytes(sample).best()
    return guess.encoding if guess else "cp1252"


def name_near(raw: bytes, at: int) -> str:
    """The name, as people write it, of the most likely encoding of bytes that are not UTF-8 from `at` on."""
    near = raw[max(at - _AROUND, 0) :]
    codec = detect(near)
    # Of a single word or letter the language is not known, but letters of the Latin script stand among ASCII.
    if codec == "cp1252" and re.search(rb"[\xc0-\xff]{4}", near):
        codec = "cp1251"
    elif codec not in _LATIN and not re.search(rb"[\x80-\xff]{2}", near):
        codec = "cp1252"
    if codec.startswith("cp125") and codec not in _CODEC_NAMES:
        return f"Windows-{codec[2:]}"
    return _CODEC_NAMES.get(codec) or codec.upper().replace("ISO8859_", "ISO 8859-").replace("_", "-")


def _counts(sample: bytes, codec: str) -> Counter[str]:
    """How often each character outside of ASCII occurs in the sample, read in an encoding."""
    return Counter(sample.decode(codec, "replace").translate(_NO_ASCII))


_NO_ASCII = dict.fromkeys(range(128))


def _score(counts: Counter[str], language: _Language) -> float:
    """How well the characters fit a language: about 1 for those of a text in it."""
    total = fitting = frequent = 0.0
    multibyte = language.codec in _MULTIBYTE
    for char, count in counts.items():
        if char in TYPOGRAPHIC:
            continue
        total += count
        frequent += count * (char in language.frequent)
        if char in language.letters:
            fitting += count
        elif not multibyte:
            fitting += count * UPPER if char.lower() in language.letters else -count
        elif char == "\ufffd":
            fitting -= count
    if not total:
        return 0.0
    if multibyte:
        return MULTIBYTE * fitting / total
    return fitting / total * ((0.5 + frequent / total) if language.frequent else 1.0)
