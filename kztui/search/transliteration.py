"""Letters of other scripts as Latin ones, in the spelling that names of Central Asia have in English.

A general table (anyascii) serves every script that is not here; these are ours because it writes `х` as `kh` but `ғ`
as `gh` beside `ң` as `ng`, and leaves Arabic without its vowels. The letters stand in `data/transliteration.tsv`.
"""

from kztui.article.data_tables import mappings

_TABLES = mappings("search/data/transliteration.tsv")
PLAIN_LATIN = _TABLES["latin"]
"""Latin letters that Unicode does not decompose, as bare ASCII."""
TRANSLITERATION = PLAIN_LATIN | _TABLES["cyrillic"] | _TABLES["arabic"]
"""Each letter in its usual ASCII spelling."""
PRONOUNCED = _TABLES["latin-pronounced"] | _TABLES["arabic-pronounced"]
"""Letters that have a second ASCII spelling, by their pronunciation: `ş` is `sh`, `ض` in Persian is `z`."""


def is_arabic(text: str) -> bool:
    """Whether any letter of `text` is Arabic."""
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def is_cyrillic(text: str) -> bool:
    """Whether any letter of `text` is Cyrillic."""
    return any("\u0400" <= letter <= "\u052f" for letter in text)
