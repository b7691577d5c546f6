"""The rules of ranking, in words, and the weights that make them so.

How a term of the query matches a word of an item, best first:

1. the whole word, as it is written but for case, accents and script;
2. the same word with another ending: `attack` and `attacks`, then `radicalised` and `radicalization`;
3. a prefix of the word; the more of it, the better;
4. a typo, the smaller its edit distance the better: letters swapped, dropped, added or changed. Four letters forgive
   one, seven two, twelve three; shorter words forgive none, so that JaK is never Jack. A typo that leaves the sound as
   it is hardly counts;
5. the same sound in another romanisation or script, then a prefix of that sound, then its consonants alone. Where
   something that the article speaks of is named or sounds just so, no typo is looked for;
6. a synonym, or a number within a tenth.

Which field it matches: a name before an alias before a fact (date, kind, place, who took part) or prose.

Then, for the item as a whole:

7. all terms of the query count, each by how rare it is; where no item has them all, those with the most of them come
   first and are marked as partial matches;
8. a name that the query spells in full comes before all else; the more of the name, in its order, the better;
9. an item on which the article says something comes before a bare name;
10. in prose, words close together and in a short text come before words far apart in a long one; an event, then an
    actor or a claim, come before a paragraph;
11. a subsequence of letters (`kzspf`) is looked for in names only, and only where no term of the query is found as a
    word;
12. what is still equal stays in document order.
"""

from kztui.article.kinds import KINDS

WHOLE_WORD = 1.0
PLURAL = 0.96
SAME_STEM = 0.91
PREFIX = 0.86
PREFIX_COVERAGE = 0.05
"""Added in proportion to how much of the word is there."""
SAME_SOUND_TYPO = 0.85
TYPOS = (0.84, 0.80, 0.70, 0.60)
"""By edit distance; 0 stands for letters that differ only in what folding kept."""
WRONG_FIRST_LETTER = 0.08
"""Taken off where the first letter differs, which is rare in typos."""
SAME_SOUND = 0.79
SOUND_PREFIX = 0.68
TYPO_PREFIX = 0.60
SAME_CONSONANTS = 0.62
CONSONANTS_AS_TYPED = 0.74
"""The query has no vowels after its first letter: leaving them out was meant."""
EXONYM = 0.79
"""A foreign name for it that is known from a table."""
SYNONYM = 0.55
NEAR_NUMBER = 0.6

IN_NAME = 1.0
IN_ALIAS = 0.97
IN_TEXT = 0.6
PREFIX_IN_TEXT = 0.9
"""A word's prefix in prose is weaker evidence than in a name."""

FULL_NAME = 0.2
FULL_NAME_INFLECTED = 0.03
"""Where some of its words have another ending."""
NAME_COVERAGE = 0.05
IN_ORDER = 0.01
MENTIONED = 0.12
MENTIONED_AGAIN = 0.03
"""Boosts where the article says one thing on it, and where it says more."""
PROXIMITY = 0.05
SHORT_TEXT = 0.02
BY_KIND = {kind.item_kind: kind.search_boost for kind in KINDS}
"""Boost where the query matches an item's facts or prose rather than its names."""

SUBSEQUENCE = 0.45
SUBSEQUENCE_QUALITY = 0.3
"""Added in proportion to how many of the letters begin a word or follow one another."""


def mention_boost(mentions: int) -> float:
    """What it adds that the article speaks of an item so many times."""
    return MENTIONED * (mentions > 0) + MENTIONED_AGAIN * (mentions > 1)


def max_typos(word: str) -> int:
    """The edit distance (optimal string alignment) that a word of this length is forgiven; 0 with any digit in it."""
    size = len(word)
    return 0 if size < 4 or not word.isalpha() else 1 if size < 7 else 2 if size < 12 else 3
