"""The variable `citation-label`: made of letters of the names, and the year, where the item has none of its own.

CSL 1.0.2, Appendix IV leaves it to the processor to assign it "based on item metadata"; this is how citeproc-js does.
"""

from typing import Any

from kztui.citation.csl.personal_name import parse_name

_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""How many letters each of one, two or three names gives; of more, the first four give one each."""
_ONE_EACH = (1, 1, 1, 1)
_ROLES = ("author", "editor", "translator", "director")


def citation_label(item: dict[str, Any]) -> str:
    """`Asth04` for one name, `AsBr04` for two; without names letters of the title; without a year no digits."""
    names = next((item[role] for role in _ROLES if item.get(role)), ())
    words = [parse_name(name).family or name.get("literal") or name.get("given") or "" for name in names]
    words = words or [str(item.get("title") or "")]
    letters = ["".join(filter(str.isalpha, word)) for word in words]
    taken = zip(letters, _LETTERS.get(len(letters), _ONE_EACH), strict=False)
    year = (((item.get("issued") or {}).get("date-parts") or [[]])[0] or [""])[0]
    return "".join(word[:count].capitalize() for word, count in taken) + str(year)[-2:]
