"""English words under one root: `radicalised`, `radicalization` and `radicals`; `labour` and `labor`.

Cruder than a dictionary, and safe, because a shared root only ever counts for less than the word itself.
"""

import re
from functools import lru_cache

# British spellings to American ones, which only have to agree with each other.
_BRITISH = {"our": "or", "is": "iz", "re": "er", "c": "s", "mme": "m", "ogue": "og", "ll": "l"}
_BRITISH_PARTS = re.compile(
    r"(?<=[a-z]{2}[bdlmnptv])our(?=$|s$|ed$|ing$|er|ist|able|ful|ite|hood)"
    r"|(?<=[a-z]{3})(?:is(?=e$|ed$|es$|ing$|er|ation)|ogue(?=s?$)|ll(?=ed$|ing$|ers?$))"
    r"|(?<=[a-z]{3}[ct])re$|(?<=[a-z]{2}en)c(?=es?$)|(?<=[a-z]{4})mme(?=s?$)"
)

# Taken off one after another for as long as four letters stay.
_SUFFIXES = (
    "izations", "ization", "ational", "ations", "ation", "ments", "ment", "ities", "ity", "ings", "ing", "iers", "ier",
    "ists", "ist", "isms", "ism", "ized", "izing", "izes", "ize", "ers", "er", "ors", "or", "ies", "ied", "ions", "ion",
    "ives", "ive", "ness", "ials", "ial", "als", "al", "ants", "ant", "ly", "ed", "es", "s", "e", "y", "i",
)  # fmt: skip
ROOT_LETTERS = 4
"""Letters at the beginning of a word that are never taken off or respelt."""
_LAST_TAKEN = ("e", "es", "y", "i")
"""Endings before which no other stands."""
_BY_LAST: dict[str, tuple[str, ...]] = {
    last: tuple(suffix for suffix in _SUFFIXES if suffix[-1] == last) for last in {suffix[-1] for suffix in _SUFFIXES}
}


def _american(british: re.Match[str]) -> str:
    return _BRITISH[british[0]]


def _shorter(word: str) -> str:
    for suffix in _BY_LAST.get(word[-1], ()):
        left = len(word) - len(suffix)
        if left >= ROOT_LETTERS and word.endswith(suffix) and not (suffix == "s" and word[-2] in "su"):
            return word[:left]
    return word


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """What is left of a folded English word without its endings; figures and short words are themselves."""
    if len(word) <= ROOT_LETTERS or not word.isalpha():
        return word
    word = _BRITISH_PARTS.sub(_american, word)
    while (shorter := _shorter(word)) != word:
        last, word = word[len(shorter) :], shorter
        if last in _LAST_TAKEN:
            break
    return word[:-1] if len(word) > ROOT_LETTERS and word[-1] == word[-2] else word


# Words that reports of this kind use for one another. Between them a word counts for much less than itself.
_GROUPS = """
dead death died dies die killed kill killing killings fatal fatalities lethal deadly slain murdered murder victims
attack attacked assault assaulted raid strike struck
bomb bombing bombings blast explosion exploded detonated blew
shooting shot gunfire gunmen fired firing
wounded injured hurt casualties
police policemen officers officer
soldier soldiers troops army military paratroopers servicemen
arrested arrest detained detention captured seized jailed imprisoned
banned ban bans outlawed prohibited proscribed forbidden illegal
blocked block blocking censored closed shut
court judge judicial tribunal
website websites site sites portal online internet web
video footage film clip recording
money funding funded funds finance financed financing payment spending spent invested investment
law laws legislation legal statute code act bill amendment amendments
talks negotiation negotiations negotiate negotiating dialogue
treaty agreement accord deal pact convention
meeting summit conference
child children kids pupils schoolchildren schoolboys
student students scholars pupils
scholarship scholarships grant grants stipends
young youth youths youngsters teenagers
worker workers labour labor employees strikers
protest protests demonstration demonstrations unrest riot riots strike strikes rally
oil petroleum crude
gas lng
ship ships vessel vessels boat boats
weapon weapons arms guns firearms missiles missile
drug drugs narcotics heroin opium
freight cargo goods shipments deliveries delivery
border borders frontier frontiers boundary
smuggling smuggled trafficking trafficked contraband
leader leaders chief head commander emir amir boss
founder founders founded established creator
president presidential
government authorities state regime
spy spies intelligence
fighters fighter militants militant rebels rebel insurgents jihadists mujahideen mujahedeen combatants
terrorist terrorists terror extremists
recruit recruits recruiting recruitment enlist
train trained training instructed drills drill exercise exercises
religion religious faith
muslims islamic islam muslim
hostage hostages captives siege
town city village settlement
warned warning alarm
said stated told acknowledged remarked declared
expert analyst scholar researcher
testimony testified testify evidence hearing statement
forum forums
missionary missionaries preachers preacher preaching
increase increased rise rose growth grew uptick
decrease decreased decline declined fell drop fewer
foreign abroad overseas
withdrawal pullout exit departure leave
cooperation cooperate partnership collaboration joint
propaganda messaging
billion bn
america american us usa washington
"""


@lru_cache(maxsize=1)
def _meanings() -> dict[str, tuple[str, ...]]:
    near: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        roots = {root(word) for word in line.split()}
        for each in roots:
            near.setdefault(each, set()).update(roots - {each})
    return {each: tuple(sorted(others)) for each, others in near.items()}


def akin(word: str) -> tuple[str, ...]:
    """The roots of words that mean nearly the same as a folded English word."""
    return _meanings().get(root(word), ())


# Words that carry no meaning of their own in a query. The Arabic and Kazakh-Russian articles of names are among them.
_COMMON = """
a about after al an and are as at be been before between by did do does during el for from had has have he her his how
if in into is it its of on or over she since than that the their there they this those through to ul under until was
were what when where which who whom why will with
"""
COMMON = frozenset(_COMMON.split())
