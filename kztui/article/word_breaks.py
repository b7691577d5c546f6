"""Where words begin and end, for names in text: a combining mark belongs to the letter before it.

Unicode Standard Annex 29, rule WB4: no word ends before a mark, a joiner or what else extends a letter. Python's `\\w`
has letters and digits alone, and would cut दिल्ली, Ọ̀yọ́ and هيئةُ into pieces. Words of fingerprints and quotes are
counted otherwise, by `article.quotes`, for ever.
"""

from kztui.article.data_tables import rows
from kztui.article.lazy_regex import LazyPattern

_LATIN = "\x00-\u02ff"
"""Below all marks: most characters are looked up no further."""


def _between(first: str, last: str) -> str:
    return f"{chr(int(first, 16))}-{chr(int(last, 16))}"


MARKS = "".join(_between(first, last) for first, last in rows("article/data/combining_marks.tsv"))
"""All marks, for a class of a regular expression."""
_MARK = f"(?=[^{_LATIN}])[{MARKS}]"
WORD = rf"\w+(?:{_MARK}+\w*)*"
"""The pattern of a word: letters, digits and underscores with their marks."""
LETTERS = rf"[^\W\d_]+(?:{_MARK}+[^\W\d_]*)*"
"""The pattern of letters with their marks."""

WORD_END = rf"(?!\w|{_MARK})"
"""Where no word goes on."""
MARKS_AFTER = f"(?:{_MARK})*"
"""The marks that belong to what precedes."""

# Thai to Myanmar, Khmer, and from the CJK radicals on to the Hangul syllables.
WITHOUT_BLANKS = LazyPattern(r"[\u0e00-\u109f\u1780-\u17ff\u2e80-\u9fff]")
"""A letter of a script that is written without blanks, so that a word may begin and end anywhere."""


def whole_words(pattern: str) -> str:
    """The pattern of what `pattern` matches, where that neither begins nor ends within a word."""
    return rf"(?<![\w{MARKS}])(?:{pattern}){WORD_END}"
