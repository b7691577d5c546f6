"""The fingerprint of an original paragraph: it finds the paragraph in a reader's copy without holding its words."""

import re
import unicodedata

DIGITS = 16
"""How many hexadecimal digits a fingerprint has."""
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text as fingerprints see them: NFKC, case folded, runs of letters and digits."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of SHA-256 over the words of `text`, joined by single blanks."""
    from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, which opening an article does not need

    return sha256(" ".join(words(text)).encode()).hexdigest()[:DIGITS]
