"""Letter case as CSL wants it; in title case both halves of a hyphenated word, and only where the words are English.

citeproc-py leaves the second half of `counter-terrorism` small, and breaks words at any blank but at nothing else.
"""

import re

from kztui.citation.csl.rich_text import TAG

# Prepositions, articles and conjunctions, and the particles of names, stay small within a title.
_SMALL = frozenset(
    word
    for line in (
        "a an the and but nor or so yet for as at by de d' down from in into of off on onto out over per to up via von",
        "van about above across afore after against al along alongside amid amidst among amongst anenst apropos apud",
        "around aside astride athwart atop barring before behind below beneath beside besides between beyond c ca",
        "circa despite during et except forenenst given inside lest like modulo near next notwithstanding outside plus",
        "pro qua sans since than through throughout thruout till toward towards under underneath until unto upon v",
        "versus vis-à-vis vs with within without",
    )
    for word in line.split()
)
_SIGN = re.compile(rf"({TAG.pattern}|[-‘’“”\"'–—/.,;?!:\[\]()])")
_BLANKS = re.compile(r"([\u00a0 \u2000-\u200b\u205f\u3000]+)")
_KEPT = {'<span class="nocase">': "</span>", "<sc>": "</sc>", "<sub>": "</sub>", "<sup>": "</sup>"}


def _capital(word: str) -> str:
    """The word with a capital; lone Greek letters are symbols and stay."""
    return word if len(word) == 1 and "\u0370" <= word <= "\u03ff" else word[0].upper() + word[1:]


class _Title:
    """Title case in one pass over the words and the signs between them."""

    def __init__(self, text: str) -> None:
        self.parts = _SIGN.split(text)
        self.free = True
        """Whether the next word takes a capital even if it is a small one: the first, and after `:`, `?`, `!`."""
        self.kept: list[str] = []
        """The ends of the tags that are open and keep their words as they are."""
        self.tail = -1
        """The part that begins with the rest of a word, after an apostrophe."""
        self.last: tuple[int, int] | None = None
        """Where the last word stands: which part, and which word of it."""

    def __str__(self) -> str:
        for at, part in enumerate(self.parts):
            if at % 2:
                self._sign(at, part)
            elif part.strip():
                self._kept() if self.kept else self._words(at, part)
        if self.last:
            self._last_word(*self.last)
        return "".join(self.parts)

    def _kept(self) -> None:
        self.last = None
        self.free = False

    def _sign(self, at: int, sign: str) -> None:
        if sign in _KEPT:
            self.kept.append(_KEPT[sign])
        elif self.kept and sign == self.kept[-1]:
            self.kept.pop()
        elif sign in "!?:":
            self.free = True
        elif sign in "’'" and self.parts[at - 1][-1:].isalnum() and self.parts[at + 1][:1].isalnum():
            self.tail = at + 1

    def _words(self, at: int, part: str) -> None:
        words = _BLANKS.split(part)
        for index in range(0, len(words), 2):
            word = words[index]
            if not word:
                continue
            if at == self.tail and index == 0:
                self._kept()
                continue
            hyphen = at == 0 and index == len(words) - 1 and self.parts[1:2] == ["-"]
            if word == word.lower() and (self.free or hyphen or (len(word) > 1 and word not in _SMALL)):
                words[index] = _capital(word)
            self.free = False
            self.last = (at, index)
        self.parts[at] = "".join(words)

    def _last_word(self, at: int, index: int) -> None:
        words = _BLANKS.split(self.parts[at])
        if len(words[index]) > 1 and words[index].lower() in _SMALL:
            words[index] = _capital(words[index])
            self.parts[at] = "".join(words)


def _outside_kept(text: str, change: str) -> str:
    """Lower or upper case for all but what a `nocase` span and its kin keep."""
    kept: list[str] = []
    done = []
    for at, part in enumerate(_SIGN.split(text)):
        if at % 2:
            if part in _KEPT:
                kept.append(_KEPT[part])
            elif kept and part == kept[-1]:
                kept.pop()
        elif not kept:
            part = part.lower() if change == "lowercase" else part.upper()  # noqa: PLW2901 the part as it will stand
        done.append(part)
    return "".join(done)


def _first(text: str) -> str:
    """A capital for the first word, unless it has one somewhere."""
    parts = _SIGN.split(text)
    for at in range(0, len(parts), 2):
        words = _BLANKS.split(parts[at])
        for index in range(0, len(words), 2):
            if words[index]:
                if words[index] == words[index].lower():
                    words[index] = _capital(words[index])
                    parts[at] = "".join(words)
                return "".join(parts)
    return text


def _all(text: str) -> str:
    parts = _SIGN.split(text)
    for at in range(0, len(parts), 2):
        words = _BLANKS.split(parts[at])
        parts[at] = "".join(_capital(word) if word and word == word.lower() else word for word in words)
    return "".join(parts)


def _sentence(text: str) -> str:
    lower = _outside_kept(text, "lowercase")
    return _first(lower)


def cased(text: str, case: str, *, english: bool) -> str:
    """`text` in a `text-case` of CSL; title case changes nothing where the language is not English."""
    if case == "title":
        return str(_Title(text)) if english else text
    if case in {"lowercase", "uppercase"}:
        return _outside_kept(text, case)
    if case == "capitalize-first":
        return _first(text)
    if case == "capitalize-all":
        return _all(text)
    return _sentence(text) if case == "sentence" else text
