"""How a name sounds, whatever its spelling: one form for the habits of romanising Kazakh, Russian, Arabic and Turkic.

`sound` is what two spellings of one name share; `bones` are its consonants alone, for spellings that leave the vowels
out or differ in them. Neither is ever shown.
"""

import re
from functools import lru_cache

# Several letters that write one sound, longest first. Capitals are sounds that have no letter of their own.
_LETTERS = {
    "shch": "S", "tsch": "C", "tch": "C", "sch": "S", "dzh": "J", "dj": "J", "zh": "J", "j": "J",
    "ch": "C", "sh": "S", "kh": "h", "gh": "g", "ph": "f", "th": "t", "dh": "d", "rh": "r", "ng": "n",
    "ts": "s", "tz": "s", "ck": "k", "cq": "k", "q": "k", "x": "ks", "w": "v",
}  # fmt: skip
_PARTS = re.compile("^x|" + "|".join(_LETTERS) + r"|c(?=[eiy])|c|[aeiouy]{2,}|y|([bdfgklmnprstvz])\1+")
_DOUBLED = re.compile(r"(.)\1+")

_WRITTEN_LONGER = "_"

# Runs of vowels: what is left once `y` is read as `i` and doubles are one.
_VOWELS = {
    "ou": "u", "oo": "u", "ee": "i", "ae": "e", "ai": "e", "ei": "e", "aie": "e", "eie": "e", "aei": "e", "ie": "e",
    "oe": "o", "ue": "u", "ao": "au", "iia": "ia", "iie": "e", "aia": "ea", "uie": "ue", "oie": "oe", "iiu": "iu",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _part(letters: str) -> str:
    if letters == "c":
        return "k"
    if letters == "y":
        return "i"
    if letters[0] in "aeiouy":
        run = letters.replace("y", "i")
        if run in {"oo", "ee"}:
            return _VOWELS[run]
        run = _DOUBLED.sub(r"\1", run)
        return _VOWELS.get(run, run)
    return _LETTERS.get(letters) or letters[0]


def _replaced(match: re.Match[str]) -> str:
    letters = match[0]
    if letters == "x" and not match.start():
        return "h"
    if letters == "c" and match.string[match.end() : match.end() + 1] in {"e", "i", "y"}:
        return "s"
    return _part(letters)


def sound(word: str) -> str:
    """What the spellings of a folded word have in common; figures and words of up to three letters are themselves.

    What sounds like three letters but is written with more is marked, so that JaK and Jack stay two names.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    said = _DOUBLED.sub(r"\1", _PARTS.sub(_replaced, word))
    if said[-1] == "h" and len(said) > 3 and said[-2] in "aeiou":
        said = said[:-1]
    elif said[-1] == "f":
        said = said[:-1] + "v"
    return said if len(said) > 3 else said + _WRITTEN_LONGER


def beginning_of(said: str) -> str:
    """A sound as others may go on from it."""
    return said.removesuffix(_WRITTEN_LONGER)


# Which letters a word may begin with whose sound begins so; a sound that is not here begins with its own letter only.
LETTERS_OF_SOUND = {
    **dict.fromkeys("aeiou", "aeiouy"),
    "C": "ct",
    "J": "djz",
    "S": "s",
    "f": "fp",
    "h": "hkx",
    "k": "ckq",
    "s": "cst",
    "v": "uvw",
    "z": "dz",
}

# Without vowels, sounds that one script or language writes for another are one: `ch` is `sh` in French, `kh` becomes
# `k` or `c`, and `s` between vowels is read `z`.
_NO_VOWELS = str.maketrans("Chz", "Sks", "aeiou")


def bones(said: str) -> str:
    """The consonants of a sound, with a mark where it opens with a vowel; nothing where too few are left to tell."""
    left = said.translate(_NO_VOWELS)
    if len(left) < 3 or not said.isalpha():
        return ""
    return "A" + left if said[0] in "aeiou" else left
