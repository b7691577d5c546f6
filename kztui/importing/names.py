"""Names in prose: runs of capitalised words, and the abbreviations that stand in brackets after them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kztui.article.edtf import MONTHS
from kztui.importing.lexicon import words_of

# Ordinary words that a sentence may begin with, and that no name begins with. Others are told by how they are written
# elsewhere in the text.
ORDINARY = words_of(
    """
    a about according across additionally after afterwards all along also although amid among an and another any
    are as at back based be because before behind below beneath beside besides between beyond both but by can
    consequently currently despite did do does down due during each earlier either elsewhere even eventually every
    few finally first following for formerly from further furthermore given had has have he hence her here his how
    however i if in indeed initially instead into is it its last lastly later less like likewise many may
    meanwhile might more moreover most much must my near nearly neither never nevertheless next no nonetheless nor
    not nothing now of off often on once one only or other otherwise our out over overall particularly perhaps
    previously rather recently regarding second several she should similarly since so some soon specifically still
    subsequently such than that the their them then there therefore these they third this those though three
    through throughout thus till to today together too toward towards two under unless unlike until up upon us
    very was we were what whatever when where whereas whether which while who whom whose why will with within
    without would yet you your yesterday tomorrow january february march april june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday
    """
)
CALENDAR = frozenset((*MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
TITLES = words_of(
    """
    President Prime Minister Vice Deputy Chairman Chairwoman Chair Head Chief Director General Colonel Captain
    Major Lieutenant Marshal Admiral Secretary Ambassador Senator Governor Mayor King Queen Prince Princess Sheikh
    Imam Mullah Ayatollah Pope Bishop Brother Sister Dr Dr. Mr Mr. Mrs Mrs. Ms Ms. Professor Prof. Judge Justice
    Spokesman Spokeswoman Commander Emir Amir Analyst
    """
)
PARTICLES = ("al", "el", "ad", "as", "an", "ul", "ibn", "bin", "bint", "von", "van", "de", "da", "di", "du", "la", "le")
_JOINING = frozenset({"of", "for", "on", "&", *PARTICLES})
_LEGAL = frozenset({"Law", "Act", "Convention", "Treaty", "Committee", "Commission", "Council", "Conference"})
"""What stands before an “on” that belongs to a name."""

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.(?=\s[A-Z])|&|\w(?:[\w’'.-]*\w)?(?:(?<=s)[’'](?= [A-Z]))?")
_PARTICLED = re.compile(rf"(?:{'|'.join(PARTICLES)})[-’'][A-Z]")
_COMPOUND = re.compile(r"-(?:style|based|led|backed|born|linked|inspired|affiliated|trained|type|era|wide|held)$")
_POSSESSIVE = re.compile(r"[’']s$")
_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*\s*[\"'“‘«(]*$|^[\"'“‘«(\s]*$")
_BRACKETED = re.compile(r"\s*\(\s*[\"'“‘]?((?=(?:[^()]*?[A-Z]){2})[\w&.-]{2,12})[\"'”’]?\s*\)")


class Name(NamedTuple):
    """A name as it stands in a text."""

    words: tuple[str, ...]
    start: int
    end: int
    opens: bool
    """Whether it begins a sentence, so that its first word may be capitalised for that alone."""
    owns: bool
    """Whether it stands in the possessive."""
    short: str = ""
    """The abbreviation that stands in brackets after it."""

    @property
    def text(self) -> str:
        return " ".join(self.words)


def _is_name(word: str) -> bool:
    return word[0].isupper() or bool(_PARTICLED.match(word))


def names(text: str) -> Iterator[Name]:
    """The names in a paragraph, in order. Months and weekdays are none."""
    run: list[re.Match[str]] = []
    joints: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = match[0]
        near = bool(run) and text[(joints or run)[-1].end() : match.start()] == " "
        if _is_name(word) and word not in CALENDAR and not (near and joints and word == "The"):
            if not near:
                yield from _ended(text, run)
                run = []
            run += [*joints, match] if near else [match]
            joints = []
            if _POSSESSIVE.search(word):
                yield from _ended(text, run)
                run = []
        elif near and word in _JOINING and len(joints) < 2 and (word != "on" or run[-1][0] in _LEGAL):
            joints.append(match)
        else:
            yield from _ended(text, run)
            run, joints = [], []
    yield from _ended(text, run)


def _ended(text: str, run: list[re.Match[str]]) -> Iterator[Name]:
    """The name that a run of words is: without an article or an ordinary word before it."""
    opens = bool(run) and bool(_SENTENCE.search(text[: run[0].start()]))
    while run and (run[0][0] in {"The", "A", "An"} or (opens and run[0][0].lower() in ORDINARY)):
        run, opens = run[1:], False
    if not run:
        return
    words = [match[0] for match in run]
    owns = bool(_POSSESSIVE.search(words[-1]))
    words[-1] = _COMPOUND.sub("", _POSSESSIVE.sub("", words[-1]))
    bracket = _BRACKETED.match(text, run[-1].end())
    end = run[-1].end()
    if any(word not in _JOINING for word in words) and (len(words) > 1 or len(words[0]) > 1):
        yield Name(tuple(words), run[0].start(), end, opens, owns, bracket[1] if bracket else "")
