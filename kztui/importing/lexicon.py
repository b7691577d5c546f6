"""What the words of a name, and those around it, hint at: an actor's kind, a place, an idea."""

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is written as prose."""
    return frozenset(text.split())


KEYWORDS = {
    "agency": """committee commission agency ministry council service services forces army police directorate office
        department court border administration bureau guard secretariat cabinet parliament congress senate board
        authority assembly commissariat tribunal customs""",
    "organisation": """organization organisation union foundation institute center centre university association society
        societies company corporation guild bank federation league alliance club school college church fund program
        programme""",
    "group": "front movement brigade group jamaat jamaats party militia network battalion caliphate",
    "outlet": "times post journal analyst review news herald radio television tv gazette tribune magazine",
    "state": "republic kingdom emirate",
}
WORDS_OF = {word: kind for kind, words in KEYWORDS.items() for word in words.split()}
LAWS = frozenset({"law", "code", "act", "treaty", "convention", "constitution", "agreement", "protocol"})
IDEA = re.compile(r"(?:isms?|i[sz]ation|ology)$")
SITE = re.compile(r"^[\w-]+\.[a-z]{2,4}$")
INITIALS = re.compile(r"(?:[A-Z]\.?){2,3}")

ADJECTIVE = re.compile(r"(?:ian|ean|(?<!st)an|ese|ish|ist|ic|i|yz|akh|bek|rk|ek|ench|tch|iss)$")
PLURAL = re.compile(r"[a-z](?:an|kh|en|ist|ew|ek|rk|ni|li)s$")
QUARTERS = words_of(
    """
    North South East West Northern Southern Eastern Western Central Inner Outer Upper Lower
    """
)
PEOPLE = words_of(
    """
    citizens nationals people peoples youths youth students migrants refugees workers women men children villagers
    officers soldiers residents voters immigrants pupils victims
    """
)
NO_NOUN = words_of(
    """
    is was has does as its this his us says others afterwards across
    """
)
FUNCTION = words_of(
    """
    but because who whom which that in from to at of for on by with are were have had while when
    """
)
"""What may follow the name of a people; after an adjective comes its noun."""
BODIES = words_of(
    """
    founders leaders members services forces authorities officials troops fighters militants supporters
    missionaries representatives followers commanders delegates diplomats agents police army government parliament
    navy amir emir
    """
)
"""Whom a name owns, or is put before, so that both together are somebody."""

AFTER = re.compile(r"^ ([a-z][a-z-]*)")
BEFORE_PLACE = re.compile(
    r"\b(?:in|near|at|from|towards?|across|along|around|outside|inside|throughout|within|into"
    r"|(?:port|town|city|village|province|region|district|coast|river|island|outskirts|capital) of)"
    r"(?: (?:the|downtown|central|nearby))?(?: (?:north|south|east|west)\w*)*$",
    re.IGNORECASE,
)
AFTER_PLACE = re.compile(
    r"^,? (?:in|near) (?:the )?[A-Z]|^ (?:region|province|village|city|district|oblast|town|border|area)\b"
)
LISTED = re.compile(r"^(?:,|,? and|,? or| to| [a-z]+ (?:in|and)|,? and (?:the|in)) *$")
"""What stands between two places of one list."""
ACTS = re.compile(r"^,? (?:has|have|had|is|was|were|will|would|could|did|also|said|says|\w{3,}ed)\b")
GLOSS = re.compile(r"\([\"'“‘]$")
"""Before a translation in brackets, which is no name."""
