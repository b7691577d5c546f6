"""The rules of rank, in words, and the weights that make them so.

How a word of the query meets a word of an item, best first:

1. the whole word, as it is written but for case, accents and script;
2. the same word with another ending: `attack` and `attacks`, then `radicalised` and `radicalization`;
3. the beginning of the word; the more of it, the better;
4. a slip, the less of them the better: letters swapped, dropped, added or changed. Four letters forgive one slip,
   seven two, twelve three; shorter words forgive none, so that JaK is never Jack. A slip that leaves the sound as it
   is hardly counts;
5. the same sound in another romanisation or script, then the beginning of that sound, then its consonants alone. Where
   something that the article speaks of is named or sounds just so, no slip is looked for;
6. another word for the same thing, or a figure within a tenth.

Where it meets it: a name before an alias before a fact (date, kind, place, who took part) or prose.

Then, for the item as a whole:

7. all words of the query count, each by how rare it is; where no item has them all, those with the most of them come
   first and are said to be near only;
8. a name that the query says in full comes before all else; the more of the name is said, in its order, the better;
9. an item on which the article says something comes before a bare name;
10. in prose, words close together and in a short text come before words far apart in a long one; an event, then an
    actor or a claim, come before a paragraph;
11. scattered letters (`kzspf`) are tried on names only, and only where no word of the query is found as a word;
12. what is still equal stays in document order.
"""

WHOLE = 1.0
PLURAL = 0.96
ROOT = 0.91
PREFIX = 0.86
FULL_PREFIX = 0.05
"""Added in proportion to how much of the word is there."""
SAME_SOUND_SLIPS = 0.85
SLIPS = (0.84, 0.80, 0.70, 0.60)
"""By number of slips; none stands for letters that differ only in what folding kept."""
WRONG_START = 0.08
"""Taken off where the first letter differs, which slips rarely do."""
SOUND = 0.79
SOUND_PREFIX = 0.68
SLIP_PREFIX = 0.60
BONES = 0.62
BONES_AS_TYPED = 0.74
"""The query has no vowels after its first letter: leaving them out was meant."""
KNOWN_NAME = 0.79
"""A foreign name for it that is known from a table."""
AKIN = 0.55
NEAR_FIGURE = 0.6

IN_NAME = 1.0
IN_ALIAS = 0.97
IN_TEXT = 0.6
IN_TEXT_BEGINNING = 0.9
"""A word's beginning in prose tells less than in a name."""

SAID_IN_FULL = 0.2
SAID_IN_FULL_NEARLY = 0.03
"""Where some of its words have another ending."""
SHARE_OF_NAME = 0.05
IN_ORDER = 0.01
TOLD = 0.12
TOLD_MORE = 0.03
"""Added where the article says one thing on it, and where it says more."""
CLOSE = 0.05
SHORT = 0.02
BY_KIND = {
    "event": 0.015,
    "actor": 0.01,
    "claim": 0.01,
    "place": 0.008,
    "term": 0.008,
    "section": 0.005,
    "paragraph": 0.0,
}
"""Added where the query met an item's facts or prose rather than its names."""

SCATTERED = 0.45
SCATTERED_BEST = 0.3
"""Added in proportion to how many of the letters begin a word or follow one another."""


def told(weight: int) -> float:
    """What it adds that the article speaks of an item so many times."""
    return TOLD * (weight > 0) + TOLD_MORE * (weight > 1)


def slips_forgiven(word: str) -> int:
    """How many slips a word of this length may hold."""
    size = len(word)
    return 0 if size < 4 or not word.isalpha() else 1 if size < 7 else 2 if size < 12 else 3
